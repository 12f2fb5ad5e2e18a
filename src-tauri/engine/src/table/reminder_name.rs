//! What the user calls their reminders: their words, so they lie in the vault and not beside the timing.

use std::collections::HashMap;

use ajar_core::ids::ReminderId;
use rusqlite::{Connection, Result, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE reminder_name (
        reminder BLOB PRIMARY KEY CHECK (length(reminder) = 16),
        name     TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
";

pub(crate) fn set(connection: &Connection, reminder: ReminderId, name: &str) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO reminder_name (reminder, name) VALUES (:reminder, :name)
             ON CONFLICT (reminder) DO UPDATE SET name = excluded.name",
        )?
        .execute(named_params! {":reminder": reminder.as_bytes(), ":name": name})?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<HashMap<ReminderId, String>> {
    connection
        .prepare("SELECT reminder, name FROM reminder_name")?
        .query_map([], |row| Ok((column::id(row, "reminder", ReminderId::from_bytes)?, row.get("name")?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_change() {
        let connection = super::super::open(&[MIGRATION]);
        let id = ReminderId::from_bytes([1; 16]);
        set(&connection, id, "Car ride").unwrap();
        set(&connection, id, "Car ride home").unwrap();
        assert_eq!(all(&connection).unwrap(), HashMap::from([(id, "Car ride home".to_owned())]));
    }
}
