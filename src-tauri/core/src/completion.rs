//! Reminders that count from when they were last done: so many days after, at the same time of day.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

/// The nominal time `days` days after the practice day on which it was done; `None` past the calendar's end.
///
/// Days are counted on the calendar and never as 24 hours, so that a clock change leaves the time of day as it was.
pub fn next_after(done_on: NaiveDate, days: u16, time: NaiveTime) -> Option<NaiveDateTime> {
    Some(done_on.checked_add_days(Days::new(days.into()))?.and_time(time))
}
