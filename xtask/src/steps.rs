//! The steps of a run, how long each took, and the table at the end.

use std::time::{Duration, Instant};

use crate::command::Outcome;

#[derive(Default)]
pub struct Steps {
    rows: Vec<Row>,
}

struct Row {
    name: &'static str,
    took: Duration,
    /// Tests that passed, for a step that counts them.
    passed: Option<usize>,
    ok: bool,
}

impl Steps {
    /// Runs a step that either holds or not.
    pub fn run(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) -> Outcome {
        self.record(name, || work().map(|()| None))
    }

    /// Runs a step that answers how many tests passed.
    pub fn count(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<usize>) -> Outcome {
        self.record(name, || work().map(Some))
    }

    fn record(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<Option<usize>>) -> Outcome {
        println!("\n=== {name}");
        let started = now();
        let outcome = work();
        let took = now().duration_since(started);
        println!("=== {name}: {}", in_words(took));
        let passed = outcome.as_ref().ok().copied().flatten();
        self.rows.push(Row { name, took, passed, ok: outcome.is_ok() });
        outcome.map(|_| ())
    }

    /// One line a step, then the totals.
    pub fn print(&self) {
        let width = self.rows.iter().map(|row| row.name.len()).max().unwrap_or_default();
        println!("\n{:width$}  {:>9}", "step", "time");
        for row in &self.rows {
            let note = match (row.ok, row.passed) {
                (false, _) => "  FAILED".to_owned(),
                (true, Some(passed)) => format!("  {passed} tests passed"),
                (true, None) => String::new(),
            };
            println!("{:width$}  {:>9}{note}", row.name, in_words(row.took));
        }
        let failed = self.rows.iter().filter(|row| !row.ok).count();
        let tests: usize = self.rows.iter().filter_map(|row| row.passed).sum();
        let took = self.rows.iter().map(|row| row.took).sum();
        println!(
            "{:width$}  {:>9}  {} run, {failed} failed, {tests} tests passed",
            "total",
            in_words(took),
            self.rows.len()
        );
    }
}

fn in_words(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} m {:02} s", seconds / 60, seconds % 60)
    }
}

#[expect(clippy::disallowed_methods, reason = "xtask times its own steps; the product's clock is in the engine")]
fn now() -> Instant {
    Instant::now()
}
