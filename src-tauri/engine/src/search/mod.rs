//! Finding entries by their words: what is indexed, what a query means, and what is shown of a hit.
//!
//! The same folding makes the index, the query and the highlights, so that they agree about what a word is.

mod excerpt;
mod query;
mod tokens;

pub(crate) use excerpt::{Pieces, excerpt, marked};
pub(crate) use query::Query;
pub(crate) use tokens::{copy, facet};
