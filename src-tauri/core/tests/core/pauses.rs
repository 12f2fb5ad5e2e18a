use ajar_core::day::DayStart;
use ajar_core::reminder::{Kind, Pause, QuietHours};
use ajar_core::schedule::{PauseFor, PauseRefused, pause_until};
use chrono::TimeDelta;

use crate::agenda::{Agenda, daily, told};
use crate::zones::{at, date, zone};

#[test]
fn s18_paused_until_a_date_stays_paused_and_leaves_no_backlog() {
    let here = zone("Europe/Berlin");
    for all in [false, true] {
        let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30")]);
        agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T12:00");
        let pause = Some(Pause { until: Some(at(&here, "2026-11-25T04:00")) });
        if all {
            agenda.plan.pause_all = pause;
        } else {
            agenda.plan.reminders[0].pause = pause;
        }
        // Started now and then, at odd hours, with the last day of the pause slept through.
        for now in ["2026-11-22T18:30", "2026-11-23T09:00", "2026-11-23T18:31", "2026-11-24T12:00", "2026-11-25T09:00"]
        {
            let decision = agenda.tick(at(&here, now), &here);
            assert_eq!((told(&decision), decision.next_due), (0, Some(at(&here, "2026-11-25T18:30"))), "{now}");
        }
        assert_eq!(told(&agenda.tick(at(&here, "2026-11-25T18:30"), &here)), 1);
        assert_eq!(
            agenda.story(),
            ["22 18:30 skipped paused", "23 18:30 skipped paused", "24 18:30 skipped paused", "25 18:30 shown on_time"]
        );
    }
}

#[test]
fn paused_until_i_say_has_no_next() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30")]);
    agenda.plan.pause_all = Some(Pause { until: None });
    assert_eq!(agenda.tick(at(&here, "2026-11-22T12:00"), &here).next_due, None);
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T18:30"), &here)), 0);
}

#[test]
fn a_pause_takes_a_snooze_with_it() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30")]);
    agenda.plan.reminders[0].active_from = due;
    agenda.tick(due, &here);
    let id = agenda.only_row().known.id;
    agenda.snooze(id, due + TimeDelta::minutes(10));
    agenda.plan.pause_all = Some(Pause { until: Some(due + TimeDelta::hours(1)) });
    agenda.tick(due + TimeDelta::minutes(10), &here);
    assert_eq!(agenda.story(), ["22 18:30 skipped paused"]);
}

#[test]
fn how_long_a_pause_lasts() {
    fn check(choice: PauseFor, now: &str, quiet: &str, expect: &str) {
        let here = zone("America/New_York");
        let pause = pause_until(choice, at(&here, now), &here, quiet.parse().unwrap(), DayStart::default());
        assert_eq!(pause, Ok(Pause { until: Some(at(&here, expect)) }), "{choice:?} at {now}");
    }
    let usual = "22:00-07:00";
    check(PauseFor::Hour, "2026-11-22T18:30", usual, "2026-11-22T19:30");
    check(PauseFor::Hour, "2026-03-08T01:30", usual, "2026-03-08T03:30");
    check(PauseFor::Morning, "2026-11-22T18:30", usual, "2026-11-23T07:00");
    check(PauseFor::Morning, "2026-11-23T01:30", usual, "2026-11-23T07:00");
    check(PauseFor::Morning, "2026-11-22T06:00", usual, "2026-11-23T07:00");
    check(PauseFor::Morning, "2026-11-22T18:30", "00:00-00:00", "2026-11-23T07:00");
    check(PauseFor::Morning, "2026-11-22T18:30", "13:00-15:00", "2026-11-23T07:00");
    check(PauseFor::Morning, "2026-11-22T18:30", "23:00-08:30", "2026-11-23T08:30");
    check(PauseFor::Date(date("2026-11-30")), "2026-11-22T18:30", usual, "2026-11-30T04:00");

    let here = zone("America/New_York");
    let ask =
        |choice| pause_until(choice, at(&here, "2026-11-23T01:30"), &here, QuietHours::default(), DayStart::default());
    assert_eq!(ask(PauseFor::UntilISay), Ok(Pause { until: None }));
    assert_eq!(ask(PauseFor::Date(date("2026-11-22"))), Err(PauseRefused::NotInTheFuture));
    assert!(ask(PauseFor::Date(date("2026-11-23"))).is_ok());
    assert_eq!(ask(PauseFor::Date(date("2036-11-30"))), Err(PauseRefused::TooFar));
}
