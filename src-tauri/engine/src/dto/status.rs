//! What is open in every state: the state itself, errors, and what events carry.

use serde::Serialize;
use ts_rs::TS;

use super::{Settings, Ways};

/// What the window must know before anything else; answered in every state.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Status {
    pub state: VaultState,
    /// Set when `state` is `recovery`: what happened, what is safe, what to do.
    pub problem: Option<ErrorBody>,
    /// While `state` is `recovery`: the files are whole, only less than there was, and the user may take them as they are.
    pub can_open_anyway: bool,
    /// What opens the journal.
    pub ways: Ways,
    /// Letters that wait for the next unlock.
    pub letters: u32,
    /// What was set aside last, and can be brought back.
    pub undo: Option<Undo>,
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

/// Files that were set aside whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Undo {
    pub of: UndoOf,
    pub at_ms: i64,
    /// `None` keeps them until the user brings them back.
    pub until_ms: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum UndoOf {
    Restore,
    /// A new journal was begun beside one that could not be opened.
    StartAnew,
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
    Practice,
    Talks,
    Settings,
    Status,
}
