use ajar_engine::Engine;
use ajar_engine::dto::{ErrorCode, MatterSave, MatterState, Reached, ThanksSave};

use crate::world::*;

fn thank(engine: &Engine, number: u8, text: &str, reached: Reached) {
    engine.save_thanks(&ThanksSave { id: entry_id(number), text: text.into(), reached }).unwrap();
}

fn wait(engine: &Engine, number: u8, text: &str, state: MatterState) {
    engine.save_matter(&MatterSave { id: entry_id(number), text: text.into(), state }).unwrap();
}

/// How often something was noted today.
fn noted(engine: &Engine) -> u32 {
    engine.today().unwrap().week.days.iter().find(|day| day.is_today).unwrap().count
}

#[test]
fn thanks_count_as_practice_once_they_are_said_and_once_a_day() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    thank(&engine, 1, "You made soup.", Reached::NotSaidYet);
    assert_eq!(noted(&engine), 0);
    thank(&engine, 1, "You made soup.", Reached::SaidNotSure);
    thank(&engine, 1, "You made soup!", Reached::Yes);
    thank(&engine, 2, "You called.", Reached::Yes);
    assert_eq!(noted(&engine), 1);
    world.pass(61);
    is_quiet(&engine);

    // A slip of the finger: it was not said, and the day's practice with it.
    thank(&engine, 1, "You made soup!", Reached::NotSaidYet);
    assert_eq!(noted(&engine), 0);
    thank(&engine, 1, "You made soup!", Reached::Yes);
    assert_eq!(noted(&engine), 1);

    world.pass(24 * 60);
    thank(&engine, 3, "You waited.", Reached::SaidNotSure);
    assert_eq!(noted(&engine), 1);
    let engine = world.kill_and_unlock(engine);
    let page = engine.thanks().unwrap();
    let lines: Vec<_> = page.thanks.iter().map(|thanks| (thanks.day.as_str(), thanks.text.as_str())).collect();
    let expect = [("2026-03-11", "You waited."), ("2026-03-10", "You called."), ("2026-03-10", "You made soup!")];
    assert_eq!(lines, expect);
}

#[test]
fn deleted_thanks_come_back_and_the_practice_stays() {
    let world = World::new();
    let engine = world.begin(vec![]);
    thank(&engine, 1, "You made soup.", Reached::Yes);
    engine.delete_thanks(&entry_id(1)).unwrap();
    assert!(engine.thanks().unwrap().thanks.is_empty());
    assert_eq!(noted(&engine), 1);
    engine.restore_thanks(&entry_id(1)).unwrap();
    assert_eq!(engine.thanks().unwrap().thanks.len(), 1);
    for refused in [engine.delete_thanks(&entry_id(9)), engine.restore_thanks("'; --")] {
        assert_eq!(code(refused), ErrorCode::NotFound);
    }
}

#[test]
fn what_is_empty_or_too_long_is_refused_at_its_field() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for wrong in ["", " \n", &"é".repeat(2001)] {
        let thanks = ThanksSave { id: entry_id(1), text: wrong.into(), reached: Reached::Yes };
        assert_eq!(field(engine.save_thanks(&thanks)), "text");
        let matter = MatterSave { id: entry_id(1), text: wrong.into(), state: MatterState::Waiting };
        assert_eq!(field(engine.save_matter(&matter)), "text");
    }
    assert_eq!(noted(&engine), 0);
    thank(&engine, 1, &"é".repeat(2000), Reached::Yes);
    assert!(!format!("{:?}", engine.thanks().unwrap()).contains('é'));
}

#[test]
fn what_waits_for_a_calm_day_comes_first() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 1..=3 {
        wait(&engine, number, &format!("matter {number}"), MatterState::Waiting);
        world.pass(1);
    }
    wait(&engine, 3, "matter 3", MatterState::Raised);
    wait(&engine, 2, "matter 2, in short", MatterState::LetGo);
    wait(&engine, 2, "matter 2, in short", MatterState::LetGo);
    let texts = || -> Vec<_> { engine.thanks().unwrap().matters.into_iter().map(|matter| matter.text).collect() };
    assert_eq!(texts(), ["matter 1", "matter 3", "matter 2, in short"]);
    engine.delete_matter(&entry_id(1)).unwrap();
    assert_eq!(texts(), ["matter 3", "matter 2, in short"]);
    engine.restore_matter(&entry_id(1)).unwrap();
    assert_eq!(texts().len(), 3);
    assert_eq!(code(engine.delete_matter(&entry_id(9))), ErrorCode::NotFound);
}
