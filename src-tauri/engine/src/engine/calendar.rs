//! Reminders for other calendars.

use super::Engine;
use crate::calendar;
use crate::error::Error;
use crate::table::reminder;

impl Engine {
    /// One reminder or all of them as an iCalendar file: their timing, and nothing that the user wrote.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn calendar(&self, reminder: Option<&str>) -> Result<String, Error> {
        const NOT_FOUND: Error = Error::NotFound { what: "reminder" };
        let present = self.present()?;
        let reminders = self.with_vault(|_| {
            self.agenda()?.read("export your reminders", |connection| match reminder {
                None => Ok(reminder::all(connection)?),
                Some(id) => {
                    let id = id.parse().map_err(|_| NOT_FOUND)?;
                    Ok(vec![reminder::get(connection, id)?.ok_or(NOT_FOUND)?])
                }
            })
        })?;
        Ok(calendar::print(&reminders, &*present.zone, present.now))
    }
}
