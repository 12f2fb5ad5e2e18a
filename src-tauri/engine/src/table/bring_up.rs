//! What is to be brought up with the partner: an entry, or words of it as they were marked. It goes with its entry.

use ajar_core::ids::{BringUpId, EntryId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::choice::{self, Choice};
use super::{column, entry_search};
use crate::dto::BringUpState;

/// Without a passage it is the whole entry. One that is removed stays for its undo, until the next one is removed.
pub(crate) const MIGRATION: &str = "
    CREATE TABLE bring_up (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        entry      BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        passage    TEXT CHECK (passage <> ''),
        place      INTEGER CHECK (place >= 0),
        state      TEXT NOT NULL CHECK (state IN ('private', 'ready', 'raised', 'resolved')),
        day        TEXT NOT NULL CHECK (day IS date(day)),
        created_at INTEGER NOT NULL,
        removed    INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
    ) STRICT;
    CREATE UNIQUE INDEX bring_up_once ON bring_up (entry, coalesce(passage, ''));
";

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BringUpRow {
    pub(crate) id: BringUpId,
    pub(crate) entry: EntryId,
    pub(crate) passage: Option<String>,
    /// Where the passage began when it was marked, as the page counts. The text may have changed since.
    pub(crate) place: Option<u32>,
    pub(crate) state: BringUpState,
    /// Of the last change.
    pub(crate) day: NaiveDate,
    pub(crate) created_at: DateTime<Utc>,
}

/// Ready ones first, then in the order of the states; newest first within one. Those of the trash wait there with it.
pub(crate) fn all(connection: &Connection) -> Result<Vec<BringUpRow>> {
    connection
        .prepare(
            "SELECT bring_up.id, entry, passage, place, state, bring_up.day, bring_up.created_at
             FROM bring_up JOIN entry ON entry.id = entry
             WHERE removed = 0 AND deleted_at IS NULL
             ORDER BY CASE state WHEN 'ready' THEN 0 WHEN 'private' THEN 1 WHEN 'raised' THEN 2 ELSE 3 END,
                 bring_up.day DESC, bring_up.created_at DESC, bring_up.id DESC",
        )?
        .query_map([], read)?
        .collect()
}

/// The states of what is marked in an entry.
pub(super) fn states(connection: &Connection, entry: EntryId) -> Result<Vec<BringUpState>> {
    connection
        .prepare("SELECT DISTINCT state FROM bring_up WHERE entry = :entry AND removed = 0 ORDER BY state")?
        .query_map(named_params! {":entry": entry.as_bytes()}, |row| choice::read(row, "state"))?
        .collect()
}

/// Marks it, unless it is marked: the id it has, and whether it is new. One that was removed begins anew.
pub(crate) fn mark(connection: &Connection, row: &BringUpRow) -> Result<(BringUpId, bool)> {
    connection
        .prepare(
            "DELETE FROM bring_up
             WHERE entry = :entry AND coalesce(passage, '') = coalesce(:passage, '') AND removed = 1",
        )?
        .execute(named_params! {":entry": row.entry.as_bytes(), ":passage": row.passage})?;
    let is_new = connection
        .prepare(
            "INSERT INTO bring_up (id, entry, passage, place, state, day, created_at)
             VALUES (:id, :entry, :passage, :place, :state, :day, :created_at)
             ON CONFLICT (entry, coalesce(passage, '')) DO NOTHING",
        )?
        .execute(named_params! {
            ":id": row.id.as_bytes(),
            ":entry": row.entry.as_bytes(),
            ":passage": row.passage,
            ":place": row.place,
            ":state": row.state.name(),
            ":day": row.day.to_string(),
            ":created_at": row.created_at.timestamp_millis(),
        })?
        > 0;
    let id = connection
        .prepare("SELECT id FROM bring_up WHERE entry = :entry AND coalesce(passage, '') = coalesce(:passage, '')")?
        .query_row(named_params! {":entry": row.entry.as_bytes(), ":passage": row.passage}, |row| {
            column::id(row, "id", BringUpId::from_bytes)
        })?;
    entry_search::refresh(connection, row.entry)?;
    Ok((id, is_new))
}

/// Moves it on, or back. Whether there is such a one.
pub(crate) fn set_state(connection: &Connection, id: BringUpId, state: BringUpState, day: NaiveDate) -> Result<bool> {
    let entry = connection
        .prepare(
            "UPDATE bring_up SET state = :state, day = iif(state = :state, day, :day) WHERE id = :id AND removed = 0
             RETURNING entry",
        )?
        .query_row(named_params! {":id": id.as_bytes(), ":state": state.name(), ":day": day.to_string()}, read_entry)
        .optional()?;
    follow(connection, entry)
}

/// Takes it off the list. The one that was removed before it is then gone for good. Whether there is such a one.
pub(crate) fn remove(connection: &Connection, id: BringUpId) -> Result<bool> {
    let found = set_removed(connection, id, true)?;
    if found {
        connection
            .prepare("DELETE FROM bring_up WHERE removed = 1 AND id <> :id")?
            .execute(named_params! {":id": id.as_bytes()})?;
    }
    Ok(found)
}

/// The one that was removed last is gone for good, too: its undo ends with the sitting.
pub(crate) fn forget_removed(connection: &Connection) -> Result<()> {
    connection.prepare("DELETE FROM bring_up WHERE removed = 1")?.execute([]).map(drop)
}

/// Back on the list, as it was. Whether there still is such a one.
pub(crate) fn restore(connection: &Connection, id: BringUpId) -> Result<bool> {
    set_removed(connection, id, false)
}

fn set_removed(connection: &Connection, id: BringUpId, removed: bool) -> Result<bool> {
    let entry = connection
        .prepare("UPDATE bring_up SET removed = :removed WHERE id = :id RETURNING entry")?
        .query_row(named_params! {":id": id.as_bytes(), ":removed": removed}, read_entry)
        .optional()?;
    follow(connection, entry)
}

/// Lets the index know what changed about an entry. Whether there was one.
fn follow(connection: &Connection, entry: Option<EntryId>) -> Result<bool> {
    let Some(entry) = entry else { return Ok(false) };
    entry_search::refresh(connection, entry)?;
    Ok(true)
}

fn read_entry(row: &Row<'_>) -> Result<EntryId> {
    column::id(row, "entry", EntryId::from_bytes)
}

fn read(row: &Row<'_>) -> Result<BringUpRow> {
    Ok(BringUpRow {
        id: column::id(row, "id", BringUpId::from_bytes)?,
        entry: read_entry(row)?,
        passage: row.get("passage")?,
        place: row.get("place")?,
        state: choice::read(row, "state")?,
        day: column::parsed(row, "day")?,
        created_at: column::instant(row, "created_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{entry, entry_about, entry_tag, purged};
    use super::*;

    const ENTRY: EntryId = EntryId::from_bytes([1; 16]);

    fn journal() -> Connection {
        let connection = super::super::open(&[
            entry::MIGRATION,
            entry::FACETS,
            entry_tag::MIGRATION,
            entry_search::MIGRATION,
            entry_about::MIGRATION,
            purged::MIGRATION,
            MIGRATION,
        ]);
        let write = "INSERT INTO entry (id, rev, day, zone, text, created_at, updated_at)
                     VALUES (:id, 1, '2026-03-10', 'UTC', 'now', 0, 0)";
        connection.execute(write, named_params! {":id": ENTRY.as_bytes()}).unwrap();
        connection
    }

    fn some(number: u8, passage: Option<&str>) -> BringUpRow {
        BringUpRow {
            id: BringUpId::from_bytes([number; 16]),
            entry: ENTRY,
            passage: passage.map(str::to_owned),
            place: passage.map(|_| 3),
            state: BringUpState::Private,
            day: "2026-03-10".parse().unwrap(),
            created_at: "2026-03-10T17:30:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn passages_are_kept_byte_for_byte_and_told_apart() {
        let connection = journal();
        let passages = ["\0", "a\0b", "a", "e\u{301}", "\u{e9}", "\u{202e}x"];
        for (number, passage) in (1..).zip(passages) {
            assert!(mark(&connection, &some(number, Some(passage))).unwrap().1, "{passage:?}");
        }
        assert!(mark(&connection, &some(9, None)).unwrap().1);
        let mut kept: Vec<_> = all(&connection).unwrap().into_iter().map(|row| row.passage).collect();
        kept.reverse();
        assert_eq!(
            kept,
            passages.map(|passage| Some(passage.to_owned())).into_iter().chain([None]).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_state_that_nobody_knows_is_refused() {
        let connection = journal();
        mark(&connection, &some(1, None)).unwrap();
        for wrong in ["UPDATE bring_up SET state = 'wild'", "UPDATE bring_up SET passage = ''"] {
            connection.execute(wrong, []).unwrap_err();
        }
    }

    #[test]
    fn they_go_with_their_entry() {
        let connection = journal();
        mark(&connection, &some(1, None)).unwrap();
        mark(&connection, &some(2, Some("now"))).unwrap();
        remove(&connection, BringUpId::from_bytes([2; 16])).unwrap();
        entry::delete(&connection, ENTRY, "2026-03-10T12:00:00Z".parse().unwrap()).unwrap();
        assert!(entry::purge(&connection, ENTRY).unwrap());
        assert!(!restore(&connection, BringUpId::from_bytes([2; 16])).unwrap());
        assert_eq!(connection.query_row("SELECT count(*) FROM bring_up", [], |row| row.get::<_, u32>(0)).unwrap(), 0);
    }
}
