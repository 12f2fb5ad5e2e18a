//! Days of which no entry comes up in other years.

use chrono::NaiveDate;
use rusqlite::{Connection, Result, named_params};

use super::column;

/// Both days belong to it, and name it.
pub(crate) const MIGRATION: &str = "
    CREATE TABLE hidden_period (
        first TEXT NOT NULL CHECK (first IS date(first)),
        last  TEXT NOT NULL CHECK (last IS date(last)),
        PRIMARY KEY (first, last),
        CHECK (first <= last)
    ) STRICT, WITHOUT ROWID;
";

/// All of them, newest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<(NaiveDate, NaiveDate)>> {
    connection
        .prepare("SELECT first, last FROM hidden_period ORDER BY first DESC, last DESC")?
        .query_map([], |row| Ok((column::parsed(row, "first")?, column::parsed(row, "last")?)))?
        .collect()
}

pub(crate) fn hide(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<()> {
    connection
        .prepare("INSERT INTO hidden_period (first, last) VALUES (:first, :last) ON CONFLICT (first, last) DO NOTHING")?
        .execute(named_params! {":first": first.to_string(), ":last": last.to_string()})
        .map(drop)
}

pub(crate) fn show(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<()> {
    connection
        .prepare("DELETE FROM hidden_period WHERE first = :first AND last = :last")?
        .execute(named_params! {":first": first.to_string(), ":last": last.to_string()})
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_kept_once_and_never_ends_before_it_begins() {
        let connection = super::super::open(&[MIGRATION]);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (first, last) = (day("2026-03-29"), day("2026-04-02"));
        hide(&connection, first, last).unwrap();
        hide(&connection, first, last).unwrap();
        hide(&connection, last, last).unwrap();
        hide(&connection, last, first).unwrap_err();
        assert_eq!(all(&connection).unwrap(), [(last, last), (first, last)]);
        show(&connection, last, last).unwrap();
        assert_eq!(all(&connection).unwrap(), [(first, last)]);
    }
}
