//! Which days a date looks back on.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

/// The years that an entry can have.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

/// The days of all other years that belong to this date, newest first: those with its month and day.
///
/// 29 February belongs to 28 February in a year that has none of its own, so that each day comes back once in each year.
pub fn looks_back_on(date: NaiveDate) -> Vec<NaiveDate> {
    let leap_day = (date.month(), date.day()) == (2, 28) && !date.leap_year();
    let of_year = |year| {
        let same = date.with_year(year);
        let later = NaiveDate::from_ymd_opt(year, 2, 29).filter(|_| leap_day);
        later.into_iter().chain(same)
    };
    YEARS.rev().filter(|year| *year != date.year()).flat_map(of_year).collect()
}
