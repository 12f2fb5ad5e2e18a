//! One module for each table: its migration, its row, its queries, its tests. SQL is written here and nowhere else.
//!
//! Ids are 16-byte blobs, instants Unix milliseconds, days `YYYY-MM-DD`, wall-clock times `YYYY-MM-DDTHH:MM:SS`, choices
//! their names in `ajar-core`.

pub(crate) mod card_mark;
pub(crate) mod check_in;
mod choice;
mod column;
pub(crate) mod commits;
pub(crate) mod easing_choice;
pub(crate) mod easy_deck;
pub(crate) mod entry;
pub(crate) mod entry_about;
pub(crate) mod entry_count;
pub(crate) mod entry_days;
pub(crate) mod entry_picture;
pub(crate) mod entry_search;
pub(crate) mod entry_tag;
pub(crate) mod gate;
pub(crate) mod goal;
pub(crate) mod hidden_memory;
pub(crate) mod hidden_period;
pub(crate) mod identity;
pub(crate) mod letter;
pub(crate) mod matter;
pub(crate) mod occurrence;
pub(crate) mod own_card;
pub(crate) mod own_practice;
pub(crate) mod partner_note;
pub(crate) mod pause;
pub(crate) mod pause_history;
pub(crate) mod picture;
pub(crate) mod plan;
pub(crate) mod practice_log;
pub(crate) mod practice_mark;
pub(crate) mod purged;
pub(crate) mod reminder;
pub(crate) mod reminder_name;
pub(crate) mod review;
pub(crate) mod revision;
pub(crate) mod second_place;
pub(crate) mod setting;
pub(crate) mod taken_letter;
pub(crate) mod talk;
pub(crate) mod talk_detail;
pub(crate) mod thanks;
pub(crate) mod unfinished;
pub(crate) mod went;

#[cfg(test)]
fn open(migrations: &[crate::migration::Migration]) -> rusqlite::Connection {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    crate::migration::run(&mut connection, migrations).unwrap();
    connection
}
