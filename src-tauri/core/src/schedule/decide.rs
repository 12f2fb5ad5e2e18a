//! The decision of one tick.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::ids::{OccurrenceId, ReminderId};
use crate::occurrence::{Known, Reason, State};
use crate::reminder::Reminder;
use crate::zone::{Shift, Zone};

use super::cues::Cues;
use super::due::{DueTime, due_times};
use super::plan::{Ledger, Plan, is_from_a_wrong_clock};
use super::preview::{next_retry_after, next_shown_after};
use super::{DIGEST_SPAN, HAND_OVER, LOOK_BACK};

/// What to write, and what to show once it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// New rows. Those in state `due` are to be shown; the others only say what was passed over, and why.
    pub claims: Vec<Claim>,
    /// Snoozed rows to set to `due` again, with `claimed_at` = now, and to show.
    pub wake: Vec<OccurrenceId>,
    /// Rows whose showing was interrupted, to show once more after setting `claimed_at` = now.
    pub retry: Vec<OccurrenceId>,
    /// Open rows that are closed unshown.
    pub settle: Vec<Settled>,
    /// Rows to delete: a wrong clock wrote them into the future.
    pub forget: Vec<OccurrenceId>,
    /// The one notification that all of it amounts to.
    pub notice: Notice,
    /// Whether something would be shown now, if nothing held it.
    pub held: bool,
    /// When the next decision can matter.
    pub next_due: Option<DateTime<Utc>>,
}

/// A new row of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub reminder: ReminderId,
    pub nominal: NaiveDateTime,
    pub due: DateTime<Utc>,
    pub for_day: NaiveDate,
    pub state: State,
    pub reason: Reason,
    /// Where quiet hours have no say yet.
    pub instant: DateTime<Utc>,
    pub shift: Option<Shift>,
    /// Whether a question for the partner rides on it.
    pub question: bool,
}

/// An open row that is closed unshown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    pub occurrence: OccurrenceId,
    pub state: State,
    pub reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notice {
    #[default]
    None,
    One(Subject),
    /// So many at once: one notification that only counts.
    Digest(usize),
}

/// What a notice of one is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One of the decision's claims.
    New { reminder: ReminderId, nominal: NaiveDateTime },
    /// A row that the ledger already holds.
    Known(OccurrenceId),
}

/// Decides what is due at `now`. Writes nothing and shows nothing; a second decision on a ledger that holds the first
/// one's rows does nothing more.
pub fn decide(now: DateTime<Utc>, zone: &dyn Zone, plan: &Plan) -> Decision {
    let ledger = Ledger::new(plan, now);
    let cues = Cues::new(plan, &ledger, zone, now);
    let mut tick = Tick { now, zone, plan, cues: &cues, decision: Decision::default(), waiting: BTreeMap::new() };
    let reminders: BTreeMap<ReminderId, &Reminder> =
        plan.reminders.iter().map(|reminder| (reminder.id, reminder)).collect();

    tick.decision
        .forget
        .extend(plan.known.iter().filter(|known| is_from_a_wrong_clock(known, now)).map(|known| known.id));
    for known in &plan.known {
        tick.look_at_known(known, reminders.get(&known.reminder).copied());
    }
    for reminder in plan.reminders.iter().filter(|reminder| reminder.enabled) {
        tick.look_at_reminder(reminder, &ledger);
    }
    let next_shown = next_shown_after(now, zone, plan, &ledger, &cues);
    tick.show_what_waits(next_shown);
    tick.decision.next_due = next_shown.into_iter().chain(next_retry_after(now, &ledger)).min();
    tick.decision
}

/// One tick at work.
struct Tick<'plan> {
    now: DateTime<Utc>,
    zone: &'plan dyn Zone,
    plan: &'plan Plan,
    cues: &'plan Cues<'plan>,
    decision: Decision,
    /// The newest of each reminder that nothing speaks against.
    waiting: BTreeMap<ReminderId, Candidate>,
}

/// Something that could be shown now.
struct Candidate {
    nominal: NaiveDateTime,
    meant_for: DateTime<Utc>,
    what: What,
}

enum What {
    New(Claim),
    Wake(OccurrenceId),
    Retry(OccurrenceId),
}

impl Tick<'_> {
    /// Open rows: those that were interrupted, and snoozes that are over.
    fn look_at_known(&mut self, known: &Known, reminder: Option<&Reminder>) {
        let (waits_until, what) = match known.state {
            State::Due => (known.meant_for(), What::Retry(known.id)),
            State::Snoozed => (known.meant_for(), What::Wake(known.id)),
            State::Shown | State::Done | State::Skipped | State::Missed | State::Dropped => return,
        };
        let Some(reminder) = reminder.filter(|reminder| reminder.enabled) else {
            return self.settle(known.id, State::Dropped, Reason::Disabled);
        };
        // Absolute, because a clock that was set back must not hold the row for hours.
        let being_shown = known.state == State::Due && (self.now - known.claimed_at).abs() < HAND_OVER;
        if waits_until > self.now || being_shown {
            return;
        }
        if let Some((state, reason)) = self.plan.silence_at(reminder, waits_until, self.now, || known.for_day) {
            self.settle(known.id, state, reason);
        } else if self.now > reminder.kind.grace_ends(waits_until, self.zone, self.plan.day_start) {
            self.settle(known.id, State::Missed, Reason::BeyondGrace);
        } else {
            self.offer(reminder.id, Candidate { nominal: known.nominal, meant_for: waits_until, what });
        }
    }

    /// What this reminder had due and nobody has claimed.
    fn look_at_reminder(&mut self, reminder: &Reminder, ledger: &Ledger<'_>) {
        // A rule made under a clock that was ahead begins now, not when that clock would have said so.
        let active_from = if reminder.active_from > self.now { self.now - DIGEST_SPAN } else { reminder.active_from };
        let after = (self.now - LOOK_BACK).max(active_from - TimeDelta::milliseconds(1));
        // A due instant never lies before its nominal time by the clock, save in an hour that comes twice.
        let places = self.plan.places(reminder, self.zone);
        let newest = places.own.to_civil(self.now) + TimeDelta::days(1) + TimeDelta::minutes(reminder.lead_min.into());
        for time in due_times(reminder, after, places, self.plan.quiet_hours).take_while(|time| time.nominal <= newest)
        {
            if time.due <= self.now && !ledger.knows(reminder.id, time.nominal) {
                self.look_at_time(reminder, &time);
            }
        }
    }

    fn look_at_time(&mut self, reminder: &Reminder, time: &DueTime) {
        let (zone, plan) = (self.zone, self.plan);
        let too_late = || self.now > reminder.kind.grace_ends(time.due, zone, plan.day_start);
        let silenced = plan.silence(reminder, time, self.now, zone);
        let passed_over = silenced
            .or_else(|| self.cues.silence(reminder, time))
            .or_else(|| too_late().then_some((State::Missed, Reason::BeyondGrace)));
        let (state, reason) = passed_over.unwrap_or_else(|| (State::Due, self.shown_because(time)));
        let for_day = time.for_day(plan.places(reminder, zone), plan.day_start);
        let claim = Claim {
            reminder: reminder.id,
            nominal: time.nominal,
            due: time.due,
            for_day,
            state,
            reason,
            instant: time.instant,
            shift: time.shift,
            question: passed_over.is_none() && self.cues.carries_question(reminder, time),
        };
        if passed_over.is_some() {
            self.decision.claims.push(claim);
        } else {
            self.offer(reminder.id, Candidate { nominal: time.nominal, meant_for: time.due, what: What::New(claim) });
        }
    }

    fn shown_because(&self, time: &DueTime) -> Reason {
        if self.now - time.due > DIGEST_SPAN {
            Reason::Late
        } else if time.deferred() {
            Reason::QuietDeferred
        } else {
            Reason::OnTime
        }
    }

    /// Keeps the newest of a reminder; the older one is missed.
    fn offer(&mut self, reminder: ReminderId, candidate: Candidate) {
        let newest = self.waiting.get(&reminder).is_none_or(|other| other.nominal <= candidate.nominal);
        let older = if newest { self.waiting.insert(reminder, candidate) } else { Some(candidate) };
        match older.map(|older| older.what) {
            None => {}
            Some(What::New(claim)) => {
                let missed = Claim { state: State::Missed, reason: Reason::OlderMissed, question: false, ..claim };
                self.decision.claims.push(missed);
            }
            Some(What::Wake(id) | What::Retry(id)) => self.settle(id, State::Missed, Reason::OlderMissed),
        }
    }

    fn settle(&mut self, occurrence: OccurrenceId, state: State, reason: Reason) {
        self.decision.settle.push(Settled { occurrence, state, reason });
    }

    fn show_what_waits(&mut self, next_shown: Option<DateTime<Utc>>) {
        if self.waiting.is_empty() || self.more_is_coming(next_shown) {
            return;
        }
        if self.plan.facts.hold {
            self.decision.held = true;
            return;
        }
        let waiting = std::mem::take(&mut self.waiting);
        let count = waiting.len();
        for candidate in waiting.into_values() {
            let subject = match candidate.what {
                What::New(claim) => {
                    self.decision.claims.push(claim);
                    Subject::New { reminder: claim.reminder, nominal: claim.nominal }
                }
                What::Wake(id) => {
                    self.decision.wake.push(id);
                    Subject::Known(id)
                }
                What::Retry(id) => {
                    self.decision.retry.push(id);
                    Subject::Known(id)
                }
            };
            self.decision.notice = if count == 1 { Notice::One(subject) } else { Notice::Digest(count) };
        }
    }

    /// Whether something else comes so soon after the first of what waits that both belong in one notice.
    fn more_is_coming(&self, next_shown: Option<DateTime<Utc>>) -> bool {
        let first = self.waiting.values().map(|candidate| candidate.meant_for).min();
        first.is_some_and(|first| {
            let together = first + DIGEST_SPAN;
            self.now < together && next_shown.is_some_and(|next| next <= together)
        })
    }
}
