//! The user's own practices, partner notes, and rehearsal.

use super::Engine;
use crate::dto::{OwnPractice, PartnerNotes, Rehearsal, Tense};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn save_own_practice(&self, _own: &OwnPractice) -> Result<String, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn delete_own_practice(&self, _practice: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn restore_own_practice(&self, _practice: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn partner_notes(&self) -> Result<PartnerNotes, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn save_partner_notes(&self, _notes: &PartnerNotes) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn tense(&self) -> Result<Tense, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn rehearsal(&self, _seen: &[String]) -> Result<Rehearsal, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }
}
