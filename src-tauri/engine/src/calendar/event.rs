//! One reminder as a VEVENT.

use std::collections::BTreeSet;

use ajar_core::hhmm;
use ajar_core::reminder::Reminder;
use ajar_core::rule::{LeapDay, Mark, Rule};
use ajar_core::zone::Zone;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::civil;
use super::line::Lines;
use crate::zone::JiffZone;

/// All that a calendar says about it. What the user calls it stays in the vault.
const SUMMARY: &str = "A small moment";

/// What an event says: the reminder's timing in the words of RFC 5545.
pub(super) struct Event<'a> {
    reminder: &'a Reminder,
    /// `None` floats: it follows the clock of whoever reads it.
    zone: Option<&'a JiffZone>,
    /// The RFC takes DTSTART for the first time whether or not the rule says so; Ajar only where it does.
    first: NaiveDateTime,
    rule: Rule,
    except: BTreeSet<NaiveDateTime>,
}

impl<'a> Event<'a> {
    pub(super) fn new(reminder: &'a Reminder, zone: Option<&'a JiffZone>, here: &dyn Zone) -> Self {
        let clock = zone.map_or(here, |zone| zone as &dyn Zone);
        let whole = reminder.rule.with_marks(reminder.rule.until(), BTreeSet::new());
        let before_start = reminder.start - TimeDelta::seconds(1);
        let first = whole.nominals_with(reminder.leap_day, reminder.start, before_start).next();
        let until = reminder.rule.until().map(|until| end(until, zone.is_some(), clock));
        Self {
            reminder,
            zone,
            first: first.unwrap_or(reminder.start),
            rule: whole.with_marks(until, BTreeSet::new()),
            except: reminder.rule.except().iter().flat_map(|mark| taken_out(*mark, &whole, reminder, clock)).collect(),
        }
    }

    pub(super) fn first(&self) -> NaiveDateTime {
        self.first
    }

    pub(super) fn zone_name(&self) -> Option<&str> {
        self.zone.and(self.reminder.zone.as_deref())
    }

    pub(super) fn add(&self, lines: &mut Lines, now: DateTime<Utc>) {
        let reminder = self.reminder;
        lines.begin("VEVENT");
        lines.add("UID", &reminder.id.to_string());
        lines.add("DTSTAMP", &Mark::Instant(now).to_string());
        lines.add(&self.timed("DTSTART"), &civil(self.first));
        lines.add("DURATION", "PT15M");
        lines.add("RRULE", &self.rule.to_string());
        if !self.except.is_empty() {
            let except: Vec<String> = self.except.iter().copied().map(civil).collect();
            lines.add(&self.timed("EXDATE"), &except.join(","));
        }
        lines.add_text("SUMMARY", SUMMARY);
        lines.add("CLASS", "PRIVATE");
        lines.add("TRANSP", "TRANSPARENT");
        if !reminder.enabled {
            lines.add("STATUS", "CANCELLED");
        }
        self.add_own(lines);
        self.add_alarm(lines);
        lines.end("VEVENT");
    }

    /// What RFC 5545 has no word for. Other calendars pass over it. Whoever sees it there learns of no program: no name
    /// of ours stands in it.
    fn add_own(&self, lines: &mut Lines) {
        if self.reminder.leap_day != LeapDay::Skip {
            lines.add("X-LEAP-DAY", self.reminder.leap_day.as_str());
        }
        if let Some(until) = self.reminder.until_time {
            lines.add("X-WINDOW-END", &hhmm::print(until));
        }
        if let Some(days) = self.reminder.after_done {
            lines.add("X-AFTER-DONE", &days.to_string());
        }
    }

    fn add_alarm(&self, lines: &mut Lines) {
        let trigger = match self.reminder.lead_min {
            0 => "PT0S".to_owned(),
            minutes => format!("-PT{minutes}M"),
        };
        lines.begin("VALARM");
        lines.add("ACTION", "DISPLAY");
        lines.add_text("DESCRIPTION", SUMMARY);
        lines.add("TRIGGER", &trigger);
        lines.end("VALARM");
    }

    /// A property's name, with the zone of its times.
    fn timed(&self, property: &str) -> String {
        self.zone_name().map_or_else(|| property.to_owned(), |zone| format!("{property};TZID={zone}"))
    }
}

/// UNTIL as the RFC wants it: an instant where DTSTART has a zone, else a wall-clock time.
fn end(until: Mark, has_zone: bool, clock: &dyn Zone) -> Mark {
    let local = match until {
        Mark::Instant(instant) if has_zone => return Mark::Instant(instant),
        Mark::Instant(instant) => clock.to_civil(instant),
        Mark::Local(local) => local,
        Mark::Date(date) => date.and_time(chrono::NaiveTime::MIN) + TimeDelta::days(1) - TimeDelta::seconds(1),
    };
    if has_zone { Mark::Instant(clock.to_instant(local).instant) } else { Mark::Local(local) }
}

/// The times of the rule that an EXDATE names: each calendar then compares like with like.
fn taken_out(mark: Mark, whole: &Rule, reminder: &Reminder, clock: &dyn Zone) -> Vec<NaiveDateTime> {
    let about = match mark {
        Mark::Instant(instant) => clock.to_civil(instant),
        Mark::Local(local) => local,
        Mark::Date(date) => date.and_time(chrono::NaiveTime::MIN),
    };
    // No clock change has moved a time by more than a day.
    let near = TimeDelta::days(2);
    whole
        .nominals_with(reminder.leap_day, reminder.start, about - near)
        .take_while(|nominal| *nominal < about + near)
        .filter(|nominal| match mark {
            Mark::Instant(instant) => clock.to_instant(*nominal).instant == instant,
            Mark::Local(local) => *nominal == local,
            Mark::Date(date) => nominal.date() == date,
        })
        .collect()
}
