//! Things to say: questions in decks, and replies for when it gets tense.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deck {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub note: String,
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

/// Something to say in place of defending oneself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CuriosityReply {
    pub id: String,
    pub when: String,
    pub text: String,
}
