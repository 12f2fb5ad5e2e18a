//! The journal by its days.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EntryRow, Mood};

/// A month with entries in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MonthCount {
    /// `YYYY-MM`
    pub month: String,
    pub count: u32,
}

/// A day with entries on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DayCount {
    pub day: String,
    pub count: u32,
    /// Those that were noted on it, each once, in the order in which they were first written.
    pub moods: Vec<Mood>,
}

/// One day, and what it looks back on.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct DayPage {
    /// The practice day that it is now.
    pub today: String,
    pub day: String,
    pub entries: Vec<EntryRow>,
    /// Entries of the same date in other years, newest first, without those that are hidden.
    pub memories: Vec<Memory>,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Memory {
    /// How many years before the day it was; below 0 when it came after.
    pub years: i32,
    pub entry: EntryRow,
}

/// What never comes up on its day in other years.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct HiddenDays {
    /// Hidden last first.
    pub entries: Vec<EntryRow>,
    /// Newest first.
    pub periods: Vec<Period>,
}

/// Both days belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Period {
    pub first: String,
    pub last: String,
}
