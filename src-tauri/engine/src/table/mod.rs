//! One module for each table: its migration, its row, its queries, its tests. SQL is written here and nowhere else.
//!
//! Ids are 16-byte blobs, instants Unix milliseconds, days `YYYY-MM-DD`, wall-clock times `YYYY-MM-DDTHH:MM:SS`, choices
//! their names in `ajar-core`.

mod column;
pub(crate) mod commits;
pub(crate) mod entry;
pub(crate) mod entry_search;
pub(crate) mod entry_tag;
pub(crate) mod gate;
pub(crate) mod goal;
pub(crate) mod identity;
pub(crate) mod letter;
pub(crate) mod occurrence;
pub(crate) mod pause;
pub(crate) mod pause_history;
pub(crate) mod practice_log;
pub(crate) mod reminder;
pub(crate) mod reminder_name;
pub(crate) mod revision;
pub(crate) mod second_place;
pub(crate) mod setting;
pub(crate) mod taken_letter;
pub(crate) mod talk;

#[cfg(test)]
fn open(migrations: &[crate::migration::Migration]) -> rusqlite::Connection {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    crate::migration::run(&mut connection, migrations).unwrap();
    connection
}
