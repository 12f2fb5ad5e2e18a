//! From a rule to wall-clock times: period by period, beginning at the one that matters.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::day::Pattern;
use super::{LeapDay, Mark, Rule};

/// The nominal times of a rule, in order. Every step does a bounded amount of work, and a rule that can never match ends.
#[derive(Debug, Clone)]
pub struct Nominals<'rule> {
    rule: &'rule Rule,
    periods: Periods<'rule>,
    start: NaiveDateTime,
    after: NaiveDateTime,
    until: Option<NaiveDateTime>,
    /// The next period to open.
    period: u64,
    open: Held,
    /// The next position in the open period.
    next: usize,
    /// What COUNT still allows; `None` without end.
    left: Option<u64>,
}

impl<'rule> Nominals<'rule> {
    pub(super) fn new(rule: &'rule Rule, leap_day: LeapDay, start: NaiveDateTime, after: NaiveDateTime) -> Self {
        let periods = Periods::new(rule, leap_day, start);
        let period = periods.holding(start.max(after).date());
        let left = periods.left(rule, start, period);
        let until = rule.until.and_then(Mark::last_nominal);
        Self { rule, periods, start, after, until, period, open: Held::default(), next: 0, left }
    }

    /// The next time that COUNT counts, EXDATE or not.
    fn next_counted(&mut self) -> Option<NaiveDateTime> {
        // The open period, the rest of the one that was skipped into, and then each kind of period once.
        for _ in 0..self.periods.cycle() + 2 {
            if self.left == Some(0) {
                return None;
            }
            if let Some(nominal) = self.open.get(self.next, self.periods.pattern.times()) {
                self.next += 1;
                self.left = self.left.map(|left| left - 1);
                return Some(nominal);
            }
            self.open_next()?;
        }
        None
    }

    fn open_next(&mut self) -> Option<()> {
        self.open = self.periods.held(self.period)?;
        self.period += 1;
        let times = self.periods.pattern.times();
        let first = self.open.position(times, |nominal| nominal < self.start);
        self.next = first.max(self.open.position(times, |nominal| nominal <= self.after));
        // What is passed over here was after the start, so it counts.
        let passed = u64::try_from(self.next - first).unwrap_or(u64::MAX);
        self.left = self.left.map(|left| left.saturating_sub(passed));
        Some(())
    }

    fn is_taken_out(&self, nominal: NaiveDateTime) -> bool {
        let except = &self.rule.except;
        !except.is_empty() && (except.contains(&Mark::Local(nominal)) || except.contains(&Mark::Date(nominal.date())))
    }
}

impl Iterator for Nominals<'_> {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        loop {
            let nominal = self.next_counted()?;
            if self.until.is_some_and(|until| nominal > until) {
                self.left = Some(0);
                return None;
            }
            if !self.is_taken_out(nominal) {
                return Some(nominal);
            }
        }
    }
}

/// The periods in which a rule can fall, counted in whole intervals from the one its start is in.
#[derive(Debug, Clone)]
pub(super) struct Periods<'rule> {
    rule: &'rule Rule,
    pub(super) pattern: Pattern<'rule>,
    /// The number of the start's own period on the calendar.
    first: i64,
}

impl<'rule> Periods<'rule> {
    fn new(rule: &'rule Rule, leap_day: LeapDay, start: NaiveDateTime) -> Self {
        let first = rule.freq.period_of(start.date(), rule.week_start);
        Self { rule, pattern: Pattern::new(rule, leap_day, start), first }
    }

    /// The last period that begins on or before a day.
    fn holding(&self, day: NaiveDate) -> u64 {
        let steps = self.rule.freq.period_of(day, self.rule.week_start) - self.first;
        u64::try_from(steps).unwrap_or(0) / u64::from(self.rule.interval)
    }

    /// What a period holds; `None` past the calendar's end.
    pub(super) fn held(&self, period: u64) -> Option<Held> {
        let steps = i64::try_from(period.checked_mul(self.rule.interval.into())?).ok()?;
        let days = self.pattern.days_of(self.first.checked_add(steps)?)?;
        let whole = days.len() * self.pattern.times().len();
        let picked = (!self.rule.by_set_pos.is_empty()).then(|| {
            let from_end = |pos: usize| whole.checked_sub(pos);
            let pick = |pos: &i16| {
                let distance = usize::from(pos.unsigned_abs());
                if *pos > 0 { distance.checked_sub(1) } else { from_end(distance) }
            };
            let mut picked: Vec<usize> =
                self.rule.by_set_pos.iter().filter_map(pick).filter(|index| *index < whole).collect();
            picked.sort_unstable();
            picked.dedup();
            picked
        });
        Some(Held { days, whole, picked })
    }

    /// Periods after which nothing new can come: steps of any size have then met every kind of period.
    pub(super) fn cycle(&self) -> u64 {
        let varieties = self.pattern.varieties();
        varieties / greatest_common_divisor(varieties, self.rule.interval.into())
    }

    pub(super) fn times_a_day(&self) -> u64 {
        u64::try_from(self.pattern.times().len()).unwrap_or(u64::MAX)
    }
}

/// What one period holds: every time of day on each of its days, or the positions that BYSETPOS picks from those.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    days: Vec<NaiveDate>,
    /// Times before BYSETPOS picks.
    whole: usize,
    picked: Option<Vec<usize>>,
}

impl Held {
    pub(super) fn length(&self) -> usize {
        self.picked.as_ref().map_or(self.whole, Vec::len)
    }

    fn get(&self, position: usize, times: &[NaiveTime]) -> Option<NaiveDateTime> {
        let index = match &self.picked {
            Some(picked) => *picked.get(position)?,
            None => position,
        };
        let day = self.days.get(index.checked_div(times.len())?)?;
        Some(day.and_time(*times.get(index % times.len())?))
    }

    /// The first position whose time is not `early`; the times are in order.
    pub(super) fn position(&self, times: &[NaiveTime], early: impl Fn(NaiveDateTime) -> bool) -> usize {
        let (mut low, mut high) = (0, self.length());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle, times).is_some_and(&early) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

const fn greatest_common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
