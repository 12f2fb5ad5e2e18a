//! The reminders the user set: their words in the vault, their timing in the agenda.

use std::collections::HashMap;

use ajar_core::ids::ReminderId;
use ajar_core::reminder::Reminder;
use ajar_core::schedule::{self, Plan, Preview};

use super::Engine;
use super::draft::Draft;
use super::pausing;
use super::present::Present;
use super::when;
use crate::agenda;
use crate::convert;
use crate::dto::{NextReminder, PreviewLine, ReminderDraft, ReminderKind, ReminderRow, Reminders};
use crate::error::Error;
use crate::table::{pause, reminder, reminder_name};

const PREVIEW_LINES: usize = 10;

impl Engine {
    /// All reminders, with when each comes next.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn reminders(&self) -> Result<Reminders, Error> {
        let present = self.present()?;
        let names = self.reminder_names()?;
        self.agenda()?.read("list your reminders", |connection| {
            let plan = agenda::plan(connection, &present.settings, present.now)?;
            let all = pause::newest(connection)?.map(|span| span.as_pause());
            Ok(Reminders {
                zone: present.zone.name().to_owned(),
                pause: pausing::shown(all, present.now, &present),
                rows: plan.reminders.iter().map(|reminder| row(reminder, &names, &plan, &present)).collect(),
            })
        })
    }

    /// Saves a new reminder, or the edited one that the draft names.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field that has to change, [`Error::NotFound`], [`Error::Locked`].
    pub fn save_reminder(&self, draft: &ReminderDraft) -> Result<ReminderRow, Error> {
        const DOING: &str = "save the reminder";
        let draft = Draft::new(draft)?;
        let present = self.present()?;
        let id = draft.id.unwrap_or_else(|| ReminderId::from_uuid(self.clock.new_id()));
        self.with_vault(|vault| {
            let before = self.agenda()?.read(DOING, |connection| Ok(reminder::get(connection, id)?))?;
            let reminder = match &before {
                Some(before) => draft.to_edited(before, &present)?,
                None if draft.id.is_some() => return Err(Error::NotFound { what: "reminder" }),
                None => draft.to_new_reminder(id, &present)?,
            };
            vault.write(DOING, |tx| Ok(reminder_name::set(tx, id, &draft.name)?))?;
            self.agenda()?.write(DOING, |tx| Ok(reminder::put(tx, &reminder)?))
        })?;
        self.reminder_row(id, &present)
    }

    /// Deletes a reminder; [`Engine::restore_reminder`] brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_reminder(&self, id: &str) -> Result<(), Error> {
        self.change_reminder(id, "delete the reminder", |tx, id, present| Ok(reminder::delete(tx, id, present.now)?))
    }

    /// Brings a deleted reminder back. Nothing that came due in between fires.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_reminder(&self, id: &str) -> Result<ReminderRow, Error> {
        self.change_reminder(id, "restore the reminder", |tx, id, present| {
            Ok(reminder::restore(tx, id, present.now)?)
        })?;
        let id = id.parse().map_err(|_| Error::NotFound { what: "reminder" })?;
        self.reminder_row(id, &self.present()?)
    }

    /// The master switch of the two named reminders.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn set_kind_enabled(&self, kind: ReminderKind, enabled: bool) -> Result<(), Error> {
        let present = self.present()?;
        self.with_vault(|_| {
            self.agenda()?.write("switch the reminders", |tx| {
                let of_kind = |reminder: &Reminder| reminder.kind == kind.into() && reminder.enabled != enabled;
                for reminder in reminder::all(tx)?.into_iter().filter(of_kind) {
                    reminder::put(tx, &Reminder { enabled, active_from: present.now, ..reminder })?;
                }
                Ok(())
            })
        })
    }

    /// The next ten times a draft would come, with what is special about each.
    ///
    /// # Errors
    /// As [`Engine::save_reminder`]; nothing is saved.
    pub fn preview_reminder(&self, draft: &ReminderDraft) -> Result<Vec<PreviewLine>, Error> {
        let draft = Draft::new(draft)?;
        let present = self.present()?;
        self.with_vault(|_| {
            self.agenda()?.read("preview the reminder", |connection| {
                let mut plan = agenda::plan(connection, &present.settings, present.now)?;
                let before = draft.id.and_then(|id| plan.reminders.iter().find(|reminder| reminder.id == id));
                let reminder = match before {
                    Some(before) => draft.to_edited(before, &present)?,
                    None => draft.to_new_reminder(ReminderId::from_bytes([0xff; 16]), &present)?,
                };
                // The draft takes its place among the others, since cues share their days.
                plan.zones = agenda::zones([&reminder].into_iter().chain(&plan.reminders));
                plan.reminders.retain(|other| other.id != reminder.id);
                plan.reminders.push(reminder.clone());
                let lines = schedule::preview(&reminder, present.now, &*present.zone, &plan, PREVIEW_LINES);
                Ok(lines.iter().map(|line| preview_line(line, &present)).collect())
            })
        })
    }

    pub(super) fn reminder_names(&self) -> Result<HashMap<ReminderId, String>, Error> {
        self.with_vault(|vault| {
            vault.read("read the names of your reminders", |connection| Ok(reminder_name::all(connection)?))
        })
    }

    fn reminder_row(&self, id: ReminderId, present: &Present) -> Result<ReminderRow, Error> {
        let names = self.reminder_names()?;
        self.agenda()?.read("read the reminder", |connection| {
            let plan = agenda::plan(connection, &present.settings, present.now)?;
            let reminder = plan.reminders.iter().find(|reminder| reminder.id == id);
            reminder.map(|reminder| row(reminder, &names, &plan, present)).ok_or(Error::NotFound { what: "reminder" })
        })
    }

    fn change_reminder(
        &self,
        id: &str,
        doing: &'static str,
        change: impl Fn(&rusqlite::Connection, ReminderId, &Present) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let not_found = Error::NotFound { what: "reminder" };
        let Ok(id) = id.parse() else { return Err(not_found) };
        let present = self.present()?;
        self.with_vault(|_| {
            let found = self.agenda()?.write(doing, |tx| change(tx, id, &present))?;
            if found { Ok(()) } else { Err(not_found) }
        })
    }
}

fn row(reminder: &Reminder, names: &HashMap<ReminderId, String>, plan: &Plan, present: &Present) -> ReminderRow {
    let name = names.get(&reminder.id).cloned().unwrap_or_default();
    let next = schedule::next(reminder, present.now, &*present.zone, plan);
    ReminderRow {
        id: reminder.id.to_string(),
        kind: reminder.kind.into(),
        time: ajar_core::hhmm::print(reminder.start.time()),
        until_time: reminder.until_time.map(ajar_core::hhmm::print),
        when: when::shown(reminder, present.settings.first_weekday.0),
        zone: reminder.zone.clone(),
        lead_min: reminder.lead_min,
        quiet: reminder.quiet.into(),
        enabled: reminder.enabled,
        pause: pausing::shown(reminder.pause, present.now, present),
        next: next.map(|next| next_reminder(reminder, &name, &next, present)),
        name,
    }
}

pub(super) fn next_reminder(reminder: &Reminder, name: &str, next: &Preview, present: &Present) -> NextReminder {
    NextReminder {
        name: name.to_owned(),
        kind: reminder.kind.into(),
        local: convert::civil(next.local),
        in_days: (next.local.date() - present.local().date()).num_days(),
        in_minutes: (next.due - present.now).num_minutes(),
    }
}

fn preview_line(line: &Preview, present: &Present) -> PreviewLine {
    PreviewLine {
        local: convert::civil(line.local),
        in_days: (line.local.date() - present.local().date()).num_days(),
        note: line.note.map(|note| note.to_string()).unwrap_or_default(),
        fires: line.fires,
        question: line.question,
        may_rest: line.may_rest,
        in_quiet: line.in_quiet,
    }
}
