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
    /// A planned talk.
    Plan,
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
    /// Makes it a window: a random minute from `time` up to this one, `HH:MM`, another one each day.
    pub until_time: Option<String>,
    pub when: When,
    /// `None` follows this computer; else the time zone it stays with, such as `Europe/Berlin`.
    pub zone: Option<String>,
    /// `away` moments are cued this many minutes before they begin; 0 at the laptop.
    pub lead_min: u16,
    pub quiet: QuietChoice,
    pub enabled: bool,
}

/// On which days a reminder comes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "how")]
#[ts(export)]
pub enum When {
    Weekly {
        /// All seven is daily. At least one.
        days: Vec<Weekday>,
        /// 1 to 4.
        every_weeks: u8,
    },
    Monthly {
        on: MonthDay,
        /// 1 to 12.
        every_months: u8,
    },
    Yearly {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
        leap_day: LeapDay,
    },
    /// So many days after the practice day on which it was done. Not done, it comes again as many days later.
    AfterDone {
        /// 1 to 365.
        days: u16,
    },
    /// The RFC 5545 subset, as the user writes it. A fault is told at field `rule`, with its position.
    Rule { text: String, leap_day: LeapDay },
}

/// A day of each month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "by")]
#[ts(export)]
pub enum MonthDay {
    /// 1 to 31; -1 is the last day. A month that has no such day is left out.
    Date { day: i8 },
    /// The first to the fifth such weekday; -1 is the last.
    Weekday { nth: i8, weekday: Weekday },
}

/// What becomes of 29 February in a year that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LeapDay {
    Skip,
    #[serde(rename = "feb_28")]
    Feb28,
    #[serde(rename = "mar_1")]
    Mar1,
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
    pub until_time: Option<String>,
    pub when: When,
    pub zone: Option<String>,
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
    /// The time zone of this computer, to offer it for pinning.
    pub zone: String,
}

/// One line of a preview: when it comes, and why then.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own on the line")]
#[ts(export)]
pub struct PreviewLine {
    /// When it is shown: `YYYY-MM-DDTHH:MM:SS` here.
    pub local: String,
    pub in_days: i64,
    /// Why it moved or rests, in words: "02:30 does not exist", "quiet until 07:00"; empty when nothing is special.
    pub note: String,
    /// Whether it will be shown, as far as can be known now.
    pub fires: bool,
    /// Whether a question for the partner rides on this cue.
    pub question: bool,
    /// It will be shown unless a time of rest begins before: "may rest".
    pub may_rest: bool,
    /// Quiet hours hold it back or leave it out: the place to offer [`QuietChoice::Through`].
    pub in_quiet: bool,
}

/// What became of one occurrence of the last 30 days, and why.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct OccurrenceLine {
    pub occurrence: String,
    /// The wall-clock time that the reminder names: `YYYY-MM-DDTHH:MM:SS`.
    pub nominal: String,
    /// When it was meant to be shown, on the wall clock here.
    pub due: String,
    /// The same as an instant.
    pub due_ms: i64,
    /// When it was shown, on the wall clock here.
    pub shown: Option<String>,
    pub state: OccurrenceState,
    pub question: bool,
    /// The RFC 5545 rule at the time.
    pub rule: String,
    /// Sentences, in the order in which things happened.
    pub why: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OccurrenceState {
    /// It is being shown right now.
    Due,
    Shown,
    Done,
    Snoozed,
    Skipped,
    /// It came due while nobody could be told, and was too old after that.
    Missed,
    /// The user's settings left it out.
    Dropped,
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
