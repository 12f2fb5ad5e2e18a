//! What will come: the next occurrences of a reminder, and the next instant at which anything is due.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::hhmm;
use crate::occurrence::{Reason, State};
use crate::reminder::Reminder;
use crate::zone::{Shift, Zone};

use super::HAND_OVER;
use super::due::{DueTime, due_times};
use super::plan::{Ledger, Plan};

/// One line of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    pub nominal: NaiveDateTime,
    pub due: DateTime<Utc>,
    /// `due` on the wall clock here.
    pub local: NaiveDateTime,
    /// Whether it will be shown, as far as can be known now.
    pub fires: bool,
    pub note: Option<Note>,
}

/// What is special about an occurrence to come; prints as words for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// This time of day does not exist on that day.
    NoSuchTime(NaiveTime),
    /// This time of day comes twice on that day; the first is meant.
    ComesTwice(NaiveTime),
    /// It waits for the end of quiet hours.
    QuietUntil(NaiveTime),
    /// It is not shown.
    Silent(Reason),
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchTime(time) => write!(out, "{} does not exist that day", hhmm::print(*time)),
            Self::ComesTwice(time) => write!(out, "{} comes twice; this is the first", hhmm::print(*time)),
            Self::QuietUntil(time) => write!(out, "quiet until {}", hhmm::print(*time)),
            Self::Silent(reason) => out.write_str(match reason {
                Reason::Paused => "paused",
                Reason::QuietDropped => "not shown: quiet hours",
                Reason::Resting => "resting",
                Reason::PracticedAlready => "not needed: you practiced",
                Reason::TalkedRecently => "not needed: you talked",
                other => other.sentence(),
            }),
        }
    }
}

/// The next `count` occurrences of a reminder after `now`, shown or not, as decisions will find them if nothing changes.
///
/// `reminder` need not be part of the plan: a draft is previewed in the same way. One that is turned off has none.
pub fn preview(reminder: &Reminder, now: DateTime<Utc>, zone: &dyn Zone, plan: &Plan, count: usize) -> Vec<Preview> {
    if !reminder.enabled {
        return Vec::new();
    }
    let ledger = Ledger::new(plan, now);
    upcoming(reminder, now, zone, plan, &ledger).take(count).map(|time| line(reminder, &time, zone, plan)).collect()
}

/// The next occurrence of a reminder that will be shown, as far as can be known now.
pub fn next(reminder: &Reminder, now: DateTime<Utc>, zone: &dyn Zone, plan: &Plan) -> Option<Preview> {
    next_shown(reminder, now, zone, plan, &Ledger::new(plan, now)).map(|time| line(reminder, &time, zone, plan))
}

/// The next instant at which a decision would show something: an occurrence, a snooze, or a row to show once more.
pub fn next_due(now: DateTime<Utc>, zone: &dyn Zone, plan: &Plan) -> Option<DateTime<Utc>> {
    let ledger = Ledger::new(plan, now);
    let shown = next_shown_after(now, zone, plan, &ledger);
    shown.into_iter().chain(next_retry_after(now, &ledger)).min()
}

/// The next instant at which something is meant to be shown, by rule or by snooze.
pub(super) fn next_shown_after(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    plan: &Plan,
    ledger: &Ledger<'_>,
) -> Option<DateTime<Utc>> {
    let by_rule = plan.reminders.iter().filter_map(|reminder| next_shown(reminder, now, zone, plan, ledger));
    let snoozed = ledger.waiting.iter().filter(|known| known.state == State::Snoozed).map(|known| known.meant_for());
    by_rule.map(|time| time.due).chain(snoozed.filter(|until| *until > now)).min()
}

/// The next instant at which a row that is being shown right now would count as interrupted.
pub(super) fn next_retry_after(now: DateTime<Utc>, ledger: &Ledger<'_>) -> Option<DateTime<Utc>> {
    let claimed = ledger.waiting.iter().filter(|known| known.state == State::Due);
    claimed.map(|known| known.meant_for().max(known.claimed_at + HAND_OVER)).filter(|instant| *instant > now).min()
}

/// Occurrences that quiet hours leave out are tried this often before it is taken that they all are.
const TRIES: usize = 32;

/// A silence that lasts beyond this has no end to wait for.
const HORIZON: TimeDelta = TimeDelta::days(3660);

fn next_shown(
    reminder: &Reminder,
    now: DateTime<Utc>,
    zone: &dyn Zone,
    plan: &Plan,
    ledger: &Ledger<'_>,
) -> Option<DueTime> {
    if !reminder.enabled {
        return None;
    }
    // Skips over long silences, so that a pause of years costs no more than one of an hour.
    let mut from = now;
    for pause in plan.pauses(reminder) {
        from = from.max(pause.until?);
    }
    if let Some(until) = plan.facts.quiet_bids_until.filter(|_| reminder.kind.faces_partner()) {
        from = from.max(until);
    }
    if from - now > HORIZON {
        return None;
    }
    let just_before = from - TimeDelta::milliseconds(1);
    upcoming(reminder, just_before.max(now), zone, plan, ledger)
        .take(TRIES)
        .find(|time| plan.silence(reminder, time, time.due, zone).is_none())
}

fn upcoming<'a>(
    reminder: &'a Reminder,
    after: DateTime<Utc>,
    zone: &'a dyn Zone,
    plan: &'a Plan,
    ledger: &'a Ledger<'_>,
) -> impl Iterator<Item = DueTime> + 'a {
    due_times(reminder, after, zone, plan.quiet_hours).filter(|time| !ledger.knows(reminder.id, time.nominal))
}

fn line(reminder: &Reminder, time: &DueTime, zone: &dyn Zone, plan: &Plan) -> Preview {
    let local = zone.to_civil(time.due);
    let silence = plan.silence(reminder, time, time.due, zone);
    let asked = (time.nominal - TimeDelta::minutes(reminder.lead_min.into())).time();
    let note = match (silence, time.shift) {
        (Some((_, reason)), _) => Some(Note::Silent(reason)),
        (None, _) if time.deferred() => Some(Note::QuietUntil(local.time())),
        (None, Some(Shift::Gap { .. })) => Some(Note::NoSuchTime(asked)),
        (None, Some(Shift::Overlap)) => Some(Note::ComesTwice(asked)),
        (None, None) => None,
    };
    Preview { nominal: time.nominal, due: time.due, local, fires: silence.is_none(), note }
}
