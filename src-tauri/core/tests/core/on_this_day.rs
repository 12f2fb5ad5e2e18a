use ajar_core::on_this_day::{YEARS, looks_back_on};
use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(move |day| day.year() == year)
}

/// The rule, said once more and without arithmetic.
fn belongs(then: NaiveDate, date: NaiveDate) -> bool {
    let month_day = |day: NaiveDate| (day.month(), day.day());
    let stands_in = month_day(then) == (2, 29) && month_day(date) == (2, 28) && !date.leap_year();
    then.year() != date.year() && (month_day(then) == month_day(date) || stands_in)
}

#[test]
fn a_date_looks_back_on_its_like() {
    fn check(date: &str, from: &str, expect: &[&str]) {
        let found = looks_back_on(day(date)).into_iter().filter(|then| *then >= day(from));
        let found: Vec<_> = found.filter(|then| then.year() <= 2027).map(|then| then.to_string()).collect();
        assert_eq!(found, expect, "{date}");
    }
    check("2026-03-29", "2023-01-01", &["2027-03-29", "2025-03-29", "2024-03-29", "2023-03-29"]);
    // A common year keeps 29 February with the day before it, and 1 March to itself.
    check("2026-02-28", "2023-01-01", &["2027-02-28", "2025-02-28", "2024-02-29", "2024-02-28", "2023-02-28"]);
    check("2026-03-01", "2024-01-01", &["2027-03-01", "2025-03-01", "2024-03-01"]);
    // A leap year has a day of its own for it.
    check("2024-02-28", "2023-01-01", &["2027-02-28", "2026-02-28", "2025-02-28", "2023-02-28"]);
    check("2024-02-29", "2012-01-01", &["2020-02-29", "2016-02-29", "2012-02-29"]);
    // 1900 and 2100 are no leap years.
    check(
        "1900-02-28",
        "2023-01-01",
        &["2027-02-28", "2026-02-28", "2025-02-28", "2024-02-29", "2024-02-28", "2023-02-28"],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn it_is_what_a_walk_through_three_centuries_finds(
        // Half of them around the end of February.
        date in prop_oneof![(YEARS, 57..62_u32), (YEARS, 1..366_u32)]
            .prop_map(|(year, ordinal)| NaiveDate::from_yo_opt(year, ordinal).unwrap()),
    ) {
        let mut walked: Vec<_> = YEARS.flat_map(days_of).filter(|then| belongs(*then, date)).collect();
        walked.reverse();
        prop_assert_eq!(looks_back_on(date), walked);
    }

    #[test]
    fn each_day_comes_back_once_in_each_other_year(year in YEARS) {
        let mut back: Vec<_> = days_of(year).flat_map(looks_back_on).collect();
        back.sort();
        let others: Vec<_> = YEARS.filter(|other| *other != year).flat_map(days_of).collect();
        // A leap year looks back on 29 February with no other day, so nothing is left out there either.
        prop_assert_eq!(back, others);
    }
}
