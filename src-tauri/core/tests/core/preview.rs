use ajar_core::reminder::{Kind, Pause, QuietChoice, QuietHours};
use ajar_core::schedule::{next, preview};

use crate::agenda::{Agenda, daily, once};
use crate::zones::{at, civil, date, utc, zone};

/// The lines as the page shows them: `08 03:30 02:30 does not exist that day`.
fn lines(agenda: &Agenda, name: &str, now: &str, count: usize) -> Vec<String> {
    let here = zone(name);
    let now = at(&here, now);
    let lines = preview(&agenda.plan.reminders[0], now, &here, &agenda.plan_at(now), count);
    let note = |line: &ajar_core::schedule::Preview| line.note.map(|note| note.to_string()).unwrap_or_default();
    lines.iter().map(|line| format!("{} {}", line.local.format("%d %H:%M"), note(line)).trim_end().to_owned()).collect()
}

#[test]
fn says_what_a_clock_change_does() {
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-01-01T02:30")]);
    agenda.plan.quiet_hours = QuietHours::NONE;
    assert_eq!(
        lines(&agenda, "America/New_York", "2026-03-07T12:00", 2),
        ["08 03:30 02:30 does not exist that day", "09 02:30"]
    );
    agenda.plan.reminders[0].start = civil("2026-01-01T01:30");
    assert_eq!(
        lines(&agenda, "America/New_York", "2026-10-31T12:00", 2),
        ["01 01:30 01:30 comes twice; this is the first", "02 01:30"]
    );
}

#[test]
fn says_what_quiet_hours_and_pauses_do() {
    let mut agenda = Agenda::new(vec![daily(1, Kind::Moment, "2026-01-01T23:30")]);
    assert_eq!(lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 1), ["23 07:00 quiet until 07:00"]);
    agenda.plan.reminders[0].quiet = QuietChoice::Drop;
    assert_eq!(lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 1), ["22 23:30 not shown: quiet hours"]);
    agenda.plan.reminders[0].quiet = QuietChoice::Through;
    agenda.plan.reminders[0].pause = Some(Pause { until: Some(utc("2026-11-23T03:00:00Z")) });
    assert_eq!(lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 2), ["22 23:30 paused", "23 23:30"]);
    agenda.plan.facts.quiet_bids_until = Some(utc("2026-11-24T12:00:00Z"));
    assert_eq!(
        lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 3),
        ["22 23:30 paused", "23 23:30 resting", "24 23:30"]
    );
    agenda.plan.reminders[0].enabled = false;
    assert!(lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 3).is_empty());
}

#[test]
fn what_waits_out_the_night_is_still_to_come() {
    let mut agenda = Agenda::new(vec![daily(1, Kind::Listen, "2026-01-01T08:30")]);
    agenda.plan.quiet_hours = QuietHours::parse("08:00", "07:00").unwrap();
    assert_eq!(lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 1), ["23 07:00 quiet until 07:00"]);
    // Moved out of the gap, 02:30 is 03:30, and that is quiet.
    agenda.plan.reminders[0].start = civil("2026-01-01T02:30");
    agenda.plan.quiet_hours = QuietHours::parse("03:00", "07:00").unwrap();
    assert_eq!(lines(&agenda, "America/New_York", "2026-03-07T12:00", 2), ["08 07:00 quiet until 07:00", "09 02:30"]);
}

#[test]
fn quiet_hours_that_ended_in_the_first_pass_of_an_hour_are_over() {
    let here = zone("America/New_York");
    let quiet = QuietHours::parse("22:00", "01:30").unwrap();
    let first = utc("2026-11-01T05:15:00Z");
    assert_eq!(
        quiet.ending(first, civil("2026-11-01T01:15"), &here).map(|end| end.instant),
        Some(utc("2026-11-01T05:30:00Z"))
    );
    assert_eq!(quiet.ending(utc("2026-11-01T06:15:00Z"), civil("2026-11-01T01:15"), &here), None);
}

#[test]
fn the_next_one_is_the_next_that_is_shown() {
    let here = zone("Europe/Berlin");
    let now = at(&here, "2026-11-22T12:00");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-01-01T18:30")]);
    agenda.plan.facts.last_practice_day = Some(date("2026-11-22"));
    assert_eq!(
        lines(&agenda, "Europe/Berlin", "2026-11-22T12:00", 2),
        ["22 18:30 not needed: you practiced", "23 18:30"]
    );
    let coming = next(&agenda.plan.reminders[0], now, &here, &agenda.plan_at(now)).unwrap();
    assert_eq!(coming.local, civil("2026-11-23T18:30"));
    agenda.plan.facts.quiet_bids_until = Some(chrono::DateTime::<chrono::Utc>::MAX_UTC);
    agenda.plan.reminders[0].kind = Kind::Moment;
    assert_eq!(next(&agenda.plan.reminders[0], now, &here, &agenda.plan_at(now)), None, "a stop has no end");
    agenda.plan.reminders[0].kind = Kind::Practice;
    agenda.plan.reminders[0].quiet = QuietChoice::Drop;
    agenda.plan.reminders[0].start = civil("2026-01-01T23:30");
    assert_eq!(next(&agenda.plan.reminders[0], now, &here, &agenda.plan_at(now)), None);
}

#[test]
fn a_day_that_a_date_line_change_leaves_out_is_not_two_occurrences() {
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2011-12-01T09:00")]);
    agenda.plan.quiet_hours = QuietHours::NONE;
    assert_eq!(
        lines(&agenda, "Pacific/Apia", "2011-12-28T12:00", 3),
        ["29 09:00", "31 09:00 09:00 does not exist that day", "01 09:00"]
    );
    agenda.plan.reminders = vec![once(1, Kind::Practice, "2011-12-30T09:00")];
    let here = zone("Pacific/Apia");
    agenda.tick(at(&here, "2011-12-31T09:00"), &here);
    assert_eq!(agenda.story(), ["30 09:00 shown on_time"]);
}
