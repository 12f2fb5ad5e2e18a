//! What Ajar would like to know about the reminders. It asks in Today, once, and changes nothing until it is answered.

use std::collections::HashMap;

use ajar_core::hhmm;
use ajar_core::ids::ReminderId;
use ajar_core::reminder::Reminder;
use ajar_core::rule::Rule;
use ajar_core::schedule::Plan;
use ajar_core::zone::Zone;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use super::Engine;
use super::present::Present;
use crate::dto::{Ask, AskAnswer};
use crate::error::Error;
use crate::table::{occurrence, reminder, setting};
use crate::zone::JiffZone;

/// So many in a row that were not opened raise the question whether the time is still good.
const UNOPENED: usize = 6;
/// Long enough for six months of a monthly one.
const UNOPENED_SPAN: TimeDelta = TimeDelta::days(220);
const MAX_DAYS_AFTER: u16 = 365;

/// Where in the settings the zone is kept in which the user's times were last meant.
const ZONE: &str = "zone";

impl Engine {
    /// Answers a question that Today asks.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Invalid`] for a time that is none, [`Error::Locked`].
    pub fn answer_ask(&self, answer: &AskAnswer) -> Result<(), Error> {
        const DOING: &str = "change the reminder";
        let present = self.present()?;
        self.with_vault(|_| {
            self.agenda()?.write(DOING, |tx| match answer {
                AskAnswer::Keep { reminder } => {
                    let kept = find(tx, reminder)?;
                    Ok(reminder::set_asked(tx, kept.id, present.now)?)
                }
                AskAnswer::Move { reminder, time } => moved(tx, &find(tx, reminder)?, time, &present),
                AskAnswer::Fewer { reminder } => fewer(tx, find(tx, reminder)?, &present),
                AskAnswer::TimesHere => Ok(setting::set(tx, ZONE, &present.zone.name())?),
                AskAnswer::TimesThere => times_there(tx, &present),
            })
        })
    }
}

fn find(tx: &Connection, id: &str) -> Result<Reminder, Error> {
    let not_found = Error::NotFound { what: "reminder" };
    let Ok(id) = id.parse::<ReminderId>() else { return Err(not_found) };
    reminder::get(tx, id)?.ok_or(not_found)
}

fn moved(tx: &Connection, before: &Reminder, time: &str, present: &Present) -> Result<(), Error> {
    let Some(time) = hhmm::parse(time) else {
        return Err(Error::invalid("time", "Write a time of day from 00:00 to 23:59, such as 18:30."));
    };
    let length = before.until_time.map(|until| until - before.start.time());
    let until_time = length.map(|length| time.overflowing_add_signed(length)).filter(|(_, over)| *over == 0);
    if length.is_some() && until_time.is_none() {
        return Err(Error::invalid("time", "Its window would end on the next day. Choose an earlier time."));
    }
    let start = before.start.date().and_time(time);
    let until_time = until_time.map(|(until, _)| until);
    reminder::put(tx, &Reminder { start, until_time, active_from: present.now, ..before.clone() })?;
    Ok(reminder::set_asked(tx, before.id, present.now)?)
}

fn fewer(tx: &Connection, before: Reminder, present: &Present) -> Result<(), Error> {
    let after_done = before.after_done.map(|days| days.saturating_mul(2).min(MAX_DAYS_AFTER));
    let rule = match after_done.map(Rule::every_days) {
        Some(Ok(rule)) => rule,
        Some(Err(_)) | None => before.rule.fewer(before.start),
    };
    let id = before.id;
    reminder::put(tx, &Reminder { rule, after_done, active_from: present.now, ..before })?;
    Ok(reminder::set_asked(tx, id, present.now)?)
}

/// What followed this computer stays with the zone that it was in.
fn times_there(tx: &Connection, present: &Present) -> Result<(), Error> {
    if let Some(there) = setting::get::<String>(tx, ZONE)?.filter(|there| JiffZone::pinned(there).is_some()) {
        for reminder in reminder::all(tx)?.into_iter().filter(|reminder| reminder.zone.is_none()) {
            let pinned = Reminder { zone: Some(there.clone()), active_from: present.now, ..reminder };
            reminder::put(tx, &pinned)?;
        }
    }
    Ok(setting::set(tx, ZONE, &present.zone.name())?)
}

/// Remembers where the user's times are meant, the first time anybody looks.
pub(super) fn remember_zone(tx: &Connection, present: &Present) -> Result<(), Error> {
    if setting::get::<String>(tx, ZONE)?.is_none() {
        setting::set(tx, ZONE, &present.zone.name())?;
    }
    Ok(())
}

/// The questions that wait for an answer.
pub(super) fn asks(
    agenda: &Connection,
    plan: &Plan,
    names: &HashMap<ReminderId, String>,
    present: &Present,
) -> Result<Vec<Ask>, Error> {
    let mut asks = Vec::new();
    asks.extend(zone_change(agenda, plan, present)?);
    let asked = reminder::asked(agenda)?;
    let shown = occurrence::shown_since(agenda, present.now - UNOPENED_SPAN)?;
    for reminder in plan.reminders.iter().filter(|reminder| reminder.enabled) {
        let mine = shown.iter().filter(|(known, _)| known.reminder == reminder.id);
        // Today's may still be opened, and what came by an earlier rule says nothing of this one.
        let settled = mine.filter(|(known, _)| known.for_day < present.today() && known.due >= reminder.active_from);
        let run: Vec<DateTime<Utc>> = settled.take_while(|(_, opened)| !opened).map(|(known, _)| known.due).collect();
        let answered = run.last().zip(asked.get(&reminder.id)).is_some_and(|(first, answered)| answered >= first);
        if run.len() >= UNOPENED && !answered {
            asks.push(Ask::Unopened {
                reminder: reminder.id.to_string(),
                kind: reminder.kind.into(),
                name: names.get(&reminder.id).cloned().unwrap_or_default(),
                time: hhmm::print(reminder.start.time()),
            });
        }
    }
    Ok(asks)
}

/// Asked only where the wall clocks differ, and where some reminder follows them.
fn zone_change(agenda: &Connection, plan: &Plan, present: &Present) -> Result<Option<Ask>, Error> {
    let follows = plan.reminders.iter().any(|reminder| reminder.enabled && reminder.zone.is_none());
    let Some(from) = setting::get::<String>(agenda, ZONE)?.filter(|_| follows) else { return Ok(None) };
    let differs = JiffZone::pinned(&from).is_some_and(|there| there.to_civil(present.now) != present.local());
    Ok(differs.then(|| Ask::ZoneChanged { from, to: present.zone.name().to_owned() }))
}
