//! Earlier versions of entries. They go with the entry.

use std::fmt;

use ajar_core::ids::EntryId;
use ajar_core::revisions::Version;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::column;

/// `rev` is the one that the entry had with this text, so the two name a version.
pub(crate) const MIGRATION: &str = "
    CREATE TABLE revision (
        entry      BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        rev        INTEGER NOT NULL CHECK (rev >= 1),
        written_at INTEGER NOT NULL,
        kept_at    INTEGER NOT NULL,
        text       TEXT NOT NULL,
        PRIMARY KEY (entry, rev)
    ) STRICT;
    CREATE INDEX revision_kept ON revision (kept_at);
";

#[derive(Clone, PartialEq, Eq)]
pub(crate) struct RevisionRow {
    pub(crate) entry: EntryId,
    pub(crate) rev: i64,
    /// When this text was last saved.
    pub(crate) written_at: DateTime<Utc>,
    /// When another text took its place.
    pub(crate) kept_at: DateTime<Utc>,
    pub(crate) text: String,
}

impl fmt::Debug for RevisionRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RevisionRow").field("entry", &self.entry).field("rev", &self.rev).finish_non_exhaustive()
    }
}

pub(crate) fn insert(connection: &Connection, revision: &RevisionRow) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO revision (entry, rev, written_at, kept_at, text)
             VALUES (:entry, :rev, :written_at, :kept_at, :text)",
        )?
        .execute(named_params! {
            ":entry": revision.entry.as_bytes(),
            ":rev": revision.rev,
            ":written_at": revision.written_at.timestamp_millis(),
            ":kept_at": revision.kept_at.timestamp_millis(),
            ":text": revision.text,
        })
        .map(drop)
}

pub(crate) fn newest(connection: &Connection, entry: EntryId) -> Result<Option<RevisionRow>> {
    connection
        .prepare(
            "SELECT entry, rev, written_at, kept_at, text FROM revision WHERE entry = :entry
             ORDER BY rev DESC LIMIT 1",
        )?
        .query_row(named_params! {":entry": entry.as_bytes()}, read)
        .optional()
}

pub(crate) fn get(connection: &Connection, entry: EntryId, rev: i64) -> Result<Option<RevisionRow>> {
    connection
        .prepare("SELECT entry, rev, written_at, kept_at, text FROM revision WHERE entry = :entry AND rev = :rev")?
        .query_row(named_params! {":entry": entry.as_bytes(), ":rev": rev}, read)
        .optional()
}

/// The versions of an entry and when each was written, newest first.
pub(crate) fn list(connection: &Connection, entry: EntryId) -> Result<Vec<(Version, DateTime<Utc>)>> {
    connection
        .prepare(
            "SELECT rev, written_at, kept_at, octet_length(text) AS bytes FROM revision WHERE entry = :entry
             ORDER BY rev DESC",
        )?
        .query_map(named_params! {":entry": entry.as_bytes()}, |row| {
            let bytes: i64 = row.get("bytes")?;
            let version = Version {
                rev: row.get("rev")?,
                kept_at: column::instant(row, "kept_at")?,
                bytes: u64::try_from(bytes).map_err(column::unreadable)?,
            };
            Ok((version, column::instant(row, "written_at")?))
        })?
        .collect()
}

pub(crate) fn delete(connection: &Connection, entry: EntryId, rev: i64) -> Result<()> {
    connection
        .prepare("DELETE FROM revision WHERE entry = :entry AND rev = :rev")?
        .execute(named_params! {":entry": entry.as_bytes(), ":rev": rev})
        .map(drop)
}

/// Whether there are versions that were kept before this instant.
pub(crate) fn has_older(connection: &Connection, than: DateTime<Utc>) -> Result<bool> {
    connection
        .prepare("SELECT 1 FROM revision WHERE kept_at <= :than LIMIT 1")?
        .exists(named_params! {":than": than.timestamp_millis()})
}

pub(crate) fn delete_older(connection: &Connection, than: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("DELETE FROM revision WHERE kept_at <= :than")?
        .execute(named_params! {":than": than.timestamp_millis()})
        .map(drop)
}

fn read(row: &Row<'_>) -> Result<RevisionRow> {
    Ok(RevisionRow {
        entry: column::id(row, "entry", EntryId::from_bytes)?,
        rev: row.get("rev")?,
        written_at: column::instant(row, "written_at")?,
        kept_at: column::instant(row, "kept_at")?,
        text: row.get("text")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{entry, entry_search, entry_tag, purged};

    const ENTRY: EntryId = EntryId::from_bytes([1; 16]);

    fn journal() -> Connection {
        let of_entries = [entry::MIGRATION, entry::FACETS, entry_tag::MIGRATION, entry_search::MIGRATION];
        let migrations = [&of_entries[..], &[purged::MIGRATION, MIGRATION]].concat();
        let connection = super::super::open(&migrations);
        let write = "INSERT INTO entry (id, rev, day, zone, text, created_at, updated_at)
                     VALUES (:id, 9, '2026-03-10', 'UTC', 'now', 0, 0)";
        connection.execute(write, named_params! {":id": ENTRY.as_bytes()}).unwrap();
        connection
    }

    fn version(rev: i64, kept: &str, text: &str) -> RevisionRow {
        let kept_at = kept.parse().unwrap();
        RevisionRow { entry: ENTRY, rev, written_at: kept_at, kept_at, text: text.into() }
    }

    #[test]
    fn versions_are_kept_byte_for_byte_and_named_by_their_number() {
        let connection = journal();
        for (rev, text) in (1..).zip(["", "\0", "a\r\n\u{202e}", "e\u{301} \u{e9}"]) {
            let kept = version(rev, "2026-03-10T12:00:00Z", text);
            insert(&connection, &kept).unwrap();
            assert_eq!(get(&connection, ENTRY, rev).unwrap(), Some(kept.clone()));
            assert_eq!(newest(&connection, ENTRY).unwrap(), Some(kept));
        }
        let sizes = list(&connection, ENTRY).unwrap().into_iter().map(|(version, _)| (version.rev, version.bytes));
        assert_eq!(sizes.collect::<Vec<_>>(), [(4, 6), (3, 6), (2, 1), (1, 0)]);
        insert(&connection, &version(4, "2026-03-10T12:00:00Z", "twice")).unwrap_err();
        delete(&connection, ENTRY, 4).unwrap();
        assert_eq!(get(&connection, ENTRY, 4).unwrap(), None);
    }

    #[test]
    fn old_ones_go() {
        let connection = journal();
        insert(&connection, &version(1, "2026-03-10T12:00:00Z", "old")).unwrap();
        insert(&connection, &version(2, "2026-03-10T12:00:01Z", "new")).unwrap();
        let limit = "2026-03-10T12:00:00Z".parse().unwrap();
        assert!(has_older(&connection, limit).unwrap());
        delete_older(&connection, limit).unwrap();
        assert!(!has_older(&connection, limit).unwrap());
        assert_eq!(list(&connection, ENTRY).unwrap().len(), 1);
    }

    #[test]
    fn they_go_with_their_entry() {
        let connection = journal();
        insert(&connection, &version(1, "2026-03-10T12:00:00Z", "old")).unwrap();
        assert!(!entry::purge(&connection, ENTRY).unwrap(), "it is not in the trash");
        entry::delete(&connection, ENTRY, "2026-03-10T12:00:00Z".parse().unwrap()).unwrap();
        assert!(entry::purge(&connection, ENTRY).unwrap());
        assert_eq!(newest(&connection, ENTRY).unwrap(), None);
    }
}
