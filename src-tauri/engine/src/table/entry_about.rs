//! What an entry was written about. Neither goes with the other: a talk can be taken back and the words stay, and words can
//! be deleted and the talk stays.

use ajar_core::ids::EntryId;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Result, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE entry_about (
        entry BLOB PRIMARY KEY CHECK (length(entry) = 16),
        kind  TEXT NOT NULL CHECK (kind IN ('talk', 'plan', 'thanks', 'practice')),
        ref   TEXT NOT NULL CHECK (ref <> ''),
        day   TEXT NOT NULL CHECK (day IS date(day))
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX entry_about_thing ON entry_about (kind, ref) WHERE kind <> 'practice';
    CREATE UNIQUE INDEX entry_about_practice ON entry_about (ref, day) WHERE kind = 'practice';
";

/// The kinds of things that are written about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Talk,
    Plan,
    Thanks,
    /// Each practice day has an entry of its own.
    Practice,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Plan => "plan",
            Self::Thanks => "thanks",
            Self::Practice => "practice",
        }
    }
}

/// Links an entry. It takes the place of one that was deleted for ever.
pub(crate) fn set(connection: &Connection, entry: EntryId, kind: Kind, of: &str, day: NaiveDate) -> Result<()> {
    connection
        .prepare("INSERT OR REPLACE INTO entry_about (entry, kind, ref, day) VALUES (:entry, :kind, :ref, :day)")?
        .execute(named_params! {
            ":entry": entry.as_bytes(),
            ":kind": kind.name(),
            ":ref": of,
            ":day": day.to_string(),
        })?;
    Ok(())
}

/// The entry about this, also from the trash; of a practice, that of `day`.
pub(crate) fn find(connection: &Connection, kind: Kind, of: &str, day: NaiveDate) -> Result<Option<EntryId>> {
    connection
        .prepare(
            "SELECT entry FROM entry_about
             WHERE kind = :kind AND ref = :ref AND (kind <> 'practice' OR day = :day)
                 AND entry IN (SELECT id FROM entry)",
        )?
        .query_row(named_params! {":kind": kind.name(), ":ref": of, ":day": day.to_string()}, read)
        .optional()
}

/// The entry about this thing, unless it lies in the trash.
pub(crate) fn kept(connection: &Connection, kind: Kind, of: &str) -> Result<Option<EntryId>> {
    connection
        .prepare(
            "SELECT entry FROM entry_about
             WHERE kind = :kind AND ref = :ref AND entry IN (SELECT id FROM entry WHERE deleted_at IS NULL)
             ORDER BY day DESC LIMIT 1",
        )?
        .query_row(named_params! {":kind": kind.name(), ":ref": of}, read)
        .optional()
}

/// What an entry is about: the kind's name, and which one.
pub(super) fn thing(connection: &Connection, entry: EntryId) -> Result<Option<(String, String)>> {
    connection
        .prepare("SELECT kind, ref FROM entry_about WHERE entry = :entry")?
        .query_row(named_params! {":entry": entry.as_bytes()}, |row| Ok((row.get("kind")?, row.get("ref")?)))
        .optional()
}

fn read(row: &rusqlite::Row<'_>) -> Result<EntryId> {
    column::id(row, "entry", EntryId::from_bytes)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::super::entry::{self, EntryRow};
    use super::super::{bring_up, entry_search, entry_tag};
    use super::*;
    use crate::facets::Facets;

    fn write(connection: &Connection, number: u8) -> EntryId {
        let id = EntryId::from_bytes([number; 16]);
        let row = EntryRow {
            id,
            rev: 1,
            day: "2026-03-10".parse().unwrap(),
            minute: None,
            zone: "Europe/Berlin".into(),
            text: String::new(),
            facets: Facets::default(),
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            in_trash: false,
        };
        entry::insert(connection, &row).unwrap();
        id
    }

    #[test]
    fn a_thing_has_one_entry_and_a_practice_one_a_day() {
        let connection = super::super::open(&[
            entry::MIGRATION,
            entry::FACETS,
            entry_tag::MIGRATION,
            entry_search::MIGRATION,
            MIGRATION,
            bring_up::MIGRATION,
        ]);
        let (today, tomorrow) = ("2026-03-10".parse().unwrap(), "2026-03-11".parse().unwrap());
        let ids = [1, 2, 3, 4].map(|number| write(&connection, number));
        set(&connection, ids[0], Kind::Talk, "a", today).unwrap();
        set(&connection, ids[1], Kind::Practice, "c:go-first", today).unwrap();
        set(&connection, ids[2], Kind::Practice, "c:go-first", tomorrow).unwrap();
        let found = |kind, of: &str, day| find(&connection, kind, of, day).unwrap();
        assert_eq!(found(Kind::Talk, "a", tomorrow), Some(ids[0]));
        assert_eq!(found(Kind::Plan, "a", today), None);
        assert_eq!(found(Kind::Practice, "c:go-first", today), Some(ids[1]));
        assert_eq!(found(Kind::Practice, "c:go-first", tomorrow), Some(ids[2]));

        entry::delete(&connection, ids[0], DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(found(Kind::Talk, "a", today), Some(ids[0]));
        assert_eq!(kept(&connection, Kind::Talk, "a").unwrap(), None);
        connection.execute("DELETE FROM entry WHERE id = ?1", [ids[0].as_bytes()]).unwrap();
        assert_eq!(found(Kind::Talk, "a", today), None);
        set(&connection, ids[3], Kind::Talk, "a", tomorrow).unwrap();
        assert_eq!(kept(&connection, Kind::Talk, "a").unwrap(), Some(ids[3]));
    }
}
