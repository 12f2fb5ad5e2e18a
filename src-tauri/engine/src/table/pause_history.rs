//! The journal's copy of every pause of all reminders, because days that were held are part of the streak's history.

use chrono::NaiveDateTime;
use rusqlite::{Connection, Result, named_params};

use super::column;
use super::pause::Span;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE pause_history (
        id          BLOB PRIMARY KEY CHECK (length(id) = 16),
        since_local TEXT NOT NULL CHECK (since_local IS strftime('%Y-%m-%dT%H:%M:%S', since_local)),
        until_local TEXT CHECK (until_local IS strftime('%Y-%m-%dT%H:%M:%S', until_local))
    ) STRICT, WITHOUT ROWID;
";

/// From and to on the wall clock of the place where the pause was set; open-ended while it lasts.
pub(crate) type LocalSpan = (NaiveDateTime, Option<NaiveDateTime>);

/// Copies a span, or its new end.
pub(crate) fn copy(connection: &Connection, span: &Span) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO pause_history (id, since_local, until_local) VALUES (:id, :since_local, :until_local)
             ON CONFLICT (id) DO UPDATE SET until_local = excluded.until_local",
        )?
        .execute(named_params! {
            ":id": span.id.as_bytes(),
            ":since_local": column::civil_text(span.since_local),
            ":until_local": span.until_local.map(column::civil_text),
        })?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<LocalSpan>> {
    connection
        .prepare("SELECT since_local, until_local FROM pause_history ORDER BY since_local")?
        .query_map([], |row| Ok((column::civil(row, "since_local")?, column::optional_civil(row, "until_local")?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_span_is_copied_once_and_its_end_follows() {
        let connection = super::super::open(&[MIGRATION]);
        let since: NaiveDateTime = "2026-03-01T10:00:00".parse().unwrap();
        let span =
            Span { id: Uuid::from_u128(1), since: since.and_utc(), until: None, since_local: since, until_local: None };
        copy(&connection, &span).unwrap();
        copy(&connection, &Span { until_local: Some(since), ..span }).unwrap();
        assert_eq!(all(&connection).unwrap(), [(since, Some(since))]);
    }
}
