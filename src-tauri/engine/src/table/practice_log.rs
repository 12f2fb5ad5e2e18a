//! What was practiced, and on which practice day. A log that was taken back stays as a mark, so that mending does not bring
//! it back.

use std::collections::BTreeMap;

use ajar_core::ids::{LogId, OccurrenceId, PracticeRef};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE practice_log (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        practice   TEXT NOT NULL CHECK (practice GLOB '[co]:?*'),
        day        TEXT NOT NULL CHECK (day IS date(day)),
        minute     INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
        zone       TEXT NOT NULL,
        at         INTEGER NOT NULL,
        occurrence BLOB UNIQUE CHECK (length(occurrence) = 16),
        undone_at  INTEGER
    ) STRICT;
    CREATE INDEX practice_log_day ON practice_log (day) WHERE undone_at IS NULL;
";

/// One practice that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogRow {
    pub(crate) id: LogId,
    pub(crate) practice: PracticeRef,
    pub(crate) day: NaiveDate,
    /// Minutes since midnight, on the wall clock of `zone`.
    pub(crate) minute: u16,
    pub(crate) zone: String,
    pub(crate) at: DateTime<Utc>,
    /// The reminder that it answered.
    pub(crate) occurrence: Option<OccurrenceId>,
}

/// What the journal knows of an occurrence that was answered with Done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) occurrence: OccurrenceId,
    pub(crate) undone_at: Option<DateTime<Utc>>,
}

/// What was taken back, and the occurrence that it had answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Undone {
    pub(crate) occurrence: Option<OccurrenceId>,
}

/// Adds a log, once for each occurrence; one that was taken back counts again, under its old id. What is there afterwards.
pub(crate) fn insert(connection: &Connection, log: &LogRow) -> Result<LogId> {
    connection
        .prepare(
            "INSERT INTO practice_log (id, practice, day, minute, zone, at, occurrence)
             VALUES (:id, :practice, :day, :minute, :zone, :at, :occurrence)
             ON CONFLICT (occurrence) DO UPDATE SET
                 practice = excluded.practice, day = excluded.day, minute = excluded.minute, zone = excluded.zone,
                 at = excluded.at, undone_at = NULL
             WHERE undone_at IS NOT NULL",
        )?
        .execute(named_params! {
            ":id": log.id.as_bytes(),
            ":practice": log.practice.to_string(),
            ":day": log.day.to_string(),
            ":minute": log.minute,
            ":zone": log.zone,
            ":at": log.at.timestamp_millis(),
            ":occurrence": log.occurrence.as_ref().map(OccurrenceId::as_bytes),
        })?;
    let Some(occurrence) = log.occurrence else { return Ok(log.id) };
    connection
        .prepare("SELECT id FROM practice_log WHERE occurrence = :occurrence")?
        .query_row(named_params! {":occurrence": occurrence.as_bytes()}, |row| column::id(row, "id", LogId::from_bytes))
}

/// Whether this occurrence counts as logged.
pub(crate) fn holds_occurrence(connection: &Connection, occurrence: OccurrenceId) -> Result<bool> {
    connection
        .prepare("SELECT 1 FROM practice_log WHERE occurrence = :occurrence AND undone_at IS NULL")?
        .exists(named_params! {":occurrence": occurrence.as_bytes()})
}

/// Whether this practice was noted on that day.
pub(crate) fn holds_practice(connection: &Connection, practice: &PracticeRef, day: NaiveDate) -> Result<bool> {
    connection
        .prepare("SELECT 1 FROM practice_log WHERE practice = :practice AND day = :day AND undone_at IS NULL")?
        .exists(named_params! {":practice": practice.to_string(), ":day": day.to_string()})
}

/// Takes a log back; `None` when there is no such log.
pub(crate) fn undo(connection: &Connection, id: LogId, now: DateTime<Utc>) -> Result<Option<Undone>> {
    connection
        .prepare("UPDATE practice_log SET undone_at = coalesce(undone_at, :now) WHERE id = :id RETURNING occurrence")?
        .query_row(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()}, read_undone)
        .optional()
}

/// What was done on which practice day.
pub(crate) fn practices(connection: &Connection) -> Result<Vec<(PracticeRef, NaiveDate)>> {
    connection
        .prepare("SELECT practice, day FROM practice_log WHERE undone_at IS NULL ORDER BY day, id")?
        .query_map([], |row| Ok((column::parsed(row, "practice")?, column::parsed(row, "day")?)))?
        .collect()
}

/// Adds to `days` how many logs each practice day has.
pub(crate) fn count_days(connection: &Connection, days: &mut BTreeMap<NaiveDate, u32>) -> Result<()> {
    let mut statement =
        connection.prepare("SELECT day, count(*) AS count FROM practice_log WHERE undone_at IS NULL GROUP BY day")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        *days.entry(column::parsed(row, "day")?).or_default() += row.get::<_, u32>("count")?;
    }
    Ok(())
}

/// Every occurrence that was ever logged, for comparing with the ledger.
pub(crate) fn marked(connection: &Connection) -> Result<Vec<Marked>> {
    connection
        .prepare("SELECT occurrence, undone_at FROM practice_log WHERE occurrence IS NOT NULL")?
        .query_map([], read_marked)?
        .collect()
}

pub(super) fn read_undone(row: &Row<'_>) -> Result<Undone> {
    Ok(Undone { occurrence: column::optional_id(row, "occurrence", OccurrenceId::from_bytes)? })
}

pub(super) fn read_marked(row: &Row<'_>) -> Result<Marked> {
    Ok(Marked {
        occurrence: column::id(row, "occurrence", OccurrenceId::from_bytes)?,
        undone_at: column::optional_instant(row, "undone_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(number: u8, occurrence: Option<u8>) -> LogRow {
        LogRow {
            id: LogId::from_bytes([number; 16]),
            practice: PracticeRef::catalogue("listen-first"),
            day: "2026-03-10".parse().unwrap(),
            minute: 1110,
            zone: "Europe/Berlin".into(),
            at: "2026-03-10T17:30:00Z".parse().unwrap(),
            occurrence: occurrence.map(|byte| OccurrenceId::from_bytes([byte; 16])),
        }
    }

    #[test]
    fn an_occurrence_is_logged_once() {
        let connection = super::super::open(&[MIGRATION]);
        let first = insert(&connection, &some(1, Some(7))).unwrap();
        let second = insert(&connection, &some(2, Some(7))).unwrap();
        assert_eq!((first, second), (some(1, None).id, some(1, None).id));
        insert(&connection, &some(3, None)).unwrap();
        insert(&connection, &some(4, None)).unwrap();
        let mut days = BTreeMap::new();
        count_days(&connection, &mut days).unwrap();
        assert_eq!(days.values().sum::<u32>(), 3);
    }

    #[test]
    fn a_log_that_was_taken_back_leaves_a_mark_and_can_return() {
        let connection = super::super::open(&[MIGRATION]);
        let log = some(1, Some(7));
        insert(&connection, &log).unwrap();
        assert_eq!(undo(&connection, log.id, log.at).unwrap(), Some(Undone { occurrence: log.occurrence }));
        assert_eq!(practices(&connection).unwrap(), []);
        assert_eq!(marked(&connection).unwrap()[0].undone_at, Some(log.at));
        assert!(!holds_occurrence(&connection, log.occurrence.unwrap()).unwrap());
        assert_eq!(insert(&connection, &some(2, Some(7))).unwrap(), log.id);
        assert_eq!(practices(&connection).unwrap(), [(log.practice.clone(), log.day)]);
        assert!(holds_practice(&connection, &log.practice, log.day).unwrap());
        assert_eq!(undo(&connection, some(9, None).id, log.at).unwrap(), None);
    }
}
