//! Reminders for other calendars.

use std::path::Path;

use super::Engine;
use crate::calendar;
use crate::error::Error;
use crate::paths;
use crate::table::reminder;

const DOING: &str = "save the calendar file";

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

    /// Writes the same to a file, whole or not at all. A file of this name is replaced: the dialog has asked.
    ///
    /// # Errors
    /// As [`Engine::calendar`]; [`Error::Invalid`] within Ajar's own folder, and [`Error::File`].
    pub fn export_calendar(&self, reminder: Option<&str>, file: &Path) -> Result<(), Error> {
        let calendar = self.calendar(reminder)?;
        let folder = file.parent().unwrap_or(file);
        if paths::is_within(folder, self.dir.root()) {
            return Err(Error::invalid("file", "This is Ajar's own folder. Choose another."));
        }
        if file.is_dir() {
            return Err(Error::invalid("file", "This is a folder. Choose a name for the file."));
        }
        paths::replace_file(file, calendar.as_bytes()).map_err(|error| {
            // The rest of a file that did not fit is of no use, and may not even be there.
            let _removed = paths::remove_if_there(&paths::with_suffix(file, paths::PART));
            Error::file(DOING, folder, &error)
        })
    }
}
