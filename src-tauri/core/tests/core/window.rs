use ajar_core::completion::next_after;
use ajar_core::ids::ReminderId;
use ajar_core::window::Window;
use ajar_core::zone::Zone;
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};

use crate::zones::{Bundled, at, civil, date, zone};

fn window(from: &str, to: &str) -> Window {
    let time = |text| ajar_core::hhmm::parse(text).unwrap();
    Window::new(time(from), time(to)).unwrap()
}

fn reminder(number: u64) -> ReminderId {
    let mut bytes = [7; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    ReminderId::from_bytes(bytes)
}

/// The times of day that two thousand reminders get on one day.
fn picks(window: Window, day: &str, zone: &Bundled, not_before: DateTime<Utc>) -> Vec<NaiveTime> {
    let picks = (0..2_000).filter_map(|number| window.pick(reminder(number), date(day), zone, not_before));
    picks.inspect(|pick| assert!(*pick >= not_before)).map(|pick| zone.to_civil(pick).time()).collect()
}

#[test]
fn s19_every_minute_is_as_likely_as_the_next() {
    fn check(zone: &str, day: &str, from: &str, to: &str, minutes: usize) {
        let berlin = crate::zones::zone(zone);
        let picks = picks(window(from, to), day, &berlin, DateTime::<Utc>::MIN_UTC);
        let (from, to) = (ajar_core::hhmm::parse(from).unwrap(), ajar_core::hhmm::parse(to).unwrap());
        assert!(picks.iter().all(|pick| from <= *pick && *pick < to), "{day}: all inside");
        let mut counts = std::collections::BTreeMap::new();
        for pick in &picks {
            *counts.entry(*pick).or_insert(0_i32) += 1;
        }
        // Chi-squared over the minutes: its mean is their number less one, and it varies by the root of twice that.
        let mean = f64::from(2_000) / f64::from(i32::try_from(minutes).unwrap());
        let unseen = minutes - counts.len();
        let squares: f64 = counts.values().map(|count| (f64::from(*count) - mean).powi(2) / mean).sum();
        let chi = squares + mean * f64::from(i32::try_from(unseen).unwrap());
        let freedom = f64::from(i32::try_from(minutes - 1).unwrap());
        assert!((chi - freedom).abs() < 4.0 * (2.0 * freedom).sqrt(), "{day}: {chi} over {minutes} minutes");
    }
    check("Europe/Berlin", "2026-11-22", "18:00", "21:00", 180);
    // 23 hours: 02:00 to 03:00 does not exist. 25 hours: it comes twice, and the first counts.
    check("Europe/Berlin", "2026-03-29", "01:00", "04:00", 120);
    check("Europe/Berlin", "2026-03-29", "02:30", "04:00", 60);
    check("Europe/Berlin", "2026-03-29", "01:30", "02:30", 30);
    check("Europe/Berlin", "2026-10-25", "01:00", "04:00", 180);
    check("Europe/Berlin", "2026-10-25", "02:15", "02:45", 30);
    check("Europe/Berlin", "2026-03-29", "18:00", "21:00", 180);
    check("Australia/Lord_Howe", "2026-10-04", "01:45", "02:45", 30);
}

#[test]
fn s19_a_reminder_keeps_its_minute_and_each_day_has_its_own() {
    let berlin = zone("Europe/Berlin");
    let window = window("18:00", "21:00");
    let pick = |number: u64, day: u64| {
        let day = date("2026-01-01") + Days::new(day);
        window.pick(reminder(number), day, &berlin, DateTime::<Utc>::MIN_UTC).unwrap()
    };
    assert_eq!(pick(1, 40), pick(1, 40));
    // Written down once: it must be the same in every later version.
    let times: Vec<String> = (0..3).map(|day| berlin.to_civil(pick(1, day)).format("%d %H:%M").to_string()).collect();
    assert_eq!(times, STABLE);
    let over_days: std::collections::BTreeSet<_> = (0..180).map(|day| berlin.to_civil(pick(1, day)).time()).collect();
    assert!(over_days.len() > 90, "{} different minutes on 180 days", over_days.len());
    let together = (0..180).filter(|day| pick(1, *day) == pick(2, *day)).count();
    assert!(together < 8, "{together} days on which two reminders agree");
}

const STABLE: [&str; 3] = ["01 19:24", "02 20:28", "03 20:00"];

#[test]
fn a_window_is_never_in_the_past() {
    let berlin = zone("Europe/Berlin");
    let made = at(&berlin, "2026-11-22T20:00");
    let late = picks(window("18:00", "21:00"), "2026-11-22", &berlin, made);
    assert_eq!(late.len(), 2_000);
    let distinct: std::collections::BTreeSet<_> = late.iter().collect();
    assert_eq!(distinct.len(), 60, "each minute that is left");
    assert!(picks(window("18:00", "21:00"), "2026-11-22", &berlin, at(&berlin, "2026-11-22T21:00")).is_empty());
    assert!(picks(window("18:00", "21:00"), "2026-11-22", &berlin, at(&berlin, "2026-11-22T20:59")).len() == 2_000);
}

#[test]
fn a_window_that_does_not_exist_moves_on() {
    let berlin = zone("Europe/Berlin");
    let picks = picks(window("02:15", "02:45"), "2026-03-29", &berlin, DateTime::<Utc>::MIN_UTC);
    assert!(picks.iter().all(|pick| *pick == civil("2026-03-29T03:15").time()) && picks.len() == 2_000);
}

#[test]
fn a_day_that_the_date_line_leaves_out_has_no_window() {
    let apia = zone("Pacific/Apia");
    assert!(picks(window("18:00", "21:00"), "2011-12-30", &apia, DateTime::<Utc>::MIN_UTC).is_empty());
    assert_eq!(picks(window("18:00", "21:00"), "2011-12-31", &apia, DateTime::<Utc>::MIN_UTC).len(), 2_000);
}

#[test]
fn a_window_ends_after_it_begins() {
    let time = |text| ajar_core::hhmm::parse(text).unwrap();
    assert!(Window::new(time("21:00"), time("18:00")).is_err());
    assert!(Window::new(time("21:00"), time("21:00")).is_err());
    assert!(Window::new(time("21:00"), time("21:01")).is_ok());
}

#[test]
fn s20_days_after_completion_keep_the_time_of_day() {
    fn check(done_on: &str, days: u16, expect: &str, instant: &str) {
        let next = next_after(date(done_on), days, ajar_core::hhmm::parse("20:00").unwrap()).unwrap();
        assert_eq!(next, civil(expect));
        assert_eq!(zone("Europe/Berlin").to_instant(next).instant, instant.parse::<DateTime<Utc>>().unwrap());
    }
    check("2026-02-26", 3, "2026-03-01T20:00", "2026-03-01T19:00:00Z");
    check("2026-03-28", 3, "2026-03-31T20:00", "2026-03-31T18:00:00Z");
    check("2026-10-24", 3, "2026-10-27T20:00", "2026-10-27T19:00:00Z");
    check("2026-12-31", 1, "2027-01-01T20:00", "2027-01-01T19:00:00Z");
    assert_eq!(next_after(chrono::NaiveDate::MAX, 1, NaiveTime::MIN + TimeDelta::hours(20)), None);
}
