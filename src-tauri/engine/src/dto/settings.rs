//! Settings, previews and pages of fixed words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Settings that must be readable before unlock. Saved whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Settings {
    pub theme: Theme,
    /// Percent of the system's text size: 100, 115, 130, 150 or 200.
    pub text_size: u16,
    pub style: NotificationStyle,
    pub quiet_from: String,
    pub quiet_to: String,
    /// When a new practice day begins, 00:00 to 06:00.
    pub day_start: String,
    /// Practice days a week that the user aims for, 1 to 5.
    pub goal: u8,
    /// How often *Talk every time you are alone* comes.
    pub cue_rhythm: CueRhythm,
    /// How many of its cues carry a question for the partner, 1 to 5 a week.
    pub questions_per_week: u8,
    /// First day of the week: `mo` to `su`.
    pub first_weekday: Weekday,
    /// Minutes without a key or pointer before Ajar locks; 0 is "at once when hidden", `None` is never.
    pub auto_lock_min: Option<u16>,
    /// Whether a locked Ajar takes a line or a talk.
    pub letter_slot: bool,
    /// Whether the lock screen shows today's practice.
    pub practice_while_locked: bool,
    /// Whether a press of `?` opens the shortcut sheet.
    pub question_mark_help: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CueRhythm {
    /// At every moment the user chose, at most two a day.
    EveryTime,
    /// On three days of each week.
    FewAWeek,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NotificationStyle {
    Discreet,
    Plain,
    Blank,
    TrayOnly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Weekday {
    Mo,
    Tu,
    We,
    Th,
    Fr,
    Sa,
    Su,
}

/// What each notification style would say, for real previews.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct StylePreview {
    pub style: NotificationStyle,
    pub title: String,
    /// A cue and a practice reminder in this style; empty for tray only.
    pub bodies: Vec<String>,
}

/// Words that never change: the support page and the like.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Page {
    pub title: String,
    pub paragraphs: Vec<String>,
}
