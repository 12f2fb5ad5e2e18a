//! Backups: one file each, made beside the journal while it is open, and proven before it counts.
//!
//! A backup holds everything a bare computer needs: the key slots, the vault, and the agenda with its key. [`making`]
//! writes one, [`verifying`] proves it, [`places`] finds and rotates them, [`staging`] prepares a restore, and
//! [`swapping`] puts it in place so that a crash at any moment leaves either journal whole. [`rekeying`] prepares the same
//! journal under a new key.

mod agendas;
pub(crate) mod container;
mod contents;
mod making;
mod manifest;
pub(crate) mod pace;
pub(crate) mod places;
mod rekeying;
mod scratch;
mod staging;
#[cfg(test)]
mod stopped;
pub(crate) mod swapping;
mod verifying;

pub(crate) use agendas::newest_agenda;
pub(crate) use making::{Made, Making, Step};
pub(crate) use manifest::Manifest;
pub(crate) use rekeying::Rekeying;
pub use staging::Secret;
pub(crate) use staging::{Staging, another_journal};
pub(crate) use verifying::{verify, verify_journal};

use crate::error::{Error, Fault, Part};

/// Whatever is broken inside a backup, the backup is broken.
fn of_the_backup(error: Error) -> Error {
    match error {
        Error::Damaged { .. } | Error::Database { fault: Fault::Damaged, .. } => Error::Damaged { part: Part::Backup },
        Error::Newer { found, known, .. } => Error::Newer { part: Part::Backup, found, known },
        other => other,
    }
}
