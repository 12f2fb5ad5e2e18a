//! On which days a reminder comes: between the fields of the page and a rule.

use ajar_core::reminder::Reminder;
use ajar_core::rule::{LeapDay, Rule, Shape};
use chrono::{Weekday, WeekdaySet};

use crate::dto::{MonthDay, When};
use crate::error::Error;

const MAX_EVERY_WEEKS: u8 = 4;
const MAX_EVERY_MONTHS: u8 = 12;
const MAX_DAYS_AFTER: u16 = 365;

/// What the fields say, understood.
pub(super) struct Timing {
    pub(super) rule: Rule,
    pub(super) leap_day: LeapDay,
    pub(super) after_done: Option<u16>,
    /// Where to say that the rule never comes.
    pub(super) field: &'static str,
}

impl Timing {
    /// # Errors
    /// [`Error::Invalid`] with the field that has to change.
    pub(super) fn new(when: &When) -> Result<Self, Error> {
        let by_rule = |rule, field| Self { rule, leap_day: LeapDay::Skip, after_done: None, field };
        Ok(match when {
            When::Weekly { days, every_weeks } => by_rule(weekly(days, *every_weeks)?, "days"),
            When::Monthly { on, every_months } => by_rule(monthly(*on, *every_months)?, "on"),
            When::Yearly { month, day, leap_day } => {
                let rule = Rule::shaped(Shape::Yearly { month: (*month).into(), day: (*day).into() });
                let rule = rule.map_err(|_| Error::invalid("day", "Choose a day that exists, such as 24 December."))?;
                Self { leap_day: (*leap_day).into(), ..by_rule(rule, "day") }
            }
            When::AfterDone { days } => {
                let days = *days;
                let rule = Rule::every_days(days).ok().filter(|_| days <= MAX_DAYS_AFTER);
                let rule = rule.ok_or_else(|| Error::invalid("days", "Choose 1 to 365 days after it was done."))?;
                Self { after_done: Some(days), ..by_rule(rule, "days") }
            }
            When::Rule { text, leap_day } => {
                let read = text.trim().parse::<Rule>();
                let rule =
                    read.map_err(|fault| Error::invalid("rule", format!("This rule cannot be read: {fault}.")))?;
                Self { leap_day: (*leap_day).into(), ..by_rule(rule, "rule") }
            }
        })
    }
}

fn weekly(days: &[crate::dto::Weekday], every_weeks: u8) -> Result<Rule, Error> {
    if !(1..=MAX_EVERY_WEEKS).contains(&every_weeks) {
        return Err(Error::invalid("every_weeks", "Choose every week, or every 2, 3 or 4 weeks."));
    }
    let days: WeekdaySet = days.iter().map(|&day| Weekday::from(day)).collect();
    Rule::weekly(days, every_weeks.into()).map_err(|_| Error::invalid("days", "Choose at least one day of the week."))
}

fn monthly(on: MonthDay, every_months: u8) -> Result<Rule, Error> {
    if !(1..=MAX_EVERY_MONTHS).contains(&every_months) {
        return Err(Error::invalid("every_months", "Choose every month, or every 2 to 12 months."));
    }
    let every = every_months.into();
    let shape = match on {
        MonthDay::Date { day } => Shape::MonthDate { day: day.into(), every },
        MonthDay::Weekday { nth, weekday } => Shape::MonthWeekday { nth: nth.into(), weekday: weekday.into(), every },
    };
    Rule::shaped(shape).map_err(|_| Error::invalid("on", "Choose a day of the month, or its last day."))
}

/// What a reminder says, in the fields of the page.
pub(super) fn shown(reminder: &Reminder, first_weekday: Weekday) -> When {
    if let Some(days) = reminder.after_done {
        return When::AfterDone { days };
    }
    let fits = |number: i16| i8::try_from(number).ok();
    let leap_day = reminder.leap_day.into();
    let shape = reminder.rule.shape(reminder.start).and_then(|shape| {
        Some(match shape {
            Shape::Weekly { days, every } if every <= MAX_EVERY_WEEKS.into() => When::Weekly {
                days: days.iter(first_weekday).map(Into::into).collect(),
                every_weeks: every.try_into().ok()?,
            },
            Shape::MonthDate { day, every } if every <= MAX_EVERY_MONTHS.into() => {
                When::Monthly { on: MonthDay::Date { day: fits(day)? }, every_months: every.try_into().ok()? }
            }
            Shape::MonthWeekday { nth, weekday, every } if every <= MAX_EVERY_MONTHS.into() => When::Monthly {
                on: MonthDay::Weekday { nth: fits(nth)?, weekday: weekday.into() },
                every_months: every.try_into().ok()?,
            },
            Shape::Yearly { month, day } => {
                When::Yearly { month: month.try_into().ok()?, day: day.try_into().ok()?, leap_day }
            }
            Shape::Weekly { .. } | Shape::MonthDate { .. } | Shape::MonthWeekday { .. } => return None,
        })
    });
    shape.unwrap_or_else(|| When::Rule { text: reminder.rule.to_string(), leap_day })
}
