//! Support: people to talk to.

use serde::Serialize;
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Support {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub if_you_hurt_them: String,
    pub for_safe_couples: String,
    pub lines_title: String,
    /// What the dates beside the lines mean.
    pub lines_note: String,
    pub lines: Vec<SupportLine>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct SupportLine {
    /// What `open_link` takes.
    pub number: u8,
    pub name: String,
    pub region: String,
    pub who: String,
    /// What to call or text, as it is said; empty where there is only a page.
    pub call: String,
    /// Shown in full before it is opened.
    pub address: String,
    /// When somebody looked whether it is right, `YYYY-MM-DD`.
    pub checked: String,
}
