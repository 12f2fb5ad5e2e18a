//! A rule as RFC 5545 text: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`. What is not understood is refused by name.

use std::fmt;
use std::str::FromStr;

use chrono::{Weekday, WeekdaySet};

use super::{Freq, MAX_INTERVAL, Rule};

/// Longer texts are refused unread.
const MAX_LENGTH: usize = 512;

/// Where the text of a rule goes wrong, and how.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}, at character {}", position + 1)]
pub struct RuleError {
    /// Bytes into the text.
    pub position: usize,
    pub fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("a rule has at most {MAX_LENGTH} characters")]
    TooLong,
    #[error("expected NAME=VALUE")]
    NotAPart,
    #[error("{0} is not supported")]
    Unsupported(&'static str),
    #[error("there is no such part of a rule")]
    UnknownPart,
    #[error("this part is given twice")]
    Repeated,
    #[error("FREQ is missing")]
    NoFreq,
    #[error("FREQ={0} is not supported")]
    UnsupportedFreq(&'static str),
    #[error("FREQ must be DAILY or WEEKLY")]
    UnknownFreq,
    #[error("INTERVAL must be a whole number from 1 to {MAX_INTERVAL}")]
    Interval,
    #[error("at least one day is needed")]
    NoDay,
    #[error("a day is one of MO, TU, WE, TH, FR, SA, SU")]
    UnknownDay,
    #[error("a numbered day such as 2MO is not supported")]
    NumberedDay,
}

const UNSUPPORTED_PARTS: [&str; 10] =
    ["BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND", "COUNT", "UNTIL"];
const UNSUPPORTED_FREQS: [&str; 5] = ["SECONDLY", "MINUTELY", "HOURLY", "MONTHLY", "YEARLY"];

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        if text.len() > MAX_LENGTH {
            return Err(RuleError { position: MAX_LENGTH, fault: Fault::TooLong });
        }
        let (mut freq, mut interval, mut by_day, mut week_start) = (None, None, None, None);
        let mut position = 0;
        for part in text.split(';') {
            let at = |offset, fault| RuleError { position: position + offset, fault };
            let (name, value) = part.split_once('=').ok_or_else(|| at(0, Fault::NotAPart))?;
            let in_value = |(offset, fault)| at(name.len() + 1 + offset, fault);
            let first_time = match name.to_ascii_uppercase().as_str() {
                "FREQ" => freq.replace(parse_freq(value).map_err(in_value)?).is_none(),
                "INTERVAL" => interval.replace(parse_interval(value).map_err(in_value)?).is_none(),
                "BYDAY" => by_day.replace(parse_days(value).map_err(in_value)?).is_none(),
                "WKST" => week_start.replace(parse_day(value).map_err(|fault| in_value((0, fault)))?).is_none(),
                other => {
                    let known = UNSUPPORTED_PARTS.into_iter().find(|part| *part == other);
                    return Err(at(0, known.map_or(Fault::UnknownPart, Fault::Unsupported)));
                }
            };
            if !first_time {
                return Err(at(0, Fault::Repeated));
            }
            position += part.len() + 1;
        }
        Ok(Self {
            freq: freq.ok_or(RuleError { position: text.len(), fault: Fault::NoFreq })?,
            interval: interval.unwrap_or(1),
            by_day: by_day.unwrap_or(WeekdaySet::EMPTY),
            week_start: week_start.unwrap_or(Weekday::Mon),
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.freq {
            Freq::Daily => "FREQ=DAILY",
            Freq::Weekly => "FREQ=WEEKLY",
        })?;
        if self.interval > 1 {
            write!(out, ";INTERVAL={}", self.interval)?;
        }
        let mut lead = ";BYDAY=";
        for day in self.by_day.iter(Weekday::Mon) {
            write!(out, "{lead}{}", day_code(day))?;
            lead = ",";
        }
        // Monday is what the RFC assumes.
        if self.week_start != Weekday::Mon {
            write!(out, ";WKST={}", day_code(self.week_start))?;
        }
        Ok(())
    }
}

/// A fault, and how many bytes into the value it is.
type InValue<T> = Result<T, (usize, Fault)>;

fn parse_freq(value: &str) -> InValue<Freq> {
    let value = value.to_ascii_uppercase();
    match value.as_str() {
        "DAILY" => Ok(Freq::Daily),
        "WEEKLY" => Ok(Freq::Weekly),
        other => {
            let known = UNSUPPORTED_FREQS.into_iter().find(|freq| *freq == other);
            Err((0, known.map_or(Fault::UnknownFreq, Fault::UnsupportedFreq)))
        }
    }
}

fn parse_interval(value: &str) -> InValue<u16> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let interval = if digits { value.parse().ok() } else { None };
    interval.filter(|interval| (1..=MAX_INTERVAL).contains(interval)).ok_or((0, Fault::Interval))
}

fn parse_days(value: &str) -> InValue<WeekdaySet> {
    if value.is_empty() {
        return Err((0, Fault::NoDay));
    }
    let mut days = WeekdaySet::EMPTY;
    let mut offset = 0;
    for code in value.split(',') {
        days.insert(parse_day(code).map_err(|fault| (offset, fault))?);
        offset += code.len() + 1;
    }
    Ok(days)
}

fn parse_day(code: &str) -> Result<Weekday, Fault> {
    match code.to_ascii_uppercase().as_str() {
        "MO" => Ok(Weekday::Mon),
        "TU" => Ok(Weekday::Tue),
        "WE" => Ok(Weekday::Wed),
        "TH" => Ok(Weekday::Thu),
        "FR" => Ok(Weekday::Fri),
        "SA" => Ok(Weekday::Sat),
        "SU" => Ok(Weekday::Sun),
        other if other.starts_with(|first: char| first == '+' || first == '-' || first.is_ascii_digit()) => {
            Err(Fault::NumberedDay)
        }
        _ => Err(Fault::UnknownDay),
    }
}

const fn day_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
