//! Entries as they are read.

use super::Engine;
use super::journal::{NOT_FOUND, entry_id};
use crate::dto::Reading;
use crate::error::Error;
use crate::reading;
use crate::table::entry;

impl Engine {
    /// An entry as a tree, from this byte of its text on, as far as the page shows at once.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn read_entry(&self, id: &str, from: u32) -> Result<Reading, Error> {
        let id = entry_id(id)?;
        let found =
            self.with_vault(|vault| vault.read("read the entry", |connection| Ok(entry::get(connection, id)?)))?;
        Ok(reading::stretch(&found.ok_or(NOT_FOUND)?.text, from as usize))
    }
}
