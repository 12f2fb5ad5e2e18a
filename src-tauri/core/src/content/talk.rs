//! What one taps when a talk is logged.

use serde::Deserialize;

/// A choice: the name under which it is stored, and what it is called on the screen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TapWords {
    pub id: String,
    pub text: String,
}

/// Words beside the taps.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TalkWords {
    pub went_nowhere: String,
    pub asked_to_stop_topic: String,
    pub asked_to_stop: String,
    /// The partner said that it is all right again.
    pub lifted: String,
    pub lifted_text: String,
}
