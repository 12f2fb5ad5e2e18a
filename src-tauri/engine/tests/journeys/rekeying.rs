//! A new key for everything.

use std::fs;
use std::path::PathBuf;

use ajar_engine::dto::{ErrorCode, FirstStart};
use ajar_engine::{Engine, KeyRingFault, Secret};

use crate::keys::{opens, passphrase, recovery, ways};
use crate::world::*;

/// A journal with two entries and a reminder, open, and its recovery key.
fn given(first: &FirstStart) -> (World, Engine, String) {
    let world = World::new();
    let engine = world.start();
    let key = engine.create_vault(first).unwrap().recovery_key.unwrap();
    write(&engine, &entry_id(1), 0, "kept");
    write(&engine, &entry_id(2), 0, &"long ".repeat(50_000));
    (world, engine, key)
}

fn is_whole(engine: &Engine) {
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    assert_eq!(engine.entry(&entry_id(2)).unwrap().text, "long ".repeat(50_000));
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
    assert_eq!(engine.verify().unwrap().entries, 2);
}

#[test]
fn the_whole_journal_gets_a_new_key_and_nothing_of_the_old_one_is_left() {
    let (world, engine, old_key) = given(&first_start(vec![practice_at("18:30")]));
    let before = fs::read(world.path("vault.db")).unwrap();
    let new_key = engine.rekey(&passphrase()).unwrap().recovery_key.unwrap();
    is_whole(&engine);
    write(&engine, &entry_id(3), 0, "after");
    assert_eq!(code(engine.test_recovery_key(&old_key)), ErrorCode::WrongPassphrase);
    engine.test_recovery_key(&new_key).unwrap();
    drop(engine);
    for name in ["restoring", "restoring.part", "arriving"] {
        assert!(!world.path(name).exists(), "{name}");
    }
    assert_eq!(fs::read_dir(world.path("replaced")).unwrap().count(), 0);
    let salt = |bytes: &[u8]| bytes[..16].to_vec();
    assert_ne!(salt(&fs::read(world.path("vault.db")).unwrap()), salt(&before), "the salt follows from the key");
    let read = |name| fs::read(world.path(name)).unwrap();
    assert_eq!(read("vault.slots.json"), read("vault.slots.json.bak"));

    let engine = world.start();
    assert_eq!(code(engine.unlock_with_recovery(&old_key)), ErrorCode::WrongPassphrase);
    engine.unlock_with_recovery(&new_key).unwrap();
    assert_eq!(engine.entry(&entry_id(3)).unwrap().text, "after");
    assert_eq!(engine.status().notices, Vec::<String>::new());
    drop(engine);
    assert!(opens(&world, PASSPHRASE));
}

#[test]
fn backups_from_before_open_with_what_opened_them_then() {
    let (world, engine, old_key) = given(&first_start(vec![practice_at("18:30")]));
    let new_key = engine.rekey(&passphrase()).unwrap().recovery_key.unwrap();
    let checked = engine.verify().unwrap().backups;
    assert_eq!(checked.len(), 1, "a backup was made before");
    let old = PathBuf::from(&checked[0].file);
    assert_eq!(checked[0].problem.as_ref().unwrap().code, ErrorCode::WrongPassphrase);
    let new = PathBuf::from(engine.back_up_now().unwrap().file);
    let opens = |file, key| Engine::verify_backup(file, Secret::RecoveryKey(key), &world.path("")).is_ok();
    assert_eq!([opens(&old, &old_key), opens(&old, &new_key)], [true, false]);
    assert_eq!([opens(&new, &old_key), opens(&new, &new_key)], [false, true]);
    // Restoring the old one brings its key back with it.
    engine.restore(&old, Secret::RecoveryKey(&old_key)).unwrap();
    assert_eq!(code(engine.rekey(&passphrase())), ErrorCode::Precondition, "a restore waits");
    drop(engine);
    let engine = world.start();
    engine.unlock_with_recovery(&old_key).unwrap();
    is_whole(&engine);
}

#[test]
fn the_passphrase_has_to_be_typed_and_nobody_else_may_have_the_journal_open() {
    let (world, engine, key) = given(&first_start(vec![practice_at("18:30")]));
    assert_eq!(field(engine.rekey(&recovery(&key))), "passphrase");
    let other = world.start();
    let before = fs::read(world.path("vault.slots.json")).unwrap();
    assert_eq!(code(engine.rekey(&passphrase())), ErrorCode::Precondition);
    assert_eq!(fs::read(world.path("vault.slots.json")).unwrap(), before);
    // It still counts as open itself.
    drop(other);
    let clock: std::sync::Arc<dyn ajar_engine::clock::Clock> = world.clock.clone();
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    let restored = Engine::restore_into(&world.path(""), &clock, &file, Secret::Passphrase(PASSPHRASE));
    assert_eq!(code(restored), ErrorCode::Precondition);
    engine.rekey(&passphrase()).unwrap();
    let restored = Engine::restore_into(&world.path(""), &clock, &file, Secret::Passphrase(PASSPHRASE));
    assert_eq!(code(restored), ErrorCode::Precondition);
    is_whole(&engine);
}

#[test]
fn a_journal_that_opens_with_the_login_gets_a_new_secret() {
    let mut first = first_start(vec![practice_at("18:30")]);
    first.passphrase = None;
    let (world, engine, old_key) = given(&first);
    world.key_ring.fail(Some(KeyRingFault::Absent));
    assert_eq!(code(engine.rekey(&recovery(&old_key))), ErrorCode::Unavailable);
    is_whole(&engine);
    world.key_ring.fail(None);
    let new_key = engine.rekey(&recovery(&old_key)).unwrap().recovery_key.unwrap();
    assert_eq!((ways(&engine), world.key_ring.lengths()), ((false, true, true), vec![32]));
    engine.lock();
    engine.unlock_with_login().unwrap();
    is_whole(&engine);
    engine.lock();
    assert_eq!(code(engine.unlock_with_recovery(&old_key)), ErrorCode::WrongPassphrase);
    engine.unlock_with_recovery(&new_key).unwrap();
}

/// As after a crash between the key ring and the files: it keeps what opens either.
#[test]
fn the_login_opens_the_journal_on_either_side_of_the_exchange() {
    use ajar_engine::key_ring::KeyRing;
    let mut first = first_start(vec![practice_at("18:30")]);
    first.passphrase = None;
    let (world, engine, _) = given(&first);
    let slots = fs::read_to_string(world.path("vault.slots.json")).unwrap();
    let account = slots.split("\"vault\": \"").nth(1).unwrap()[..36].to_owned();
    let secret = world.key_ring.find(&account).unwrap().unwrap();
    for order in [[&secret[..], &[7; 32]].concat(), [&[7; 32], &secret[..]].concat()] {
        engine.lock();
        world.key_ring.keep(&account, &order).unwrap();
        engine.unlock_with_login().unwrap();
        assert_eq!(world.key_ring.find(&account).unwrap().unwrap(), secret, "the other one is forgotten");
    }
}

#[test]
fn a_new_key_without_a_recovery_key_makes_none() {
    let world = World::new();
    let engine = world.start();
    let mut first = first_start(vec![]);
    first.want_recovery_key = false;
    engine.create_vault(&first).unwrap();
    assert_eq!(engine.rekey(&passphrase()).unwrap().recovery_key, None);
    assert_eq!(ways(&engine), (true, false, false));
    engine.lock();
    engine.unlock(PASSPHRASE).unwrap();
}

#[test]
fn what_is_saved_while_the_key_changes_is_kept() {
    let (world, engine, _) = given(&first_start(vec![practice_at("18:30")]));
    std::thread::scope(|scope| {
        let rekeying = scope.spawn(|| engine.rekey(&passphrase()).map(drop));
        for number in 10..40 {
            write(&engine, &entry_id(number), 0, "meanwhile");
        }
        rekeying.join().unwrap().unwrap();
    });
    assert_eq!(engine.entries(None).unwrap().total, 32);
    drop(engine);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entries(None).unwrap().total, 32);
}
