//! Things to answer alone: reflections, the check-in, the safe-space check.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reflection {
    pub id: String,
    pub when: ReflectWhen,
    pub kind: AnswerKind,
    #[serde(default)]
    pub required: bool,
    pub text: String,
    #[serde(default)]
    pub options: Vec<String>,
    /// The option that says "I felt afraid".
    #[serde(default)]
    pub flag_option: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReflectWhen {
    AfterTalk,
    AfterQuarrel,
    Weekly,
    Rest,
    Any,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    Choice,
    Scale4,
    Text,
}

/// A statement of the weekly check-in. Our own words, not a validated test.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckinItem {
    pub id: String,
    pub text: String,
    pub scale: Vec<String>,
    /// Shown in the form when the answer is low.
    #[serde(default)]
    pub when_low: String,
}

/// One line of the check before a planned talk.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeCheck {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub options: Vec<String>,
    pub level: SafeLevel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafeLevel {
    Amber,
    Red,
    /// Unticked means "ask first", not "another time".
    AskFirst,
    /// Only "afraid" stops; skipping never does.
    Stop,
}

/// What the check comes to, from the best to the worst.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafeWords {
    pub go: String,
    pub ask_first: String,
    pub careful: String,
    pub another_time: String,
    /// Shown once, inside the form, with the way to Support.
    pub stop: String,
}
