//! The practice day: a person's day, which ends when they sleep and not at midnight.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use crate::hhmm;
use crate::zone::Zone;

/// When a new practice day begins: 00:00 to 06:00, 04:00 unless the user says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart {
    minutes: u16,
}

/// The latest minute of the day at which a practice day may begin.
const LATEST: u16 = 6 * 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a practice day begins between 00:00 and 06:00")]
pub struct InvalidDayStart;

impl DayStart {
    /// The wall-clock time of day.
    pub fn time(self) -> NaiveTime {
        NaiveTime::MIN + TimeDelta::minutes(self.minutes.into())
    }
}

impl Default for DayStart {
    fn default() -> Self {
        Self { minutes: 4 * 60 }
    }
}

impl FromStr for DayStart {
    type Err = InvalidDayStart;

    fn from_str(text: &str) -> Result<Self, InvalidDayStart> {
        let since_midnight = hhmm::parse(text).ok_or(InvalidDayStart)? - NaiveTime::MIN;
        let minutes = u16::try_from(since_midnight.num_minutes()).map_err(|_| InvalidDayStart)?;
        if minutes <= LATEST { Ok(Self { minutes }) } else { Err(InvalidDayStart) }
    }
}

impl fmt::Display for DayStart {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hhmm::print(self.time()))
    }
}

/// The practice day that this instant belongs to: the last one that has begun. The one place where an instant becomes a day.
///
/// It is found by comparing instants, not by subtracting hours from the wall clock, so that it never runs backward when a
/// clock change repeats the hour of the day start.
pub fn practice_day(instant: DateTime<Utc>, zone: &dyn Zone, day_start: DayStart) -> NaiveDate {
    let date = zone.to_civil(instant).date();
    let newest = date.checked_add_days(Days::new(1)).unwrap_or(date);
    // A day that a date-line change leaves out begins together with the next: four days back is past any of those.
    (0..4)
        .filter_map(|back| newest.checked_sub_days(Days::new(back)))
        .find(|day| day_begins(*day, zone, day_start) <= instant)
        .unwrap_or(date)
}

/// The instant at which a practice day begins.
pub fn day_begins(day: NaiveDate, zone: &dyn Zone, day_start: DayStart) -> DateTime<Utc> {
    zone.to_instant(day.and_time(day_start.time())).instant
}

/// The day on which the user's week begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstWeekday(pub Weekday);

impl Default for FirstWeekday {
    fn default() -> Self {
        Self(Weekday::Mon)
    }
}

/// The first day of the week that this day is in.
pub fn week_start(day: NaiveDate, first: FirstWeekday) -> NaiveDate {
    day - Days::new(day.weekday().days_since(first.0).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_start_is_between_midnight_and_six() {
        fn check(given: &str, expect: Option<&str>) {
            assert_eq!(given.parse::<DayStart>().ok().map(|start| start.to_string()).as_deref(), expect, "{given:?}");
        }
        check("00:00", Some("00:00"));
        check("04:00", Some("04:00"));
        check("06:00", Some("06:00"));
        check("06:01", None);
        check("23:00", None);
        check("4:00", None);
        assert_eq!(DayStart::default().to_string(), "04:00");
    }

    #[test]
    fn a_week_begins_on_the_users_first_day() {
        fn check(day: &str, first: Weekday, expect: &str) {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(week_start(day, FirstWeekday(first)).to_string(), expect, "{day} {first}");
        }
        check("2026-11-22", Weekday::Mon, "2026-11-16");
        check("2026-11-22", Weekday::Sun, "2026-11-22");
        check("2026-11-22", Weekday::Sat, "2026-11-21");
        check("2027-01-01", Weekday::Mon, "2026-12-28");
    }
}
