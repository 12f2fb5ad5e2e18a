//! Everything a decision depends on besides the time and the zone.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::day::DayStart;
use crate::ids::ReminderId;
use crate::occurrence::{Known, Reason, State};
use crate::reminder::{Kind, Pause, QuietHours, Reminder};
use crate::zone::Zone;

use super::TALK_COUNTS_FOR;
use super::cues::CueChoice;
use super::due::{DueTime, Places};
use super::zones::Zones;

/// The reminders, what the ledger knows, and the settings that touch them.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub reminders: Vec<Reminder>,
    /// Every row whose `due` is within the last eight days or in the future, and every open row.
    pub known: Vec<Known>,
    pub quiet_hours: QuietHours,
    pub day_start: DayStart,
    /// Kept after it has run out, as with a reminder's own. When the user ends it, every reminder is active from then.
    pub pause_all: Option<Pause>,
    pub cues: CueChoice,
    /// The zones that reminders are pinned to. One that is not here is not known: its reminders follow the computer.
    pub zones: Zones,
    pub facts: Facts,
}

/// What the journal and the machine say about today.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    pub last_practice_day: Option<NaiveDate>,
    pub last_talk: Option<DateTime<Utc>>,
    /// The gate: until then nothing asks the user to start something with their partner.
    pub quiet_bids_until: Option<DateTime<Utc>>,
    /// The gate of questions alone, while cues go on.
    pub no_questions_until: Option<DateTime<Utc>>,
    /// Do-not-disturb or a full screen: nothing is shown, and what is due waits within its grace.
    pub hold: bool,
}

impl Plan {
    /// Where this reminder's times are meant.
    pub(super) fn places<'a>(&'a self, reminder: &Reminder, here: &'a dyn Zone) -> Places<'a> {
        let own = reminder.zone.as_deref().and_then(|name| self.zones.get(name)).unwrap_or(here);
        Places { own, here }
    }

    /// Why something due at `time` would not be shown at `at`; `None` when nothing speaks against it.
    pub(super) fn silence(
        &self,
        reminder: &Reminder,
        time: &DueTime,
        at: DateTime<Utc>,
        zone: &dyn Zone,
    ) -> Option<(State, Reason)> {
        let places = self.places(reminder, zone);
        if time.dropped {
            return Some((State::Dropped, Reason::QuietDropped));
        }
        self.silence_at(reminder, time.due, at, || time.for_day(places, self.day_start))
    }

    /// The same for a row whose day is known and which quiet hours no longer touch.
    pub(super) fn silence_at(
        &self,
        reminder: &Reminder,
        due: DateTime<Utc>,
        at: DateTime<Utc>,
        for_day: impl FnOnce() -> NaiveDate,
    ) -> Option<(State, Reason)> {
        let facts = &self.facts;
        let reason = if self.pauses(reminder).any(|pause| pause.covers(due)) {
            Reason::Paused
        } else if reminder.kind.faces_partner() && facts.quiet_bids_until.is_some_and(|until| due < until) {
            Reason::Resting
        } else if reminder.kind != Kind::Practice {
            return None;
        } else if facts.last_talk.is_some_and(|talk| talk <= at && at - talk < TALK_COUNTS_FOR) {
            Reason::TalkedRecently
        } else if facts.last_practice_day.is_some_and(|day| day == for_day()) {
            Reason::PracticedAlready
        } else {
            return None;
        };
        Some((State::Skipped, reason))
    }

    /// The pauses that touch this reminder, its own and that of all.
    pub(super) fn pauses(&self, reminder: &Reminder) -> impl Iterator<Item = Pause> {
        [reminder.pause, self.pause_all].into_iter().flatten()
    }
}

/// The known rows by what identifies them, without those that only a wrong clock wrote.
#[derive(Debug)]
pub(super) struct Ledger<'plan> {
    claimed: HashSet<(ReminderId, NaiveDateTime)>,
    /// Rows of cues.
    pub cues: Vec<&'plan Known>,
    /// Rows that wait for something, of reminders that are turned on.
    pub waiting: Vec<&'plan Known>,
}

impl<'plan> Ledger<'plan> {
    pub(super) fn new(plan: &'plan Plan, now: DateTime<Utc>) -> Self {
        let believed = plan.known.iter().filter(|known| !is_from_a_wrong_clock(known, now));
        // Few reminders have rows, however many there are.
        let mentioned: HashSet<ReminderId> = plan.known.iter().map(|known| known.reminder).collect();
        let of = |keep: fn(&Reminder) -> bool| -> HashSet<ReminderId> {
            let kept = plan.reminders.iter().filter(|reminder| keep(reminder) && mentioned.contains(&reminder.id));
            kept.map(|reminder| reminder.id).collect()
        };
        let enabled = of(|reminder| reminder.enabled);
        let waits =
            |known: &&Known| matches!(known.state, State::Due | State::Snoozed) && enabled.contains(&known.reminder);
        let cues = of(|reminder| reminder.kind == Kind::Moment);
        Self {
            cues: plan.known.iter().filter(|known| cues.contains(&known.reminder)).collect(),
            claimed: believed.map(|known| (known.reminder, known.nominal)).collect(),
            waiting: plan.known.iter().filter(waits).collect(),
        }
    }

    pub(super) fn knows(&self, reminder: ReminderId, nominal: NaiveDateTime) -> bool {
        self.claimed.contains(&(reminder, nominal))
    }
}

/// Whether this row says that something was passed over in a time that is yet to come. What was really shown stays.
pub(super) fn is_from_a_wrong_clock(known: &Known, now: DateTime<Utc>) -> bool {
    known.due > now && !known.shown && matches!(known.state, State::Missed | State::Skipped | State::Dropped)
}
