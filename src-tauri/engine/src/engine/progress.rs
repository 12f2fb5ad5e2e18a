//! The Progress page.

use chrono::{Datelike, Months, NaiveDate};

use super::Engine;
use super::history::History;
use crate::dto::{Month, Progress};
use crate::error::Error;

impl Engine {
    /// The streak and its companions, and one month of days: `YYYY-MM`, or this month.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a month that does not exist; [`Error::Locked`].
    pub fn progress(&self, month: Option<&str>) -> Result<Progress, Error> {
        let present = self.present()?;
        let today = present.today();
        let first = match month {
            Some(month) => first_day(month)?,
            None => today.with_day(1).unwrap_or(today),
        };
        let history = self
            .with_vault(|vault| vault.read("show your progress", |connection| History::load(connection, &present)))?;
        let standing = history.standing(&present);
        let after = first.checked_add_months(Months::new(1)).unwrap_or(first);
        Ok(Progress {
            week: history.week(&standing, &present),
            streak_weeks: standing.streak_weeks,
            any_week_met: standing.any_week_met,
            credit: standing.credit,
            run_days: standing.run_days,
            steadiness: standing.steadiness,
            total_days: standing.total_days,
            month: Month {
                month: first.format("%Y-%m").to_string(),
                days: first.iter_days().take_while(|day| *day < after).map(|day| history.mark(day, today)).collect(),
                has_earlier: history.days.keys().next().is_some_and(|day| *day < first),
                is_current: (first.year(), first.month()) == (today.year(), today.month()),
            },
        })
    }
}

fn first_day(month: &str) -> Result<NaiveDate, Error> {
    let is_shaped = month.len() == 7 && month.is_ascii();
    let day = format!("{month}-01").parse::<NaiveDate>().ok().filter(|_| is_shaped);
    day.ok_or_else(|| Error::invalid("month", "Choose a month, such as 2026-11."))
}
