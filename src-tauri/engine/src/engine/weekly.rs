//! The check-in and the review of the week.

use super::Engine;
use crate::dto::{CheckIn, CheckInAnswer, Review, ReviewWords, Saved};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn check_in(&self) -> Result<CheckIn, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn save_check_in(&self, _week: &str, _answers: &[CheckInAnswer]) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn review(&self) -> Result<Review, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn save_review(&self, _week: &str, _words: &ReviewWords) -> Result<Saved, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }
}
