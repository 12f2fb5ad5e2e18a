//! Raw `SQLite` in a process of its own: what Ajar sets for a whole process would slow it down, too.

use std::cell::RefCell;
use std::error::Error;
use std::io::{BufRead, BufReader, Write, stdin, stdout};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use ajar_engine::clock::SystemClock;

use crate::entries::{Made, Making};
use crate::raw::Raw;
use crate::time;

pub struct Beside {
    process: Child,
    talk: RefCell<(ChildStdin, BufReader<ChildStdout>)>,
}

impl Beside {
    pub fn start(folder: &Path, number: usize) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("raw").arg(folder).arg(number.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let (stdin, stdout) = (process.stdin.take(), process.stdout.take());
        let (Some(stdin), Some(stdout)) = (stdin, stdout) else { return Err("the other process has no pipes".into()) };
        Ok(Self { process, talk: RefCell::new((stdin, BufReader::new(stdout))) })
    }

    /// What it took there.
    pub fn ask(&self, question: &str) -> Result<Duration, Box<dyn Error>> {
        let (stdin, stdout) = &mut *self.talk.borrow_mut();
        writeln!(stdin, "{question}")?;
        let mut answer = String::new();
        stdout.read_line(&mut answer)?;
        let nanoseconds = answer.trim().parse().map_err(|_| format!("raw SQLite says to {question}: {answer}"))?;
        Ok(Duration::from_nanos(nanoseconds))
    }

    pub fn end(mut self) -> Result<(), Box<dyn Error>> {
        drop(self.talk);
        self.process.wait()?;
        Ok(())
    }
}

/// Answers questions until there are no more.
pub fn answer(folder: &Path, number: usize) -> Result<(), Box<dyn Error>> {
    let clock = SystemClock::new();
    let mut making = Making::new(number);
    let raw = Raw::begin(folder)?;
    for line in stdin().lock().lines() {
        let line = line?;
        let took = match line.split_once(' ').unwrap_or((line.as_str(), "")) {
            ("write", _) => {
                let made = making.next_batch().ok_or("everything is written")?;
                time(&clock, || raw.write(&made))
            }
            ("open", _) => time(&clock, || Raw::open(folder)?.list()),
            ("list", _) => time(&clock, || raw.list()),
            ("save", step) => {
                let made = Made::usual(number, step.parse()?);
                time(&clock, || raw.save(&made))
            }
            (_, query) => time(&clock, || raw.search(query)),
        };
        println!("{}", took?.as_nanos());
        stdout().flush()?;
    }
    Ok(())
}
