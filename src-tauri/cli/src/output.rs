use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::failure::Failure;

/// Standard output: lines for people, or one JSON value for programs.
pub struct Output {
    json: bool,
}

impl Output {
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Answers with `value` as JSON, or with `lines`.
    pub fn answer(&mut self, value: &impl Serialize, lines: impl FnOnce() -> Vec<String>) -> Result<(), Failure> {
        let text = if self.json {
            serde_json::to_string(value).map_err(|_| Failure::Output(io::ErrorKind::InvalidData))?
        } else {
            let lines = lines();
            if lines.is_empty() {
                return Ok(());
            }
            lines.join("\n")
        };
        write_line(&text)
    }

    /// Answers with `value` as JSON, or with `text` and nothing else. A terminal is left on a new line.
    pub fn answer_exactly(&mut self, value: &impl Serialize, text: &str) -> Result<(), Failure> {
        if self.json || (io::stdout().is_terminal() && !text.ends_with('\n')) {
            return self.answer(value, || vec![text.to_owned()]);
        }
        write(text)
    }

    /// Says beside the answer what programs find in the JSON.
    pub fn add(&self, line: String) {
        if !self.json {
            note(&[line]);
        }
    }

    /// Answers with one line an item: with none when there are none.
    pub fn list(&mut self, items: &[String]) -> Result<(), Failure> {
        self.answer(&items, || items.to_vec())
    }
}

/// Writes one line to standard output, at once.
pub fn write_line(text: &str) -> Result<(), Failure> {
    write(&format!("{text}\n"))
}

fn write(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| Failure::Output(error.kind()))
}

/// Says on standard error what is no failure and must be heard.
pub fn note(notices: &[String]) {
    for notice in notices {
        // With standard error gone there is nobody left to tell.
        let _told = writeln!(io::stderr(), "{notice}");
    }
}
