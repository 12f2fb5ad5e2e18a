//! A card, whoever wrote it.

use ajar_core::cards::Card;
use ajar_core::content::{Content, Question};
use ajar_core::ids::CardRef;
use rusqlite::Connection;

use crate::error::Error;
use crate::table::own_card::{self, OwnCardRow};

/// What stands on a card of the content or of the user's own.
pub(super) struct CardFace {
    pub(super) card: CardRef,
    pub(super) deck: String,
    /// 1 light, 2 personal, 3 tender.
    pub(super) depth: u8,
    pub(super) text: String,
    pub(super) lead: String,
    pub(super) follow: String,
}

/// Every card there is, the content's first.
pub(super) fn all(vault: &Connection) -> Result<Vec<CardFace>, Error> {
    let own = own_card::all(vault)?;
    Ok(Content::builtin().questions.iter().map(of_content).chain(own.into_iter().map(of_own)).collect())
}

/// The card, also one of the user's own that was deleted: talks still name it.
pub(super) fn find(vault: &Connection, card: &CardRef) -> Result<Option<CardFace>, Error> {
    Ok(match card {
        CardRef::Catalogue(slug) => Content::builtin().question(slug).map(of_content),
        CardRef::Own(id) => own_card::get(vault, *id)?.map(of_own),
    })
}

/// The card that the page means, unless it was deleted.
pub(super) fn named(vault: &Connection, card: &str) -> Result<CardFace, Error> {
    const NOT_FOUND: Error = Error::NotFound { what: "card" };
    let card: CardRef = card.parse().map_err(|_| NOT_FOUND)?;
    match card {
        CardRef::Catalogue(slug) => Content::builtin().question(&slug).map(of_content).ok_or(NOT_FOUND),
        CardRef::Own(id) => own_card::get(vault, id)?.filter(|own| !own.is_deleted).map(of_own).ok_or(NOT_FOUND),
    }
}

impl CardFace {
    pub(super) fn is_own(&self) -> bool {
        matches!(self.card, CardRef::Own(_))
    }

    /// As the rules see it.
    pub(super) fn to_card(&self) -> Card {
        let deck = Content::builtin().deck(&self.deck);
        Card {
            id: self.card.clone(),
            deck: self.deck.clone(),
            depth: self.depth,
            only_when_calm: deck.is_some_and(|deck| deck.only_when_calm),
        }
    }
}

fn of_content(question: &Question) -> CardFace {
    CardFace {
        card: CardRef::catalogue(&question.id),
        deck: question.deck.clone(),
        depth: question.depth,
        text: question.text.clone(),
        lead: question.lead.clone(),
        follow: question.follow.clone(),
    }
}

fn of_own(own: OwnCardRow) -> CardFace {
    CardFace {
        card: own.reference(),
        deck: own.deck,
        depth: own.depth,
        text: own.text,
        lead: own.lead,
        follow: own.follow,
    }
}
