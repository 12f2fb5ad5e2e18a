//! Cards, decks, and "We're alone now".

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Mark;

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Deck {
    pub id: String,
    pub title: String,
    pub note: String,
    pub cards: u32,
    /// How deep it may go now, 1 to 3.
    pub depth: u8,
    /// "We already talk about this easily."
    pub easy: bool,
    /// The first day on which it is free again.
    pub rests_until: Option<String>,
    /// The partner asked to leave it.
    pub stopped: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct DeckPage {
    pub deck: Deck,
    pub cards: Vec<CardRow>,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct CardRow {
    /// `c:slug` for the content's, `o:uuid` for the user's own.
    pub card: String,
    pub deck: String,
    pub deck_title: String,
    pub text: String,
    /// A line that the user can finish about themselves first.
    pub lead: String,
    pub follow: String,
    /// 1 light, 2 personal, 3 tender.
    pub depth: u8,
    pub own: bool,
    pub mark: Mark,
    /// When it was used last.
    pub used_day: Option<String>,
    /// Why it is not drawn now, as a sentence; `None` when it may be.
    pub why_not: Option<String>,
}

/// A card of the user's own.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct OwnCard {
    /// `None` makes a new one; else `o:uuid`.
    pub card: Option<String>,
    pub deck: String,
    /// 1 to 3; a tender one needs a lead.
    pub depth: u8,
    /// 1 to 300 characters, not the text of another card.
    pub text: String,
    pub lead: String,
    pub follow: String,
}

/// What "We're alone now" shows: never a blank.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct AloneNow {
    /// Something of one's own to begin with.
    pub opener: String,
    /// A question for the partner, where one may be asked now.
    pub card: Option<CardRow>,
    /// Why there is no card, as a sentence. Never says why after fear.
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Skipped {
    /// Skipped again and again: shall it be hidden?
    pub ask_to_hide: bool,
}

/// The user went to talk, and has not said yet how it went.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Pending {
    pub since_ms: i64,
    pub card: Option<CardRow>,
}
