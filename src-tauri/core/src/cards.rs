//! Which card to draw: slowly deeper, seldom the same, never a topic that rests.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::easing::Easing;
use crate::ids::CardRef;
use crate::talk::Bid;

/// A question, of the content or the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub id: CardRef,
    /// A deck's id.
    pub deck: String,
    /// 1 light, 2 personal, 3 tender.
    pub depth: u8,
    /// Of the conflict deck.
    pub only_when_calm: bool,
}

/// Everything a draw depends on.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    pub cards: &'a [Card],
    /// On which days a card was used: by *Now go* or in a log.
    pub used: &'a [(CardRef, NaiveDate)],
    /// How often "Not this one" was said.
    pub skipped: &'a BTreeMap<CardRef, u32>,
    pub hidden: &'a BTreeSet<CardRef>,
    pub favorites: &'a BTreeSet<CardRef>,
    /// Decks of which the user said "We already talk about this easily".
    pub easy: &'a BTreeSet<String>,
    pub bids: &'a [Bid],
    pub easing: &'a Easing,
    pub today: NaiveDate,
    /// A car, bus or train: depth 1 only.
    pub in_transit: bool,
    /// What was shown since the page opened.
    pub seen: &'a [CardRef],
    /// One deck only.
    pub deck: Option<&'a str>,
}

/// Why a card is not drawn now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    Hidden,
    /// Within the last 90 days.
    UsedLately,
    TopicRests,
    TopicStopped,
    /// Deeper than the topic has come.
    TooDeepYet,
    /// One tender card a week.
    TenderThisWeek,
    NotInTransit,
    /// A quarrel or a "not now" is too near.
    NotCalm,
    /// No questions for the partner now.
    Easing,
}

impl Desk<'_> {
    /// The next card; `None` when the pool is empty. Another seed may draw another card among equals.
    pub fn draw(&self, _seed: u64) -> Option<&Card> {
        None
    }

    /// What speaks against this card now.
    pub fn why_not(&self, _card: &Card) -> Option<WhyNot> {
        None
    }

    /// How deep a deck may go now, 1 to 3.
    pub fn depth(&self, _deck: &str) -> u8 {
        1
    }
}

/// Skipped as often as this, the user is asked whether to hide a card.
pub const ASK_TO_HIDE: u32 = 2;
