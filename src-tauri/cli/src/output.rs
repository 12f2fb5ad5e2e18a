use std::io::{self, Write};

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
            lines().join("\n")
        };
        write_line(&text)
    }

    /// Answers with one line an item: with none when there are none.
    pub fn list(&mut self, items: &[String]) -> Result<(), Failure> {
        if self.json || !items.is_empty() { self.answer(&items, || items.to_vec()) } else { Ok(()) }
    }
}

/// Writes one line to standard output, at once.
pub fn write_line(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    let written = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
    written.map_err(|error| Failure::Output(error.kind()))
}
