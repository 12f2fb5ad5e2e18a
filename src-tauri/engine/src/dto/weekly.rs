//! The weekly check-in and the weekly review.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct CheckIn {
    /// The first day of the week that it is about.
    pub week: String,
    pub items: Vec<CheckInItem>,
    /// Whether it was answered before.
    pub answered: bool,
}

/// Our own words, not a validated test.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct CheckInItem {
    pub id: String,
    pub text: String,
    pub scale: Vec<String>,
    /// Shown in the form when the answer is one of the two lowest.
    pub when_low: String,
    /// 0 to 3.
    pub value: Option<u8>,
}

#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct CheckInAnswer {
    pub item: String,
    /// 0 to 3; `None` leaves it out.
    pub value: Option<u8>,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Review {
    /// The first day of the week that it is about.
    pub week: String,
    /// What was practiced, by title, with how often.
    pub practiced: Vec<Practiced>,
    pub practice_days: u8,
    pub goal: u8,
    pub talks: u32,
    /// What talks of this week taught, as it was noted with them.
    pub understood: Vec<String>,
    /// What the user wrote in the week before as the one small thing for this one.
    pub planned: String,
    pub words: ReviewWords,
    /// The entry that holds it.
    pub entry: Option<String>,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Practiced {
    pub title: String,
    pub times: u32,
}

/// What the user writes. At most 5,000 characters each.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ReviewWords {
    pub tried: String,
    pub learned: String,
    /// One small thing for next week.
    pub next: String,
}
