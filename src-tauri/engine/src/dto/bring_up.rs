//! What is to be brought up with the partner.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far it is. Any may follow any other: nothing pushes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BringUpState {
    /// Marked, and for nobody else yet.
    Private,
    Ready,
    /// It was talked about.
    Raised,
    Resolved,
}

/// A whole entry, or words of it.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct BringUpMark {
    pub entry: String,
    /// At most 4,000 characters; `None` marks the whole entry.
    pub passage: Option<String>,
    /// Where the passage begins, in UTF-16 units.
    pub place: Option<u32>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct BringUpMarked {
    pub id: String,
    /// False for what was on the list already; it is as it was.
    pub is_new: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct BringUp {
    pub id: String,
    pub entry: String,
    /// The entry's title.
    pub title: String,
    /// The words as they were marked; `None` for the whole entry.
    pub passage: Option<String>,
    /// Where they began then, in UTF-16 units. The text may have changed since.
    pub place: Option<u32>,
    pub state: BringUpState,
    /// The day of the last change.
    pub day: String,
}
