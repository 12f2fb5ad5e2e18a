//! Proof that a backup can be restored: it is unpacked and opened, just as a restore would.

use std::path::Path;

use rusqlite::Connection;
use uuid::Uuid;

use super::container::{Container, Section};
use super::contents::{AgendaContents, VaultContents};
use super::manifest::Manifest;
use super::of_the_backup;
use super::scratch::Scratch;
use crate::agenda;
use crate::crypto::Key;
use crate::db;
use crate::error::{Error, Part};
use crate::migration::{self, Migration};
use crate::table::{entry, entry_search, identity};
use crate::vault;

const DOING: &str = "check the backup";
const DAMAGED: Error = Error::Damaged { part: Part::Backup };

/// Proves that `key` brings everything back from this file. `within` is where it is unpacked meanwhile.
pub(crate) fn verify(container: &mut Container, key: &Key, within: &Path) -> Result<Manifest, Error> {
    container.check()?;
    let manifest = Manifest::open(container, key)?;
    let scratch = Scratch::within(within)?;
    unpack(container, &manifest, key, &scratch.path().join("vault.db"), &scratch.path().join("agenda.db"))?;
    Ok(manifest)
}

/// Writes both databases into files of their own and proves that they are what the manifest says.
pub(super) fn unpack(
    container: &mut Container,
    manifest: &Manifest,
    key: &Key,
    vault: &Path,
    agenda: &Path,
) -> Result<(), Error> {
    let id = container.vault()?;
    if container.extract(Section::Vault, vault)? != manifest.vault_file
        || container.extract(Section::Agenda, agenda)? != manifest.agenda_file
    {
        return Err(DAMAGED);
    }
    let agenda_key = manifest.agenda_key.key();
    let opened = || -> Result<(), Error> {
        let vault = inspect(vault, key, vault::MIGRATIONS)?;
        prove_vault(&vault, id, &manifest.vault)?;
        let agenda = inspect(agenda, &agenda_key, agenda::MIGRATIONS)?;
        if AgendaContents::read(&agenda)? != manifest.agenda {
            return Err(DAMAGED);
        }
        Ok(())
    };
    opened().map_err(|error| of_the_backup(error).while_doing(DOING))
}

/// Reads every page of the open journal's file: what it holds, and whether its search index agrees with that.
///
/// # Errors
/// [`Error::Damaged`]
pub(crate) fn verify_journal(path: &Path, key: &Key) -> Result<(VaultContents, bool), Error> {
    let read = || -> Result<(VaultContents, bool), Error> {
        let vault = db::reader(path, key)?;
        let has_its_salt =
            db::has_its_salt(path, key).map_err(|error| Error::file("check your journal", path, &error))?;
        if !has_its_salt || !db::is_whole(&vault)? {
            return Err(Error::Damaged { part: Part::Journal });
        }
        // Others may write between two questions.
        let vault = db::hold_still(vault)?;
        Ok((VaultContents::read(&vault)?, entry_search::is_right(&vault)?))
    };
    read().map_err(|error| match of_the_backup(error) {
        Error::Damaged { .. } => Error::Damaged { part: Part::Journal },
        other => other.while_doing("check your journal"),
    })
}

pub(super) fn inspect(path: &Path, key: &Key, migrations: &[Migration]) -> Result<Connection, Error> {
    let connection = db::inspect(path, key)?;
    migration::refuse_newer(&connection, Part::Backup, migrations)?;
    if !migration::is_ours(&connection, migrations)? || !db::is_whole(&connection)? {
        return Err(DAMAGED);
    }
    Ok(connection)
}

pub(super) fn prove_vault(vault: &Connection, id: Uuid, expected: &VaultContents) -> Result<(), Error> {
    if identity::get(vault)? != id || VaultContents::read(vault)? != *expected {
        return Err(DAMAGED);
    }
    // The hash above compared bytes; this one reads words as the journal would.
    let oldest = entry::oldest_text(vault)?;
    if oldest.is_some() != (expected.entries + expected.in_trash > 0) {
        return Err(DAMAGED);
    }
    Ok(())
}
