//! What Ajar says by itself: notifications and advice.

use serde::Deserialize;

/// What notifications of one kind say, by style.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderTexts {
    pub kind: String,
    pub plain: Vec<String>,
    pub discreet: Vec<String>,
    /// Empty where this kind is not shown in that style.
    pub blank: Vec<String>,
}

/// Notifications that are about no single reminder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeTexts {
    pub digest: String,
    pub test: String,
    pub blank: String,
}

/// What is said when Ajar suggests easing off; empty where nothing is said on purpose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EaseOffText {
    pub id: String,
    pub tell: String,
    /// The reason, in one sentence.
    pub why: String,
    /// What may be chosen, the suggested one first; empty where it simply begins.
    #[serde(default)]
    pub offers: Vec<EasingKind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EasingKind {
    RestWeek,
    LightWeek,
    MonthOff,
}
