//! Appreciations, and what waits for a calm day.

use super::Engine;
use crate::dto::{MatterSave, ThanksPage, ThanksSave};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn thanks(&self) -> Result<ThanksPage, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn save_thanks(&self, _save: &ThanksSave) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn delete_thanks(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn restore_thanks(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn save_matter(&self, _save: &MatterSave) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn delete_matter(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn restore_matter(&self, _id: &str) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }
}
