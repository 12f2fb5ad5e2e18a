//! The repository's own rules, so that nobody has to remember them.
//!
//! A rule that clippy can check is in `clippy.toml` and the workspace lints instead.

#![expect(clippy::expect_used, reason = "a test says what it relied on and fails")]

mod boundaries;
mod commands;
mod crates;
mod documents;
mod files;
mod sources;
mod words;
