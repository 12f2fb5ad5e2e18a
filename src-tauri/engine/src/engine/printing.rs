//! What goes on paper: one entry, the entries of some days, what a search finds, or the starred ones.

use ajar_core::ids::EntryId;
use chrono::NaiveDate;
use rusqlite::Connection;

use super::Engine;
use super::journal::{NOT_FOUND, entry_id, time_of_day};
use crate::dto::{Printed, Printing};
use crate::error::Error;
use crate::reading;
use crate::search::Query;
use crate::table::entry::{self, EntryRow};
use crate::table::entry_search;

/// Whoever prints more than a thick notebook at once did not mean to.
const MOST: u32 = 500;
const MOST_BYTES: u32 = 2 * 1024 * 1024;

impl Engine {
    /// How many entries would go on paper.
    ///
    /// # Errors
    /// As [`Engine::print_entries`].
    pub fn count_printed(&self, printing: &Printing) -> Result<u32, Error> {
        self.with_vault(|vault| {
            vault.read("look for what to print", |connection| {
                Ok(u32::try_from(chosen(connection, printing)?.len()).unwrap_or(u32::MAX))
            })
        })
    }

    /// The entries that go on paper, oldest first.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that is none, an end before its start, and where there is nothing or too much;
    /// [`Error::NotFound`]; [`Error::Locked`].
    pub fn print_entries(&self, printing: &Printing) -> Result<Vec<Printed>, Error> {
        let entries = self.with_vault(|vault| {
            vault.read("read what to print", |connection| {
                let ids = chosen(connection, printing)?;
                let entries = ids.into_iter().filter_map(|id| entry::get(connection, id).transpose());
                Ok(entries.collect::<rusqlite::Result<Vec<_>>>()?)
            })
        })?;
        Ok(entries.iter().map(printed).collect())
    }
}

fn printed(entry: &EntryRow) -> Printed {
    Printed {
        id: entry.id.to_string(),
        day: entry.day.to_string(),
        time: entry.minute.map(time_of_day),
        blocks: reading::blocks(&entry.text),
    }
}

fn chosen(connection: &Connection, printing: &Printing) -> Result<Vec<EntryId>, Error> {
    let ids = match printing {
        Printing::Entry { id } => {
            let id = entry_id(id)?;
            entry::get(connection, id)?.filter(|entry| !entry.in_trash).ok_or(NOT_FOUND)?;
            vec![id]
        }
        Printing::Days { from, to } => {
            let (from, to) = (day("from", from)?, day("to", to)?);
            if to < from {
                return Err(Error::invalid("to", "The last day is before the first. Choose a later one."));
            }
            entry::of_days(connection, from, to, MOST + 1)?
        }
        Printing::Found { text } => {
            let query = Query::parse(text)?;
            let mut hits = if query == Query::default() {
                Vec::new()
            } else {
                entry_search::newest(connection, &query, None, MOST + 1)?
            };
            hits.reverse();
            hits.into_iter().map(|hit| hit.entry).collect()
        }
        Printing::Starred => entry::starred(connection, MOST + 1)?,
    };
    if ids.is_empty() {
        return Err(Error::invalid("what", none(printing)));
    }
    let mut bytes = 0_u32;
    for &id in &ids {
        bytes = bytes.saturating_add(entry::bytes(connection, id)?);
    }
    if ids.len() > MOST as usize || bytes > MOST_BYTES {
        return Err(Error::invalid("what", format!("That is too much to print at once. {}", less(printing))));
    }
    Ok(ids)
}

fn day(field: &'static str, day: &str) -> Result<NaiveDate, Error> {
    day.parse().map_err(|_| Error::invalid(field, "Choose a day, such as 2026-11-22."))
}

fn none(printing: &Printing) -> &'static str {
    match printing {
        Printing::Entry { .. } | Printing::Days { .. } => "There are no entries on these days. Choose other days.",
        Printing::Found { .. } => "Nothing was found to print. Search for other words.",
        Printing::Starred => "No entry has a star yet. Give one to what you want to print.",
    }
}

fn less(printing: &Printing) -> &'static str {
    match printing {
        Printing::Entry { .. } => "Move a part of the entry into a new one.",
        Printing::Days { .. } => "Choose fewer days.",
        Printing::Found { .. } => "Search for something rarer.",
        Printing::Starred => "Choose some days instead.",
    }
}
