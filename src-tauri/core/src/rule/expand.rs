//! From a rule to wall-clock times: period by period, beginning at the one that matters.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use super::{Freq, Rule};

/// The nominal times of a rule, in order. Every step does a bounded amount of work, and a rule that can never match ends.
#[derive(Debug, Clone)]
pub struct Nominals {
    rule: Rule,
    start: NaiveDateTime,
    after: NaiveDateTime,
    /// The next period to open, counted in whole intervals from the one `start` is in; `None` past the calendar's end.
    period: Option<u64>,
    /// What the open period still holds, latest first.
    pending: Vec<NaiveDateTime>,
}

impl Nominals {
    pub(super) fn new(rule: Rule, start: NaiveDateTime, after: NaiveDateTime) -> Self {
        let first = rule.period_of(start, start.max(after).date());
        Self { rule, start, after, period: Some(first), pending: Vec::new() }
    }
}

impl Iterator for Nominals {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        for _ in 0..=self.rule.barren_periods() {
            while let Some(nominal) = self.pending.pop() {
                if nominal >= self.start && nominal > self.after {
                    return Some(nominal);
                }
            }
            let period = self.period?;
            self.period = self.rule.fill(self.start, period, &mut self.pending).map(|()| period + 1);
        }
        None
    }
}

/// One arm for each FREQ: a new frequency says how its periods are counted, what one holds, and how long it may be barren.
impl Rule {
    /// The last period, in whole intervals from that of `start`, that begins at or before `date`.
    fn period_of(&self, start: NaiveDateTime, date: NaiveDate) -> u64 {
        let days = (date - self.anchor(start)).num_days();
        u64::try_from(days).unwrap_or(0) / self.period_days()
    }

    /// Puts what a period holds into `pending`, latest first; `None` when the calendar ends before it.
    fn fill(&self, start: NaiveDateTime, period: u64, pending: &mut Vec<NaiveDateTime>) -> Option<()> {
        let first = self.anchor(start).checked_add_days(Days::new(period.checked_mul(self.period_days())?))?;
        let weekdays = self.weekdays(start);
        let length = match self.freq {
            Freq::Daily => 1,
            Freq::Weekly => 7,
        };
        pending.extend(
            (0..length)
                .rev()
                .filter_map(|offset| first.checked_add_days(Days::new(offset)))
                .filter(|day| weekdays.contains(day.weekday()))
                .map(|day| day.and_time(start.time())),
        );
        Some(())
    }

    /// The first day of the period that `start` is in.
    fn anchor(&self, start: NaiveDateTime) -> NaiveDate {
        let day = start.date();
        match self.freq {
            Freq::Daily => day,
            Freq::Weekly => {
                let into_week = Days::new(day.weekday().days_since(self.week_start).into());
                day.checked_sub_days(into_week).unwrap_or(day)
            }
        }
    }

    /// Days from the beginning of one period to that of the next.
    fn period_days(&self) -> u64 {
        let interval = u64::from(self.interval);
        match self.freq {
            Freq::Daily => interval,
            Freq::Weekly => interval * 7,
        }
    }

    /// Periods in a row that may hold nothing new before it is certain that none ever will, and the one in progress.
    fn barren_periods(&self) -> usize {
        match self.freq {
            // Steps of any size come round to the same weekday after seven.
            Freq::Daily => 7 + 1,
            Freq::Weekly => 1 + 1,
        }
    }
}
