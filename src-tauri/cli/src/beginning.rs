//! A new journal without a window.

use std::fs;
use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{FirstStart, VaultState};
use ajar_engine::{Engine, paths};
use clap::Args;

use crate::failure::Failure;
use crate::input::Input;
use crate::keys;
use crate::output::Output;

#[derive(Args)]
pub struct Init {
    /// Make no recovery key; then only the passphrase opens the journal
    #[arg(long)]
    no_recovery_key: bool,
}

impl Init {
    pub fn run(&self, dir: &Path, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        // Looked at first: a passphrase is not asked for in vain, and a refusal leaves no folder behind.
        let begun = if is_free(dir)? { None } else { Some(begin(dir)?) };
        let passphrase = input.new_secret("New passphrase")?;
        let engine = begun.map_or_else(|| begin(dir), Ok)?;
        let made = engine.create_vault(&FirstStart {
            passphrase: Some(passphrase.to_string()),
            want_recovery_key: !self.no_recovery_key,
            settings: engine.settings()?,
            reminders: Vec::new(),
        })?;
        let ready = format!("Your journal is ready in {}.", dir.display());
        keys::show_once(&made, ready, output)
    }
}

/// Whether nothing lies there. A folder of other things is refused, since Ajar would fill it with its own.
fn is_free(dir: &Path) -> Result<bool, Failure> {
    if paths::is_data_dir(dir) {
        return Ok(false);
    }
    match fs::read_dir(dir) {
        Ok(mut files) => match files.next() {
            None => Ok(true),
            Some(_) => Err(Failure::OtherThings(dir.to_owned())),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Failure::Folder(dir.to_owned(), error.kind())),
    }
}

/// Starts Ajar on a folder that has no journal yet.
fn begin(dir: &Path) -> Result<Engine, Failure> {
    let engine = Engine::open(dir, Arc::new(SystemClock::new()))?;
    let status = engine.status();
    match (status.state, status.problem) {
        (VaultState::New, _) => Ok(engine),
        (_, Some(problem)) => Err(Failure::Problem(problem)),
        _ => Err(Failure::JournalExists(dir.to_owned())),
    }
}
