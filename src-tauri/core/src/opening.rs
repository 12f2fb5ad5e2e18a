//! What a sentence does before it is said: openings that put the other on guard, and wishes that are demands.

use crate::content::Content;

/// A hint about a plan's text. Hints never stop anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The words that were noticed.
    pub noticed: String,
    /// What to do instead.
    pub say: String,
}

/// What in an opening sentence tends to put the other on guard.
pub fn heed_opening(_content: &Content, _text: &str) -> Vec<Hint> {
    Vec::new()
}

/// "They should listen more" turned round: "I would like …"; `None` when the goal is about oneself already.
pub fn turn_round(_goal: &str) -> Option<String> {
    None
}
