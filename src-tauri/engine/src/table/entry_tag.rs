//! The tags of entries. `folded` is what makes two spellings one tag.

use std::collections::BTreeMap;

use ajar_core::ids::EntryId;
use rusqlite::{Connection, Result, named_params};

use crate::facets::Tags;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE entry_tag (
        entry  BLOB NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
        folded TEXT NOT NULL,
        tag    TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 64),
        PRIMARY KEY (entry, folded)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_tag_entries ON entry_tag (folded, entry);
";

/// The entry has these tags and no others.
pub(super) fn set(connection: &Connection, entry: EntryId, tags: &Tags) -> Result<()> {
    connection
        .prepare("DELETE FROM entry_tag WHERE entry = :entry")?
        .execute(named_params! {":entry": entry.as_bytes()})?;
    let mut insert = connection.prepare("INSERT INTO entry_tag (entry, folded, tag) VALUES (:entry, :folded, :tag)")?;
    for (folded, tag) in tags.iter() {
        insert.execute(named_params! {":entry": entry.as_bytes(), ":folded": folded, ":tag": tag})?;
    }
    Ok(())
}

pub(super) fn of(connection: &Connection, entry: EntryId) -> Result<Tags> {
    let tags: Result<BTreeMap<_, _>> = connection
        .prepare("SELECT folded, tag FROM entry_tag WHERE entry = :entry")?
        .query_map(named_params! {":entry": entry.as_bytes()}, |row| Ok((row.get("folded")?, row.get("tag")?)))?
        .collect();
    Ok(Tags::stored(tags?))
}
