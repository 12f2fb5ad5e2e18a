//! The ways into the journal, and what proves that somebody may change them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What opens the journal. All `false` before there is one, or when the key file cannot be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Ways {
    pub passphrase: bool,
    pub recovery_key: bool,
    /// The key ring of this computer's login.
    pub login: bool,
}

/// What the user types to prove that the journal is theirs.
#[derive(Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Proof {
    Passphrase(String),
    RecoveryKey(String),
}

/// What a passphrase is worth, before it protects anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PassphraseAdvice {
    pub accepted: bool,
    /// 0 is guessed at once, 4 is not guessed.
    pub strength: u8,
    /// One or two sentences; empty when there is nothing to say.
    pub advice: String,
}

/// Erasing is done; what it could not reach, a sentence each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Erased {
    pub stays: Vec<String>,
}
