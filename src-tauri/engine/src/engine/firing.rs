//! The ticker's question, and what the user answers to a reminder. All of it works while the journal is locked.

use ajar_core::ids::OccurrenceId;
use ajar_core::occurrence::{Known, State};
use ajar_core::schedule::{self, Decision, SnoozeFor, Subject, decide, snooze};
use ajar_core::words;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::lock::Door;
use super::notice::{Notice, has_done};
use super::present::Present;
use super::{Engine, asking, completing, lock};
use crate::agenda;
use crate::convert;
use crate::dto::{Answered, OccurrenceAction};
use crate::error::Error;
use crate::table::{gate, occurrence, reminder};

/// What one tick led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// At most one notification, already in the words of the chosen style.
    pub notice: Option<Notice>,
    /// Whether something would have been shown, had it not been held.
    pub held: bool,
    /// When the next tick can have something to do; `None` when nothing is set.
    pub next_due: Option<DateTime<Utc>>,
    /// Whether the ledger changed, so that open pages look again.
    pub changed: bool,
}

impl Engine {
    /// Claims what is due. What is to be shown is written down before this returns, in one IMMEDIATE transaction: a second
    /// Ajar on the same folder finds it claimed.
    ///
    /// # Errors
    /// When the agenda cannot be read or written; the next tick may try again.
    pub fn claim_due(&self) -> Result<Firing, Error> {
        self.claim(false)
    }

    /// The same while nothing may be shown: what is due waits, within its grace. What is passed over is written down, and
    /// [`Firing::held`] says whether there is anything to show.
    ///
    /// # Errors
    /// As [`Engine::claim_due`].
    pub fn claim_and_hold(&self) -> Result<Firing, Error> {
        self.claim(true)
    }

    fn claim(&self, hold: bool) -> Result<Firing, Error> {
        let present = self.present()?;
        self.agenda()?.write("claim what is due", |tx| {
            let mut plan = agenda::plan(tx, &present.settings, present.now)?;
            plan.facts.hold = hold;
            asking::remember_zone(tx, &present)?;
            let decision = decide(present.now, &*present.zone, &plan);
            self.carry_out(tx, &decision, &present)
        })
    }

    /// Writes a decision into the ledger and finds the words for it.
    pub(super) fn carry_out(&self, tx: &Connection, decision: &Decision, present: &Present) -> Result<Firing, Error> {
        for &id in &decision.forget {
            occurrence::forget(tx, id)?;
        }
        for settled in &decision.settle {
            occurrence::settle(tx, settled.occurrence, settled.state, settled.reason)?;
        }
        let mut shown: Vec<OccurrenceId> = decision.wake.iter().chain(&decision.retry).copied().collect();
        for &id in &shown {
            occurrence::reclaim(tx, id, present.now)?;
        }
        for claim in &decision.claims {
            let id = OccurrenceId::from_uuid(self.clock.new_id());
            occurrence::claim(tx, id, claim, present.now)?;
            if claim.state == State::Due {
                shown.push(id);
            }
        }
        let changed = !(shown.is_empty()
            && decision.claims.is_empty()
            && decision.settle.is_empty()
            && decision.forget.is_empty());
        let notice = notice(tx, decision, &shown, present)?;
        if notice.is_none() {
            // Tray only: being listed is being shown.
            for &id in &shown {
                occurrence::shown(tx, id, present.now)?;
            }
        }
        Ok(Firing { notice, held: decision.held, next_due: decision.next_due, changed })
    }

    /// Records that a notification was handed over. What is not recorded is shown once more.
    pub fn mark_shown(&self, occurrences: &[OccurrenceId]) -> Result<(), Error> {
        if occurrences.is_empty() {
            return Ok(());
        }
        let present = self.present()?;
        self.agenda()?.write("note what was shown", |tx| {
            for &id in occurrences {
                occurrence::shown(tx, id, present.now)?;
            }
            Ok(())
        })
    }

    /// Done, not today, or later; from a notification or from Today.
    ///
    /// Done is noted in the journal at once when it is open, else at the next unlock, and once either way.
    ///
    /// # Errors
    /// [`Error::NotFound`], and [`Error::Precondition`] when it was answered already or cannot be put off any more.
    pub fn answer_reminder(&self, id: &str, action: &OccurrenceAction) -> Result<Answered, Error> {
        let present = self.present()?;
        let known = self.occurrence(id)?;
        let mut answered = Answered { logged: None, until: None };
        match action {
            OccurrenceAction::Done if known.state == State::Done => {}
            OccurrenceAction::Done => {
                refuse_answered(&known)?;
                let mut door = lock(&self.door);
                if let Door::Open(_, vault) = &mut *door {
                    answered.logged = Some(self.log_answer(vault, &known, &present)?);
                } else {
                    self.agenda()?.write("note your answer", |tx| {
                        completing::done(tx, &known, present.today(), present.now)?;
                        Ok(gate::note_practice(tx, known.for_day)?)
                    })?;
                }
            }
            OccurrenceAction::Skip => {
                refuse_answered(&known)?;
                self.agenda()?.write("note your answer", |tx| {
                    Ok(occurrence::answer(tx, known.id, State::Skipped, present.now)?)
                })?;
            }
            OccurrenceAction::Snooze { minutes } => {
                answered.until = Some(self.put_off(&known, SnoozeFor::Minutes(*minutes), &present)?);
            }
            OccurrenceAction::Tonight => answered.until = Some(self.put_off(&known, SnoozeFor::Tonight, &present)?),
            OccurrenceAction::Tomorrow => answered.until = Some(self.put_off(&known, SnoozeFor::Tomorrow, &present)?),
        }
        Ok(answered)
    }

    fn put_off(&self, known: &Known, how: SnoozeFor, present: &Present) -> Result<String, Error> {
        let (now, zone) = (present.now, &*present.zone);
        self.agenda()?.write("put the reminder off", |tx| {
            let plan = agenda::plan(tx, &present.settings, now)?;
            let same = plan.reminders.iter().find(|reminder| reminder.id == known.reminder);
            let next_due = same.and_then(|reminder| schedule::next(reminder, now, zone, &plan)).map(|next| next.due);
            let until = snooze(known, how, now, zone, next_due, present.settings.day_start).map_err(|refused| {
                Error::Precondition { why: "the snooze was refused", message: refused.to_string() }
            })?;
            occurrence::snooze(tx, known.id, until)?;
            Ok(convert::civil(zone.to_civil(until)))
        })
    }

    /// The occurrence that the window or a notification means.
    pub(super) fn occurrence(&self, id: &str) -> Result<Known, Error> {
        let not_found = Error::NotFound { what: "reminder" };
        let Ok(id) = id.parse::<OccurrenceId>() else { return Err(not_found) };
        self.agenda()?.read("find the reminder", |connection| Ok(occurrence::get(connection, id)?))?.ok_or(not_found)
    }
}

/// What was missed can still be answered: "Did you talk?"
pub(super) fn refuse_answered(known: &Known) -> Result<(), Error> {
    if known.state.is_open() || known.state == State::Missed {
        return Ok(());
    }
    Err(Error::Precondition {
        why: "the occurrence was answered before",
        message: "This reminder was already answered.".into(),
    })
}

fn notice(
    tx: &Connection,
    decision: &Decision,
    shown: &[OccurrenceId],
    present: &Present,
) -> Result<Option<Notice>, Error> {
    let style = present.settings.settings.style.into();
    match decision.notice {
        schedule::Notice::None => Ok(None),
        schedule::Notice::Digest(_) => {
            Ok(words::digest(style).map(|words| Notice::new(words, None, shown.to_vec(), false)))
        }
        schedule::Notice::One(subject) => {
            let reminder = match subject {
                Subject::New { reminder, .. } => Some(reminder),
                Subject::Known(id) => occurrence::get(tx, id)?.map(|known| known.reminder),
            };
            let kind = reminder.map(|reminder| reminder::kind(tx, reminder)).transpose()?.flatten();
            let Some(kind) = kind else { return Ok(None) };
            let words = words::notification(kind, style, occurrence::count(tx)?.into());
            Ok(words.map(|words| Notice::new(words, shown.first().copied(), shown.to_vec(), has_done(kind))))
        }
    }
}
