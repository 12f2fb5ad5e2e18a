use ajar_core::day::{DayStart, day_begins, practice_day};
use chrono::{NaiveDate, TimeDelta};

use crate::zones::{at, date, utc, zone};

#[test]
fn a_practice_day_ends_when_people_sleep() {
    fn check(name: &str, instant: &str, day_start: &str, expect: &str) {
        let zone = zone(name);
        let day_start: DayStart = day_start.parse().unwrap();
        assert_eq!(practice_day(utc(instant), &zone, day_start), date(expect), "{instant} in {name} from {day_start}");
    }
    check("Europe/Berlin", "2026-06-10T21:59:59Z", "04:00", "2026-06-10");
    check("Europe/Berlin", "2026-06-11T01:59:59Z", "04:00", "2026-06-10");
    check("Europe/Berlin", "2026-06-11T02:00:00Z", "04:00", "2026-06-11");
    check("Europe/Berlin", "2026-06-10T21:59:59Z", "00:00", "2026-06-10");
    check("Europe/Berlin", "2026-06-10T22:00:00Z", "00:00", "2026-06-11");
    check("UTC", "2026-01-01T03:59:59Z", "04:00", "2025-12-31");
    // The day start lies in the gap (02:00 to 03:00) and moves to 03:30.
    check("America/New_York", "2026-03-08T06:59:59Z", "02:30", "2026-03-07");
    check("America/New_York", "2026-03-08T07:29:59Z", "02:30", "2026-03-07");
    check("America/New_York", "2026-03-08T07:30:00Z", "02:30", "2026-03-08");
    // The day start comes twice; the day begins at the first 01:30 and does not run back at the second 01:15.
    check("America/New_York", "2026-11-01T05:29:59Z", "01:30", "2026-10-31");
    check("America/New_York", "2026-11-01T05:30:00Z", "01:30", "2026-11-01");
    check("America/New_York", "2026-11-01T06:15:00Z", "01:30", "2026-11-01");
    // Midnight itself is missing.
    check("Asia/Beirut", "2026-03-28T21:59:59Z", "00:00", "2026-03-28");
    check("Asia/Beirut", "2026-03-28T22:00:00Z", "00:00", "2026-03-29");
    // 23:00 to 24:00 comes twice.
    check("Africa/Cairo", "2026-10-29T20:59:59Z", "00:00", "2026-10-29");
    check("Africa/Cairo", "2026-10-29T21:30:00Z", "00:00", "2026-10-29");
    check("Africa/Cairo", "2026-10-29T22:00:00Z", "00:00", "2026-10-30");
    // At 00:01 the clock went back to 23:01 of the day before, which had ended.
    check("America/St_Johns", "2010-11-07T02:29:59Z", "00:00", "2010-11-06");
    check("America/St_Johns", "2010-11-07T02:30:00Z", "00:00", "2010-11-07");
    check("America/St_Johns", "2010-11-07T02:35:00Z", "00:00", "2010-11-07");
    // Samoa had no 30 December 2011.
    check("Pacific/Apia", "2011-12-30T09:59:59Z", "04:00", "2011-12-29");
    check("Pacific/Apia", "2011-12-30T13:59:59Z", "04:00", "2011-12-29");
    check("Pacific/Apia", "2011-12-30T14:00:00Z", "04:00", "2011-12-31");
}

#[test]
fn a_year_of_hours_never_runs_back_and_adds_no_day() {
    for name in
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Africa/Cairo", "America/Havana"]
    {
        for day_start in ["00:00", "01:30", "02:30", "04:00"] {
            let zone = zone(name);
            let day_start: DayStart = day_start.parse().unwrap();
            let mut days: Vec<NaiveDate> = Vec::new();
            let first = at(&zone, "2026-01-01T12:00");
            for half_hour in 0..(2 * 24 * 364) {
                let day = practice_day(first + TimeDelta::minutes(30 * half_hour), &zone, day_start);
                if days.last() != Some(&day) {
                    days.push(day);
                }
            }
            let every_day: Vec<NaiveDate> = date("2026-01-01").iter_days().take(days.len()).collect();
            assert_eq!(days, every_day, "{name} from {day_start}");
            assert_eq!(days.last(), Some(&date("2026-12-31")), "{name} from {day_start}");
        }
    }
}

#[test]
fn the_beginning_of_a_day_is_in_it() {
    let zone = zone("America/New_York");
    let day_start: DayStart = "02:30".parse().unwrap();
    for day in date("2026-03-01").iter_days().take(14) {
        let begins = day_begins(day, &zone, day_start);
        assert_eq!(practice_day(begins, &zone, day_start), day);
        assert_eq!(practice_day(begins - TimeDelta::seconds(1), &zone, day_start), day.pred_opt().unwrap());
    }
}
