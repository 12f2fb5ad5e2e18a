//! `cargo xtask bench`: what takes too long for each run of the checks.

use std::path::Path;

use crate::command::{Failure, Outcome, cargo, run, run_listening};
use crate::steps::Steps;
use crate::{packages, setup, ui};

/// What a bench measures.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Thousands of kills, power cuts, I/O errors and flipped bits.
    Faults,
    /// The reminder rules, beside python-dateutil and remind where those are installed.
    Time,
    /// The journal with 10,000 and 100,000 entries, beside `SQLite` alone, and under the thumb in the window.
    Journal,
    /// What the program costs while nothing happens: wake-ups, ticks and writes.
    Idle,
}

/// What Ajar takes, beside others where there are any.
pub fn measure_all() -> Outcome {
    measure(Subject::Time)?;
    measure(Subject::Journal)?;
    measure(Subject::Idle)
}

pub fn measure(subject: Subject) -> Outcome {
    let mut steps = Steps::default();
    let outcome = match subject {
        Subject::Faults => faults(&mut steps),
        Subject::Time => time(&mut steps),
        Subject::Journal => journal(&mut steps),
        Subject::Idle => idle(&mut steps),
    };
    steps.print();
    outcome
}

fn faults(steps: &mut Steps) -> Outcome {
    steps.run("set-up", || setup::prepare(packages::FAULTS))?;
    let mut summary = Vec::new();
    let outcome = steps.run("faults", || {
        let mut tests = cargo(&["test", "--package", "ajar-cli", "--test", "faults", "--", "--test-threads=2"]);
        // In memory where there is such a place: what a sync does is the model's business, and not this disk's.
        let in_memory = Path::new("/dev/shm");
        if in_memory.is_dir() {
            tests.env("TMPDIR", in_memory);
        }
        run_listening(tests.env("AJAR_FAULTS", "full"), |line| {
            summary.extend(line.find("faults: ").and_then(|start| line.get(start..)).map(str::to_owned));
        })
    });
    println!("\n{}", summary.join("\n"));
    outcome
}

fn time(steps: &mut Steps) -> Outcome {
    steps.run("set-up", || setup::prepare(packages::TIME))?;
    steps.run("time", || run(&mut cargo(&["run", "--release", "--package", "ajar-engine", "--example", "time"])))
}

fn journal(steps: &mut Steps) -> Outcome {
    steps.run("set-up", || setup::prepare(packages::BUILD))?;
    steps.run("journal", || {
        run(&mut cargo(&["run", "--release", "--package", "ajar-engine", "--example", "journal"]))
    })?;
    if cfg!(target_os = "linux") {
        in_the_window(steps, "scrolling", "journal: ")?;
    }
    Ok(())
}

fn idle(steps: &mut Steps) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("Only Linux tells how often each thread of a program wakes up."));
    }
    in_the_window(steps, "idle", "idle: ")
}

/// Runs what is left out of the tests of the window, and repeats what it printed after this beginning.
fn in_the_window(steps: &mut Steps, name: &'static str, beginning: &str) -> Outcome {
    steps.run("set-up", || setup::prepare(packages::TEST))?;
    steps.run("build of the interface", ui::build)?;
    let mut summary = Vec::new();
    let outcome = steps.run(name, || {
        let mut test = cargo(&["test", "--workspace", "--features", "ajar/custom-protocol", "--test", "e2e", "--"]);
        test.args([&format!("in_the_window::{name}"), "--ignored", "--nocapture"]);
        run_listening(&mut test, |line| {
            summary.extend(line.find(beginning).and_then(|start| line.get(start..)).map(str::to_owned));
        })
    });
    println!("\n{}", summary.join("\n"));
    outcome
}
