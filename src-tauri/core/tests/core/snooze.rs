use ajar_core::day::DayStart;
use ajar_core::ids::{OccurrenceId, ReminderId};
use ajar_core::occurrence::{Known, State};
use ajar_core::reminder::Kind;
use ajar_core::schedule::{SnoozeFor, SnoozeRefused, next, snooze, snoozes};
use chrono::{DateTime, TimeDelta, Utc};

use crate::agenda::{Agenda, daily, once, told};
use crate::zones::{Bundled, at, civil, date, zone};

fn shown(here: &Bundled, nominal: &str) -> Known {
    let due = at(here, nominal);
    Known {
        id: OccurrenceId::from_bytes([1; 16]),
        reminder: ReminderId::from_bytes([1; 16]),
        nominal: civil(nominal),
        due,
        state: State::Shown,
        claimed_at: due,
        shown: true,
        snoozed_until: None,
        snooze_count: 0,
        for_day: date("2026-11-22"),
        question: false,
    }
}

fn ask(
    here: &Bundled,
    known: &Known,
    how: SnoozeFor,
    now: &str,
    next: Option<&str>,
) -> Result<DateTime<Utc>, SnoozeRefused> {
    snooze(known, how, at(here, now), here, next.map(|next| at(here, next)), DayStart::default())
}

#[test]
fn how_far_it_goes() {
    fn check(how: SnoozeFor, now: &str, next: Option<&str>, expect: Result<&str, SnoozeRefused>) {
        let here = zone("Europe/Berlin");
        let until = ask(&here, &shown(&here, "2026-11-22T18:30"), how, now, next);
        assert_eq!(until, expect.map(|until| at(&here, until)), "{how:?} at {now}, next {next:?}");
    }
    let next_day = Some("2026-11-23T18:30");
    let next_week = Some("2026-11-29T18:30");
    check(SnoozeFor::Minutes(10), "2026-11-22T18:31", next_day, Ok("2026-11-22T18:41"));
    check(SnoozeFor::Minutes(60), "2026-11-22T18:31", next_day, Ok("2026-11-22T19:31"));
    check(SnoozeFor::Minutes(5), "2026-11-22T18:31", next_day, Err(SnoozeRefused::NotOffered));
    check(SnoozeFor::Tonight, "2026-11-22T18:31", next_day, Ok("2026-11-22T20:00"));
    check(SnoozeFor::Tonight, "2026-11-22T20:00", next_day, Ok("2026-11-22T21:00"));
    check(SnoozeFor::Tonight, "2026-11-23T00:30", next_day, Ok("2026-11-23T01:30"));
    check(SnoozeFor::Tomorrow, "2026-11-22T19:00", next_week, Ok("2026-11-23T18:30"));
    check(SnoozeFor::Tomorrow, "2026-11-23T01:00", next_week, Ok("2026-11-23T18:30"));
    check(SnoozeFor::Tomorrow, "2026-11-22T19:00", None, Ok("2026-11-23T18:30"));
    // S12: never past the next one, and past the end of the day only by asking for tomorrow.
    check(SnoozeFor::Tomorrow, "2026-11-22T19:00", next_day, Err(SnoozeRefused::PastTheNext));
    check(SnoozeFor::Minutes(60), "2026-11-22T18:31", Some("2026-11-22T19:31"), Err(SnoozeRefused::PastTheNext));
    check(SnoozeFor::Minutes(60), "2026-11-22T18:31", Some("2026-11-22T19:32"), Ok("2026-11-22T19:31"));
    check(SnoozeFor::Minutes(60), "2026-11-23T03:00", next_day, Err(SnoozeRefused::PastTheDay));
    check(SnoozeFor::Minutes(10), "2026-11-23T03:00", next_day, Ok("2026-11-23T03:10"));
}

#[test]
fn s11_a_snooze_across_a_clock_change_is_elapsed_minutes() {
    fn check(now: &str, expect: &str) {
        let here = zone("America/New_York");
        let until = ask(&here, &shown(&here, "2026-11-22T18:30"), SnoozeFor::Minutes(60), now, None);
        assert_eq!(until, Ok(at(&here, now) + TimeDelta::hours(1)), "{now}");
        assert_eq!(until, Ok(at(&here, expect)), "{now}");
    }
    check("2026-03-08T01:30", "2026-03-08T03:30");
    // 01:30 comes twice: an hour after the first is half past one again, half an hour before two.
    check("2026-11-01T00:45", "2026-11-01T01:45");
    let here = zone("America/New_York");
    let until =
        ask(&here, &shown(&here, "2026-11-22T18:30"), SnoozeFor::Minutes(60), "2026-11-01T01:30", None).unwrap();
    assert_eq!(at(&here, "2026-11-01T02:00") - until, TimeDelta::minutes(30));
}

#[test]
fn s12_three_in_a_row_and_no_more() {
    let here = zone("Europe/Berlin");
    let mut known = shown(&here, "2026-11-22T18:30");
    for left in [3, 2, 1] {
        assert_eq!(known.snoozes_left(), left);
        assert!(ask(&here, &known, SnoozeFor::Minutes(10), "2026-11-22T18:31", None).is_ok());
        known.snooze_count += 1;
    }
    assert_eq!(ask(&here, &known, SnoozeFor::Minutes(10), "2026-11-22T18:31", None), Err(SnoozeRefused::TooOften));
    known.state = State::Done;
    assert_eq!(ask(&here, &known, SnoozeFor::Minutes(10), "2026-11-22T18:31", None), Err(SnoozeRefused::NotOpen));
}

#[test]
fn s12_the_next_one_is_found_by_the_rule() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30")]);
    agenda.plan.reminders[0].active_from = due;
    agenda.tick(due, &here);
    let plan = agenda.plan_at(due);
    let next = next(&plan.reminders[0], due, &here, &plan).map(|next| next.due);
    assert_eq!(next, Some(at(&here, "2026-11-23T18:30")));
}

#[test]
fn a_snooze_wakes_once_within_its_own_grace() {
    fn check(kind: Kind, wakes_after: i64, expect: &str) {
        let here = zone("Europe/Berlin");
        let due = at(&here, "2026-11-22T18:30");
        let mut agenda = Agenda::new(vec![once(1, kind, "2026-11-22T18:30")]);
        agenda.tick(due, &here);
        let id = agenda.only_row().known.id;
        let until = due + TimeDelta::minutes(60);
        agenda.snooze(id, until);
        assert_eq!(agenda.tick(due + TimeDelta::minutes(59), &here).next_due, Some(until));
        agenda.tick(until + TimeDelta::minutes(wakes_after), &here);
        assert_eq!(agenda.only_row().known.state.as_str(), expect, "{kind} {wakes_after}");
        assert_eq!(told(&agenda.tick(until + TimeDelta::minutes(wakes_after + 5), &here)), 0);
    }
    check(Kind::Moment, 0, "shown");
    check(Kind::Moment, 45, "shown");
    check(Kind::Moment, 46, "missed");
    check(Kind::Practice, 300, "shown");
    check(Kind::Practice, 600, "missed");
}

#[test]
fn only_what_would_not_be_refused_is_offered() {
    fn check(now: &str, next: &str, expect: &[SnoozeFor]) {
        let here = zone("Europe/Berlin");
        let known = shown(&here, "2026-11-22T18:30");
        let offered = snoozes(&known, at(&here, now), &here, Some(at(&here, next)), DayStart::default());
        assert_eq!(offered, expect, "at {now}, next {next}");
    }
    let (ten, hour) = (SnoozeFor::Minutes(10), SnoozeFor::Minutes(60));
    check("2026-11-22T18:31", "2026-11-23T18:30", &[ten, hour, SnoozeFor::Tonight]);
    check("2026-11-22T18:31", "2026-11-29T18:30", &[ten, hour, SnoozeFor::Tonight, SnoozeFor::Tomorrow]);
    check("2026-11-22T20:30", "2026-11-23T18:30", &[ten, hour]);
    check("2026-11-22T18:31", "2026-11-22T18:45", &[ten]);
    check("2026-11-22T18:31", "2026-11-22T18:35", &[]);
}
