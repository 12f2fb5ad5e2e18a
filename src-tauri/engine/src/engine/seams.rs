//! What is agreed and not built yet.

use std::path::{Path, PathBuf};

use super::Engine;
use crate::dto::{Created, Erased, FoundBackup, Letter, PassphraseAdvice, PracticeCard, Proof};
use crate::error::Error;

fn not_built<T>() -> Result<T, Error> {
    Err(Error::Precondition { why: "not built yet", message: "This is not built yet.".into() })
}

impl Engine {
    // Keys

    pub fn rate_passphrase(&self, _passphrase: &str) -> PassphraseAdvice {
        PassphraseAdvice { accepted: true, strength: 4, advice: String::new() }
    }

    pub fn suggest_passphrase(&self) -> Result<String, Error> {
        not_built()
    }

    pub fn change_passphrase(&self, _proof: &Proof, _new: &str) -> Result<(), Error> {
        not_built()
    }

    pub fn make_recovery_key(&self, _proof: &Proof) -> Result<Created, Error> {
        not_built()
    }

    pub fn test_recovery_key(&self, _key: &str) -> Result<(), Error> {
        not_built()
    }

    pub fn revoke_recovery_key(&self, _proof: &Proof) -> Result<(), Error> {
        not_built()
    }

    pub fn set_login_way(&self, _on: bool, _proof: &Proof) -> Result<(), Error> {
        not_built()
    }

    pub fn unlock_with_login(&self) -> Result<(), Error> {
        not_built()
    }

    pub fn rekey(&self, _proof: &Proof) -> Result<Created, Error> {
        not_built()
    }

    // Letters

    pub fn drop_letter(&self, _letter: &Letter) -> Result<(), Error> {
        not_built()
    }

    // Recovery

    pub fn found_backups(&self) -> Result<Vec<FoundBackup>, Error> {
        not_built()
    }

    pub fn chosen_backup(&self, _file: &Path) -> Result<FoundBackup, Error> {
        not_built()
    }

    pub fn backup_file(&self, _id: &str) -> Result<PathBuf, Error> {
        not_built()
    }

    pub fn open_anyway(&self) -> Result<(), Error> {
        not_built()
    }

    pub fn start_anew(&self) -> Result<(), Error> {
        not_built()
    }

    pub fn erase_everything(&self, _proof: &Proof) -> Result<Erased, Error> {
        not_built()
    }

    pub fn practice_while_locked(&self) -> Result<Option<PracticeCard>, Error> {
        not_built()
    }
}
