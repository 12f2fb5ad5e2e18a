//! The ways in which a reminder can come: by month and year, in a window, after it was done, in a zone of its own.

use ajar_engine::dto::{
    ErrorCode, LeapDay, MonthDay, OccurrenceAction, OccurrenceState, PauseFor, ReminderDraft, ReminderKind, Settings,
    Weekday, When,
};
use ajar_engine::zone::JiffZone;

use crate::world::*;

fn coming(when: When) -> ReminderDraft {
    ReminderDraft { when, ..daily(ReminderKind::Listen, "20:00") }
}

fn rule(text: &str) -> ReminderDraft {
    coming(When::Rule { text: text.into(), leap_day: LeapDay::Skip })
}

#[test]
fn each_way_is_previewed_saved_and_listed_as_it_was_drafted() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let check = |when: When, expect: &[&str]| {
        let preview = engine.preview_reminder(&coming(when.clone())).unwrap();
        let days: Vec<&str> = preview.iter().map(|line| &line.local[..10]).take(expect.len()).collect();
        assert_eq!(days, expect, "{when:?}");
        let row = engine.save_reminder(&coming(when.clone())).unwrap();
        assert_eq!(row.when, when);
        assert_eq!(&row.next.unwrap().local[..10], expect[0]);
    };
    check(When::Monthly { on: MonthDay::Date { day: 31 }, every_months: 1 }, &["2026-03-31", "2026-05-31"]);
    check(When::Monthly { on: MonthDay::Date { day: -1 }, every_months: 1 }, &["2026-03-31", "2026-04-30"]);
    let last_friday = MonthDay::Weekday { nth: -1, weekday: Weekday::Fr };
    check(When::Monthly { on: last_friday, every_months: 2 }, &["2026-03-27", "2026-05-29"]);
    check(When::Yearly { month: 2, day: 29, leap_day: LeapDay::Skip }, &["2028-02-29", "2032-02-29"]);
    check(When::Yearly { month: 2, day: 29, leap_day: LeapDay::Mar1 }, &["2027-03-01", "2028-02-29"]);
    check(When::AfterDone { days: 3 }, &["2026-03-10", "2026-03-13", "2026-03-16"]);
    let thirteenth = When::Rule { text: "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR".into(), leap_day: LeapDay::Skip };
    check(thirteenth, &["2026-03-13", "2026-11-13"]);
    assert_eq!(engine.reminders().unwrap().rows.len(), 7);
}

#[test]
fn bad_input_is_a_sentence_at_its_field() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let check = |draft: ReminderDraft, expect: &str| {
        assert_eq!(code(engine.preview_reminder(&draft)), ErrorCode::Invalid, "{expect}");
        assert_eq!(field(engine.save_reminder(&draft)), expect);
    };
    check(coming(When::Yearly { month: 2, day: 31, leap_day: LeapDay::Skip }), "day");
    check(coming(When::Yearly { month: 13, day: 1, leap_day: LeapDay::Skip }), "day");
    check(coming(When::Monthly { on: MonthDay::Date { day: 0 }, every_months: 1 }), "on");
    check(coming(When::Monthly { on: MonthDay::Date { day: 1 }, every_months: 13 }), "every_months");
    check(coming(When::AfterDone { days: 0 }), "days");
    check(coming(When::AfterDone { days: 366 }), "days");
    for text in [
        "",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;UNTIL=20200101",
        "FREQ=DAILY;COUNT=0",
    ] {
        check(rule(text), "rule");
    }
    check(rule(&"FREQ=DAILY;".repeat(100_000)), "rule");
    // Absurd, and allowed: it costs no more than any other.
    assert_eq!(engine.preview_reminder(&rule("FREQ=DAILY;COUNT=1000000000")).unwrap().len(), 10);
    check(ReminderDraft { zone: Some("Atlantis/Capital".into()), ..practice_at("20:00") }, "zone");
    check(ReminderDraft { until_time: Some("19:00".into()), ..practice_at("20:00") }, "until_time");
    check(ReminderDraft { until_time: Some("20:00".into()), ..practice_at("20:00") }, "until_time");
    check(ReminderDraft { until_time: Some("late".into()), ..practice_at("20:00") }, "until_time");
    check(ReminderDraft { until_time: Some("21:00".into()), ..rule("FREQ=DAILY;BYHOUR=9,12") }, "until_time");
    check(ReminderDraft { until_time: Some("21:00".into()), lead_min: 10, ..moment_at("20:00") }, "lead_min");
    assert_eq!(engine.reminders().unwrap().rows.len(), 0);
}

#[test]
fn a_fault_in_a_rule_says_where_it_is_and_never_repeats_the_text() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let body = engine.save_reminder(&rule("FREQ=DAILY;MY SECRET=1")).unwrap_err().body();
    assert!(body.message.contains("character 12"), "{}", body.message);
    assert!(!body.message.contains("SECRET"));
}

#[test]
fn quiet_hours_that_last_all_day_or_not_at_all_are_understood() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let quiet = |from: &str, to: &str| Settings { quiet_from: from.into(), quiet_to: to.into(), ..Settings::default() };
    engine.save_settings(&quiet("09:00", "09:00")).unwrap();
    assert!(!engine.preview_reminder(&practice_at("20:00")).unwrap()[0].in_quiet, "equal ends are none");
    engine.save_settings(&quiet("00:00", "23:59")).unwrap();
    let line = engine.preview_reminder(&practice_at("20:00")).unwrap().remove(0);
    assert_eq!((line.local.as_str(), line.in_quiet, line.fires), ("2026-03-10T23:59:00", true, true));
    let dropped = ReminderDraft { quiet: ajar_engine::dto::QuietChoice::Drop, ..practice_at("20:00") };
    assert!(engine.preview_reminder(&dropped).unwrap().iter().all(|line| line.in_quiet && !line.fires));
    assert!(engine.save_reminder(&dropped).unwrap().next.is_none());
    is_quiet(&engine);
}

/// S19: a window fires at the minute that was previewed, inside it, and the same after a restart.
#[test]
fn s19_a_window_fires_at_the_minute_it_was_previewed_for() {
    let world = World::new();
    let mut engine = world.begin(vec![ReminderDraft { until_time: Some("21:00".into()), ..practice_at("18:00") }]);
    let row = engine.reminders().unwrap().rows.remove(0);
    assert_eq!((row.time.as_str(), row.until_time.as_deref()), ("18:00", Some("21:00")));
    let promised = row.next.unwrap().local;
    let mut fired = Vec::new();
    for _ in 0..3 * 24 * 60 {
        if world.local().ends_with("T18:00:00") {
            engine = world.kill_and_unlock(engine);
        }
        if tick(&engine).notice.is_some() {
            fired.push(world.local());
        }
        world.pass(1);
    }
    assert_eq!(fired.len(), 3);
    assert_eq!(fired[0], promised);
    assert!(fired.iter().all(|at| ("18:00".."21:00").contains(&&at[11..16])), "{fired:?}");
}

/// S20: three days after it was done, by the calendar: over a month's end, and at the same time over a clock change.
#[test]
fn s20_after_completion_counts_from_the_day_it_was_done() {
    let world = World::at("2026-03-27T12:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![coming(When::AfterDone { days: 3 })]);
    world.jump("2026-03-27T19:00:00Z");
    let occurrence = fires(&engine);
    // Done on the day after.
    world.jump("2026-03-28T10:00:00Z");
    let logged = engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap().logged.unwrap();
    let next = || engine.reminders().unwrap().rows.remove(0).next.unwrap().local;
    assert_eq!(next(), "2026-03-31T20:00:00");
    // Taken back, it counts from the time it had.
    engine.undo_log(&logged.id.unwrap()).unwrap();
    assert_eq!(next(), "2026-03-30T20:00:00");
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    // Done while locked counts as well.
    engine.lock();
    world.jump("2026-03-31T18:00:00Z");
    let occurrence = fires(&engine);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(next(), "2026-04-03T20:00:00");
    // Not done, it comes again as many days later.
    world.jump("2026-04-03T18:00:00Z");
    fires(&engine);
    assert_eq!(next(), "2026-04-06T20:00:00");
}

/// S7: pinned, it keeps its instant; following, it keeps its time on the wall.
#[test]
fn s7_a_pinned_reminder_keeps_to_its_zone() {
    let world = World::new();
    let pinned = ReminderDraft { zone: Some("Europe/Berlin".into()), ..practice_at("20:00") };
    let engine = world.begin(vec![pinned, daily(ReminderKind::Listen, "20:00")]);
    world.clock.set_zone(JiffZone::bundled("America/New_York"));
    let list = engine.reminders().unwrap();
    assert_eq!(list.zone, "America/New_York");
    let next = |kind| list.rows.iter().find(|row| row.kind == kind).unwrap().next.clone().unwrap().local;
    assert_eq!(next(ReminderKind::Practice), "2026-03-10T15:00:00");
    assert_eq!(next(ReminderKind::Listen), "2026-03-10T20:00:00");
    world.jump("2026-03-10T19:00:00Z");
    fires(&engine);
    is_quiet(&engine);
}

/// S17: what is due in a full screen waits, and S16 within its grace.
#[test]
fn s17_a_full_screen_holds_what_is_due() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00"), moment_at("14:00")]);
    assert!(!holds(&engine), "nothing is due yet");
    world.pass(61);
    assert!(holds(&engine));
    world.pass(60);
    assert!(holds(&engine), "the practice still waits");
    fires(&engine);
    assert!(!holds(&engine));
    assert_eq!(engine.today().unwrap().away.len(), 1, "the moment was over");
}

#[test]
fn every_occurrence_can_say_why() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    let id = engine.reminders().unwrap().rows[0].id.clone();
    world.pass(72);
    let occurrence = fires(&engine);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    engine.pause_reminders(None, &PauseFor::Date { day: "2026-03-12".into() }).unwrap();
    world.pass(24 * 60);
    is_quiet(&engine);
    let lines = engine.occurrences(&id).unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!((lines[0].state, lines[0].nominal.as_str()), (OccurrenceState::Skipped, "2026-03-11T14:00:00"));
    assert_eq!(lines[0].why, ["It was set for 14:00.", "Reminders were paused."]);
    assert_eq!((lines[1].state, lines[1].shown.as_deref()), (OccurrenceState::Done, Some("2026-03-10T14:12:00")));
    assert_eq!(lines[1].rule, "FREQ=DAILY");
    assert!(lines[1].why[1].starts_with("It was shown 12 minutes late"), "{:?}", lines[1].why);
    world.pass(31 * 24 * 60);
    assert!(engine.occurrences(&id).unwrap().is_empty());
    assert_eq!(code(engine.occurrences(&entry_id(9))), ErrorCode::NotFound);
    engine.lock();
    assert_eq!(code(engine.occurrences(&id)), ErrorCode::Locked);
}
