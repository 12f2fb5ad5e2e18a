//! When a reminder repeats: a subset of RFC 5545, kept as its text so that it exports.
//!
//! A rule speaks of the naive wall clock only. Mapping to instants, and what a clock change does, comes afterward
//! ([`crate::schedule`]).

mod expand;
mod text;

use chrono::{NaiveDateTime, Weekday, WeekdaySet};

pub use expand::Nominals;
pub use text::{Fault, RuleError};

/// The largest INTERVAL that is read.
pub const MAX_INTERVAL: u16 = 1000;

/// A recurrence rule: `FREQ=DAILY` or `FREQ=WEEKLY` with `INTERVAL`, `BYDAY` and `WKST`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    freq: Freq,
    /// Every how many periods, 1 to [`MAX_INTERVAL`].
    interval: u16,
    /// Empty when the rule does not say.
    by_day: WeekdaySet,
    /// Where a week begins, which decides what "every other week" skips.
    week_start: Weekday,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freq {
    Daily,
    Weekly,
}

impl Rule {
    /// Every day.
    pub const fn daily() -> Self {
        Self { freq: Freq::Daily, interval: 1, by_day: WeekdaySet::EMPTY, week_start: Weekday::Mon }
    }

    /// On these days, every so many weeks. All seven days of every week is the daily rule.
    ///
    /// # Errors
    /// When no day is named, or the number of weeks is not between 1 and [`MAX_INTERVAL`].
    pub fn weekly(days: WeekdaySet, every: u16) -> Result<Self, RuleError> {
        if days.is_empty() {
            return Err(RuleError { position: 0, fault: Fault::NoDay });
        }
        if !(1..=MAX_INTERVAL).contains(&every) {
            return Err(RuleError { position: 0, fault: Fault::Interval });
        }
        if days == WeekdaySet::ALL && every == 1 {
            return Ok(Self::daily());
        }
        Ok(Self { freq: Freq::Weekly, interval: every, by_day: days, week_start: Weekday::Mon })
    }

    pub const fn freq(&self) -> Freq {
        self.freq
    }

    /// Every how many days (daily) or weeks (weekly).
    pub const fn interval(&self) -> u16 {
        self.interval
    }

    /// The days of the week on which it can fall, for a reminder that starts at `start`.
    pub fn weekdays(&self, start: NaiveDateTime) -> WeekdaySet {
        if !self.by_day.is_empty() {
            return self.by_day;
        }
        match self.freq {
            Freq::Daily => WeekdaySet::ALL,
            Freq::Weekly => WeekdaySet::single(chrono::Datelike::weekday(&start)),
        }
    }

    /// The nominal wall-clock times of this rule, strictly after `after` and never before `start`, in order.
    ///
    /// The phase is anchored on `start`, and `start` itself is returned only if it matches. Where `after` is far from
    /// `start` the time between is skipped, not walked.
    pub fn nominals(&self, start: NaiveDateTime, after: NaiveDateTime) -> Nominals {
        Nominals::new(self.clone(), start, after)
    }
}
