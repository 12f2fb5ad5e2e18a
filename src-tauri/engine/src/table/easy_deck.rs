//! Decks of which the user said "We already talk about this easily".

use std::collections::BTreeSet;

use rusqlite::{Connection, Result, named_params};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE easy_deck (deck TEXT PRIMARY KEY CHECK (deck <> '')) STRICT, WITHOUT ROWID;
";

pub(crate) fn all(connection: &Connection) -> Result<BTreeSet<String>> {
    connection.prepare("SELECT deck FROM easy_deck")?.query_map([], |row| row.get("deck"))?.collect()
}

pub(crate) fn set(connection: &Connection, deck: &str, is_easy: bool) -> Result<()> {
    let sql = if is_easy {
        "INSERT INTO easy_deck (deck) VALUES (:deck) ON CONFLICT (deck) DO NOTHING"
    } else {
        "DELETE FROM easy_deck WHERE deck = :deck"
    };
    connection.prepare(sql)?.execute(named_params! {":deck": deck})?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_is_easy_or_not() {
        let connection = super::super::open(&[MIGRATION]);
        for (is_easy, count) in [(true, 1), (true, 1), (false, 0), (false, 0)] {
            set(&connection, "day", is_easy).unwrap();
            assert_eq!(all(&connection).unwrap().len(), count);
        }
    }
}
