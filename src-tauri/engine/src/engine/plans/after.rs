//! The envelope with the fear, the sentence, and what became of a plan.

use chrono::NaiveDate;

use super::super::Engine;
use super::super::fields::{at_most, written};
use super::{MOST, known, plan_id};
use crate::dto::{PlanAfter, PlanState};
use crate::error::Error;
use crate::table::plan;

impl Engine {
    /// Seals what the user fears will happen. The envelope opens when the talk was logged.
    /// Until then a later seal takes the place of the earlier one: the page seals the words while they are being written.
    ///
    /// # Errors
    /// [`Error::Invalid`] for no words or more than 2,000 characters; [`Error::Precondition`] after the talk;
    /// [`Error::NotFound`], [`Error::Locked`].
    pub fn seal_fear(&self, id: &str, fear: &str) -> Result<(), Error> {
        let id = plan_id(id)?;
        let fear = written("fear", fear, MOST, "Write what you fear, or leave the envelope out.")?;
        self.with_vault(|vault| {
            vault.write("seal the envelope", |tx| {
                let row = known(tx, id)?;
                if row.fear.as_deref() == Some(fear) {
                    return Ok(());
                }
                if row.state == PlanState::Talked {
                    return Err(Error::Precondition {
                        why: "a talk was logged for the plan",
                        message: "You noted the talk already. Write under \"What happened?\" instead.".into(),
                    });
                }
                Ok(plan::set_fear(tx, id, fear)?)
            })
        })
    }

    /// The user has read their if-then sentence once.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is none yet, [`Error::NotFound`], [`Error::Locked`].
    pub fn read_sentence(&self, id: &str) -> Result<(), Error> {
        let id = plan_id(id)?;
        self.with_vault(|vault| {
            vault.write("note that you read it", |tx| {
                if known(tx, id)?.steps.when_then.trim().is_empty() {
                    return Err(Error::invalid("when_then", "Write the sentence first, then read it once."));
                }
                Ok(plan::set_sentence_read(tx, id)?)
            })
        })
    }

    /// What happened, what was learned, and when to come back to it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that has passed or too many characters; [`Error::Precondition`] before a talk was
    /// logged; [`Error::NotFound`], [`Error::Locked`].
    pub fn finish_plan(&self, id: &str, after: &PlanAfter) -> Result<(), Error> {
        let id = plan_id(id)?;
        at_most("happened", &after.happened, MOST)?;
        at_most("learned", &after.learned, MOST)?;
        let follow_up = after.follow_up.as_deref().map(day).transpose()?;
        let today = self.present()?.today();
        self.with_vault(|vault| {
            vault.write("save what happened", |tx| {
                let row = known(tx, id)?;
                if row.state != PlanState::Talked {
                    return Err(Error::Precondition {
                        why: "no talk was logged for the plan",
                        message: "Note how the talk went first. Or set the plan aside.".into(),
                    });
                }
                // The day it has may have passed since.
                if follow_up != row.follow_up && follow_up.is_some_and(|day| day < today) {
                    return Err(Error::invalid("follow_up", "Choose today or a later day."));
                }
                Ok(plan::finish(tx, id, &after.happened, &after.learned, follow_up)?)
            })
        })
    }
}

fn day(text: &str) -> Result<NaiveDate, Error> {
    let day = text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text);
    day.ok_or_else(|| Error::invalid("follow_up", "Choose a day, such as 2026-12-24."))
}
