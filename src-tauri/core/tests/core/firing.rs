//! The scenarios of the time contract, each on a fake clock.

use ajar_core::occurrence::{Reason, State};
use ajar_core::reminder::{Kind, QuietChoice, QuietHours};
use ajar_core::schedule::{Decision, Notice, Subject, Zones, decide, next_due};
use chrono::TimeDelta;

use crate::agenda::{Agenda, daily, once, told};
use crate::zones::{Counting, at, civil, date, utc, zone};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

#[test]
fn on_time_it_fires_once() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30")]);
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T12:00");
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T18:29"), &here)), 0);
    let decision = agenda.tick(at(&here, "2026-11-22T18:30"), &here);
    let reminder = agenda.plan.reminders[0].id;
    assert_eq!(decision.notice, Notice::One(Subject::New { reminder, nominal: civil("2026-11-22T18:30") }));
    assert_eq!(decision.next_due, Some(at(&here, "2026-11-23T18:30")));
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T18:30") + TimeDelta::seconds(30), &here)), 0);
    assert_eq!(agenda.story(), ["22 18:30 shown on_time"]);
}

#[test]
fn s1_asleep_over_three_gives_one_notice_and_three_rows() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![
        once(1, Kind::Moment, "2026-11-22T09:00"),
        once(2, Kind::Moment, "2026-11-22T13:00"),
        once(3, Kind::Practice, "2026-11-22T12:30"),
    ]);
    agenda.tick(at(&here, "2026-11-22T08:00"), &here);
    let decision = agenda.tick(at(&here, "2026-11-22T18:00"), &here);
    assert!(matches!(decision.notice, Notice::One(_)));
    assert_eq!(agenda.story(), ["22 09:00 missed beyond_grace", "22 12:30 shown late", "22 13:00 missed beyond_grace"]);
}

#[test]
fn s1_after_a_week_only_the_newest_of_each_is_told() {
    let here = zone("Europe/Berlin");
    let mut agenda =
        Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30"), daily(2, Kind::Reflect, "2026-11-01T21:00")]);
    agenda.tick(at(&here, "2026-11-12T21:30"), &here);
    agenda.rows.clear();
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-12T21:30");
    agenda.plan.reminders[1].active_from = at(&here, "2026-11-12T21:30");
    let decision = agenda.tick(at(&here, "2026-11-22T21:30"), &here);
    assert_eq!(decision.notice, Notice::Digest(2));
    // Seven days back: six evenings that are over, and today's.
    assert_eq!(agenda.rows.iter().filter(|row| row.known.state == State::Missed).count(), 2 * 6);
    assert_eq!(agenda.rows.iter().filter(|row| row.known.state == State::Shown).count(), 2);
}

#[test]
fn s2_older_than_its_grace_is_missed() {
    fn check(kind: Kind, due: &str, now: &str, expect: &str) {
        let here = zone("Europe/Berlin");
        let mut agenda = Agenda::new(vec![once(1, kind, due)]);
        agenda.tick(at(&here, now), &here);
        assert_eq!(agenda.story(), [expect], "{kind} due {due} at {now}");
    }
    check(Kind::Moment, "2026-11-22T18:00", "2026-11-22T18:45", "22 18:00 shown late");
    check(Kind::Moment, "2026-11-22T18:00", "2026-11-22T18:46", "22 18:00 missed beyond_grace");
    check(Kind::Practice, "2026-11-22T18:00", "2026-11-23T03:59", "22 18:00 shown late");
    check(Kind::Practice, "2026-11-22T18:00", "2026-11-23T04:01", "22 18:00 missed beyond_grace");
    check(Kind::Weekly, "2026-11-22T18:00", "2026-11-23T04:01", "22 18:00 missed beyond_grace");
    // The night of the clock change is an hour longer: 45 minutes stay 45 minutes, and the day ends at 04:00 winter time.
    check(Kind::Moment, "2026-10-24T21:30", "2026-10-24T22:15", "24 21:30 shown late");
    check(Kind::Practice, "2026-10-24T21:30", "2026-10-25T03:59", "24 21:30 shown late");
}

#[test]
fn s3_a_crash_between_claim_and_show_shows_it_once() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    let mut agenda = Agenda::new(vec![once(1, Kind::Moment, "2026-11-22T18:30")]);
    agenda.claim(due, &here);
    let restarted = agenda.claim(due + TimeDelta::seconds(20), &here);
    assert_eq!((told(&restarted), restarted.next_due), (0, Some(due + MINUTE)), "it may still be on its way");
    let decision = agenda.tick(due + MINUTE, &here);
    assert_eq!(decision.notice, Notice::One(Subject::Known(agenda.only_row().known.id)));
    for minute in 2..60 {
        assert_eq!(told(&agenda.tick(due + MINUTE * minute, &here)), 0);
    }
    assert_eq!((agenda.only_row().notices, agenda.only_row().known.state), (1, State::Shown));
}

#[test]
fn s3_a_crash_that_lasts_beyond_the_grace_is_missed() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    let mut agenda = Agenda::new(vec![once(1, Kind::Moment, "2026-11-22T18:30")]);
    agenda.claim(due, &here);
    assert_eq!(told(&agenda.tick(due + MINUTE * 46, &here)), 0);
    assert_eq!(agenda.story(), ["22 18:30 missed beyond_grace"]);
}

#[test]
fn s4_of_two_instances_one_fires() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    let mut agenda = Agenda::new(vec![once(1, Kind::Moment, "2026-11-22T18:30")]);
    assert_eq!(told(&agenda.claim(due, &here)), 1);
    assert_eq!(told(&agenda.claim(due + TimeDelta::seconds(1), &here)), 0, "the other one sees the first one's claim");
    agenda.show();
    assert_eq!(told(&agenda.claim(due + MINUTE * 2, &here)), 0);
}

#[test]
fn s5_the_clock_set_back_after_firing_fires_no_second() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    for answer in [State::Shown, State::Done, State::Skipped] {
        let mut agenda = Agenda::new(vec![once(1, Kind::Practice, "2026-11-22T18:30")]);
        agenda.tick(due, &here);
        agenda.rows[0].known.state = answer;
        for minute in -120..60 {
            let decision = agenda.tick(due + MINUTE * minute, &here);
            assert_eq!((told(&decision), decision.forget.len()), (0, 0), "{answer} at {minute}");
        }
    }
}

#[test]
fn s6_the_clock_three_days_ahead_and_back_fires_nothing_false_and_the_next_one_right() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T20:00")]);
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T09:00");
    agenda.tick(at(&here, "2026-11-22T10:00"), &here);
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-25T10:00"), &here)), 0);
    assert_eq!(agenda.rows.len(), 3);
    let back = agenda.tick(at(&here, "2026-11-22T10:01"), &here);
    assert_eq!((back.forget.len(), agenda.rows.len()), (3, 0));
    assert_eq!(back.next_due, Some(at(&here, "2026-11-22T20:00")));
    for evening in ["2026-11-22T20:00", "2026-11-23T20:00", "2026-11-24T20:00", "2026-11-25T20:00"] {
        assert_eq!(told(&agenda.tick(at(&here, evening), &here)), 1, "{evening}");
    }
}

#[test]
fn s6_a_reminder_made_while_the_clock_was_ahead_still_fires() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T20:00")]);
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-25T10:00");
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T10:00"), &here)), 0);
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T20:00"), &here)), 1);
    assert_eq!(agenda.rows.len(), 1);
}

#[test]
fn s7_a_reminder_follows_the_traveler_or_stays_pinned() {
    let (berlin, new_york) = (zone("Europe/Berlin"), zone("America/New_York"));
    let landed = at(&berlin, "2026-11-22T14:00");
    let reminders = vec![daily(1, Kind::Practice, "2026-11-01T20:00")];
    let follow = |zone| {
        let mut agenda = Agenda::new(reminders.clone());
        agenda.plan.reminders[0].active_from = landed;
        agenda.plan.quiet_hours = QuietHours::NONE;
        (0..36 * 4)
            .map(|i| landed + MINUTE * 15 * i)
            .filter(|now| told(&agenda.tick(*now, zone)) > 0)
            .collect::<Vec<_>>()
    };
    assert_eq!(follow(&new_york), [at(&new_york, "2026-11-22T20:00")]);
    assert_eq!(follow(&berlin), [at(&new_york, "2026-11-22T14:00"), at(&new_york, "2026-11-23T14:00")]);

    // Pinned to Berlin, looked at in New York: 14:00 there. An unknown zone follows the computer.
    let pinned = |known: bool| {
        let mut agenda = Agenda::new(reminders.clone());
        agenda.plan.reminders[0].active_from = landed;
        agenda.plan.reminders[0].zone = Some("Europe/Berlin".into());
        agenda.plan.quiet_hours = QuietHours::NONE;
        if known {
            agenda.plan.zones = Zones::default();
            agenda.plan.zones.insert("Europe/Berlin", std::sync::Arc::new(zone("Europe/Berlin")));
        }
        let ticks = (0..36 * 4).map(|i| landed + MINUTE * 15 * i);
        ticks.filter(|now| told(&agenda.tick(*now, &new_york)) > 0).collect::<Vec<_>>()
    };
    assert_eq!(pinned(true), [at(&new_york, "2026-11-22T14:00"), at(&new_york, "2026-11-23T14:00")]);
    assert_eq!(pinned(false), [at(&new_york, "2026-11-22T20:00")]);
}

#[test]
fn s8_a_westward_trip_that_repeats_the_hour_fires_once() {
    let (berlin, new_york) = (zone("Europe/Berlin"), zone("America/New_York"));
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T20:00")]);
    agenda.plan.reminders[0].active_from = at(&berlin, "2026-11-22T12:00");
    assert_eq!(told(&agenda.tick(at(&berlin, "2026-11-22T20:00"), &berlin)), 1);
    for hour in 20..24 {
        let now = at(&new_york, &format!("2026-11-22T{hour}:00"));
        assert_eq!(told(&agenda.tick(now, &new_york)), 0, "{hour} again");
    }
    assert_eq!(agenda.rows.len(), 1);
}

#[test]
fn s9_an_eastward_trip_that_skips_the_hour_misses_it_within_its_grace() {
    fn check(kind: Kind, landed: &str, expect: &str) {
        let (new_york, berlin) = (zone("America/New_York"), zone("Europe/Berlin"));
        let mut agenda = Agenda::new(vec![daily(1, kind, "2026-11-01T20:00")]);
        agenda.plan.reminders[0].active_from = at(&new_york, "2026-11-22T08:00");
        agenda.plan.reminders[0].quiet = QuietChoice::Through;
        agenda.tick(at(&new_york, "2026-11-22T13:00"), &new_york);
        agenda.tick(at(&berlin, landed), &berlin);
        assert_eq!(agenda.story(), [expect], "{kind} landed {landed}");
    }
    check(Kind::Practice, "2026-11-23T02:00", "22 20:00 shown late");
    check(Kind::Practice, "2026-11-23T05:00", "22 20:00 missed beyond_grace");
    check(Kind::Moment, "2026-11-22T20:40", "22 20:00 shown late");
    check(Kind::Moment, "2026-11-22T21:00", "22 20:00 missed beyond_grace");
}

#[test]
fn s13_done_after_midnight_counts_for_the_evening_before() {
    let here = zone("Europe/Berlin");
    for day_start in ["00:00", "04:00"] {
        let mut agenda = Agenda::new(vec![once(1, Kind::Practice, "2026-11-22T23:30")]);
        agenda.plan.reminders[0].quiet = QuietChoice::Through;
        agenda.plan.day_start = day_start.parse().unwrap();
        agenda.tick(at(&here, "2026-11-22T23:30"), &here);
        let (id, until) = (agenda.only_row().known.id, at(&here, "2026-11-23T00:10"));
        agenda.snooze(id, until);
        agenda.tick(until, &here);
        let row = agenda.only_row();
        assert_eq!((row.known.state, row.known.for_day), (State::Shown, date("2026-11-22")), "{day_start}");
    }
}

#[test]
fn s14_five_due_in_quiet_hours_give_one_digest_at_their_end() {
    let here = zone("Europe/Berlin");
    let times = ["22:30", "23:00", "23:45", "23:50", "23:55"];
    let reminders =
        (1..).zip(times).map(|(number, time)| once(number, Kind::Practice, &format!("2026-11-21T{time}"))).collect();
    let mut agenda = Agenda::new(reminders);
    for minute in 0..9 * 60 {
        let now = at(&here, "2026-11-21T22:00") + MINUTE * minute;
        let decision = agenda.tick(now, &here);
        assert_eq!(decision.notice, Notice::None);
        assert_eq!(decision.next_due, Some(at(&here, "2026-11-22T07:00")));
    }
    assert_eq!(agenda.tick(at(&here, "2026-11-22T07:00"), &here).notice, Notice::Digest(5));
    assert!(
        agenda.rows.iter().all(|row| row.reason == Reason::QuietDeferred && row.known.for_day == date("2026-11-22"))
    );
}

#[test]
fn s14_quiet_hours_leave_out_or_let_through_as_chosen() {
    fn check(quiet: QuietChoice, due: &str, now: &str, expect: &[&str]) {
        let here = zone("Europe/Berlin");
        let mut agenda = Agenda::new(vec![once(1, Kind::Listen, due)]);
        agenda.plan.reminders[0].quiet = quiet;
        agenda.tick(at(&here, now), &here);
        assert_eq!(agenda.story(), expect, "{quiet} {due}");
    }
    check(QuietChoice::Drop, "2026-11-22T22:00", "2026-11-22T22:00", &["22 22:00 dropped quiet_dropped"]);
    check(QuietChoice::Drop, "2026-11-22T21:59", "2026-11-22T21:59", &["22 21:59 shown on_time"]);
    check(QuietChoice::Through, "2026-11-22T23:00", "2026-11-22T23:00", &["22 23:00 shown on_time"]);
    check(QuietChoice::Defer, "2026-11-22T06:59", "2026-11-22T06:59", &[]);
    check(QuietChoice::Defer, "2026-11-22T07:00", "2026-11-22T07:00", &["22 07:00 shown on_time"]);
}

#[test]
fn s15_quiet_hours_that_end_in_a_gap_end_after_it() {
    let here = zone("America/New_York");
    let mut agenda = Agenda::new(vec![once(1, Kind::Listen, "2026-03-08T01:00")]);
    agenda.plan.quiet_hours = QuietHours::parse("22:00", "02:30").unwrap();
    let before = agenda.tick(at(&here, "2026-03-08T01:30"), &here);
    assert_eq!(before.next_due, Some(at(&here, "2026-03-08T03:30")));
    assert_eq!(told(&agenda.tick(utc("2026-03-08T07:29:30Z"), &here)), 0);
    assert_eq!(told(&agenda.tick(utc("2026-03-08T07:30:00Z"), &here)), 1);
}

#[test]
fn s16_do_not_disturb_holds_within_the_grace() {
    fn check(kind: Kind, minutes: i32, expect: &str) {
        let here = zone("Europe/Berlin");
        let due = at(&here, "2026-11-22T18:30");
        let mut agenda = Agenda::new(vec![once(1, kind, "2026-11-22T18:30")]);
        agenda.plan.facts.hold = true;
        for minute in 0..minutes {
            agenda.tick(due + MINUTE * minute, &here);
        }
        agenda.plan.facts.hold = false;
        agenda.tick(due + MINUTE * minutes, &here);
        assert_eq!(agenda.story(), [expect], "{kind} after {minutes}");
    }
    check(Kind::Moment, 40, "22 18:30 shown late");
    check(Kind::Moment, 46, "22 18:30 missed beyond_grace");
    check(Kind::Practice, 120, "22 18:30 shown late");
}

#[test]
fn s17_full_screen_at_due_waits_and_tells_all_of_it_at_once() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    let mut agenda =
        Agenda::new(vec![once(1, Kind::Practice, "2026-11-22T18:30"), once(2, Kind::Listen, "2026-11-22T18:50")]);
    agenda.plan.facts.hold = true;
    for minute in 0..60 {
        let decision = agenda.tick(due + MINUTE * minute, &here);
        assert_eq!((told(&decision), decision.claims.len()), (0, 0), "nothing is claimed that is not shown");
        assert!(decision.held);
    }
    agenda.plan.facts.hold = false;
    let shown = agenda.tick(due + MINUTE * 60, &here);
    assert_eq!((shown.notice, shown.held), (Notice::Digest(2), false));
    agenda.plan.facts.hold = true;
    assert!(!agenda.tick(due + MINUTE * 61, &here).held, "nothing waits any more");
}

#[test]
fn s24_a_day_without_anything_due_decides_nothing() {
    let here = zone("Europe/Berlin");
    let begins = at(&here, "2026-11-22T19:00");
    let mut agenda =
        Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30"), daily(2, Kind::Moment, "2026-11-01T18:30")]);
    agenda.plan.reminders.iter_mut().for_each(|reminder| reminder.active_from = begins);
    let plan = agenda.plan_at(begins);
    let mut ticks = 0;
    let mut now = begins;
    while now < begins + TimeDelta::hours(23) {
        let decision = decide(now, &here, &plan);
        let expect = Decision { next_due: Some(at(&here, "2026-11-23T18:30")), ..Decision::default() };
        assert_eq!(decision, expect, "nothing to write");
        now += TimeDelta::seconds(30);
        ticks += 1;
    }
    assert!(ticks <= 2_880);
}

#[test]
fn s21_an_edited_rule_fires_at_its_new_time_and_not_again_at_the_old() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T20:00")]);
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T12:00");
    agenda.tick(at(&here, "2026-11-22T20:00"), &here);
    agenda.plan.reminders[0].start = civil("2026-11-22T21:00");
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T20:05");
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T20:05"), &here)), 0);
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T21:00"), &here)), 1);
    agenda.plan.reminders[0].start = civil("2026-11-22T20:00");
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T19:00");
    assert_eq!(
        told(&agenda.tick(at(&here, "2026-11-22T21:05"), &here)),
        0,
        "moved back, with a clock that was set back, too"
    );
    assert_eq!(agenda.rows.len(), 2);
}

#[test]
fn a_new_reminder_has_no_past() {
    let here = zone("Europe/Berlin");
    let mut agenda = Agenda::new(vec![daily(1, Kind::Practice, "2026-11-01T18:30")]);
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T18:31");
    agenda.tick(at(&here, "2026-11-22T18:31"), &here);
    assert!(agenda.rows.is_empty());
    agenda.plan.reminders[0].active_from = at(&here, "2026-11-22T18:30");
    agenda.tick(at(&here, "2026-11-22T18:31"), &here);
    assert_eq!(agenda.rows.len(), 1, "made in the very minute it is due");
}

#[test]
fn s22_disabled_while_due_is_dropped() {
    let here = zone("Europe/Berlin");
    let due = at(&here, "2026-11-22T18:30");
    for deleted in [false, true] {
        let mut agenda =
            Agenda::new(vec![once(1, Kind::Practice, "2026-11-22T18:30"), once(2, Kind::Reflect, "2026-11-22T18:30")]);
        agenda.claim(due, &here);
        let snoozed = agenda.rows[1].known.id;
        agenda.snooze(snoozed, due + MINUTE * 10);
        agenda.plan.reminders.iter_mut().for_each(|reminder| reminder.enabled = false);
        if deleted {
            agenda.plan.reminders.clear();
        }
        for minute in 0..20 {
            let decision = agenda.tick(due + MINUTE * minute, &here);
            assert_eq!((told(&decision), decision.next_due), (0, None));
        }
        assert_eq!(agenda.story(), ["22 18:30 dropped disabled", "22 18:30 dropped disabled"], "deleted: {deleted}");
    }
}

#[test]
fn s23_the_work_does_not_grow_with_age_or_silence() {
    let here = Counting::new(zone("Europe/Berlin"));
    let now = at(&here, "2026-11-22T12:00");
    let questions = |start: &str, until: Option<&str>| {
        let mut agenda = Agenda::new(vec![daily(1, Kind::Moment, start)]);
        agenda.plan.reminders[0].active_from = now;
        agenda.plan.facts.quiet_bids_until = until.map(utc);
        here.take();
        assert!(next_due(now, &here, &agenda.plan_at(now)).is_some());
        here.take()
    };
    let young = questions("2026-11-01T18:30", None);
    assert!(young <= 20, "{young} questions to the zone");
    assert_eq!(questions("1926-11-01T18:30", None), young, "a start long ago");
    assert!(questions("2026-11-01T18:30", Some("2036-01-01T00:00:00Z")) <= 20, "a long rest");

    let ten_thousand = (0..10_000_u16).map(|number| {
        let mut reminder = daily(0, Kind::Practice, "2006-11-01T18:30");
        reminder.id = ajar_core::ids::ReminderId::from_bytes(u128::from(number).to_be_bytes());
        reminder.active_from = now;
        reminder
    });
    let agenda = Agenda::new(ten_thousand.collect());
    here.take();
    assert!(next_due(now, &here, &agenda.plan_at(now)).is_some());
    assert!(here.take() <= 10_000 * young);

    // All of them cues: two are shown a day, and finding the first does not ask about each day of each.
    let mut moments = agenda;
    moments.plan.reminders.iter_mut().for_each(|reminder| reminder.kind = Kind::Moment);
    assert_eq!(next_due(now, &here, &moments.plan_at(now)), Some(at(&here, "2026-11-22T18:30")));
    assert!(here.take() <= 10_000 * 2 * young);
}

#[test]
fn two_within_two_minutes_share_one_notice() {
    fn check(times: &[&str], expect: &[&str]) {
        let here = zone("Europe/Berlin");
        let reminders =
            (1..).zip(times).map(|(number, time)| once(number, Kind::Listen, &format!("2026-11-22T{time}"))).collect();
        let mut agenda = Agenda::new(reminders);
        let mut notices = Vec::new();
        for half_minute in 0..60 {
            let now = at(&here, "2026-11-22T18:00") + TimeDelta::seconds(30 * half_minute);
            let decision = agenda.tick(now, &here);
            if told(&decision) > 0 {
                notices.push(format!("{} {}", here_time(now), told(&decision)));
            }
        }
        assert_eq!(notices, expect, "{times:?}");
        assert!(agenda.rows.iter().all(|row| row.reason == Reason::OnTime));
    }
    fn here_time(now: chrono::DateTime<chrono::Utc>) -> String {
        use ajar_core::zone::Zone as _;
        zone("Europe/Berlin").to_civil(now).format("%H:%M").to_string()
    }
    check(&["18:10"], &["18:10 1"]);
    check(&["18:10", "18:10"], &["18:10 2"]);
    check(&["18:10", "18:11"], &["18:11 2"]);
    check(&["18:10", "18:12"], &["18:12 2"]);
    check(&["18:10", "18:13"], &["18:10 1", "18:13 1"]);
    // A row of them does not hold the first for ever.
    check(&["18:10", "18:11", "18:12", "18:13", "18:14"], &["18:12 3", "18:14 2"]);
}

#[test]
fn what_makes_a_practice_reminder_unneeded() {
    fn check(kind: Kind, last_day: Option<&str>, last_talk: Option<&str>, resting_until: Option<&str>, expect: &str) {
        let here = zone("Europe/Berlin");
        let mut agenda = Agenda::new(vec![once(1, kind, "2026-11-22T18:30")]);
        agenda.plan.facts.last_practice_day = last_day.map(date);
        agenda.plan.facts.last_talk = last_talk.map(|time| at(&here, time));
        agenda.plan.facts.quiet_bids_until = resting_until.map(|time| at(&here, time));
        agenda.tick(at(&here, "2026-11-22T18:30"), &here);
        assert_eq!(agenda.story(), [format!("22 18:30 {expect}")]);
    }
    let (shown, practiced, talked) = ("shown on_time", "skipped practiced_already", "skipped talked_recently");
    check(Kind::Practice, Some("2026-11-21"), None, None, shown);
    check(Kind::Practice, Some("2026-11-22"), None, None, practiced);
    check(Kind::Practice, Some("2026-11-30"), None, None, shown);
    check(Kind::Practice, None, Some("2026-11-22T15:31"), None, talked);
    check(Kind::Practice, None, Some("2026-11-22T15:30"), None, shown);
    check(Kind::Practice, None, Some("2026-11-22T19:00"), None, shown);
    check(Kind::Listen, Some("2026-11-22"), Some("2026-11-22T18:00"), None, shown);
    check(Kind::Moment, Some("2026-11-22"), Some("2026-11-22T18:00"), None, shown);
    check(Kind::Moment, None, None, Some("2026-11-22T18:31"), "skipped resting");
    check(Kind::Moment, None, None, Some("2026-11-22T18:30"), shown);
    check(Kind::Practice, None, None, Some("2026-11-29T18:31"), shown);
}

#[test]
fn a_cue_for_a_moment_away_comes_before_it() {
    let here = zone("America/New_York");
    let mut agenda = Agenda::new(vec![once(1, Kind::Moment, "2026-11-22T18:30")]);
    agenda.plan.reminders[0].lead_min = 30;
    assert_eq!(agenda.tick(at(&here, "2026-11-22T17:59"), &here).next_due, Some(at(&here, "2026-11-22T18:00")));
    assert_eq!(told(&agenda.tick(at(&here, "2026-11-22T18:00"), &here)), 1);
    // A cue before the day begins belongs to the day of its moment.
    let mut early = Agenda::new(vec![once(1, Kind::Moment, "2026-11-22T04:10")]);
    early.plan.reminders[0].lead_min = 30;
    early.plan.quiet_hours = QuietHours::NONE;
    early.tick(at(&here, "2026-11-22T03:40"), &here);
    assert_eq!(early.only_row().known.for_day, date("2026-11-22"));
}
