//! A plan is open, talked about or set aside; or deleted, and can come back.

use ajar_core::ids::PlanId;
use rusqlite::Connection;

use super::super::Engine;
use super::super::present::Present;
use super::{NOT_FOUND, known, plan_id, reminding};
use crate::dto::{Plan, PlanState};
use crate::error::Error;
use crate::table::plan::{self, PlanRow as Row};

impl Engine {
    /// Sets a plan aside. It keeps its words and no longer reminds.
    ///
    /// # Errors
    /// [`Error::Precondition`] for one that was talked about, [`Error::NotFound`], [`Error::Locked`].
    pub fn set_plan_aside(&self, id: &str) -> Result<(), Error> {
        const DOING: &str = "set the plan aside";
        let id = plan_id(id)?;
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write(DOING, |tx| {
                refuse_talked(&known(tx, id)?)?;
                Ok(plan::set_state(tx, id, false)?)
            })?;
            self.agenda()?.write(DOING, |tx| reminding::end(tx, id, present.now))
        })
    }

    /// Takes up a plan that was set aside. Its reminder comes back, unless its time has passed.
    ///
    /// # Errors
    /// [`Error::Precondition`] while another is open or for one that was talked about, [`Error::NotFound`],
    /// [`Error::Locked`].
    pub fn resume_plan(&self, id: &str) -> Result<Plan, Error> {
        const DOING: &str = "take the plan up again";
        let id = plan_id(id)?;
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write(DOING, |tx| {
                let row = known(tx, id)?;
                refuse_talked(&row)?;
                if row.state == PlanState::Aside {
                    refuse_second(tx)?;
                    plan::set_state(tx, id, true)?;
                }
                Ok(())
            })?;
            self.agenda()?.write(DOING, |tx| reminding::come_back(tx, id, &present))?;
            self.read_plan(vault, id)
        })
    }

    /// Deletes a plan; [`Engine::restore_plan`] brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_plan(&self, id: &str) -> Result<(), Error> {
        const DOING: &str = "delete the plan";
        let id = plan_id(id)?;
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write(DOING, |tx| {
                let row = plan::get(tx, id)?.ok_or(NOT_FOUND)?;
                if row.is_deleted { Ok(()) } else { Ok(plan::set_deleted(tx, id, Some(present.now))?) }
            })?;
            self.agenda()?.write(DOING, |tx| reminding::end(tx, id, present.now))
        })
    }

    /// Brings a deleted plan back. One that was open is set aside where another is open by now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_plan(&self, id: &str) -> Result<(), Error> {
        const DOING: &str = "restore the plan";
        let id = plan_id(id)?;
        let present = self.present()?;
        self.with_vault(|vault| {
            let is_open = vault.write(DOING, |tx| {
                let row = plan::get(tx, id)?.ok_or(NOT_FOUND)?;
                let mut is_open = row.state == PlanState::Open;
                if is_open && plan::open(tx)?.is_some_and(|open| open.id != id) {
                    plan::set_state(tx, id, false)?;
                    is_open = false;
                }
                plan::set_deleted(tx, id, None)?;
                Ok(is_open)
            })?;
            self.plan_follows(id, is_open, &present)
        })
    }

    /// The reminder follows a plan whose talk was logged, or taken back. Call it once the vault has committed; what a crash
    /// keeps from it is mended at the next unlock.
    pub(in crate::engine) fn plan_follows(&self, id: PlanId, is_open: bool, present: &Present) -> Result<(), Error> {
        self.agenda()?.write("set the plan's reminder", |tx| {
            if is_open { reminding::come_back(tx, id, present) } else { reminding::end(tx, id, present.now) }
        })
    }
}

pub(super) fn refuse_second(tx: &Connection) -> Result<(), Error> {
    if plan::open(tx)?.is_none() {
        return Ok(());
    }
    Err(Error::Precondition {
        why: "another plan is open",
        message: "You have a plan open already. Finish it or set it aside first.".into(),
    })
}

pub(super) fn refuse_closed(row: &Row) -> Result<(), Error> {
    if row.state == PlanState::Open {
        return Ok(());
    }
    Err(Error::Precondition {
        why: "the plan is not open",
        message: "This plan is not open. Take it up again first.".into(),
    })
}

fn refuse_talked(row: &Row) -> Result<(), Error> {
    if row.state != PlanState::Talked {
        return Ok(());
    }
    Err(Error::Precondition {
        why: "a talk was logged for the plan",
        message: "You noted a talk for this plan, so it is done. Begin a new one.".into(),
    })
}
