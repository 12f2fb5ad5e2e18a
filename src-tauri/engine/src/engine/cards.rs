//! Cards, decks, and "We're alone now".

use super::Engine;
use crate::dto::{AloneNow, CardRow, Deck, DeckPage, Mark, Skipped};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn decks(&self) -> Result<Vec<Deck>, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn deck(&self, _deck: &str) -> Result<DeckPage, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn draw_card(
        &self,
        _deck: Option<&str>,
        _seen: &[String],
        _in_transit: bool,
    ) -> Result<Option<CardRow>, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn skip_card(&self, _card: &str) -> Result<Skipped, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn mark_card(&self, _card: &str, _mark: Mark) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn set_deck_easy(&self, _deck: &str, _easy: bool) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn alone_now(&self, _seen: &[String], _in_transit: bool) -> Result<AloneNow, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn go_now(&self, _card: Option<&str>) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn drop_pending(&self) -> Result<(), Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }
}
