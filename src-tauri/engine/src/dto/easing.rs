//! Easing off, as it is shown and chosen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EasingMode {
    Free,
    Light,
    Rest,
    MonthOff,
    Stopped,
    /// One's own practice only, and no word about why.
    OwnOnly,
    Parted,
}

/// What the user decides, or says about the two.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "choice", deny_unknown_fields)]
#[ts(export)]
pub enum EasingChoice {
    Rest,
    KeepLight,
    MonthOff,
    /// Not what is offered.
    Decline,
    /// A rest, a light week or a month off ends early.
    End,
    /// "They asked me to stop": this deck, or altogether.
    AskedToStop {
        topic: Option<String>,
    },
    /// The partner lifted it.
    Lifted {
        topic: Option<String>,
    },
    /// "Afraid".
    Afraid,
    /// "Bring back practices with my partner".
    BringBack,
    /// "We are no longer together".
    Parted,
    TogetherAgain,
}

/// One kind line in Today, with what may be chosen.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Advice {
    pub tell: String,
    /// What it comes from.
    pub why: String,
    /// The suggested one first; empty where there is nothing to choose.
    pub offers: Vec<EasingChoice>,
}

/// What Settings and Today show of it.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Easing {
    pub mode: EasingMode,
    /// The first day that is free again.
    pub until: Option<String>,
    /// "Rest week", "A light week", "A month off"; empty where nothing is said.
    pub title: String,
    /// What it is, in a sentence or two; empty where nothing is said.
    pub text: String,
    pub advice: Option<Advice>,
    pub stopped_topics: Vec<StoppedTopic>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct StoppedTopic {
    pub topic: String,
    pub title: String,
}
