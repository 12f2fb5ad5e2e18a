//! Later: how far an occurrence may be put off.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

use crate::day::{DayStart, day_begins, practice_day};
use crate::occurrence::{Known, MAX_SNOOZES};
use crate::zone::Zone;

/// The lengths of a snooze that are offered, in minutes.
pub const SNOOZE_MINUTES: [u16; 2] = [10, 60];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnoozeFor {
    /// One of [`SNOOZE_MINUTES`]. Elapsed time: a clock change in between changes nothing.
    Minutes(u16),
    /// 20:00 today, or in an hour when that has passed.
    Tonight,
    /// The occurrence's own time of day, tomorrow.
    Tomorrow,
}

/// Why a snooze is refused; prints as a sentence for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SnoozeRefused {
    #[error("This reminder was already answered.")]
    NotOpen,
    #[error("Later is 10 minutes or an hour.")]
    NotOffered,
    #[error("It was put off {MAX_SNOOZES} times already. Do it now, or choose Not today.")]
    TooOften,
    #[error("The next one comes before that. Choose a shorter time, or Not today.")]
    PastTheNext,
    #[error("Today ends before that. Choose Tomorrow, or Not today.")]
    PastTheDay,
}

/// When a snoozed occurrence comes again. The ledger stores it; the day it counts for stays as it is.
///
/// `next_due` is when the same reminder comes next by its rule ([`super::next`]).
///
/// # Errors
/// When the occurrence was answered, has been put off three times, or would come after its successor or, unless tomorrow
/// was asked for, after the end of the practice day.
pub fn snooze(
    known: &Known,
    how: SnoozeFor,
    now: DateTime<Utc>,
    zone: &dyn Zone,
    next_due: Option<DateTime<Utc>>,
    day_start: DayStart,
) -> Result<DateTime<Utc>, SnoozeRefused> {
    if !known.state.is_open() {
        return Err(SnoozeRefused::NotOpen);
    }
    if known.snoozes_left() == 0 {
        return Err(SnoozeRefused::TooOften);
    }
    let today = practice_day(now, zone, day_start);
    let tomorrow = today + Days::new(1);
    let until = match how {
        SnoozeFor::Minutes(minutes) if SNOOZE_MINUTES.contains(&minutes) => now + TimeDelta::minutes(minutes.into()),
        SnoozeFor::Minutes(_) => return Err(SnoozeRefused::NotOffered),
        SnoozeFor::Tonight => {
            let evening = zone.to_instant(today.and_time(NaiveTime::MIN + TimeDelta::hours(20))).instant;
            if evening > now { evening } else { now + TimeDelta::hours(1) }
        }
        SnoozeFor::Tomorrow => zone.to_instant(tomorrow.and_time(known.nominal.time())).instant,
    };
    if next_due.is_some_and(|next| until >= next) {
        return Err(SnoozeRefused::PastTheNext);
    }
    if how != SnoozeFor::Tomorrow && until >= day_begins(tomorrow, zone, day_start) {
        return Err(SnoozeRefused::PastTheDay);
    }
    Ok(until)
}

/// The snoozes that would not be refused now, shortest first. *Tonight* is not offered when it only means "in an hour".
pub fn snoozes(
    known: &Known,
    now: DateTime<Utc>,
    zone: &dyn Zone,
    next_due: Option<DateTime<Utc>>,
    day_start: DayStart,
) -> Vec<SnoozeFor> {
    let until = |how| snooze(known, how, now, zone, next_due, day_start).ok();
    let an_hour = SnoozeFor::Minutes(60);
    [SnoozeFor::Minutes(10), an_hour, SnoozeFor::Tonight, SnoozeFor::Tomorrow]
        .into_iter()
        .filter(|how| until(*how).is_some_and(|at| *how != SnoozeFor::Tonight || Some(at) != until(an_hour)))
        .collect()
}
