//! The folder outside Ajar's own that backups are copied to. A path may tell something, so it lies in the vault.

use rusqlite::{Connection, OptionalExtension, Result, named_params};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE second_place (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        folder   TEXT NOT NULL CHECK (folder <> '')
    ) STRICT;
";

pub(crate) fn get(connection: &Connection) -> Result<Option<String>> {
    connection.query_row("SELECT folder FROM second_place", [], |row| row.get("folder")).optional()
}

pub(crate) fn set(connection: &Connection, folder: Option<&str>) -> Result<()> {
    match folder {
        Some(folder) => connection
            .prepare(
                "INSERT INTO second_place (only_row, folder) VALUES (1, :folder)
                 ON CONFLICT (only_row) DO UPDATE SET folder = excluded.folder",
            )?
            .execute(named_params! {":folder": folder})?,
        None => connection.execute("DELETE FROM second_place", [])?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_or_none() {
        let connection = super::super::open(&[MIGRATION]);
        assert_eq!(get(&connection).unwrap(), None);
        for folder in ["/media/stick", "/media/other"] {
            set(&connection, Some(folder)).unwrap();
            assert_eq!(get(&connection).unwrap().as_deref(), Some(folder));
        }
        set(&connection, Some("")).unwrap_err();
        set(&connection, None).unwrap();
        assert_eq!(get(&connection).unwrap(), None);
    }
}
