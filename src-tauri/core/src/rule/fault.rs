//! What can be wrong with the text of a rule.

use super::MAX_INTERVAL;
use super::text::MAX_LENGTH;

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
    #[error("after the rule only EXDATE: and its dates can follow")]
    NotAnExceptionLine,
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
    #[error("FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY")]
    UnknownFreq,
    #[error("INTERVAL must be a whole number from 1 to {MAX_INTERVAL}")]
    Interval,
    #[error("at least one day is needed")]
    NoDay,
    #[error("a day is one of MO, TU, WE, TH, FR, SA, SU")]
    UnknownDay,
    #[error("a day has a number from 1 to 53, or from -1 to -53")]
    DayNumber,
    #[error("a numbered day such as 2MO needs FREQ=MONTHLY or FREQ=YEARLY")]
    NumberedDay,
    #[error("a day of the month is a number from 1 to 31, or from -1 to -31")]
    MonthDay,
    #[error("BYMONTHDAY does not go with FREQ=WEEKLY")]
    MonthDayOfWeek,
    #[error("a month is a number from 1 to 12")]
    Month,
    #[error("an hour is a number from 0 to 23")]
    Hour,
    #[error("a minute is a number from 0 to 59")]
    Minute,
    #[error("BYSECOND is one number from 0 to 59")]
    Second,
    #[error("a position is a number from 1 to 366, or from -1 to -366")]
    SetPos,
    #[error("COUNT must be a whole number from 1 to {}", u32::MAX)]
    Count,
    #[error("a date is written 20260304, a time 20260304T100000, an instant 20260304T100000Z")]
    Mark,
    #[error("COUNT and UNTIL cannot both end a rule")]
    CountAndUntil,
}
