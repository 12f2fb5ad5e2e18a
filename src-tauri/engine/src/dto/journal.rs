//! Journal entries.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a page of the timeline goes on: the last entry already shown.
#[derive(Debug, Clone)]
pub struct EntryCursor {
    pub day: String,
    pub id: String,
}

#[derive(Debug, Clone)]
pub struct EntryPage {
    pub rows: Vec<EntryRow>,
    /// All entries that are not in the trash.
    pub total: u32,
    pub more: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct EntryRow {
    pub id: String,
    pub day: String,
    pub time: Option<String>,
    /// The first line with a letter in it, at most 120 characters; empty for an empty entry.
    pub title: String,
    /// What follows the title, at most 160 characters.
    pub snippet: String,
    pub pictures: u32,
    pub in_trash: bool,
    #[serde(flatten)]
    pub facets: Facets,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Entry {
    pub id: String,
    /// Counts saves; the next save must name it.
    pub rev: i64,
    pub day: String,
    pub time: Option<String>,
    pub zone: String,
    pub text: String,
    pub created_ms: i64,
    pub updated_ms: i64,
    pub in_trash: bool,
    #[serde(flatten)]
    pub facets: Facets,
}

/// What is noted about an entry beside its words. Saved whole.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Facets {
    /// One word each, at most 64 characters; two that differ in case only are one.
    pub tags: Vec<String>,
    pub mood: Option<Mood>,
    pub starred: bool,
}

/// How a day felt, in five words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Mood {
    Low,
    Tense,
    Even,
    Warm,
    Bright,
}

#[derive(Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EntrySave {
    /// Made by the page (a version 7 UUID), so that a repeated first save makes one entry.
    pub id: String,
    /// 0 for an entry that was never saved.
    pub base_rev: i64,
    pub text: String,
    /// The entry's date; `None` is today, or the date it has.
    pub day: Option<String>,
    /// `HH:MM`; `None` is now for a new entry of today, or the time it has.
    #[serde(default)]
    #[ts(optional)]
    pub time: Option<String>,
    /// `None` leaves them as they are.
    #[serde(default)]
    #[ts(optional)]
    pub facets: Option<Facets>,
    /// This page has saved the entry since it opened it. What is replaced then is a state in between, and is kept as a
    /// version only every ten minutes.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub goes_on: bool,
}

/// An earlier version of an entry.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct RevisionRow {
    /// Names it, with the entry.
    pub rev: i64,
    pub written_ms: i64,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Revision {
    pub rev: i64,
    pub written_ms: i64,
    pub text: String,
    /// What was changed from this version to the entry as it is, in the order of reading.
    pub changes: Vec<Change>,
}

/// A stretch of text, and what became of it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Change {
    pub kind: ChangeKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ChangeKind {
    Same,
    Gone,
    New,
    /// Here something is not shown; the text is empty.
    LeftOut,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Saved {
    pub id: String,
    pub rev: i64,
    pub day: String,
    /// Set when the entry had been changed elsewhere: this text was kept as an entry of its own, with this id. The other
    /// fields then speak of that entry too, so that writing goes on in it.
    pub kept_as: Option<String>,
}
