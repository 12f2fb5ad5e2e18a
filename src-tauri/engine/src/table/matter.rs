//! What can wait for a calm day.

use ajar_core::ids::MatterId;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Result, Row, named_params};

use super::choice::{self, Choice};
use super::column;
use crate::dto::MatterState;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE matter (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        text       TEXT NOT NULL CHECK (text <> ''),
        state      TEXT NOT NULL CHECK (state IN ('waiting', 'raised', 'let_go')),
        day        TEXT NOT NULL CHECK (day IS date(day)),
        at         INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT;
";

/// One of them.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct MatterRow {
    pub(crate) id: MatterId,
    pub(crate) text: String,
    pub(crate) state: MatterState,
    pub(crate) day: NaiveDate,
    pub(crate) at: DateTime<Utc>,
}

/// Waiting ones first, then newest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<MatterRow>> {
    connection
        .prepare(
            "SELECT id, text, state, day, at FROM matter WHERE deleted_at IS NULL
             ORDER BY state = 'waiting' DESC, day DESC, at DESC, id DESC",
        )?
        .query_map([], read)?
        .collect()
}

/// Adds it, or gives the one with its id other words; when it was written stays.
pub(crate) fn put(connection: &Connection, matter: &MatterRow) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO matter (id, text, state, day, at) VALUES (:id, :text, :state, :day, :at)
             ON CONFLICT (id) DO UPDATE SET text = excluded.text, state = excluded.state",
        )?
        .execute(named_params! {
            ":id": matter.id.as_bytes(),
            ":text": matter.text,
            ":state": matter.state.name(),
            ":day": matter.day.to_string(),
            ":at": matter.at.timestamp_millis(),
        })?;
    Ok(())
}

/// Deletes it, or brings it back with `None`. Whether there is such a one.
pub(crate) fn set_deleted(connection: &Connection, id: MatterId, at: Option<DateTime<Utc>>) -> Result<bool> {
    let found = connection
        .prepare("UPDATE matter SET deleted_at = :at WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(found > 0)
}

fn read(row: &Row<'_>) -> Result<MatterRow> {
    Ok(MatterRow {
        id: column::id(row, "id", MatterId::from_bytes)?,
        text: row.get("text")?,
        state: choice::read(row, "state")?,
        day: column::parsed(row, "day")?,
        at: column::instant(row, "at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_comes_first() {
        let connection = super::super::open(&[MIGRATION]);
        let some = |number, day: &str, state| MatterRow {
            id: MatterId::from_bytes([number; 16]),
            text: "The holidays".into(),
            state,
            day: day.parse().unwrap(),
            at: "2026-03-10T17:30:00Z".parse().unwrap(),
        };
        put(&connection, &some(1, "2026-03-10", MatterState::Waiting)).unwrap();
        put(&connection, &some(2, "2026-03-12", MatterState::Raised)).unwrap();
        put(&connection, &some(3, "2026-03-11", MatterState::Waiting)).unwrap();
        put(&connection, &some(4, "2026-03-13", MatterState::LetGo)).unwrap();
        let order = || all(&connection).unwrap().iter().map(|row| row.id.as_bytes()[0]).collect::<Vec<_>>();
        assert_eq!(order(), [3, 1, 4, 2]);
        put(&connection, &some(3, "2026-03-11", MatterState::Raised)).unwrap();
        assert_eq!(order(), [1, 4, 2, 3]);
        assert!(set_deleted(&connection, MatterId::from_bytes([1; 16]), Some(DateTime::UNIX_EPOCH)).unwrap());
        assert_eq!(order(), [4, 2, 3]);
    }
}
