//! The forms of a rule that a page has fields for; any other is shown as its text.

use chrono::{Datelike, NaiveDateTime, Weekday, WeekdaySet};

use super::{Fault, Freq, MAX_INTERVAL, NumberedDay, Rule, RuleError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Weekly {
        days: WeekdaySet,
        every: u16,
    },
    /// 1 to 31, or -1 for the last day.
    MonthDate {
        day: i16,
        every: u16,
    },
    /// The first to the fifth such weekday, or -1 for the last.
    MonthWeekday {
        nth: i16,
        weekday: Weekday,
        every: u16,
    },
    Yearly {
        month: i16,
        day: i16,
    },
}

impl Rule {
    /// The rule of this form.
    ///
    /// # Errors
    /// When a number is out of its range.
    pub fn shaped(shape: Shape) -> Result<Self, RuleError> {
        let refused = |fault| Err(RuleError { position: 0, fault });
        match shape {
            Shape::Weekly { days, every } => Self::weekly(days, every),
            Shape::MonthDate { every, .. } | Shape::MonthWeekday { every, .. }
                if !(1..=MAX_INTERVAL).contains(&every) =>
            {
                refused(Fault::Interval)
            }
            Shape::MonthDate { day, every } if day == -1 || (1..=31).contains(&day) => {
                Ok(Self { interval: every, by_month_day: [day].into(), ..Self::every(Freq::Monthly) })
            }
            Shape::MonthDate { .. } => refused(Fault::MonthDay),
            Shape::MonthWeekday { nth, weekday, every } if nth == -1 || (1..=5).contains(&nth) => Ok(Self {
                interval: every,
                by_numbered_day: [NumberedDay::new(nth, weekday)].into(),
                ..Self::every(Freq::Monthly)
            }),
            Shape::MonthWeekday { .. } => refused(Fault::DayNumber),
            Shape::Yearly { month, .. } if !(1..=12).contains(&month) => refused(Fault::Month),
            Shape::Yearly { day, .. } if !(1..=31).contains(&day) => refused(Fault::MonthDay),
            Shape::Yearly { month, day } => {
                Ok(Self { by_month: [month].into(), by_month_day: [day].into(), ..Self::every(Freq::Yearly) })
            }
        }
    }

    /// The form of this rule for a reminder that starts at `start`; `None` when no form says all of it.
    pub fn shape(&self, start: NaiveDateTime) -> Option<Shape> {
        self.shapes(start).into_iter().flatten().find(|shape| {
            // A rule that leaves its day to the start says the same as one that names it.
            Self::shaped(*shape).is_ok_and(|shaped| shaped == *self || shaped == self.said(start))
        })
    }

    fn shapes(&self, start: NaiveDateTime) -> [Option<Shape>; 4] {
        let every = self.interval;
        let only = |numbers: &std::collections::BTreeSet<i16>| numbers.first().copied();
        let weekly = matches!(self.freq, Freq::Daily | Freq::Weekly);
        let numbered = self.by_numbered_day.first();
        [
            weekly.then(|| Shape::Weekly { days: self.weekdays(start), every }),
            only(&self.by_month_day).map(|day| Shape::MonthDate { day, every }),
            numbered.map(|day| Shape::MonthWeekday { nth: day.number, weekday: day.weekday(), every }),
            only(&self.by_month).zip(only(&self.by_month_day)).map(|(month, day)| Shape::Yearly { month, day }),
        ]
    }

    /// A weekly rule with the day that it leaves to its start.
    fn said(&self, start: NaiveDateTime) -> Self {
        let mut said = self.clone();
        if self.freq == Freq::Weekly && self.by_day.is_empty() {
            said.by_day = WeekdaySet::single(start.weekday());
        }
        said
    }

    /// Every so many days.
    ///
    /// # Errors
    /// When the number is not between 1 and [`MAX_INTERVAL`].
    pub fn every_days(days: u16) -> Result<Self, RuleError> {
        if (1..=MAX_INTERVAL).contains(&days) {
            Ok(Self { interval: days, ..Self::daily() })
        } else {
            Err(RuleError { position: 0, fault: Fault::Interval })
        }
    }

    /// About half as often: every other one of its weekdays, else an interval twice as long.
    #[must_use]
    pub fn fewer(&self, start: NaiveDateTime) -> Self {
        if let Some(Shape::Weekly { days, every }) = self.shape(start)
            && days.len() > 1
        {
            let kept: WeekdaySet = days.iter(Weekday::Mon).step_by(2).take(usize::from(days.len()) / 2).collect();
            if let Ok(rule) = Self::weekly(kept, every) {
                return rule;
            }
        }
        Self { interval: self.interval.saturating_mul(2).min(MAX_INTERVAL), ..self.clone() }
    }

    /// What its interval counts. Every day and all days of the week are one.
    pub fn freq_of_weeks(&self) -> Freq {
        if self.freq == Freq::Daily && self.interval == 1 { Freq::Weekly } else { self.freq }
    }

    /// Whether it names times of day of its own, besides that of its start.
    pub fn names_times(&self) -> bool {
        !self.by_hour.is_empty() || !self.by_minute.is_empty() || self.by_second.is_some()
    }
}
