//! What leaves the journal for good: the trash, deleted templates and pictures that were taken out after 30 days, earlier
//! versions after 90, and what the user deletes for ever.

use ajar_core::revisions;
use chrono::{DateTime, TimeDelta, Utc};

use super::journal::{NOT_FOUND, entry_id};
use super::lock::Door;
use super::{Engine, lock};
use crate::dto::Proof;
use crate::error::Error;
use crate::table::{entry, entry_picture, revision, template};
use crate::vault::Vault;

const KEPT_IN_TRASH: TimeDelta = TimeDelta::days(30);

impl Engine {
    /// Takes out what has lain in the trash long enough, and versions that are too old. Call it at every tick. Whether
    /// anything went; while it is locked nothing does.
    ///
    /// # Errors
    /// What kept it from going; the next tick tries again.
    pub fn purge_if_due(&self) -> Result<bool, Error> {
        let now = self.clock.now();
        match &mut *lock(&self.door) {
            Door::Open(_, vault) => purge(vault, now),
            _ => Ok(false),
        }
    }

    /// Deletes an entry that lies in the trash for ever, on proof that it is the user who asks.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not in the trash; as [`Engine::prove`]; [`Error::Locked`].
    pub fn purge_entry(&self, id: &str, proof: &Proof) -> Result<(), Error> {
        let id = entry_id(id)?;
        self.refuse_unless_open()?;
        self.refuse_another_key(&self.prove(proof)?)?;
        self.with_vault(|vault| {
            if !vault.write("delete the entry for ever", |tx| Ok(entry::purge(tx, id)?))? {
                return Err(NOT_FOUND);
            }
            vault.checkpoint()
        })
    }
}

pub(super) fn purge(vault: &mut Vault, now: DateTime<Utc>) -> Result<bool, Error> {
    let (of_trash, of_versions) = (now - KEPT_IN_TRASH, now - revisions::KEPT_FOR);
    let (old, has_others) = vault.read("look through the trash", |connection| {
        let has_others = revision::has_older(connection, of_versions)?
            || entry_picture::has_removed_before(connection, of_trash)?
            || template::has_deleted(connection, of_trash)?;
        Ok((entry::deleted_before(connection, of_trash)?, has_others))
    })?;
    if old.is_empty() && !has_others {
        return Ok(false);
    }
    vault.write("empty the old trash", |tx| {
        for &id in &old {
            entry::purge(tx, id)?;
        }
        entry_picture::purge_removed_before(tx, of_trash)?;
        template::purge(tx, of_trash)?;
        Ok(revision::delete_older(tx, of_versions)?)
    })?;
    // What was overwritten in the file still stands in the log beside it.
    vault.checkpoint()?;
    Ok(true)
}
