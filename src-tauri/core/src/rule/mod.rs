//! When a reminder repeats: a subset of RFC 5545, kept as its text so that it exports.
//!
//! A rule speaks of the naive wall clock only. Mapping to instants, and what a clock change does, comes afterward
//! ([`crate::upcoming`]).

mod count;
mod day;
mod expand;
mod fault;
mod impossible;
mod leap_day;
mod mark;
mod period;
mod print;
mod shape;
mod text;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime, Weekday, WeekdaySet};

pub use expand::Nominals;
pub use fault::{Fault, RuleError};
pub use impossible::Impossible;
pub use leap_day::LeapDay;
pub use mark::Mark;
pub use shape::Shape;

/// The largest INTERVAL that is read: a century of days.
pub const MAX_INTERVAL: u16 = 36_525;

/// A recurrence rule: FREQ with INTERVAL, the BY parts, WKST, COUNT or UNTIL, and EXDATE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    freq: Freq,
    /// Every how many periods, 1 to [`MAX_INTERVAL`].
    interval: u16,
    /// 1 to 12.
    by_month: BTreeSet<i16>,
    /// 1 to 31, or -1 to -31 from the month's end.
    by_month_day: BTreeSet<i16>,
    /// Days without a number; empty when the rule does not say.
    by_day: WeekdaySet,
    by_numbered_day: BTreeSet<NumberedDay>,
    /// 0 to 23.
    by_hour: BTreeSet<i16>,
    /// 0 to 59.
    by_minute: BTreeSet<i16>,
    /// 0 to 59.
    by_second: Option<i16>,
    /// Which of a period's times are kept: 1 to 366, or -1 to -366 from the period's end.
    by_set_pos: BTreeSet<i16>,
    /// Where a week begins, which decides what "every other week" skips.
    week_start: Weekday,
    /// So many nominal times from the start, whatever becomes of them.
    count: Option<u32>,
    /// The last moment that can still be one.
    until: Option<Mark>,
    except: BTreeSet<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freq {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// The second Tuesday (`2TU`), the last Friday (`-1FR`): of the month, or of the year in a yearly rule without months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct NumberedDay {
    /// 1 to 53, or -1 to -53 from the end.
    number: i16,
    /// From Monday, 0 to 6; `Weekday` itself has no order.
    from_monday: u8,
}

impl Rule {
    /// Every day.
    pub const fn daily() -> Self {
        Self::every(Freq::Daily)
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
        Ok(Self { interval: every, by_day: days, ..Self::every(Freq::Weekly) })
    }

    const fn every(freq: Freq) -> Self {
        Self {
            freq,
            interval: 1,
            by_month: BTreeSet::new(),
            by_month_day: BTreeSet::new(),
            by_day: WeekdaySet::EMPTY,
            by_numbered_day: BTreeSet::new(),
            by_hour: BTreeSet::new(),
            by_minute: BTreeSet::new(),
            by_second: None,
            by_set_pos: BTreeSet::new(),
            week_start: Weekday::Mon,
            count: None,
            until: None,
            except: BTreeSet::new(),
        }
    }

    pub const fn freq(&self) -> Freq {
        self.freq
    }

    /// Every how many days, weeks, months or years.
    pub const fn interval(&self) -> u16 {
        self.interval
    }

    /// The last moment that can still be one of its times, when it names one.
    pub const fn until(&self) -> Option<Mark> {
        self.until
    }

    /// The times that were taken out.
    pub const fn except(&self) -> &BTreeSet<Mark> {
        &self.except
    }

    /// The same rule with another end and other times taken out.
    #[must_use]
    pub fn with_marks(&self, until: Option<Mark>, except: BTreeSet<Mark>) -> Self {
        Self { until, except, ..self.clone() }
    }

    /// The days of the week on which it can fall, for a reminder that starts at `start`.
    pub fn weekdays(&self, start: NaiveDateTime) -> WeekdaySet {
        let named = self.by_numbered_day.iter().map(|day| day.weekday()).chain(self.by_day.iter(Weekday::Mon));
        let named: WeekdaySet = named.collect();
        match self.freq {
            _ if !named.is_empty() => named,
            Freq::Weekly => WeekdaySet::single(start.weekday()),
            Freq::Daily | Freq::Monthly | Freq::Yearly => WeekdaySet::ALL,
        }
    }

    /// The nominal wall-clock times of this rule, strictly after `after` and never before `start`, in order.
    ///
    /// The phase is anchored on `start`, and `start` itself is returned only if it matches. Where `after` is far from
    /// `start` the time between is skipped, not walked. An UNTIL or EXDATE that names an instant has no say here.
    pub fn nominals(&self, start: NaiveDateTime, after: NaiveDateTime) -> Nominals<'_> {
        self.nominals_with(LeapDay::Skip, start, after)
    }

    /// The same, for a yearly rule on 29 February that does not skip the years without one.
    pub fn nominals_with(&self, leap_day: LeapDay, start: NaiveDateTime, after: NaiveDateTime) -> Nominals<'_> {
        Nominals::new(self, leap_day, start, after)
    }
}

impl NumberedDay {
    fn new(number: i16, day: Weekday) -> Self {
        Self { number, from_monday: u8::try_from(day.num_days_from_monday()).unwrap_or(0) }
    }

    fn weekday(self) -> Weekday {
        Weekday::try_from(self.from_monday).unwrap_or(Weekday::Mon)
    }
}
