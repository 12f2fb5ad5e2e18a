//! Which entry holds which pictures, in which order, and what is written under them. They go with the entry.

use ajar_core::ids::{EntryId, PictureId};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Result, named_params};

use super::{choice, column};
use crate::dto::PictureType;

/// A picture that no entry holds any more goes in the same breath, whatever took the last one away.
pub(crate) const MIGRATION: &str = "
    CREATE TABLE entry_picture (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        entry      BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        picture    BLOB NOT NULL REFERENCES picture (hash),
        place      INTEGER NOT NULL CHECK (place >= 1),
        caption    TEXT NOT NULL DEFAULT '' CHECK (length(caption) <= 500),
        removed_at INTEGER,
        UNIQUE (entry, picture)
    ) STRICT;
    CREATE INDEX entry_picture_of ON entry_picture (picture);
    CREATE INDEX entry_picture_removed ON entry_picture (removed_at) WHERE removed_at IS NOT NULL;
    CREATE TRIGGER entry_picture_last AFTER DELETE ON entry_picture
        WHEN NOT EXISTS (SELECT 1 FROM entry_picture WHERE picture = OLD.picture)
        BEGIN DELETE FROM picture WHERE hash = OLD.picture; END;
";

/// A picture in an entry, without its bytes.
pub(crate) struct PictureRow {
    pub(crate) id: PictureId,
    pub(crate) kind: PictureType,
    pub(crate) small_kind: PictureType,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) caption: String,
}

/// Puts a picture at the end of those of an entry. One that is there keeps its place; one that was taken out comes back.
pub(crate) fn add(connection: &Connection, id: PictureId, entry: EntryId, picture: &[u8; 32]) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO entry_picture (id, entry, picture, place)
             VALUES (:id, :entry, :picture,
                     (SELECT coalesce(max(place), 0) + 1 FROM entry_picture WHERE entry = :entry))
             ON CONFLICT (entry, picture) DO UPDATE SET removed_at = NULL",
        )?
        .execute(named_params! {":id": id.as_bytes(), ":entry": entry.as_bytes(), ":picture": picture})
        .map(drop)
}

/// In their order, without those that were taken out.
pub(crate) fn list(connection: &Connection, entry: EntryId) -> Result<Vec<PictureRow>> {
    connection
        .prepare(
            "SELECT id, type, small_type, width, height, caption
             FROM entry_picture JOIN picture ON picture.hash = entry_picture.picture
             WHERE entry = :entry AND removed_at IS NULL ORDER BY place",
        )?
        .query_map(named_params! {":entry": entry.as_bytes()}, |row| {
            Ok(PictureRow {
                id: column::id(row, "id", PictureId::from_bytes)?,
                kind: choice::read(row, "type")?,
                small_kind: choice::read(row, "small_type")?,
                width: row.get("width")?,
                height: row.get("height")?,
                caption: row.get("caption")?,
            })
        })?
        .collect()
}

/// How many an entry holds, without those that were taken out.
pub(crate) fn count(connection: &Connection, entry: EntryId) -> Result<u32> {
    connection
        .prepare("SELECT count(*) AS count FROM entry_picture WHERE entry = :entry AND removed_at IS NULL")?
        .query_row(named_params! {":entry": entry.as_bytes()}, |row| row.get("count"))
}

/// Whether there is such a picture.
pub(crate) fn set_caption(connection: &Connection, id: PictureId, caption: &str) -> Result<bool> {
    let found = connection
        .prepare("UPDATE entry_picture SET caption = :caption WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":caption": caption})?;
    Ok(found > 0)
}

/// Takes it out of its entry, or puts it back for `None`. Whether there is such a picture.
pub(crate) fn set_removed(connection: &Connection, id: PictureId, at: Option<DateTime<Utc>>) -> Result<bool> {
    let found = connection
        .prepare(
            "UPDATE entry_picture SET removed_at = iif(:at IS NULL, NULL, coalesce(removed_at, :at)) WHERE id = :id",
        )?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(found > 0)
}

/// Whether some were taken out by then.
pub(crate) fn has_removed_before(connection: &Connection, than: DateTime<Utc>) -> Result<bool> {
    connection
        .prepare("SELECT 1 FROM entry_picture WHERE removed_at <= :than LIMIT 1")?
        .exists(named_params! {":than": than.timestamp_millis()})
}

pub(crate) fn purge_removed_before(connection: &Connection, than: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("DELETE FROM entry_picture WHERE removed_at <= :than")?
        .execute(named_params! {":than": than.timestamp_millis()})
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::{Picture, Small};
    use crate::table::{entry, entry_search, entry_tag, picture, purged};

    const ENTRIES: [EntryId; 2] = [EntryId::from_bytes([1; 16]), EntryId::from_bytes([2; 16])];

    fn journal() -> Connection {
        let migrations = [
            entry::MIGRATION,
            entry::FACETS,
            entry_tag::MIGRATION,
            entry_search::MIGRATION,
            purged::MIGRATION,
            picture::MIGRATION,
            MIGRATION,
        ];
        let connection = super::super::open(&migrations);
        for entry in ENTRIES {
            let write = "INSERT INTO entry (id, rev, day, zone, text, created_at, updated_at)
                         VALUES (:id, 1, '2026-03-10', 'UTC', '', 0, 0)";
            connection.execute(write, named_params! {":id": entry.as_bytes()}).unwrap();
        }
        connection
    }

    /// Adds a picture that is all `sign` to an entry.
    fn put(connection: &Connection, number: u8, entry: EntryId, sign: u8) -> PictureId {
        let id = PictureId::from_bytes([number; 16]);
        let small = Small { kind: PictureType::Jpeg, bytes: vec![sign] };
        let added = Picture { kind: PictureType::Webp, width: 4, height: 3, bytes: vec![sign; 9], small };
        picture::put(connection, &[sign; 32], &added).unwrap();
        add(connection, id, entry, &[sign; 32]).unwrap();
        id
    }

    fn stored(connection: &Connection) -> u32 {
        connection.query_row("SELECT count(*) FROM picture", [], |row| row.get(0)).unwrap()
    }

    fn ids(connection: &Connection, entry: EntryId) -> Vec<PictureId> {
        list(connection, entry).unwrap().into_iter().map(|row| row.id).collect()
    }

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn pictures_keep_their_order_and_come_back_to_it() {
        let connection = journal();
        let [first, second, third] = [1, 2, 3].map(|number| put(&connection, number, ENTRIES[0], number));
        assert_eq!(ids(&connection, ENTRIES[0]), [first, second, third]);
        assert!(set_removed(&connection, second, Some(instant("2026-03-10T12:00:00Z"))).unwrap());
        assert_eq!(ids(&connection, ENTRIES[0]), [first, third]);
        assert_eq!(count(&connection, ENTRIES[0]).unwrap(), 2);
        assert!(set_removed(&connection, second, None).unwrap());
        assert_eq!(ids(&connection, ENTRIES[0]), [first, second, third]);
        assert!(set_caption(&connection, second, "The river").unwrap());
        let row = list(&connection, ENTRIES[0]).unwrap().remove(1);
        assert_eq!((row.kind, row.small_kind, row.width, row.height), (PictureType::Webp, PictureType::Jpeg, 4, 3));
        assert_eq!(row.caption, "The river");
        assert!(!set_removed(&connection, PictureId::from_bytes([9; 16]), None).unwrap());
        set_caption(&connection, second, &"x".repeat(501)).unwrap_err();
    }

    #[test]
    fn the_same_picture_again_is_there_once_and_what_was_taken_out_is_back() {
        let connection = journal();
        let first = put(&connection, 1, ENTRIES[0], 7);
        set_removed(&connection, first, Some(instant("2026-03-10T12:00:00Z"))).unwrap();
        put(&connection, 2, ENTRIES[0], 7);
        assert_eq!(ids(&connection, ENTRIES[0]), [first]);
        assert_eq!(stored(&connection), 1);
    }

    #[test]
    fn a_picture_of_two_entries_is_stored_once_and_goes_with_the_second() {
        let connection = journal();
        let links = [put(&connection, 1, ENTRIES[0], 7), put(&connection, 2, ENTRIES[1], 7)];
        put(&connection, 3, ENTRIES[0], 8);
        assert_eq!(stored(&connection), 2);
        for (number, left) in [(0, 1), (1, 0)] {
            entry::delete(&connection, ENTRIES[number], instant("2026-03-10T12:00:00Z")).unwrap();
            assert_eq!(picture::bytes(&connection, links[number], true).unwrap(), Some(vec![7]), "the trash keeps it");
            assert!(entry::purge(&connection, ENTRIES[number]).unwrap());
            assert_eq!(stored(&connection), left);
            assert_eq!(picture::bytes(&connection, links[number], false).unwrap(), None);
        }
    }

    #[test]
    fn what_was_taken_out_long_ago_goes() {
        let connection = journal();
        let [old, new] = [1, 2].map(|number| put(&connection, number, ENTRIES[0], number));
        set_removed(&connection, old, Some(instant("2026-03-10T12:00:00Z"))).unwrap();
        set_removed(&connection, new, Some(instant("2026-03-10T12:00:01Z"))).unwrap();
        let limit = instant("2026-03-10T12:00:00Z");
        assert!(has_removed_before(&connection, limit).unwrap());
        purge_removed_before(&connection, limit).unwrap();
        assert!(!has_removed_before(&connection, limit).unwrap());
        assert_eq!(stored(&connection), 1);
        set_removed(&connection, new, None).unwrap();
        assert_eq!(ids(&connection, ENTRIES[0]), [new]);
    }
}
