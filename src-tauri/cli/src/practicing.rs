//! Practices to note, and reminders and the streak to look at.

use ajar_engine::Engine;
use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::dto::{Logged, PracticeRow, Progress, ReminderRow, Response, Setting, TalkDraft};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::failure::Failure;
use crate::output::Output;

const RESPONSES: [&str; 4] = ["not-now", "short-answer", "joined-in", "shared-something"];
const SETTINGS: [&str; 9] = ["transit", "walking", "chores", "meal", "sofa", "bed", "call", "text", "other"];

#[derive(Args)]
pub struct Log {
    /// The practice, as ajar-cli practices names it
    practice: String,
    /// How a talk went; without it, the practice is noted on its own
    #[arg(long, value_parser = PossibleValuesParser::new(RESPONSES).try_map(|name| choice::<Response>(&name)))]
    response: Option<Response>,
    /// Where the talk was
    #[arg(
        long,
        requires = "response",
        value_parser = PossibleValuesParser::new(SETTINGS).try_map(|name| choice::<Setting>(&name))
    )]
    setting: Option<Setting>,
    /// When it was, where it was not now
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM")]
    at: Option<String>,
}

impl Log {
    pub fn run(&self, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
        let practice = self.practice();
        let at = self.at.as_deref().map(|at| engine.practice_time(at)).transpose()?;
        let logged = match (self.response, at) {
            (Some(response), at) => {
                let (day, time) = at.unzip();
                engine.log_talk(&TalkDraft {
                    id: SystemClock::new().new_id().to_string(),
                    response,
                    setting: self.setting,
                    occurrence: None,
                    card: None,
                    plan: None,
                    practice: Some(practice),
                    day,
                    time,
                })?
            }
            (None, Some((day, time))) => engine.log_practice_at(&practice, &day, &time)?,
            (None, None) => engine.log_practice(&practice, None)?,
        };
        output.answer(&logged, || vec![logged_line(&logged)])
    }

    /// The catalogue's practices can be named without the `c:`.
    fn practice(&self) -> String {
        if self.practice.contains(':') { self.practice.clone() } else { format!("c:{}", self.practice) }
    }
}

pub fn list_practices(engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let library = engine.library()?;
    output.answer(&library, || library.practices.iter().map(practice_line).collect())
}

/// A choice by the name that the engine gives it.
fn choice<T: DeserializeOwned>(name: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(Value::String(name.replace('-', "_")))
}

fn logged_line(logged: &Logged) -> String {
    let noted = if logged.id.is_some() { "Noted for" } else { "It was noted before, for" };
    format!("{noted} {}. This week: {} of {} days.", logged.day, logged.practiced_this_week, logged.goal)
}

fn practice_line(row: &PracticeRow) -> String {
    let last = row.last_day.as_ref().map(|day| format!("  last: {day}")).unwrap_or_default();
    format!("{}  {}  {} times{last}", row.practice, row.title, row.times)
}

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
