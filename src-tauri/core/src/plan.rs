//! A planned talk: whether now is a good time for it, and what suits its weight.

use crate::content::{Content, SafeCheck, SafeLevel};

/// How heavy the matter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Light,
    Ordinary,
    Serious,
}

/// The practice of coming from the side.
const FROM_THE_SIDE: &str = "from-the-side";

impl Weight {
    /// Whether the ladder is offered: an easy neighbor first, then in general, then ours. A serious matter asks for kind
    /// directness in its place, because coming to it sideways would feel like a trick.
    pub fn offers_sideways(self) -> bool {
        self != Self::Serious
    }

    /// Whether this practice, or a card that leads to it, is left out beside such a plan.
    pub fn hides(self, practice: &str) -> bool {
        !self.offers_sideways() && practice == FROM_THE_SIDE
    }
}

/// How the user feels about their partner's reaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feeling {
    Fine,
    /// "Nervous, but safe" is normal, and counts for nothing.
    Nervous,
    Afraid,
}

/// What the safe-space check comes to.
#[derive(Debug, Clone)]
pub enum Verdict<'c> {
    Go,
    /// Ask first whether now suits them.
    AskFirst,
    /// Something small speaks against it: these lines.
    Careful(Vec<&'c SafeCheck>),
    /// Another time: these lines, of which one at least weighs much.
    AnotherTime(Vec<&'c SafeCheck>),
    /// No talk is suggested, and the form leads quietly to Support.
    Stop,
}

/// What the safe-space check comes to. `no` are the ids of lines that do not hold; what was skipped never counts against
/// anything, and an id that the content does not know counts for nothing.
pub fn verdict<'c>(content: &'c Content, no: &[impl AsRef<str>], feeling: Option<Feeling>) -> Verdict<'c> {
    if feeling == Some(Feeling::Afraid) {
        return Verdict::Stop;
    }
    let is_no = |check: &&SafeCheck| no.iter().any(|id| id.as_ref() == check.id);
    let lines = content.safe_checks.iter().filter(|check| check.level != SafeLevel::Stop);
    let against: Vec<&SafeCheck> = lines.filter(is_no).collect();
    let has = |level| against.iter().any(|check| check.level == level);
    if has(SafeLevel::Red) {
        Verdict::AnotherTime(against)
    } else if has(SafeLevel::Amber) {
        Verdict::Careful(against)
    } else if has(SafeLevel::AskFirst) {
        Verdict::AskFirst
    } else {
        Verdict::Go
    }
}
