//! How many times this vault was changed. What lies outside of it and remembers more has seen a longer vault.

use rusqlite::{Connection, Result};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE commits (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        count    INTEGER NOT NULL CHECK (count >= 0)
    ) STRICT;
    INSERT INTO commits (only_row, count) VALUES (1, 0);
";

/// Counts one more; how many there are with it.
pub(crate) fn add(connection: &Connection) -> Result<i64> {
    connection.query_row("UPDATE commits SET count = count + 1 RETURNING count", [], |row| row.get("count"))
}

pub(crate) fn get(connection: &Connection) -> Result<i64> {
    connection.query_row("SELECT count FROM commits", [], |row| row.get("count"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_zero() {
        let connection = super::super::open(&[MIGRATION]);
        assert_eq!(get(&connection).unwrap(), 0);
        assert_eq!((add(&connection).unwrap(), add(&connection).unwrap()), (1, 2));
        assert_eq!(get(&connection).unwrap(), 2);
    }
}
