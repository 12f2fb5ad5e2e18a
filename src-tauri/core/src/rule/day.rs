//! On which days a rule falls, asked of one day at a time.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday, WeekdaySet};

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
    /// Every weekday on which it can fall.
    possible: WeekdaySet,
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
        let numbered = rule.by_numbered_day.iter().map(|numbered| numbered.weekday());
        let named: WeekdaySet = numbered.chain(weekdays.iter(Weekday::Mon)).collect();
        let possible = if named.is_empty() { WeekdaySet::ALL } else { named };
        Self { rule, leap_day, weekdays, month_day, month, possible, times: times_of_day(rule, start.time()) }
    }

    pub(super) fn times(&self) -> &[NaiveTime] {
        &self.times
    }

    /// The days of a period on which the rule falls, in order; `None` past the last year.
    pub(super) fn days_of(&self, period: i64) -> Option<Vec<NaiveDate>> {
        let mut days = self.rule.freq.days_of(period, self.rule.week_start)?;
        let falls = |day: &NaiveDate| self.falls_on(*day);
        Some(match self.rule.freq {
            Freq::Daily | Freq::Weekly => days.filter(falls).collect(),
            Freq::Monthly => self.days_in(days.next()?).filter(falls).collect(),
            Freq::Yearly if !self.has_months() => {
                let only = self.possible.single_day();
                let before = |day: &NaiveDate| only.is_some_and(|only| only != day.weekday());
                days.skip_while(before).step_by(if only.is_some() { 7 } else { 1 }).filter(falls).collect()
            }
            Freq::Yearly => {
                // Of a year in which months are named, only those are looked at.
                let year = days.next()?.year();
                let stand_in = self.leap_day.stand_in().map(|(month, _)| month);
                let months = (1..=12).filter(|month| self.in_month(*month) || stand_in == Some(*month));
                let firsts = months.filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
                firsts.flat_map(|first| self.days_in(first)).filter(falls).collect()
            }
        })
    }

    /// The days of a month that its numbers can mean: all, where none is named.
    fn days_in(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let length = i16::from(first.num_days_in_month());
        let from_start = |number: i16| if number < 0 { length + 1 + number } else { number };
        let named = self.rule.by_month_day.iter().copied().chain(self.month_day).map(from_start);
        let named = named.filter_map(|number| u32::try_from(number).ok());
        let stand_in = self.leap_day.stand_in().filter(|(month, _)| *month == first.month()).map(|(_, day)| day);
        let bits = named.chain(stand_in).fold(0_u64, |bits, day| bits | (1 << day));
        let bits = if self.has_month_days() { bits } else { u64::MAX };
        (1..=first.num_days_in_month().into())
            .filter(move |day| bits & (1 << day) != 0)
            .filter_map(move |day| first.with_day(day))
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
        // Cheapest first: most days fail at once.
        let by_rule = self.possible.contains(day.weekday())
            && self.on_month_day(day)
            && self.in_month(day.month())
            && self.on_weekday(day);
        by_rule || self.stands_in(day)
    }

    fn in_month(&self, month: u32) -> bool {
        !self.has_months() || small(month).is_some_and(|it| self.month == Some(it) || self.rule.by_month.contains(&it))
    }

    fn on_month_day(&self, day: NaiveDate) -> bool {
        if !self.has_month_days() {
            return true;
        }
        let (number, length) = (small(day.day()), i16::from(day.num_days_in_month()));
        let named = |number: i16| {
            let from_end = number - length - 1;
            self.names_month_day(number) || self.rule.by_month_day.contains(&from_end)
        };
        number.is_some_and(named)
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
    if rule.by_hour.is_empty() && rule.by_minute.is_empty() && rule.by_second.is_none() {
        return start.with_nanosecond(0).into_iter().collect();
    }
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
