//! The streak, the run and steadiness: tables for what they say, properties for what they never do.

use std::collections::{BTreeMap, BTreeSet};

use ajar_core::day::{DayStart, FirstWeekday, practice_day};
use ajar_core::streak::{History, Standing, standing};
use chrono::{Days, NaiveDate, TimeDelta, Weekday};
use proptest::prelude::*;

use crate::zones::{at, date, zone};

#[derive(Debug, Clone)]
struct Log {
    days: BTreeMap<NaiveDate, u32>,
    held: BTreeSet<NaiveDate>,
    goals: BTreeMap<NaiveDate, u8>,
    first: FirstWeekday,
}

impl Log {
    fn standing(&self, today: NaiveDate) -> Standing {
        standing(&History { days: &self.days, held: &self.held, goals: &self.goals, first: self.first }, today)
    }
}

/// One character a day from Monday 5 January 2026: `x` practiced, `h` held, `X` both, `.` neither. Spaces are for the eye.
fn log(days: &str) -> Log {
    let marks = days.chars().filter(|mark| *mark != ' ');
    let marks: Vec<(NaiveDate, char)> = date("2026-01-05").iter_days().zip(marks).collect();
    let on = |set: &str| marks.iter().filter(|(_, mark)| set.contains(*mark)).map(|(day, _)| *day).collect::<Vec<_>>();
    Log {
        days: on("xX").into_iter().map(|day| (day, 1)).collect(),
        held: on("hX").into_iter().collect(),
        goals: BTreeMap::from([(date("2026-01-01"), 3)]),
        first: FirstWeekday(Weekday::Mon),
    }
}

fn last_day(days: &str) -> NaiveDate {
    let count = days.chars().filter(|mark| *mark != ' ').count();
    date("2026-01-05") + Days::new(u64::try_from(count).unwrap() - 1)
}

#[test]
fn weeks_count_and_credit_covers() {
    fn check(days: &str, streak: u32, credit: u8) {
        let standing = log(days).standing(last_day(days));
        assert_eq!((standing.streak_weeks, standing.credit), (streak, credit), "{days}");
    }
    check("xx", 0, 0);
    check("xxx", 1, 1);
    check("xxx....", 1, 1);
    check("xx.....", 0, 0);
    check("xxx.... x......", 1, 1);
    check("xxx.... x...... .", 0, 0);
    check("xxx.... x.x.x..", 2, 2);
    // Four met weeks earn the grace for one missed week.
    check("xxx.... xxx.... xxx.... xxx....", 4, 4);
    check("xxx.... xxx.... xxx.... xxx.... x...... .", 4, 0);
    check("xxx.... xxx.... xxx.... xxx.... x...... xxx....", 5, 1);
    check("xxx.... xxx.... xxx.... xxx.... ....... ....... .", 0, 0);
    check("xxx.... xxx.... xxx.... x...... .", 0, 0);
    // No more than eight are saved up: two missed weeks, not three.
    let ten = "xxx.... ".repeat(10);
    check(&ten, 10, 8);
    check(&format!("{ten} ....... ....... ."), 10, 0);
    check(&format!("{ten} ....... ....... ....... ."), 0, 0);
    // A held day leaves the week aside; a held week that meets its goal counts.
    check("xxx.... hhhhhhh .", 1, 1);
    check("xxx.... x..h... .", 1, 1);
    check("xxx.... XXXhhhh .", 2, 2);
    // A missed week is judged on the first day that is not held.
    check("xxx.... x...... hhh", 1, 1);
    check("xxx.... x...... hhh.", 0, 0);
}

#[test]
fn goals_keep_to_their_time() {
    let mut log = log("xxx.... xxx.... xx.....");
    log.goals.insert(date("2026-01-19"), 2);
    assert_eq!(log.standing(date("2026-01-25")).streak_weeks, 3, "two of two in the third week");
    log.goals.insert(date("2026-01-19"), 4);
    log.goals.insert(date("2026-01-26"), 5);
    let standing = log.standing(date("2026-01-26"));
    assert_eq!((standing.streak_weeks, standing.goal, standing.any_week_met), (0, 5, true));
    assert_eq!(log.standing(date("2026-01-18")).streak_weeks, 2, "the weeks before keep their goal");
    log.goals.clear();
    assert_eq!(log.standing(date("2026-01-18")).streak_weeks, 2, "three, when nothing was ever set");
}

#[test]
fn this_week_is_seven_days_from_the_users_first() {
    let mut log = log("xxx.... x.x");
    let standing = log.standing(date("2026-01-14"));
    assert_eq!((standing.practiced, standing.goal, standing.total_days), (2, 3, 5));
    let days: Vec<String> =
        standing.week_days.iter().map(|(day, count)| format!("{} {count}", day.format("%a"))).collect();
    assert_eq!(days, ["Mon 1", "Tue 0", "Wed 1", "Thu 0", "Fri 0", "Sat 0", "Sun 0"]);
    log.first = FirstWeekday(Weekday::Sun);
    assert_eq!(log.standing(date("2026-01-14")).week_days.first(), Some(&(date("2026-01-11"), 0)));
}

#[test]
fn a_run_passes_over_held_days_and_forgives_today() {
    fn check(days: &str, expect: u32) {
        assert_eq!(log(days).standing(last_day(days)).run_days, expect, "{days}");
    }
    check("...", 0);
    check("x", 1);
    check("xx.", 2);
    check("xx..", 0);
    check("xxhhx", 3);
    check("xxhh", 2);
    check("xx.h", 2);
    check("xx.hh.", 0);
    check("xXx", 3);
    check(".x.x", 1);
}

#[test]
fn steadiness_moves_slowly_and_stands_still_while_held() {
    let at_end = |days: &str| log(days).standing(last_day(days)).steadiness;
    assert!(at_end(".......").abs() < f64::EPSILON);
    assert!(at_end(&"x.x.x..".repeat(52)) > 0.97);
    let met = "x.x.x..".repeat(13);
    let half = at_end(&met);
    assert!((0.5..0.999).contains(&half), "{half}");
    assert!((at_end(&format!("{met}hhhhhhhhhh")) - half).abs() < f64::EPSILON);
    let once = at_end("x......");
    assert!((at_end("x......X") - once).abs() < f64::EPSILON, "practice on a held day does not lower it");
    assert!(at_end("x......X.") > at_end("x......h."), "but counts in the days that follow");
    let after_a_pause = at_end(&format!("{met}{}", ".".repeat(91)));
    assert!(after_a_pause < half * 0.75 && after_a_pause > 0.0, "{after_a_pause}");
}

#[test]
fn s10_crossing_the_date_line_leaves_the_streak() {
    let (auckland, honolulu) = (zone("Pacific/Auckland"), zone("Pacific/Honolulu"));
    let day_start = DayStart::default();
    let mut east_and_back = log("xxx.... ...");
    // Practiced on Thursday in Auckland, and after the flight on Thursday again in Honolulu.
    let there = practice_day(at(&auckland, "2026-01-15T09:00"), &auckland, day_start);
    let again = practice_day(at(&auckland, "2026-01-15T09:00") + TimeDelta::hours(11), &honolulu, day_start);
    assert_eq!(there, date("2026-01-15"));
    assert_eq!(again, date("2026-01-14"), "the flight arrives before it left");
    for day in [there, again] {
        *east_and_back.days.entry(day).or_insert(0) += 1;
    }
    // Back over the line, one date is left out. The days stored before stay what they were.
    let home = practice_day(at(&honolulu, "2026-01-16T20:00") + TimeDelta::hours(9), &auckland, day_start);
    assert_eq!(home, date("2026-01-18"));
    *east_and_back.days.entry(home).or_insert(0) += 1;
    let standing = east_and_back.standing(home);
    assert_eq!((standing.streak_weeks, standing.practiced, standing.total_days), (2, 3, 6));
}

fn any_log() -> impl Strategy<Value = Log> {
    let marks = prop::collection::vec(prop::sample::select(&['x', 'x', '.', '.', '.', 'h', 'X']), 1..150);
    let held_weeks = prop::collection::vec(0..20_usize, 0..3);
    let goals = prop::collection::btree_map(0..150_u64, 1..=5_u8, 0..4);
    (marks, held_weeks, goals, 0..7_u8).prop_map(|(mut marks, held_weeks, goals, first)| {
        for week in held_weeks {
            marks.iter_mut().skip(week * 7).take(9).filter(|mark| **mark == '.').for_each(|mark| *mark = 'h');
        }
        let mut log = log(&marks.iter().collect::<String>());
        log.goals.extend(goals.into_iter().map(|(day, goal)| (date("2026-01-05") + Days::new(day), goal)));
        log.first = FirstWeekday(Weekday::try_from(first).unwrap());
        log
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_held_day_leaves_everything_as_the_day_before(mut log in any_log(), day in 1..160_u64) {
        let today = date("2026-01-05") + Days::new(day);
        log.days.remove(&today);
        log.held.insert(today);
        log.goals.remove(&today);
        let (before, after) = (log.standing(today - Days::new(1)), log.standing(today));
        prop_assert_eq!(before.streak_weeks, after.streak_weeks);
        prop_assert_eq!(before.credit, after.credit);
        prop_assert_eq!(before.run_days, after.run_days);
        prop_assert!((before.steadiness - after.steadiness).abs() < 1e-12);
    }

    #[test]
    fn adding_a_practice_never_lowers_anything(log in any_log(), day in 0..160_u64, practiced in 0..160_u64) {
        let today = date("2026-01-05") + Days::new(day);
        let mut more = log.clone();
        *more.days.entry(date("2026-01-05") + Days::new(practiced)).or_insert(0) += 1;
        let (before, after) = (log.standing(today), more.standing(today));
        prop_assert!(after.streak_weeks >= before.streak_weeks, "{before:?} {after:?}");
        prop_assert!(after.credit >= before.credit, "{before:?} {after:?}");
        prop_assert!(after.run_days >= before.run_days, "{before:?} {after:?}");
        prop_assert!(after.steadiness >= before.steadiness - 1e-12, "{before:?} {after:?}");
        prop_assert!(after.total_days >= before.total_days);
        prop_assert!(after.practiced >= before.practiced);
    }

    #[test]
    fn the_order_of_noting_is_irrelevant(log in any_log(), seed in any::<u64>()) {
        let mut days: Vec<NaiveDate> = log.days.keys().copied().collect();
        let count = days.len().max(1);
        days.sort_by_key(|day| (u64::from(chrono::Datelike::ordinal(day)) ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut again = Log { days: BTreeMap::new(), ..log.clone() };
        for day in days {
            *again.days.entry(day).or_insert(0) += 1;
        }
        let today = date("2026-01-05") + Days::new(u64::try_from(count).unwrap());
        prop_assert_eq!(log.standing(today), again.standing(today));
    }

    #[test]
    fn travel_and_clock_changes_add_no_day(hours in prop::collection::vec((1..30_i64, 0..4_usize), 1..60)) {
        // Whatever the zones on the way, practicing counts for the days that were stored, and for each of them once.
        let names = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Honolulu"];
        let mut now = at(&zone("Europe/Berlin"), "2026-03-20T12:00");
        let mut log = log(".");
        let mut seen = BTreeSet::new();
        for (later, name) in hours {
            now += TimeDelta::hours(later);
            let day = practice_day(now, &zone(names[name]), DayStart::default());
            *log.days.entry(day).or_insert(0) += 1;
            seen.insert(day);
        }
        let total = log.standing(date("2027-01-01")).total_days;
        prop_assert_eq!(usize::try_from(total).unwrap(), seen.len());
    }
}
