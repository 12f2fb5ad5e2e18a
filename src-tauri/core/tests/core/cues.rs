//! *Talk every time you are alone*: two cues a day, the days of a few a week, and the questions that ride on some.

use std::collections::BTreeMap;

use ajar_core::day::DayStart;
use ajar_core::day::practice_day;
use ajar_core::reminder::{Kind, Pause};
use ajar_core::schedule::{CueChoice, preview};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use crate::agenda::{Agenda, daily, told};
use crate::zones::{Bundled, at, date, utc, zone};

fn moments(times: &[&str]) -> Agenda {
    let reminders = (1..).zip(times).map(|(number, time)| daily(number, Kind::Moment, &format!("2026-01-01T{time}")));
    Agenda::new(reminders.collect())
}

/// Lives through so many days, tick by tick as the ticker would.
fn live(agenda: &mut Agenda, here: &Bundled, from: DateTime<Utc>, days: i64) {
    agenda.plan.reminders.iter_mut().for_each(|reminder| reminder.active_from = from);
    let mut now = from;
    while now < from + TimeDelta::days(days) {
        let next = agenda.tick(now, here).next_due;
        let soon = now + TimeDelta::hours(6);
        now = next.map_or(soon, |next| next.min(soon));
    }
}

/// What was shown on each day, and how many of it carried a question.
fn shown(agenda: &Agenda, here: &Bundled) -> BTreeMap<NaiveDate, (usize, usize)> {
    let mut days = BTreeMap::new();
    for row in agenda.rows.iter().filter(|row| row.notices > 0) {
        let day = days.entry(practice_day(row.known.due, here, DayStart::default())).or_insert((0, 0));
        *day = (day.0 + 1, day.1 + usize::from(row.known.question));
    }
    days
}

#[test]
fn the_first_two_of_a_day_come_and_the_others_say_why_not() {
    let here = zone("Europe/Berlin");
    let mut agenda = moments(&["12:00", "20:00", "18:00", "21:00"]);
    live(&mut agenda, &here, at(&here, "2026-11-22T08:00"), 1);
    assert_eq!(
        agenda.story(),
        ["22 12:00 shown on_time", "22 18:00 shown on_time", "22 20:00 skipped cap", "22 21:00 skipped cap"]
    );
}

#[test]
fn what_is_silent_leaves_its_place_to_the_next() {
    let here = zone("Europe/Berlin");
    let mut agenda = moments(&["12:00", "18:00", "20:00", "21:00"]);
    agenda.plan.reminders[0].pause = Some(Pause { until: Some(at(&here, "2026-11-22T15:00")) });
    live(&mut agenda, &here, at(&here, "2026-11-22T08:00"), 1);
    assert_eq!(
        agenda.story(),
        ["22 12:00 skipped paused", "22 18:00 shown on_time", "22 20:00 shown on_time", "22 21:00 skipped cap"]
    );
    // Slept through, it was not shown either.
    let mut asleep = moments(&["12:00", "18:00", "20:00", "21:00"]);
    asleep.tick(at(&here, "2026-11-21T22:30"), &here);
    asleep.rows.clear();
    asleep.plan.reminders.iter_mut().for_each(|reminder| reminder.active_from = at(&here, "2026-11-22T08:00"));
    assert_eq!(told(&asleep.tick(at(&here, "2026-11-22T14:00"), &here)), 0);
    live(&mut asleep, &here, at(&here, "2026-11-22T14:00"), 1);
    let evening: Vec<String> = asleep.story().into_iter().take(4).collect();
    assert_eq!(
        evening,
        ["22 12:00 missed beyond_grace", "22 18:00 shown on_time", "22 20:00 shown on_time", "22 21:00 skipped cap"]
    );
}

#[test]
fn a_few_a_week_are_three_days_with_one_between() {
    let here = zone("Europe/Berlin");
    let mut agenda = moments(&["12:00", "18:00", "20:00"]);
    agenda.plan.cues.few_a_week = true;
    // Monday; the clock changes on the last Sunday.
    live(&mut agenda, &here, at(&here, "2026-10-05T08:00"), 28);
    let days = shown(&agenda, &here);
    for week in 0..4 {
        let begins = date("2026-10-05") + TimeDelta::weeks(week);
        let days: Vec<_> = days.range(begins..begins + TimeDelta::days(7)).collect();
        assert_eq!(days.len(), 3, "in the week of {begins}");
        assert!(days.windows(2).all(|pair| (*pair[1].0 - *pair[0].0).num_days() >= 2));
        assert!(days.iter().all(|(_, (cues, _))| *cues == 2));
    }
}

#[test]
fn questions_come_so_many_times_a_week_and_never_two_on_a_day() {
    let here = zone("America/New_York");
    let mut patterns = std::collections::BTreeSet::new();
    for questions_per_week in 1..=5 {
        let mut agenda = moments(&["12:00", "18:00", "20:00"]);
        agenda.plan.cues = CueChoice { questions_per_week, ..CueChoice::default() };
        live(&mut agenda, &here, at(&here, "2026-03-02T08:00"), 35);
        let days = shown(&agenda, &here);
        for week in 0..5 {
            let begins = date("2026-03-02") + TimeDelta::weeks(week);
            let asked: Vec<NaiveDate> = days
                .range(begins..begins + TimeDelta::days(7))
                .filter(|(_, (_, questions))| *questions > 0)
                .map(|(day, _)| *day)
                .collect();
            assert_eq!(asked.len(), usize::from(questions_per_week), "in the week of {begins}");
            if questions_per_week <= 3 {
                assert!(asked.windows(2).all(|pair| (pair[1] - pair[0]).num_days() >= 2), "{asked:?}");
            }
            patterns
                .insert(asked.iter().map(Datelike::weekday).map(|day| day.num_days_from_monday()).collect::<Vec<_>>());
        }
        assert!(days.values().all(|(cues, questions)| *cues == 2 && *questions <= 1));
    }
    assert!(patterns.len() > 10, "every week has its own days: {patterns:?}");
}

#[test]
fn the_gate_silences_cues_and_questions() {
    let here = zone("Europe/Berlin");
    let mut agenda = moments(&["18:00"]);
    agenda.plan.facts.quiet_bids_until = Some(utc("2026-11-29T00:00:00Z"));
    live(&mut agenda, &here, at(&here, "2026-11-16T08:00"), 13);
    assert!(shown(&agenda, &here).is_empty());
    // A time without questions leaves the cues.
    let mut light = moments(&["18:00"]);
    light.plan.facts.no_questions_until = Some(utc("2026-11-29T00:00:00Z"));
    live(&mut light, &here, at(&here, "2026-11-16T08:00"), 13);
    assert_eq!(shown(&light, &here).values().copied().collect::<Vec<_>>(), [(1, 0); 13]);
}

#[test]
fn a_change_in_the_middle_of_a_week_asks_no_more_often() {
    let here = zone("Europe/Berlin");
    for turn in 1..7 {
        let mut agenda = moments(&["12:00", "18:00"]);
        let monday = at(&here, "2026-11-16T08:00");
        live(&mut agenda, &here, monday, turn);
        let now = monday + TimeDelta::days(turn);
        // Another reminder takes the lead, and with it the chance.
        let mut other = daily(0, Kind::Moment, "2026-01-01T16:00");
        other.active_from = now;
        agenda.plan.reminders.push(other);
        live(&mut agenda, &here, now, 7 - turn);
        let asked: usize = shown(&agenda, &here).range(..date("2026-11-23")).map(|(_, (_, questions))| questions).sum();
        assert!(asked <= 3, "{asked} after a change on day {turn}");
    }
}

#[test]
fn the_preview_says_which_carry_a_question_and_that_they_may_rest() {
    let here = zone("Europe/Berlin");
    let agenda = moments(&["12:00", "18:00", "20:00"]);
    let now = at(&here, "2026-11-16T08:00");
    let lines = preview(&agenda.plan.reminders[0], now, &here, &agenda.plan_at(now), 7);
    assert_eq!(lines.iter().filter(|line| line.question).count(), 3);
    assert!(lines.iter().all(|line| line.fires && line.may_rest && !line.in_quiet));
    let third = preview(&agenda.plan.reminders[2], now, &here, &agenda.plan_at(now), 7);
    assert!(third.iter().all(|line| !line.fires && !line.question && !line.may_rest));
    assert_eq!(third[0].note.map(|note| note.to_string()).as_deref(), Some("not shown: two others come that day"));
}

#[test]
fn a_day_with_fifty_reminders_fires_each_once() {
    let here = zone("Europe/Berlin");
    let reminders = (1..=50_u8).map(|number| {
        let minute = u32::from(number) * 13;
        daily(number, Kind::Listen, &format!("2026-01-01T{:02}:{:02}", 8 + minute / 60, minute % 60))
    });
    let mut agenda = Agenda::new(reminders.collect());
    live(&mut agenda, &here, at(&here, "2026-11-22T07:30"), 1);
    let today: Vec<_> = agenda.rows.iter().filter(|row| row.known.for_day == date("2026-11-22")).collect();
    assert_eq!(today.len(), 50);
    assert!(today.iter().all(|row| row.notices == 1));
}
