//! What the shell tells an open window. An event carries no content.

use ajar_engine::dto::Topic;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something was committed: views that show these topics ask again.
    Changed(Vec<Topic>),
    Locked,
    /// The journal locks itself in so many seconds, unless somebody shows up; `None` when somebody did.
    LockWarned(Option<u64>),
    /// Save what is typed, then call `flush_done` with this ticket.
    FlushRequested(u64),
    /// The tray or a notification asked for this page.
    WentTo(Page),
    /// The user wants to close or quit, and should hear something first.
    CloseAsked(CloseDoubt),
}

/// Why a window that is being closed asks first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseDoubt {
    /// There is no tray to come back from.
    NoTray,
    /// The last words could not be saved.
    Unsaved,
    /// The recovery key may still be on the screen.
    Starting,
}

/// A place that the tray or a notification can lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Today,
    AloneNow,
    LogTalk,
    WriteLine,
    /// The partner's deck, in front of the lock screen.
    TurnToAsk,
}

impl Page {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::AloneNow => "alone_now",
            Self::LogTalk => "log_talk",
            Self::WriteLine => "write_line",
            Self::TurnToAsk => "turn_to_ask",
        }
    }
}

impl Event {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Changed(_) => "changed",
            Self::Locked => "locked",
            Self::LockWarned(_) => "lock_warned",
            Self::FlushRequested(_) => "flush_requested",
            Self::WentTo(_) => "went_to",
            Self::CloseAsked(_) => "close_asked",
        }
    }

    pub fn payload(&self) -> Value {
        match self {
            Self::Changed(topics) => json!({ "topics": topics }),
            Self::FlushRequested(ticket) => json!({ "ticket": ticket }),
            Self::WentTo(page) => json!({ "page": page.as_str() }),
            Self::CloseAsked(CloseDoubt::NoTray) => json!({ "reason": "no_tray" }),
            Self::CloseAsked(CloseDoubt::Unsaved) => json!({ "reason": "unsaved" }),
            Self::CloseAsked(CloseDoubt::Starting) => json!({ "reason": "starting" }),
            Self::Locked => json!({}),
            Self::LockWarned(seconds) => json!({ "seconds": seconds }),
        }
    }
}
