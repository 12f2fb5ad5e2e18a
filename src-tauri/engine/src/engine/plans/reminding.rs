//! The one reminder of a plan: once, at the time that the user chose. It lies in the agenda under the plan's own id, so that
//! neither file has to name it.

use std::collections::HashMap;

use ajar_core::day::practice_day;
use ajar_core::ids::{PlanId, ReminderId};
use ajar_core::occurrence::State;
use ajar_core::reminder::{Kind, QuietChoice, Reminder};
use ajar_core::rule::LeapDay;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};
use rusqlite::Connection;

use super::super::Engine;
use super::super::present::Present;
use super::{known, plan_id, states};
use crate::dto::Plan;
use crate::error::Error;
use crate::table::{occurrence, reminder};

const ONCE: &str = "FREQ=DAILY;COUNT=1";
const WRITTEN: &str = "%Y-%m-%dT%H:%M";
/// No calendar of ours goes further.
const LAST_YEAR: i32 = 2200;

impl Engine {
    /// Reminds of the open plan at this time on the wall clock here, `YYYY-MM-DDTHH:MM`, or no longer.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a time that has passed or is none; [`Error::Precondition`] for a plan that is not open;
    /// [`Error::NotFound`], [`Error::Locked`].
    pub fn remind_plan(&self, id: &str, at: Option<&str>) -> Result<Plan, Error> {
        const DOING: &str = "set the plan's reminder";
        let id = plan_id(id)?;
        let present = self.present()?;
        let at = at.map(|at| chosen(at, &present)).transpose()?;
        self.with_vault(|vault| {
            let row = vault.read(DOING, |connection| known(connection, id))?;
            states::refuse_closed(&row)?;
            self.agenda()?.write(DOING, |tx| match at {
                Some(at) => put(tx, id, at, &present),
                None => take_off(tx, id, present.now),
            })?;
            self.shown(vault, row)
        })
    }
}

pub(super) fn reminder_of(plan: PlanId) -> ReminderId {
    ReminderId::from_bytes(*plan.as_bytes())
}

/// When each plan that has a reminder reminds.
pub(super) fn times(agenda: &Connection) -> Result<HashMap<PlanId, NaiveDateTime>, Error> {
    let plans = reminder::all(agenda)?.into_iter().filter(|reminder| reminder.kind == Kind::Plan);
    Ok(plans.map(|reminder| (PlanId::from_bytes(*reminder.id.as_bytes()), reminder.start)).collect())
}

pub(super) fn written(at: NaiveDateTime) -> String {
    at.format(WRITTEN).to_string()
}

/// The practice day that a time on the wall clock here belongs to.
pub(super) fn day(at: NaiveDateTime, present: &Present) -> NaiveDate {
    practice_day(present.zone.to_instant(at).instant, &*present.zone, present.settings.day_start)
}

/// The plan is no longer open: nothing reminds of it.
pub(super) fn end(agenda: &Connection, plan: PlanId, now: DateTime<Utc>) -> Result<(), Error> {
    reminder::delete(agenda, reminder_of(plan), now)?;
    Ok(())
}

/// The plan is open again: so is its reminder, unless its time has passed or the user took it off.
pub(super) fn come_back(agenda: &Connection, plan: PlanId, present: &Present) -> Result<(), Error> {
    let Some(reminder) = reminder::ever(agenda, reminder_of(plan))? else { return Ok(()) };
    if reminder.enabled && present.zone.to_instant(reminder.start).instant > present.now {
        reminder::restore(agenda, reminder.id, present.now)?;
    }
    Ok(())
}

/// What a crash between the two files left: no plan reminds that is not open.
pub(in crate::engine) fn mend_reminders(
    agenda: &Connection,
    not_open: &[PlanId],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for plan in not_open {
        end(agenda, *plan, now)?;
    }
    Ok(())
}

fn put(agenda: &Connection, plan: PlanId, at: NaiveDateTime, present: &Present) -> Result<(), Error> {
    settle(agenda, plan, present.now)?;
    // Who chooses half past ten at night means it.
    let in_quiet = present.settings.quiet_hours.contains(at.time());
    let reminder = Reminder {
        id: reminder_of(plan),
        kind: Kind::Plan,
        rule: ONCE.parse().map_err(|_| Error::NotFound { what: "reminder" })?,
        leap_day: LeapDay::Skip,
        start: at,
        until_time: None,
        after_done: None,
        zone: None,
        lead_min: 0,
        quiet: if in_quiet { QuietChoice::Through } else { QuietChoice::Defer },
        enabled: true,
        active_from: present.now,
        pause: None,
    };
    reminder::put(agenda, &reminder)?;
    reminder::restore(agenda, reminder.id, present.now)?;
    Ok(())
}

/// Disabled as well as deleted, so that it stays off when the plan comes back.
fn take_off(agenda: &Connection, plan: PlanId, now: DateTime<Utc>) -> Result<(), Error> {
    if let Some(before) = reminder::get(agenda, reminder_of(plan))? {
        reminder::put(agenda, &Reminder { enabled: false, ..before })?;
        end(agenda, plan, now)?;
    }
    Ok(())
}

/// What the old time left open does not come again.
fn settle(agenda: &Connection, plan: PlanId, now: DateTime<Utc>) -> Result<(), Error> {
    let id = reminder_of(plan);
    for known in occurrence::known(agenda, now)?.iter().filter(|known| known.reminder == id && known.state.is_open()) {
        occurrence::answer(agenda, known.id, State::Skipped, now)?;
    }
    Ok(())
}

fn chosen(at: &str, present: &Present) -> Result<NaiveDateTime, Error> {
    let parsed = NaiveDateTime::parse_from_str(at, WRITTEN).ok().filter(|parsed| written(*parsed) == at);
    let at = parsed
        .filter(|at| at.year() <= LAST_YEAR)
        .ok_or_else(|| Error::invalid("at", "Choose a day and a time, such as 24 December at 18:30."))?;
    if present.zone.to_instant(at).instant <= present.now {
        return Err(Error::invalid("at", "This time has passed. Choose a later one."));
    }
    Ok(at)
}
