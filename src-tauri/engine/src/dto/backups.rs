//! Backups and their restoring.

use serde::Serialize;
use ts_rs::TS;

use super::ErrorBody;

/// One backup that was proven when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BackupRow {
    /// The whole path.
    pub file: String,
    pub made_ms: i64,
    pub bytes: u64,
    /// Entries that are not in the trash.
    pub entries: u64,
    pub reminders: u64,
}

/// A file that may be a backup, found without opening it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct FoundBackup {
    /// What commands name it by; no path.
    pub id: String,
    /// The whole path, to show to the user.
    pub file: String,
    pub place: BackupPlace,
    pub made_ms: i64,
    pub bytes: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum BackupPlace {
    /// Ajar's own folder.
    Kept,
    /// The user named it in a dialog.
    Chosen,
}

/// How well the journal is backed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BackupHealth {
    /// The newest verified backup; `None` before the first.
    pub last: Option<BackupRow>,
    /// Where backups lie.
    pub folder: String,
    /// Whole backups of this journal there, and what they take together.
    pub count: u32,
    pub bytes: u64,
    /// When the next one is made if nothing else changes; `None` while everything is in the last one.
    pub next_ms: Option<i64>,
    /// The folder that each backup is copied to as well.
    pub second_place: Option<String>,
    /// What went wrong at the last try, and what to do.
    pub problem: Option<String>,
    /// Until when the last restore can be undone; `None` when there is none to undo.
    pub undo_until_ms: Option<i64>,
}

/// What a restore would bring back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RestorePreview {
    pub file: String,
    pub made_ms: i64,
    pub bytes: u64,
    pub entries: u64,
    pub in_trash: u64,
    pub reminders: u64,
    /// The Ajar that made it.
    pub version: String,
    /// `false` when it belongs to another journal than the one in Ajar's folder.
    pub is_this_journal: bool,
}

/// What reading every page of the journal and of its backups found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct JournalCheck {
    pub entries: u64,
    pub in_trash: u64,
    /// The search index did not agree with the entries, and was made anew.
    pub index_renewed: bool,
    /// Newest first.
    pub backups: Vec<BackupCheck>,
}

/// What reading one backup found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BackupCheck {
    pub file: String,
    pub made_ms: i64,
    pub bytes: u64,
    /// `None` when it is whole.
    pub problem: Option<ErrorBody>,
}
