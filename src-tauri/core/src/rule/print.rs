//! The one canonical text of a rule. It reads back as the same rule, and is never longer than what was read.

use std::fmt::{self, Display};

use chrono::Weekday;

use super::text::{DAY_CODES, FREQ_NAMES};
use super::{NumberedDay, Rule};

impl Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let freq = FREQ_NAMES.iter().find(|(_, freq)| *freq == self.freq).map_or("", |(name, _)| name);
        write!(out, "FREQ={freq}")?;
        let interval = (self.interval > 1).then_some(self.interval);
        list(out, "INTERVAL", interval)?;
        list(out, "BYMONTH", &self.by_month)?;
        list(out, "BYMONTHDAY", &self.by_month_day)?;
        let days = self.by_day.iter(Weekday::Mon).map(|day| day_code(day).to_owned());
        list(out, "BYDAY", days.chain(self.by_numbered_day.iter().map(ToString::to_string)))?;
        list(out, "BYHOUR", &self.by_hour)?;
        list(out, "BYMINUTE", &self.by_minute)?;
        list(out, "BYSECOND", self.by_second)?;
        list(out, "BYSETPOS", &self.by_set_pos)?;
        // Monday is what the RFC assumes.
        let week_start = (self.week_start != Weekday::Mon).then(|| day_code(self.week_start));
        list(out, "WKST", week_start)?;
        list(out, "COUNT", self.count)?;
        list(out, "UNTIL", self.until)?;
        list(out, "EXDATE", &self.except)
    }
}

impl Display for NumberedDay {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.number, day_code(self.weekday()))
    }
}

/// A part and its values; nothing at all without a value.
fn list(out: &mut fmt::Formatter<'_>, name: &str, values: impl IntoIterator<Item = impl Display>) -> fmt::Result {
    for (index, value) in values.into_iter().enumerate() {
        if index == 0 {
            write!(out, ";{name}={value}")?;
        } else {
            write!(out, ",{value}")?;
        }
    }
    Ok(())
}

fn day_code(day: Weekday) -> &'static str {
    DAY_CODES.iter().find(|(_, known)| *known == day).map_or("", |(code, _)| code)
}
