//! A program that ends with the test that started it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::patience::until;

pub struct Process {
    child: Child,
    /// Everything it said on standard error.
    log: PathBuf,
}

impl Process {
    /// Starts it with its standard error in `logs/<name>.log`.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Self {
        let earlier = fs::read_dir(logs).map_or(0, Iterator::count);
        let log = logs.join(format!("{earlier}-{name}.log"));
        let stderr = File::create(&log).expect("the test's own folder is writable");
        let child = command.stdin(Stdio::null()).stderr(stderr).spawn().unwrap_or_else(|error| {
            panic!("{name} did not start ({error}); `cargo xtask setup` and `cargo xtask test` install it")
        });
        Self { child, log }
    }

    /// Starts it and waits for the first line that it prints.
    pub fn start_and_hear(name: &str, command: &mut Command, logs: &Path) -> (Self, String) {
        let mut process = Self::start(name, command.stdout(Stdio::piped()), logs);
        let output = process.child.stdout.take().expect("it was piped just now");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("its output is readable");
        let line = line.trim().to_owned();
        assert!(!line.is_empty(), "{name} ended at once: {}", process.said());
        (process, line)
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("it is our own child")
    }

    pub fn wait(&mut self, limit: Duration) -> ExitStatus {
        until("a program to end", limit, || self.has_ended())
    }

    /// Ends it as a power cut would: with no chance to tidy up.
    pub fn kill(&mut self) {
        self.child.kill().expect("it is our own child");
        self.child.wait().expect("it is our own child");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) && self.child.kill().is_ok() {
            // Waited for, so that the next test finds no half-dead program; there is nobody to tell of an error.
            drop(self.child.wait());
        }
    }
}
