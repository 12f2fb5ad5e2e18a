use std::io::BufRead;
use std::path::Path;

use ajar_engine::Engine;
use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::dto::{EntryCursor, EntryRow, EntrySave, Progress, ReminderRow};
use clap::Subcommand;

use crate::copies::{self, Restore, Verify};
use crate::failure::Failure;
use crate::input::Input;
use crate::output::Output;

#[derive(Subcommand)]
pub enum Command {
    /// Keep the text from standard input as a new entry; prints its id once it is safe on the disk
    Add {
        /// The entry's date, `YYYY-MM-DD`; today without it
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
    },
    /// List all entries, newest first
    List,
    /// Print one entry
    Show { id: String },
    /// List your reminders and when each comes next
    Reminders,
    /// Show this week, the streak and the run of days
    Streak,
    /// Make a backup, read it back and open it; prints where it lies
    Backup,
    /// Prove that the journal and its backups are whole, or that one backup can be restored
    Verify(Verify),
    /// Bring a backup back, also into a new or a damaged folder; what was there is kept for 30 days
    Restore(Restore),
}

impl Command {
    /// Whether the command begins with a passphrase or a recovery key.
    pub fn needs_secret(&self) -> bool {
        !matches!(self, Self::Restore(restore) if restore.needs_no_secret())
    }

    /// Does what needs no open journal; `None` when the command needs one.
    pub fn run_without_journal(
        &self,
        dir: &Path,
        input: &mut Input<impl BufRead>,
        output: &mut Output,
    ) -> Option<Result<(), Failure>> {
        match self {
            Self::Restore(restore) => Some(restore.run(dir, input, output)),
            Self::Verify(verify) => verify.file.as_ref().map(|file| verify.run_on_file(file, dir, input, output)),
            _ => None,
        }
    }

    pub fn run(&self, engine: &Engine, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        match self {
            Self::Add { date } => {
                let id = SystemClock::new().new_id().to_string();
                let text = input.text()?;
                let saved = engine.save_entry(&EntrySave { id, base_rev: 0, text, day: date.clone() })?;
                output.answer(&saved, || vec![saved.id.clone()])
            }
            Self::List => {
                let rows = all_entries(engine)?;
                output.answer(&rows, || rows.iter().map(entry_line).collect())
            }
            Self::Show { id } => {
                let entry = engine.entry(id)?;
                output.answer(&entry, || vec![entry.text.clone()])
            }
            Self::Reminders => {
                let reminders = engine.reminders()?;
                output.answer(&reminders, || reminders.rows.iter().map(reminder_line).collect())
            }
            Self::Streak => {
                let progress = engine.progress(None)?;
                output.answer(&progress, || streak_lines(&progress))
            }
            Self::Backup => copies::back_up(engine, output),
            Self::Verify(_) => Verify::run_on_journal(engine, output),
            // Done before a journal was opened.
            Self::Restore(_) => Ok(()),
        }
    }
}

fn all_entries(engine: &Engine) -> Result<Vec<EntryRow>, Failure> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = engine.entries(after.as_ref())?;
        after = page.rows.last().map(|row| EntryCursor { day: row.day.clone(), id: row.id.clone() });
        rows.extend(page.rows);
        if !page.more {
            return Ok(rows);
        }
    }
}

fn entry_line(row: &EntryRow) -> String {
    let time = row.time.as_deref().unwrap_or("     ");
    format!("{} {time}  {}  {}", row.day, row.id, row.title)
}

fn reminder_line(row: &ReminderRow) -> String {
    let name = if row.name.is_empty() { format!("{:?}", row.kind).to_lowercase() } else { row.name.clone() };
    let next = match &row.next {
        Some(next) => next.local.replace('T', " "),
        None => "not planned".to_owned(),
    };
    format!("{}  {name}  next: {next}", row.time)
}

fn streak_lines(progress: &Progress) -> Vec<String> {
    let mut lines = vec![format!("This week: {} of {} days.", progress.week.practiced, progress.week.goal)];
    if progress.any_week_met {
        lines.push(format!("Weeks in a row: {}.", progress.streak_weeks));
    }
    lines.push(format!("Days running: {}.", progress.run_days));
    lines.push(format!("Days in all: {}.", progress.total_days));
    lines
}
