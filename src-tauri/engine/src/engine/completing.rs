//! Reminders that count from when they were done: each Done moves the start, and taking it back moves it back.
//!
//! One that is not done comes again as many days later, and does so until it is done: it never begs, and never dies.

use ajar_core::completion::next_after;
use ajar_core::occurrence::{Known, State};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use crate::error::Error;
use crate::table::{occurrence, reminder};

/// Notes a Done. `day` is the practice day on which it was done.
pub(super) fn done(tx: &Connection, known: &Known, day: NaiveDate, now: DateTime<Utc>) -> Result<(), Error> {
    occurrence::answer(tx, known.id, State::Done, now)?;
    let reminder = reminder::ever(tx, known.reminder)?;
    let next = reminder.and_then(|reminder| next_after(day, reminder.after_done?, reminder.start.time()));
    if let Some(next) = next {
        reminder::begin_anew(tx, known.reminder, next)?;
    }
    Ok(())
}

/// Takes a Done back: it counts again from the time it had.
pub(super) fn undone(tx: &Connection, known: &Known) -> Result<(), Error> {
    occurrence::reopen(tx, known.id)?;
    Ok(reminder::begin_anew(tx, known.reminder, known.nominal)?)
}
