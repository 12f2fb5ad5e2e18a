//! The time contract for anyone to check: when a rule comes, without a journal and without a clock.

use std::fmt;

use ajar_core::rule::{Impossible, LeapDay, Rule, RuleError};
use ajar_core::upcoming::{Upcoming, upcoming};
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};

use crate::zone::JiffZone;

/// The most times that one question can be about.
pub const MOST: usize = 100_000;

/// What is asked, as text.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// RFC 5545 text, such as `FREQ=DAILY`.
    pub rule: &'a str,
    /// By the wall clock: `2026-03-08T02:30`, with or without seconds.
    pub start: &'a str,
    /// An IANA name, such as `Europe/Berlin`.
    pub zone: &'a str,
    /// An instant: `2026-03-08T07:30:00Z`.
    pub from: &'a str,
    pub limit: usize,
}

/// One time to come, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `2026-03-08T07:30:00Z`
    pub utc: String,
    /// `2026-03-08T03:30:00-04:00`
    pub local: String,
    /// Whether the wall clock never shows what the rule says.
    pub shifted: bool,
}

/// Why a question has no answer; prints as a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Rule(RuleError),
    Never(Impossible),
    Start,
    Zone,
    From,
    TooMany,
}

/// A question that was understood.
struct Asked {
    rule: Rule,
    start: NaiveDateTime,
    zone: JiffZone,
    from: DateTime<Utc>,
    limit: usize,
}

impl Question<'_> {
    /// The next times, strictly after `from`, in order.
    ///
    /// # Errors
    /// When a part of the question cannot be read. A rule that never comes has no times, and is no error.
    pub fn answers(&self) -> Result<Vec<Answer>, Refusal> {
        let asked = self.read()?;
        let times = upcoming(&asked.rule, asked.start, &asked.zone, asked.from, asked.limit);
        Ok(times.iter().map(Answer::from).collect())
    }

    /// The same, for someone who would rather know that a rule never comes.
    ///
    /// # Errors
    /// When a part of the question cannot be read, or the rule never comes.
    pub fn answers_if_it_comes(&self) -> Result<Vec<Answer>, Refusal> {
        let asked = self.read()?;
        asked.rule.check(LeapDay::Skip, asked.start, &asked.zone).map_err(Refusal::Never)?;
        self.answers()
    }

    fn read(&self) -> Result<Asked, Refusal> {
        Ok(Asked {
            rule: self.rule.parse().map_err(Refusal::Rule)?,
            start: civil(self.start).ok_or(Refusal::Start)?,
            zone: JiffZone::pinned(self.zone).ok_or(Refusal::Zone)?,
            from: instant(self.from).ok_or(Refusal::From)?,
            limit: if self.limit <= MOST { self.limit } else { return Err(Refusal::TooMany) },
        })
    }
}

/// What to say when the loaded time-zone data is older than the release `needed`, such as `2026b`.
pub fn older_zones(needed: &str) -> Option<String> {
    let needed = needed.parse().ok()?;
    match JiffZone::pinned_release() {
        Some(loaded) if *loaded >= needed => None,
        Some(loaded) => Some(format!("it needs the time zones of {needed}, and {loaded} is loaded")),
        None => Some(format!("it needs the time zones of {needed}, and those here have no name")),
    }
}

impl From<&Upcoming> for Answer {
    fn from(time: &Upcoming) -> Self {
        Self {
            utc: time.instant.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            local: format!(
                "{}{}",
                time.local.format("%Y-%m-%dT%H:%M:%S"),
                offset(time.local - time.instant.naive_utc())
            ),
            shifted: time.shifted(),
        }
    }
}

/// `+05:30`; seconds only where a zone of long ago has them.
fn offset(offset: TimeDelta) -> String {
    let sign = if offset < TimeDelta::zero() { '-' } else { '+' };
    let seconds = offset.num_seconds().abs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}:{minutes:02}")
    } else {
        format!("{sign}{hours:02}:{minutes:02}:{seconds:02}")
    }
}

fn civil(text: &str) -> Option<NaiveDateTime> {
    let mut forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"].iter();
    let civil = forms.find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    // A leap second is no time that a reminder could have.
    (is_on_the_calendar(civil) && civil.nanosecond() == 0).then_some(civil)
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    let instant = DateTime::parse_from_rfc3339(text).ok()?.to_utc();
    is_on_the_calendar(instant.naive_utc()).then_some(instant)
}

/// Zone rules are known for four-digit years; the last days of 9999 are over somewhere already.
fn is_on_the_calendar(time: NaiveDateTime) -> bool {
    (1..=9998).contains(&time.year())
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(error) => write!(out, "Mend the rule: {error}."),
            Self::Never(Impossible::NoSuchDay) => {
                out.write_str("This rule never comes, because no such day exists. Choose another day.")
            }
            Self::Never(Impossible::OverBeforeItBegins) => {
                out.write_str("This rule is over before it first comes. Choose a later end, or an earlier start.")
            }
            Self::Start => out.write_str("Write the start by the wall clock, such as 2026-03-08T02:30."),
            Self::Zone => out.write_str("No time zone of this name is known. Write one such as Europe/Berlin."),
            Self::From => out.write_str("Write an instant in UTC, such as 2026-03-08T07:30:00Z."),
            Self::TooMany => write!(out, "Ask for at most {MOST} times at once."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Question<'_> = Question {
        rule: "FREQ=DAILY",
        start: "2026-03-08T02:30",
        zone: "America/New_York",
        from: "2026-03-08T00:00:00Z",
        limit: 1,
    };

    #[test]
    fn a_start_in_a_gap_moves_on() {
        let answers = PLAIN.answers_if_it_comes().unwrap();
        let expect =
            Answer { utc: "2026-03-08T07:30:00Z".into(), local: "2026-03-08T03:30:00-04:00".into(), shifted: true };
        assert_eq!(answers, [expect]);
        let kathmandu = Question { zone: "Asia/Kathmandu", start: "2026-03-08T02:30:59", ..PLAIN };
        assert_eq!(kathmandu.answers().unwrap().first().unwrap().local, "2026-03-09T02:30:59+05:45");
    }

    #[test]
    fn each_wrong_part_gets_its_sentence() {
        fn check(question: Question<'_>, expect: &str) {
            let said = question.answers_if_it_comes().unwrap_err().to_string();
            assert_eq!(said, expect, "{question:?}");
            assert!(said.split('.').all(|sentence| sentence.split_whitespace().count() <= 18), "{said}");
        }
        let megabyte = "FREQ=DAILY;".repeat(100_000);
        let rule = |rule| Question { rule, ..PLAIN };
        check(rule(&megabyte), "Mend the rule: a rule has at most 16384 characters, at character 16385.");
        check(
            rule("FREQ=DAILY;INTERVAL=0"),
            "Mend the rule: INTERVAL must be a whole number from 1 to 36525, at character 21.",
        );
        check(rule("FREQ=WEEKLY;BYDAY="), "Mend the rule: at least one day is needed, at character 19.");
        let never = "This rule never comes, because no such day exists. Choose another day.";
        check(rule("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31"), never);
        let over = "This rule is over before it first comes. Choose a later end, or an earlier start.";
        check(rule("FREQ=DAILY;UNTIL=20260101T000000Z"), over);
        let start = "Write the start by the wall clock, such as 2026-03-08T02:30.";
        for wrong in
            ["", "2026-03-08", "2026-02-30T10:00", "2026-03-08T24:00", "2026-03-08T10:00:60", "+12026-03-08T10:00"]
        {
            check(Question { start: wrong, ..PLAIN }, start);
        }
        let zone = "No time zone of this name is known. Write one such as Europe/Berlin.";
        for wrong in ["", "Atlantis/Capital", "Europe/", "../passwd", "+02:00"] {
            check(Question { zone: wrong, ..PLAIN }, zone);
        }
        let from = "Write an instant in UTC, such as 2026-03-08T07:30:00Z.";
        for wrong in ["", "now", "2026-03-08T07:30:00", "+99999-03-08T07:30:00Z"] {
            check(Question { from: wrong, ..PLAIN }, from);
        }
        check(Question { limit: MOST + 1, ..PLAIN }, "Ask for at most 100000 times at once.");
    }

    #[test]
    fn a_rule_that_never_comes_has_no_times() {
        let never = Question { rule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=1000000000", ..PLAIN };
        assert_eq!(never.answers(), Ok(Vec::new()));
        let long = Question { rule: "FREQ=DAILY;COUNT=1000000000", start: "2006-03-08T02:30", ..PLAIN };
        assert_eq!(long.answers_if_it_comes().unwrap().first().unwrap().utc, "2026-03-08T07:30:00Z");
    }

    #[test]
    fn older_zone_data_is_told() {
        assert_eq!(older_zones("2025b"), None);
        assert!(older_zones("2999a").unwrap().starts_with("it needs the time zones of 2999a, and "));
    }
}
