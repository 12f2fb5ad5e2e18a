//! The binary as a script uses it: arguments and standard input in, answer and exit code out.
#![allow(dead_code, reason = "each test file uses what it needs")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{FirstStart, Settings};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "four quiet words here";

/// A journal and its recovery key.
pub fn journal() -> (TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let engine = open(dir.path());
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: true,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    let created = engine.create_vault(&first).unwrap();
    let recovery_key = created.recovery_key.unwrap();
    (dir, recovery_key)
}

/// Ajar itself, open on this folder.
pub fn open(dir: &Path) -> Engine {
    Engine::open(dir, Arc::new(SystemClock::new())).unwrap()
}

pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

pub fn command(dir: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ajar-cli"));
    command.arg("--data-dir").arg(dir).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn run(dir: &Path, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Answer {
    let mut child = command(dir, arguments).spawn().unwrap();
    // A command that refuses its arguments ends without reading.
    let _read = child.stdin.take().unwrap().write_all(stdin.as_ref());
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    Answer { code: status.code(), out: String::from_utf8(stdout).unwrap(), err: String::from_utf8(stderr).unwrap() }
}

/// With the passphrase on the first line, and `text` after it.
pub fn run_with(dir: &Path, arguments: &[&str], text: &str) -> Answer {
    run(dir, &[&["--passphrase-stdin"], arguments].concat(), format!("{PASSPHRASE}\n{text}"))
}

pub fn with_passphrase(dir: &Path, arguments: &[&str]) -> Answer {
    run_with(dir, arguments, "")
}

pub fn done(answer: Answer) -> String {
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""), "{}", answer.out);
    answer.out
}

/// Refused with this code, in one line of short sentences.
pub fn refused(answer: &Answer, code: i32) {
    assert_eq!(answer.code, Some(code), "{}{}", answer.out, answer.err);
    let said = answer.err.strip_suffix('\n').unwrap();
    assert!(said.ends_with('.') && !said.contains('\n'), "{said}");
    // A dot inside a file's name ends no sentence.
    for sentence in said.split(". ").flat_map(|sentence| sentence.split(';')) {
        assert!(sentence.split_whitespace().count() <= 18, "too long: {sentence}");
    }
}

pub fn json(answer: Answer) -> serde_json::Value {
    serde_json::from_str(&done(answer)).unwrap()
}
