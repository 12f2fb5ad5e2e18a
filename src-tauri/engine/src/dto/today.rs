//! The Today page: the practice, the week, open reminders, and what a log changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Easing, OccurrenceAction, Pending, PlanRow, ReminderKind};

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Today {
    /// The practice day, which may still be yesterday's date after midnight.
    pub day: String,
    pub practice: PracticeCard,
    /// Whether anything was practiced today.
    pub practiced: bool,
    pub week: Week,
    /// Shown and snoozed reminders that wait for an answer, oldest first.
    pub open: Vec<OpenReminder>,
    /// What came due while the computer slept or Ajar was closed.
    pub away: Vec<OpenReminder>,
    pub next: Option<NextReminder>,
    /// Questions about the reminders themselves. Nothing changes until one is answered.
    pub asks: Vec<Ask>,
    pub easing: Easing,
    /// The user went to talk: "How did it go?"
    pub pending: Option<Pending>,
    /// The open plan, when its day has come, or a talked one to come back to.
    pub plan: Option<PlanRow>,
    /// It is the last evening of the week, and the check-in was not answered.
    pub check_in: bool,
}

/// What Ajar would like to know about a reminder.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum Ask {
    /// Six in a row were not opened: "Is 18:30 still a good time? Keep · Move · Fewer".
    Unopened { reminder: String, kind: ReminderKind, name: String, time: String },
    /// The computer is in another time zone: keep the wall-clock time here, or the old zone's?
    ZoneChanged { from: String, to: String },
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "answer", deny_unknown_fields)]
#[ts(export)]
pub enum AskAnswer {
    /// It is a good time.
    Keep { reminder: String },
    /// To another time of day, `HH:MM`.
    Move { reminder: String, time: String },
    /// About half as often.
    Fewer { reminder: String },
    /// The same times on the wall clock here.
    TimesHere,
    /// The instants of the old zone: what followed this computer stays with that zone from now on.
    TimesThere,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PracticeCard {
    /// `c:slug` for the catalogue's, `o:uuid` for the user's own.
    pub practice: String,
    pub title: String,
    /// "Tip 5 · Talk every time you are alone"
    pub source: String,
    /// At most 18 words; shown alone, the rest folded.
    pub today: String,
    pub faces: Faces,
    pub why: String,
    pub steps: Vec<String>,
    pub say: Vec<String>,
    pub avoid: Vec<String>,
    pub stop_when: Vec<String>,
    /// Journal prompts.
    pub prompts: Vec<String>,
    pub minutes: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Faces {
    /// Needs nobody.
    OnSelf,
    /// Only when the partner has begun.
    Answer,
    /// The user starts something with the partner.
    Partner,
}

/// The week as seven doors.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Week {
    /// Seven days from the user's first weekday.
    pub days: Vec<DayMark>,
    pub practiced: u8,
    pub goal: u8,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct DayMark {
    pub day: String,
    /// Practices and talks noted that day.
    pub count: u32,
    pub is_today: bool,
    pub is_future: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OpenReminder {
    pub occurrence: String,
    pub kind: ReminderKind,
    /// The user's own name for it, such as "Car ride home"; empty for *Keep practicing*.
    pub name: String,
    /// When it was due, on the wall clock of the time: `YYYY-MM-DDTHH:MM:SS`.
    pub nominal: String,
    pub day: String,
    /// Asks for "did you talk?" with the two-tap log instead of Done.
    pub asks_talk: bool,
    /// Whether a question for the partner rides on this cue.
    pub question: bool,
    /// The ways to put it off that would not be refused now; empty when it was put off often enough.
    pub put_offs: Vec<OccurrenceAction>,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct NextReminder {
    pub name: String,
    pub kind: ReminderKind,
    /// Wall-clock time here: `YYYY-MM-DDTHH:MM:SS`.
    pub local: String,
    /// Whole days from today: 0 today, 1 tomorrow.
    pub in_days: i64,
    pub in_minutes: i64,
}

/// What changed through a log, so that the page can say it without asking again.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Logged {
    /// The practice log row or talk that `undo` takes back; `None` when it had been noted before.
    pub id: Option<String>,
    pub day: String,
    pub practiced_this_week: u8,
    pub goal: u8,
    pub goal_reached_now: bool,
}
