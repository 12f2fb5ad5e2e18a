//! What must be known before unlock, one value a row, as JSON. Nothing here is the user's own words.

use rusqlite::{Connection, OptionalExtension, Result, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::column::unreadable;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE setting (
        name  TEXT PRIMARY KEY CHECK (name <> ''),
        value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;
";

pub(crate) fn get<T: DeserializeOwned>(connection: &Connection, name: &str) -> Result<Option<T>> {
    let value: Option<String> = connection
        .query_row("SELECT value FROM setting WHERE name = :name", named_params! {":name": name}, |row| {
            row.get("value")
        })
        .optional()?;
    value.map(|value| serde_json::from_str(&value).map_err(unreadable)).transpose()
}

pub(crate) fn set(connection: &Connection, name: &str, value: &impl Serialize) -> Result<()> {
    let value = serde_json::to_string(value).map_err(unreadable)?;
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (:name, :value)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        named_params! {":name": name, ":value": value},
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_and_replaced() {
        let connection = super::super::open(&[MIGRATION]);
        assert_eq!(get::<u32>(&connection, "goal").unwrap(), None);
        set(&connection, "goal", &3).unwrap();
        set(&connection, "goal", &Some(4)).unwrap();
        assert_eq!(get::<u32>(&connection, "goal").unwrap(), Some(4));
        get::<String>(&connection, "goal").unwrap_err();
    }
}
