//! What the published cases leave out: what ends a rule, what meets in one instant, and how much work it may cost.

use ajar_core::rule::{Impossible, LeapDay, Rule};
use ajar_core::upcoming::upcoming;
use chrono::{NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::zones::{Counting, civil, utc, zone};

/// The very next times after `from`, and that there are no more when there are fewer than three.
fn check(rule: &str, start: &str, place: &str, from: &str, expect: &[&str]) {
    let parsed: Rule = rule.parse().unwrap();
    let times = upcoming(&parsed, civil(start), &zone(place), utc(from), 3);
    let times: Vec<String> = times.iter().map(|time| time.instant.format("%Y-%m-%dT%H:%MZ").to_string()).collect();
    assert_eq!(times, expect, "{rule} from {start} in {place} after {from}");
}

#[test]
fn each_end_is_inclusive() {
    let (start, from) = ("2026-03-01T10:00", "2026-03-03T00:00:00Z");
    let tokyo = |rule: &str, expect: &[&str]| check(rule, start, "Asia/Tokyo", from, expect);
    let (third, fourth) = ("2026-03-03T01:00Z", "2026-03-04T01:00Z");
    tokyo("FREQ=DAILY;COUNT=4", &[third, fourth]);
    tokyo("FREQ=DAILY;COUNT=2", &[]);
    tokyo("FREQ=DAILY;UNTIL=20260304T010000Z", &[third, fourth]);
    tokyo("FREQ=DAILY;UNTIL=20260304T005959Z", &[third]);
    tokyo("FREQ=DAILY;UNTIL=20260304T100000", &[third, fourth]);
    tokyo("FREQ=DAILY;UNTIL=20260304T095959", &[third]);
    tokyo("FREQ=DAILY;UNTIL=20260304", &[third, fourth]);
    tokyo("FREQ=DAILY;UNTIL=20260303", &[third]);
}

#[test]
fn what_is_taken_out_was_counted() {
    let (start, from) = ("2026-03-01T10:00", "2026-03-03T00:00:00Z");
    let tokyo = |rule: &str, expect: &[&str]| check(rule, start, "Asia/Tokyo", from, expect);
    let fourth = "2026-03-04T01:00Z";
    tokyo("FREQ=DAILY;COUNT=4;EXDATE=20260303T100000", &[fourth]);
    tokyo("FREQ=DAILY;COUNT=4;EXDATE=20260303T010000Z", &[fourth]);
    tokyo("FREQ=DAILY;COUNT=4;EXDATE=20260303", &[fourth]);
    tokyo("FREQ=DAILY;COUNT=3;EXDATE=20260301,20260303T100001,20260303T100000Z", &["2026-03-03T01:00Z"]);
}

#[test]
fn what_a_gap_puts_together_is_one() {
    let new_york = |rule: &str, from: &str, expect: &[&str]| {
        check(rule, "2026-03-07T02:30", "America/New_York", from, expect);
    };
    // 02:30 becomes 03:30, behind 03:00 and together with 03:30: three times, and COUNT has counted four.
    new_york(
        "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;BYSECOND=0;COUNT=7",
        "2026-03-08T00:00:00Z",
        &["2026-03-08T07:00Z", "2026-03-08T07:30Z"],
    );
    // The first of them is taken out; the one it would have hidden comes.
    new_york(
        "FREQ=DAILY;BYHOUR=2,3;EXDATE=20260308T023000;COUNT=5",
        "2026-03-08T00:00:00Z",
        &["2026-03-08T07:30Z", "2026-03-09T06:30Z"],
    );
    // UNTIL lies between two times that a gap exchanged.
    new_york(
        "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45;UNTIL=20260308T072000Z",
        "2026-03-08T05:00:00Z",
        &["2026-03-08T07:15Z"],
    );
}

#[test]
fn an_overlap_that_never_was_moves_nothing() {
    // The clocks of Nuuk stayed as they were on the night on which the rule of later years would have put them back.
    let nuuk = |rule: &str, start: &str, from: &str, expect: &[&str]| check(rule, start, "America/Nuuk", from, expect);
    nuuk("FREQ=DAILY;COUNT=2", "2023-10-27T23:30", "2023-10-28T12:00:00Z", &["2023-10-29T01:30Z"]);
    nuuk("FREQ=YEARLY;BYDAY=SA;COUNT=1", "2023-10-28T23:00", "2023-10-28T00:00:00Z", &["2023-10-29T01:00Z"]);
    nuuk("FREQ=DAILY;COUNT=1", "2024-10-26T23:30", "2024-10-26T00:00:00Z", &["2024-10-27T00:30Z"]);
}

#[test]
fn which_one_is_kept_is_the_earliest_nominal() {
    let rule: Rule = "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30".parse().unwrap();
    let times = upcoming(&rule, civil("2026-03-08T00:00"), &zone("America/New_York"), utc("2026-03-08T00:00:00Z"), 2);
    assert_eq!(times[0].nominal, civil("2026-03-08T02:30"));
    assert_eq!(times[0].local, civil("2026-03-08T03:30"));
    assert_eq!(times[1].nominal, civil("2026-03-09T02:30"));
}

#[test]
fn examples_of_the_rfc() {
    // Every Friday the 13th; the first Saturday after the first Sunday; US presidential election day; the last workday but one.
    check(
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1997-09-02T09:00",
        "UTC",
        "1997-09-02T09:00:00Z",
        &["1998-02-13T09:00Z", "1998-03-13T09:00Z", "1998-11-13T09:00Z"],
    );
    check(
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09-13T09:00",
        "UTC",
        "1997-09-13T00:00:00Z",
        &["1997-09-13T09:00Z", "1997-10-11T09:00Z", "1997-11-08T09:00Z"],
    );
    check(
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05T09:00",
        "UTC",
        "1996-11-01T00:00:00Z",
        &["1996-11-05T09:00Z", "2000-11-07T09:00Z", "2004-11-02T09:00Z"],
    );
    check(
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29T09:00",
        "UTC",
        "1997-09-01T00:00:00Z",
        &["1997-09-29T09:00Z", "1997-10-30T09:00Z", "1997-11-27T09:00Z"],
    );
    check(
        "FREQ=YEARLY;BYDAY=20MO",
        "1997-05-19T09:00",
        "UTC",
        "1997-05-01T00:00:00Z",
        &["1997-05-19T09:00Z", "1998-05-18T09:00Z", "1999-05-17T09:00Z"],
    );
    check(
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03-13T09:00",
        "UTC",
        "1997-03-20T10:00:00Z",
        &["1997-03-27T09:00Z", "1998-03-05T09:00Z", "1998-03-12T09:00Z"],
    );
    check(
        "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11;COUNT=3",
        "1997-09-10T09:00",
        "UTC",
        "1997-09-01T00:00:00Z",
        &["1997-09-10T09:00Z", "1997-09-11T09:00Z", "1999-03-10T09:00Z"],
    );
    check(
        "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20;BYSETPOS=2,-1",
        "1997-09-02T09:00",
        "UTC",
        "1997-09-02T00:00:00Z",
        &["1997-09-02T09:20Z", "1997-09-02T10:20Z", "1997-09-03T09:20Z"],
    );
}

#[test]
fn a_leap_day_goes_where_its_owner_wants_it() {
    fn check(leap_day: LeapDay, rule: &str, expect: [&str; 3]) {
        let parsed: Rule = rule.parse().unwrap();
        let start = civil("2024-02-29T12:00");
        let days: Vec<String> = parsed
            .nominals_with(leap_day, start, start)
            .take(3)
            .map(|nominal| nominal.format("%Y-%m-%d").to_string())
            .collect();
        assert_eq!(days, expect, "{rule} with {leap_day:?}");
    }
    check(LeapDay::Skip, "FREQ=YEARLY", ["2028-02-29", "2032-02-29", "2036-02-29"]);
    check(LeapDay::Feb28, "FREQ=YEARLY", ["2025-02-28", "2026-02-28", "2027-02-28"]);
    check(LeapDay::Mar1, "FREQ=YEARLY", ["2025-03-01", "2026-03-01", "2027-03-01"]);
    check(LeapDay::Mar1, "FREQ=YEARLY;INTERVAL=3", ["2027-03-01", "2030-03-01", "2033-03-01"]);
    check(LeapDay::Feb28, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29", ["2025-02-28", "2026-02-28", "2027-02-28"]);
    check(LeapDay::Mar1, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", ["2025-02-28", "2026-02-28", "2027-02-28"]);
    check(LeapDay::Mar1, "FREQ=MONTHLY;BYMONTHDAY=29", ["2024-03-29", "2024-04-29", "2024-05-29"]);
    check(LeapDay::Mar1, "FREQ=YEARLY;BYMONTH=2;BYDAY=-1TH", ["2025-02-27", "2026-02-26", "2027-02-25"]);
    for policy in LeapDay::ALL {
        assert_eq!(policy.as_str().parse(), Ok(*policy));
    }
}

#[test]
fn a_rule_that_never_comes_says_so() {
    fn check(rule: &str, expect: Result<(), Impossible>) {
        let parsed: Rule = rule.parse().unwrap();
        assert_eq!(parsed.check(LeapDay::Skip, civil("2026-03-08T02:30"), &zone("America/New_York")), expect, "{rule}");
        let comes =
            !upcoming(&parsed, civil("2026-03-08T02:30"), &zone("America/New_York"), utc("1970-01-01T00:00:00Z"), 1)
                .is_empty();
        assert_eq!(comes, expect.is_ok(), "{rule}");
    }
    // The start lies in a gap.
    check("FREQ=DAILY;COUNT=1", Ok(()));
    check("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", Err(Impossible::NoSuchDay));
    check("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=4", Err(Impossible::NoSuchDay));
    check("FREQ=DAILY;INTERVAL=7;BYDAY=MO", Err(Impossible::NoSuchDay));
    check("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", Err(Impossible::NoSuchDay));
    check("FREQ=WEEKLY;INTERVAL=5;BYDAY=MO;BYSETPOS=2", Err(Impossible::NoSuchDay));
    check("FREQ=MONTHLY;BYDAY=6MO", Err(Impossible::NoSuchDay));
    check("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", Err(Impossible::NoSuchDay));
    check("FREQ=DAILY;UNTIL=20260308T023000", Ok(()));
    check("FREQ=DAILY;UNTIL=20260308T022959", Err(Impossible::OverBeforeItBegins));
    check("FREQ=DAILY;UNTIL=20260307", Err(Impossible::OverBeforeItBegins));
    check("FREQ=DAILY;UNTIL=20260308T073000Z", Ok(()));
    check("FREQ=DAILY;UNTIL=20260308T072959Z", Err(Impossible::OverBeforeItBegins));
    check("FREQ=DAILY;COUNT=2;EXDATE=20260308,20260309", Err(Impossible::OverBeforeItBegins));
}

/// However far away the start is, and whatever the count, the zone is asked about a few days only.
#[test]
fn distance_costs_nothing() {
    for rule in [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3;BYHOUR=9,13,21;COUNT=1000000000",
        "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4294967295",
        "FREQ=MONTHLY;BYDAY=2TU,-1FR;COUNT=1000000000",
        "FREQ=YEARLY;COUNT=2000;BYMONTH=5",
        "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=22000101T000000Z",
    ] {
        let counting = Counting::new(zone("Europe/Berlin"));
        let parsed: Rule = rule.parse().unwrap();
        let times = upcoming(&parsed, civil("0200-01-01T18:00"), &counting, utc("2026-11-22T00:00:00Z"), 2);
        assert_eq!(times.len(), 2, "{rule}");
        assert!(counting.take() < 40, "{rule}");
    }
}

#[test]
fn the_work_is_bounded_where_nothing_comes() {
    for rule in [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;INTERVAL=36525;BYMONTH=2;BYMONTHDAY=30;COUNT=4294967295",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3;COUNT=1000000000",
        "FREQ=YEARLY;INTERVAL=36525;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYMONTH=6;BYDAY=MO;BYSETPOS=-2",
    ] {
        let counting = Counting::new(zone("Europe/Berlin"));
        let parsed: Rule = rule.parse().unwrap();
        assert!(upcoming(&parsed, civil("1000-01-01T18:00"), &counting, utc("2026-11-22T00:00:00Z"), 2).is_empty());
        assert!(counting.take() < 10, "{rule}");
    }
    // The last moment there is.
    let rule: Rule = "FREQ=YEARLY;INTERVAL=36525".parse().unwrap();
    assert_eq!(rule.nominals(civil("9999-12-31T23:59"), NaiveDateTime::MIN).count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    /// COUNT is reckoned for what is skipped; walking there from the start must come to the same.
    #[test]
    fn counting_ahead_agrees_with_walking(
        shape in 0..RULES.len(),
        interval in 1..9_u16,
        count in 1..400_u32,
        minutes in 0..2_000_000_i64,
        ahead in -1_000..4_000_000_i64,
    ) {
        let rule: Rule = format!("{};INTERVAL={interval};COUNT={count}", RULES[shape]).parse().unwrap();
        let start = civil("1998-01-01T00:00") + TimeDelta::minutes(minutes);
        let after = start + TimeDelta::minutes(ahead);
        let walked: Vec<NaiveDateTime> =
            rule.nominals(start, NaiveDateTime::MIN).filter(|nominal| *nominal > after).take(5).collect();
        let skipped: Vec<NaiveDateTime> = rule.nominals(start, after).take(5).collect();
        prop_assert_eq!(skipped, walked);
    }
}

const RULES: [&str; 10] = [
    "FREQ=DAILY",
    "FREQ=DAILY;BYDAY=MO,TU,FR",
    "FREQ=DAILY;BYMONTH=2,3;BYHOUR=6,18",
    "FREQ=DAILY;BYHOUR=1,2,3;BYSETPOS=-1,1",
    "FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU",
    "FREQ=WEEKLY;BYMONTH=1,12;BYDAY=MO,SU;BYSETPOS=1",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYDAY=-1FR,1MO",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1,29",
    "FREQ=YEARLY;BYDAY=MO;BYSETPOS=10,-3,52",
];

#[test]
fn an_early_or_late_question_is_answered() {
    let rule = Rule::daily();
    let berlin = zone("Europe/Berlin");
    let start = civil("2026-03-08T02:30");
    assert_eq!(upcoming(&rule, start, &berlin, chrono::DateTime::<Utc>::MIN_UTC, 1)[0].nominal, start);
    assert!(upcoming(&rule, start, &berlin, utc("2026-03-08T00:00:00Z"), 0).is_empty());
    let over: Rule = "FREQ=DAILY;UNTIL=20260310".parse().unwrap();
    assert!(upcoming(&over, start, &berlin, utc("9990-12-31T12:00:00Z"), 5).is_empty());
}
