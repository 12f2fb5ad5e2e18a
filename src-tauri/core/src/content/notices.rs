//! What Ajar says by itself: notifications, advice, and whole pages.

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
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportPage {
    pub title: String,
    pub text: Vec<String>,
    pub if_you_hurt_them: String,
    pub for_safe_couples: String,
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
}
