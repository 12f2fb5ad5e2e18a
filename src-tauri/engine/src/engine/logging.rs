//! Noting what was practiced or talked about, and taking it back.

use ajar_core::ids::{LogId, PlanId, PracticeRef, TalkId};
use ajar_core::occurrence::{Known, State};
use chrono::NaiveDate;
use rusqlite::Connection;

use super::firing::refuse_answered;
use super::history::History;
use super::practice::{Wish, bound, is_known};
use super::present::Present;
use super::talk_time::TalkTime;
use super::{Engine, card_face, completing};
use crate::dto::{Logged, TalkDraft};
use crate::error::Error;
use crate::table::practice_log::LogRow;
use crate::table::talk::TalkRow;
use crate::table::{occurrence, plan, practice_log, reminder, talk, went};
use crate::vault::Vault;

impl Engine {
    /// Notes a practice, on its own or as the answer to a reminder. The same practice counts once a day.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a practice or reminder that does not exist; [`Error::Precondition`] for a reminder that was
    /// answered otherwise; [`Error::Locked`].
    pub fn log_practice(&self, practice: &str, occurrence: Option<&str>) -> Result<Logged, Error> {
        let present = self.present()?;
        let practice = practice_ref(practice)?;
        let answers = self.answerable(occurrence)?;
        let day = answers.as_ref().map_or_else(|| present.today(), |known| known.for_day);
        let time = TalkTime::now(day, &present);
        self.with_vault(|vault| self.log(vault, practice, answers.as_ref(), time, &present))
    }

    /// Notes a practice of an earlier time: on a practice day, and at a time of day.
    ///
    /// # Errors
    /// As [`Engine::log_practice`], and [`Error::Invalid`] at `day` or `time`.
    pub fn log_practice_at(&self, practice: &str, day: &str, time: &str) -> Result<Logged, Error> {
        let present = self.present()?;
        let practice = practice_ref(practice)?;
        let time = TalkTime::given(Some(day), Some(time), present.today(), &present)?;
        self.with_vault(|vault| self.log(vault, practice, None, time, &present))
    }

    /// Done: notes the practice that the reminder is bound to.
    pub(super) fn log_answer(&self, vault: &mut Vault, known: &Known, present: &Present) -> Result<Logged, Error> {
        let resting = self.is_resting(present)?;
        let kind =
            self.agenda()?.read("find the reminder", |connection| Ok(reminder::kind(connection, known.reminder)?))?;
        let plan_due = known.for_day == present.today() && self.is_plan_due(vault, present)?;
        let wish = Wish { day: known.for_day, resting, plan_due, seen: &[] };
        let practice = vault.read("find the practice", |connection| bound(connection, kind, &wish, present))?;
        self.log(vault, practice, Some(known), TalkTime::now(known.for_day, present), present)
    }

    fn log(
        &self,
        vault: &mut Vault,
        practice: PracticeRef,
        answers: Option<&Known>,
        time: TalkTime,
        present: &Present,
    ) -> Result<Logged, Error> {
        let row = LogRow {
            id: LogId::from_uuid(self.clock.new_id()),
            practice,
            day: time.day,
            minute: time.minute,
            zone: time.zone,
            at: time.at,
            occurrence: answers.map(|known| known.id),
        };
        self.note(vault, answers, row.day, present, |tx| {
            if !is_known(tx, &row.practice)? {
                return Err(NO_PRACTICE);
            }
            let is_noted = match row.occurrence {
                Some(occurrence) => {
                    practice_log::holds_occurrence(tx, occurrence)? || talk::holds_occurrence(tx, occurrence)?
                }
                None => {
                    practice_log::holds_practice(tx, &row.practice, row.day)?
                        || talk::holds_practice(tx, &row.practice, row.day)?
                }
            };
            if is_noted { Ok(None) } else { Ok(Some(practice_log::insert(tx, &row)?.to_string())) }
        })
    }

    /// Notes a talk in two taps. The page makes the id, so that a second click notes nothing.
    ///
    /// # Errors
    /// As [`Engine::log_practice`]; [`Error::Invalid`] at `day` or `time` for what is still to come; [`Error::NotFound`] for
    /// a card or plan that does not exist.
    pub fn log_talk(&self, draft: &TalkDraft) -> Result<Logged, Error> {
        let present = self.present()?;
        let id: TalkId =
            draft.id.parse().map_err(|_| Error::invalid("id", "This talk could not be noted. Try again."))?;
        let answers = self.answerable(draft.occurrence.as_deref())?;
        let day = answers.as_ref().map_or_else(|| present.today(), |known| known.for_day);
        let time = TalkTime::given(draft.day.as_deref(), draft.time.as_deref(), day, &present)?;
        let row = TalkRow {
            id,
            response: draft.response,
            setting: draft.setting,
            day: time.day,
            minute: time.minute,
            zone: time.zone,
            at: time.at,
            occurrence: answers.as_ref().map(|known| known.id),
            card: draft.card.as_deref().map(|card| card.parse().map_err(|_| NO_CARD)).transpose()?,
            plan: draft.plan.as_deref().map(|plan| plan.parse().map_err(|_| NO_PLAN)).transpose()?,
            practice: draft.practice.as_deref().map(practice_ref).transpose()?,
        };
        self.with_vault(|vault| {
            let logged = self.note(vault, answers.as_ref(), row.day, &present, |tx| {
                refuse_unknown(tx, &row)?;
                Ok(take_in(tx, &row)?.then(|| id.to_string()))
            })?;
            if let Some(plan) = row.plan.filter(|_| logged.id.is_some())
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
            let (undone, planned) = self.change_quietly(vault, DOING, &present, |tx| {
                if let Some(undone) = practice_log::undo(tx, id, present.now)? {
                    return Ok((undone, None));
                }
                let id = TalkId::from_uuid(id.as_uuid());
                let undone = talk::undo(tx, id, present.now)?.ok_or(not_found.clone())?;
                Ok((undone, plan::undo_talked(tx, id)?))
            })?;
            if let Some((plan, is_open)) = planned {
                self.plan_follows(plan, is_open, &present)?;
            }
            self.agenda()?.write(DOING, |tx| {
                if let Some(occurrence) = undone.occurrence
                    && let Some(known) = occurrence::get(tx, occurrence)?
                {
                    completing::undone(tx, &known)?;
                }
                Ok(())
            })
        })
    }

    /// Brings a talk back that was taken back: with its card, its plan, what was told of it, and the reminder it answered.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn redo_talk(&self, id: &str) -> Result<(), Error> {
        const DOING: &str = "bring the talk back";
        const NOT_FOUND: Error = Error::NotFound { what: "talk" };
        let id: TalkId = id.parse().map_err(|_| NOT_FOUND)?;
        let present = self.present()?;
        self.with_vault(|vault| {
            let row = self.change_quietly(vault, DOING, &present, |tx| {
                let is_back = talk::redo(tx, id)?;
                let row = talk::get(tx, id)?.ok_or(NOT_FOUND)?;
                if is_back {
                    join(tx, &row)?;
                }
                Ok(is_back.then_some(row))
            })?;
            // A second click changes nothing that came after the first.
            let Some(row) = row else { return Ok(()) };
            if let Some(plan) = row.plan {
                self.plan_follows(plan, false, &present)?;
            }
            self.agenda()?.write(DOING, |tx| {
                if let Some(occurrence) = row.occurrence
                    && let Some(known) = occurrence::get(tx, occurrence)?
                {
                    completing::done(tx, &known, row.day, present.now)?;
                }
                Ok(())
            })
        })
    }

    /// The vault first; then the ledger follows, or at the next unlock.
    fn note(
        &self,
        vault: &mut Vault,
        answers: Option<&Known>,
        day: NaiveDate,
        present: &Present,
        insert: impl Fn(&Connection) -> Result<Option<String>, Error>,
    ) -> Result<Logged, Error> {
        const DOING: &str = "note it";
        let logged = self.change_quietly(vault, DOING, present, |tx| {
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

const NO_PRACTICE: Error = Error::NotFound { what: "practice" };
const NO_CARD: Error = Error::NotFound { what: "card" };
const NO_PLAN: Error = Error::NotFound { what: "plan" };

fn practice_ref(practice: &str) -> Result<PracticeRef, Error> {
    practice.parse().map_err(|_| NO_PRACTICE)
}

fn refuse_unknown(tx: &Connection, talk: &TalkRow) -> Result<(), Error> {
    if let Some(card) = &talk.card
        && card_face::find(tx, card)?.is_none()
    {
        return Err(NO_CARD);
    }
    if let Some(practice) = &talk.practice
        && !is_known(tx, practice)?
    {
        return Err(NO_PRACTICE);
    }
    match talk.plan {
        Some(id) if open_plan(tx, id)?.is_none() => Err(NO_PLAN),
        _ => Ok(()),
    }
}

fn open_plan(tx: &Connection, id: PlanId) -> Result<Option<plan::PlanRow>, Error> {
    Ok(plan::get(tx, id)?.filter(|plan| !plan.is_deleted))
}

/// Adds a talk with all that it says of other things. Whether it is new.
pub(super) fn take_in(tx: &Connection, talk: &TalkRow) -> Result<bool, Error> {
    if !talk::insert(tx, talk)? {
        return Ok(false);
    }
    join(tx, talk)?;
    Ok(true)
}

/// What a talk that is there says of other things.
fn join(tx: &Connection, talk: &TalkRow) -> Result<(), Error> {
    // A talk of an earlier day says nothing of the one that the user went to just now.
    if let Some(waits) = went::pending(tx)?
        && (talk.day >= waits.day || talk.card.is_some() && talk.card == waits.card)
    {
        went::answer(tx, talk.id)?;
    }
    // The first talk of a plan opens its envelope; a later one leaves it so.
    if let Some(plan) = talk.plan.map(|id| open_plan(tx, id)).transpose()?.flatten()
        && plan.talk.is_none()
    {
        plan::set_talked(tx, plan.id, talk.id)?;
    }
    Ok(())
}
