//! Preparing a new key: the vault is copied under it, and copy and slots are proven beside the journal before anything is
//! touched.

use std::fs::File;
use std::io;

use chrono::{DateTime, Utc};

use super::contents::VaultContents;
use super::swapping::{self, Exchange};
use super::verifying;
use crate::crypto::Key;
use crate::db;
use crate::error::{Error, Fault};
use crate::paths::{self, DataDir};
use crate::slots::{Opener, Slots};
use crate::vault;

const DOING: &str = "give your journal a new key";

/// From one key to another. Nobody else may write to the vault meanwhile.
pub(crate) struct Rekeying<'a> {
    pub(crate) dir: &'a DataDir,
    pub(crate) old: &'a Key,
    pub(crate) new: &'a Key,
    /// Around the new key.
    pub(crate) slots: &'a Slots,
    pub(crate) openers: &'a [Opener<'a>],
    pub(crate) now: DateTime<Utc>,
}

impl Rekeying<'_> {
    /// Copies and proves. Nothing counts yet, and a failure leaves nothing.
    pub(crate) fn prepare(&self) -> Result<(), Error> {
        let prepared = self.copy().and_then(|()| {
            let staging = DataDir::at(&self.dir.staging());
            self.slots.store(&staging, |written| written.prove(self.openers, self.new))
        });
        prepared.inspect_err(|_| {
            // The next start tries again.
            if let Err(error) = swapping::forget_staging(self.dir) {
                tracing::warn!(kind = %error.kind(), "half a journal under a new key is left");
            }
        })
    }

    /// From then on the new key counts, and each start of Ajar finishes what is left to do.
    pub(crate) fn decide(&self) -> Result<(), Error> {
        swapping::decide(self.dir, Exchange::NewKey, self.now).map_err(|error| self.failed(&error))
    }

    fn copy(&self) -> Result<(), Error> {
        let to = self.dir.staging().join("vault.db");
        swapping::forget_staging(self.dir)
            .and_then(|()| paths::create_private_dir(&self.dir.staging()))
            .and_then(|()| paths::create_private(&to))
            .map_err(|error| self.failed(&error))?;
        let copied = || -> Result<(), Error> {
            let from = db::hold_still(db::reader(&self.dir.vault(), self.old)?)?;
            let contents = VaultContents::read(&from)?;
            db::copy(&from, &to, self.new, || Ok(()))?;
            verifying::prove_vault(&verifying::inspect(&to, self.new, vault::MIGRATIONS)?, self.slots.vault, &contents)
        };
        copied().map_err(|error| match error {
            Error::Damaged { .. } => Error::Database { doing: DOING, fault: Fault::Damaged },
            other => other.while_doing(DOING),
        })?;
        // Windows syncs only what may be written.
        let synced = File::options().write(true).open(&to).and_then(|file| file.sync_all());
        synced.map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> Error {
        Error::file(DOING, self.dir.root(), error)
    }
}
