//! The catalogue, the user's own practices, and the pages beside them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Faces, PracticeCard};

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Library {
    /// The suggested path, which waits for the user.
    pub weeks: Vec<PathWeek>,
    /// The path's next, `None` when it is behind.
    pub next: Option<String>,
    /// The catalogue's and the user's own; hidden ones too.
    pub practices: Vec<PracticeRow>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct PathWeek {
    pub steps: Vec<PathStep>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct PathStep {
    pub practice: String,
    pub title: String,
    pub done: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PracticeRow {
    pub practice: String,
    pub title: String,
    /// Empty for the user's own.
    pub source: String,
    pub today: String,
    pub faces: Faces,
    pub minutes: u16,
    pub own: bool,
    pub mark: Mark,
    pub times: u32,
    pub last_day: Option<String>,
    /// Not suggested while the user eases off. It can be read all the same.
    pub rests: bool,
}

/// What the user thinks of a practice or a card.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Mark {
    pub favorite: bool,
    /// Not suggested, and shown only where hidden ones are.
    pub hidden: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PracticePage {
    pub card: PracticeCard,
    /// From an easy neighbor to the real subject; empty where coming from the side is not the practice.
    pub ladder: Vec<String>,
    pub own: bool,
    pub mark: Mark,
    pub rests: bool,
    pub times: u32,
    pub last_day: Option<String>,
    /// Decks with cards that fit.
    pub decks: Vec<String>,
}

/// A practice of the user's own.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct OwnPractice {
    /// `None` makes a new one; else `o:uuid`.
    pub practice: Option<String>,
    /// 1 to 80 characters, not the title of another practice.
    pub title: String,
    /// What to do, 1 to 200 characters.
    pub today: String,
    pub faces: Faces,
    /// At most 2,000 characters.
    pub why: String,
    /// At most 20 lines of at most 300 characters.
    pub steps: Vec<String>,
    /// When to stop; at least one line for a practice that begins something with the partner.
    pub stop_when: Vec<String>,
}

/// What the user knows of their partner's pace and comfort, and nothing else.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PartnerNotes {
    /// At most 2,000 characters each.
    pub pace: String,
    pub comfort: String,
}

/// "When it gets tense".
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Tense {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub replies: Vec<CuriosityReply>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct CuriosityReply {
    pub id: String,
    /// "you feel accused"
    pub when: String,
    pub text: String,
}

/// Sixty seconds alone: a sharp remark, and what one could answer.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Rehearsal {
    pub id: String,
    /// The practice that it counts for.
    pub practice: String,
    pub situation: String,
    pub remark: String,
    pub replies: Vec<RehearsalReply>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct RehearsalReply {
    pub text: String,
    /// Whether it asks on in place of defending oneself.
    pub curious: bool,
    pub why: String,
}

/// "Your turn to ask": a deck for the partner's hands. Open while the journal is locked; nothing is logged.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct TurnToAsk {
    pub title: String,
    pub line: String,
    /// What the user reads before the computer changes hands.
    pub before: Vec<String>,
    /// What the partner reads.
    pub paragraphs: Vec<String>,
    /// After the last card.
    pub end: String,
    /// In an order of chance.
    pub cards: Vec<TurnCard>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct TurnCard {
    pub id: String,
    pub text: String,
    /// A line that the one who answers can finish.
    pub lead: String,
    pub depth: u8,
}
