//! The journal by its days: the timeline at any place, the calendar, and what a day looks back on.

use std::collections::{BTreeMap, BTreeSet};

use ajar_core::ids::EntryId;
use ajar_core::on_this_day::{YEARS, looks_back_on};
use chrono::{Datelike, Days, Months, NaiveDate};
use rusqlite::Connection;

use super::Engine;
use super::journal::{NOT_FOUND, PAGE, chosen_day, entry_id, row};
use crate::dto::{DayCount, DayPage, EntryRow, HiddenDays, Memory, MonthCount, Mood, Period};
use crate::error::Error;
use crate::table::entry::{self, Head};
use crate::table::{entry_count, entry_days, hidden_memory, hidden_period};

impl Engine {
    /// Fifty entries of the timeline from this place on, counted from 0 at the newest.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn entries_from(&self, from: u32) -> Result<Vec<EntryRow>, Error> {
        self.with_vault(|vault| {
            vault.read("list your entries", |connection| {
                Ok(entry_days::page(connection, from, PAGE)?.iter().map(row).collect())
            })
        })
    }

    /// Where an entry stands in the timeline, counted from 0 at the newest.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one in the trash, [`Error::Locked`]
    pub fn entry_place(&self, id: &str) -> Result<u32, Error> {
        let id = entry_id(id)?;
        self.with_vault(|vault| {
            vault.read("find the entry", |connection| entry_days::place(connection, id)?.ok_or(NOT_FOUND))
        })
    }

    /// The months that have entries, newest first, and how many.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn months(&self) -> Result<Vec<MonthCount>, Error> {
        let days = self.with_vault(|vault| {
            vault.read("count your entries", |connection| Ok(entry_count::of_all_days(connection)?))
        })?;
        let mut months: Vec<MonthCount> = Vec::new();
        for (day, count) in days {
            let month = day.format("%Y-%m").to_string();
            match months.last_mut().filter(|last| last.month == month) {
                Some(last) => last.count += count,
                None => months.push(MonthCount { month, count }),
            }
        }
        Ok(months)
    }

    /// The days of one month, `YYYY-MM`, that have entries.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a month that does not exist; [`Error::Locked`].
    pub fn days(&self, month: &str) -> Result<Vec<DayCount>, Error> {
        let first = first_day(month)?;
        let last = first.checked_add_months(Months::new(1)).unwrap_or(first) - Days::new(1);
        let (counts, moods) = self.with_vault(|vault| {
            vault.read("show the month", |connection| {
                Ok((entry_count::of_days(connection, first, last)?, entry_days::moods(connection, first, last)?))
            })
        })?;
        let mut of_day: BTreeMap<NaiveDate, Vec<Mood>> = BTreeMap::new();
        for (day, mood) in moods {
            let noted = of_day.entry(day).or_default();
            if !noted.contains(&mood) {
                noted.push(mood);
            }
        }
        let day = |(day, count): (NaiveDate, u32)| DayCount {
            day: day.to_string(),
            count,
            moods: of_day.remove(&day).unwrap_or_default(),
        };
        Ok(counts.into_iter().rev().map(day).collect())
    }

    /// One day, or today, and what it looks back on.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that does not exist; [`Error::Locked`].
    pub fn day(&self, day: Option<&str>) -> Result<DayPage, Error> {
        let today = self.present()?.today();
        let day = day.map_or(Ok(today), chosen_day)?;
        self.with_vault(|vault| {
            vault.read("show the day", |connection| {
                Ok(DayPage {
                    today: today.to_string(),
                    day: day.to_string(),
                    entries: entry_days::on(connection, day)?.iter().map(row).collect(),
                    memories: memories(connection, day)?,
                })
            })
        })
    }

    /// What never comes up on its day in other years.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn hidden_days(&self) -> Result<HiddenDays, Error> {
        self.with_vault(|vault| {
            vault.read("list what is hidden", |connection| {
                let mut entries = Vec::new();
                for id in hidden_memory::all(connection)? {
                    entries.extend(entry::head(connection, id)?.filter(|head| !head.in_trash));
                }
                let period =
                    |(first, last): (NaiveDate, NaiveDate)| Period { first: first.to_string(), last: last.to_string() };
                Ok(HiddenDays {
                    entries: entries.iter().map(row).collect::<Vec<EntryRow>>(),
                    periods: hidden_period::all(connection)?.into_iter().map(period).collect(),
                })
            })
        })
    }

    /// Lets an entry not come up on its day in other years. It stays in the journal as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn hide_memory(&self, id: &str) -> Result<(), Error> {
        let now = self.present()?.now;
        self.change_entry(id, "hide the entry", |tx, id| {
            let is_there = entry::head(tx, id)?.is_some();
            if is_there {
                hidden_memory::hide(tx, id, now)?;
            }
            Ok(is_there)
        })
    }

    /// Takes back [`Engine::hide_memory`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn show_memory(&self, id: &str) -> Result<(), Error> {
        let id = entry_id(id)?;
        self.with_vault(|vault| vault.write("show the entry again", |tx| Ok(hidden_memory::show(tx, id)?)))
    }

    /// Lets no entry of these days come up in other years.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the day that does not exist or ends it before it begins; [`Error::Locked`].
    pub fn hide_period(&self, period: &Period) -> Result<(), Error> {
        let (first, last) = bounds(period)?;
        self.with_vault(|vault| vault.write("hide the days", |tx| Ok(hidden_period::hide(tx, first, last)?)))
    }

    /// Takes back [`Engine::hide_period`].
    ///
    /// # Errors
    /// As [`Engine::hide_period`].
    pub fn show_period(&self, period: &Period) -> Result<(), Error> {
        let (first, last) = bounds(period)?;
        self.with_vault(|vault| vault.write("show the days again", |tx| Ok(hidden_period::show(tx, first, last)?)))
    }
}

fn memories(connection: &Connection, day: NaiveDate) -> Result<Vec<Memory>, Error> {
    let hidden: BTreeSet<EntryId> = hidden_memory::all(connection)?.into_iter().collect();
    let periods = hidden_period::all(connection)?;
    let is_hidden = |then: NaiveDate| periods.iter().any(|(first, last)| (*first..=*last).contains(&then));
    let mut memories = Vec::new();
    for then in looks_back_on(day).into_iter().filter(|then| !is_hidden(*then)) {
        let heads = entry_days::on(connection, then)?;
        let shown = heads.iter().filter(|head: &&Head| !hidden.contains(&head.id));
        memories.extend(shown.map(|head| Memory { years: day.year() - then.year(), entry: row(head) }));
    }
    Ok(memories)
}

fn bounds(period: &Period) -> Result<(NaiveDate, NaiveDate), Error> {
    let read = |field: &'static str, day: &str| {
        chosen_day(day).map_err(|_| Error::invalid(field, "Choose a day between 1900 and 2200."))
    };
    let (first, last) = (read("first", &period.first)?, read("last", &period.last)?);
    if last < first {
        return Err(Error::invalid("last", "The last day comes before the first. Choose a later one."));
    }
    Ok((first, last))
}

fn first_day(month: &str) -> Result<NaiveDate, Error> {
    let is_shaped = month.len() == 7 && month.is_ascii();
    let day = format!("{month}-01").parse::<NaiveDate>().ok();
    day.filter(|day| is_shaped && YEARS.contains(&day.year()))
        .ok_or_else(|| Error::invalid("month", "Choose a month between 1900 and 2200, such as 2026-11."))
}
