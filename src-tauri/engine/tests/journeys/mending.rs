//! The agenda and the vault cannot commit together; an unlock brings them in line.

use std::fs;

use ajar_engine::Engine;
use ajar_engine::dto::OccurrenceAction;

use crate::world::*;

fn practiced(engine: &Engine) -> u32 {
    engine.today().unwrap().week.days.iter().map(|day| day.count).sum()
}

#[test]
fn done_while_locked_is_logged_once_at_unlock() {
    let world = World::new();
    let mut engine = world.begin(vec![practice_at("14:00"), practice_at("15:00")]);
    engine.lock();
    world.pass(60);
    let occurrence = fires(&engine);
    let answered = engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    assert!(answered.logged.is_none());
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    world.pass(60);
    is_quiet(&engine);
    for _ in 0..3 {
        engine.unlock(PASSPHRASE).unwrap();
        assert_eq!(practiced(&engine), 1);
        assert_eq!(engine.today().unwrap().open.len(), 0);
        engine.lock();
    }
    engine = world.kill_and_unlock(engine);
    assert_eq!(practiced(&engine), 1);
}

/// The step runs with the file as it was before put back afterwards, as if its commit had never happened.
fn losing_the_commit_of(file: &str, world: &World, step: impl FnOnce(&Engine)) -> Engine {
    // The mark beside the vault would tell that a commit is missing.
    let saved = [file, "vault.mark"].map(|name| (name, fs::read(world.path(name)).unwrap()));
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    step(&engine);
    drop(engine);
    for (name, bytes) in saved {
        fs::write(world.path(name), bytes).unwrap();
    }
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    engine
}

fn shown_then_closed(world: &World) -> String {
    let engine = world.begin(vec![practice_at("14:00")]);
    world.pass(60);
    fires(&engine)
}

#[test]
fn logged_but_not_done_becomes_done() {
    let world = World::new();
    let occurrence = shown_then_closed(&world);
    let engine = losing_the_commit_of("agenda.db", &world, |engine| {
        engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    });
    let today = engine.today().unwrap();
    assert_eq!((today.open.len(), practiced(&engine)), (0, 1));
}

#[test]
fn done_but_not_logged_becomes_logged_for_its_own_day() {
    let world = World::new();
    let occurrence = shown_then_closed(&world);
    let engine = losing_the_commit_of("vault.db", &world, |engine| {
        engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
        assert_eq!(practiced(engine), 1);
        world.pass(24 * 60);
    });
    let days = engine.today().unwrap().week.days;
    assert_eq!(days.iter().map(|day| day.count).collect::<Vec<_>>(), [0, 1, 0, 0, 0, 0, 0]);
}

#[test]
fn taken_back_stays_taken_back_and_done_again_counts_again() {
    let world = World::new();
    let occurrence = shown_then_closed(&world);
    let mut engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    let logged = engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap().logged.unwrap();
    drop(engine);
    engine = losing_the_commit_of("agenda.db", &world, |engine| engine.undo_log(&logged.id.unwrap()).unwrap());
    assert_eq!((engine.today().unwrap().open.len(), practiced(&engine)), (1, 0));
    engine.lock();
    world.pass(1);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!((engine.today().unwrap().open.len(), practiced(&engine)), (0, 1));
}

#[test]
fn the_gate_is_recomputed_from_the_journal() {
    let world = World::new();
    drop(world.begin(vec![practice_at("14:00")]));
    let engine = losing_the_commit_of("agenda.db", &world, |engine| {
        engine.log_practice("c:listen-first", None).unwrap();
    });
    world.pass(60);
    is_quiet(&engine);
}
