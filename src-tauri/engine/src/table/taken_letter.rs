//! Which letters are in the journal already: one that comes again, from an older agenda, adds nothing, even when what it
//! became was deleted since.

use rusqlite::{Connection, Result, named_params};
use uuid::Uuid;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE taken_letter (
        id BLOB PRIMARY KEY CHECK (length(id) = 16)
    ) STRICT, WITHOUT ROWID;
";

/// Whether it is new.
pub(crate) fn add(connection: &Connection, id: Uuid) -> Result<bool> {
    let added = connection
        .prepare("INSERT INTO taken_letter (id) VALUES (:id) ON CONFLICT (id) DO NOTHING")?
        .execute(named_params! {":id": id.as_bytes()})?;
    Ok(added > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_new_once() {
        let connection = super::super::open(&[MIGRATION]);
        let id = Uuid::from_u128(7);
        assert_eq!((add(&connection, id).unwrap(), add(&connection, id).unwrap()), (true, false));
    }
}
