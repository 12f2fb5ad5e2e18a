//! What Today asks about the reminders; nothing changes until it is answered.

use ajar_engine::dto::{Ask, AskAnswer, ErrorCode, OccurrenceAction, ReminderKind, Weekday};
use ajar_engine::{Engine, zone::JiffZone};

use crate::world::*;

/// So many evenings on which nobody opens what is shown.
fn ignored(world: &World, engine: &Engine, evenings: usize) {
    for _ in 0..evenings {
        world.pass(61);
        fires(engine);
        world.pass(23 * 60 - 1);
    }
}

fn unopened(engine: &Engine) -> Option<String> {
    engine.today().unwrap().asks.into_iter().find_map(|ask| match ask {
        Ask::Unopened { reminder, time, .. } => {
            assert_eq!(time, "14:00");
            Some(reminder)
        }
        Ask::ZoneChanged { .. } => None,
    })
}

#[test]
fn six_unopened_in_a_row_ask_once_and_change_nothing() {
    let world = World::new();
    let engine = world.begin(vec![daily(ReminderKind::Listen, "14:00")]);
    ignored(&world, &engine, 5);
    assert_eq!(unopened(&engine), None);
    ignored(&world, &engine, 1);
    world.pass(16 * 60);
    let reminder = unopened(&engine).unwrap();
    let before = engine.reminders().unwrap().rows[0].when.clone();
    world.jump("2026-03-17T12:00:00Z");
    ignored(&world, &engine, 1);
    assert_eq!(engine.reminders().unwrap().rows[0].when, before, "it still comes");
    engine.answer_ask(&AskAnswer::Keep { reminder }).unwrap();
    ignored(&world, &engine, 8);
    world.pass(16 * 60);
    assert_eq!(unopened(&engine), None, "asked once");
}

#[test]
fn one_that_was_opened_or_answered_begins_the_count_anew() {
    for by_opening in [true, false] {
        let world = World::new();
        let engine = world.begin(vec![daily(ReminderKind::Listen, "14:00")]);
        ignored(&world, &engine, 3);
        world.pass(61);
        let notice = tick(&engine).notice.unwrap();
        if by_opening {
            engine.mark_opened(&notice.covers).unwrap();
        } else {
            engine.answer_reminder(&notice.covers[0].to_string(), &OccurrenceAction::Skip).unwrap();
        }
        world.pass(23 * 60 - 1);
        ignored(&world, &engine, 5);
        world.pass(16 * 60);
        assert_eq!(unopened(&engine), None, "opened: {by_opening}");
    }
}

#[test]
fn the_answer_moves_it_or_makes_it_fewer() {
    let world = World::new();
    let engine = world.begin(vec![daily(ReminderKind::Listen, "14:00")]);
    let id = engine.reminders().unwrap().rows[0].id.clone();
    let row = || engine.reminders().unwrap().rows.remove(0);
    engine.answer_ask(&AskAnswer::Move { reminder: id.clone(), time: "19:30".into() }).unwrap();
    assert_eq!((row().time.as_str(), row().when == on(&EVERY_DAY, 1)), ("19:30", true));
    let wrong = AskAnswer::Move { reminder: id.clone(), time: "late".into() };
    assert_eq!(field(engine.answer_ask(&wrong)), "time");
    engine.answer_ask(&AskAnswer::Fewer { reminder: id.clone() }).unwrap();
    assert_eq!(row().when, on(&[Weekday::Mo, Weekday::We, Weekday::Fr], 1));
    assert_eq!(code(engine.answer_ask(&AskAnswer::Keep { reminder: entry_id(3) })), ErrorCode::NotFound);
    engine.lock();
    assert_eq!(code(engine.answer_ask(&AskAnswer::Keep { reminder: id })), ErrorCode::Locked);
}

fn zone_ask(engine: &Engine) -> Option<(String, String)> {
    engine.today().unwrap().asks.into_iter().find_map(|ask| match ask {
        Ask::ZoneChanged { from, to } => Some((from, to)),
        Ask::Unopened { .. } => None,
    })
}

#[test]
fn a_new_zone_asks_which_times_are_meant() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("20:00")]);
    assert_eq!(zone_ask(&engine), None);
    world.clock.set_zone(JiffZone::bundled("Europe/Paris"));
    assert_eq!(zone_ask(&engine), None, "the clocks on the wall agree");
    world.clock.set_zone(JiffZone::bundled("America/New_York"));
    let engine = world.kill_and_unlock(engine);
    tick(&engine);
    assert_eq!(zone_ask(&engine), Some(("Europe/Berlin".into(), "America/New_York".into())));
    let row = || engine.reminders().unwrap().rows.remove(0);
    assert_eq!(row().next.unwrap().local, "2026-03-10T20:00:00", "nothing changes until it is answered");
    engine.answer_ask(&AskAnswer::TimesHere).unwrap();
    assert_eq!((zone_ask(&engine), row().zone), (None, None));
    // On the way back it is asked again, and this time the old zone's times are kept.
    world.clock.set_zone(JiffZone::bundled("Europe/Berlin"));
    assert!(zone_ask(&engine).is_some());
    engine.answer_ask(&AskAnswer::TimesThere).unwrap();
    assert_eq!((zone_ask(&engine), row().zone.as_deref()), (None, Some("America/New_York")));
    assert_eq!(row().next.unwrap().local, "2026-03-11T07:00:00", "01:00 here, and that is quiet");
}

#[test]
fn a_trip_there_and_back_that_nobody_answered_asks_nothing() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("20:00")]);
    world.clock.set_zone(JiffZone::bundled("America/New_York"));
    assert!(zone_ask(&engine).is_some());
    world.clock.set_zone(JiffZone::bundled("Europe/Berlin"));
    assert_eq!(zone_ask(&engine), None);
}
