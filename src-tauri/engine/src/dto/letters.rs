//! What a locked Ajar takes in.

use serde::Deserialize;
use ts_rs::TS;

use super::{Response, Setting};

/// Something for the journal, slipped in while it is locked. The page makes the id, so that a second click is no second
/// letter.
#[derive(Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export)]
pub enum Letter {
    /// Becomes an entry. At most 16 KiB.
    Line { id: String, text: String },
    /// Becomes a talk.
    Talk { id: String, response: Response, setting: Option<Setting> },
}
