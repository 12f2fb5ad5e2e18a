//! A point in time as UNTIL and EXDATE name it: an instant, a wall-clock time, or a whole day.

use std::fmt;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// `20260304T100000Z`, `20260304T100000` or `20260304`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Compared with instants, so that it needs a zone.
    Instant(DateTime<Utc>),
    /// Compared with nominal times.
    Local(NaiveDateTime),
    /// Compared with the days of nominal times: the whole day is meant.
    Date(NaiveDate),
}

impl Mark {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once(['T', 't']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let [century, year, month, day] = pairs(day)?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(century).ok()? * 100 + i32::try_from(year).ok()?, month, day)?;
        let Some(time) = time else { return Some(Self::Date(date)) };
        let (time, is_utc) = time.strip_suffix(['Z', 'z']).map_or((time, false), |time| (time, true));
        let [hour, minute, second] = pairs(time)?;
        let local = date.and_hms_opt(hour, minute, second)?;
        Some(if is_utc { Self::Instant(local.and_utc()) } else { Self::Local(local) })
    }

    /// The last nominal time that is not beyond it; `None` for an instant.
    pub(super) fn last_nominal(self) -> Option<NaiveDateTime> {
        match self {
            Self::Instant(_) => None,
            Self::Local(local) => Some(local),
            Self::Date(date) => date.and_hms_opt(23, 59, 59),
        }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(instant) => write!(out, "{}", instant.format("%Y%m%dT%H%M%SZ")),
            Self::Local(local) => write!(out, "{}", local.format("%Y%m%dT%H%M%S")),
            Self::Date(date) => write!(out, "{}", date.format("%Y%m%d")),
        }
    }
}

/// Exactly `N` numbers of two digits each.
fn pairs<const N: usize>(text: &str) -> Option<[u32; N]> {
    if text.len() != 2 * N || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut numbers = [0; N];
    for (number, pair) in numbers.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *number = pair.iter().fold(0, |tens, digit| tens * 10 + u32::from(digit - b'0'));
    }
    Some(numbers)
}
