//! Cards of the user's own. A deleted one stays readable: talks still name it.

use std::fmt;

use ajar_core::ids::CardRef;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};
use uuid::Uuid;

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE own_card (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        deck       TEXT NOT NULL CHECK (deck <> ''),
        depth      INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 3),
        text       TEXT NOT NULL CHECK (text <> ''),
        lead       TEXT NOT NULL CHECK (depth < 3 OR lead <> ''),
        follow     TEXT NOT NULL,
        made_at    INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT;
";

/// One card of the user's own.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct OwnCardRow {
    pub(crate) id: Uuid,
    /// A deck's id.
    pub(crate) deck: String,
    /// 1 light, 2 personal, 3 tender.
    pub(crate) depth: u8,
    pub(crate) text: String,
    pub(crate) lead: String,
    pub(crate) follow: String,
    pub(crate) is_deleted: bool,
}

impl OwnCardRow {
    pub(crate) fn reference(&self) -> CardRef {
        CardRef::Own(self.id)
    }
}

impl fmt::Debug for OwnCardRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnCardRow").field("id", &self.id).field("deck", &self.deck).finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, deck, depth, text, lead, follow, deleted_at";

/// All that were not deleted, in the order they were made.
pub(crate) fn all(connection: &Connection) -> Result<Vec<OwnCardRow>> {
    let sql = format!("SELECT {COLUMNS} FROM own_card WHERE deleted_at IS NULL ORDER BY made_at, id");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// Deleted or not.
pub(crate) fn get(connection: &Connection, id: Uuid) -> Result<Option<OwnCardRow>> {
    let sql = format!("SELECT {COLUMNS} FROM own_card WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// Adds it, or replaces the one with its id. Whether it is deleted does not change.
pub(crate) fn put(connection: &Connection, own: &OwnCardRow, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO own_card (id, deck, depth, text, lead, follow, made_at)
             VALUES (:id, :deck, :depth, :text, :lead, :follow, :now)
             ON CONFLICT (id) DO UPDATE SET deck = excluded.deck, depth = excluded.depth, text = excluded.text,
                 lead = excluded.lead, follow = excluded.follow",
        )?
        .execute(named_params! {
            ":id": own.id.as_bytes(),
            ":deck": own.deck,
            ":depth": own.depth,
            ":text": own.text,
            ":lead": own.lead,
            ":follow": own.follow,
            ":now": now.timestamp_millis(),
        })?;
    Ok(())
}

/// Deletes it, or brings it back with `None`. Whether there is such a one.
pub(crate) fn set_deleted(connection: &Connection, id: Uuid, at: Option<DateTime<Utc>>) -> Result<bool> {
    let found = connection
        .prepare("UPDATE own_card SET deleted_at = :at WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(found > 0)
}

fn read(row: &Row<'_>) -> Result<OwnCardRow> {
    Ok(OwnCardRow {
        id: column::id(row, "id", Uuid::from_bytes)?,
        deck: row.get("deck")?,
        depth: row.get("depth")?,
        text: row.get("text")?,
        lead: row.get("lead")?,
        follow: row.get("follow")?,
        is_deleted: column::optional_instant(row, "deleted_at")?.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_comes_back_and_a_deleted_one_stays_readable() {
        let connection = super::super::open(&[MIGRATION]);
        let now = DateTime::UNIX_EPOCH;
        let own = OwnCardRow {
            id: Uuid::from_bytes([1; 16]),
            deck: "day".into(),
            depth: 3,
            text: "What was heavy today?".into(),
            lead: "For me it was".into(),
            follow: String::new(),
            is_deleted: false,
        };
        put(&connection, &own, now).unwrap();
        assert_eq!(all(&connection).unwrap(), std::slice::from_ref(&own));
        put(&connection, &OwnCardRow { lead: String::new(), ..own.clone() }, now).unwrap_err();
        put(&connection, &OwnCardRow { depth: 4, ..own.clone() }, now).unwrap_err();
        assert!(set_deleted(&connection, own.id, Some(now)).unwrap());
        assert_eq!(all(&connection).unwrap(), []);
        assert_eq!(get(&connection, own.id).unwrap(), Some(OwnCardRow { is_deleted: true, ..own }));
    }
}
