//! What the user knows of their partner's pace and comfort.

use super::Engine;
use super::fields::at_most;
use crate::dto::PartnerNotes;
use crate::error::Error;
use crate::table::partner_note;

const MOST: usize = 2000;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn partner_notes(&self) -> Result<PartnerNotes, Error> {
        self.with_vault(|vault| vault.read("open your notes", |connection| Ok(partner_note::get(connection)?)))
    }

    /// # Errors
    /// [`Error::Invalid`] for more than 2,000 characters; [`Error::Locked`].
    pub fn save_partner_notes(&self, notes: &PartnerNotes) -> Result<(), Error> {
        at_most("pace", &notes.pace, MOST)?;
        at_most("comfort", &notes.comfort, MOST)?;
        self.with_vault(|vault| vault.write("save your notes", |tx| Ok(partner_note::set(tx, notes)?)))
    }
}
