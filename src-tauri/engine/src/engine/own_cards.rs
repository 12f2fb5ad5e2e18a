//! Cards of the user's own.

use ajar_core::content::Content;
use ajar_core::ids::CardRef;
use rusqlite::Connection;
use uuid::Uuid;

use super::Engine;
use super::fields::{at_most, folded, written};
use crate::dto::OwnCard;
use crate::error::Error;
use crate::table::own_card::{self, OwnCardRow};

const TEXT: usize = 300;
/// As deep as cards go.
const TENDER: u8 = 3;

const NOT_FOUND: Error = Error::NotFound { what: "card" };

impl Engine {
    /// Saves a card of the user's own: a new one, or the one that it names. How it is named from then on.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field that has to change, [`Error::NotFound`], [`Error::Locked`].
    pub fn save_own_card(&self, own: &OwnCard) -> Result<String, Error> {
        let id = own.card.as_deref().map(own_id).transpose()?;
        let row = checked(own, id.unwrap_or_else(|| self.clock.new_id()))?;
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write("save the card", |tx| {
                if id.is_some() && own_card::get(tx, row.id)?.is_none_or(|before| before.is_deleted) {
                    return Err(NOT_FOUND);
                }
                if is_taken(tx, &row)? {
                    return Err(Error::invalid("text", "There is a card with these words. Change a word or two."));
                }
                own_card::put(tx, &row, present.now)?;
                Ok(row.reference().to_string())
            })
        })
    }

    /// Deletes one of the user's own; talks still name it, and [`Engine::restore_own_card`] brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_own_card(&self, card: &str) -> Result<(), Error> {
        let id = own_id(card)?;
        let present = self.present()?;
        let found = self.with_vault(|vault| {
            vault.write("delete the card", |tx| Ok(own_card::set_deleted(tx, id, Some(present.now))?))
        })?;
        if found { Ok(()) } else { Err(NOT_FOUND) }
    }

    /// Brings a deleted one back.
    ///
    /// # Errors
    /// [`Error::Precondition`] when another card has its words by now, [`Error::NotFound`], [`Error::Locked`].
    pub fn restore_own_card(&self, card: &str) -> Result<(), Error> {
        let id = own_id(card)?;
        self.with_vault(|vault| {
            vault.write("restore the card", |tx| {
                let row = own_card::get(tx, id)?.ok_or(NOT_FOUND)?;
                if is_taken(tx, &row)? {
                    return Err(Error::Precondition {
                        why: "another card has the same words",
                        message: "Another card has these words now. Change that one first.".into(),
                    });
                }
                own_card::set_deleted(tx, id, None)?;
                Ok(())
            })
        })
    }
}

fn own_id(card: &str) -> Result<Uuid, Error> {
    match card.parse() {
        Ok(CardRef::Own(id)) => Ok(id),
        _ => Err(NOT_FOUND),
    }
}

fn checked(own: &OwnCard, id: Uuid) -> Result<OwnCardRow, Error> {
    if Content::builtin().deck(&own.deck).is_none() {
        return Err(Error::invalid("deck", "Choose one of the decks in the list."));
    }
    if !(1..=TENDER).contains(&own.depth) {
        return Err(Error::invalid("depth", "Choose light, personal or tender."));
    }
    let text = written("text", &own.text, TEXT, "Write the question that stands on the card.")?;
    let (lead, follow) = (own.lead.trim(), own.follow.trim());
    at_most("lead", lead, TEXT)?;
    at_most("follow", follow, TEXT)?;
    if own.depth == TENDER && lead.is_empty() {
        return Err(Error::invalid("lead", "A tender card needs a line about yourself to begin with."));
    }
    Ok(OwnCardRow {
        id,
        deck: own.deck.clone(),
        depth: own.depth,
        text: text.to_owned(),
        lead: lead.to_owned(),
        follow: follow.to_owned(),
        is_deleted: false,
    })
}

fn is_taken(tx: &Connection, row: &OwnCardRow) -> Result<bool, Error> {
    let text = folded(&row.text);
    let in_content = Content::builtin().questions.iter().any(|question| folded(&question.text) == text);
    let others = own_card::all(tx)?;
    Ok(in_content || others.iter().any(|other| other.id != row.id && folded(&other.text) == text))
}
