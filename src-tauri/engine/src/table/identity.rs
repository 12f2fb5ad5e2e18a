//! Which vault this file is: the same UUID as in its key slots.

use rusqlite::{Connection, Result, named_params};
use uuid::Uuid;

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE identity (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        vault    BLOB NOT NULL CHECK (length(vault) = 16)
    ) STRICT;
";

pub(crate) fn set(connection: &Connection, vault: Uuid) -> Result<()> {
    connection.execute(
        "INSERT INTO identity (only_row, vault) VALUES (1, :vault)",
        named_params! {":vault": vault.as_bytes()},
    )?;
    Ok(())
}

pub(crate) fn get(connection: &Connection) -> Result<Uuid> {
    connection.query_row("SELECT vault FROM identity", [], |row| column::id(row, "vault", Uuid::from_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_set_once() {
        let connection = super::super::open(&[MIGRATION]);
        get(&connection).unwrap_err();
        set(&connection, Uuid::from_u128(1)).unwrap();
        set(&connection, Uuid::from_u128(2)).unwrap_err();
        assert_eq!(get(&connection).unwrap(), Uuid::from_u128(1));
    }
}
