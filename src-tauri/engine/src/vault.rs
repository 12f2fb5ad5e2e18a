//! `vault.db`: everything with meaning. It is open only between unlock and lock.

use std::fs;
use std::io;

use rusqlite::{Connection, Transaction};
use uuid::Uuid;

use crate::crypto::Key;
use crate::db::{self, Database};
use crate::error::{Error, Fault, Part};
use crate::mark::Mark;
use crate::migration::{self, Migration};
use crate::paths::{self, DataDir};
use crate::table::entry_search::Reading;
use crate::table::{
    card_mark, check_in, commits, easing_choice, easy_deck, entry, entry_about, entry_count, entry_picture,
    entry_search, entry_tag, goal, hidden_memory, hidden_period, identity, matter, own_card, own_practice,
    partner_note, pause_history, picture, plan, practice_log, practice_mark, purged, reminder_name, review, revision,
    second_place, taken_letter, talk, talk_detail, thanks, unfinished, went,
};

pub(crate) const MIGRATIONS: &[Migration] = &[
    identity::MIGRATION,
    entry::MIGRATION,
    practice_log::MIGRATION,
    talk::MIGRATION,
    reminder_name::MIGRATION,
    goal::MIGRATION,
    pause_history::MIGRATION,
    second_place::MIGRATION,
    taken_letter::MIGRATION,
    commits::MIGRATION,
    entry::FACETS,
    entry_tag::MIGRATION,
    entry_search::MIGRATION,
    plan::MIGRATION,
    thanks::MIGRATION,
    matter::MIGRATION,
    check_in::MIGRATION,
    review::MIGRATION,
    own_practice::MIGRATION,
    own_card::MIGRATION,
    partner_note::MIGRATION,
    talk::OF_WHAT,
    talk_detail::MIGRATION,
    easing_choice::MIGRATION,
    went::MIGRATION,
    card_mark::MIGRATION,
    easy_deck::MIGRATION,
    practice_mark::MIGRATION,
    entry_about::MIGRATION,
    revision::MIGRATION,
    unfinished::MIGRATION,
    purged::MIGRATION,
    hidden_memory::MIGRATION,
    hidden_period::MIGRATION,
    entry_count::MIGRATION,
    picture::MIGRATION,
    entry_picture::MIGRATION,
];

/// The open vault. Dropping it closes the file and wipes its copy of the key.
pub(crate) struct Vault {
    database: Database,
    /// Backups are sealed and proven with it.
    key: Key,
    /// Remembers outside the file how many changes it has seen.
    mark: Mark,
    /// What the search index was compared with since the vault was opened.
    pub(crate) reading: Reading,
}

impl Vault {
    /// Writes a new vault under its working name and closes it; [`finish`] gives it its real one.
    pub(crate) fn create(
        dir: &DataDir,
        key: &Key,
        id: Uuid,
        mut fill: impl FnMut(&Transaction<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        const DOING: &str = "make your journal";
        discard(dir)?;
        let path = dir.new_vault();
        paths::create_private(&path).map_err(|error| Error::file(DOING, dir.root(), &error))?;
        let mut database = Database::open(&path, key, Part::Journal, MIGRATIONS)?;
        database.write(DOING, |tx| {
            identity::set(tx, id)?;
            fill(tx)
        })?;
        // The file alone is renamed, so nothing may be left in its journal.
        database.checkpoint()
    }

    /// Opens the vault that these key slots belong to.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Shorter`] for one that holds less than it once did. No byte of it was changed.
    pub(crate) fn open(dir: &DataDir, key: &Key, id: Uuid) -> Result<Self, Error> {
        look(dir)?;
        let database = Database::open(&dir.vault(), key, Part::Journal, MIGRATIONS)?;
        let mark = Mark::new(dir, key, id);
        let examined = database.read("open your journal", |connection| {
            if identity::get(connection)? != id {
                return Err(Error::Damaged { part: Part::Journal });
            }
            let commits = commits::get(connection)?;
            mark.refuse_shorter(commits)?;
            Ok(commits)
        });
        let commits = match examined {
            Ok(commits) => commits,
            Err(error) => {
                // Closing would fold a write-ahead log that is not the right one into the file.
                database.close_untouched()?;
                return Err(match error {
                    Error::Database { fault: Fault::Damaged, .. } => Error::Damaged { part: Part::Journal },
                    other => other,
                });
            }
        };
        // It may lag behind, or be of another key, or gone.
        mark.raise(commits);
        Ok(Self { database, key: key.clone(), mark, reading: Reading::default() })
    }

    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// Something that differs after any change, by this process or another.
    pub(crate) fn state(&self) -> Result<(i64, u64), Error> {
        self.database.state()
    }

    /// Folds the write-ahead log into the file.
    pub(crate) fn checkpoint(&self) -> Result<(), Error> {
        self.database.checkpoint()
    }

    pub(crate) fn read<T>(
        &self,
        doing: &'static str,
        query: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.read(doing, query)
    }

    /// One IMMEDIATE transaction; when it returns, the change is on the disk. On a full disk `change` may run twice.
    pub(crate) fn write<T>(
        &mut self,
        doing: &'static str,
        mut change: impl FnMut(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (value, commits) = self.database.write(doing, |tx| {
            let before = tx.total_changes();
            let value = change(tx)?;
            // What changes nothing is no reason for another backup, so it does not count.
            let commits = (tx.total_changes() != before).then(|| commits::add(tx)).transpose()?;
            Ok((value, commits))
        })?;
        if let Some(commits) = commits {
            self.mark.raise(commits);
        }
        Ok(value)
    }
}

/// Whether opening the vault would change its schema.
pub(crate) fn is_behind(dir: &DataDir, key: &Key) -> Result<bool, Error> {
    Ok(migration::is_behind(&db::reader(&dir.vault(), key)?, MIGRATIONS)?)
}

/// Whether something that can be a vault lies there. An empty file would be taken for a new database.
pub(crate) fn look(dir: &DataDir) -> Result<(), Error> {
    match fs::metadata(dir.vault()) {
        Ok(metadata) if metadata.is_file() && metadata.len() > 0 => Ok(()),
        Ok(metadata) if metadata.is_file() => Err(Error::Missing { part: Part::Journal }),
        Ok(_) => Err(Error::Damaged { part: Part::Journal }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::Missing { part: Part::Journal }),
        Err(error) => Err(Error::file("look for your journal", dir.root(), &error)),
    }
}

/// Gives a new vault its real name, once its key slots are safe; also what a crash in between left to do.
pub(crate) fn finish(dir: &DataDir) -> Result<(), Error> {
    let rename = || -> io::Result<()> {
        if dir.new_vault().exists() && !dir.vault().exists() {
            fs::rename(dir.new_vault(), dir.vault())?;
            paths::sync_parent(&dir.vault())?;
        }
        Ok(())
    };
    rename().map_err(|error| Error::file("finish your journal", dir.root(), &error))
}

/// Removes a new vault whose key was never stored: nothing can open it, and nobody was told that it exists.
pub(crate) fn discard(dir: &DataDir) -> Result<(), Error> {
    for suffix in ["", "-wal", "-shm"] {
        match fs::remove_file(paths::with_suffix(&dir.new_vault(), suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::file("tidy its folder", dir.root(), &error));
            }
            _ => {}
        }
    }
    Ok(())
}
