//! A rule as RFC 5545 text: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH`. What is not understood is refused by name.
//!
//! EXDATE is a property of its own in the RFC. Here it is a part like the others, so that a rule is one line; it is read
//! in both forms.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::Weekday;

use super::{Fault, Freq, MAX_INTERVAL, Mark, NumberedDay, Rule, RuleError};

/// Longer texts are refused unread.
pub(super) const MAX_LENGTH: usize = 16 * 1024;

pub(super) const FREQ_NAMES: [(&str, Freq); 4] =
    [("DAILY", Freq::Daily), ("WEEKLY", Freq::Weekly), ("MONTHLY", Freq::Monthly), ("YEARLY", Freq::Yearly)];

pub(super) const DAY_CODES: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

const PARTS: [&str; 13] = [
    "FREQ",
    "INTERVAL",
    "BYMONTH",
    "BYMONTHDAY",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "BYSETPOS",
    "WKST",
    "COUNT",
    "UNTIL",
    "EXDATE",
];
const UNSUPPORTED_PARTS: [&str; 2] = ["BYYEARDAY", "BYWEEKNO"];
const UNSUPPORTED_FREQS: [&str; 3] = ["SECONDLY", "MINUTELY", "HOURLY"];

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        if text.len() > MAX_LENGTH {
            return Err(RuleError { position: MAX_LENGTH, fault: Fault::TooLong });
        }
        let (first, more) = text.split_once('\n').map_or((text, None), |(first, more)| (first, Some(more)));
        let (label, parts) = first.split_at(label_length(first));
        let mut rule = read_parts(parts.trim_end_matches('\r'), label.len())?;
        if let Some(more) = more {
            read_exception_lines(&mut rule, more, first.len() + 1)?;
        }
        Ok(rule)
    }
}

fn label_length(line: &str) -> usize {
    const LABEL: &str = "RRULE:";
    if line.get(..LABEL.len()).is_some_and(|label| label.eq_ignore_ascii_case(LABEL)) { LABEL.len() } else { 0 }
}

/// `NAME=VALUE;NAME=VALUE`, which begins `position` bytes into the text.
fn read_parts(parts: &str, mut position: usize) -> Result<Rule, RuleError> {
    let end = position + parts.len();
    let mut rule = Rule::daily();
    let mut seen = BTreeMap::new();
    for part in parts.split(';') {
        let refused = |fault| RuleError { position, fault };
        let (name, value) = part.split_once('=').ok_or_else(|| refused(Fault::NotAPart))?;
        let upper = name.to_ascii_uppercase();
        let Some(known) = PARTS.into_iter().find(|part| *part == upper) else {
            let unsupported = UNSUPPORTED_PARTS.into_iter().find(|part| *part == upper);
            return Err(refused(unsupported.map_or(Fault::UnknownPart, Fault::Unsupported)));
        };
        if seen.insert(known, position).is_some() {
            return Err(refused(Fault::Repeated));
        }
        let in_value = |(offset, fault)| RuleError { position: position + name.len() + 1 + offset, fault };
        rule.read_part(known, value).map_err(in_value)?;
        position += part.len() + 1;
    }
    let at = |part| seen.get(part).copied();
    let refused = |part, fault| at(part).map_or(Ok(()), |position| Err(RuleError { position, fault }));
    if at("FREQ").is_none() {
        return Err(RuleError { position: end, fault: Fault::NoFreq });
    }
    if rule.count.is_some() && rule.until.is_some() {
        refused("UNTIL", Fault::CountAndUntil)?;
    }
    // RFC 5545, 3.3.10: what does not go together.
    if rule.freq == Freq::Weekly {
        refused("BYMONTHDAY", Fault::MonthDayOfWeek)?;
    }
    if matches!(rule.freq, Freq::Daily | Freq::Weekly) && !rule.by_numbered_day.is_empty() {
        refused("BYDAY", Fault::NumberedDay)?;
    }
    Ok(rule)
}

impl Rule {
    fn read_part(&mut self, name: &str, value: &str) -> InValue<()> {
        match name {
            "FREQ" => self.freq = freq(value)?,
            "INTERVAL" => self.interval = whole(value, 1..=MAX_INTERVAL.into(), Fault::Interval)?,
            "BYMONTH" => self.by_month = numbers(value, 1..=12, false, &Fault::Month)?,
            "BYMONTHDAY" => self.by_month_day = numbers(value, 1..=31, true, &Fault::MonthDay)?,
            "BYDAY" => self.read_days(value)?,
            "BYHOUR" => self.by_hour = numbers(value, 0..=23, false, &Fault::Hour)?,
            "BYMINUTE" => self.by_minute = numbers(value, 0..=59, false, &Fault::Minute)?,
            "BYSECOND" => self.by_second = Some(whole(value, 0..=59, Fault::Second)?),
            "BYSETPOS" => self.by_set_pos = numbers(value, 1..=366, true, &Fault::SetPos)?,
            "WKST" => self.week_start = weekday(value).ok_or((0, Fault::UnknownDay))?,
            "COUNT" => self.count = Some(whole(value, 1..=u32::MAX.into(), Fault::Count)?),
            "UNTIL" => self.until = Some(Mark::read(value).ok_or((0, Fault::Mark))?),
            _ => self.except = marks(value)?,
        }
        Ok(())
    }

    fn read_days(&mut self, value: &str) -> InValue<()> {
        if value.is_empty() {
            return Err((0, Fault::NoDay));
        }
        for (offset, item) in items(value) {
            let code_at = item.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(item.len());
            let (number, code) = item.split_at(code_at);
            let day = weekday(code).ok_or((offset, Fault::UnknownDay))?;
            if number.is_empty() {
                self.by_day.insert(day);
            } else {
                let number = signed(number, &(1..=53), true).ok_or((offset, Fault::DayNumber))?;
                self.by_numbered_day.insert(NumberedDay::new(number, day));
            }
        }
        Ok(())
    }
}

/// `EXDATE:20260304T100000,20260305`, one property a line, beginning `position` bytes into the text.
fn read_exception_lines(rule: &mut Rule, lines: &str, mut position: usize) -> Result<(), RuleError> {
    for line in lines.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        let (name, value) = content.split_once(':').unwrap_or((content, ""));
        let known = ["EXDATE", "EXDATE;VALUE=DATE", "EXDATE;VALUE=DATE-TIME"];
        if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            return Err(RuleError { position, fault: Fault::NotAnExceptionLine });
        }
        let in_value = |(offset, fault)| RuleError { position: position + name.len() + 1 + offset, fault };
        rule.except.extend(marks(value).map_err(in_value)?);
        position += line.len();
    }
    Ok(())
}

/// A value, or how many bytes into it the fault is.
type InValue<T> = Result<T, (usize, Fault)>;

fn freq(value: &str) -> InValue<Freq> {
    let value = value.to_ascii_uppercase();
    FREQ_NAMES.iter().find(|(name, _)| *name == value).map(|(_, freq)| *freq).ok_or_else(|| {
        let known = UNSUPPORTED_FREQS.into_iter().find(|freq| *freq == value);
        (0, known.map_or(Fault::UnknownFreq, Fault::UnsupportedFreq))
    })
}

/// One number without a sign.
fn whole<T: TryFrom<u64>>(value: &str, allowed: RangeInclusive<u64>, fault: Fault) -> InValue<T> {
    let number = digits(value).filter(|number| allowed.contains(number));
    number.and_then(|number| T::try_from(number).ok()).ok_or((0, fault))
}

fn numbers(value: &str, allowed: RangeInclusive<i16>, from_end: bool, fault: &Fault) -> InValue<BTreeSet<i16>> {
    let number = |(offset, item)| signed(item, &allowed, from_end).ok_or((offset, fault.clone()));
    items(value).map(number).collect()
}

fn marks(value: &str) -> InValue<BTreeSet<Mark>> {
    items(value).map(|(offset, item)| Mark::read(item).ok_or((offset, Fault::Mark))).collect()
}

/// A number whose size is allowed; with a sign only where one can count from the end.
fn signed(item: &str, allowed: &RangeInclusive<i16>, from_end: bool) -> Option<i16> {
    let (sign, size) = match item.as_bytes().first()? {
        b'-' if from_end => (-1, item.get(1..)?),
        b'+' if from_end => (1, item.get(1..)?),
        _ => (1, item),
    };
    let size = i16::try_from(digits(size)?).ok().filter(|size| allowed.contains(size))?;
    Some(sign * size)
}

fn digits(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn weekday(code: &str) -> Option<Weekday> {
    DAY_CODES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, day)| *day)
}

/// The items between commas, each with its place.
fn items(value: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    value.split(',').map(move |item| {
        let offset = next;
        next += item.len() + 1;
        (offset, item)
    })
}
