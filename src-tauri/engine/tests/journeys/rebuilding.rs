//! Reminders after an accident to their file.

use std::fs;
use std::path::PathBuf;

use ajar_engine::Engine;
use ajar_engine::dto::{OccurrenceAction, PauseFor, Settings, Theme, VaultState};

use crate::world::*;

/// A journal with a reminder at 14:00 that fired and was answered, a dark theme, and a backup from after that. It is 14:01.
fn given() -> (World, Engine) {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    engine.save_settings(&Settings { theme: Theme::Dark, ..Settings::default() }).unwrap();
    world.pass(61);
    let occurrence = fires(&engine);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    engine.back_up_now().unwrap();
    (world, engine)
}

fn notice(engine: &Engine) -> String {
    let mut notices = engine.status().notices;
    assert_eq!(notices.len(), 1, "{notices:?}");
    let notice = notices.pop().unwrap();
    for sentence in notice.split_terminator(['.', ':']) {
        assert!(sentence.split_whitespace().count() <= 18, "too long: {sentence}");
    }
    notice
}

/// The agenda is lost while Ajar is closed.
fn after_the_loss(world: &World, engine: Engine) -> Engine {
    drop(engine);
    fs::remove_file(world.path("agenda.key")).unwrap();
    world.start()
}

#[test]
fn unlock_brings_them_back_from_the_newest_backup_with_everything_that_was_known() {
    let (world, engine) = given();
    let engine = after_the_loss(&world, engine);
    assert!(notice(&engine).contains("return"));
    is_quiet(&engine);
    // Also after another start, and after a wrong passphrase.
    drop(engine);
    let engine = world.start();
    assert!(notice(&engine).contains("return"));
    engine.unlock("wrong wrong wrong").unwrap_err();
    engine.unlock(PASSPHRASE).unwrap();

    assert!(notice(&engine).contains("the backup of March 10, 2026, 14:01"), "{}", notice(&engine));
    assert_eq!(engine.reminders().unwrap().rows[0].time, "14:00");
    let status = engine.status();
    assert_eq!((status.settings.theme, status.failed_attempts), (Theme::Dark, 0));
    assert!(engine.today().unwrap().practiced);
    is_quiet(&engine);
    world.pass(24 * 60);
    fires(&engine);
    drop(engine);
    assert_eq!(world.start().status().notices, Vec::<String>::new(), "it is said once");
}

#[test]
fn what_fired_since_the_backup_does_not_fire_again() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    engine.back_up_now().unwrap();
    world.pass(61);
    let occurrence = fires(&engine);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    let engine = after_the_loss(&world, engine);
    engine.unlock(PASSPHRASE).unwrap();
    is_quiet(&engine);
    world.pass(5);
    is_quiet(&engine);
    let today = engine.today().unwrap();
    assert!(today.practiced, "the journal remembers what was done");
    assert_eq!((today.open.len(), today.away.len()), (0, 1));
    world.pass(24 * 60);
    fires(&engine);
}

#[test]
fn a_pause_that_was_set_meanwhile_holds() {
    let (world, engine) = given();
    let engine = after_the_loss(&world, engine);
    engine.pause_reminders(None, &PauseFor::UntilISay).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    world.pass(24 * 60);
    is_quiet(&engine);
    engine.resume_reminders(None).unwrap();
    world.pass(24 * 60);
    fires(&engine);
}

#[test]
fn without_a_backup_it_says_so_once() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    let engine = after_the_loss(&world, engine);
    engine.unlock(PASSPHRASE).unwrap();
    assert!(notice(&engine).contains("no backup holds them"));
    assert_eq!(engine.reminders().unwrap().rows.len(), 0);
    engine.save_reminder(&practice_at("15:00")).unwrap();
    drop(engine);
    let engine = world.start();
    assert_eq!(engine.status().notices, Vec::<String>::new());
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}

#[test]
fn a_broken_backup_is_passed_over() {
    let (world, engine) = given();
    let newest = PathBuf::from(engine.back_up_now().unwrap().file);
    let bytes = fs::read(&newest).unwrap();
    fs::write(&newest, &bytes[..bytes.len() / 2]).unwrap();
    let engine = after_the_loss(&world, engine);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}

#[test]
fn a_journal_that_is_damaged_too_gets_both_back_by_a_restore() {
    let (world, engine) = given();
    let file = engine.backup_file(&engine.found_backups().unwrap()[0].id).unwrap();
    drop(engine);
    fs::write(world.path("vault.db"), "").unwrap();
    fs::remove_file(world.path("agenda.db")).unwrap();
    let engine = world.start();
    assert_eq!(engine.status().state, VaultState::Recovery);
    engine.restore(&file, ajar_engine::Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    assert_eq!(engine.status().notices, Vec::<String>::new());
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}
