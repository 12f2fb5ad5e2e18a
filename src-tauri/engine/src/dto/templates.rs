//! What a new entry can begin with.

use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Template {
    /// `c:` and a slug, or `o:` and a UUID for one of the user's own.
    pub template: String,
    pub name: String,
}

/// A template that was kept from an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KeptTemplate {
    pub template: String,
    /// The one whose name it took. It is deleted, and can be restored once this one is.
    pub replaced: Option<String>,
}
