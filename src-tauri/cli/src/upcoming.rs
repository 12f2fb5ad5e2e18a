use std::io::{self, BufRead, Write};

use ajar_engine::upcoming::{Answer, Question, older_zones};
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;
use crate::output::{Output, write_line};

#[derive(Args)]
pub struct UpcomingArguments {
    /// An RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=MO,TH
    #[arg(long, required_unless_present = "cases")]
    rule: Option<String>,
    /// When it begins, by the wall clock, such as 2026-03-08T02:30
    #[arg(long, value_name = "LOCAL", required_unless_present = "cases")]
    start: Option<String>,
    /// A time zone, such as Europe/Berlin
    #[arg(long, required_unless_present = "cases")]
    zone: Option<String>,
    /// Only times after this instant, such as 2026-03-08T07:30:00Z
    #[arg(long, value_name = "UTC", required_unless_present = "cases")]
    from: Option<String>,
    /// At most so many times
    #[arg(long, value_name = "N", default_value_t = 10)]
    count: usize,
    /// Answer one JSON case a line from standard input with one JSON answer a line
    #[arg(long, conflicts_with_all = ["rule", "start", "zone", "from", "count"])]
    cases: bool,
}

/// One line of standard input. Other fields say what is expected, and are left to whoever asks.
#[derive(Deserialize)]
struct Case {
    rrule: String,
    dtstart_local: String,
    tz: String,
    from_utc: String,
    limit: usize,
    needs_tzdata: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answered {
    Times { name: Option<String>, utc: Vec<String>, local: Vec<String>, shifted: Vec<bool> },
    Refused { name: Option<String>, error: String },
}

impl UpcomingArguments {
    pub fn run(&self, stdin: &mut impl BufRead, output: &mut Output) -> Result<(), Failure> {
        if self.cases {
            return answer_cases(stdin);
        }
        let question = Question {
            rule: self.rule.as_deref().unwrap_or_default(),
            start: self.start.as_deref().unwrap_or_default(),
            zone: self.zone.as_deref().unwrap_or_default(),
            from: self.from.as_deref().unwrap_or_default(),
            limit: self.count,
        };
        let instants: Vec<String> = question.answers_if_it_comes()?.into_iter().map(|answer| answer.utc).collect();
        output.list(&instants)
    }
}

/// A line that is wrong gets its answer like any other, and the next one is read.
fn answer_cases(stdin: &mut impl BufRead) -> Result<(), Failure> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if stdin.read_until(b'\n', &mut line).map_err(|error| Failure::Input(error.kind()))? == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answered =
            serde_json::to_string(&answer_line(&line)).map_err(|_| Failure::Output(io::ErrorKind::InvalidData))?;
        write_line(&answered)?;
    }
}

fn answer_line(line: &[u8]) -> Answered {
    let case = serde_json::from_slice::<Value>(line);
    let name = case.as_ref().ok().and_then(|case| case.get("name")).and_then(Value::as_str).map(str::to_owned);
    match case.and_then(serde_json::from_value::<Case>) {
        Ok(case) => case.answer(name),
        Err(error) => Answered::Refused { name, error: format!("Write one whole case a line, in JSON: {error}.") },
    }
}

impl Case {
    fn answer(&self, name: Option<String>) -> Answered {
        if let Some(older) = self.needs_tzdata.as_deref().and_then(older_zones) {
            let case = name.as_deref().unwrap_or("a case");
            // The answer still goes out; with standard error gone there is nobody to doubt it.
            let _told = writeln!(io::stderr(), "{case} may be answered wrongly: {older}");
        }
        let question = Question {
            rule: &self.rrule,
            start: &self.dtstart_local,
            zone: &self.tz,
            from: &self.from_utc,
            limit: self.limit,
        };
        match question.answers() {
            Ok(times) => Answered::times(name, times),
            Err(refusal) => Answered::Refused { name, error: refusal.to_string() },
        }
    }
}

impl Answered {
    fn times(name: Option<String>, times: Vec<Answer>) -> Self {
        let shifted = times.iter().map(|time| time.shifted).collect();
        let (utc, local) = times.into_iter().map(|time| (time.utc, time.local)).unzip();
        Self::Times { name, utc, local, shifted }
    }
}
