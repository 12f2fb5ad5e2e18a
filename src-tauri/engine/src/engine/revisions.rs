//! Earlier versions of entries: kept as somebody writes, listed, and compared with what stands there now.
//!
//! A sitting begins when a page opens an entry. Its first change keeps the text that it found, which is what the sitting
//! before it closed with; then one is kept every ten minutes. The text at the end is the entry itself.

use ajar_core::revisions;
use rusqlite::Connection;

use super::Engine;
use super::journal::{NOT_FOUND, entry_id};
use crate::changes;
use crate::dto::{Revision, RevisionRow};
use crate::error::Error;
use crate::table::entry::EntryRow;
use crate::table::{entry, revision};

impl Engine {
    /// The earlier versions of an entry, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn revisions(&self, id: &str) -> Result<Vec<RevisionRow>, Error> {
        let id = entry_id(id)?;
        self.with_vault(|vault| {
            vault.read("list the earlier versions", |connection| {
                if entry::get(connection, id)?.is_none() {
                    return Err(NOT_FOUND);
                }
                let rows = revision::list(connection, id)?.into_iter().map(|(version, written_at)| RevisionRow {
                    rev: version.rev,
                    written_ms: written_at.timestamp_millis(),
                });
                Ok(rows.collect())
            })
        })
    }

    /// One earlier version, and what was changed from it to the entry as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] when either is gone, [`Error::Locked`]
    pub fn revision(&self, id: &str, rev: i64) -> Result<Revision, Error> {
        let id = entry_id(id)?;
        let found = self.with_vault(|vault| {
            vault.read("open the earlier version", |connection| {
                Ok((revision::get(connection, id, rev)?, entry::get(connection, id)?))
            })
        })?;
        let (Some(version), Some(entry)) = found else { return Err(Error::NotFound { what: "version" }) };
        // Long texts take a while to compare, and nobody waits for the vault meanwhile.
        Ok(Revision {
            rev: version.rev,
            written_ms: version.written_at.timestamp_millis(),
            changes: changes::between(&version.text, &entry.text),
            text: version.text,
        })
    }
}

/// Keeps the text that `after` replaces, when it is time to. `goes_on` says that this sitting wrote it.
pub(super) fn keep(tx: &Connection, before: &EntryRow, after: &EntryRow, goes_on: bool) -> Result<(), Error> {
    // An empty text holds no word that somebody could look for.
    if before.text == after.text || before.text.is_empty() {
        return Ok(());
    }
    let newest = revision::newest(tx, before.id)?;
    let last = newest.as_ref().map_or(before.created_at, |newest| newest.kept_at);
    if goes_on && !revisions::is_due(last, after.updated_at) {
        return Ok(());
    }
    // A text that came back is one version, and is kept from now on.
    if let Some(same) = newest.filter(|newest| newest.text == before.text) {
        revision::delete(tx, before.id, same.rev)?;
    }
    revision::insert(
        tx,
        &revision::RevisionRow {
            entry: before.id,
            rev: before.rev,
            written_at: before.updated_at,
            kept_at: after.updated_at,
            text: before.text.clone(),
        },
    )?;
    let versions: Vec<_> = revision::list(tx, before.id)?.into_iter().map(|(version, _)| version).collect();
    for rev in revisions::superfluous(&versions) {
        revision::delete(tx, before.id, rev)?;
    }
    Ok(())
}
