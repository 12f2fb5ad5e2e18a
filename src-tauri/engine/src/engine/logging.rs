//! Noting what was practiced or talked about, and taking it back.

use ajar_core::content::Content;
use ajar_core::ids::{LogId, PlanId, PracticeRef, TalkId};
use ajar_core::occurrence::{Known, State};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use super::firing::refuse_answered;
use super::history::History;
use super::practice::bound;
use super::present::Present;
use super::{Engine, completing};
use crate::dto::{Logged, TalkDraft};
use crate::error::Error;
use crate::table::gate::{self, Gate};
use crate::table::practice_log::LogRow;
use crate::table::talk::TalkRow;
use crate::table::{occurrence, plan, practice_log, reminder, talk};
use crate::vault::Vault;

impl Engine {
    /// Notes a practice, on its own or as the answer to a reminder. The same practice counts once a day.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a practice or reminder that does not exist; [`Error::Precondition`] for a reminder that was
    /// answered otherwise; [`Error::Locked`].
    pub fn log_practice(&self, practice: &str, occurrence: Option<&str>) -> Result<Logged, Error> {
        let present = self.present()?;
        let practice = practice
            .parse::<PracticeRef>()
            .ok()
            .filter(|practice| Content::builtin().resolve(practice).is_some())
            .ok_or(Error::NotFound { what: "practice" })?;
        let answers = self.answerable(occurrence)?;
        self.with_vault(|vault| self.log(vault, practice, answers.as_ref(), &present))
    }

    /// Done: notes the practice that the reminder is bound to.
    pub(super) fn log_answer(&self, vault: &mut Vault, known: &Known, present: &Present) -> Result<Logged, Error> {
        let resting = self.is_resting(present)?;
        let kind =
            self.agenda()?.read("find the reminder", |connection| Ok(reminder::kind(connection, known.reminder)?))?;
        let practice = vault.read("find the practice", |connection| bound(connection, kind, known.for_day, resting))?;
        self.log(vault, practice, Some(known), present)
    }

    fn log(
        &self,
        vault: &mut Vault,
        practice: PracticeRef,
        answers: Option<&Known>,
        present: &Present,
    ) -> Result<Logged, Error> {
        let day = answers.map_or_else(|| present.today(), |known| known.for_day);
        let row = LogRow {
            id: LogId::from_uuid(self.clock.new_id()),
            practice,
            day,
            minute: present.minute_of(present.now),
            zone: present.zone.name().to_owned(),
            at: present.now,
            occurrence: answers.map(|known| known.id),
        };
        self.note(vault, answers, day, None, present, |tx| {
            let is_noted = match row.occurrence {
                Some(occurrence) => {
                    practice_log::holds_occurrence(tx, occurrence)? || talk::holds_occurrence(tx, occurrence)?
                }
                None => practice_log::holds_practice(tx, &row.practice, day)?,
            };
            if is_noted { Ok(None) } else { Ok(Some(practice_log::insert(tx, &row)?.to_string())) }
        })
    }

    /// Notes a talk in two taps. The page makes the id, so that a second click notes nothing.
    ///
    /// # Errors
    /// As [`Engine::log_practice`].
    pub fn log_talk(&self, draft: &TalkDraft) -> Result<Logged, Error> {
        let present = self.present()?;
        let id: TalkId =
            draft.id.parse().map_err(|_| Error::invalid("id", "This talk could not be noted. Try again."))?;
        let answers = self.answerable(draft.occurrence.as_deref())?;
        let day = answers.as_ref().map_or_else(|| present.today(), |known| known.for_day);
        let row = TalkRow {
            id,
            response: draft.response,
            setting: draft.setting,
            day,
            minute: present.minute_of(present.now),
            zone: present.zone.name().to_owned(),
            at: present.now,
            occurrence: answers.map(|known| known.id),
        };
        let plan = draft.plan.as_deref().map(|plan| plan.parse().map_err(|_| Error::NotFound { what: "plan" }));
        let plan: Option<PlanId> = plan.transpose()?;
        self.with_vault(|vault| {
            let logged = self.note(vault, answers.as_ref(), day, Some(present.now), &present, |tx| {
                let is_new = talk::insert(tx, &row)?;
                if let Some(plan) = plan.filter(|_| is_new) {
                    plan::set_talked(tx, plan, id)?;
                }
                Ok(is_new.then(|| id.to_string()))
            })?;
            if let Some(plan) = plan
                && let Err(error) = self.plan_follows(plan, false, &present)
            {
                tracing::warn!(%error, "the plan's reminder will follow at the next unlock");
            }
            Ok(logged)
        })
    }

    /// Takes back what [`Logged::id`] names; the reminder that it answered is open again.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn undo_log(&self, id: &str) -> Result<(), Error> {
        const DOING: &str = "take it back";
        let not_found = Error::NotFound { what: "note" };
        let Ok(id) = id.parse::<LogId>() else { return Err(not_found) };
        let present = self.present()?;
        self.with_vault(|vault| {
            let talk = TalkId::from_uuid(id.as_uuid());
            let undone = vault.write(DOING, |tx| match practice_log::undo(tx, id, present.now)? {
                Some(undone) => Ok(Some(undone)),
                None => Ok(talk::undo(tx, talk, present.now)?),
            })?;
            if let Some((plan, is_open)) = vault.write(DOING, |tx| Ok(plan::undo_talked(tx, talk)?))? {
                self.plan_follows(plan, is_open, &present)?;
            }
            let Some(undone) = undone else { return Err(not_found) };
            let derived = vault.read(DOING, |connection| derived_gate(connection, &present))?;
            // What loosens the gate comes after the vault.
            self.agenda()?.write(DOING, |tx| {
                if let Some(occurrence) = undone.occurrence
                    && let Some(known) = occurrence::get(tx, occurrence)?
                {
                    completing::undone(tx, &known)?;
                }
                Ok(gate::set(tx, &Gate { quiet_bids_until: gate::get(tx)?.quiet_bids_until, ..derived })?)
            })
        })
    }

    /// The order that two files need: what quiets goes into the agenda first, then the vault commits, then the ledger
    /// follows. Whatever a crash leaves undone is mended at the next unlock.
    fn note(
        &self,
        vault: &mut Vault,
        answers: Option<&Known>,
        day: NaiveDate,
        talked_at: Option<DateTime<Utc>>,
        present: &Present,
        insert: impl Fn(&Connection) -> Result<Option<String>, Error>,
    ) -> Result<Logged, Error> {
        const DOING: &str = "note it";
        self.agenda()?.write(DOING, |tx| {
            gate::note_practice(tx, day)?;
            let gate = gate::get(tx)?;
            Ok(gate::set(tx, &Gate { last_talk: gate.last_talk.max(talked_at), ..gate })?)
        })?;
        let logged = vault.write(DOING, |tx| {
            let before = History::load(tx, present)?.standing(present);
            let id = insert(tx)?;
            let after = History::load(tx, present)?.standing(present);
            Ok(Logged {
                id,
                day: day.to_string(),
                practiced_this_week: after.practiced,
                goal: after.goal,
                goal_reached_now: before.practiced < before.goal && after.practiced >= after.goal,
            })
        })?;
        if let Some(known) = answers {
            let done = self.agenda()?.write(DOING, |tx| completing::done(tx, known, present.today(), present.now));
            if let Err(error) = done {
                // It is in the journal, which is what was asked for.
                tracing::warn!(%error, "the ledger will follow at the next unlock");
            }
        }
        Ok(logged)
    }

    fn answerable(&self, occurrence: Option<&str>) -> Result<Option<Known>, Error> {
        let Some(id) = occurrence else { return Ok(None) };
        let known = self.occurrence(id)?;
        if known.state != State::Done {
            refuse_answered(&known)?;
        }
        Ok(Some(known))
    }
}

/// What the vault says about the gate.
pub(super) fn derived_gate(vault: &Connection, present: &Present) -> Result<Gate, Error> {
    Ok(Gate {
        last_practice_day: History::load(vault, present)?.days.keys().next_back().copied(),
        last_talk: talk::last(vault)?,
        quiet_bids_until: None,
    })
}
