//! A journal that cannot be opened is set aside, and a new one is begun beside it.

use std::fs;

use ajar_engine::Engine;
use ajar_engine::dto::{ErrorCode, NotificationStyle, Settings, Theme, UndoOf, VaultState};

use crate::world::*;

/// A locked journal with one entry, a reminder, a dark theme and a backup.
fn given() -> (World, Engine) {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    let settings =
        Settings { theme: Theme::Dark, style: NotificationStyle::Blank, auto_lock_min: None, ..Settings::default() };
    engine.save_settings(&settings).unwrap();
    write(&engine, &entry_id(1), 0, "the old one");
    engine.back_up_now().unwrap();
    engine.lock();
    (world, engine)
}

fn begin_anew(world: &World, engine: Engine) -> Engine {
    engine.start_anew().unwrap();
    drop(engine);
    world.start()
}

fn journal_files(world: &World) -> Vec<String> {
    world.files().into_iter().filter(|name| name.starts_with("vault")).collect()
}

#[test]
fn what_cannot_be_opened_is_set_aside_whole_and_comes_back_years_later() {
    let (world, engine) = given();
    let engine = begin_anew(&world, engine);
    let status = engine.status();
    assert_eq!((status.state, status.notices), (VaultState::New, vec![]));
    assert_eq!(journal_files(&world), Vec::<String>::new());
    let undo = status.undo.unwrap();
    assert_eq!((undo.of, undo.until_ms), (UndoOf::StartAnew, None));
    assert_eq!((status.settings.theme, status.settings.style), (Theme::Dark, NotificationStyle::Blank));
    world.pass(60);
    is_quiet(&engine);

    world.pass(800 * 24 * 60);
    engine.undo_restore().unwrap();
    drop(engine);
    let engine = world.start();
    assert_eq!(engine.status().state, VaultState::Locked);
    assert_eq!(engine.status().undo, None, "a first start that was left is nothing to go back to");
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "the old one");
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}

#[test]
fn the_old_journal_and_the_new_one_change_places() {
    let (world, engine) = given();
    let engine = begin_anew(&world, engine);
    engine.create_vault(&first_start(vec![])).unwrap();
    write(&engine, &entry_id(2), 0, "the new one");
    world.pass(60 * 24 * 60);
    engine.back_up_now().unwrap();
    assert_eq!(engine.status().undo.unwrap().of, UndoOf::StartAnew, "a backup tidies no journal away");
    let mut engine = engine;
    for (id, text, other) in [(1, "the old one", 2), (2, "the new one", 1), (1, "the old one", 2)] {
        engine.undo_restore().unwrap();
        drop(engine);
        engine = world.start();
        engine.unlock(PASSPHRASE).unwrap();
        assert_eq!(engine.entry(&entry_id(id)).unwrap().text, text);
        assert_eq!(code(engine.entry(&entry_id(other))), ErrorCode::NotFound);
        assert_eq!(engine.status().undo.unwrap().until_ms, None, "both are journals of their own");
        world.pass(60 * 24 * 60);
    }
}

#[test]
fn the_backups_of_the_old_journal_are_not_the_new_ones_to_let_go() {
    let (world, engine) = given();
    let old = engine.found_backups().unwrap();
    let engine = begin_anew(&world, engine);
    assert_eq!(engine.found_backups().unwrap(), old);
    engine.create_vault(&first_start(vec![])).unwrap();
    for number in 1..=14 {
        write(&engine, &entry_id(number), 0, "text");
        engine.back_up_now().unwrap();
    }
    let now = engine.found_backups().unwrap();
    assert_eq!(now.len(), 11);
    assert_eq!(now.last(), old.first(), "ten of the new journal, and the old one's");
    assert_eq!(engine.backup_health().unwrap().count, 10);
    let refused = engine.restore(&engine.backup_file(&old[0].id).unwrap(), ajar_engine::Secret::Passphrase(PASSPHRASE));
    assert_eq!(code(refused), ErrorCode::Conflict);
}

#[test]
fn it_works_where_the_files_are_broken() {
    let accidents: [&dyn Fn(&World); 4] = [
        &|world| fs::write(world.path("vault.db"), "").unwrap(),
        &|world| fs::remove_file(world.path("vault.db")).unwrap(),
        &|world| {
            for name in ["vault.slots.json", "vault.slots.json.bak"] {
                fs::write(world.path(name), "{}").unwrap();
            }
        },
        &|world| {
            fs::remove_file(world.path("vault.db")).unwrap();
            fs::create_dir(world.path("vault.db")).unwrap();
        },
    ];
    for accident in accidents {
        let (world, engine) = given();
        drop(engine);
        accident(&world);
        let engine = world.start();
        assert_eq!(engine.status().state, VaultState::Recovery);
        let engine = begin_anew(&world, engine);
        assert_eq!(engine.status().state, VaultState::New);
        engine.create_vault(&first_start(vec![])).unwrap();
        assert_eq!(engine.status().undo.unwrap().of, UndoOf::StartAnew);
    }
}

#[test]
fn an_open_journal_and_none_at_all_are_not_set_aside() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(code(engine.start_anew()), ErrorCode::Precondition);
    engine.create_vault(&first_start(vec![])).unwrap();
    assert_eq!(code(engine.start_anew()), ErrorCode::Precondition);
    engine.lock();
    engine.start_anew().unwrap();
    assert_eq!(code(engine.start_anew()), ErrorCode::Precondition, "one at a time");
}

/// A restore into the new journal can be undone for thirty days; the old journal can be brought back after that.
#[test]
fn what_a_restore_set_aside_hides_the_old_journal_for_a_while() {
    let (world, engine) = given();
    let engine = begin_anew(&world, engine);
    engine.create_vault(&first_start(vec![])).unwrap();
    let file = std::path::PathBuf::from(engine.back_up_now().unwrap().file);
    world.pass(1);
    engine.restore(&file, ajar_engine::Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    assert_eq!(engine.status().undo.unwrap().of, UndoOf::Restore);
    world.pass(31 * 24 * 60);
    assert_eq!(engine.status().undo.unwrap().of, UndoOf::StartAnew);
}
