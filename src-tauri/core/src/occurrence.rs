//! One due instant of a reminder: what became of it, and why.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::ids::{OccurrenceId, ReminderId};
use crate::named::named;

/// What became of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Claimed, and not yet handed to the notification server.
    Due,
    Shown,
    Done,
    Snoozed,
    Skipped,
    /// It came due while nobody could be told, and is too old now.
    Missed,
    /// The user's settings left it out.
    Dropped,
}

named!(
    State,
    "state of an occurrence",
    Due = "due",
    Shown = "shown",
    Done = "done",
    Snoozed = "snoozed",
    Skipped = "skipped",
    Missed = "missed",
    Dropped = "dropped"
);

impl State {
    /// Whether it still waits for an answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Due | Self::Shown | Self::Snoozed)
    }
}

/// Why an occurrence was or was not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    OnTime,
    Late,
    BeyondGrace,
    OlderMissed,
    Paused,
    QuietDeferred,
    QuietDropped,
    PracticedAlready,
    TalkedRecently,
    Resting,
    /// Two cues a day are enough.
    Cap,
    /// The user wants cues a few times a week, and this was not one of them.
    Rhythm,
    Disabled,
    Snoozed,
    Answered,
}

named!(
    Reason,
    "reason",
    OnTime = "on_time",
    Late = "late",
    BeyondGrace = "beyond_grace",
    OlderMissed = "older_missed",
    Paused = "paused",
    QuietDeferred = "quiet_deferred",
    QuietDropped = "quiet_dropped",
    PracticedAlready = "practiced_already",
    TalkedRecently = "talked_recently",
    Resting = "resting",
    Cap = "cap",
    Rhythm = "rhythm",
    Disabled = "disabled",
    Snoozed = "snoozed",
    Answered = "answered"
);

impl Reason {
    /// One plain sentence for people.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::OnTime => "It came on time.",
            Self::Late => "It came late, because the computer was asleep or Ajar was closed.",
            Self::BeyondGrace => "The computer was asleep or Ajar was closed, and then it was too late.",
            Self::OlderMissed => "A newer one was waiting, so only that one was shown.",
            Self::Paused => "Reminders were paused.",
            Self::QuietDeferred => "It waited until quiet hours ended.",
            Self::QuietDropped => "It fell into quiet hours.",
            Self::PracticedAlready => "You had already practiced that day.",
            Self::TalkedRecently => "You had noted a talk less than three hours before.",
            Self::Resting => "It was a time of rest.",
            Self::Cap => "Two others came that day, and two are the most.",
            Self::Rhythm => "You chose a few times a week, and it was not one of those days.",
            Self::Disabled => "The reminder was turned off.",
            Self::Snoozed => "You moved it to later.",
            Self::Answered => "You answered it.",
        }
    }
}

/// Snoozes in a row before the next one is refused.
pub const MAX_SNOOZES: u8 = 3;

/// An occurrence as the ledger remembers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub id: OccurrenceId,
    pub reminder: ReminderId,
    /// With `reminder`, what makes it this occurrence and no other.
    pub nominal: NaiveDateTime,
    pub due: DateTime<Utc>,
    pub state: State,
    /// When it was last claimed, or woken from a snooze.
    pub claimed_at: DateTime<Utc>,
    /// Whether it was ever handed to the notification server.
    pub shown: bool,
    /// Kept when the snooze is over: it then says what the occurrence was last meant for.
    pub snoozed_until: Option<DateTime<Utc>>,
    pub snooze_count: u8,
    /// The practice day that answering it counts for.
    pub for_day: NaiveDate,
    /// Whether a question for the partner rode on it.
    pub question: bool,
}

impl Known {
    /// The instant it was last meant for.
    pub fn meant_for(&self) -> DateTime<Utc> {
        self.snoozed_until.unwrap_or(self.due)
    }

    /// Snoozes left before the next one is refused.
    pub const fn snoozes_left(&self) -> u8 {
        MAX_SNOOZES.saturating_sub(self.snooze_count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_come_back() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
        for reason in Reason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(*reason));
        }
    }

    #[test]
    fn every_reason_is_one_short_sentence() {
        for reason in Reason::ALL {
            let sentence = reason.sentence();
            assert!(sentence.ends_with('.') && sentence.matches('.').count() == 1, "{sentence}");
            assert!(sentence.split_whitespace().count() <= 18, "{sentence}");
        }
    }
}
