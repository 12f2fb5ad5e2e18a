//! The index that entries are found by. Deleted words leave it, and entries in the trash are not in it.

use ajar_core::ids::EntryId;
use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Result, named_params};

use super::choice::Choice;
use super::entry::EntryRow;
use super::{bring_up, column, entry, entry_about};
use crate::search::{self, Query};

/// `doc` goes by the day and the hour of the entry, so that the index itself is in the order of the timeline, and a
/// span of days is a span of its numbers. It fits into 53 bits, which the page can count.
pub(crate) const MIGRATION: &str = "
    CREATE TABLE entry_doc (
        doc   INTEGER PRIMARY KEY,
        entry BLOB NOT NULL UNIQUE REFERENCES entry (id) ON DELETE CASCADE
    ) STRICT;
    CREATE VIRTUAL TABLE entry_search USING fts5 (
        text, facets, prefix = '2 3', tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\"
    );
    INSERT INTO entry_search (entry_search, rank) VALUES ('secure-delete', 1);
";

/// Newest first is upward from here on. Downward, the index makes a list of all that begins with a word being typed, and grows
/// it a few places at a time: with memory that is wiped each time, that took two seconds for a frequent word. What was
/// indexed before is read again beside everything else.
pub(crate) const UPWARD: &str = "
    DELETE FROM entry_doc;
    DROP TABLE entry_search;
    CREATE VIRTUAL TABLE entry_search USING fts5 (
        text, facets, prefix = '2 3', tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\"
    );
    INSERT INTO entry_search (entry_search, rank) VALUES ('secure-delete', 1);
";

/// Numbers count down from here: later than any day.
const LAST: i64 = 1 << 48;
/// Numbers for the entries of one minute.
const SAME_MINUTE: i64 = 1 << 20;
/// Numbers for one day: more than its minutes, so that an entry without an hour comes after all others.
const DAY: i64 = SAME_MINUTE << 11;

/// A hit: the entry, and its place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) doc: i64,
    pub(crate) entry: EntryId,
}

/// Brings the index in line with one entry and what is noted about it.
pub(crate) fn refresh(connection: &Connection, id: EntryId) -> Result<()> {
    remove(connection, id)?;
    match entry::get(connection, id)? {
        Some(entry) if !entry.in_trash => add(connection, &entry),
        _ => Ok(()),
    }
}

/// How far the entries were gone through for what the index lacks, since the journal was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    after: Option<EntryId>,
    /// Entries that were looked at, of so many that there were.
    pub(crate) done: u32,
    pub(crate) of: u32,
    /// Something was missing.
    pub(crate) was_behind: bool,
    pub(crate) finished: bool,
}

/// So much text is enough for one step of reading on, however few entries it is: whoever locks waits for the step.
const ENOUGH_BYTES: usize = 1024 * 1024;

/// Goes on with what an earlier version wrote, or a restore brought: looks at so many entries at most, and takes in as many
/// as that at most.
pub(crate) fn read_on(connection: &Connection, from: Reading, look: u32, add_most: u32) -> Result<Reading> {
    let after = from.after.map_or([0; 16], |id| *id.as_bytes());
    // No column of the entry but its id: the index of ids is enough to answer, and no text is read.
    let found: Vec<(EntryId, bool)> = connection
        .prepare(
            "SELECT id, EXISTS (SELECT 1 FROM entry_doc WHERE entry_doc.entry = entry.id) AS is_known FROM entry
             WHERE id > :after ORDER BY id LIMIT :look",
        )?
        .query_map(named_params! {":after": after, ":look": look}, |row| {
            Ok((column::id(row, "id", EntryId::from_bytes)?, row.get("is_known")?))
        })?
        .collect::<Result<_>>()?;
    let of = if from.after.is_none() { entry::count_all(connection)? } else { from.of };
    let mut reading = Reading { of, ..from };
    let (mut added, mut bytes) = (0, 0);
    for &(id, is_known) in &found {
        if added == add_most || bytes >= ENOUGH_BYTES {
            return Ok(reading);
        }
        (reading.after, reading.done) = (Some(id), reading.done + 1);
        let missing = if is_known { None } else { entry::get(connection, id)? };
        if let Some(entry) = missing.filter(|entry| !entry.in_trash) {
            add(connection, &entry)?;
            (added, bytes, reading.was_behind) = (added + 1, bytes + entry.text.len(), true);
        }
    }
    reading.finished = found.len() < usize::try_from(look).unwrap_or(usize::MAX);
    Ok(reading)
}

/// Whether the index is whole and holds each entry outside the trash as it is, and nothing else.
pub(crate) fn is_right(connection: &Connection) -> Result<bool> {
    let whole = connection.query_row("PRAGMA integrity_check('entry_search')", [], |row| row.get::<_, String>(0));
    if refused_as_damaged(whole)?.is_none_or(|answer| answer != "ok") {
        return Ok(false);
    }
    let known: i64 = connection.query_row("SELECT count(*) FROM entry_doc", [], |row| row.get(0))?;
    let indexed: i64 = connection.query_row("SELECT count(*) FROM entry_search", [], |row| row.get(0))?;
    if known != indexed || known != i64::from(entry::count(connection)?) {
        return Ok(false);
    }
    let mut docs = connection.prepare("SELECT doc, entry FROM entry_doc")?;
    let mut held = connection.prepare("SELECT text, facets FROM entry_search WHERE rowid = :doc")?;
    let mut rows = docs.query([])?;
    while let Some(row) = rows.next()? {
        let Hit { doc, entry } = read_hit(row)?;
        let Some(entry) = entry::get(connection, entry)?.filter(|entry| !entry.in_trash) else { return Ok(false) };
        let holds =
            held.query_row(named_params! {":doc": doc}, |row| Ok((row.get("text")?, row.get("facets")?))).optional()?;
        let expected: (String, String) = (search::copy(&entry.text), facets(connection, &entry)?);
        let first = first_of_minute(&entry);
        if holds != Some(expected) || !(first..first + SAME_MINUTE).contains(&(LAST - doc)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Throws the index away and begins an empty one, whatever the old one looks like: it can be made from the entries.
pub(crate) fn begin_anew(connection: &Connection) -> Result<()> {
    let create: String =
        connection.query_row("SELECT sql FROM sqlite_schema WHERE name = 'entry_search'", [], |row| row.get("sql"))?;
    connection.execute_batch("DELETE FROM entry_doc; DROP TABLE entry_search;")?;
    connection.execute_batch(&create)?;
    connection.execute("INSERT INTO entry_search (entry_search, rank) VALUES ('secure-delete', 1)", []).map(drop)
}

/// `None` where `SQLite` itself says that what it reads is no index any more.
fn refused_as_damaged<T>(answer: Result<T>) -> Result<Option<T>> {
    match answer {
        Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == ErrorCode::DatabaseCorrupt => Ok(None),
        answer => answer.map(Some),
    }
}

/// Hits, newest first, from after this place in the order on.
pub(crate) fn newest(connection: &Connection, query: &Query, after: Option<i64>, limit: u32) -> Result<Vec<Hit>> {
    let (low, high) = span(query);
    let low = low.max(after.map_or(i64::MIN, |after| after.saturating_add(1)));
    match query.to_match() {
        Some(condition) => connection
            .prepare(
                "SELECT entry_doc.doc, entry_doc.entry FROM entry_search JOIN entry_doc ON doc = entry_search.rowid
                 WHERE entry_search MATCH :condition AND entry_search.rowid >= :low AND entry_search.rowid < :high
                 ORDER BY entry_search.rowid LIMIT :limit",
            )?
            .query_map(named_params! {":condition": condition, ":low": low, ":high": high, ":limit": limit}, read_hit)?
            .collect(),
        None => connection
            .prepare("SELECT doc, entry FROM entry_doc WHERE doc >= :low AND doc < :high ORDER BY doc LIMIT :limit")?
            .query_map(named_params! {":low": low, ":high": high, ":limit": limit}, read_hit)?
            .collect(),
    }
}

/// Hits, those that speak most of it first. `None` where there are more of them than `most`, too many to weigh.
pub(crate) fn best(
    connection: &Connection,
    query: &Query,
    offset: i64,
    limit: u32,
    most: u32,
) -> Result<Option<Vec<Hit>>> {
    let Some(condition) = query.to_match() else { return Ok(None) };
    let (low, high) = span(query);
    let found: u32 = connection
        .prepare(
            "SELECT count(*) AS found FROM (
                 SELECT 1 FROM entry_search
                 WHERE entry_search MATCH :condition AND rowid >= :low AND rowid < :high LIMIT :most + 1)",
        )?
        .query_row(named_params! {":condition": condition, ":low": low, ":high": high, ":most": most}, |row| {
            row.get("found")
        })?;
    if found > most {
        return Ok(None);
    }
    connection
        .prepare(
            "SELECT entry_doc.doc, entry_doc.entry FROM entry_search JOIN entry_doc ON doc = entry_search.rowid
             WHERE entry_search MATCH :condition AND entry_search.rowid >= :low AND entry_search.rowid < :high
             ORDER BY entry_search.rank, entry_search.rowid LIMIT :limit OFFSET :offset",
        )?
        .query_map(
            named_params! {":condition": condition, ":low": low, ":high": high, ":limit": limit, ":offset": offset},
            read_hit,
        )?
        .collect::<Result<_>>()
        .map(Some)
}

fn read_hit(row: &rusqlite::Row<'_>) -> Result<Hit> {
    Ok(Hit { doc: row.get("doc")?, entry: column::id(row, "entry", EntryId::from_bytes)? })
}

fn add(connection: &Connection, entry: &EntryRow) -> Result<()> {
    let doc = free_doc(connection, entry)?;
    connection
        .prepare("INSERT INTO entry_doc (doc, entry) VALUES (:doc, :entry)")?
        .execute(named_params! {":doc": doc, ":entry": entry.id.as_bytes()})?;
    connection.prepare("INSERT INTO entry_search (rowid, text, facets) VALUES (:doc, :text, :facets)")?.execute(
        named_params! {":doc": doc, ":text": search::copy(&entry.text), ":facets": facets(connection, entry)?},
    )?;
    Ok(())
}

fn remove(connection: &Connection, id: EntryId) -> Result<()> {
    let doc: Option<i64> = connection
        .prepare("DELETE FROM entry_doc WHERE entry = :entry RETURNING doc")?
        .query_row(named_params! {":entry": id.as_bytes()}, |row| row.get("doc"))
        .optional()?;
    let Some(doc) = doc else { return Ok(()) };
    connection.prepare("DELETE FROM entry_search WHERE rowid = :doc")?.execute(named_params! {":doc": doc}).map(drop)
}

fn facets(connection: &Connection, entry: &EntryRow) -> Result<String> {
    let tags = entry.facets.tags.iter().map(|(folded, _)| search::facet("tag", folded));
    let mood = entry.facets.mood.map(|mood| search::facet("mood", mood.word()));
    let star = entry.facets.starred.then(|| search::facet("starred", ""));
    let about = entry_about::thing(connection, entry.id)?.into_iter().flat_map(|(kind, of)| {
        // "practice:" finds all of them, "practice:listen-first" those of one.
        let one = of.split_once(':').map(|(_, name)| search::facet(&kind, name));
        [Some(search::facet(&kind, "")), one]
    });
    let marked = bring_up::states(connection, entry.id)?;
    // "bring-up:" finds all that is marked, "bring-up:ready" what is ready.
    let any = (!marked.is_empty()).then(|| search::facet("bringup", ""));
    let to_bring_up = any.into_iter().chain(marked.into_iter().map(|state| search::facet("bringup", state.name())));
    Ok(tags.chain(mood).chain(star).chain(about.flatten()).chain(to_bring_up).collect::<Vec<_>>().join(" "))
}

/// The numbers of the days that are asked for: from the first to before the second.
fn span(query: &Query) -> (i64, i64) {
    let low = query.to.map_or(i64::MIN, |to| LAST - first_of(to) + 1);
    (low, query.from.map_or(i64::MAX, |from| LAST - first_of(from) + 1))
}

/// The first number of a day, counted upward with time.
fn first_of(day: NaiveDate) -> i64 {
    const FROM_YEAR_1_TO_1900: i64 = 693_596;
    (i64::from(day.num_days_from_ce()) - FROM_YEAR_1_TO_1900).max(0) * DAY
}

/// The first number of the entry's minute.
fn first_of_minute(entry: &EntryRow) -> i64 {
    let minute = entry.minute.map_or(DAY / SAME_MINUTE - 1, i64::from);
    first_of(entry.day) + minute * SAME_MINUTE
}

/// A number in the entry's minute that no other entry has. Where it begins to look follows from the id.
fn free_doc(connection: &Connection, entry: &EntryRow) -> Result<i64> {
    let first = first_of_minute(entry);
    let mut is_taken = connection.prepare("SELECT 1 FROM entry_doc WHERE doc = :doc")?;
    let [.., high, middle, low] = *entry.id.as_bytes();
    let mut place = i64::from(u32::from_be_bytes([0, high, middle, low])) % SAME_MINUTE;
    while is_taken.exists(named_params! {":doc": LAST - first - place})? {
        place = (place + 1) % SAME_MINUTE;
    }
    Ok(LAST - first - place)
}
