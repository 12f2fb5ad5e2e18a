//! Preparing a restore: everything is unpacked and proven beside the journal before anything is touched.

use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::container::Container;
use super::manifest::Manifest;
use super::swapping::{self, Exchange};
use super::verifying;
use crate::crypto::{Key, Passphrase, RecoveryKey};
use crate::db;
use crate::dto::Proof;
use crate::error::Error;
use crate::paths::{self, DataDir};
use crate::slots::{Found, Slots};
use crate::table::identity;

const DOING: &str = "restore the backup";

/// What opens a backup: whatever opened the journal on the day it was made.
#[derive(Clone, Copy)]
pub enum Secret<'a> {
    Passphrase(&'a str),
    RecoveryKey(&'a str),
}

impl Secret<'_> {
    /// The key in these slots.
    pub(crate) fn open(self, slots: &Slots) -> Result<Key, Error> {
        match self {
            Self::Passphrase(text) => slots.open_with_passphrase(&Passphrase::typed(text)),
            Self::RecoveryKey(text) => slots.open_with_recovery(&RecoveryKey::parse(text)?),
        }
    }
}

impl<'a> From<&'a Proof> for Secret<'a> {
    fn from(proof: &'a Proof) -> Self {
        match proof {
            Proof::Passphrase(text) => Self::Passphrase(text),
            Proof::RecoveryKey(text) => Self::RecoveryKey(text),
        }
    }
}

impl std::fmt::Debug for Secret<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase",
            Self::RecoveryKey(_) => "RecoveryKey",
        })
    }
}

/// A backup that was read whole and opened. It holds a key, so it has no `Debug`.
pub(crate) struct Staging {
    container: Container,
    pub(crate) slots: Slots,
    key: Key,
    pub(crate) manifest: Manifest,
}

impl Staging {
    /// Opens a backup. Changes nothing.
    ///
    /// # Errors
    /// [`Error::Damaged`] for anything that is not a whole backup, [`Error::WrongForBackup`], [`Error::Newer`].
    pub(crate) fn open(file: &Path, secret: Secret<'_>) -> Result<Self, Error> {
        let mut container = Container::open(file)?;
        container.check()?;
        let slots = container.slots()?;
        let key = secret.open(&slots).map_err(|error| match error {
            Error::WrongPassphrase | Error::WrongRecoveryKey => Error::WrongForBackup,
            other => other,
        })?;
        let manifest = Manifest::open(&container, &key)?;
        Ok(Self { container, slots, key, manifest })
    }

    /// Proves that it can be restored, without restoring it. `within` is where it is unpacked meanwhile.
    pub(crate) fn verify(&mut self, within: &Path) -> Result<(), Error> {
        verifying::verify(&mut self.container, &self.key, within).map(drop)
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.container.bytes()
    }

    pub(crate) fn file(&self) -> &Path {
        self.container.path()
    }

    /// Whether the journal in `dir` is another one than the backup's. One whose key file is gone or damaged is not known; one
    /// that the backup's key opens is the same, whatever the key file beside it says.
    pub(crate) fn is_of_another_journal(&self, dir: &DataDir) -> bool {
        match Slots::find(dir) {
            Ok(Found::Slots(slots)) => slots.vault != self.slots.vault && !self.opens(dir),
            _ => false,
        }
    }

    fn opens(&self, dir: &DataDir) -> bool {
        let found = db::reader(&dir.vault(), &self.key).and_then(|vault| Ok(identity::get(&vault)?));
        found.is_ok_and(|id| id == self.slots.vault)
    }

    /// Unpacks everything beside the journal, proves it, and decides: from then on each start of Ajar finishes the restore.
    pub(crate) fn decide(mut self, dir: &DataDir, now: DateTime<Utc>) -> Result<Manifest, Error> {
        let staging = dir.staging();
        let failed = |error: &io::Error| Error::file(DOING, dir.root(), error);
        swapping::forget_staging(dir).and_then(|()| paths::create_private_dir(&staging)).map_err(|e| failed(&e))?;
        let (vault, agenda) = (staging.join("vault.db"), staging.join("agenda.db"));
        verifying::unpack(&mut self.container, &self.manifest, &self.key, &vault, &agenda)?;
        let agenda_key = self.manifest.agenda_key.key();
        let slots = self.container.slots_bytes();
        let write = || -> io::Result<()> {
            for (name, bytes) in
                [("vault.slots.json", slots), ("vault.slots.json.bak", slots), ("agenda.key", agenda_key.as_slice())]
            {
                paths::replace_file(&staging.join(name), bytes)?;
            }
            paths::sync_parent(&vault)?;
            swapping::decide(dir, Exchange::Restore, now)
        };
        write().map_err(|error| failed(&error))?;
        Ok(self.manifest)
    }
}

/// Refuses to bring one journal over another by accident.
pub(crate) fn another_journal() -> Error {
    Error::Conflict {
        why: "the backup belongs to another vault",
        message: "This backup belongs to another journal. Nothing was changed. \
            Choose a backup of this journal, or restore it into an empty folder.",
    }
}
