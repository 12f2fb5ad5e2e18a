//! Pauses of one reminder or of all.

use ajar_core::ids::ReminderId;
use ajar_core::reminder::{Pause, Reminder};
use ajar_core::schedule::{self, PauseRefused, pause_until};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::lock::Door;
use super::present::Present;
use super::{Engine, lock};
use crate::convert;
use crate::dto::{self, PauseFor};
use crate::error::Error;
use crate::table::pause::{self, Span};
use crate::table::{pause_history, reminder};

impl Engine {
    /// Pauses one reminder, or all of them. Works while the journal is locked.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that is not in the future; [`Error::NotFound`].
    pub fn pause_reminders(&self, reminder: Option<&str>, pause: &PauseFor) -> Result<(), Error> {
        const DOING: &str = "pause your reminders";
        let present = self.present()?;
        let pause = pause_until(
            choice(pause)?,
            present.now,
            &*present.zone,
            present.settings.quiet_hours,
            present.settings.day_start,
        )
        .map_err(|refused: PauseRefused| Error::invalid("day", refused.to_string()))?;
        if let Some(id) = reminder {
            return self.agenda()?.write(DOING, |tx| {
                let reminder = find(tx, id)?;
                Ok(reminder::put(tx, &Reminder { pause: Some(pause), ..reminder })?)
            });
        }
        let span = Span {
            id: self.clock.new_id(),
            since: present.now,
            until: pause.until,
            since_local: present.local(),
            until_local: pause.until.map(|until| present.zone.to_civil(until)),
        };
        self.agenda()?.write(DOING, |tx| {
            end_current(tx, &present)?;
            Ok(pause::put(tx, &span)?)
        })?;
        self.copy_pauses()
    }

    /// Ends a pause. Nothing that came due during it fires afterwards.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such reminder.
    pub fn resume_reminders(&self, reminder: Option<&str>) -> Result<(), Error> {
        const DOING: &str = "resume your reminders";
        let present = self.present()?;
        let Some(id) = reminder else {
            self.agenda()?.write(DOING, |tx| end_current(tx, &present))?;
            return self.copy_pauses();
        };
        self.agenda()?.write(DOING, |tx| {
            let reminder = find(tx, id)?;
            if reminder.pause.is_some_and(|pause| pause.covers(present.now)) {
                let ended = Some(Pause { until: Some(present.now) });
                reminder::put(tx, &Reminder { pause: ended, ..reminder })?;
            }
            Ok(())
        })
    }

    /// The journal keeps the history of pauses; while it is locked that waits for the unlock.
    fn copy_pauses(&self) -> Result<(), Error> {
        let mut door = lock(&self.door);
        let Door::Open(_, vault) = &mut *door else { return Ok(()) };
        let spans = self.agenda()?.read("read your pauses", |connection| Ok(pause::all(connection)?))?;
        vault.write("note the pause", |tx| {
            for span in &spans {
                pause_history::copy(tx, span)?;
            }
            Ok(())
        })
    }
}

/// The pause that holds at `now`, as the window shows it.
pub(super) fn shown(pause: Option<Pause>, now: DateTime<Utc>, present: &Present) -> Option<dto::Pause> {
    let pause = pause.filter(|pause| pause.covers(now))?;
    Some(dto::Pause { until: pause.until.map(|until| convert::civil(present.zone.to_civil(until))) })
}

fn end_current(tx: &Connection, present: &Present) -> Result<(), Error> {
    if let Some(span) = pause::newest(tx)?.filter(|span| span.as_pause().covers(present.now)) {
        let ended = Span { until: Some(present.now), until_local: Some(present.local()), ..span };
        pause::put(tx, &ended)?;
    }
    Ok(())
}

fn find(tx: &Connection, id: &str) -> Result<Reminder, Error> {
    let not_found = Error::NotFound { what: "reminder" };
    let Ok(id) = id.parse::<ReminderId>() else { return Err(not_found) };
    reminder::get(tx, id)?.ok_or(not_found)
}

fn choice(pause: &PauseFor) -> Result<schedule::PauseFor, Error> {
    Ok(match pause {
        PauseFor::Hour => schedule::PauseFor::Hour,
        PauseFor::Morning => schedule::PauseFor::Morning,
        PauseFor::UntilISay => schedule::PauseFor::UntilISay,
        PauseFor::Date { day } => schedule::PauseFor::Date(
            day.parse().map_err(|_| Error::invalid("day", "Choose a day, such as 2026-12-24."))?,
        ),
    })
}
