//! Practices of the user's own. A deleted one stays readable: the log still names it.

use std::fmt;

use ajar_core::ids::PracticeRef;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};
use uuid::Uuid;

use super::choice::{self, Choice};
use super::column;
use crate::dto::Faces;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE own_practice (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        title      TEXT NOT NULL CHECK (title <> ''),
        today      TEXT NOT NULL CHECK (today <> ''),
        faces      TEXT NOT NULL CHECK (faces IN ('self', 'answer', 'partner')),
        why        TEXT NOT NULL,
        steps      TEXT NOT NULL,
        stop_when  TEXT NOT NULL CHECK (faces <> 'partner' OR stop_when <> ''),
        made_at    INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT;
";

/// One practice of the user's own.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct OwnPracticeRow {
    pub(crate) id: Uuid,
    pub(crate) title: String,
    pub(crate) today: String,
    pub(crate) faces: Faces,
    pub(crate) why: String,
    /// One line each.
    pub(crate) steps: Vec<String>,
    pub(crate) stop_when: Vec<String>,
    pub(crate) is_deleted: bool,
}

impl OwnPracticeRow {
    pub(crate) fn reference(&self) -> PracticeRef {
        PracticeRef::Own(self.id)
    }
}

impl fmt::Debug for OwnPracticeRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnPracticeRow").field("id", &self.id).finish_non_exhaustive()
    }
}

const COLUMNS: &str = "id, title, today, faces, why, steps, stop_when, deleted_at";

/// All that were not deleted, in the order they were made.
pub(crate) fn all(connection: &Connection) -> Result<Vec<OwnPracticeRow>> {
    let sql = format!("SELECT {COLUMNS} FROM own_practice WHERE deleted_at IS NULL ORDER BY made_at, id");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// Deleted or not.
pub(crate) fn get(connection: &Connection, id: Uuid) -> Result<Option<OwnPracticeRow>> {
    let sql = format!("SELECT {COLUMNS} FROM own_practice WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// Adds it, or replaces the one with its id. Whether it is deleted does not change.
pub(crate) fn put(connection: &Connection, own: &OwnPracticeRow, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO own_practice (id, title, today, faces, why, steps, stop_when, made_at)
             VALUES (:id, :title, :today, :faces, :why, :steps, :stop_when, :now)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, today = excluded.today, faces = excluded.faces,
                 why = excluded.why, steps = excluded.steps, stop_when = excluded.stop_when",
        )?
        .execute(named_params! {
            ":id": own.id.as_bytes(),
            ":title": own.title,
            ":today": own.today,
            ":faces": own.faces.name(),
            ":why": own.why,
            ":steps": own.steps.join("\n"),
            ":stop_when": own.stop_when.join("\n"),
            ":now": now.timestamp_millis(),
        })?;
    Ok(())
}

/// Deletes it, or brings it back with `None`. Whether there is such a one.
pub(crate) fn set_deleted(connection: &Connection, id: Uuid, at: Option<DateTime<Utc>>) -> Result<bool> {
    let found = connection
        .prepare("UPDATE own_practice SET deleted_at = :at WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(found > 0)
}

fn read(row: &Row<'_>) -> Result<OwnPracticeRow> {
    let lines = |name| Ok::<_, rusqlite::Error>(row.get::<_, String>(name)?.lines().map(str::to_owned).collect());
    Ok(OwnPracticeRow {
        id: column::id(row, "id", Uuid::from_bytes)?,
        title: row.get("title")?,
        today: row.get("today")?,
        faces: choice::read(row, "faces")?,
        why: row.get("why")?,
        steps: lines("steps")?,
        stop_when: lines("stop_when")?,
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
        let own = OwnPracticeRow {
            id: Uuid::from_bytes([1; 16]),
            title: "Tea on the stairs".into(),
            today: "Bring two cups.".into(),
            faces: Faces::Partner,
            why: String::new(),
            steps: vec!["Put the kettle on.".into(), "Sit.".into()],
            stop_when: vec!["They look at the clock.".into()],
            is_deleted: false,
        };
        put(&connection, &own, now).unwrap();
        assert_eq!(all(&connection).unwrap(), std::slice::from_ref(&own));
        put(&connection, &OwnPracticeRow { stop_when: Vec::new(), ..own.clone() }, now).unwrap_err();
        let alone = OwnPracticeRow { faces: Faces::OnSelf, steps: Vec::new(), stop_when: Vec::new(), ..own };
        put(&connection, &alone, now).unwrap();
        assert!(set_deleted(&connection, alone.id, Some(now)).unwrap());
        assert_eq!(all(&connection).unwrap(), []);
        assert_eq!(get(&connection, alone.id).unwrap(), Some(OwnPracticeRow { is_deleted: true, ..alone }));
    }
}
