//! Answers to the weekly check-in. One that was left out is a row without a value: the week was answered all the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Result, named_params};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE check_in (
        week  TEXT NOT NULL CHECK (week IS date(week)),
        item  TEXT NOT NULL CHECK (item <> ''),
        value INTEGER CHECK (value BETWEEN 0 AND 3),
        PRIMARY KEY (week, item)
    ) STRICT, WITHOUT ROWID;
";

pub(crate) fn set(connection: &Connection, week: NaiveDate, item: &str, value: Option<u8>) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO check_in (week, item, value) VALUES (:week, :item, :value)
             ON CONFLICT (week, item) DO UPDATE SET value = excluded.value",
        )?
        .execute(named_params! {":week": week.to_string(), ":item": item, ":value": value})?;
    Ok(())
}

/// What was answered in the week that begins on this day; empty when nobody did.
pub(crate) fn of(connection: &Connection, week: NaiveDate) -> Result<BTreeMap<String, Option<u8>>> {
    connection
        .prepare("SELECT item, value FROM check_in WHERE week = :week")?
        .query_map(named_params! {":week": week.to_string()}, |row| Ok((row.get("item")?, row.get("value")?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_can_change_and_be_left_out() {
        let connection = super::super::open(&[MIGRATION]);
        let week = "2026-03-09".parse().unwrap();
        set(&connection, week, "w-heard", Some(3)).unwrap();
        set(&connection, week, "w-heard", None).unwrap();
        set(&connection, week, "w-free", Some(0)).unwrap();
        let expect = BTreeMap::from([("w-heard".to_owned(), None), ("w-free".to_owned(), Some(0))]);
        assert_eq!(of(&connection, week).unwrap(), expect);
        assert!(of(&connection, "2026-03-16".parse().unwrap()).unwrap().is_empty());
        set(&connection, week, "w-heard", Some(4)).unwrap_err();
    }
}
