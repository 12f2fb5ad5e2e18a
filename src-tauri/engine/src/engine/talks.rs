//! Telling of talks, and easing off.

use super::Engine;
use crate::dto::{About, Described, Easing, EasingChoice, EasingMode, Entry, Talk, TalkCursor, TalkDetails, TalkPage};
use crate::error::Error;

impl Engine {
    /// # Errors
    /// [`Error::Locked`]
    pub fn describe_talk(&self, _id: &str, _details: &TalkDetails) -> Result<Described, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn talk(&self, _id: &str) -> Result<Talk, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn talks(&self, _after: Option<&TalkCursor>) -> Result<TalkPage, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn write_about(&self, _about: &About) -> Result<Entry, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn easing(&self) -> Result<Easing, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    /// # Errors
    /// [`Error::Locked`]
    pub fn choose_easing(&self, _choice: &EasingChoice) -> Result<Easing, Error> {
        self.with_vault(|_| Err(Error::NotFound { what: "part" }))
    }

    pub(super) fn easing_now() -> Easing {
        Easing {
            mode: EasingMode::Free,
            until: None,
            title: String::new(),
            text: String::new(),
            advice: None,
            stopped_topics: Vec::new(),
        }
    }
}
