//! What is agreed and not built yet.

use std::path::{Path, PathBuf};

use super::Engine;
use crate::dto::{Erased, FoundBackup, PracticeCard, Proof};
use crate::error::Error;

fn not_built<T>() -> Result<T, Error> {
    Err(Error::Precondition { why: "not built yet", message: "This is not built yet.".into() })
}

impl Engine {
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
