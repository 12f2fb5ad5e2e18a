//! How much was deleted for ever since the journal began, so that a backup that holds less can tell why.

use rusqlite::{Connection, Result, named_params};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE purged (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        entries  INTEGER NOT NULL CHECK (entries >= 0),
        bytes    INTEGER NOT NULL CHECK (bytes >= 0)
    ) STRICT;
    INSERT INTO purged (only_row, entries, bytes) VALUES (1, 0, 0);
";

/// Counts one more entry, with so many bytes of text.
pub(crate) fn add(connection: &Connection, bytes: i64) -> Result<()> {
    connection
        .prepare("UPDATE purged SET entries = entries + 1, bytes = bytes + :bytes")?
        .execute(named_params! {":bytes": bytes})?;
    Ok(())
}

/// Entries, and bytes of their text. A backup may be older than the count.
pub(crate) fn get(connection: &Connection) -> Result<(i64, i64)> {
    let counts = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'purged') AS counts";
    if !connection.query_row(counts, [], |row| row.get("counts"))? {
        return Ok((0, 0));
    }
    connection.query_row("SELECT entries, bytes FROM purged", [], |row| Ok((row.get("entries")?, row.get("bytes")?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_zero_also_in_an_older_journal() {
        let connection = super::super::open(&[MIGRATION]);
        add(&connection, 12).unwrap();
        add(&connection, 0).unwrap();
        assert_eq!(get(&connection).unwrap(), (2, 12));
        assert_eq!(get(&super::super::open(&[])).unwrap(), (0, 0));
    }
}
