//! What opens the journal, and the way to it.

use std::fs;
use std::io::{self, BufRead};
use std::path::PathBuf;
use std::sync::Arc;

use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{Proof, VaultState};
use ajar_engine::{Engine, Secret, paths};
use clap::Args;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::input::{Input, Source};
use crate::output;

/// How a command is told what is secret.
#[derive(Args)]
pub struct Ways {
    /// Take the passphrase from the first line of standard input; what follows is the text
    #[arg(long, global = true)]
    passphrase_stdin: bool,
    /// Open with the recovery key instead of the passphrase
    #[arg(long, global = true)]
    recovery_key: bool,
    /// Open with this computer's login, where the journal allows it
    #[arg(long, global = true)]
    login: bool,
}

impl Ways {
    pub fn source(&self) -> Source {
        if self.passphrase_stdin { Source::FirstLines } else { Source::without_stdin() }
    }

    /// Takes what opens the journal from where it is to come from.
    pub fn take(&self, input: &mut Input<impl BufRead>) -> Result<Opening, Failure> {
        match (self.recovery_key, self.login) {
            (false, false) => input.secret("Passphrase").map(Opening::Passphrase),
            (true, false) => input.secret("Recovery key").map(Opening::RecoveryKey),
            (false, true) if !self.passphrase_stdin => Ok(Opening::Login),
            _ => Err(Failure::Usage("Name one way only: --login, or --recovery-key, or your passphrase.")),
        }
    }
}

/// What opens the journal.
pub enum Opening {
    Passphrase(Zeroizing<String>),
    RecoveryKey(Zeroizing<String>),
    Login,
}

const LOGIN_IS_NO_PROOF: Failure = Failure::Usage("Leave out --login: this needs your passphrase or recovery key.");

impl Opening {
    pub fn unlock(&self, engine: &Engine) -> Result<(), Failure> {
        let unlocked = match self {
            Self::Passphrase(passphrase) => engine.unlock(passphrase),
            Self::RecoveryKey(key) => engine.unlock_with_recovery(key),
            Self::Login => engine.unlock_with_login(),
        };
        Ok(unlocked?)
    }

    /// What shows that the keys may be changed.
    pub fn proof(&self) -> Result<Proof, Failure> {
        match self {
            Self::Passphrase(passphrase) => Ok(Proof::Passphrase(passphrase.to_string())),
            Self::RecoveryKey(key) => Ok(Proof::RecoveryKey(key.to_string())),
            Self::Login => Err(LOGIN_IS_NO_PROOF),
        }
    }

    /// What opens a backup. One from another computer knows nothing of this login.
    pub fn of_a_backup(&self) -> Result<Secret<'_>, Failure> {
        match self {
            Self::Passphrase(passphrase) => Ok(Secret::Passphrase(passphrase)),
            Self::RecoveryKey(key) => Ok(Secret::RecoveryKey(key)),
            Self::Login => Err(LOGIN_IS_NO_PROOF),
        }
    }
}

/// The folder that a command is for, and how it is told what opens it.
pub struct Place {
    pub dir: PathBuf,
    pub ways: Ways,
}

impl Place {
    /// Starts Ajar on a folder with a journal, still locked. Nobody is asked for a secret that would open nothing.
    pub fn start(&self) -> Result<Engine, Failure> {
        let dir = self.dir.as_path();
        match fs::read_dir(dir) {
            Ok(_) if paths::is_data_dir(dir) => {}
            Ok(_) => return Err(Failure::NoJournal(dir.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Failure::NoFolder(dir.to_owned())),
            Err(error) => return Err(Failure::Folder(dir.to_owned(), error.kind())),
        }
        let engine = Engine::open(dir, Arc::new(SystemClock::new()))?;
        let status = engine.status();
        output::note(&status.notices);
        match (status.state, status.problem) {
            (VaultState::New, _) => Err(Failure::NoJournal(dir.to_owned())),
            (_, Some(problem)) => Err(Failure::Problem(problem)),
            _ => Ok(engine),
        }
    }

    /// Starts Ajar and opens its journal.
    pub fn open(&self, input: &mut Input<impl BufRead>) -> Result<Engine, Failure> {
        let engine = self.start()?;
        self.ways.take(input)?.unlock(&engine)?;
        Ok(engine)
    }
}
