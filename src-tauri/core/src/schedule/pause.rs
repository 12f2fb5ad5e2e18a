//! How long a pause lasts.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::day::{DayStart, day_begins, practice_day};
use crate::reminder::{Pause, QuietHours};
use crate::zone::Zone;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PauseFor {
    Hour,
    /// Until the next practice day's morning, when quiet hours end.
    Morning,
    /// Until this practice day begins.
    Date(NaiveDate),
    UntilISay,
}

/// Why a pause is refused; prints as a sentence for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PauseRefused {
    #[error("Choose a day after today.")]
    NotInTheFuture,
    #[error("Choose a day within ten years.")]
    TooFar,
}

/// The farthest day that a pause may name.
const LONGEST: TimeDelta = TimeDelta::days(3653);

/// The pause that this choice means now.
///
/// # Errors
/// When the date is today or earlier, or more than ten years away.
pub fn pause_until(
    choice: PauseFor,
    now: DateTime<Utc>,
    zone: &dyn Zone,
    quiet: QuietHours,
    day_start: DayStart,
) -> Result<Pause, PauseRefused> {
    let today = practice_day(now, zone, day_start);
    let until = match choice {
        PauseFor::Hour => Some(now + TimeDelta::hours(1)),
        PauseFor::Morning => Some(zone.to_instant((today + Days::new(1)).and_time(morning(quiet, day_start))).instant),
        PauseFor::Date(day) if day <= today => return Err(PauseRefused::NotInTheFuture),
        PauseFor::Date(day) if day - today > LONGEST => return Err(PauseRefused::TooFar),
        PauseFor::Date(day) => Some(day_begins(day, zone, day_start)),
        PauseFor::UntilISay => None,
    };
    Ok(Pause { until })
}

/// The end of quiet hours where that is in the morning, else 07:00.
fn morning(quiet: QuietHours, day_start: DayStart) -> NaiveTime {
    let at = |hours| NaiveTime::MIN + TimeDelta::hours(hours);
    let is_morning = !quiet.is_none() && day_start.time() <= quiet.to && quiet.to <= at(12);
    if is_morning { quiet.to } else { at(7) }
}
