//! Pages of fixed words, which are open in every state.

use ajar_core::content::Content;

use super::Engine;
use crate::dto::{Page, Support, TurnToAsk};
use crate::error::Error;

impl Engine {
    /// People to talk to.
    pub fn support(&self) -> Support {
        let support = &Content::builtin().support;
        Support {
            title: support.title.clone(),
            paragraphs: support.text.clone(),
            if_you_hurt_them: support.if_you_hurt_them.clone(),
            for_safe_couples: support.for_safe_couples.clone(),
            lines: Vec::new(),
        }
    }

    /// The address of a line of the support list.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a number that is not in the list.
    pub fn support_address(&self, number: u8) -> Result<String, Error> {
        let line = self.support().lines.into_iter().find(|line| line.number == number);
        Ok(line.ok_or(Error::NotFound { what: "page" })?.address)
    }

    /// What somebody should know whose partner uses Ajar.
    pub fn partner_page(&self) -> Page {
        let page = &Content::builtin().partner_page;
        Page { title: page.title.clone(), paragraphs: page.text.clone() }
    }

    /// A deck for the partner's hands.
    pub fn turn_to_ask(&self) -> TurnToAsk {
        TurnToAsk { title: String::new(), paragraphs: Vec::new(), cards: Vec::new() }
    }
}
