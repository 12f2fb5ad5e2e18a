//! Things to say: questions in decks, small things to tell, and replies for when it gets tense.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deck {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub note: String,
    /// Not on a day with a quarrel, and not right after one.
    #[serde(default)]
    pub only_when_calm: bool,
}

/// A question for the partner, which the user can answer first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub deck: String,
    /// 1 light, 2 personal, 3 tender.
    pub depth: u8,
    pub text: String,
    /// A line that the user can finish about themselves first.
    #[serde(default)]
    pub lead: String,
    /// One follow-up.
    #[serde(default)]
    pub follow: String,
}

/// Something of the user's own to tell, for when there is no question to ask.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opener {
    pub id: String,
    pub text: String,
    /// Fits a car, bus or train: light, with nothing to look at or hold.
    pub in_transit: bool,
}

/// Something to say in place of defending oneself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CuriosityReply {
    pub id: String,
    pub when: String,
    pub text: String,
}
