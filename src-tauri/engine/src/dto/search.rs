//! Finding entries.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Facets;

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SearchQuery {
    /// Words, "phrases", and filters: `tag:walk mood:warm starred: before:2026-03 after:2025`.
    pub text: String,
    pub order: SearchOrder,
    /// Where the last page ended.
    pub after: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SearchOrder {
    Newest,
    /// What speaks most of it first, as long as there are not too many.
    Best,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct SearchPage {
    pub hits: Vec<SearchHit>,
    /// Where the next page begins; `None` after the last.
    pub next: Option<i64>,
    /// The order they are in: with very many hits the newest come first, whatever was asked for.
    pub order: SearchOrder,
    /// Not everything can be found yet: entries of an earlier version are still being indexed.
    pub reading: Option<IndexReading>,
}

/// How far the search index is: so many entries of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct IndexReading {
    pub done: u32,
    pub of: u32,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct SearchHit {
    pub id: String,
    pub day: String,
    pub time: Option<String>,
    pub title: Vec<Piece>,
    pub excerpt: Vec<Piece>,
    #[serde(flatten)]
    pub facets: Facets,
}

/// A piece of text, and whether it is what was searched for.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}
