//! Appreciations, and the list for a calm day.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// "Did my thanks reach them?"
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Reached {
    Yes,
    SaidNotSure,
    NotSaidYet,
}

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ThanksSave {
    /// Made by the page, so that a repeated save makes one.
    pub id: String,
    /// 1 to 2,000 characters.
    pub text: String,
    pub reached: Reached,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Thanks {
    pub id: String,
    pub day: String,
    pub text: String,
    pub reached: Reached,
    pub entry: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MatterState {
    Waiting,
    Raised,
    LetGo,
}

/// Something that can wait for a calm day.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct MatterSave {
    /// Made by the page, so that a repeated save makes one.
    pub id: String,
    /// 1 to 2,000 characters.
    pub text: String,
    pub state: MatterState,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Matter {
    pub id: String,
    pub day: String,
    pub text: String,
    pub state: MatterState,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ThanksPage {
    /// Newest first.
    pub thanks: Vec<Thanks>,
    /// Waiting ones first, then newest first.
    pub matters: Vec<Matter>,
}
