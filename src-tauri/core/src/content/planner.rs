//! The planner: its steps, the weight of a matter, the ways round to it, and the words it checks.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannerStep {
    pub id: String,
    #[serde(default)]
    pub practice: String,
    pub ask: String,
    /// How to answer it, in a line.
    pub hint: String,
    /// One answer that somebody might give.
    pub example: String,
}

/// How heavy the matter is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    pub id: String,
    pub label: String,
    pub hint: String,
}

/// One rung of the ladder from an easy neighbor to the couple's own matter, for light and ordinary ones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub id: String,
    pub label: String,
    pub ask: String,
    pub example: String,
}

/// Words in an opening that make most people brace.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningPhrase {
    pub id: String,
    /// In small letters, as it is looked for.
    pub phrase: String,
    /// What to do in its place.
    pub say: String,
}

/// How a goal that begins with the partner becomes a wish.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turned {
    pub id: String,
    /// In small letters, as the goal may begin.
    pub begins: String,
    /// How the wish may begin in its place.
    pub into: String,
    /// A goal of that kind, and the wish it became.
    pub before: String,
    pub after: String,
}
