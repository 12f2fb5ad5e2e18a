//! A prepared talk, from the wish to what was learned.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Weight {
    Light,
    Ordinary,
    Serious,
}

/// The nine steps. Saved whole, as often as the page likes; each can be left empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PlanSteps {
    /// At most 2,000 characters each.
    pub want: String,
    pub why: String,
    pub weight: Option<Weight>,
    pub goodwill: String,
    pub opening: String,
    /// What I share first.
    pub first: String,
    pub way_out: String,
    /// "When we are … and it is calm, I will …"
    pub when_then: String,
    pub if_no: String,
    pub if_hard: String,
    pub neighbor: String,
    pub general: String,
    pub ours: String,
    /// A deck's id.
    pub topic: Option<String>,
}

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PlanSave {
    /// Made by the page, so that a repeated first save makes one plan.
    pub id: String,
    /// 0 for a plan that was never saved.
    pub base_rev: i64,
    pub steps: PlanSteps,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PlanSaved {
    pub rev: i64,
    pub hints: Vec<PlanHint>,
}

/// Something that the words might do. It never stops anybody.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PlanHint {
    /// The step it belongs to, as in [`PlanSteps`].
    pub step: String,
    pub message: String,
    /// Words to put there instead, if the user likes.
    pub instead: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlanState {
    Open,
    /// A talk was logged for it.
    Talked,
    /// Set aside; it can be taken up again.
    Aside,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Plan {
    pub id: String,
    pub rev: i64,
    pub state: PlanState,
    pub steps: PlanSteps,
    pub hints: Vec<PlanHint>,
    /// The if-then sentence was read once.
    pub sentence_read: bool,
    /// When it reminds: `YYYY-MM-DDTHH:MM`.
    pub remind_at: Option<String>,
    pub has_fear: bool,
    /// What was feared; sealed until the talk was logged.
    pub fear: Option<String>,
    pub happened: String,
    pub learned: String,
    /// The day to come back to it.
    pub follow_up: Option<String>,
    pub talk: Option<String>,
    pub entry: Option<String>,
    pub made_day: String,
}

/// One line of the history of plans.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PlanRow {
    pub id: String,
    pub state: PlanState,
    /// The wish, at most 120 characters; empty when it is not written yet.
    pub want: String,
    pub weight: Option<Weight>,
    pub made_day: String,
    pub remind_at: Option<String>,
    pub follow_up: Option<String>,
    pub learned: String,
}

/// What the planner asks and says, step by step.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct PlannerWords {
    pub steps: Vec<PlannerStep>,
    pub safe_checks: Vec<SafeCheck>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct PlannerStep {
    pub id: String,
    pub ask: String,
    pub hint: String,
    pub example: String,
    /// The practice behind it.
    pub practice: Option<String>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct SafeCheck {
    pub id: String,
    pub text: String,
    /// Empty for a line that is ticked or not.
    pub options: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Feeling {
    Fine,
    /// Nervous, but safe: that is normal.
    Nervous,
    Afraid,
}

/// The safe-space check. What is left out counts for nothing.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SafeAnswers {
    /// Ids of lines that hold.
    pub yes: Vec<String>,
    /// Ids of lines that do not.
    pub no: Vec<String>,
    pub feeling: Option<Feeling>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    Go,
    /// Ask whether now suits them.
    AskFirst,
    /// Something small speaks against it.
    Careful,
    AnotherTime,
    /// No talk is suggested; the form leads quietly to Support.
    Stop,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct SafeResult {
    pub verdict: Verdict,
    /// One or two sentences.
    pub message: String,
}

/// What became of a plan.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PlanAfter {
    pub happened: String,
    pub learned: String,
    /// `YYYY-MM-DD`, today or later.
    pub follow_up: Option<String>,
}
