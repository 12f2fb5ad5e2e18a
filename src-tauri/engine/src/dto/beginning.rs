//! The first start.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ReminderDraft, Settings};

/// The answer to `create_vault`.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Created {
    /// Shown once, never stored readable; `None` when the user did not want one.
    pub recovery_key: Option<String>,
}

/// What the first start collects before the vault exists. Its reminders are saved in the same call that makes the vault.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct FirstStart {
    /// `None` opens the journal with this computer's login; then a recovery key is always made.
    pub passphrase: Option<String>,
    pub want_recovery_key: bool,
    pub settings: Settings,
    pub reminders: Vec<ReminderDraft>,
}
