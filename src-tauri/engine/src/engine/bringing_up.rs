//! Entries, and words of them, that the user means to bring up with the partner.

use ajar_core::ids::BringUpId;
use rusqlite::Connection;

use super::Engine;
use super::fields::written;
use super::journal::{NOT_FOUND, entry_id};
use crate::dto::{BringUp, BringUpMark, BringUpMarked, BringUpState};
use crate::error::Error;
use crate::headline::headline;
use crate::table::bring_up::{self, BringUpRow};
use crate::table::entry;

/// Characters of one passage.
const MOST: usize = 4_000;

const NONE: Error = Error::NotFound { what: "mark" };

impl Engine {
    /// What is marked, ready ones first. What lies in the trash is not shown.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn bring_ups(&self) -> Result<Vec<BringUp>, Error> {
        self.with_vault(|vault| {
            vault.read("list what to bring up", |connection| {
                bring_up::all(connection)?.into_iter().map(|row| shown(connection, row)).collect()
            })
        })
    }

    /// Marks an entry, or words of it, for the user alone. The same words of an entry are marked once.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `passage` for no words or more than 4,000 characters; [`Error::NotFound`] for an entry that is
    /// not there or lies in the trash; [`Error::Locked`].
    pub fn mark_bring_up(&self, mark: &BringUpMark) -> Result<BringUpMarked, Error> {
        let entry = entry_id(&mark.entry)?;
        let passage = mark.passage.as_deref();
        let passage =
            passage.map(|words| written("passage", words, MOST, "Choose the words to bring up.")).transpose()?;
        let present = self.present()?;
        let row = BringUpRow {
            id: BringUpId::from_uuid(self.clock.new_id()),
            entry,
            passage: passage.map(str::to_owned),
            place: mark.place.filter(|_| passage.is_some()),
            state: BringUpState::Private,
            day: present.today(),
            created_at: present.now,
        };
        self.with_vault(|vault| {
            vault.write("mark it", |tx| {
                entry::head(tx, entry)?.filter(|head| !head.in_trash).ok_or(NOT_FOUND)?;
                let (id, is_new) = bring_up::mark(tx, &row)?;
                Ok(BringUpMarked { id: id.to_string(), is_new })
            })
        })
    }

    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn set_bring_up(&self, id: &str, state: BringUpState) -> Result<(), Error> {
        let today = self.present()?.today();
        self.change_bring_up(id, |tx, id| Ok(bring_up::set_state(tx, id, state, today)?))
    }

    /// Takes it off the list. The words stay in their entry.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn remove_bring_up(&self, id: &str) -> Result<(), Error> {
        self.change_bring_up(id, |tx, id| Ok(bring_up::remove(tx, id)?))
    }

    /// Back on the list, until another one is removed.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_bring_up(&self, id: &str) -> Result<(), Error> {
        self.change_bring_up(id, |tx, id| Ok(bring_up::restore(tx, id)?))
    }

    fn change_bring_up(
        &self,
        id: &str,
        change: impl Fn(&Connection, BringUpId) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let id = id.parse().map_err(|_| NONE)?;
        let found = self.with_vault(|vault| vault.write("change the mark", |tx| change(tx, id)))?;
        if found { Ok(()) } else { Err(NONE) }
    }
}

fn shown(connection: &Connection, row: BringUpRow) -> Result<BringUp, Error> {
    let head = entry::head(connection, row.entry)?.ok_or(NOT_FOUND)?;
    let (title, _) = headline(&head.text);
    Ok(BringUp {
        id: row.id.to_string(),
        entry: row.entry.to_string(),
        title,
        passage: row.passage,
        place: row.place,
        state: row.state,
        day: row.day.to_string(),
    })
}
