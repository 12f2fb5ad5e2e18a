//! The partner's pace and comfort, and nothing else about them.

use rusqlite::{Connection, OptionalExtension, Result, named_params};

use crate::dto::PartnerNotes;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE partner_note (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        pace     TEXT NOT NULL CHECK (length(pace) <= 2000),
        comfort  TEXT NOT NULL CHECK (length(comfort) <= 2000)
    ) STRICT;
";

pub(crate) fn get(connection: &Connection) -> Result<PartnerNotes> {
    let notes = connection
        .prepare("SELECT pace, comfort FROM partner_note")?
        .query_row([], |row| Ok(PartnerNotes { pace: row.get("pace")?, comfort: row.get("comfort")? }))
        .optional()?;
    Ok(notes.unwrap_or_default())
}

pub(crate) fn set(connection: &Connection, notes: &PartnerNotes) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO partner_note (only_one, pace, comfort) VALUES (1, :pace, :comfort)
             ON CONFLICT (only_one) DO UPDATE SET pace = excluded.pace, comfort = excluded.comfort",
        )?
        .execute(named_params! {":pace": notes.pace, ":comfort": notes.comfort})?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_note() {
        let connection = super::super::open(&[MIGRATION]);
        assert!(get(&connection).unwrap() == PartnerNotes::default());
        for pace in ["slow", "slow in the morning"] {
            let notes = PartnerNotes { pace: pace.into(), comfort: "tea".into() };
            set(&connection, &notes).unwrap();
            assert!(get(&connection).unwrap() == notes);
        }
    }
}
