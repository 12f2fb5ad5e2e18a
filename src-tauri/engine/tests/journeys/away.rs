//! Sleep, shutdown, and clocks that jump.

use ajar_engine::dto::{NotificationStyle, OccurrenceAction, Settings};

use crate::world::*;

/// S1: asleep over three occurrences: one notice for the newest, the rest is listed.
#[test]
fn ten_hours_of_sleep_are_one_notice() {
    let world = World::at("2026-03-10T07:30:00Z", "Europe/Berlin");
    let engine = world.begin(vec![practice_at("09:00"), moment_at("12:00"), daily_listen("18:00")]);
    world.jump("2026-03-10T17:30:00Z");
    let firing = tick(&engine);
    let notice = firing.notice.unwrap();
    assert_eq!(notice.covers.len(), 2, "a practice and listening are within their day, the moment is over");
    assert_eq!(notice.occurrence, None);
    let today = engine.today().unwrap();
    assert_eq!((today.open.len(), today.away.len()), (2, 1));
    assert!(today.away[0].asks_talk);
    is_quiet(&engine);
    // What was missed can still be answered.
    engine.answer_reminder(&today.away[0].occurrence, &OccurrenceAction::Skip).unwrap();
    assert_eq!(engine.today().unwrap().away.len(), 0);
}

fn daily_listen(time: &str) -> ajar_engine::dto::ReminderDraft {
    daily(ajar_engine::dto::ReminderKind::Listen, time)
}

/// S2: older than the grace: nothing is shown.
#[test]
fn a_moment_that_is_over_is_listed_and_not_shown() {
    let world = World::new();
    let engine = world.begin(vec![moment_at("14:00")]);
    world.jump("2026-03-10T13:46:00Z");
    is_quiet(&engine);
    assert_eq!(engine.today().unwrap().away.len(), 1);
}

/// S3: killed between the claim and the notification.
#[test]
fn a_crash_before_the_handover_shows_once() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    world.pass(60);
    let claimed = engine.claim_due().unwrap().notice.unwrap();
    let engine = world.kill(engine);
    is_quiet(&engine);
    world.pass(2);
    assert_eq!(tick(&engine).notice.unwrap().covers, claimed.covers);
    world.pass(2);
    is_quiet(&engine);
}

/// S5 and S6: the clock goes back, or far ahead and back.
#[test]
fn a_clock_that_jumps_fires_nothing_twice() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    world.pass(60);
    fires(&engine);
    world.jump("2026-03-10T11:00:00Z");
    is_quiet(&engine);
    world.jump("2026-03-10T13:01:00Z");
    is_quiet(&engine);
    world.jump("2026-03-11T10:00:00Z");
    let next = tick(&engine).next_due.unwrap();
    assert_eq!(next, utc("2026-03-11T13:00:00Z"));
}

/// S24: no tick of an idle day writes anything.
#[test]
fn s24_an_idle_day_writes_nothing() {
    let world = World::at("2026-03-10T18:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![practice_at("18:30"), moment_at("18:40")]);
    let read =
        || (std::fs::read(world.path("agenda.db")).unwrap(), std::fs::read(world.path("agenda.db-wal")).unwrap());
    let before = read();
    for _ in 0..22 * 120 {
        assert!(!engine.claim_due().unwrap().changed);
        world.clock.advance(chrono::TimeDelta::seconds(30));
    }
    assert!(before == read(), "the files are as they were");
}

#[test]
fn an_idle_tick_changes_nothing() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    let before = std::fs::read(world.path("agenda.db-wal")).unwrap();
    for _ in 0..100 {
        let firing = tick(&engine);
        assert!(!firing.changed && firing.notice.is_none());
        assert_eq!(firing.next_due, Some(utc("2026-03-10T13:00:00Z")));
    }
    assert_eq!(std::fs::read(world.path("agenda.db-wal")).unwrap(), before);
}

#[test]
fn tray_only_shows_no_notice_and_still_lists_it() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    engine.save_settings(&Settings { style: NotificationStyle::TrayOnly, ..Settings::default() }).unwrap();
    world.pass(60);
    let firing = tick(&engine);
    assert!(firing.changed && firing.notice.is_none());
    assert_eq!(engine.today().unwrap().open.len(), 1);
    world.pass(5);
    assert!(!tick(&engine).changed);
}
