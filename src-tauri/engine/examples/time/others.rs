//! The others, where they are installed.

use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use ajar_engine::clock::{Clock, SystemClock};
use chrono::NaiveDateTime;
use tempfile::NamedTempFile;

use crate::rules::Asked;

pub struct Answered {
    pub took: Duration,
    /// Of all times, in seconds by the wall clock.
    pub sum: i64,
}

/// `None` when Python or its dateutil is missing.
pub fn dateutil(asked: &[Asked], now: NaiveDateTime, limit: usize) -> Result<Option<Answered>, Box<dyn Error>> {
    let lines = asked.iter().map(|asked| format!("{}\t{}", asked.rule, asked.start.format("%Y-%m-%dT%H:%M:%S")));
    let file = written(lines)?;
    let mut python = Command::new("python3");
    python.args(["-c", include_str!("dateutil.py")]).arg(file.path());
    python.arg(now.format("%Y-%m-%dT%H:%M:%S").to_string()).arg(limit.to_string());
    let Ok(output) = python.stderr(Stdio::null()).output() else { return Ok(None) };
    let said = String::from_utf8(output.stdout)?;
    let Some((milliseconds, sum)) = said.trim().split_once(' ') else { return Ok(None) };
    let took = Duration::from_secs_f64(milliseconds.parse::<f64>()? / 1000.0);
    Ok(Some(Answered { took, sum: sum.parse()? }))
}

/// The whole program, which reads its file first; `None` when it is missing.
pub fn remind(asked: &[Asked], now: NaiveDateTime, clock: &SystemClock) -> Result<Option<Duration>, Box<dyn Error>> {
    let file = written(asked.iter().map(|asked| asked.remind.clone()))?;
    let began = clock.monotonic();
    let mut remind = Command::new("remind");
    remind.arg("-n").arg(file.path()).arg(now.format("%Y-%m-%d").to_string());
    let Ok(output) = remind.output() else { return Ok(None) };
    let took = clock.monotonic().saturating_sub(began);
    let told = String::from_utf8(output.stdout)?.lines().count();
    if told < asked.len() {
        return Err(format!("remind told {told} of {} times", asked.len()).into());
    }
    Ok(Some(took))
}

fn written(lines: impl Iterator<Item = String>) -> Result<NamedTempFile, Box<dyn Error>> {
    let mut file = NamedTempFile::new()?;
    for line in lines {
        writeln!(file, "{line}")?;
    }
    Ok(file)
}
