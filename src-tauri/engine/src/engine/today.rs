//! The Today page.

use std::collections::HashMap;

use ajar_core::ids::ReminderId;
use ajar_core::occurrence::{Known, State};
use ajar_core::reminder::{Kind, Reminder};
use ajar_core::schedule::{self, Plan};
use chrono::TimeDelta;

use super::eased::Eased;
use super::history::History;
use super::practice::{self, Wish};
use super::present::Present;
use super::reminders::next_reminder;
use super::{Engine, alone, asking, easing};
use crate::agenda;
use crate::convert;
use crate::dto::{NextReminder, OccurrenceAction, OpenReminder, PlanState, Today};
use crate::error::Error;

/// What was missed is offered for a day, and then let go without a word.
const AWAY_SPAN: TimeDelta = TimeDelta::hours(24);

impl Engine {
    /// What the user needs today.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn today(&self) -> Result<Today, Error> {
        const DOING: &str = "show today";
        let present = self.present()?;
        let today = present.today();
        let resting = self.is_resting(&present)?;
        let names = self.reminder_names()?;
        let planned = self.plan_for_today(&present)?;
        let plan_due = planned.as_ref().is_some_and(|plan| plan.state == PlanState::Open);
        let (history, practice, easing, pending) = self.with_vault(|vault| {
            vault.read(DOING, |connection| {
                let practice =
                    practice::offer(connection, &Wish { day: today, resting, plan_due, seen: &[] }, &present)?;
                let card = practice::card_of(connection, &practice, resting)?;
                let easing = easing::shown(&Eased::load(connection, &present)?);
                Ok((History::load(connection, &present)?, card, easing, alone::pending(connection, &present)?))
            })
        })?;
        let (plan, asks) = self.agenda()?.read(DOING, |connection| {
            let plan = agenda::plan(connection, &present.settings, present.now)?;
            let asks = asking::asks(connection, &plan, &names, &present)?;
            Ok((plan, asks))
        })?;
        self.remember_offer(&practice, &present);
        // What a deleted reminder left open went with it.
        let reminders: HashMap<ReminderId, &Reminder> =
            plan.reminders.iter().map(|reminder| (reminder.id, reminder)).collect();
        let standing = history.standing(&present);
        let listed = |is_listed: &dyn Fn(&Known) -> bool| {
            let known = plan.known.iter().filter(|known| is_listed(known));
            let open = |known: &Known| {
                let reminder = reminders.get(&known.reminder)?;
                Some(open_reminder(known, reminder, put_offs(known, reminder, &plan, &present), &names))
            };
            known.filter_map(open).collect()
        };
        Ok(Today {
            day: today.to_string(),
            practice,
            practiced: history.days.contains_key(&today),
            week: history.week(&standing, &present),
            open: listed(&|known| is_open(known, &present)),
            away: listed(&|known| known.state == State::Missed && present.now - known.due < AWAY_SPAN),
            next: next_of_all(&plan, &names, &present),
            asks,
            easing,
            pending,
            check_in: self.is_check_in_due(&present)?,
            plan: planned,
        })
    }
}

/// Shown ones wait until their practice day ends, put off ones until they come again.
fn is_open(known: &Known, present: &Present) -> bool {
    match known.state {
        State::Snoozed => true,
        State::Due | State::Shown => known.for_day >= present.today(),
        State::Done | State::Skipped | State::Missed | State::Dropped => false,
    }
}

fn put_offs(known: &Known, reminder: &Reminder, plan: &Plan, present: &Present) -> Vec<OccurrenceAction> {
    let next_due = schedule::next(reminder, present.now, &*present.zone, plan).map(|next| next.due);
    let offered = schedule::snoozes(known, present.now, &*present.zone, next_due, present.settings.day_start);
    offered.into_iter().map(convert::put_off).collect()
}

fn open_reminder(
    known: &Known,
    reminder: &Reminder,
    put_offs: Vec<OccurrenceAction>,
    names: &HashMap<ReminderId, String>,
) -> OpenReminder {
    OpenReminder {
        occurrence: known.id.to_string(),
        kind: reminder.kind.into(),
        name: names.get(&known.reminder).cloned().unwrap_or_default(),
        nominal: convert::civil(known.nominal),
        day: known.for_day.to_string(),
        asks_talk: reminder.kind == Kind::Moment,
        question: known.question,
        put_offs,
    }
}

fn next_of_all(plan: &Plan, names: &HashMap<ReminderId, String>, present: &Present) -> Option<NextReminder> {
    let next = |reminder: &Reminder| schedule::next(reminder, present.now, &*present.zone, plan);
    let coming = plan.reminders.iter().filter_map(|reminder| Some((reminder, next(reminder)?)));
    let (reminder, next) = coming.min_by_key(|(_, next)| next.due)?;
    let name = names.get(&reminder.id).map(String::as_str).unwrap_or_default();
    Some(next_reminder(reminder, name, &next, present))
}
