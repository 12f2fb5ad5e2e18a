//! The agenda out of a backup, for a journal that lost its own.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::container::Container;
use super::manifest::Manifest;
use super::places::{self, Copy};
use super::scratch::Scratch;
use super::{of_the_backup, verifying};
use crate::crypto::Key;
use crate::db;
use crate::error::Error;
use crate::paths::{self, DataDir};

/// Goes through the whole backups of this journal, newest first, until `work` has found what it wants in one's agenda.
/// Broken ones are passed over.
pub(crate) fn newest_agenda<T>(
    dir: &DataDir,
    vault: Uuid,
    key: &Key,
    mut work: impl FnMut(DateTime<Utc>, &Connection) -> Result<Option<T>, Error>,
) -> Result<Option<T>, Error> {
    let folder = dir.backups();
    let copies = places::of_vault(&folder, vault)?;
    if copies.is_empty() {
        return Ok(None);
    }
    // Whoever makes a backup clears the folder of what was being looked at.
    let _alone =
        paths::lock_file(&folder.join("lock")).map_err(|error| Error::file("read the backup", &folder, &error))?;
    for copy in copies {
        let scratch = Scratch::within(&folder)?;
        match unpack(&copy, key, &scratch) {
            Ok(agenda) => {
                if let Some(found) = work(copy.made_at, &agenda)? {
                    return Ok(Some(found));
                }
            }
            Err(Error::Damaged { .. } | Error::Newer { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn unpack(copy: &Copy, key: &Key, scratch: &Scratch) -> Result<Connection, Error> {
    let mut container = Container::open(&copy.path)?;
    container.check()?;
    let manifest = Manifest::open(&container, key)?;
    let agenda = scratch.path().join("agenda.db");
    verifying::unpack(&mut container, &manifest, key, &scratch.path().join("vault.db"), &agenda)?;
    db::inspect(&agenda, &manifest.agenda_key.key()).map_err(of_the_backup)
}
