//! What leaves Ajar, to a place that the user names in a dialog.

use crate::{Shell, shell::Answer};

/// Neutral, as all that is in it.
const NAME: &str = "reminders.ics";

impl Shell {
    /// Writes a calendar file, and answers where; `None` when the user named no place.
    pub fn export_calendar(&self, reminder: Option<&str>) -> Answer<Option<String>> {
        // Refused before anybody has to choose.
        self.ask(|engine| engine.calendar(reminder))?;
        let Some(file) = self.host().choose_new_file("Save the calendar file", NAME) else {
            return Ok(None);
        };
        self.ask(|engine| engine.export_calendar(reminder, &file))?;
        Ok(Some(file.to_string_lossy().into_owned()))
    }
}
