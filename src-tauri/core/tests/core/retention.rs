use std::collections::BTreeSet;

use ajar_core::retention::*;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn copy(sequence: u64, on: &str) -> Kept {
    Kept { sequence, day: day(on), bytes: 100 }
}

/// One copy a day, the last of them on `last`.
fn daily(count: u64, last: &str) -> Vec<Kept> {
    (0..count)
        .map(|index| Kept { sequence: index, day: day(last) - Days::new(count - 1 - index), bytes: 100 })
        .collect()
}

fn staying(copies: &[Kept], most: u64) -> Vec<u64> {
    let gone = superfluous(copies, most);
    copies.iter().map(|copy| copy.sequence).filter(|copy| !gone.contains(copy)).collect()
}

#[test]
fn the_latest_stay_and_each_day_week_and_month_keeps_its_last() {
    let check = |copies: &[Kept], expected: &[u64]| assert_eq!(staying(copies, u64::MAX), expected);
    check(&[], &[]);
    check(&[copy(1, "2026-03-10")], &[1]);
    // Twenty in one day: the ten latest, and nothing else has a claim.
    let busy: Vec<Kept> = (1..=20).map(|sequence| copy(sequence, "2026-03-10")).collect();
    check(&busy, &(11..=20).collect::<Vec<_>>());
    // A year of days that ends on a Tuesday. The week before keeps its Sunday, each earlier month its last day.
    let year = daily(365, "2026-03-10");
    let kept: Vec<NaiveDate> =
        year.iter().filter(|copy| staying(&year, u64::MAX).contains(&copy.sequence)).map(|copy| copy.day).collect();
    let expected = [
        "2025-04-30",
        "2025-05-31",
        "2025-06-30",
        "2025-07-31",
        "2025-08-31",
        "2025-09-30",
        "2025-10-31",
        "2025-11-30",
        "2025-12-31",
        "2026-01-31",
        "2026-02-15",
        "2026-02-22",
        "2026-02-28",
        "2026-03-01",
        "2026-03-02",
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
        "2026-03-06",
        "2026-03-07",
        "2026-03-08",
        "2026-03-09",
        "2026-03-10",
    ];
    assert_eq!(kept, expected.map(day));
}

#[test]
fn a_pause_costs_no_copy_and_a_clock_that_was_set_back_loses_none_that_is_newer() {
    let mut copies: Vec<Kept> = (1..=12).map(|sequence| copy(sequence, "2025-06-01")).collect();
    copies.push(copy(13, "2026-03-10"));
    assert_eq!(staying(&copies, u64::MAX), (4..=13).collect::<Vec<_>>());
    // Set forward by years for one copy, then back: the number decides, not the day.
    let mut copies: Vec<Kept> = vec![copy(1, "2099-01-01")];
    copies.extend((2..=30).map(|sequence| copy(sequence, "2026-03-10")));
    let kept = staying(&copies, 100);
    assert_eq!(kept, [30]);
    // The last hour before and after the end of summer time is one day.
    let copies: Vec<Kept> = (1..=12).map(|sequence| copy(sequence, "2026-10-25")).collect();
    assert_eq!(staying(&copies, u64::MAX).len(), LATEST);
}

#[test]
fn when_space_is_short_the_oldest_dailies_go_first() {
    let mut copies = daily(60, "2026-03-31");
    // Ten more today, so that the days before have only their own claims.
    copies.extend((60..70).map(|sequence| copy(sequence, "2026-03-31")));
    let all = staying(&copies, u64::MAX);
    let days_of = |most: u64| -> Vec<u64> {
        let kept = staying(&copies, most);
        all.iter().copied().filter(|copy| !kept.contains(copy)).collect()
    };
    let total = u64::try_from(all.len()).unwrap() * 100;
    let sequence = |on: &str| copies.iter().find(|copy| copy.day == day(on)).unwrap().sequence;
    assert_eq!(days_of(total), Vec::<u64>::new());
    assert_eq!(days_of(total - 1), [sequence("2026-03-25")]);
    assert_eq!(days_of(total - 200), [sequence("2026-03-25"), sequence("2026-03-26")]);
    // 29 March is a Sunday: it stands for its week and outlives the days around it.
    assert!(!days_of(total - 500).contains(&sequence("2026-03-29")));
    assert_eq!(staying(&copies, 0), [69]);
}

#[test]
fn a_place_may_take_two_gibibytes_or_a_quarter() {
    assert_eq!(most_bytes(u64::MAX, u64::MAX), MOST_BYTES);
    assert_eq!(most_bytes(300, 100), 100);
    assert_eq!(most_bytes(0, 0), 0);
}

#[test]
fn a_tenth_less_is_noticed() {
    let size = |entries, bytes| Size { entries, bytes };
    let check = |before, now, expected| {
        assert_eq!(shrank(before, now, size(0, 0)), expected, "{before:?} {now:?}");
    };
    check(size(0, 0), size(0, 0), false);
    check(size(100, 1000), size(100, 1000), false);
    check(size(100, 1000), size(90, 900), false);
    check(size(100, 1000), size(89, 1000), true);
    check(size(100, 1000), size(100, 899), true);
    check(size(1, 22), size(0, 0), true);
    check(size(100, 1000), size(5000, 100_000), false);
    check(size(u64::MAX, u64::MAX), size(u64::MAX, u64::MAX), false);
}

#[test]
fn what_was_deleted_for_ever_is_not_missed() {
    let size = |entries, bytes| Size { entries, bytes };
    assert!(!shrank(size(100, 1000), size(40, 400), size(60, 600)));
    assert!(shrank(size(100, 1000), size(40, 400), size(40, 600)), "ten entries more are gone than were deleted");
    assert!(shrank(size(100, 1000), size(40, 200), size(60, 600)));
    assert!(!shrank(size(1, 1), size(u64::MAX, u64::MAX), size(u64::MAX, u64::MAX)));
}

prop_compose! {
    fn copies()(days in prop::collection::vec((0_u64..900, 0_u64..5_000), 0..80)) -> Vec<Kept> {
        let first = day("2025-01-01");
        (0..).zip(days).map(|(sequence, (after, bytes))| Kept { sequence, day: first + Days::new(after), bytes }).collect()
    }
}

proptest! {
    #[test]
    fn the_newest_always_stays_and_the_rest_fits(copies in copies(), most in 0_u64..100_000) {
        let gone = superfluous(&copies, most);
        let kept: Vec<&Kept> = copies.iter().filter(|copy| !gone.contains(&copy.sequence)).collect();
        prop_assert_eq!(kept.last().map(|copy| copy.sequence), copies.last().map(|copy| copy.sequence));
        let bytes: u64 = kept.iter().map(|copy| copy.bytes).sum();
        prop_assert!(bytes <= most || kept.len() <= 1);
        prop_assert!(kept.len() <= LATEST + DAYS + WEEKS + MONTHS);
    }

    #[test]
    fn with_enough_space_the_ten_latest_stay_and_a_second_look_takes_nothing_more(copies in copies()) {
        let gone = superfluous(&copies, u64::MAX);
        prop_assert!(copies.iter().rev().take(LATEST).all(|copy| !gone.contains(&copy.sequence)));
        let rest: Vec<Kept> = copies.iter().filter(|copy| !gone.contains(&copy.sequence)).copied().collect();
        prop_assert_eq!(superfluous(&rest, u64::MAX), BTreeSet::new());
    }

    #[test]
    fn less_space_never_keeps_more(copies in copies(), most in 0_u64..100_000, less in 0_u64..100_000) {
        let less = superfluous(&copies, most.min(less));
        prop_assert!(superfluous(&copies, most).is_subset(&less));
    }
}
