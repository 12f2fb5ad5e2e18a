//! What was slipped in while the journal was locked: sealed, and readable by nobody until it is open.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Result, named_params};
use uuid::Uuid;

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE letter (
        id            BLOB PRIMARY KEY CHECK (length(id) = 16),
        sealed        BLOB NOT NULL,
        at            INTEGER NOT NULL,
        unreadable_at INTEGER
    ) STRICT;
";

/// A letter as it waits.
pub(crate) struct LetterRow {
    pub(crate) id: Uuid,
    pub(crate) sealed: Vec<u8>,
    /// Whether an unlock has found already that it cannot be opened.
    pub(crate) is_unreadable: bool,
}

/// Keeps a letter; the same id again replaces it, since what was sent last is what is meant.
pub(crate) fn put(connection: &Connection, id: Uuid, sealed: &[u8], at: DateTime<Utc>) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO letter (id, sealed, at) VALUES (:id, :sealed, :at)
             ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, at = excluded.at, unreadable_at = NULL",
        )?
        .execute(named_params! {":id": id.as_bytes(), ":sealed": sealed, ":at": at.timestamp_millis()})?;
    Ok(())
}

pub(crate) fn is_there(connection: &Connection, id: Uuid) -> Result<bool> {
    connection.prepare("SELECT 1 FROM letter WHERE id = :id")?.exists(named_params! {":id": id.as_bytes()})
}

/// Letters that the next unlock is expected to open.
pub(crate) fn count(connection: &Connection) -> Result<u32> {
    connection
        .prepare("SELECT count(*) AS count FROM letter WHERE unreadable_at IS NULL")?
        .query_row([], |row| row.get("count"))
}

/// Everything that is here, in the order in which it came.
pub(crate) fn all(connection: &Connection) -> Result<Vec<LetterRow>> {
    connection
        .prepare("SELECT id, sealed, unreadable_at FROM letter ORDER BY at, id")?
        .query_map([], |row| {
            Ok(LetterRow {
                id: column::id(row, "id", Uuid::from_bytes)?,
                sealed: row.get("sealed")?,
                is_unreadable: column::optional_instant(row, "unreadable_at")?.is_some(),
            })
        })?
        .collect()
}

pub(crate) fn delete(connection: &Connection, id: Uuid) -> Result<()> {
    connection.prepare("DELETE FROM letter WHERE id = :id")?.execute(named_params! {":id": id.as_bytes()})?;
    Ok(())
}

/// Remembers that this one cannot be opened; it stays.
pub(crate) fn mark_unreadable(connection: &Connection, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE letter SET unreadable_at = :now WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letter_twice_is_once_and_the_order_is_kept() {
        let connection = super::super::open(&[MIGRATION]);
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        for (id, sealed, second) in [(9, b"first", 1), (2, b"third", 3), (5, b"2nd_0", 2), (5, b"2nd_1", 2)] {
            put(&connection, Uuid::from_u128(id), sealed, at(second)).unwrap();
        }
        let all = |connection: &Connection| -> Vec<Vec<u8>> {
            super::all(connection).unwrap().into_iter().map(|letter| letter.sealed).collect()
        };
        assert_eq!(all(&connection), [b"first", b"2nd_1", b"third"]);
        assert!(is_there(&connection, Uuid::from_u128(9)).unwrap());
        delete(&connection, Uuid::from_u128(9)).unwrap();
        assert!(!is_there(&connection, Uuid::from_u128(9)).unwrap());
        mark_unreadable(&connection, Uuid::from_u128(5), at(4)).unwrap();
        assert_eq!((count(&connection).unwrap(), all(&connection).len()), (1, 2));
    }
}
