//! Reminders and the streak, to look at.

use ajar_engine::Engine;
use ajar_engine::dto::{Progress, ReminderRow};

use crate::failure::Failure;
use crate::output::Output;

pub fn list_reminders(engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let reminders = engine.reminders()?;
    output.answer(&reminders, || reminders.rows.iter().map(reminder_line).collect())
}

pub fn show_streak(engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let progress = engine.progress(None)?;
    output.answer(&progress, || streak_lines(&progress))
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
