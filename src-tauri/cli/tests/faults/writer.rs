//! A process that saves one entry after the other and says so, as the window does while somebody writes.
//!
//! It is this test program, started anew: one start and one unlock for many saves, where `ajar-cli add` takes both for each.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use ajar_engine::dto::EntrySave;
use ajar_engine::{Engine, Error};

use crate::journal;
use crate::ledger::{Ledger, text};

const JOB: &str = "AJAR_FAULTS_JOB";

/// The entry that a save goes to. Each fourth goes to the entry before it.
pub fn id(number: usize) -> String {
    let entry = if number % 4 == 3 { number - 1 } else { number };
    format!("01890a5d-ac96-774b-bcce-{entry:012x}")
}

pub fn save(engine: &Engine, number: usize) -> Result<(), Error> {
    let base_rev = i64::from(number % 4 == 3);
    engine.save_entry(&EntrySave { id: id(number), base_rev, text: text(number), ..EntrySave::default() }).map(drop)
}

/// The command that saves the numbers from `first` on.
pub fn command(dir: &Path, recovery_key: &str, first: usize, count: usize) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "writer::writes", "--ignored", "--nocapture", "--quiet", "--test-threads=1"])
        .env(JOB, format!("{first} {count} {recovery_key} {}", dir.display()));
    command
}

/// What one line of the writer means for the ledger. A line without its end was never said.
pub fn hear(ledger: &mut Ledger, line: &str) {
    let Some((word, number)) = line.strip_suffix('\n').and_then(|line| line.split_once(' ')) else { return };
    match (word, number.parse()) {
        ("saving", Ok(number)) => ledger.saving(&id(number), number),
        ("saved", Ok(number)) => ledger.saved(&id(number), number),
        _ => {}
    }
}

fn say(line: &str) {
    // In one piece, as the tests read it in a trace.
    io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[test]
#[ignore = "what the other tests start"]
fn writes() {
    let Ok(job) = env::var(JOB) else { return };
    let parts: Vec<&str> = job.splitn(4, ' ').collect();
    let (first, count): (usize, usize) = (parts[0].parse().unwrap(), parts[1].parse().unwrap());
    let refused = |error: &Error| say(&format!("refused {}", error.body().message));
    // The harness has begun a line of its own.
    say("");
    let clock = std::sync::Arc::new(ajar_engine::clock::SystemClock::new());
    let opened = Engine::open(Path::new(parts[3]), clock)
        .and_then(|engine| engine.unlock_with_recovery(parts[2]).map(|()| engine));
    let engine = match opened {
        Ok(engine) => engine,
        Err(error) => return refused(&error),
    };
    for number in first..first + count {
        say(&format!("saving {number}"));
        match save(&engine, number) {
            Ok(()) => say(&format!("saved {number}")),
            Err(error) => refused(&error),
        }
    }
}

/// Runs a writer to its end; what it was refused.
pub fn run_to_end(command: &mut Command, ledger: &mut Ledger) -> Vec<String> {
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.split_inclusive('\n').for_each(|line| hear(ledger, line));
    said.lines().filter_map(|line| line.strip_prefix("refused ")).map(str::to_owned).collect()
}

#[test]
fn a_writer_that_nothing_happens_to_saves_everything() {
    let mut journal = journal::Journal::new();
    let mut command = command(journal.path(), &journal.recovery_key, 4, 12);
    assert_eq!(run_to_end(&mut command, &mut journal.ledger), Vec::<String>::new());
    assert_eq!((journal.ledger.acknowledged(), journal.ledger.in_flight()), (12, 0));
    journal.verify().unwrap();
    journal.restore_newest();
}
