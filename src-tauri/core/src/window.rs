//! A random minute between two times of day: the same one however often it is asked for, another one every day.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::ids::ReminderId;
use crate::seed::seed;
use crate::zone::{Shift, Zone};

/// In minutes: only a change of the date line leaves out so much.
const A_DAY: u16 = 24 * 60;

/// A stretch of one day by the wall clock: 18:00 and every minute up to 21:00, which is no longer part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    from: NaiveTime,
    to: NaiveTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a window ends after it begins, on the same day")]
pub struct InvalidWindow;

impl Window {
    /// # Errors
    /// When it does not end at least a minute after it begins.
    pub fn new(from: NaiveTime, to: NaiveTime) -> Result<Self, InvalidWindow> {
        if to - from < TimeDelta::minutes(1) { Err(InvalidWindow) } else { Ok(Self { from, to }) }
    }

    pub fn length(self) -> TimeDelta {
        self.to - self.from
    }

    /// The minute of this reminder on this day, never before `not_before`; `None` when the window is over by then.
    ///
    /// `not_before` is when the reminder came to be what it is, not the time of asking: then the answer never changes.
    /// Every minute that the wall clock shows inside the window is equally likely. A minute that comes twice is the
    /// first. Where the whole window falls into a gap, it is the window's beginning, moved forward by the gap's length;
    /// a day that the calendar leaves out has none.
    pub fn pick(
        self,
        reminder: ReminderId,
        date: NaiveDate,
        zone: &dyn Zone,
        not_before: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let seed = seed(reminder, date);
        let minutes = (self.to - self.from).num_minutes();
        let begin = zone.to_instant(date.and_time(self.from));
        if matches!(begin.shift, Some(Shift::Gap { minutes: A_DAY.. })) {
            return None;
        }
        let end = zone.to_instant(date.and_time(self.to));
        let plain =
            begin.shift.is_none() && end.shift.is_none() && (end.instant - begin.instant).num_minutes() == minutes;
        if plain && begin.instant >= not_before {
            return Some(begin.instant + TimeDelta::minutes(below(seed, minutes)));
        }
        let shown = (0..minutes).map(|minute| zone.to_instant(date.and_time(self.from) + TimeDelta::minutes(minute)));
        let mut shown: Vec<DateTime<Utc>> =
            shown.filter(|mapped| !mapped.is_gap()).map(|mapped| mapped.instant).collect();
        if shown.is_empty() {
            shown.push(begin.instant);
        }
        shown.retain(|instant| *instant >= not_before);
        let index = below(seed, i64::try_from(shown.len()).ok()?);
        shown.get(usize::try_from(index).ok()?).copied()
    }
}

/// From 0 up to `end`, each as likely as the next.
fn below(seed: u64, end: i64) -> i64 {
    let scaled = (u128::from(seed) * u128::from(end.unsigned_abs())) >> 64;
    i64::try_from(scaled).unwrap_or(0)
}
