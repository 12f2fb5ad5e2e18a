//! Templates of the user's own. A deleted one can be brought back for a while.

use std::fmt;

use ajar_core::ids::TemplateRef;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};
use uuid::Uuid;

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE template (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        name       TEXT NOT NULL CHECK (name <> ''),
        text       TEXT NOT NULL CHECK (text <> ''),
        made_at    INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT;
";

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TemplateRow {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) is_deleted: bool,
}

impl TemplateRow {
    pub(crate) fn reference(&self) -> TemplateRef {
        TemplateRef::Own(self.id)
    }
}

impl fmt::Debug for TemplateRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemplateRow").field("id", &self.id).field("bytes", &self.text.len()).finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, name, text, deleted_at";

/// All that were not deleted, in the order they were made.
pub(crate) fn all(connection: &Connection) -> Result<Vec<TemplateRow>> {
    let sql = format!("SELECT {COLUMNS} FROM template WHERE deleted_at IS NULL ORDER BY made_at, id");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// Deleted or not.
pub(crate) fn get(connection: &Connection, id: Uuid) -> Result<Option<TemplateRow>> {
    let sql = format!("SELECT {COLUMNS} FROM template WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

pub(crate) fn insert(connection: &Connection, row: &TemplateRow, now: DateTime<Utc>) -> Result<()> {
    connection.prepare("INSERT INTO template (id, name, text, made_at) VALUES (:id, :name, :text, :now)")?.execute(
        named_params! {
            ":id": row.id.as_bytes(),
            ":name": row.name,
            ":text": row.text,
            ":now": now.timestamp_millis(),
        },
    )?;
    Ok(())
}

pub(crate) fn rename(connection: &Connection, id: Uuid, name: &str) -> Result<()> {
    connection
        .prepare("UPDATE template SET name = :name WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":name": name})?;
    Ok(())
}

/// Deletes it, or brings it back with `None`. Whether there is such a one.
pub(crate) fn set_deleted(connection: &Connection, id: Uuid, at: Option<DateTime<Utc>>) -> Result<bool> {
    let found = connection
        .prepare("UPDATE template SET deleted_at = iif(:at IS NULL, NULL, coalesce(deleted_at, :at)) WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(found > 0)
}

/// Whether any were deleted by then.
pub(crate) fn has_deleted(connection: &Connection, by: DateTime<Utc>) -> Result<bool> {
    connection
        .prepare("SELECT EXISTS (SELECT 1 FROM template WHERE deleted_at <= :by) AS has_deleted")?
        .query_row(named_params! {":by": by.timestamp_millis()}, |row| row.get("has_deleted"))
}

/// Out of the journal, those that were deleted by then.
pub(crate) fn purge(connection: &Connection, by: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("DELETE FROM template WHERE deleted_at <= :by")?
        .execute(named_params! {":by": by.timestamp_millis()})?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<TemplateRow> {
    Ok(TemplateRow {
        id: column::id(row, "id", Uuid::from_bytes)?,
        name: row.get("name")?,
        text: row.get("text")?,
        is_deleted: column::optional_instant(row, "deleted_at")?.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deleted_one_can_come_back_until_it_is_purged() {
        let connection = super::super::open(&[MIGRATION]);
        let now: DateTime<Utc> = "2026-03-10T17:30:00Z".parse().unwrap();
        let row = |number: u8| TemplateRow {
            id: Uuid::from_bytes([number; 16]),
            name: "Sundays".into(),
            text: "What was slow today?\0\n".into(),
            is_deleted: false,
        };
        insert(&connection, &row(1), now).unwrap();
        insert(&connection, &row(2), now).unwrap();
        insert(&connection, &TemplateRow { name: String::new(), ..row(3) }, now).unwrap_err();
        rename(&connection, row(2).id, "Slow days").unwrap();
        assert_eq!(all(&connection).unwrap(), [row(1), TemplateRow { name: "Slow days".into(), ..row(2) }]);

        assert!(set_deleted(&connection, row(1).id, Some(now)).unwrap());
        assert!(get(&connection, row(1).id).unwrap().unwrap().is_deleted);
        assert!(set_deleted(&connection, row(1).id, None).unwrap());
        assert!(set_deleted(&connection, row(1).id, Some(now)).unwrap());
        assert!(!has_deleted(&connection, now - chrono::TimeDelta::seconds(1)).unwrap());
        assert!(has_deleted(&connection, now).unwrap());
        purge(&connection, now).unwrap();
        assert_eq!(get(&connection, row(1).id).unwrap(), None);
        assert_eq!(all(&connection).unwrap().len(), 1);
    }
}
