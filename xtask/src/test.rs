//! `cargo xtask test`: set-up, then every check.

use std::path::Path;

use crate::command::{Failure, Outcome, cargo, npm, run, run_listening};
use crate::steps::Steps;
use crate::{bindings, packages, setup, ui};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Everything,
    /// Leaves out what drives a real window.
    WithoutWindow,
}

/// What every build of these checks has in common, so that nothing is compiled twice.
const SHARED: [&str; 3] = ["--workspace", "--features", "ajar/custom-protocol"];

/// The module that holds the tests in a real window.
const IN_THE_WINDOW: &str = "in_the_window::";

pub fn check(reach: Reach) -> Outcome {
    let mut steps = Steps::default();
    let outcome = all(&mut steps, reach);
    steps.print();
    outcome
}

fn all(steps: &mut Steps, reach: Reach) -> Outcome {
    let window = reach == Reach::Everything && cfg!(target_os = "linux");
    if reach == Reach::Everything && !window {
        println!("The tests in a real window are left out: only Linux has a driver for the web view that they use.");
    }
    let fresh_types = bindings::empty_folder()?;

    steps.run("set-up", || setup::prepare(if window { packages::TEST } else { packages::BUILD }))?;
    steps.run("format", || run(&mut cargo(&["fmt", "--all", "--check"])))?;
    steps.run("format of the interface", || run(&mut npm(&["run", "format:check"])))?;
    steps.run("types of the interface", || run(&mut npm(&["run", "check"])))?;
    steps.count("tests of the interface", interface_tests)?;
    steps.run("build of the interface", ui::build)?;
    steps.run("clippy", clippy)?;
    steps.count("core alone", || counted(&mut cargo(&["test", "--package", "ajar-core"])))?;
    steps.count("Rust tests", || rust_tests(&fresh_types))?;
    steps.run("bindings fresh", || bindings::compare(&fresh_types))?;
    if window {
        steps.count("tests in a real window", window_tests)?;
    }
    Ok(())
}

fn clippy() -> Outcome {
    run(cargo(&["clippy", "--all-targets"]).args(SHARED).args(["--", "--deny", "warnings"]))
}

fn rust_tests(fresh_types: &Path) -> Outcome<usize> {
    let mut tests = cargo(&["test"]);
    tests.args(SHARED).args(["--", "--skip", IN_THE_WINDOW]);
    counted(bindings::export_to(&mut tests, fresh_types))
}

fn window_tests() -> Outcome<usize> {
    // They mostly wait, for a minute to come or a window to open, and each has a desktop of its own.
    counted(cargo(&["test"]).args(SHARED).args(["--test", "e2e", "--", IN_THE_WINDOW, "--test-threads=4"]))
}

/// Runs Rust tests and answers how many passed; finding none is a failure.
fn counted(command: &mut std::process::Command) -> Outcome<usize> {
    let mut passed = 0;
    run_listening(command, |line| {
        let report = line.strip_prefix("test result:").unwrap_or_default();
        passed += number_before(report, "passed");
    })?;
    at_least_one(passed)
}

fn interface_tests() -> Outcome<usize> {
    let mut passed = 0;
    run_listening(npm(&["test"]).env("NO_COLOR", "1"), |line| {
        passed += number_before(line.trim().strip_prefix("Tests ").unwrap_or_default(), "passed");
    })?;
    at_least_one(passed)
}

fn at_least_one(passed: usize) -> Outcome<usize> {
    if passed == 0 { Err(Failure::new("Not one test ran, which cannot be right.")) } else { Ok(passed) }
}

/// The number that stands before a word, or 0.
fn number_before(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .windows(2)
        .find_map(|pair| {
            if let [number, next] = pair
                && next.trim_end_matches(';') == word
            {
                number.parse().ok()
            } else {
                None
            }
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passed_tests_are_read_off_both_reports() {
        assert_eq!(number_before(" ok. 12 passed; 0 failed; 1 ignored", "passed"), 12);
        assert_eq!(number_before(" 1 failed | 7 passed (8)", "passed"), 7);
        assert_eq!(number_before("", "passed"), 0);
    }
}
