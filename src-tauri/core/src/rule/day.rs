//! On which days a rule falls, asked of one day at a time.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, WeekdaySet};

use super::{Freq, LeapDay, Rule};

/// A rule with what it leaves unsaid taken from its start.
#[derive(Debug, Clone)]
pub(super) struct Pattern<'rule> {
    rule: &'rule Rule,
    leap_day: LeapDay,
    /// What stands for BYDAY, BYMONTHDAY and BYMONTH where the rule names no day at all.
    weekdays: WeekdaySet,
    month_day: Option<i16>,
    month: Option<i16>,
    /// In order, each once.
    times: Vec<NaiveTime>,
}

impl<'rule> Pattern<'rule> {
    pub(super) fn new(rule: &'rule Rule, leap_day: LeapDay, start: NaiveDateTime) -> Self {
        let unsaid = rule.by_day.is_empty() && rule.by_numbered_day.is_empty() && rule.by_month_day.is_empty();
        let (mut weekdays, mut month_day, mut month) = (rule.by_day, None, None);
        match rule.freq {
            Freq::Weekly if unsaid => weekdays = WeekdaySet::single(start.weekday()),
            Freq::Monthly if unsaid => month_day = small(start.day()),
            Freq::Yearly if unsaid => {
                month_day = small(start.day());
                month = if rule.by_month.is_empty() { small(start.month()) } else { None };
            }
            Freq::Daily | Freq::Weekly | Freq::Monthly | Freq::Yearly => {}
        }
        Self { rule, leap_day, weekdays, month_day, month, times: times_of_day(rule, start.time()) }
    }

    pub(super) fn times(&self) -> &[NaiveTime] {
        &self.times
    }

    /// The days of a period on which the rule falls, in order; `None` past the last year.
    pub(super) fn days_of(&self, period: i64) -> Option<Vec<NaiveDate>> {
        let mut days = self.rule.freq.days_of(period, self.rule.week_start)?;
        if self.rule.freq != Freq::Yearly || !self.has_months() {
            return Some(days.filter(|day| self.falls_on(*day)).collect());
        }
        // Of a year in which months are named, only those are looked at.
        let year = days.next()?.year();
        let stand_in = self.leap_day.stand_in().map(|(month, _)| month);
        let months = (1..=12).filter(|month| self.in_month(*month) || stand_in == Some(*month));
        let firsts = months.filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
        let days = firsts.flat_map(|first| first.iter_days().take(first.num_days_in_month().into()));
        Some(days.filter(|day| self.falls_on(*day)).collect())
    }

    /// How many periods in a row can differ from each other: after that everything repeats.
    pub(super) fn varieties(&self) -> u64 {
        let by_date = self.has_months() || self.has_month_days();
        match self.rule.freq {
            Freq::Daily if !by_date && self.weekdays.is_empty() => 1,
            Freq::Daily if !by_date => 7,
            Freq::Weekly if !by_date => 1,
            freq => freq.calendar(),
        }
    }

    fn falls_on(&self, day: NaiveDate) -> bool {
        self.stands_in(day) || (self.in_month(day.month()) && self.on_month_day(day) && self.on_weekday(day))
    }

    fn in_month(&self, month: u32) -> bool {
        !self.has_months() || small(month).is_some_and(|it| self.month == Some(it) || self.rule.by_month.contains(&it))
    }

    fn on_month_day(&self, day: NaiveDate) -> bool {
        let (number, length) = (small(day.day()), i16::from(day.num_days_in_month()));
        let named = |number: i16| {
            let from_end = number - length - 1;
            self.names_month_day(number) || self.rule.by_month_day.contains(&from_end)
        };
        !self.has_month_days() || number.is_some_and(named)
    }

    fn names_month_day(&self, number: i16) -> bool {
        self.month_day == Some(number) || self.rule.by_month_day.contains(&number)
    }

    fn on_weekday(&self, day: NaiveDate) -> bool {
        let unsaid = self.weekdays.is_empty() && self.rule.by_numbered_day.is_empty();
        unsaid || self.weekdays.contains(day.weekday()) || self.on_numbered_day(day)
    }

    fn on_numbered_day(&self, day: NaiveDate) -> bool {
        // RFC 5545, 3.3.10: within the month in a monthly rule, and in a yearly one that names months; else the year.
        let within_month = self.rule.freq == Freq::Monthly || self.has_months();
        let (into, length) = if within_month {
            (day.day(), u32::from(day.num_days_in_month()))
        } else {
            (day.ordinal(), if day.leap_year() { 366 } else { 365 })
        };
        let from_start = small((into - 1) / 7 + 1);
        let from_end = small((length - into) / 7 + 1).map(|number| -number);
        let mut numbered = self.rule.by_numbered_day.iter().filter(|numbered| numbered.weekday() == day.weekday());
        numbered.any(|numbered| [from_start, from_end].contains(&Some(numbered.number)))
    }

    /// Whether this day takes the place of a 29 February that its year does not have.
    fn stands_in(&self, day: NaiveDate) -> bool {
        self.leap_day.stand_in() == Some((day.month(), day.day()))
            && self.rule.freq == Freq::Yearly
            && !day.leap_year()
            && self.in_month(2)
            && self.names_month_day(29)
            && self.weekdays.is_empty()
            && self.rule.by_numbered_day.is_empty()
    }

    fn has_months(&self) -> bool {
        self.month.is_some() || !self.rule.by_month.is_empty()
    }

    fn has_month_days(&self) -> bool {
        self.month_day.is_some() || !self.rule.by_month_day.is_empty()
    }
}

fn times_of_day(rule: &Rule, start: NaiveTime) -> Vec<NaiveTime> {
    let or_start = |named: &BTreeSet<i16>, of_start: u32| -> Vec<u32> {
        if named.is_empty() {
            vec![of_start]
        } else {
            named.iter().copied().filter_map(|it| it.try_into().ok()).collect()
        }
    };
    let second = rule.by_second.and_then(|second| second.try_into().ok()).unwrap_or(start.second());
    let minutes = or_start(&rule.by_minute, start.minute());
    let hours = or_start(&rule.by_hour, start.hour());
    let each = |hour: u32| minutes.iter().filter_map(move |minute| NaiveTime::from_hms_opt(hour, *minute, second));
    hours.into_iter().flat_map(each).collect()
}

fn small(number: u32) -> Option<i16> {
    i16::try_from(number).ok()
}
