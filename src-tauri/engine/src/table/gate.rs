//! The gate: what keeps bids quiet while the journal is locked. One row, a cache of what the vault derives.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Result, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE gate (
        only_row          INTEGER PRIMARY KEY CHECK (only_row = 1),
        last_practice_day TEXT CHECK (last_practice_day IS date(last_practice_day)),
        last_talk         INTEGER,
        quiet_bids_until  INTEGER
    ) STRICT;
    INSERT INTO gate (only_row) VALUES (1);
";

/// Questions alone can rest while cues go on.
pub(crate) const QUESTIONS: &str = "ALTER TABLE gate ADD COLUMN no_questions_until INTEGER;";

/// No reason is stored, and no word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Gate {
    pub(crate) last_practice_day: Option<NaiveDate>,
    pub(crate) last_talk: Option<DateTime<Utc>>,
    pub(crate) quiet_bids_until: Option<DateTime<Utc>>,
}

pub(crate) fn get(connection: &Connection) -> Result<Gate> {
    connection.prepare("SELECT last_practice_day, last_talk, quiet_bids_until FROM gate")?.query_row([], |row| {
        Ok(Gate {
            last_practice_day: column::optional_day(row, "last_practice_day")?,
            last_talk: column::optional_instant(row, "last_talk")?,
            quiet_bids_until: column::optional_instant(row, "quiet_bids_until")?,
        })
    })
}

pub(crate) fn set(connection: &Connection, gate: &Gate) -> Result<()> {
    connection
        .prepare(
            "UPDATE gate SET last_practice_day = :last_practice_day, last_talk = :last_talk,
                 quiet_bids_until = :quiet_bids_until",
        )?
        .execute(named_params! {
            ":last_practice_day": gate.last_practice_day.map(|day| day.to_string()),
            ":last_talk": gate.last_talk.map(|at| at.timestamp_millis()),
            ":quiet_bids_until": gate.quiet_bids_until.map(|until| until.timestamp_millis()),
        })?;
    Ok(())
}

pub(crate) fn no_questions_until(connection: &Connection) -> Result<Option<DateTime<Utc>>> {
    connection
        .prepare("SELECT no_questions_until FROM gate")?
        .query_row([], |row| column::optional_instant(row, "no_questions_until"))
}

/// Remembers a practice; an older day than the one known changes nothing.
pub(crate) fn note_practice(connection: &Connection, day: NaiveDate) -> Result<()> {
    let gate = get(connection)?;
    set(connection, &Gate { last_practice_day: gate.last_practice_day.max(Some(day)), ..gate })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_later_day_moves_it() {
        let connection = super::super::open(&[MIGRATION]);
        assert_eq!(get(&connection).unwrap(), Gate::default());
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        note_practice(&connection, day("2026-03-02")).unwrap();
        note_practice(&connection, day("2026-03-01")).unwrap();
        assert_eq!(get(&connection).unwrap().last_practice_day, Some(day("2026-03-02")));
    }
}
