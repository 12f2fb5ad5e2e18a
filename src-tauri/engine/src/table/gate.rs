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
    /// Until then no reminder asks the user to start something with their partner.
    pub(crate) quiet_bids_until: Option<DateTime<Utc>>,
    /// Until then no cue carries a question for the partner.
    pub(crate) no_questions_until: Option<DateTime<Utc>>,
}

impl Gate {
    /// At least as quiet as both.
    pub(crate) fn quieter(&self, other: &Self) -> Self {
        Self {
            last_practice_day: self.last_practice_day.max(other.last_practice_day),
            last_talk: self.last_talk.max(other.last_talk),
            quiet_bids_until: self.quiet_bids_until.max(other.quiet_bids_until),
            no_questions_until: self.no_questions_until.max(other.no_questions_until),
        }
    }
}

pub(crate) fn get(connection: &Connection) -> Result<Gate> {
    connection
        .prepare("SELECT last_practice_day, last_talk, quiet_bids_until, no_questions_until FROM gate")?
        .query_row([], |row| {
            Ok(Gate {
                last_practice_day: column::optional_day(row, "last_practice_day")?,
                last_talk: column::optional_instant(row, "last_talk")?,
                quiet_bids_until: column::optional_instant(row, "quiet_bids_until")?,
                no_questions_until: column::optional_instant(row, "no_questions_until")?,
            })
        })
}

pub(crate) fn set(connection: &Connection, gate: &Gate) -> Result<()> {
    connection
        .prepare(
            "UPDATE gate SET last_practice_day = :last_practice_day, last_talk = :last_talk,
                 quiet_bids_until = :quiet_bids_until, no_questions_until = :no_questions_until",
        )?
        .execute(named_params! {
            ":last_practice_day": gate.last_practice_day.map(|day| day.to_string()),
            ":last_talk": gate.last_talk.map(|at| at.timestamp_millis()),
            ":quiet_bids_until": gate.quiet_bids_until.map(|until| until.timestamp_millis()),
            ":no_questions_until": gate.no_questions_until.map(|until| until.timestamp_millis()),
        })?;
    Ok(())
}

/// Makes the gate at least this quiet.
pub(crate) fn raise(connection: &Connection, by: &Gate) -> Result<()> {
    let gate = get(connection)?;
    let raised = gate.quieter(by);
    if raised == gate { Ok(()) } else { set(connection, &raised) }
}

/// Remembers a practice; an older day than the one known changes nothing.
pub(crate) fn note_practice(connection: &Connection, day: NaiveDate) -> Result<()> {
    raise(connection, &Gate { last_practice_day: Some(day), ..Gate::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_later_day_moves_it() {
        let connection = super::super::open(&[MIGRATION, QUESTIONS]);
        assert_eq!(get(&connection).unwrap(), Gate::default());
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        note_practice(&connection, day("2026-03-02")).unwrap();
        note_practice(&connection, day("2026-03-01")).unwrap();
        assert_eq!(get(&connection).unwrap().last_practice_day, Some(day("2026-03-02")));
    }

    #[test]
    fn raising_loosens_nothing() {
        let connection = super::super::open(&[MIGRATION, QUESTIONS]);
        let at = |hour: &str| Some(format!("2026-03-10T{hour}:00:00Z").parse().unwrap());
        let gate = |quiet, questions, talk| Gate {
            last_practice_day: None,
            last_talk: talk,
            quiet_bids_until: quiet,
            no_questions_until: questions,
        };
        raise(&connection, &gate(at("10"), at("12"), None)).unwrap();
        raise(&connection, &gate(at("11"), at("11"), at("09"))).unwrap();
        raise(&connection, &Gate::default()).unwrap();
        assert_eq!(get(&connection).unwrap(), gate(at("11"), at("12"), at("09")));
        set(&connection, &Gate::default()).unwrap();
        assert_eq!(get(&connection).unwrap(), Gate::default());
    }
}
