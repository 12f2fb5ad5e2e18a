//! Entries that do not come up on their day in other years. The mark goes with its entry.

use ajar_core::ids::EntryId;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Result, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE hidden_memory (
        entry     BLOB PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
        hidden_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
";

/// All of them, hidden last first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<EntryId>> {
    connection
        .prepare("SELECT entry FROM hidden_memory ORDER BY hidden_at DESC, entry DESC")?
        .query_map([], |row| column::id(row, "entry", EntryId::from_bytes))?
        .collect()
}

/// An entry that is hidden already stays as it is.
pub(crate) fn hide(connection: &Connection, entry: EntryId, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("INSERT INTO hidden_memory (entry, hidden_at) VALUES (:entry, :now) ON CONFLICT (entry) DO NOTHING")?
        .execute(named_params! {":entry": entry.as_bytes(), ":now": now.timestamp_millis()})
        .map(drop)
}

pub(crate) fn show(connection: &Connection, entry: EntryId) -> Result<()> {
    connection
        .prepare("DELETE FROM hidden_memory WHERE entry = :entry")?
        .execute(named_params! {":entry": entry.as_bytes()})
        .map(drop)
}
