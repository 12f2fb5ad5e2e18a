//! Forms that somebody has begun and not sent. They are written down as they stand, since half a form fits no other table.

use rusqlite::{Connection, OptionalExtension, Result, named_params};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE unfinished (
        form TEXT PRIMARY KEY CHECK (form <> ''),
        text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
";

pub(crate) fn get(connection: &Connection, form: &str) -> Result<Option<String>> {
    connection
        .prepare("SELECT text FROM unfinished WHERE form = :form")?
        .query_row(named_params! {":form": form}, |row| row.get("text"))
        .optional()
}

pub(crate) fn set(connection: &Connection, form: &str, text: &str) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO unfinished (form, text) VALUES (:form, :text)
             ON CONFLICT (form) DO UPDATE SET text = excluded.text",
        )?
        .execute(named_params! {":form": form, ":text": text})?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, form: &str) -> Result<()> {
    connection.prepare("DELETE FROM unfinished WHERE form = :form")?.execute(named_params! {":form": form})?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_kept_once() {
        let connection = super::super::open(&[MIGRATION]);
        for (form, text) in [("card", "a"), ("card", "b\0"), ("practice", "c")] {
            set(&connection, form, text).unwrap();
        }
        assert_eq!(get(&connection, "card").unwrap().as_deref(), Some("b\0"));
        delete(&connection, "card").unwrap();
        assert_eq!(get(&connection, "card").unwrap(), None);
        assert_eq!(get(&connection, "practice").unwrap().as_deref(), Some("c"));
    }
}
