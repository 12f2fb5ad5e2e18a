//! What is open in every state: the state itself, errors, and what events carry.

use serde::Serialize;
use ts_rs::TS;

use super::Settings;

/// What the window must know before anything else; answered in every state.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Status {
    pub state: VaultState,
    /// Set when `state` is `recovery`: what happened, what is safe, what to do.
    pub problem: Option<ErrorBody>,
    /// Something that does not stop the app but that the user must hear once, such as no tray or no notification service.
    pub notices: Vec<String>,
    /// Wrong passphrases since the last successful unlock.
    pub failed_attempts: u32,
    /// Milliseconds until the next attempt is answered.
    pub retry_after_ms: i64,
    pub settings: Settings,
    pub version: String,
    /// The folder that holds everything, to show to the user.
    pub data_dir: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum VaultState {
    /// No vault yet: first start.
    New,
    Locked,
    Open,
    /// A file is damaged, missing, or newer than this program.
    Recovery,
}

/// An error as the window receives it. A code exists only while the window branches on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ErrorBody {
    pub code: ErrorCode,
    /// What was tried and what to do; shown as it is.
    pub message: String,
    /// The form field the message belongs to.
    pub field: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ErrorCode {
    Locked,
    WrongPassphrase,
    Damaged,
    Invalid,
    NotFound,
    Conflict,
    Precondition,
    StorageFull,
    ReadOnly,
    NewerVersion,
    Unavailable,
    Internal,
}

/// What may have changed; the only thing an event carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Topic {
    Today,
    Reminders,
    Journal,
    Progress,
    Settings,
    Status,
}
