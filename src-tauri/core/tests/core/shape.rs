use ajar_core::rule::{LeapDay, Rule, Shape};
use chrono::{Weekday, WeekdaySet};

use crate::zones::civil;

const START: &str = "2026-11-22T18:30";

#[test]
fn a_form_makes_a_rule_and_a_rule_finds_its_form() {
    fn check(shape: Shape, text: &str, next: &[&str]) {
        let rule = Rule::shaped(shape).unwrap();
        assert_eq!(rule.to_string(), text);
        assert_eq!(text.parse::<Rule>().unwrap().shape(civil(START)), Some(shape), "{text}");
        let days: Vec<String> =
            rule.nominals(civil(START), civil(START)).take(next.len()).map(|at| at.date().to_string()).collect();
        assert_eq!(days, next, "{text}");
    }
    let days = |days: &[Weekday]| days.iter().copied().collect::<WeekdaySet>();
    check(Shape::Weekly { days: WeekdaySet::ALL, every: 1 }, "FREQ=DAILY", &["2026-11-23", "2026-11-24"]);
    check(
        Shape::Weekly { days: days(&[Weekday::Tue, Weekday::Sat]), every: 2 },
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
        &["2026-12-01", "2026-12-05"],
    );
    check(
        Shape::MonthDate { day: 31, every: 1 },
        "FREQ=MONTHLY;BYMONTHDAY=31",
        &["2026-12-31", "2027-01-31", "2027-03-31"],
    );
    check(Shape::MonthDate { day: -1, every: 1 }, "FREQ=MONTHLY;BYMONTHDAY=-1", &["2026-11-30", "2026-12-31"]);
    check(
        Shape::MonthWeekday { nth: -1, weekday: Weekday::Fri, every: 1 },
        "FREQ=MONTHLY;BYDAY=-1FR",
        &["2026-11-27", "2026-12-25"],
    );
    check(
        Shape::MonthWeekday { nth: 2, weekday: Weekday::Tue, every: 3 },
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
        &["2027-02-09", "2027-05-11"],
    );
    check(Shape::Yearly { month: 2, day: 29 }, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", &["2028-02-29", "2032-02-29"]);
    // Left to the start, the day is the start's.
    let unsaid: Rule = "FREQ=WEEKLY".parse().unwrap();
    assert_eq!(unsaid.shape(civil(START)), Some(Shape::Weekly { days: days(&[Weekday::Sun]), every: 1 }));
}

#[test]
fn what_no_form_says_stays_text() {
    for text in [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;COUNT=3",
        "FREQ=WEEKLY;BYDAY=TU;BYHOUR=9,12",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101",
    ] {
        assert_eq!(text.parse::<Rule>().unwrap().shape(civil(START)), None, "{text}");
    }
    for wrong in [
        Shape::Weekly { days: WeekdaySet::EMPTY, every: 1 },
        Shape::MonthDate { day: 0, every: 1 },
        Shape::MonthDate { day: 32, every: 1 },
        Shape::MonthDate { day: -2, every: 1 },
        Shape::MonthDate { day: 1, every: 0 },
        Shape::MonthWeekday { nth: 6, weekday: Weekday::Mon, every: 1 },
        Shape::MonthWeekday { nth: 0, weekday: Weekday::Mon, every: 1 },
        Shape::Yearly { month: 13, day: 1 },
        Shape::Yearly { month: 1, day: 0 },
    ] {
        assert!(Rule::shaped(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn fewer_is_about_half() {
    fn check(text: &str, expect: &str) {
        let rule: Rule = text.parse().unwrap();
        assert_eq!(rule.fewer(civil(START)).to_string(), expect, "{text}");
    }
    check("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR");
    check("FREQ=WEEKLY;BYDAY=TU,SA", "FREQ=WEEKLY;BYDAY=TU");
    check("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU");
    check("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2");
    check("FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;INTERVAL=6");
    check("FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1");
}

#[test]
fn a_leap_day_goes_where_the_user_wants_it() {
    fn check(leap_day: LeapDay, expect: [&str; 3]) {
        let rule = Rule::shaped(Shape::Yearly { month: 2, day: 29 }).unwrap();
        let start = civil("2026-01-01T18:30");
        let days: Vec<String> =
            rule.nominals_with(leap_day, start, start).take(3).map(|at| at.date().to_string()).collect();
        assert_eq!(days, expect, "{leap_day}");
    }
    check(LeapDay::Skip, ["2028-02-29", "2032-02-29", "2036-02-29"]);
    check(LeapDay::Feb28, ["2026-02-28", "2027-02-28", "2028-02-29"]);
    check(LeapDay::Mar1, ["2026-03-01", "2027-03-01", "2028-02-29"]);
}
