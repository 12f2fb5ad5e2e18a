//! What the user thinks of a practice.

use std::collections::HashMap;

use ajar_core::ids::PracticeRef;
use rusqlite::{Connection, Result, named_params};

use super::column;
use crate::dto::Mark;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE practice_mark (
        practice TEXT PRIMARY KEY CHECK (practice GLOB '[co]:?*'),
        favorite INTEGER NOT NULL CHECK (favorite IN (0, 1)),
        hidden   INTEGER NOT NULL CHECK (hidden IN (0, 1))
    ) STRICT, WITHOUT ROWID;
";

pub(crate) fn all(connection: &Connection) -> Result<HashMap<PracticeRef, Mark>> {
    connection
        .prepare("SELECT practice, favorite, hidden FROM practice_mark")?
        .query_map([], |row| {
            let mark = Mark { favorite: row.get("favorite")?, hidden: row.get("hidden")? };
            Ok((column::parsed(row, "practice")?, mark))
        })?
        .collect()
}

pub(crate) fn set(connection: &Connection, practice: &PracticeRef, mark: Mark) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO practice_mark (practice, favorite, hidden) VALUES (:practice, :favorite, :hidden)
             ON CONFLICT (practice) DO UPDATE SET favorite = excluded.favorite, hidden = excluded.hidden",
        )?
        .execute(named_params! {
            ":practice": practice.to_string(),
            ":favorite": mark.favorite,
            ":hidden": mark.hidden,
        })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_mark_holds() {
        let connection = super::super::open(&[MIGRATION]);
        let practice = PracticeRef::catalogue("go-first");
        for mark in [Mark { favorite: true, hidden: false }, Mark { favorite: false, hidden: true }, Mark::default()] {
            set(&connection, &practice, mark).unwrap();
            assert_eq!(all(&connection).unwrap(), HashMap::from([(practice.clone(), mark)]));
        }
    }
}
