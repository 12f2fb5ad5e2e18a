//! Appreciations.

use ajar_core::ids::{LogId, ThanksId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::choice::{self, Choice};
use super::column;
use crate::dto::Reached;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE thanks (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        text       TEXT NOT NULL CHECK (text <> ''),
        reached    TEXT NOT NULL CHECK (reached IN ('yes', 'said_not_sure', 'not_said_yet')),
        day        TEXT NOT NULL CHECK (day IS date(day)),
        minute     INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
        zone       TEXT NOT NULL,
        at         INTEGER NOT NULL,
        log        BLOB CHECK (length(log) = 16),
        deleted_at INTEGER,
        CHECK (log IS NULL OR reached <> 'not_said_yet')
    ) STRICT;
";

/// One appreciation.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ThanksRow {
    pub(crate) id: ThanksId,
    pub(crate) text: String,
    pub(crate) reached: Reached,
    pub(crate) day: NaiveDate,
    /// Minutes since midnight, on the wall clock of `zone`.
    pub(crate) minute: u16,
    pub(crate) zone: String,
    pub(crate) at: DateTime<Utc>,
    /// The practice that was noted when it was said, where it was the first of its day.
    pub(crate) log: Option<LogId>,
}

const COLUMNS: &str = "id, text, reached, day, minute, zone, at, log";

/// Deleted or not.
pub(crate) fn get(connection: &Connection, id: ThanksId) -> Result<Option<ThanksRow>> {
    let sql = format!("SELECT {COLUMNS} FROM thanks WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// Newest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<ThanksRow>> {
    let sql = format!("SELECT {COLUMNS} FROM thanks WHERE deleted_at IS NULL ORDER BY day DESC, at DESC, id DESC");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// Adds it, or gives the one with its id other words; when it was written stays.
pub(crate) fn put(connection: &Connection, thanks: &ThanksRow) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO thanks (id, text, reached, day, minute, zone, at, log)
             VALUES (:id, :text, :reached, :day, :minute, :zone, :at, :log)
             ON CONFLICT (id) DO UPDATE SET text = excluded.text, reached = excluded.reached, log = excluded.log",
        )?
        .execute(named_params! {
            ":id": thanks.id.as_bytes(),
            ":text": thanks.text,
            ":reached": thanks.reached.name(),
            ":day": thanks.day.to_string(),
            ":minute": thanks.minute,
            ":zone": thanks.zone,
            ":at": thanks.at.timestamp_millis(),
            ":log": thanks.log.as_ref().map(LogId::as_bytes),
        })?;
    Ok(())
}

/// Deletes it, or brings it back with `None`. Whether there is such a one.
pub(crate) fn set_deleted(connection: &Connection, id: ThanksId, at: Option<DateTime<Utc>>) -> Result<bool> {
    let found = connection
        .prepare("UPDATE thanks SET deleted_at = :at WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(found > 0)
}

fn read(row: &Row<'_>) -> Result<ThanksRow> {
    Ok(ThanksRow {
        id: column::id(row, "id", ThanksId::from_bytes)?,
        text: row.get("text")?,
        reached: choice::read(row, "reached")?,
        day: column::parsed(row, "day")?,
        minute: row.get("minute")?,
        zone: row.get("zone")?,
        at: column::instant(row, "at")?,
        log: column::optional_id(row, "log", LogId::from_bytes)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(number: u8, day: &str, reached: Reached) -> ThanksRow {
        ThanksRow {
            id: ThanksId::from_bytes([number; 16]),
            text: "You made soup.".into(),
            reached,
            day: day.parse().unwrap(),
            minute: 1110,
            zone: "Europe/Berlin".into(),
            at: "2026-03-10T17:30:00Z".parse().unwrap(),
            log: None,
        }
    }

    #[test]
    fn other_words_leave_the_day_alone() {
        let connection = super::super::open(&[MIGRATION]);
        for reached in [Reached::NotSaidYet, Reached::SaidNotSure, Reached::Yes] {
            put(&connection, &some(1, "2026-03-10", reached)).unwrap();
            assert!(get(&connection, some(1, "2026-03-10", reached).id).unwrap().unwrap().reached == reached);
        }
        put(&connection, &some(1, "2026-03-11", Reached::Yes)).unwrap();
        put(&connection, &some(2, "2026-03-12", Reached::Yes)).unwrap();
        let days: Vec<String> = all(&connection).unwrap().iter().map(|row| row.day.to_string()).collect();
        assert_eq!(days, ["2026-03-12", "2026-03-10"]);
        assert!(
            set_deleted(
                &connection,
                some(2, "2026-03-12", Reached::Yes).id,
                Some(some(1, "2026-03-10", Reached::Yes).at)
            )
            .unwrap()
        );
        assert_eq!(all(&connection).unwrap().len(), 1);
    }

    #[test]
    fn what_was_not_said_is_no_practice() {
        let connection = super::super::open(&[MIGRATION]);
        let log = Some(LogId::from_bytes([3; 16]));
        put(&connection, &ThanksRow { log, ..some(1, "2026-03-10", Reached::NotSaidYet) }).unwrap_err();
        put(&connection, &ThanksRow { log, ..some(1, "2026-03-10", Reached::Yes) }).unwrap();
    }
}
