//! COUNT: how many nominal times are left at a period that was skipped to.

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::Rule;
use super::expand::{Held, Periods};
use super::period::LAST_YEAR;

impl Periods<'_> {
    /// What COUNT still allows from period `first` on; `None` when nothing ends the count within the calendar.
    ///
    /// Never walks more than one 400-year calendar, and no further than COUNT itself reaches.
    pub(super) fn left(&self, rule: &Rule, start: NaiveDateTime, first: u64) -> Option<u64> {
        let count = u64::from(rule.count?);
        let years = u64::from(LAST_YEAR.saturating_sub(start.year()).unsigned_abs()) + 1;
        let most = (years * 366).saturating_mul(self.times_a_day());
        if count >= most {
            return None;
        }
        let before_start = self.held(0).map_or(0, |held| held.before(start, self.pattern.times()));
        Some((count + before_start).saturating_sub(self.passed(first, count + before_start)).min(count))
    }

    /// How many times the first `periods` periods hold; anything from `enough` on is as good as the exact number.
    fn passed(&self, periods: u64, enough: u64) -> u64 {
        let cycle = self.cycle();
        if periods <= cycle {
            return self.sum(periods, enough);
        }
        let whole = self.sum(cycle, u64::MAX).saturating_mul(periods / cycle);
        whole.saturating_add(self.sum(periods % cycle, enough))
    }

    fn sum(&self, periods: u64, enough: u64) -> u64 {
        let mut sum = 0;
        for period in 0..periods {
            match self.held(period) {
                Some(held) if sum < enough => sum += held.len(),
                _ => break,
            }
        }
        sum
    }
}

impl Held {
    fn len(&self) -> u64 {
        u64::try_from(self.length()).unwrap_or(u64::MAX)
    }

    fn before(&self, start: NaiveDateTime, times: &[NaiveTime]) -> u64 {
        u64::try_from(self.position(times, |time| time < start)).unwrap_or(u64::MAX)
    }
}
