//! Entries by their day: which ones there are, and where one stands in the timeline. All of it is read from the index of
//! the timeline.

use ajar_core::ids::EntryId;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Result, named_params};

use super::column;
use super::entry::{self, HEAD_BYTES, Head};
use crate::dto::Mood;
use crate::error::Error;

const PAGE: &str = "
    SELECT id, day, minute, coalesce(substr(CAST(text AS BLOB), 1, :head), x'') AS head, mood, starred, deleted_at
    FROM entry
    WHERE deleted_at IS NULL
    ORDER BY day DESC, id DESC LIMIT :limit OFFSET :from";

const ON_DAY: &str = "
    SELECT id, day, minute, coalesce(substr(CAST(text AS BLOB), 1, :head), x'') AS head, mood, starred, deleted_at
    FROM entry
    WHERE deleted_at IS NULL AND day = :day
    ORDER BY id DESC";

const PLACE: &str = "
    SELECT (
        SELECT coalesce(sum(entries), 0) FROM entry_count WHERE entry_count.day > entry.day
    ) + (
        SELECT count(*) FROM entry AS newer
        WHERE newer.deleted_at IS NULL AND newer.day = entry.day AND newer.id > entry.id
    ) AS place
    FROM entry WHERE id = :id AND deleted_at IS NULL";

/// The moods of the days from `first` to `last`, in the order in which the entries were begun.
pub(crate) fn moods(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<(NaiveDate, Mood)>> {
    connection
        .prepare(
            "SELECT day, mood FROM entry
             WHERE deleted_at IS NULL AND day BETWEEN :first AND :last AND mood IS NOT NULL
             ORDER BY day, id",
        )?
        .query_map(named_params! {":first": first.to_string(), ":last": last.to_string()}, |row| {
            let mood: String = row.get("mood")?;
            Ok((column::parsed(row, "day")?, mood.parse().map_err(|error: Error| column::unreadable(error))?))
        })?
        .collect()
}

/// A page of the timeline that begins at this place, counted from 0 at the newest entry.
pub(crate) fn page(connection: &Connection, from: u32, limit: u32) -> Result<Vec<Head>> {
    connection
        .prepare(PAGE)?
        .query_map(named_params! {":head": HEAD_BYTES, ":limit": limit, ":from": from}, |row| {
            entry::read_head(connection, row)
        })?
        .collect()
}

/// The entries of one day, newest first.
pub(crate) fn on(connection: &Connection, day: NaiveDate) -> Result<Vec<Head>> {
    connection
        .prepare(ON_DAY)?
        .query_map(named_params! {":head": HEAD_BYTES, ":day": day.to_string()}, |row| {
            entry::read_head(connection, row)
        })?
        .collect()
}

/// How many entries stand before it in the timeline; `None` for one that is not in it.
pub(crate) fn place(connection: &Connection, id: EntryId) -> Result<Option<u32>> {
    connection.prepare(PLACE)?.query_row(named_params! {":id": id.as_bytes()}, |row| row.get("place")).optional()
}

#[cfg(test)]
mod tests {
    use super::super::{entry_about, entry_count, entry_picture, entry_search, entry_tag, picture};
    use super::*;

    fn journal() -> Connection {
        super::super::open(&[
            entry::MIGRATION,
            entry::FACETS,
            entry_tag::MIGRATION,
            entry_search::MIGRATION,
            entry_about::MIGRATION,
            entry_count::MIGRATION,
            picture::MIGRATION,
            entry_picture::MIGRATION,
        ])
    }

    fn write(connection: &Connection, number: u8, day: &str) -> EntryId {
        let id = EntryId::from_bytes([number; 16]);
        let write = "INSERT INTO entry (id, rev, day, zone, text, created_at, updated_at)
                     VALUES (:id, 1, :day, 'UTC', 'x', 0, 0)";
        connection.execute(write, named_params! {":id": id.as_bytes(), ":day": day}).unwrap();
        id
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Without this, each would read 100,000 entries with their words to find a few.
    #[test]
    fn each_query_is_answered_by_the_index_of_the_timeline_without_sorting() {
        let connection = journal();
        for sql in [PAGE, ON_DAY, PLACE] {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            for number in 1..=statement.parameter_count() {
                statement.raw_bind_parameter(number, 0).unwrap();
            }
            let (mut plan, mut rows) = (String::new(), statement.raw_query());
            while let Some(row) = rows.next().unwrap() {
                plan += &row.get::<_, String>("detail").unwrap();
            }
            assert!(plan.contains("entry_timeline") && !plan.contains("B-TREE"), "{plan}");
        }
    }

    #[test]
    fn entries_are_found_at_their_place() {
        let connection = journal();
        for (number, day) in [(1, "2026-03-10"), (2, "2026-03-29"), (3, "2026-03-10"), (4, "2025-12-31")] {
            write(&connection, number, day);
        }
        let gone = write(&connection, 5, "2026-03-10");
        entry::delete(&connection, gone, chrono::DateTime::UNIX_EPOCH).unwrap();
        let ids = |heads: Vec<Head>| heads.iter().map(|head| head.id.as_bytes()[0]).collect::<Vec<_>>();
        assert_eq!(ids(page(&connection, 0, 9).unwrap()), [2, 3, 1, 4]);
        assert_eq!(ids(page(&connection, 2, 1).unwrap()), [1]);
        assert_eq!(ids(on(&connection, day("2026-03-10")).unwrap()), [3, 1]);
        for (place_of, number) in (0..).zip([2, 3, 1, 4]) {
            assert_eq!(place(&connection, EntryId::from_bytes([number; 16])).unwrap(), Some(place_of));
        }
        assert_eq!(place(&connection, gone).unwrap(), None);
    }
}
