//! `ajar-cli` as a script starts it.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::journal::PASSPHRASE;

pub const AJAR_CLI: &str = env!("CARGO_BIN_EXE_ajar-cli");

pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// Refused with this code, in short plain sentences that say what to do.
    pub fn is_refused(&self, code: i32) {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        assert!(self.out.is_empty(), "{}", self.out);
        // A notice, such as of a disk that is nearly full, may come before the refusal.
        self.err.lines().for_each(is_said_plainly);
    }
}

pub fn is_said_plainly(message: &str) {
    assert!(message.ends_with('.') && !message.contains('\n'), "{message}");
    for sentence in message.split_terminator(['.', ';', '?']) {
        assert!(sentence.split_whitespace().count() <= 18, "too long: {sentence}");
    }
}

pub fn run(dir: &Path, arguments: &[&str], stdin: &str) -> Answer {
    finish(start(Command::new(AJAR_CLI).arg("--data-dir").arg(dir).args(arguments), stdin))
}

/// With the passphrase on the first line, and then `text`.
pub fn answer(dir: &Path, arguments: &[&str], text: &str) -> Answer {
    run(dir, &[&["--passphrase-stdin"], arguments].concat(), &format!("{PASSPHRASE}\n{text}"))
}

/// `ajar-cli add`, started and not waited for.
pub fn add(dir: &Path, text: &str) -> Child {
    let mut command = Command::new(AJAR_CLI);
    start(command.arg("--data-dir").arg(dir).args(["--passphrase-stdin", "add"]), &format!("{PASSPHRASE}\n{text}"))
}

/// Starts a program and gives it all of its input.
pub fn start(command: &mut Command, stdin: &str) -> Child {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // One that has ended already reads nothing.
    let _read = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child
}

pub fn finish(child: Child) -> Answer {
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Answer { code: status.code(), out: text(stdout), err: text(stderr) }
}
