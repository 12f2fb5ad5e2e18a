//! Whole pages, and words that pages share.

use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub text: String,
}

/// A page of plain paragraphs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub title: String,
    pub text: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsWords {
    pub shared_login: String,
    pub discreet_limit: String,
    pub not_together: String,
    pub not_together_text: Vec<String>,
    pub bring_back: String,
    pub bring_back_text: Vec<String>,
}

/// A rest week, a light week, a month off: practice, with the same standing as any other.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Easing {
    pub title: String,
    /// What one presses to choose it.
    pub choose: String,
    pub text: Vec<String>,
    /// What there is to do in it.
    pub offers: Vec<String>,
}

/// *We're alone now*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alone {
    pub title: String,
    /// This week's questions for the partner are used.
    pub asked_enough: String,
    pub in_transit: String,
    /// There is no card that fits.
    pub no_card: String,
    pub quiet: String,
    /// Only what the partner begins is answered.
    pub resting: String,
}

/// *Your turn to ask*.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnToAsk {
    pub title: String,
    pub line: String,
    /// For the user, before the laptop is handed over.
    pub before: Vec<String>,
    /// For the partner.
    pub text: Vec<String>,
    pub end: String,
}

/// *When it gets tense*, above the curiosity replies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tense {
    pub title: String,
    pub text: Vec<String>,
    pub stop_when: Vec<String>,
    /// Words that end a talk for now.
    pub stop_words: String,
}
