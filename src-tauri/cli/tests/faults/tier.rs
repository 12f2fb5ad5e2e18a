//! How many faults a run makes, and what it says of them.

use std::env;
use std::io::{self, Write};
use std::process::Command;

/// So many in `cargo xtask test`, and so many in `cargo xtask bench --faults`.
pub fn faults(fast: usize, full: usize) -> usize {
    if env::var("AJAR_FAULTS").is_ok_and(|tier| tier == "full") { full } else { fast }
}

/// Says what happened, also when the test passes: past the harness, which keeps what a passing test prints.
pub fn report(line: &str) {
    writeln!(io::stdout().lock(), "faults: {line}").unwrap();
}

/// Whether a tool is there; says what is left out when it is not.
pub fn has(tool: &str, package: &str, left_out: &str) -> bool {
    let there = Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        report(&format!("SKIPPED {left_out}: there is no {tool} here; install the package {package}"));
    }
    there
}
