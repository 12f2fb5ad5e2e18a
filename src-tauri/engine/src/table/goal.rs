//! Practice days a week that the user aimed for, and since when: history keeps the goal then in force.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Result, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE goal (
        from_day TEXT PRIMARY KEY CHECK (from_day IS date(from_day)),
        goal     INTEGER NOT NULL CHECK (goal BETWEEN 1 AND 5)
    ) STRICT, WITHOUT ROWID;
";

pub(crate) fn set(connection: &Connection, from_day: NaiveDate, goal: u8) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO goal (from_day, goal) VALUES (:from_day, :goal)
             ON CONFLICT (from_day) DO UPDATE SET goal = excluded.goal",
        )?
        .execute(named_params! {":from_day": from_day.to_string(), ":goal": goal})?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<BTreeMap<NaiveDate, u8>> {
    connection
        .prepare("SELECT from_day, goal FROM goal ORDER BY from_day")?
        .query_map([], |row| Ok((column::parsed(row, "from_day")?, row.get("goal")?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_goal_and_the_past_keeps_its_own() {
        let connection = super::super::open(&[MIGRATION]);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (from, goal) in [("2026-03-01", 3), ("2026-04-01", 4), ("2026-04-01", 5)] {
            set(&connection, day(from), goal).unwrap();
        }
        assert_eq!(all(&connection).unwrap(), BTreeMap::from([(day("2026-03-01"), 3), (day("2026-04-01"), 5)]));
        set(&connection, day("2026-05-01"), 6).unwrap_err();
    }
}
