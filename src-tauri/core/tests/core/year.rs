//! A year on a fake clock, with random reminders, restarts, sleeps, clock steps and trips.

use std::sync::Arc;

use ajar_core::completion::next_after;
use ajar_core::day::{DayStart, practice_day};
use ajar_core::ids::ReminderId;
use ajar_core::occurrence::State;
use ajar_core::reminder::{Kind, Pause, QuietChoice, Reminder};
use ajar_core::rule::{LeapDay, Rule};
use ajar_core::schedule::{CueChoice, preview};
use ajar_core::zone::Zone;
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use proptest::prelude::*;

use crate::agenda::{Agenda, shown};
use crate::zones::{Bundled, at, civil, zone};

const ZONES: [&str; 6] =
    ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Africa/Cairo", "Pacific/Auckland"];

fn any_reminder() -> impl Strategy<Value = Reminder> {
    let rules = prop_oneof![
        Just("FREQ=DAILY"),
        Just("FREQ=DAILY;INTERVAL=3"),
        Just("FREQ=WEEKLY"),
        Just("FREQ=WEEKLY;BYDAY=SA,SU"),
        Just("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,SU"),
        Just("FREQ=MONTHLY;BYDAY=-1SU"),
        Just("FREQ=MONTHLY;BYMONTHDAY=31"),
        Just("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ];
    let kinds = prop::sample::select(Kind::ALL);
    let quiet = prop::sample::select(QuietChoice::ALL);
    // Half of them in the hours in which clocks change.
    let minute = prop_oneof![0..240_i64, 0..1440_i64];
    let lead = prop_oneof![Just(0_u16), Just(0), Just(30)];
    let pause = prop::option::of(0..60_i64);
    let window = prop::option::weighted(0.3, 2..300_i64);
    let pinned = prop::option::weighted(0.3, prop::sample::select(&ZONES));
    let leap_day = prop::sample::select(LeapDay::ALL);
    (rules, kinds, quiet, minute, 0..40_i64, lead, pause, (window, pinned, leap_day)).prop_map(
        |(rule, kind, quiet, minute, day, lead_min, pause, (window, pinned, leap_day))| {
            let start = civil("2025-12-01T00:00") + TimeDelta::days(day) + TimeDelta::minutes(minute);
            let until = |days| {
                DateTime::<Utc>::from_naive_utc_and_offset(civil("2026-01-15T00:00") + TimeDelta::days(days), Utc)
            };
            Reminder {
                id: ReminderId::from_bytes([0; 16]),
                kind,
                rule: rule.parse().unwrap(),
                leap_day,
                start,
                until_time: until_time(start, window),
                after_done: None,
                zone: pinned.map(str::to_owned),
                lead_min: if window.is_some() { 0 } else { lead_min },
                quiet,
                enabled: true,
                active_from: DateTime::UNIX_EPOCH,
                pause: pause.map(|days| Pause { until: Some(until(days)) }),
            }
        },
    )
}

/// A window ends on the day on which it begins.
fn until_time(start: NaiveDateTime, minutes: Option<i64>) -> Option<NaiveTime> {
    let until = start + TimeDelta::minutes(minutes?);
    (until.date() == start.date()).then(|| until.time())
}

fn any_reminders() -> impl Strategy<Value = Vec<Reminder>> {
    prop::collection::vec(any_reminder(), 1..5).prop_map(|mut reminders| {
        for (number, reminder) in (1..).zip(&mut reminders) {
            reminder.id = ReminderId::from_bytes([number; 16]);
        }
        reminders
    })
}

fn begin(reminders: Vec<Reminder>, first: DateTime<Utc>) -> Agenda {
    let mut agenda = Agenda::new(reminders);
    for name in ZONES {
        agenda.plan.zones.insert(name, Arc::new(zone(name)));
    }
    agenda.plan.reminders.iter_mut().for_each(|reminder| reminder.active_from = first);
    agenda
}

/// The times at which these reminders will be shown, as previewed at `now`.
type Promised = (ReminderId, DateTime<Utc>, Vec<(NaiveDateTime, DateTime<Utc>, bool)>);

fn promised(agenda: &Agenda, now: DateTime<Utc>, here: &Bundled) -> Vec<Promised> {
    let plan = agenda.plan_at(now);
    let promise = |reminder: &Reminder| {
        let lines = preview(reminder, now, here, &plan, 10);
        (
            reminder.id,
            now,
            lines.iter().filter(|line| line.fires).map(|line| (line.nominal, line.due, line.question)).collect(),
        )
    };
    plan.reminders.iter().map(promise).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn nothing_is_shown_twice(
        reminders in any_reminders(),
        mut here in prop::sample::select(&ZONES),
        steps in prop::collection::vec((0..5_u8, 1..4_000_i64, prop::sample::select(&ZONES)), 300),
    ) {
        let first = at(&zone(here), "2026-01-01T12:00");
        let mut now = first;
        let mut agenda = begin(reminders, first);
        for (step, minutes, elsewhere) in steps {
            match step {
                0 => now -= TimeDelta::minutes(minutes % 240),
                1 => here = elsewhere,
                _ => now += TimeDelta::minutes(minutes),
            }
            agenda.tick(now, &zone(here));
            agenda.tick(now + TimeDelta::seconds(30), &zone(here));
        }
        for row in &agenda.rows {
            prop_assert!(row.notices <= 1, "{:?}", row);
        }
    }

    #[test]
    fn what_is_previewed_is_what_fires(
        reminders in any_reminders(),
        here in prop::sample::select(&ZONES),
        rest in prop::option::of(0..100_i64),
        few_a_week in any::<bool>(),
        questions_per_week in 1..=5_u8,
        look_every in 40..200_usize,
    ) {
        let here = zone(here);
        let first = at(&here, "2026-01-01T12:00");
        let end = at(&here, "2026-12-31T12:00");
        let mut agenda = begin(reminders, first);
        agenda.plan.facts.quiet_bids_until = rest.map(|days| first + TimeDelta::days(days));
        agenda.plan.cues = CueChoice { few_a_week, questions_per_week, ..CueChoice::default() };
        let mut promises = Vec::new();
        let mut now = first;
        let mut ticks = 0;
        while now < end {
            let decision = agenda.tick(now, &here);
            if ticks % look_every == 0 {
                promises.extend(promised(&agenda, now, &here));
            }
            ticks += 1;
            let soon = now + TimeDelta::hours(8);
            now = decision.next_due.map_or(soon, |next| next.min(soon));
        }
        for (reminder, seen_at, lines) in promises {
            let promised: Vec<_> = lines.into_iter().filter(|(_, due, _)| *due < end - TimeDelta::minutes(5)).collect();
            let fired: Vec<_> = shown(&agenda, reminder).into_iter().filter(|(_, due, _)| *due > seen_at).take(promised.len()).collect();
            prop_assert_eq!(&fired, &promised, "seen at {} in {}", here.to_civil(seen_at), here.name());
        }
    }
    /// Each Done moves the beginning, as the engine does; what was previewed since then comes until the next Done.
    #[test]
    fn what_counts_from_its_last_done_comes_as_previewed(
        reminder in any_reminder(),
        here in prop::sample::select(&ZONES),
        days in 1..40_u16,
        waits in prop::collection::vec(prop::option::weighted(0.8, 0..6_000_i64), 400),
    ) {
        let here = zone(here);
        let first = at(&here, "2026-01-01T12:00");
        let end = at(&here, "2026-12-31T12:00");
        let counting = Reminder {
            rule: Rule::every_days(days).unwrap(),
            leap_day: LeapDay::Skip,
            after_done: Some(days),
            ..reminder
        };
        let mut agenda = begin(vec![counting], first);
        let mut waits = waits.into_iter();
        let mut promise = promised(&agenda, first, &here).remove(0).2.into_iter();
        let (mut now, mut done_at, mut seen) = (first, None, 0);
        while now < end {
            if done_at.is_some_and(|at| at <= now) {
                let reminder = &mut agenda.plan.reminders[0];
                let day = practice_day(now, &here, DayStart::default());
                reminder.start = next_after(day, days, reminder.start.time()).unwrap();
                for row in agenda.rows.iter_mut().filter(|row| row.known.shown) {
                    row.known.state = State::Done;
                }
                promise = promised(&agenda, now, &here).remove(0).2.into_iter();
                done_at = None;
            }
            let decision = agenda.tick(now, &here);
            let all = shown(&agenda, agenda.plan.reminders[0].id);
            for new in &all[seen..] {
                // Ten are previewed; what is not done for longer than that was promised to nobody.
                if let Some(promised) = promise.next() {
                    prop_assert_eq!(new, &promised, "in {}", here.name());
                }
                let wait = waits.next().flatten();
                done_at = done_at.or(wait.map(|minutes| now + TimeDelta::minutes(minutes)));
            }
            seen = all.len();
            let soon = done_at.unwrap_or(end).min(now + TimeDelta::hours(8)).max(now + TimeDelta::seconds(1));
            now = decision.next_due.map_or(soon, |next| next.min(soon));
        }
        prop_assert!(seen > 0 || promise.next().is_none(), "something came, or nothing was promised");
    }
}
