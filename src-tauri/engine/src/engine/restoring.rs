//! Bringing a backup back.
//!
//! While Ajar runs, its own databases are open; so [`Engine::restore`] prepares and decides, and the files move when the
//! folder is opened next, which the shell does at once. [`Engine::restore_into`] does both, for a folder that nobody has open.

use std::path::Path;
use std::sync::Arc;

use super::Engine;
use super::lock::Door;
use crate::backup::{Secret, Staging, another_journal, swapping};
use crate::clock::Clock;
use crate::dto::RestorePreview;
use crate::error::Error;
use crate::paths::DataDir;

impl Engine {
    /// Reads a backup whole, opens it, and says what is in it. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Damaged`] for anything that is not a whole backup, [`Error::WrongForBackup`], [`Error::Newer`],
    /// [`Error::Missing`].
    pub fn preview_restore(&self, file: &Path, secret: Secret<'_>) -> Result<RestorePreview, Error> {
        Ok(preview(&self.try_secret(|| Staging::open(file, secret))?, &self.dir))
    }

    /// Decides to restore this backup: it is in place when the folder is opened next, and everything that is there now is kept
    /// for thirty days. An open journal is backed up first.
    ///
    /// # Errors
    /// As [`Engine::preview_restore`]; [`Error::Conflict`] for a backup of another journal. Then nothing was changed.
    pub fn restore(&self, file: &Path, secret: Secret<'_>) -> Result<RestorePreview, Error> {
        let staging = self.try_secret(|| Staging::open(file, secret))?;
        if matches!(&*super::lock(&self.door), Door::Open(..)) {
            self.back_up(false)?;
        }
        let _held = self.dir.hold()?;
        decide(staging, &self.dir, &*self.clock)
    }

    /// Decides to bring back what a restore or a new beginning set aside last, when the folder is opened next. What is there now
    /// is set aside for it, so that can be undone as well. An open journal is backed up first.
    ///
    /// # Errors
    /// [`Error::Precondition`] when nothing is set aside, or only what a restore did more than thirty days ago.
    pub fn undo_restore(&self) -> Result<(), Error> {
        if matches!(&*super::lock(&self.door), Door::Open(..)) {
            self.back_up(false)?;
        }
        let _held = self.dir.hold()?;
        decide_undo(&self.dir, &*self.clock)
    }

    /// Restores a backup into a folder that nobody has open: a new one, or one whose journal is damaged.
    ///
    /// # Errors
    /// As [`Engine::restore`]; [`Error::Precondition`] while Ajar is open there.
    pub fn restore_into(
        data_dir: &Path,
        clock: &Arc<dyn Clock>,
        file: &Path,
        secret: Secret<'_>,
    ) -> Result<RestorePreview, Error> {
        // Before the folder is made: a slip in the file's name should leave nothing behind.
        let staging = Staging::open(file, secret)?;
        alone(data_dir, |dir| {
            let restored = decide(staging, dir, &**clock)?;
            swapping::finish(dir)?;
            Ok(restored)
        })
    }

    /// Brings back what the last restore set aside, in a folder that nobody has open.
    ///
    /// # Errors
    /// As [`Engine::undo_restore`]; [`Error::Precondition`] while Ajar is open there.
    pub fn undo_restore_in(data_dir: &Path, clock: &Arc<dyn Clock>) -> Result<(), Error> {
        alone(data_dir, |dir| {
            decide_undo(dir, &**clock)?;
            swapping::finish(dir)
        })
    }

    /// Proves that a backup can be restored. `within` is a folder where it is unpacked meanwhile, encrypted as it is.
    ///
    /// # Errors
    /// As [`Engine::preview_restore`].
    pub fn verify_backup(file: &Path, secret: Secret<'_>, within: &Path) -> Result<RestorePreview, Error> {
        let mut staging = Staging::open(file, secret)?;
        staging.verify(within)?;
        let dir = DataDir::at(within);
        Ok(preview(&staging, &dir))
    }
}

/// Ends a restore that was decided. Answers with what the user must hear when it has to wait.
pub(super) fn finish(dir: &DataDir) -> Result<Option<String>, Error> {
    if swapping::is_under_way(dir) {
        let Ok(_alone) = dir.use_alone() else {
            return Ok(Some(
                "Another Ajar is open, so your journal was not exchanged yet. Close both, then start Ajar again."
                    .to_owned(),
            ));
        };
        let is_new_key = swapping::is_new_key(dir);
        swapping::finish(dir)?;
        if is_new_key {
            return Ok(Some(
                "Ajar ended while your journal got its new key. It has that key now. \
                 If you had a recovery key, make a new one: the old one opens only old backups."
                    .to_owned(),
            ));
        }
    }
    swapping::forget_staging(dir).map_err(|error| Error::file("tidy its folder", dir.root(), &error))?;
    Ok(None)
}

fn alone<T>(data_dir: &Path, work: impl FnOnce(&DataDir) -> Result<T, Error>) -> Result<T, Error> {
    let dir = DataDir::prepare(data_dir)?;
    let _held = dir.hold()?;
    super::erasing::finish(&dir)?;
    let _alone = dir.use_alone()?;
    swapping::finish(&dir)?;
    work(&dir)
}

fn decide(staging: Staging, dir: &DataDir, clock: &dyn Clock) -> Result<RestorePreview, Error> {
    let preview = preview(&staging, dir);
    if !preview.is_this_journal {
        return Err(another_journal());
    }
    refuse_second_decision(dir)?;
    staging.decide(dir, clock.now())?;
    Ok(preview)
}

/// What waits to move into place may be the only copy of what an earlier restore set aside.
pub(super) fn refuse_second_decision(dir: &DataDir) -> Result<(), Error> {
    if swapping::is_under_way(dir) {
        return Err(Error::Precondition {
            why: "a restore is decided and not finished",
            message: "A restore waits already. Start Ajar again to finish it, then try again.".into(),
        });
    }
    Ok(())
}

fn decide_undo(dir: &DataDir, clock: &dyn Clock) -> Result<(), Error> {
    refuse_second_decision(dir)?;
    let Some(replaced) = swapping::replaced(dir, clock.now())? else {
        return Err(Error::Precondition {
            why: "no restore can be undone",
            message: "Nothing is set aside here, so there is nothing to bring back.".into(),
        });
    };
    swapping::decide_undo(dir, &replaced, clock.now())
}

fn preview(staging: &Staging, dir: &DataDir) -> RestorePreview {
    let manifest = &staging.manifest;
    RestorePreview {
        file: staging.file().display().to_string(),
        made_ms: manifest.made_ms,
        bytes: staging.bytes(),
        entries: manifest.vault.entries,
        in_trash: manifest.vault.in_trash,
        reminders: manifest.agenda.reminders,
        version: manifest.version.clone(),
        is_this_journal: !staging.is_of_another_journal(dir),
    }
}
