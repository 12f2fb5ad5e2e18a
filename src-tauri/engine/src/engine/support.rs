//! Pages of fixed words, which are open in every state.

use ajar_core::content::{Content, Question};

use super::Engine;
use super::chance::Chance;
use crate::dto::{Page, Support, SupportLine, TurnCard, TurnToAsk};
use crate::error::Error;

/// Tender questions are for another evening.
const TURN_DEPTH: u8 = 2;

impl Engine {
    /// People to talk to.
    pub fn support(&self) -> Support {
        let content = Content::builtin();
        let support = &content.support;
        let lines = content.support_lines.iter().map(|line| SupportLine {
            number: line.number,
            name: line.name.clone(),
            region: line.region.clone(),
            who: line.who.clone(),
            call: line.call.clone(),
            address: line.address.clone(),
            checked: line.checked.to_string(),
        });
        Support {
            title: support.title.clone(),
            paragraphs: support.text.clone(),
            if_you_hurt_them: support.if_you_hurt_them.clone(),
            for_safe_couples: support.for_safe_couples.clone(),
            lines_title: support.lines_title.clone(),
            lines_note: support.lines_note.clone(),
            lines: lines.collect(),
        }
    }

    /// The address of a line of the support list.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a number that is not in the list.
    pub fn support_address(&self, number: u8) -> Result<String, Error> {
        let line = Content::builtin().support_line(number).ok_or(Error::NotFound { what: "page" })?;
        Ok(line.address.clone())
    }

    /// What somebody should know whose partner uses Ajar.
    pub fn partner_page(&self) -> Page {
        let page = &Content::builtin().partner_page;
        Page { title: page.title.clone(), paragraphs: page.text.clone() }
    }

    /// A deck for the partner's hands: light and personal questions of the content, none of the conflict deck and none of
    /// the user's own, in an order of chance.
    pub fn turn_to_ask(&self) -> TurnToAsk {
        let content = Content::builtin();
        let words = &content.turn_to_ask;
        let suits = |question: &&Question| {
            let deck = content.deck(&question.deck);
            question.depth <= TURN_DEPTH && deck.is_some_and(|deck| !deck.only_when_calm)
        };
        let card = |question: &Question| TurnCard {
            id: question.id.clone(),
            text: question.text.clone(),
            lead: question.lead.clone(),
            depth: question.depth,
        };
        let mut cards: Vec<TurnCard> = content.questions.iter().filter(suits).map(card).collect();
        Chance::new(self.clock.new_id()).shuffle(&mut cards);
        TurnToAsk {
            title: words.title.clone(),
            line: words.line.clone(),
            before: words.before.clone(),
            paragraphs: words.text.clone(),
            end: words.end.clone(),
            cards,
        }
    }
}
