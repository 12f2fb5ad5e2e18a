//! What will come: the next occurrences of a reminder, and the next instant at which anything is due.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::hhmm;
use crate::occurrence::{Reason, State};
use crate::reminder::{Kind, Reminder};
use crate::zone::{Shift, Zone};

use super::HAND_OVER;
use super::cues::Cues;
use super::due::{DueTime, due_times};
use super::plan::{Ledger, Plan};

/// One line of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own on the line")]
pub struct Preview {
    pub nominal: NaiveDateTime,
    pub due: DateTime<Utc>,
    /// `due` on the wall clock here.
    pub local: NaiveDateTime,
    /// Whether it will be shown, as far as can be known now.
    pub fires: bool,
    pub note: Option<Note>,
    /// Whether a question for the partner rides on it.
    pub question: bool,
    /// The gate can still close before: it may rest.
    pub may_rest: bool,
    /// Quiet hours move it on or leave it out.
    pub in_quiet: bool,
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
                Reason::Cap => "not shown: two others come that day",
                Reason::Rhythm => "not shown: a few times a week",
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
    let cues = Cues::new(plan, &ledger, zone, now);
    let times = upcoming(reminder, now, zone, plan, &ledger).take(count);
    times.map(|time| line(reminder, &time, zone, plan, &cues)).collect()
}

/// The next occurrence of a reminder that will be shown, as far as can be known now.
pub fn next(reminder: &Reminder, now: DateTime<Utc>, zone: &dyn Zone, plan: &Plan) -> Option<Preview> {
    let ledger = Ledger::new(plan, now);
    let cues = Cues::new(plan, &ledger, zone, now);
    let mut times = candidates(reminder, now, zone, plan, &ledger)?;
    let shown = times.find(|time| cues.silence(reminder, time).is_none());
    shown.map(|time| line(reminder, &time, zone, plan, &cues))
}

/// The next instant at which a decision would show something: an occurrence, a snooze, or a row to show once more.
pub fn next_due(now: DateTime<Utc>, zone: &dyn Zone, plan: &Plan) -> Option<DateTime<Utc>> {
    let ledger = Ledger::new(plan, now);
    let cues = Cues::new(plan, &ledger, zone, now);
    let shown = next_shown_after(now, zone, plan, &ledger, &cues);
    shown.into_iter().chain(next_retry_after(now, &ledger)).min()
}

/// The next instant at which something is meant to be shown, by rule or by snooze.
pub(super) fn next_shown_after(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    plan: &Plan,
    ledger: &Ledger<'_>,
    cues: &Cues<'_>,
) -> Option<DateTime<Utc>> {
    let (moments, others): (Vec<&Reminder>, Vec<&Reminder>) =
        plan.reminders.iter().partition(|reminder| reminder.kind == Kind::Moment);
    let first = |reminder| candidates(reminder, now, zone, plan, ledger)?.next();
    let by_rule = others.into_iter().filter_map(first).map(|time| time.due);
    let cue = next_cue(&moments, now, zone, plan, ledger, cues);
    let snoozed = ledger.waiting.iter().filter(|known| known.state == State::Snoozed).map(|known| known.meant_for());
    by_rule.chain(cue).chain(snoozed.filter(|until| *until > now)).min()
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

/// The first cue of all that is shown. Each day is asked about in turn: on most of them, all but two are not.
fn next_cue(
    moments: &[&Reminder],
    now: DateTime<Utc>,
    zone: &dyn Zone,
    plan: &Plan,
    ledger: &Ledger<'_>,
    cues: &Cues<'_>,
) -> Option<DateTime<Utc>> {
    let mut coming: Vec<_> = moments
        .iter()
        .filter_map(|reminder| Some((*reminder, candidates(reminder, now, zone, plan, ledger)?.peekable())))
        .collect();
    let mut order: BinaryHeap<Reverse<(DateTime<Utc>, usize)>> = BinaryHeap::new();
    for (index, (_, times)) in coming.iter_mut().enumerate() {
        order.extend(times.peek().map(|time| Reverse((time.due, index))));
    }
    while let Some(Reverse((due, index))) = order.pop() {
        let (reminder, times) = coming.get_mut(index)?;
        if times.next().is_some_and(|time| cues.silence(reminder, &time).is_none()) {
            return Some(due);
        }
        order.extend(times.peek().map(|time| Reverse((time.due, index))));
    }
    None
}

/// What a reminder has to come, without what is known to be silent.
fn candidates<'a>(
    reminder: &'a Reminder,
    now: DateTime<Utc>,
    zone: &'a dyn Zone,
    plan: &'a Plan,
    ledger: &'a Ledger<'_>,
) -> Option<impl Iterator<Item = DueTime> + 'a> {
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
    let tried = upcoming(reminder, just_before.max(now), zone, plan, ledger).take(TRIES);
    Some(tried.filter(move |time| plan.silence(reminder, time, time.due, zone).is_none()))
}

fn upcoming<'a>(
    reminder: &'a Reminder,
    after: DateTime<Utc>,
    zone: &'a dyn Zone,
    plan: &'a Plan,
    ledger: &'a Ledger<'_>,
) -> impl Iterator<Item = DueTime> + 'a {
    due_times(reminder, after, plan.places(reminder, zone), plan.quiet_hours)
        .filter(|time| !ledger.knows(reminder.id, time.nominal))
}

fn line(reminder: &Reminder, time: &DueTime, zone: &dyn Zone, plan: &Plan, cues: &Cues<'_>) -> Preview {
    let local = zone.to_civil(time.due);
    let silence = plan.silence(reminder, time, time.due, zone).or_else(|| cues.silence(reminder, time));
    let fires = silence.is_none();
    let asked = (time.nominal - TimeDelta::minutes(reminder.lead_min.into())).time();
    let note = match (silence, time.shift) {
        (Some((_, reason)), _) => Some(Note::Silent(reason)),
        (None, _) if time.deferred() => Some(Note::QuietUntil(local.time())),
        (None, Some(Shift::Gap { .. })) => Some(Note::NoSuchTime(asked)),
        (None, Some(Shift::Overlap)) => Some(Note::ComesTwice(asked)),
        (None, None) => None,
    };
    Preview {
        nominal: time.nominal,
        due: time.due,
        local,
        fires,
        note,
        question: fires && cues.carries_question(reminder, time),
        may_rest: fires && reminder.kind.faces_partner(),
        in_quiet: time.dropped || time.deferred(),
    }
}
