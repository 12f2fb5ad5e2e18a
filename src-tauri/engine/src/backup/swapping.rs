//! Putting another state of the journal in place by renames alone, so that a crash at any moment loses neither.
//!
//! The name of the folder says how far it got: `restoring.part` is still being prepared, `restoring` is decided and what lies
//! in place is to be set aside, `arriving` is to be moved into place. Each step may be done again. What was set aside stays
//! in `replaced/` for thirty days, byte for byte: it is the safety copy, and undo brings it back the same way. A journal that
//! was set aside to begin anew is not a copy of anything, so it stays until the user brings it back.
//!
//! A journal under a new key takes its place the same way. Then the agenda stays where it is, and what was set aside goes at
//! the end, because it opens with the key that the user wants gone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::dto::UndoOf;
use crate::error::Error;
use crate::paths::{self, DataDir};

const DOING: &str = "put your journal in place";
const NOTE: &str = "note.json";
const UNDO: TimeDelta = TimeDelta::days(30);

/// Everything that the vault's key opens, or that opens it.
const VAULT_FILES: [&str; 9] = [
    "vault.db",
    "vault.db-wal",
    "vault.db-shm",
    "vault.db.new",
    "vault.db.new-wal",
    "vault.db.new-shm",
    "vault.slots.json",
    "vault.slots.json.bak",
    "vault.mark",
];

const AGENDA_FILES: [&str; 5] = ["agenda.db", "agenda.db-wal", "agenda.db-shm", "agenda.db-journal", "agenda.key"];

/// When the exchange was decided, and why. It lies with the files, first of the new state and then of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub(crate) at: DateTime<Utc>,
    #[serde(default)]
    what: Exchange,
}

/// What takes the place of what, and what becomes of the old files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Exchange {
    #[default]
    Restore,
    StartAnew,
    /// The same journal under a new key.
    NewKey,
}

impl Exchange {
    fn files(self) -> impl Iterator<Item = &'static str> {
        let agenda: &[_] = if self == Self::NewKey { &[] } else { &AGENDA_FILES };
        VAULT_FILES.iter().chain(agenda).copied()
    }

    /// `None` for old files that go at the end.
    fn undo(self) -> Option<UndoOf> {
        match self {
            Self::Restore => Some(UndoOf::Restore),
            Self::StartAnew => Some(UndoOf::StartAnew),
            Self::NewKey => None,
        }
    }
}

impl From<UndoOf> for Exchange {
    fn from(of: UndoOf) -> Self {
        match of {
            UndoOf::Restore => Self::Restore,
            UndoOf::StartAnew => Self::StartAnew,
        }
    }
}

impl Note {
    /// Two restores at one instant of a clock that stands still, or was set back, must not share a folder.
    fn new(dir: &DataDir, what: Exchange, now: DateTime<Utc>) -> Self {
        let mut note = Self { at: now, what };
        while aside(dir, note).exists() {
            note.at += TimeDelta::milliseconds(1);
        }
        note
    }

    fn write(self, folder: &Path) -> io::Result<()> {
        paths::replace_file(&folder.join(NOTE), &serde_json::to_vec(&self)?)
    }

    fn read(folder: &Path) -> io::Result<Self> {
        Ok(serde_json::from_slice(&fs::read(folder.join(NOTE))?)?)
    }
}

/// What was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Replaced {
    pub(crate) folder: PathBuf,
    pub(crate) at: DateTime<Utc>,
    pub(crate) of: UndoOf,
}

impl Replaced {
    /// `None` for what stays until it is brought back.
    pub(crate) fn undo_until(&self) -> Option<DateTime<Utc>> {
        match self.of {
            UndoOf::Restore => Some(self.at + UNDO),
            UndoOf::StartAnew => None,
        }
    }

    fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.undo_until().is_some_and(|until| now > until)
    }

    /// Reminders alone, as a first start has them before there is a journal, are nothing to bring back.
    fn holds_a_journal(&self) -> bool {
        VAULT_FILES.iter().any(|name| exists(&self.folder.join(name)))
    }
}

/// Decides that what lies in the staging folder takes the place of what is there now.
pub(crate) fn decide(dir: &DataDir, what: Exchange, now: DateTime<Utc>) -> io::Result<()> {
    let staging = dir.staging();
    Note::new(dir, what, now).write(&staging)?;
    fs::rename(&staging, dir.restoring())?;
    paths::sync_parent(&staging)
}

/// Whether what is under way is a new key.
pub(crate) fn is_new_key(dir: &DataDir) -> bool {
    [dir.restoring(), dir.arriving()]
        .iter()
        .any(|folder| Note::read(folder).is_ok_and(|note| note.what == Exchange::NewKey))
}

/// Whether a restore is decided and not finished.
pub(crate) fn is_under_way(dir: &DataDir) -> bool {
    dir.restoring().exists() || dir.arriving().exists()
}

/// Finishes a restore that is decided. Nobody else may have the files open.
pub(crate) fn finish(dir: &DataDir) -> Result<(), Error> {
    finish_by(dir, &mut |from, to| fs::rename(from, to)).map_err(|error| Error::file(DOING, dir.root(), &error))
}

/// A rename, so that a test can stop before any of them.
type Rename<'a> = &'a mut dyn FnMut(&Path, &Path) -> io::Result<()>;

pub(super) fn finish_by(dir: &DataDir, rename: Rename<'_>) -> io::Result<()> {
    if dir.restoring().exists() {
        let note = Note::read(&dir.restoring())?;
        let aside = aside(dir, note);
        paths::create_private_dir(&aside)?;
        move_files(note.what, dir.root(), &aside, rename)?;
        rename(&dir.restoring(), &dir.arriving())?;
        paths::sync_parent(&dir.arriving())?;
    }
    if dir.arriving().exists() {
        move_files(Exchange::Restore, &dir.arriving(), dir.root(), rename)?;
        if let Ok(note) = Note::read(&dir.arriving()) {
            let aside = aside(dir, note);
            if note.what == Exchange::NewKey {
                remove_dir(&aside)?;
            } else if note.what.files().any(|name| exists(&aside.join(name))) {
                rename(&dir.arriving().join(NOTE), &aside.join(NOTE))?;
                paths::sync_parent(&aside.join(NOTE))?;
            } else {
                // There was nothing to set aside, so there is nothing to undo.
                remove_dir(&aside)?;
            }
        }
        remove_dir(&dir.arriving())?;
        paths::sync_parent(&dir.arriving())?;
    }
    Ok(())
}

/// Brings back what was set aside: an exchange of its own, which can be undone too.
pub(crate) fn decide_undo(dir: &DataDir, replaced: &Replaced, now: DateTime<Utc>) -> Result<(), Error> {
    let decide = || -> io::Result<()> {
        Note::new(dir, replaced.of.into(), now).write(&replaced.folder)?;
        fs::rename(&replaced.folder, dir.restoring())?;
        paths::sync_parent(&dir.restoring())
    };
    decide().map_err(|error| Error::file("undo the restore", dir.root(), &error))
}

/// What was set aside last and can be brought back.
pub(crate) fn replaced(dir: &DataDir, now: DateTime<Utc>) -> Result<Option<Replaced>, Error> {
    let can_return = |replaced: &Replaced| !replaced.is_over(now) && replaced.holds_a_journal();
    Ok(all(dir)?.into_iter().filter(can_return).max_by_key(|replaced| replaced.at))
}

/// Removes what can no longer be undone.
pub(crate) fn forget_old(dir: &DataDir, now: DateTime<Utc>) -> Result<(), Error> {
    for old in all(dir)?.iter().filter(|replaced| replaced.is_over(now)) {
        remove_dir(&old.folder).map_err(|error| Error::file("remove what a restore set aside", dir.root(), &error))?;
    }
    Ok(())
}

/// Removes a restore that was being prepared when its process ended.
pub(crate) fn forget_staging(dir: &DataDir) -> io::Result<()> {
    remove_dir(&dir.staging())
}

fn all(dir: &DataDir) -> Result<Vec<Replaced>, Error> {
    let list = || -> io::Result<Vec<Replaced>> {
        let mut found = Vec::new();
        for folder in fs::read_dir(dir.replaced())? {
            let folder = folder?.path();
            // Without its note a restore has not come to its end.
            if let Ok(note) = Note::read(&folder)
                && let Some(of) = note.what.undo()
            {
                found.push(Replaced { folder, at: note.at, of });
            }
        }
        Ok(found)
    };
    match list() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        listed => listed.map_err(|error| Error::file("look for what a restore set aside", dir.root(), &error)),
    }
}

fn aside(dir: &DataDir, note: Note) -> PathBuf {
    dir.replaced().join(note.at.timestamp_millis().to_string())
}

fn move_files(what: Exchange, from: &Path, to: &Path, rename: Rename<'_>) -> io::Result<()> {
    for name in what.files() {
        if exists(&from.join(name)) {
            rename(&from.join(name), &to.join(name))?;
        }
    }
    for folder in [from, to] {
        paths::sync_parent(&folder.join(NOTE))?;
    }
    Ok(())
}

/// Also a link that leads nowhere is there, and in the way.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn remove_dir(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
