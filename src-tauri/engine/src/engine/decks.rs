//! Decks and cards: what may be drawn, and what the user thinks of it.

use std::collections::{BTreeMap, BTreeSet};

use ajar_core::cards::{Card, Desk};
use ajar_core::content::{self, Content};
use ajar_core::ids::CardRef;
use chrono::NaiveDate;
use rusqlite::Connection;

use super::Engine;
use super::card_face::{self, CardFace};
use super::eased::Eased;
use super::easing::deck_title;
use super::present::Present;
use crate::dto::{CardRow, Deck, DeckPage, Mark, Skipped};
use crate::error::Error;
use crate::table::{card_mark, easy_deck, talk, went};

const NO_DECK: Error = Error::NotFound { what: "deck" };

impl Engine {
    /// Every deck, and how deep it may go now.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn decks(&self) -> Result<Vec<Deck>, Error> {
        self.at_the_table("list the decks", |table| {
            Ok(Content::builtin().decks.iter().map(|deck| table.deck(deck)).collect())
        })
    }

    /// One deck with all its cards, hidden ones too.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn deck(&self, deck: &str) -> Result<DeckPage, Error> {
        let deck = Content::builtin().deck(deck).ok_or(NO_DECK)?;
        self.at_the_table("open the deck", |table| {
            let now = table.desk(None, &[], false);
            let faces = table.faces.iter().filter(|face| face.deck == deck.id);
            Ok(DeckPage { deck: table.deck(deck), cards: faces.map(|face| table.row(face, &now)).collect() })
        })
    }

    /// A card that may be asked now, of one deck or of all; `None` when there is none. Drawing uses no card.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a deck that does not exist; [`Error::Locked`].
    pub fn draw_card(&self, deck: Option<&str>, seen: &[String], in_transit: bool) -> Result<Option<CardRow>, Error> {
        if deck.is_some_and(|deck| Content::builtin().deck(deck).is_none()) {
            return Err(NO_DECK);
        }
        let chance = self.chance();
        self.at_the_table("draw a card", |table| Ok(table.draw(deck, &read_cards(seen), in_transit, chance)))
    }

    /// "Not this one".
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn skip_card(&self, card: &str) -> Result<Skipped, Error> {
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write("note that", |tx| {
                let face = card_face::named(tx, card)?;
                card_mark::skip(tx, &face.card)?;
                let table = Table::load(tx, &present)?;
                Ok(Skipped { ask_to_hide: table.desk(None, &[], false).asks_to_hide(&face.card) })
            })
        })
    }

    /// Keeps what the user thinks of a card. Skips are counted anew from here.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn mark_card(&self, card: &str, mark: Mark) -> Result<(), Error> {
        self.with_vault(|vault| {
            vault.write("mark the card", |tx| {
                let face = card_face::named(tx, card)?;
                Ok(card_mark::set(tx, &face.card, mark)?)
            })
        })
    }

    /// "We already talk about this easily."
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn set_deck_easy(&self, deck: &str, easy: bool) -> Result<(), Error> {
        let deck = Content::builtin().deck(deck).ok_or(NO_DECK)?;
        self.with_vault(|vault| vault.write("note that", |tx| Ok(easy_deck::set(tx, &deck.id, easy)?)))
    }

    fn at_the_table<T>(&self, doing: &'static str, look: impl FnOnce(&Table) -> Result<T, Error>) -> Result<T, Error> {
        let present = self.present()?;
        self.with_vault(|vault| vault.read(doing, |connection| look(&Table::load(connection, &present)?)))
    }

    /// A number that nobody can foresee.
    pub(super) fn chance(&self) -> u64 {
        // The second half of an id is random.
        self.clock.new_id().as_u64_pair().1
    }
}

/// What the page has shown already. What is no card was never shown.
pub(super) fn read_cards(seen: &[String]) -> Vec<CardRef> {
    seen.iter().filter_map(|card| card.parse().ok()).collect()
}

/// Every card on the table, and everything that a draw depends on.
pub(super) struct Table {
    faces: Vec<CardFace>,
    cards: Vec<Card>,
    used: Vec<(CardRef, NaiveDate)>,
    marks: BTreeMap<CardRef, Mark>,
    skipped: BTreeMap<CardRef, u32>,
    hidden: BTreeSet<CardRef>,
    favorites: BTreeSet<CardRef>,
    easy: BTreeSet<String>,
    pub(super) eased: Eased,
    today: NaiveDate,
}

impl Table {
    pub(super) fn load(vault: &Connection, present: &Present) -> Result<Self, Error> {
        let faces = card_face::all(vault)?;
        let mut used = went::cards(vault)?;
        used.extend(talk::all(vault)?.into_iter().filter_map(|talk| Some((talk.card?, talk.day))));
        let noted = card_mark::all(vault)?;
        let marked = |is: fn(&Mark) -> bool| -> BTreeSet<CardRef> {
            noted.iter().filter(|noted| is(&noted.mark)).map(|noted| noted.card.clone()).collect()
        };
        Ok(Self {
            cards: faces.iter().map(CardFace::to_card).collect(),
            faces,
            used,
            hidden: marked(|mark| mark.hidden),
            favorites: marked(|mark| mark.favorite),
            marks: noted.iter().map(|noted| (noted.card.clone(), noted.mark)).collect(),
            skipped: noted.iter().map(|noted| (noted.card.clone(), noted.skipped)).collect(),
            easy: easy_deck::all(vault)?,
            eased: Eased::load(vault, present)?,
            today: present.today(),
        })
    }

    pub(super) fn draw(&self, deck: Option<&str>, seen: &[CardRef], in_transit: bool, chance: u64) -> Option<CardRow> {
        let now = self.desk(deck, seen, in_transit);
        let drawn = now.draw(chance)?;
        let face = self.faces.iter().find(|face| face.card == drawn.id)?;
        Some(self.row(face, &now))
    }

    fn desk<'t>(&'t self, deck: Option<&'t str>, seen: &'t [CardRef], in_transit: bool) -> Desk<'t> {
        Desk {
            cards: &self.cards,
            used: &self.used,
            skipped: &self.skipped,
            hidden: &self.hidden,
            favorites: &self.favorites,
            easy: &self.easy,
            bids: &self.eased.bids,
            easing: &self.eased.easing,
            today: self.today,
            in_transit,
            seen,
            deck,
        }
    }

    /// The row of a card as it is now, also of one that was deleted.
    pub(super) fn row_of(&self, face: &CardFace) -> CardRow {
        self.row(face, &self.desk(None, &[], false))
    }

    fn row(&self, face: &CardFace, desk: &Desk<'_>) -> CardRow {
        let used = self.used.iter().filter(|(card, _)| *card == face.card).map(|(_, day)| *day).max();
        let why_not = desk.why_not(&face.to_card());
        CardRow {
            card: face.card.to_string(),
            deck: face.deck.clone(),
            deck_title: deck_title(&face.deck),
            text: face.text.clone(),
            lead: face.lead.clone(),
            follow: face.follow.clone(),
            depth: face.depth,
            own: face.is_own(),
            mark: self.marks.get(&face.card).copied().unwrap_or_default(),
            used_day: used.map(|day| day.to_string()),
            why_not: why_not.map(|why_not| Content::builtin().why_not.of(why_not).to_owned()),
        }
    }

    fn deck(&self, deck: &content::Deck) -> Deck {
        let easing = &self.eased.easing;
        let cards = self.faces.iter().filter(|face| face.deck == deck.id).count();
        Deck {
            id: deck.id.clone(),
            title: deck.title.clone(),
            note: deck.note.clone(),
            cards: u32::try_from(cards).unwrap_or(u32::MAX),
            depth: self.desk(None, &[], false).depth(&deck.id).min(easing.max_depth()),
            easy: self.easy.contains(&deck.id),
            rests_until: easing.resting_topics.get(&deck.id).map(NaiveDate::to_string),
            stopped: easing.stopped_topics.contains(&deck.id),
        }
    }
}
