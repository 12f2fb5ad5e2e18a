//! Reminders for other calendars.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ajar_engine::Engine;
use clap::Args;
use serde_json::json;

use crate::failure::Failure;
use crate::output::Output;

#[derive(Args)]
pub struct Calendar {
    /// Where to write it; without a file it is printed
    file: Option<PathBuf>,
    /// Only the reminder of this id, as `--json reminders` names it
    #[arg(long, value_name = "ID")]
    reminder: Option<String>,
}

impl Calendar {
    pub fn run(&self, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
        let calendar = engine.calendar(self.reminder.as_deref())?;
        let Some(file) = &self.file else { return output.answer_exactly(&calendar, &calendar) };
        write_new(file, &calendar)?;
        output.answer(&json!({"written": file.display().to_string()}), || {
            vec![format!("Your reminders are in {}.", file.display())]
        })
    }
}

/// Never writes over a file: it may hold the only copy of somebody's calendar.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::FileExists(path.to_owned()),
        kind => Failure::File(path.to_owned(), kind),
    })?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| {
        // Half a calendar is of no use; where it cannot be removed, the failure names it.
        let _removed = fs::remove_file(path);
        Failure::File(path.to_owned(), error.kind())
    })
}
