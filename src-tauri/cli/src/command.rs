use std::io::BufRead;

use ajar_engine::Engine;
use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::dto::{EntryCursor, EntryRow, EntrySave, Progress, ReminderRow};
use clap::Subcommand;

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
}

impl Command {
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
