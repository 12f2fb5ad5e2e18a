//! The review of a week, and the entry that holds it.

use std::fmt;

use ajar_core::ids::EntryId;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::column;
use crate::dto::ReviewWords;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE review (
        week    TEXT PRIMARY KEY CHECK (week IS date(week)),
        tried   TEXT NOT NULL CHECK (length(tried) <= 5000),
        learned TEXT NOT NULL CHECK (length(learned) <= 5000),
        next    TEXT NOT NULL CHECK (length(next) <= 5000),
        entry   BLOB NOT NULL CHECK (length(entry) = 16)
    ) STRICT, WITHOUT ROWID;
";

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ReviewRow {
    /// The first day of the week.
    pub(crate) week: NaiveDate,
    pub(crate) words: ReviewWords,
    pub(crate) entry: EntryId,
}

impl fmt::Debug for ReviewRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReviewRow").field("week", &self.week).field("entry", &self.entry).finish_non_exhaustive()
    }
}

pub(crate) fn put(connection: &Connection, review: &ReviewRow) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO review (week, tried, learned, next, entry) VALUES (:week, :tried, :learned, :next, :entry)
             ON CONFLICT (week) DO UPDATE SET
                 tried = excluded.tried, learned = excluded.learned, next = excluded.next, entry = excluded.entry",
        )?
        .execute(named_params! {
            ":week": review.week.to_string(),
            ":tried": review.words.tried,
            ":learned": review.words.learned,
            ":next": review.words.next,
            ":entry": review.entry.as_bytes(),
        })?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, week: NaiveDate) -> Result<Option<ReviewRow>> {
    connection
        .prepare("SELECT week, tried, learned, next, entry FROM review WHERE week = :week")?
        .query_row(named_params! {":week": week.to_string()}, read)
        .optional()
}

/// The last review of a week that began in these days, the second of which is left out.
pub(crate) fn newest(connection: &Connection, from: NaiveDate, before: NaiveDate) -> Result<Option<ReviewRow>> {
    connection
        .prepare(
            "SELECT week, tried, learned, next, entry FROM review WHERE week >= :from AND week < :before
             ORDER BY week DESC LIMIT 1",
        )?
        .query_row(named_params! {":from": from.to_string(), ":before": before.to_string()}, read)
        .optional()
}

fn read(row: &Row<'_>) -> Result<ReviewRow> {
    Ok(ReviewRow {
        week: column::parsed(row, "week")?,
        words: ReviewWords { tried: row.get("tried")?, learned: row.get("learned")?, next: row.get("next")? },
        entry: column::id(row, "entry", EntryId::from_bytes)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_one_review() {
        let connection = super::super::open(&[MIGRATION]);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let some = |week: &str, next: &str| ReviewRow {
            week: day(week),
            words: ReviewWords { next: next.into(), ..ReviewWords::default() },
            entry: EntryId::from_bytes([1; 16]),
        };
        for (week, next) in [("2026-03-02", "a"), ("2026-03-09", "b"), ("2026-03-09", "c")] {
            put(&connection, &some(week, next)).unwrap();
        }
        assert_eq!(get(&connection, day("2026-03-09")).unwrap(), Some(some("2026-03-09", "c")));
        let newest = |from, before| newest(&connection, day(from), day(before)).unwrap().map(|row| row.words.next);
        assert_eq!(newest("2026-03-01", "2026-03-16").as_deref(), Some("c"));
        assert_eq!(newest("2026-03-01", "2026-03-09").as_deref(), Some("a"));
        assert_eq!(newest("2026-03-10", "2026-03-16"), None);
    }
}
