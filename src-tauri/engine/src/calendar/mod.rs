//! Reminders as an iCalendar file (RFC 5545) that other calendars read.
//!
//! Only timing leaves: a calendar is read by others, so every event bears the same few neutral words, and nothing in the
//! file names the program that made it.

mod event;
mod line;
mod observed;

use std::collections::BTreeMap;

use ajar_core::reminder::Reminder;
use ajar_core::zone::Zone;
use chrono::{DateTime, NaiveDateTime, Utc};

use crate::zone::JiffZone;

use event::Event;
use line::Lines;

/// The whole file. `here` is the computer's zone: it decides what an instant means to a reminder that follows the computer.
pub(crate) fn print(reminders: &[Reminder], here: &dyn Zone, now: DateTime<Utc>) -> String {
    let pinned = pinned(reminders);
    let events: Vec<Event<'_>> = reminders
        .iter()
        .map(|reminder| Event::new(reminder, reminder.zone.as_deref().and_then(|name| pinned.get(name)), here))
        .collect();
    let mut lines = Lines::default();
    lines.begin("VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Reminders//Calendar//EN");
    lines.add("CALSCALE", "GREGORIAN");
    for (name, zone) in &pinned {
        let starts = events.iter().filter(|event| event.zone_name() == Some(name)).map(Event::first);
        observed::add(&mut lines, name, zone, starts.min().unwrap_or(now.naive_utc()), now);
    }
    for event in &events {
        event.add(&mut lines, now);
    }
    lines.end("VCALENDAR");
    lines.into_text()
}

/// The zones that can be written out. A name that nobody knows any more is left to the reader's own clock, as Ajar does.
fn pinned(reminders: &[Reminder]) -> BTreeMap<&str, JiffZone> {
    let names = reminders.iter().filter_map(|reminder| reminder.zone.as_deref());
    names.filter_map(|name| Some((name, JiffZone::pinned(name)?))).collect()
}

fn civil(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

#[cfg(test)]
mod tests {
    use ajar_core::ids::ReminderId;
    use ajar_core::reminder::{Kind, QuietChoice};
    use ajar_core::rule::{LeapDay, Rule};
    use ajar_core::upcoming::upcoming_with;
    use chrono::TimeDelta;
    use ical::IcalParser;
    use ical::parser::ical::component::{IcalCalendar, IcalEvent};
    use ical::property::Property;

    use super::*;

    fn daily(number: u8) -> Reminder {
        Reminder {
            id: ReminderId::from_bytes([number; 16]),
            kind: Kind::Moment,
            rule: Rule::daily(),
            leap_day: LeapDay::Skip,
            start: "2026-03-10T18:30:00".parse().unwrap(),
            until_time: None,
            after_done: None,
            zone: None,
            lead_min: 0,
            quiet: QuietChoice::Defer,
            enabled: true,
            active_from: now(),
            pause: None,
        }
    }

    fn now() -> DateTime<Utc> {
        "2026-03-10T12:00:00Z".parse().unwrap()
    }

    fn berlin() -> JiffZone {
        JiffZone::bundled("Europe/Berlin").unwrap()
    }

    fn printed(reminders: &[Reminder]) -> String {
        print(reminders, &berlin(), now())
    }

    /// Reads it with a parser that is not ours.
    fn read(text: &str) -> IcalCalendar {
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        let mut calendars = IcalParser::new(text.as_bytes());
        let calendar = calendars.next().unwrap().unwrap();
        assert!(calendars.next().is_none());
        calendar
    }

    fn read_event(reminder: &Reminder) -> IcalEvent {
        read(&printed(std::slice::from_ref(reminder))).events.remove(0)
    }

    fn find<'a>(properties: &'a [Property], name: &str) -> Option<&'a str> {
        properties.iter().find(|property| property.name == name)?.value.as_deref()
    }

    /// The next instants by what was read alone.
    fn expanded(event: &IcalEvent, from: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let start = event.properties.iter().find(|property| property.name == "DTSTART").unwrap();
        let zone = start.params.as_ref().and_then(|params| params.iter().find(|(name, _)| name == "TZID"));
        let zone = zone.map_or_else(berlin, |(_, names)| JiffZone::pinned(&names[0]).unwrap());
        let start = NaiveDateTime::parse_from_str(start.value.as_ref().unwrap(), "%Y%m%dT%H%M%S").unwrap();
        let mut rule = find(&event.properties, "RRULE").unwrap().to_owned();
        assert!(!rule.contains("EXDATE"), "the RFC has it as a property of its own");
        if let Some(except) = find(&event.properties, "EXDATE") {
            rule = format!("{rule};EXDATE={except}");
        }
        let leap_day = find(&event.properties, "X-LEAP-DAY").map_or(LeapDay::Skip, |name| name.parse().unwrap());
        let times = upcoming_with(&rule.parse().unwrap(), leap_day, start, &zone, from, 20);
        times.into_iter().map(|time| time.instant).collect()
    }

    #[test]
    fn what_is_read_comes_at_the_same_times() {
        fn check(rule: &str, start: &str, leap_day: LeapDay) {
            for zone in [None, Some("Europe/Berlin"), Some("America/New_York"), Some("Asia/Kathmandu")] {
                let reminder = Reminder {
                    rule: rule.parse().unwrap(),
                    start: start.parse().unwrap(),
                    leap_day,
                    zone: zone.map(str::to_owned),
                    ..daily(1)
                };
                let clock = zone.map_or_else(berlin, |name| JiffZone::pinned(name).unwrap());
                let event = read_event(&reminder);
                let from = reminder.start.and_utc() - TimeDelta::days(2);
                let times = upcoming_with(&reminder.rule, leap_day, reminder.start, &clock, from, 20);
                let expect: Vec<DateTime<Utc>> = times.into_iter().map(|time| time.instant).collect();
                assert!(!expect.is_empty(), "{rule}");
                assert_eq!(expanded(&event, from), expect, "{rule} in {zone:?}");
            }
        }
        let march = "2026-03-10T18:30:00";
        let gap = "2026-03-20T02:30:00";
        check("FREQ=DAILY", march, LeapDay::Skip);
        check("FREQ=DAILY", gap, LeapDay::Skip);
        check("FREQ=DAILY;INTERVAL=3;COUNT=7", march, LeapDay::Skip);
        check("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU", march, LeapDay::Skip);
        check("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,21;BYMINUTE=0,30;BYSECOND=0", march, LeapDay::Skip);
        check("FREQ=MONTHLY;BYDAY=-1FR;COUNT=5", march, LeapDay::Skip);
        check("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", march, LeapDay::Skip);
        check("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T07:00:00", LeapDay::Skip);
        check("FREQ=DAILY;UNTIL=20260329T023000", gap, LeapDay::Skip);
        check("FREQ=DAILY;UNTIL=20260330T003000Z", gap, LeapDay::Skip);
        check("FREQ=DAILY;UNTIL=20260402", gap, LeapDay::Skip);
        check("FREQ=DAILY;COUNT=12;EXDATE=20260320,20260322T023000,20260329T013000Z", gap, LeapDay::Skip);
        check("FREQ=WEEKLY;BYDAY=TU,SU;EXDATE=20260310T183000,20260315", march, LeapDay::Skip);
        check("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", march, LeapDay::Skip);
        check("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", march, LeapDay::Feb28);
        check("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", march, LeapDay::Mar1);
        check("FREQ=YEARLY;EXDATE=20280229", "2028-02-29T10:00:00", LeapDay::Feb28);
    }

    #[test]
    fn the_first_time_is_one_of_the_rule() {
        fn check(rule: &str, expect: &str) {
            let event = read_event(&Reminder { rule: rule.parse().unwrap(), ..daily(1) });
            assert_eq!(find(&event.properties, "DTSTART"), Some(expect), "{rule}");
        }
        check("FREQ=DAILY", "20260310T183000");
        check("FREQ=WEEKLY;BYDAY=MO", "20260316T183000");
        check("FREQ=MONTHLY;BYDAY=-1FR", "20260327T183000");
        // Taken out, it is still where the rule begins.
        check("FREQ=DAILY;EXDATE=20260310", "20260310T183000");
    }

    #[test]
    fn times_have_the_form_of_their_zone() {
        let rule: Rule = "FREQ=DAILY;UNTIL=20260320;EXDATE=20260312".parse().unwrap();
        let floating = printed(&[Reminder { rule: rule.clone(), ..daily(1) }]);
        assert!(floating.contains("\r\nDTSTART:20260310T183000\r\n"), "{floating}");
        assert!(floating.contains("\r\nRRULE:FREQ=DAILY;UNTIL=20260320T235959\r\n"), "{floating}");
        assert!(floating.contains("\r\nEXDATE:20260312T183000\r\n"), "{floating}");
        assert!(!floating.contains("VTIMEZONE"), "{floating}");
        let zone = Some("America/New_York".to_owned());
        let pinned = printed(&[Reminder { rule, zone, ..daily(1) }]);
        assert!(pinned.contains("\r\nDTSTART;TZID=America/New_York:20260310T183000\r\n"), "{pinned}");
        assert!(pinned.contains("\r\nRRULE:FREQ=DAILY;UNTIL=20260321T035959Z\r\n"), "{pinned}");
        assert!(pinned.contains("\r\nEXDATE;TZID=America/New_York:20260312T183000\r\n"), "{pinned}");
    }

    #[test]
    fn each_zone_is_written_once_and_an_unknown_one_floats() {
        let in_zone = |number, zone: &str| Reminder { zone: Some(zone.to_owned()), ..daily(number) };
        let reminders = [
            in_zone(1, "Asia/Tokyo"),
            in_zone(2, "Asia/Tokyo"),
            in_zone(3, "Europe/Berlin"),
            in_zone(4, "Atlantis/Capital"),
        ];
        let text = printed(&reminders);
        let calendar = read(&text);
        let zones: Vec<_> = calendar.timezones.iter().map(|zone| find(&zone.properties, "TZID").unwrap()).collect();
        assert_eq!(zones, ["Asia/Tokyo", "Europe/Berlin"]);
        assert_eq!(calendar.events.len(), 4);
        assert!(!text.contains("Atlantis"), "{text}");
    }

    #[test]
    fn what_the_format_has_no_word_for_is_ours() {
        let reminder = Reminder {
            until_time: Some("21:00:00".parse().unwrap()),
            after_done: Some(3),
            leap_day: LeapDay::Mar1,
            enabled: false,
            lead_min: 90,
            ..daily(7)
        };
        let event = read_event(&reminder);
        let has = |name, value| assert_eq!(find(&event.properties, name), Some(value), "{name}");
        has("UID", "07070707-0707-0707-0707-070707070707");
        has("DTSTAMP", "20260310T120000Z");
        has("DURATION", "PT15M");
        has("SUMMARY", "A small moment");
        has("TRANSP", "TRANSPARENT");
        has("CLASS", "PRIVATE");
        has("STATUS", "CANCELLED");
        has("X-WINDOW-END", "21:00");
        has("X-AFTER-DONE", "3");
        has("X-LEAP-DAY", "mar_1");
        assert_eq!(find(&event.alarms[0].properties, "TRIGGER"), Some("-PT90M"));
        let plain = read_event(&daily(1));
        assert_eq!(find(&plain.alarms[0].properties, "TRIGGER"), Some("PT0S"));
        assert_eq!(find(&plain.properties, "STATUS"), None);
        assert!(plain.properties.iter().all(|property| !property.name.starts_with("X-")));
    }

    #[test]
    fn no_reminders_are_an_empty_calendar() {
        let calendar = read(&printed(&[]));
        assert_eq!(find(&calendar.properties, "VERSION"), Some("2.0"));
        assert!(calendar.events.is_empty() && calendar.timezones.is_empty());
    }
}
