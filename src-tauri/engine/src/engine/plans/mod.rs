//! Prepared talks: writing them, reading them, and their history.

mod after;
mod hints;
mod reminding;
mod safe_space;
mod states;

use std::collections::HashMap;

use ajar_core::content::{self, Content};
use ajar_core::ids::PlanId;
use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::Engine;
use super::fields::at_most;
use super::present::Present;
use crate::dto::{Plan, PlanRow, PlanSave, PlanSaved, PlanState, PlanSteps, PlannerStep, PlannerWords, SafeCheck};
use crate::error::Error;
use crate::table::plan::{self, PlanRow as Row};
use crate::table::{entry_about, reminder};
use crate::vault::Vault;

pub(super) use reminding::mend_reminders;

/// The most that each step, the fear and what became of it can hold.
const MOST: usize = 2000;
/// So much of the wish stands in a list.
const WANT: usize = 120;

const NOT_FOUND: Error = Error::NotFound { what: "plan" };

impl Engine {
    /// What the planner asks and says.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn planner_words(&self) -> Result<PlannerWords, Error> {
        self.with_vault(|_| {
            let content = Content::builtin();
            let step = |step: &content::PlannerStep| PlannerStep {
                id: step.id.clone(),
                ask: step.ask.clone(),
                hint: step.hint.clone(),
                example: step.example.clone(),
                practice: content.practice(&step.practice).map(|practice| practice.reference().to_string()),
            };
            let check = |check: &content::SafeCheck| SafeCheck {
                id: check.id.clone(),
                text: check.text.clone(),
                options: check.options.clone(),
            };
            Ok(PlannerWords {
                steps: content.planner_steps.iter().map(step).collect(),
                safe_checks: content.safe_checks.iter().map(check).collect(),
            })
        })
    }

    /// The plan that is open.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn open_plan(&self) -> Result<Option<Plan>, Error> {
        self.with_vault(|vault| {
            let open = vault.read("open your plan", |connection| Ok(plan::open(connection)?))?;
            open.map(|row| self.shown(vault, row)).transpose()
        })
    }

    /// Every plan, newest first.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn plans(&self) -> Result<Vec<PlanRow>, Error> {
        const DOING: &str = "list your plans";
        self.with_vault(|vault| {
            let rows = vault.read(DOING, |connection| Ok(plan::all(connection)?))?;
            let times = self.agenda()?.read(DOING, reminding::times)?;
            Ok(rows.iter().map(|row| listed(row, &times)).collect())
        })
    }

    /// One plan, whole.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn plan(&self, id: &str) -> Result<Plan, Error> {
        let id = plan_id(id)?;
        self.with_vault(|vault| self.read_plan(vault, id))
    }

    /// Saves the steps; the first save makes the plan. The same save twice is one save.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a step that is too long; [`Error::Conflict`] for a save that does not know of the newest
    /// revision, which changes nothing; [`Error::Precondition`] for a second plan while one is open; [`Error::Locked`].
    pub fn save_plan(&self, save: &PlanSave) -> Result<PlanSaved, Error> {
        let id = plan_id(&save.id)?;
        refuse_too_long(&save.steps)?;
        let present = self.present()?;
        let rev = self.with_vault(|vault| vault.write("save the plan", |tx| save_steps(tx, id, save, &present)))?;
        Ok(PlanSaved { rev, hints: hints::hints(Content::builtin(), &save.steps) })
    }

    /// What Today shows of plans: the open one when its day has come, else one to come back to.
    pub(super) fn plan_for_today(&self, present: &Present) -> Result<Option<PlanRow>, Error> {
        const DOING: &str = "show today";
        self.with_vault(|vault| {
            let rows = vault.read(DOING, |connection| Ok(plan::all(connection)?))?;
            let times = self.agenda()?.read(DOING, reminding::times)?;
            let today = present.today();
            let has_come = |row: &&Row| {
                let at = times.get(&row.id);
                row.state == PlanState::Open && at.is_some_and(|at| reminding::day(*at, present) <= today)
            };
            let comes_back =
                |row: &&Row| row.state == PlanState::Talked && row.follow_up.is_some_and(|day| day <= today);
            let talked = || rows.iter().filter(comes_back).min_by_key(|row| row.follow_up);
            Ok(rows.iter().find(has_come).or_else(talked).map(|row| listed(row, &times)))
        })
    }

    /// Whether the open plan is for today.
    pub(super) fn is_plan_due(&self, vault: &Vault, present: &Present) -> Result<bool, Error> {
        const DOING: &str = "look for your plan";
        let Some(open) = vault.read(DOING, |connection| Ok(plan::open(connection)?))? else { return Ok(false) };
        let times = self.agenda()?.read(DOING, reminding::times)?;
        Ok(times.get(&open.id).is_some_and(|at| reminding::day(*at, present) <= present.today()))
    }

    fn read_plan(&self, vault: &Vault, id: PlanId) -> Result<Plan, Error> {
        self.shown(vault, vault.read("open the plan", |connection| known(connection, id))?)
    }

    fn shown(&self, vault: &Vault, row: Row) -> Result<Plan, Error> {
        const DOING: &str = "open the plan";
        let about = row.id.to_string();
        let entry =
            vault.read(DOING, |connection| Ok(entry_about::kept(connection, entry_about::Kind::Plan, &about)?))?;
        let id = reminding::reminder_of(row.id);
        let reminder =
            self.agenda()?.read("read the plan's reminder", |connection| Ok(reminder::get(connection, id)?))?;
        Ok(Plan {
            id: row.id.to_string(),
            rev: row.rev,
            state: row.state,
            hints: hints::hints(Content::builtin(), &row.steps),
            steps: row.steps,
            sentence_read: row.sentence_read,
            remind_at: reminder.map(|reminder| reminding::written(reminder.start)),
            has_fear: row.fear.is_some(),
            // Its envelope opens beside "What happened?".
            fear: row.fear.filter(|_| row.state == PlanState::Talked),
            happened: row.happened,
            learned: row.learned,
            follow_up: row.follow_up.map(|day| day.to_string()),
            talk: row.talk.map(|talk| talk.to_string()),
            entry: entry.map(|entry| entry.to_string()),
            made_day: row.made_day.to_string(),
        })
    }
}

fn plan_id(id: &str) -> Result<PlanId, Error> {
    id.parse().map_err(|_| NOT_FOUND)
}

/// A plan that was not deleted.
fn known(connection: &Connection, id: PlanId) -> Result<Row, Error> {
    plan::get(connection, id)?.filter(|row| !row.is_deleted).ok_or(NOT_FOUND)
}

fn refuse_too_long(steps: &PlanSteps) -> Result<(), Error> {
    let fields = [
        ("want", &steps.want),
        ("why", &steps.why),
        ("goodwill", &steps.goodwill),
        ("opening", &steps.opening),
        ("first", &steps.first),
        ("way_out", &steps.way_out),
        ("when_then", &steps.when_then),
        ("if_no", &steps.if_no),
        ("if_hard", &steps.if_hard),
        ("neighbor", &steps.neighbor),
        ("general", &steps.general),
        ("ours", &steps.ours),
    ];
    for (field, text) in fields {
        at_most(field, text, MOST)?;
    }
    if steps.topic.as_deref().is_some_and(|topic| Content::builtin().deck(topic).is_none()) {
        return Err(Error::invalid("topic", "Choose one of the subjects in the list, or none."));
    }
    Ok(())
}

fn save_steps(tx: &Connection, id: PlanId, save: &PlanSave, present: &Present) -> Result<i64, Error> {
    let Some(before) = plan::get(tx, id)? else {
        if save.base_rev != 0 {
            return Err(NOT_FOUND);
        }
        states::refuse_second(tx)?;
        plan::insert(tx, id, &save.steps, present.today(), present.now)?;
        return Ok(1);
    };
    if before.steps == save.steps {
        return Ok(before.rev);
    }
    if before.rev != save.base_rev {
        return Err(Error::Conflict {
            why: "the plan was changed elsewhere",
            message: "This plan was changed in another place. Copy what you wrote here, then open the plan again.",
        });
    }
    plan::update_steps(tx, id, before.rev + 1, &save.steps, present.now)?;
    Ok(before.rev + 1)
}

fn listed(row: &Row, times: &HashMap<PlanId, NaiveDateTime>) -> PlanRow {
    let want = row.steps.want.split_whitespace().collect::<Vec<_>>().join(" ");
    PlanRow {
        id: row.id.to_string(),
        state: row.state,
        want: want.chars().take(WANT).collect(),
        weight: row.steps.weight,
        made_day: row.made_day.to_string(),
        remind_at: times.get(&row.id).map(|at| reminding::written(*at)),
        follow_up: row.follow_up.map(|day| day.to_string()),
        learned: row.learned.clone(),
    }
}
