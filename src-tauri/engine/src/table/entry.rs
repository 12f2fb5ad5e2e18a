//! Journal entries. The text is kept byte for byte; a deleted entry goes to the trash.

use std::fmt;

use ajar_core::ids::EntryId;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::{column, entry_picture, entry_search, entry_tag, purged};
use crate::dto::Mood;
use crate::error::Error;
use crate::facets::Facets;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE entry (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        rev        INTEGER NOT NULL CHECK (rev >= 1),
        day        TEXT NOT NULL CHECK (day IS date(day)),
        minute     INTEGER CHECK (minute BETWEEN 0 AND 1439),
        zone       TEXT NOT NULL,
        text       TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT;
    CREATE INDEX entry_timeline ON entry (day, id) WHERE deleted_at IS NULL;
    CREATE INDEX entry_trash ON entry (deleted_at) WHERE deleted_at IS NOT NULL;
";

/// What is noted beside the words; the tags have a table of their own.
pub(crate) const FACETS: &str = "
    ALTER TABLE entry ADD COLUMN mood TEXT CHECK (mood IN ('low', 'tense', 'even', 'warm', 'bright'));
    ALTER TABLE entry ADD COLUMN starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1));
";

/// As much of an entry as a list needs to find its first words in.
pub(super) const HEAD_BYTES: i64 = 16 * 1024;

/// One entry, whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct EntryRow {
    pub(crate) id: EntryId,
    /// Counts saves, from 1.
    pub(crate) rev: i64,
    pub(crate) day: NaiveDate,
    /// Minutes since midnight where it was written; `None` when only the day was chosen by hand.
    pub(crate) minute: Option<u16>,
    pub(crate) zone: String,
    pub(crate) text: String,
    pub(crate) facets: Facets,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) updated_at: DateTime<Utc>,
    pub(crate) in_trash: bool,
}

impl fmt::Debug for EntryRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryRow")
            .field("id", &self.id)
            .field("rev", &self.rev)
            .field("day", &self.day)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

/// One entry as a list shows it.
pub(crate) struct Head {
    pub(crate) id: EntryId,
    pub(crate) day: NaiveDate,
    pub(crate) minute: Option<u16>,
    /// The beginning of the text, cut at a whole character.
    pub(crate) text: String,
    pub(crate) facets: Facets,
    pub(crate) pictures: u32,
    pub(crate) in_trash: bool,
}

pub(crate) fn get(connection: &Connection, id: EntryId) -> Result<Option<EntryRow>> {
    connection
        .prepare(
            "SELECT id, rev, day, minute, zone, text, mood, starred, created_at, updated_at, deleted_at FROM entry
             WHERE id = :id",
        )?
        .query_row(named_params! {":id": id.as_bytes()}, |row| read(connection, row))
        .optional()
}

/// Whether there is such an entry, also in the trash.
pub(crate) fn exists(connection: &Connection, id: EntryId) -> Result<bool> {
    connection.prepare("SELECT 1 FROM entry WHERE id = :id")?.exists(named_params! {":id": id.as_bytes()})
}

/// One entry as a list shows it, also from the trash.
pub(crate) fn head(connection: &Connection, id: EntryId) -> Result<Option<Head>> {
    connection
        .prepare(
            "SELECT id, day, minute, coalesce(substr(CAST(text AS BLOB), 1, :head), x'') AS head, mood, starred,
                 deleted_at FROM entry
             WHERE id = :id",
        )?
        .query_row(named_params! {":head": HEAD_BYTES, ":id": id.as_bytes()}, |row| read_head(connection, row))
        .optional()
}

/// Entries whose id lies between these two, also from the trash: at most two of them, to tell one from several.
pub(crate) fn between(connection: &Connection, low: [u8; 16], high: [u8; 16]) -> Result<Vec<EntryId>> {
    connection
        .prepare("SELECT id FROM entry WHERE id BETWEEN :low AND :high ORDER BY id LIMIT 2")?
        .query_map(named_params! {":low": low, ":high": high}, |row| column::id(row, "id", EntryId::from_bytes))?
        .collect()
}

pub(crate) fn insert(connection: &Connection, entry: &EntryRow) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO entry (id, rev, day, minute, zone, text, mood, starred, created_at, updated_at)
             VALUES (:id, :rev, :day, :minute, :zone, :text, :mood, :starred, :created_at, :updated_at)",
        )?
        .execute(named_params! {
            ":id": entry.id.as_bytes(),
            ":rev": entry.rev,
            ":day": entry.day.to_string(),
            ":minute": entry.minute,
            ":zone": entry.zone,
            ":text": entry.text,
            ":mood": entry.facets.mood.map(Mood::word),
            ":starred": entry.facets.starred,
            ":created_at": entry.created_at.timestamp_millis(),
            ":updated_at": entry.updated_at.timestamp_millis(),
        })?;
    entry_tag::set(connection, entry.id, &entry.facets.tags)?;
    entry_search::refresh(connection, entry.id)
}

/// Writes a new state of an entry that is there; whether it is in the trash does not change.
pub(crate) fn update(connection: &Connection, entry: &EntryRow) -> Result<()> {
    connection
        .prepare(
            "UPDATE entry SET rev = :rev, day = :day, minute = :minute, text = :text, mood = :mood, starred = :starred,
                 updated_at = :updated_at
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": entry.id.as_bytes(),
            ":rev": entry.rev,
            ":day": entry.day.to_string(),
            ":minute": entry.minute,
            ":text": entry.text,
            ":mood": entry.facets.mood.map(Mood::word),
            ":starred": entry.facets.starred,
            ":updated_at": entry.updated_at.timestamp_millis(),
        })?;
    entry_tag::set(connection, entry.id, &entry.facets.tags)?;
    entry_search::refresh(connection, entry.id)
}

/// The timeline, newest first, from after this day and id on.
pub(crate) fn page(connection: &Connection, after: Option<(NaiveDate, EntryId)>, limit: u32) -> Result<Vec<Head>> {
    // Later than any day, for the first page.
    let (day, id) = after.map_or(("9999-12-32".to_owned(), [0xff; 16]), |(day, id)| (day.to_string(), *id.as_bytes()));
    connection
        .prepare(
            "SELECT id, day, minute, coalesce(substr(CAST(text AS BLOB), 1, :head), x'') AS head, mood, starred,
                 deleted_at FROM entry
             WHERE deleted_at IS NULL AND (day, id) < (:day, :id)
             ORDER BY day DESC, id DESC LIMIT :limit",
        )?
        .query_map(named_params! {":head": HEAD_BYTES, ":day": day, ":id": id, ":limit": limit}, |row| {
            read_head(connection, row)
        })?
        .collect()
}

/// The trash, what was deleted last first.
pub(crate) fn trash(connection: &Connection) -> Result<Vec<Head>> {
    connection
        .prepare(
            "SELECT id, day, minute, coalesce(substr(CAST(text AS BLOB), 1, :head), x'') AS head, mood, starred,
                 deleted_at FROM entry
             WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id DESC",
        )?
        .query_map(named_params! {":head": HEAD_BYTES}, |row| read_head(connection, row))?
        .collect()
}

/// Entries that are not in the trash.
pub(crate) fn count(connection: &Connection) -> Result<u32> {
    connection
        .prepare("SELECT count(*) AS count FROM entry WHERE deleted_at IS NULL")?
        .query_row([], |row| row.get("count"))
}

/// All entries, those in the trash among them.
pub(crate) fn count_all(connection: &Connection) -> Result<u32> {
    connection.prepare("SELECT count(*) AS count FROM entry")?.query_row([], |row| row.get("count"))
}

/// The words of the entry that was begun first, also from the trash. No other column, since a backup may be older than it.
pub(crate) fn oldest_text(connection: &Connection) -> Result<Option<String>> {
    connection.prepare("SELECT text FROM entry ORDER BY id LIMIT 1")?.query_row([], |row| row.get("text")).optional()
}

/// Into the trash. Whether there is such an entry; one that lies there already keeps its place.
pub(crate) fn delete(connection: &Connection, id: EntryId, now: DateTime<Utc>) -> Result<bool> {
    let found = connection
        .prepare("UPDATE entry SET deleted_at = coalesce(deleted_at, :now) WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    entry_search::refresh(connection, id)?;
    Ok(found > 0)
}

/// Out of the trash. Whether there is such an entry.
pub(crate) fn restore(connection: &Connection, id: EntryId) -> Result<bool> {
    let found = connection
        .prepare("UPDATE entry SET deleted_at = NULL WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes()})?;
    entry_search::refresh(connection, id)?;
    Ok(found > 0)
}

/// Entries that were put into the trash by then.
pub(crate) fn deleted_before(connection: &Connection, than: DateTime<Utc>) -> Result<Vec<EntryId>> {
    connection
        .prepare("SELECT id FROM entry WHERE deleted_at IS NOT NULL AND deleted_at <= :than ORDER BY deleted_at")?
        .query_map(named_params! {":than": than.timestamp_millis()}, |row| column::id(row, "id", EntryId::from_bytes))?
        .collect()
}

/// Out of the trash and the journal, with everything that hangs on it. Whether it lay there.
pub(crate) fn purge(connection: &Connection, id: EntryId) -> Result<bool> {
    let bytes = connection
        .prepare("DELETE FROM entry WHERE id = :id AND deleted_at IS NOT NULL RETURNING octet_length(text) AS bytes")?
        .query_row(named_params! {":id": id.as_bytes()}, |row| row.get("bytes"))
        .optional()?;
    let Some(bytes) = bytes else { return Ok(false) };
    purged::add(connection, bytes)?;
    Ok(true)
}

fn read(connection: &Connection, row: &Row<'_>) -> Result<EntryRow> {
    let id = column::id(row, "id", EntryId::from_bytes)?;
    Ok(EntryRow {
        id,
        rev: row.get("rev")?,
        day: column::parsed(row, "day")?,
        minute: row.get("minute")?,
        zone: row.get("zone")?,
        text: row.get("text")?,
        facets: facets(connection, id, row)?,
        created_at: column::instant(row, "created_at")?,
        updated_at: column::instant(row, "updated_at")?,
        in_trash: column::optional_instant(row, "deleted_at")?.is_some(),
    })
}

pub(super) fn read_head(connection: &Connection, row: &Row<'_>) -> Result<Head> {
    let id = column::id(row, "id", EntryId::from_bytes)?;
    Ok(Head {
        id,
        day: column::parsed(row, "day")?,
        minute: row.get("minute")?,
        // As bytes, because SQLite's own text functions stop at a NUL.
        text: whole_characters(row.get("head")?),
        facets: facets(connection, id, row)?,
        pictures: entry_picture::count(connection, id)?,
        in_trash: column::optional_instant(row, "deleted_at")?.is_some(),
    })
}

fn facets(connection: &Connection, id: EntryId, row: &Row<'_>) -> Result<Facets> {
    let mood: Option<String> = row.get("mood")?;
    Ok(Facets {
        tags: entry_tag::of(connection, id)?,
        mood: mood.map(|word| word.parse()).transpose().map_err(|error: Error| column::unreadable(error))?,
        starred: row.get("starred")?,
    })
}

fn whole_characters(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(valid);
        String::from_utf8(bytes).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{entry_about, picture};
    use super::*;
    use crate::dto;

    fn journal() -> Connection {
        super::super::open(&[
            MIGRATION,
            FACETS,
            entry_tag::MIGRATION,
            entry_search::MIGRATION,
            entry_about::MIGRATION,
            picture::MIGRATION,
            entry_picture::MIGRATION,
        ])
    }

    fn some(number: u8, day: &str, text: &str) -> EntryRow {
        let at = "2026-03-10T18:30:05.123Z".parse().unwrap();
        EntryRow {
            id: EntryId::from_bytes([number; 16]),
            rev: 1,
            day: day.parse().unwrap(),
            minute: Some(1110),
            zone: "Europe/Berlin".into(),
            text: text.into(),
            facets: Facets::default(),
            created_at: at,
            updated_at: at,
            in_trash: false,
        }
    }

    #[test]
    fn text_is_kept_byte_for_byte() {
        let connection = journal();
        let texts =
            ["", "\0", "a\0b\0", "line\r\nline\n\r", "e\u{301} \u{e9}", "\u{202e}שלום\u{202c}", "👩‍👩‍👧", "\u{feff}x "];
        for (number, text) in (1..).zip(texts) {
            insert(&connection, &some(number, "2026-03-10", text)).unwrap();
            let read = get(&connection, EntryId::from_bytes([number; 16])).unwrap().unwrap();
            assert_eq!(read, some(number, "2026-03-10", text));
        }
    }

    #[test]
    fn facets_are_kept_beside_the_words() {
        let connection = journal();
        let with = |tags: &[&str], mood, starred| {
            let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
            let facets = Facets::chosen(&dto::Facets { tags, mood, starred }).unwrap();
            EntryRow { facets, ..some(1, "2026-03-10", "x") }
        };
        let read = || get(&connection, EntryId::from_bytes([1; 16])).unwrap().unwrap();
        let first = with(&["Walk", "car"], Some(Mood::Warm), true);
        insert(&connection, &first).unwrap();
        assert_eq!(read(), first);
        assert!(page(&connection, None, 1).unwrap().remove(0).facets == first.facets);
        let second = with(&["walk"], None, false);
        update(&connection, &second).unwrap();
        assert_eq!(read(), second);
        connection.execute("UPDATE entry SET mood = 'wild'", []).unwrap_err();
    }

    #[test]
    fn an_entry_of_an_earlier_version_has_no_facets() {
        let mut connection = super::super::open(&[MIGRATION]);
        let write = "INSERT INTO entry (id, rev, day, zone, text, created_at, updated_at)
                     VALUES (zeroblob(16), 1, '2026-03-10', 'UTC', 'then', 0, 0)";
        connection.execute(write, []).unwrap();
        assert_eq!(oldest_text(&connection).unwrap().as_deref(), Some("then"), "as it lies in a backup");
        crate::migration::run(&mut connection, &[MIGRATION, FACETS, entry_tag::MIGRATION]).unwrap();
        let entry = get(&connection, EntryId::from_bytes([0; 16])).unwrap().unwrap();
        assert!(entry.facets == Facets::default());
    }

    #[test]
    fn pages_follow_each_other_without_gap_or_repeat() {
        let connection = journal();
        for number in 1..=9 {
            let day = format!("2026-03-{:02}", 10 + number % 3);
            insert(&connection, &some(number, &day, "x")).unwrap();
        }
        let (mut after, mut seen) = (None, Vec::new());
        loop {
            let heads = page(&connection, after, 2).unwrap();
            let Some(last) = heads.last() else { break };
            after = Some((last.day, last.id));
            seen.extend(heads.iter().map(|head| (head.day, head.id)));
        }
        let mut sorted = seen.clone();
        sorted.sort();
        sorted.reverse();
        assert_eq!((seen.len(), &seen), (9, &sorted));
    }

    #[test]
    fn the_trash_keeps_what_is_deleted() {
        let connection = journal();
        let entry = some(1, "2026-03-10", "x");
        insert(&connection, &entry).unwrap();
        assert!(delete(&connection, entry.id, entry.created_at).unwrap());
        assert_eq!((count(&connection).unwrap(), trash(&connection).unwrap().len()), (0, 1));
        assert_eq!(page(&connection, None, 50).unwrap().len(), 0);
        assert!(get(&connection, entry.id).unwrap().unwrap().in_trash);
        assert!(restore(&connection, entry.id).unwrap());
        assert_eq!((count(&connection).unwrap(), trash(&connection).unwrap().len()), (1, 0));
        assert!(!delete(&connection, EntryId::from_bytes([9; 16]), entry.created_at).unwrap());
    }

    #[test]
    fn a_head_is_cut_between_characters_and_not_at_a_nul() {
        let connection = journal();
        let long = format!("a\0{}", "é".repeat(20_000));
        insert(&connection, &some(1, "2026-03-10", &long)).unwrap();
        let head = page(&connection, None, 1).unwrap().remove(0);
        assert_eq!(head.text.len(), 16 * 1024);
        assert!(long.starts_with(&head.text));
    }
}
