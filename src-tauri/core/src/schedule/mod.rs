//! What fires now, what fires next, and what does not: pure functions of the plan and the time.
//!
//! An occurrence is (reminder, nominal local time). Its instant is found in three steps: the lead is taken off the nominal
//! time, the zone maps that to an instant, quiet hours may move it on. It is claimed once, in the ledger, before anything is
//! shown.

mod cues;
mod decide;
mod due;
mod pause;
mod plan;
mod preview;
mod snooze;
mod why;
mod zones;

use chrono::TimeDelta;

pub use cues::{CUES_A_DAY, CueChoice};
pub use decide::{Claim, Decision, Notice, Settled, Subject, decide};
pub use pause::{PauseFor, PauseRefused, pause_until};
pub use plan::{Facts, Plan};
pub use preview::{Note, Preview, next, next_due, preview};
pub use snooze::{SNOOZE_MINUTES, SnoozeFor, SnoozeRefused, snooze, snoozes};
pub use why::{Past, why};
pub use zones::Zones;

/// How far back a decision looks for what was slept through.
pub const LOOK_BACK: TimeDelta = TimeDelta::days(7);

/// Reminders due within this time of each other share one notice.
pub const DIGEST_SPAN: TimeDelta = TimeDelta::minutes(2);

/// A row that was claimed this long ago and never shown was interrupted; younger ones are being shown right now.
pub const HAND_OVER: TimeDelta = TimeDelta::minutes(1);

/// How long a talk stands for the practice reminder.
pub const TALK_COUNTS_FOR: TimeDelta = TimeDelta::hours(3);
