//! Pauses of all reminders, as spans: the newest is the one in force, and the old ones say which days were held.

use ajar_core::reminder::Pause;
use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};
use uuid::Uuid;

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE pause (
        id          BLOB PRIMARY KEY CHECK (length(id) = 16),
        since       INTEGER NOT NULL,
        until       INTEGER,
        since_local TEXT NOT NULL CHECK (since_local IS strftime('%Y-%m-%dT%H:%M:%S', since_local)),
        until_local TEXT CHECK (until_local IS strftime('%Y-%m-%dT%H:%M:%S', until_local)),
        CHECK ((until IS NULL) = (until_local IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pause_since ON pause (since);
";

/// One pause of all reminders. The wall-clock times are those of the place where it was set, so that travel rewrites nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) id: Uuid,
    pub(crate) since: DateTime<Utc>,
    pub(crate) until: Option<DateTime<Utc>>,
    pub(crate) since_local: NaiveDateTime,
    pub(crate) until_local: Option<NaiveDateTime>,
}

impl Span {
    pub(crate) fn as_pause(&self) -> Pause {
        Pause { until: self.until }
    }
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Span>> {
    connection
        .prepare("SELECT id, since, until, since_local, until_local FROM pause ORDER BY since, id")?
        .query_map([], read)?
        .collect()
}

/// The one that was set last, whether or not it has run out.
pub(crate) fn newest(connection: &Connection) -> Result<Option<Span>> {
    connection
        .prepare("SELECT id, since, until, since_local, until_local FROM pause ORDER BY since DESC, id DESC LIMIT 1")?
        .query_row([], read)
        .optional()
}

/// Adds the span, or changes when it ends.
pub(crate) fn put(connection: &Connection, span: &Span) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO pause (id, since, until, since_local, until_local)
             VALUES (:id, :since, :until, :since_local, :until_local)
             ON CONFLICT (id) DO UPDATE SET until = excluded.until, until_local = excluded.until_local",
        )?
        .execute(named_params! {
            ":id": span.id.as_bytes(),
            ":since": span.since.timestamp_millis(),
            ":until": span.until.map(|until| until.timestamp_millis()),
            ":since_local": column::civil_text(span.since_local),
            ":until_local": span.until_local.map(column::civil_text),
        })?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Span> {
    Ok(Span {
        id: column::id(row, "id", Uuid::from_bytes)?,
        since: column::instant(row, "since")?,
        until: column::optional_instant(row, "until")?,
        since_local: column::civil(row, "since_local")?,
        until_local: column::optional_civil(row, "until_local")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_found_and_can_be_ended() {
        let connection = super::super::open(&[MIGRATION]);
        let span = |number: u8, since: &str| Span {
            id: Uuid::from_bytes([number; 16]),
            since: format!("{since}Z").parse().unwrap(),
            until: None,
            since_local: since.parse().unwrap(),
            until_local: None,
        };
        let (first, second) = (span(2, "2026-03-01T10:00:00"), span(1, "2026-03-02T10:00:00"));
        put(&connection, &first).unwrap();
        put(&connection, &second).unwrap();
        assert_eq!(newest(&connection).unwrap(), Some(second));
        let ended = Span { until: Some(second.since), until_local: Some(second.since_local), ..second };
        put(&connection, &ended).unwrap();
        assert_eq!(all(&connection).unwrap(), [first, ended]);
    }
}
