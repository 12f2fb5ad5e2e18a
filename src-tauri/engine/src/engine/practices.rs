//! The catalogue.

use super::Engine;
use crate::dto::{Library, Mark, PracticePage};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn library(&self) -> Result<Library, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn practice(&self, _practice: &str) -> Result<PracticePage, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn mark_practice(&self, _practice: &str, _mark: Mark) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }
}
