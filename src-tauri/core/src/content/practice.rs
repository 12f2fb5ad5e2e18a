//! The catalogue: what there is to do.

use serde::Deserialize;

use crate::ids::PracticeRef;

/// Who has to be there for a practice, or for one step of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Faces {
    /// Needs nobody.
    #[serde(rename = "self")]
    OnSelf,
    /// Only when the partner has begun.
    #[serde(rename = "answer")]
    Answer,
    /// The user starts something with the partner: a bid.
    #[serde(rename = "partner")]
    Partner,
}

/// What kind of doing a practice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticeKind {
    Drill,
    Talk,
    Solo,
    Habit,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The slug. Never used again for something else, and never removed.
    pub id: String,
    /// Ids of sources; the card shows the first.
    pub source: Vec<String>,
    pub title: String,
    /// What to do today, in at most 18 words; shown alone, the rest folded.
    pub today: String,
    pub faces: Faces,
    pub kind: PracticeKind,
    /// 1 to 3.
    pub difficulty: u8,
    #[serde(rename = "duration_min")]
    pub minutes: u16,
    pub moments: Vec<String>,
    pub why: String,
    pub steps: Vec<Step>,
    /// From an easy neighbor up to the real subject; only where coming from the side is the practice.
    #[serde(default)]
    pub ladder_example: Vec<String>,
    /// Words to say.
    pub say: Vec<String>,
    pub avoid: Vec<String>,
    pub stop_when: Vec<String>,
    /// Journal prompts.
    pub prompts: Vec<String>,
    /// Ids of reflections that fit afterward.
    pub reflections: Vec<String>,
    /// Ids of the decks whose cards fit; empty where no card is needed.
    #[serde(default)]
    pub decks: Vec<String>,
}

impl Practice {
    /// How logs and messages name it.
    pub fn reference(&self) -> PracticeRef {
        PracticeRef::catalogue(&self.id)
    }

    /// The steps that are offered: all, or in a rest week those that leave the partner in peace.
    pub fn steps(&self, resting: bool) -> impl Iterator<Item = &str> {
        self.steps.iter().filter(move |step| !resting || step.faces() != Some(Faces::Partner)).map(Step::text)
    }
}

/// One step of a practice, which may need the partner although the practice as a whole does not.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Step {
    Plain(String),
    Facing { text: String, faces: Faces },
}

impl Step {
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Facing { text, .. } => text,
        }
    }

    /// Set where it differs from the practice's own.
    pub fn faces(&self) -> Option<Faces> {
        match self {
            Self::Plain(_) => None,
            Self::Facing { faces, .. } => Some(*faces),
        }
    }
}
