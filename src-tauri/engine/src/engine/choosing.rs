//! Which backup to bring back: found without a key, so that it works where nothing opens.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::Engine;
use crate::backup::container::Container;
use crate::backup::places::{self, Copy};
use crate::dto::{BackupPlace, FoundBackup};
use crate::error::Error;

impl Engine {
    /// The id of a backup that the user chose in a dialog. Whoever opened the dialog keeps its path: a page names no paths.
    pub const CHOSEN: &str = "chosen";

    /// What lies in Ajar's own folder for backups, newest first. Nothing in it is proven yet.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn found_backups(&self) -> Result<Vec<FoundBackup>, Error> {
        Ok(places::all(&self.dir.backups())?.iter().filter_map(found).collect())
    }

    /// A file that the user chose.
    ///
    /// # Errors
    /// [`Error::Damaged`] for what is no backup, [`Error::Newer`], [`Error::Missing`].
    pub fn chosen_backup(&self, file: &Path) -> Result<FoundBackup, Error> {
        let bytes = Container::open(file)?.bytes();
        let made_at = places::made_at(file).or_else(|| written_at(file)).unwrap_or_default();
        Ok(FoundBackup {
            id: Self::CHOSEN.to_owned(),
            file: file.display().to_string(),
            place: BackupPlace::Chosen,
            made_ms: made_at.timestamp_millis(),
            bytes,
        })
    }

    /// The file that an id of [`Engine::found_backups`] names.
    ///
    /// # Errors
    /// [`Error::NotFound`]
    pub fn backup_file(&self, id: &str) -> Result<PathBuf, Error> {
        let mut paths = places::all(&self.dir.backups())?.into_iter().map(|copy| copy.path);
        paths.find(|path| path.file_name().is_some_and(|name| name == id)).ok_or(Error::NotFound { what: "backup" })
    }
}

fn found(copy: &Copy) -> Option<FoundBackup> {
    Some(FoundBackup {
        id: copy.path.file_name()?.to_str()?.to_owned(),
        file: copy.path.display().to_string(),
        place: BackupPlace::Kept,
        made_ms: copy.made_at.timestamp_millis(),
        bytes: copy.bytes,
    })
}

/// A backup that the user gave another name still has a date of its own.
fn written_at(file: &Path) -> Option<DateTime<Utc>> {
    Some(fs::metadata(file).ok()?.modified().ok()?.into())
}
