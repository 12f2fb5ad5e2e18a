//! VTIMEZONE: what a TZID means, written out, since the RFC asks for it and a reader may not know the name.
//!
//! A change that comes by one rule each year is written as that rule, so that it never runs out. One that does not, such
//! as a change that keeps to Ramadan, is written date by date, for [`YEARS`] to come.

use std::collections::BTreeSet;

use ajar_core::zone::Zone;
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc};

use super::civil;
use super::line::Lines;
use crate::zone::{Change, JiffZone};

/// Weekdays and dates have met in every way by then.
const YEARS: i64 = 40;

pub(super) fn add(lines: &mut Lines, name: &str, zone: &JiffZone, first: NaiveDateTime, now: DateTime<Utc>) {
    let from = zone.to_instant(first).instant;
    let until = from.max(now) + TimeDelta::days(YEARS * 366);
    lines.begin("VTIMEZONE");
    lines.add("TZID", name);
    for same in alike(zone.changes(from, until)) {
        let onsets: Vec<NaiveDateTime> = same.iter().map(|change| change.onset).collect();
        let (head, tail, rule) = split(&onsets, until.year() - 1);
        let Some(change) = same.first() else { continue };
        add_observance(lines, change, head, None);
        add_observance(lines, change, tail, rule.as_deref());
    }
    lines.end("VTIMEZONE");
}

/// The changes in groups that differ only in when they come.
fn alike(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        let is_alike = |other: &Change| Change { onset: change.onset, ..other.clone() } == change;
        match groups.iter_mut().find(|group| group.first().is_some_and(is_alike)) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

/// The onsets that follow no rule, those that follow one to the last year that is looked at, and that rule.
fn split(onsets: &[NaiveDateTime], last_year: i32) -> (&[NaiveDateTime], &[NaiveDateTime], Option<String>) {
    let goes_on = onsets.last().is_some_and(|last| last.year() >= last_year);
    let mut tails = (0..onsets.len()).take_while(|_| goes_on).map(|index| onsets.split_at(index));
    let ruled = tails.find_map(|(head, tail)| Some((head, tail, yearly(tail)?)));
    ruled.map_or((onsets, &[], None), |(head, tail, rule)| (head, tail, Some(rule)))
}

/// The rule by which these come once in every year: on a weekday, in one of seven days of a month, always at one time.
fn yearly(onsets: &[NaiveDateTime]) -> Option<String> {
    let first = onsets.first()?;
    let years_follow = onsets.iter().zip(first.year()..).all(|(onset, year)| onset.year() == year);
    let same = |onset: &NaiveDateTime| {
        (onset.month(), onset.weekday(), onset.time()) == (first.month(), first.weekday(), first.time())
    };
    let days: BTreeSet<u32> = onsets.iter().map(Datelike::day).collect();
    let (earliest, latest) = (*days.first()?, *days.last()?);
    if !years_follow || !onsets.iter().all(same) || days.len() != 7 || latest - earliest != 6 {
        return None;
    }
    let (month, weekday) = (first.month(), first.weekday().to_string().to_uppercase());
    let weekday = weekday.get(..2)?;
    Some(if latest == u32::from(first.num_days_in_month()) {
        format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1{weekday}")
    } else if earliest % 7 == 1 {
        format!("FREQ=YEARLY;BYMONTH={month};BYDAY={}{weekday}", latest / 7)
    } else {
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={};BYDAY={weekday}", days.join(","))
    })
}

fn add_observance(lines: &mut Lines, change: &Change, onsets: &[NaiveDateTime], rule: Option<&str>) {
    let Some((first, more)) = onsets.split_first() else { return };
    let component = if change.is_summer { "DAYLIGHT" } else { "STANDARD" };
    lines.begin(component);
    lines.add("DTSTART", &civil(*first));
    lines.add("TZOFFSETFROM", &offset(change.before));
    lines.add("TZOFFSETTO", &offset(change.after));
    lines.add_text("TZNAME", &change.abbreviation);
    match rule {
        Some(rule) => lines.add("RRULE", rule),
        None if more.is_empty() => {}
        None => lines.add("RDATE", &more.iter().copied().map(civil).collect::<Vec<_>>().join(",")),
    }
    lines.end(component);
}

/// `+0530`; seconds only where a zone of long ago has them.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(name: &str, first: &str) -> String {
        let mut lines = Lines::default();
        let zone = JiffZone::bundled(name).unwrap();
        add(&mut lines, name, &zone, first.parse().unwrap(), "2026-03-10T12:00:00Z".parse().unwrap());
        lines.into_text().replace("\r\n ", "").replace("\r\n", "\n")
    }

    #[test]
    fn a_change_of_each_year_is_a_rule() {
        let berlin = "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\n\
            BEGIN:STANDARD\nDTSTART:20251026T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\n\
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n\
            BEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\n\
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        assert_eq!(printed("Europe/Berlin", "2026-03-10T18:30:00"), berlin);
    }

    #[test]
    fn an_older_rule_is_written_by_its_dates() {
        let text = printed("America/New_York", "2005-06-01T12:00:00");
        assert!(
            text.contains(
                "DTSTART:20050403T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nRDATE:20060402T020000\n"
            ),
            "{text}"
        );
        assert!(text.contains("DTSTART:20070311T020000\n"), "{text}");
        assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n"), "{text}");
        assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\n"), "{text}");
    }

    #[test]
    fn a_zone_that_never_changes_has_one_line() {
        let text = printed("UTC", "2026-03-10T18:30:00");
        assert!(text.contains("DTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0000\n"), "{text}");
        let text = printed("Asia/Kathmandu", "2026-03-10T18:30:00");
        assert!(text.contains("TZOFFSETTO:+0545\n") && !text.contains("RDATE"), "{text}");
    }

    #[test]
    fn what_follows_no_rule_is_written_out() {
        // At the end of a month's last Thursday, which can be the next month's first day.
        let text = printed("Africa/Cairo", "2026-03-10T18:30:00");
        assert!(text.contains("DTSTART:20251031T000000\n") && text.contains("RDATE:20261030T000000,"), "{text}");
        assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR\n"), "{text}");
        let text = printed("Asia/Jerusalem", "2026-03-10T18:30:00");
        assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR\n"), "{text}");
    }
}
