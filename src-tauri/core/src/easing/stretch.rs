//! Stretches of days in which less is asked: light weeks, rest weeks, months off.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Choice, Chosen, Mode, Past, rows};

/// A rest week, a light week, and how long a topic rests.
pub(super) const WEEK: u64 = 7;
/// A month off asking: as long in February as in March.
pub(super) const MONTH: u64 = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Too many bids stayed short, or were pushed somewhat.
    Lighter,
    /// The user noticed that they pushed.
    Pushed,
    /// No questions, by the user's choice.
    KeepLight,
    Rest,
    MonthOff,
}

impl Kind {
    /// Nothing faces the partner.
    pub(super) fn rests(self) -> bool {
        matches!(self, Self::Rest | Self::MonthOff)
    }

    fn days(self) -> u64 {
        if self == Self::MonthOff { MONTH } else { WEEK }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) at: DateTime<Utc>,
    pub(super) from: NaiveDate,
    /// The first day that is free again.
    pub(super) until: NaiveDate,
    pub(super) kind: Kind,
}

impl Stretch {
    /// It lasts its days, unless it is ended before. The day on which it is ended is free.
    fn new(kind: Kind, at: DateTime<Utc>, from: NaiveDate, chosen: &[&Chosen]) -> Self {
        let ended = chosen.iter().filter(|it| it.choice == Choice::Ended && it.at >= at).map(|it| it.day).min();
        let until = after(from, kind.days());
        Self { at, from, until: ended.map_or(until, |day| day.min(until)), kind }
    }

    pub(super) fn is_on(&self, today: NaiveDate) -> bool {
        today < self.until
    }

    /// Whether it lasted all its days.
    pub(super) fn ran_its_course(&self) -> bool {
        self.until == after(self.from, self.kind.days())
    }
}

/// Every stretch that has begun, oldest first; what ended on its first day has not been.
pub(super) fn all(past: &Past<'_>) -> Vec<Stretch> {
    let by_bids = rows::light_weeks(past).map(|(kind, bid)| Stretch::new(kind, bid.at, bid.day, &past.chosen));
    let mut stretches: Vec<Stretch> = by_bids.chain(of_choice(&past.chosen)).filter(|it| it.from < it.until).collect();
    stretches.sort_unstable();
    stretches
}

fn of_choice(chosen: &[&Chosen]) -> impl Iterator<Item = Stretch> {
    chosen.iter().filter_map(|it| {
        let kind = match it.choice {
            Choice::Rest => Kind::Rest,
            Choice::KeepLight => Kind::KeepLight,
            Choice::MonthOff => Kind::MonthOff,
            _ => return None,
        };
        Some(Stretch::new(kind, it.at, it.day, chosen))
    })
}

/// A month off goes before a rest, and a rest before a light week. It lasts as long as anything that asks as much.
pub(super) fn mode(stretches: &[Stretch], today: NaiveDate) -> Mode {
    if let Some(until) = last_day(stretches, today, Kind::rests) {
        let is_month = last_day(stretches, today, |kind| kind == Kind::MonthOff).is_some();
        return if is_month { Mode::MonthOff { until } } else { Mode::Rest { until } };
    }
    let questions = last_day(stretches, today, |kind| kind == Kind::KeepLight).is_none();
    last_day(stretches, today, |kind| !kind.rests()).map_or(Mode::Free, |until| Mode::Light { until, questions })
}

/// The day from which the last of those that are on is free again.
pub(super) fn last_day(stretches: &[Stretch], today: NaiveDate, is_meant: impl Fn(Kind) -> bool) -> Option<NaiveDate> {
    stretches.iter().filter(|stretch| stretch.is_on(today) && is_meant(stretch.kind)).map(|stretch| stretch.until).max()
}

/// The days in a rest or a month off, with those that are still to come: the streak passes over them.
pub fn held_days(chosen: &[Chosen]) -> BTreeSet<NaiveDate> {
    let chosen: Vec<&Chosen> = chosen.iter().collect();
    let rests = of_choice(&chosen).filter(|stretch| stretch.kind.rests());
    rests.flat_map(|stretch| stretch.from.iter_days().take_while(move |day| *day < stretch.until)).collect()
}

pub(super) fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
