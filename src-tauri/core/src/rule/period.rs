//! The periods of a rule: the days, weeks, months or years that FREQ counts.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Freq;

/// The last year that is looked at; zone data knows no later one.
pub(super) const LAST_YEAR: i32 = 9999;

/// One arm for each FREQ, here and in [`super::day`]: how its periods are numbered, and which days one of them holds.
impl Freq {
    /// The number of the period that a day is in, counted from the year 0 or 1 on.
    pub(super) fn period_of(self, day: NaiveDate, week_start: Weekday) -> i64 {
        let (year, days) = (i64::from(day.year()), i64::from(day.num_days_from_ce()));
        match self {
            Self::Daily => days,
            Self::Weekly => (days - first_week_begins(week_start)).div_euclid(7),
            Self::Monthly => year * 12 + i64::from(day.month0()),
            Self::Yearly => year,
        }
    }

    /// The days of a period; `None` past the last year.
    pub(super) fn days_of(self, period: i64, week_start: Weekday) -> Option<impl Iterator<Item = NaiveDate>> {
        let by_count = |days| NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?);
        let by_month = |year, month| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1);
        let (first, length) = match self {
            Self::Daily => (by_count(period)?, 1),
            Self::Weekly => (by_count(period * 7 + first_week_begins(week_start))?, 7),
            Self::Monthly => {
                let month0 = u32::try_from(period.rem_euclid(12)).ok()?;
                let first = by_month(period.div_euclid(12), month0 + 1)?;
                (first, u32::from(first.num_days_in_month()))
            }
            Self::Yearly => {
                let first = by_month(period, 1)?;
                (first, if first.leap_year() { 366 } else { 365 })
            }
        };
        let length = usize::try_from(length).ok()?;
        (first.year() <= LAST_YEAR).then(|| first.iter_days().take(length))
    }

    /// After so many periods the calendar repeats, weekdays and leap days included: 400 years.
    pub(super) const fn calendar(self) -> u64 {
        match self {
            Self::Daily => 146_097,
            Self::Weekly => 20_871,
            Self::Monthly => 4_800,
            Self::Yearly => 400,
        }
    }
}

/// Day 1 of the common era is a Monday.
fn first_week_begins(week_start: Weekday) -> i64 {
    1 + i64::from(week_start.num_days_from_monday())
}
