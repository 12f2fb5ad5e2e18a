use ajar_core::rule::{Fault, Rule};
use chrono::{Datelike, NaiveDateTime, TimeDelta, Weekday, WeekdaySet};
use proptest::prelude::*;

use crate::zones::civil;

#[test]
fn expands_on_the_wall_clock() {
    fn check(rule: &str, start: &str, after: &str, expect: &[&str]) {
        let parsed: Rule = rule.parse().unwrap();
        let times: Vec<String> = parsed
            .nominals(civil(start), civil(after))
            .take(expect.len().max(1))
            .map(|it| it.format("%Y-%m-%dT%H:%M").to_string())
            .collect();
        assert_eq!(times, expect, "{rule} from {start} after {after}");
    }
    check("FREQ=DAILY", "2026-01-01T09:00", "2026-01-01T08:59", &["2026-01-01T09:00", "2026-01-02T09:00"]);
    check("FREQ=DAILY", "2026-01-01T09:00", "2026-01-01T09:00", &["2026-01-02T09:00"]);
    check("FREQ=DAILY", "2026-05-10T20:30", "2020-01-01T00:00", &["2026-05-10T20:30"]);
    check(
        "FREQ=DAILY;INTERVAL=3",
        "2026-01-01T18:00",
        "2026-02-20T00:00",
        &["2026-02-21T18:00", "2026-02-24T18:00", "2026-02-27T18:00"],
    );
    check("FREQ=DAILY;BYDAY=SA", "2026-06-01T10:00", "2026-06-01T00:00", &["2026-06-06T10:00", "2026-06-13T10:00"]);
    check(
        "FREQ=DAILY;INTERVAL=3;BYDAY=MO",
        "2026-01-01T10:00",
        "2026-01-01T00:00",
        &["2026-01-19T10:00", "2026-02-09T10:00"],
    );
    check("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-01-01T10:00", "2026-01-01T00:00", &[]);
    check("FREQ=WEEKLY", "2026-10-18T20:00", "2026-10-19T00:00", &["2026-10-25T20:00", "2026-11-01T20:00"]);
    check(
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "2026-06-01T19:15",
        "2026-06-05T18:00",
        &["2026-06-05T19:15", "2026-06-08T19:15"],
    );
    // The start is returned only if it matches.
    check("FREQ=WEEKLY;BYDAY=MO", "2026-06-03T19:00", "2026-06-01T00:00", &["2026-06-08T19:00"]);
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "2026-12-21T20:00",
        "2026-12-22T00:00",
        &["2027-01-04T20:00", "2027-01-18T20:00"],
    );
    // The example of RFC 5545: where the week begins decides what "every other week" skips.
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
        "1997-08-05T09:00",
        "1997-08-01T00:00",
        &["1997-08-05T09:00", "1997-08-10T09:00", "1997-08-19T09:00", "1997-08-24T09:00"],
    );
    check(
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        "1997-08-05T09:00",
        "1997-08-01T00:00",
        &["1997-08-05T09:00", "1997-08-17T09:00", "1997-08-19T09:00", "1997-08-31T09:00"],
    );
    check("FREQ=DAILY", "2026-01-01T09:00", "9998-12-31T23:00", &["9999-01-01T09:00"]);
}

#[test]
fn prints_what_it_read() {
    fn check(given: &str, expect: &str) {
        assert_eq!(given.parse::<Rule>().map(|rule| rule.to_string()).as_deref(), Ok(expect), "{given}");
    }
    check("FREQ=DAILY", "FREQ=DAILY");
    check("freq=weekly;byday=su,mo", "FREQ=WEEKLY;BYDAY=MO,SU");
    check("INTERVAL=1;FREQ=DAILY", "FREQ=DAILY");
    check("BYDAY=TU,TU;WKST=SU;INTERVAL=02;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU");
}

#[test]
fn refuses_by_name_and_position() {
    fn check(given: &str, position: usize, fault: Fault) {
        let error = given.parse::<Rule>().unwrap_err();
        assert_eq!((error.position, error.fault), (position, fault), "{given}");
    }
    check("", 0, Fault::NotAPart);
    check("FREQ", 0, Fault::NotAPart);
    check("FREQ=DAILY;", 11, Fault::NotAPart);
    check("INTERVAL=2", 10, Fault::NoFreq);
    check("FREQ=MONTHLY", 5, Fault::UnsupportedFreq("MONTHLY"));
    check("FREQ=SOMETIMES", 5, Fault::UnknownFreq);
    check("FREQ=DAILY;COUNT=5", 11, Fault::Unsupported("COUNT"));
    check("FREQ=DAILY;byhour=5", 11, Fault::Unsupported("BYHOUR"));
    check("FREQ=DAILY;MOOD=5", 11, Fault::UnknownPart);
    check("FREQ=DAILY;FREQ=DAILY", 11, Fault::Repeated);
    for interval in ["0", "-1", "+1", "1001", "99999999999", "", "2.5", "two"] {
        check(&format!("FREQ=DAILY;INTERVAL={interval}"), 20, Fault::Interval);
    }
    check("FREQ=WEEKLY;BYDAY=", 18, Fault::NoDay);
    check("FREQ=WEEKLY;BYDAY=MO,XX", 21, Fault::UnknownDay);
    check("FREQ=WEEKLY;BYDAY=MO,2TU", 21, Fault::NumberedDay);
    check("FREQ=WEEKLY;WKST=", 17, Fault::UnknownDay);
    check(&"FREQ=DAILY;".repeat(100_000), 512, Fault::TooLong);
    let said = "FREQ=DAILY;COUNT=5".parse::<Rule>().unwrap_err().to_string();
    assert_eq!(said, "COUNT is not supported, at character 12");
}

#[test]
fn is_made_from_days() {
    let weekend: WeekdaySet = [Weekday::Sat, Weekday::Sun].into_iter().collect();
    assert_eq!(Rule::weekly(weekend, 2).unwrap().to_string(), "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU");
    assert_eq!(Rule::weekly(WeekdaySet::ALL, 1), Ok(Rule::daily()));
    assert_eq!(Rule::weekly(WeekdaySet::EMPTY, 1).unwrap_err().fault, Fault::NoDay);
    assert_eq!(Rule::weekly(weekend, 0).unwrap_err().fault, Fault::Interval);
    assert_eq!(Rule::daily().weekdays(civil("2026-11-22T09:00")), WeekdaySet::ALL);
}

fn any_rule() -> impl Strategy<Value = Rule> {
    (any::<bool>(), 1..=30_u16, 0..128_u32, 0..7_u8).prop_map(|(weekly, interval, days, week_start)| {
        let freq = if weekly { "WEEKLY" } else { "DAILY" };
        let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let by_day: Vec<&str> =
            codes.into_iter().enumerate().filter(|(i, _)| days >> i & 1 == 1).map(|(_, code)| code).collect();
        let by_day = if by_day.is_empty() { String::new() } else { format!(";BYDAY={}", by_day.join(",")) };
        let week_start = codes.get(usize::from(week_start)).unwrap();
        format!("FREQ={freq};INTERVAL={interval}{by_day};WKST={week_start}").parse().unwrap()
    })
}

/// Slow and obviously right: walk every day from the start and ask whether the rule names it.
fn by_hand(rule: &Rule, start: NaiveDateTime, after: NaiveDateTime, until: NaiveDateTime) -> Vec<NaiveDateTime> {
    let text = rule.to_string();
    let week_start = match text.split_once("WKST=").map_or("MO", |(_, code)| code) {
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => Weekday::Mon,
    };
    let first_week = start.date() - TimeDelta::days(start.weekday().days_since(week_start).into());
    let mut times = Vec::new();
    let mut time = start;
    while time <= until {
        let periods =
            if text.contains("WEEKLY") { (time.date() - first_week).num_days() / 7 } else { (time - start).num_days() };
        let in_phase = periods % i64::from(rule.interval()) == 0;
        if in_phase && rule.weekdays(start).contains(time.weekday()) && time > after {
            times.push(time);
        }
        time += TimeDelta::days(1);
    }
    times
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn parse_undoes_print(rule in any_rule()) {
        prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule));
    }

    #[test]
    fn skipping_ahead_agrees_with_walking(rule in any_rule(), minutes in 0..5_000_000_i64, ahead in -1_000_000..2_000_000_i64) {
        let start = civil("2020-01-01T00:00") + TimeDelta::minutes(minutes);
        let after = start + TimeDelta::minutes(ahead);
        let until = after.max(start) + TimeDelta::days(60);
        let quick: Vec<NaiveDateTime> = rule.nominals(start, after).take_while(|time| *time <= until).collect();
        prop_assert_eq!(quick, by_hand(&rule, start, after, until));
    }
}
