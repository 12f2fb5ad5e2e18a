//! When something was, told afterward.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Utc};

use super::Engine;
use super::present::Present;
use crate::convert::{minute_of_day, written_time};
use crate::error::Error;

/// A time as it is stored: never computed again, wherever the user travels.
#[derive(Debug)]
pub(super) struct TalkTime {
    /// The practice day.
    pub(super) day: NaiveDate,
    /// Minutes since midnight, on the wall clock of `zone`.
    pub(super) minute: u16,
    pub(super) zone: String,
    pub(super) at: DateTime<Utc>,
}

impl TalkTime {
    /// Now, counted for this practice day.
    pub(super) fn now(day: NaiveDate, present: &Present) -> Self {
        Self::at(present.now, day, present)
    }

    /// The practice day and the time of day that the user gave, each in place of `day` and of now.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `day` or `time` for what is still to come, and at `day` before the year 2000.
    pub(super) fn given(
        given_day: Option<&str>,
        time: Option<&str>,
        day: NaiveDate,
        present: &Present,
    ) -> Result<Self, Error> {
        let today = present.today();
        let day = given_day.map_or(Ok(day), |given| chosen_day(given, today))?;
        let time = time.map(|time| written_time("time", time)).transpose()?;
        if time.is_none() && (given_day.is_none() || day == today) {
            return Ok(Self::now(day, present));
        }
        let time = time.unwrap_or_else(|| present.local().time());
        // A practice day goes on after midnight.
        let after_midnight = Days::new(u64::from(time < present.settings.day_start.time()));
        let civil = (day + after_midnight).and_time(time);
        let at = present.zone.to_instant(civil).instant;
        if at > present.now {
            return Err(Error::invalid("time", "This time is still to come. Choose one that has been."));
        }
        Ok(Self::at(at, day, present))
    }

    fn at(at: DateTime<Utc>, day: NaiveDate, present: &Present) -> Self {
        Self { day, minute: present.minute_of(at), zone: present.zone.name().to_owned(), at }
    }
}

fn chosen_day(given: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let day: NaiveDate =
        given.parse().map_err(|_| Error::invalid("day", "Choose a day that exists, such as 2026-11-22."))?;
    if day > today {
        return Err(Error::invalid("day", "This day is still to come. Choose today or an earlier day."));
    }
    if day.year() < 2000 {
        return Err(Error::invalid("day", "Choose a day of the year 2000 or later."));
    }
    Ok(day)
}

impl Engine {
    /// The practice day and the time of day that a time on the wall clock here belongs to, as a log takes them:
    /// `2026-03-11T01:30` is 01:30 of the practice day `2026-03-10`.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `time` for what is no time.
    pub fn practice_time(&self, local: &str) -> Result<(String, String), Error> {
        let present = self.present()?;
        let civil = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M")
            .map_err(|_| Error::invalid("time", "Write a day and a time, such as 2026-11-22T18:30."))?;
        let before_midnight = Days::new(u64::from(civil.time() < present.settings.day_start.time()));
        let day = civil.date().checked_sub_days(before_midnight).unwrap_or(civil.date());
        let minute = minute_of_day(civil.time());
        Ok((day.to_string(), time_of_day(minute)))
    }
}

pub(super) fn time_of_day(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
