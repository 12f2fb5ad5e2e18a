//! Reminders: drafts, rows, pauses, previews and answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Logged, NextReminder, Weekday};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReminderKind {
    /// Part of *Talk every time you are alone*: one moment the user chose.
    Moment,
    /// *Keep practicing*.
    Practice,
    Listen,
    Appreciate,
    Reflect,
    Weekly,
}

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ReminderDraft {
    /// `None` makes a new one.
    pub id: Option<String>,
    pub kind: ReminderKind,
    /// What the user calls it; required for a moment, at most 60 characters.
    pub name: String,
    /// `HH:MM`
    pub time: String,
    /// Days of the week; all seven is daily. At least one.
    pub days: Vec<Weekday>,
    /// Every how many weeks, 1 to 4.
    pub every_weeks: u8,
    /// `away` moments are cued this many minutes before they begin; 0 at the laptop.
    pub lead_min: u16,
    pub quiet: QuietChoice,
    pub enabled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum QuietChoice {
    /// Wait until quiet hours end.
    Defer,
    /// Do not remind.
    Drop,
    /// The user said: let it through.
    Through,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ReminderRow {
    pub id: String,
    pub kind: ReminderKind,
    pub name: String,
    pub time: String,
    pub days: Vec<Weekday>,
    pub every_weeks: u8,
    pub lead_min: u16,
    pub quiet: QuietChoice,
    pub enabled: bool,
    pub pause: Option<Pause>,
    pub next: Option<NextReminder>,
}

/// A pause of one reminder or of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Pause {
    /// Wall-clock end here, `YYYY-MM-DDTHH:MM:SS`; `None` is "until I say".
    pub until: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "how")]
#[ts(export)]
pub enum PauseFor {
    Hour,
    /// Until the next practice day's morning, when quiet hours end.
    Morning,
    /// Until this day begins, `YYYY-MM-DD`.
    Date {
        day: String,
    },
    UntilISay,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Reminders {
    /// Set when all reminders are paused.
    pub pause: Option<Pause>,
    pub rows: Vec<ReminderRow>,
}

/// One line of a preview: when it comes, and why then.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct PreviewLine {
    /// When it is shown: `YYYY-MM-DDTHH:MM:SS` here.
    pub local: String,
    pub in_days: i64,
    /// Why it moved or rests, in words: "02:30 does not exist", "quiet until 07:00"; empty when nothing is special.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "how")]
#[ts(export)]
pub enum OccurrenceAction {
    Done,
    /// "Not today".
    Skip,
    Snooze {
        minutes: u16,
    },
    /// 20:00 today, or in an hour when that has passed.
    Tonight,
    /// The same time tomorrow, where the next occurrence allows it.
    Tomorrow,
}

/// What an answered reminder led to.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Answered {
    /// Set when Done was noted in the journal now; a locked Ajar notes it at unlock.
    pub logged: Option<Logged>,
    /// Where a snooze moved it: `YYYY-MM-DDTHH:MM:SS` here.
    pub until: Option<String>,
}
