//! Changing the ways in.

use std::fs;
use std::path::PathBuf;

use ajar_engine::dto::{ErrorCode, Proof, Ways};
use ajar_engine::{Engine, Secret};

use crate::world::*;

pub const OTHER: &str = "another lamp in the window";

pub fn passphrase() -> Proof {
    Proof::Passphrase(PASSPHRASE.into())
}

pub fn recovery(key: &str) -> Proof {
    Proof::RecoveryKey(key.into())
}

pub fn ways(engine: &Engine) -> (bool, bool, bool) {
    let Ways { passphrase, recovery_key, login } = engine.status().ways;
    (passphrase, recovery_key, login)
}

/// Ajar is closed, and somebody types this.
pub fn opens(world: &World, typed: &str) -> bool {
    let opened = world.start().unlock(typed);
    if let Err(error) = &opened {
        assert_eq!(error.code(), ErrorCode::WrongPassphrase);
    }
    opened.is_ok()
}

/// A journal with one entry, open, and its recovery key.
fn given() -> (World, Engine, String) {
    let world = World::new();
    let engine = world.start();
    let key = engine.create_vault(&first_start(vec![])).unwrap().recovery_key.unwrap();
    write(&engine, &entry_id(1), 0, "kept");
    (world, engine, key)
}

#[test]
fn a_first_start_with_a_common_passphrase_is_refused_and_a_suggested_one_is_taken() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(ways(&engine), (false, false, false));
    let mut first = first_start(vec![]);
    first.passphrase = Some("password123".into());
    assert_eq!(field(engine.create_vault(&first)), "passphrase");
    assert!(!engine.rate_passphrase("password123").accepted);
    let suggested = engine.suggest_passphrase().unwrap();
    assert!(engine.rate_passphrase(&suggested).accepted);
    first.passphrase = Some(suggested.clone());
    engine.create_vault(&first).unwrap();
    assert_eq!(ways(&engine), (true, true, false));
    drop(engine);
    assert!(opens(&world, &suggested));
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let (world, engine, key) = given();
    assert_eq!(field(engine.change_passphrase(&passphrase(), "iloveyou")), "passphrase");
    engine.change_passphrase(&passphrase(), OTHER).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    let read = |name| fs::read(world.path(name)).unwrap();
    assert_eq!(read("vault.slots.json"), read("vault.slots.json.bak"));
    engine.lock();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::WrongPassphrase);
    engine.unlock(OTHER).unwrap();
    // Whoever forgot it has the recovery key.
    engine.change_passphrase(&recovery(&key), "a third lamp on the shelf").unwrap();
    drop(engine);
    assert!(!opens(&world, PASSPHRASE) && !opens(&world, OTHER) && opens(&world, "a third lamp on the shelf"));
    // Each of the two files alone.
    for name in ["vault.slots.json", "vault.slots.json.bak"] {
        fs::remove_file(world.path(name)).unwrap();
        assert!(!opens(&world, PASSPHRASE) && opens(&world, "a third lamp on the shelf"));
    }
}

#[test]
fn a_change_that_was_killed_between_both_files_is_finished_by_the_next_unlock() {
    let (world, engine, _) = given();
    let old = fs::read(world.path("vault.slots.json.bak")).unwrap();
    engine.change_passphrase(&passphrase(), OTHER).unwrap();
    drop(engine);
    fs::write(world.path("vault.slots.json.bak"), &old).unwrap();
    assert!(!opens(&world, PASSPHRASE) && opens(&world, OTHER));
    assert_ne!(fs::read(world.path("vault.slots.json.bak")).unwrap(), old);
    // The later one counts, in whichever file it is.
    fs::write(world.path("vault.slots.json"), &old).unwrap();
    assert!(!opens(&world, PASSPHRASE) && opens(&world, OTHER));
    assert_ne!(fs::read(world.path("vault.slots.json")).unwrap(), old);
}

#[test]
fn an_ajar_that_remembers_the_old_slots_does_not_bring_them_back() {
    let (world, first, _) = given();
    let locked = world.start();
    let open = world.start();
    open.unlock(PASSPHRASE).unwrap();
    first.change_passphrase(&passphrase(), OTHER).unwrap();
    assert_eq!(code(locked.unlock(PASSPHRASE)), ErrorCode::WrongPassphrase);
    locked.unlock(OTHER).unwrap();
    // What the other one makes now is made from the new slots: a recovery key, and a backup.
    assert_eq!(code(open.make_recovery_key(&passphrase())), ErrorCode::WrongPassphrase);
    let key = open.make_recovery_key(&Proof::Passphrase(OTHER.into())).unwrap().recovery_key.unwrap();
    let backup = PathBuf::from(open.back_up_now().unwrap().file);
    let tried = Engine::verify_backup(&backup, Secret::Passphrase(PASSPHRASE), &world.path(""));
    assert_eq!(code(tried), ErrorCode::WrongPassphrase);
    Engine::verify_backup(&backup, Secret::RecoveryKey(&key), &world.path("")).unwrap();
    open.lock();
    assert_eq!(code(open.unlock(PASSPHRASE)), ErrorCode::WrongPassphrase);
    drop((first, locked, open));
    assert!(!opens(&world, PASSPHRASE) && opens(&world, OTHER));
    let engine = world.start();
    engine.unlock_with_recovery(&key).unwrap();
}

#[test]
fn an_old_backup_opens_with_the_old_passphrase_and_a_new_one_does_not() {
    let (world, engine, _) = given();
    let old = PathBuf::from(engine.back_up_now().unwrap().file);
    engine.change_passphrase(&passphrase(), OTHER).unwrap();
    let new = PathBuf::from(engine.back_up_now().unwrap().file);
    let opens = |file, words| Engine::verify_backup(file, Secret::Passphrase(words), &world.path("")).is_ok();
    assert_eq!([opens(&old, PASSPHRASE), opens(&old, OTHER)], [true, false]);
    assert_eq!([opens(&new, PASSPHRASE), opens(&new, OTHER)], [false, true]);
    assert!(engine.verify().unwrap().backups.iter().all(|backup| backup.problem.is_none()));
}

#[test]
fn a_recovery_key_is_made_tested_replaced_and_revoked() {
    let (_world, engine, first) = given();
    engine.test_recovery_key(&first.to_lowercase()).unwrap();
    assert_eq!(field(engine.test_recovery_key("ABC")), "key");
    let second = engine.make_recovery_key(&recovery(&first)).unwrap().recovery_key.unwrap();
    assert_eq!(code(engine.test_recovery_key(&first)), ErrorCode::WrongPassphrase);
    assert_eq!(engine.status().failed_attempts, 0, "comparing a copy is no try");
    engine.test_recovery_key(&second).unwrap();
    engine.lock();
    assert_eq!(code(engine.unlock_with_recovery(&first)), ErrorCode::WrongPassphrase);
    engine.unlock_with_recovery(&second).unwrap();
    engine.revoke_recovery_key(&passphrase()).unwrap();
    assert_eq!(ways(&engine), (true, false, false));
    assert_eq!(code(engine.test_recovery_key(&second)), ErrorCode::Precondition);
    assert_eq!(code(engine.revoke_recovery_key(&passphrase())), ErrorCode::Precondition);
    engine.lock();
    assert_eq!(code(engine.unlock_with_recovery(&second)), ErrorCode::WrongPassphrase);
    engine.unlock(PASSPHRASE).unwrap();
}

#[test]
fn a_wrong_proof_changes_nothing_counts_and_waits() {
    let (world, engine, key) = given();
    let before = fs::read(world.path("vault.slots.json")).unwrap();
    let wrong = Proof::Passphrase("wrong wrong wrong".into());
    assert_eq!(code(engine.change_passphrase(&wrong, OTHER)), ErrorCode::WrongPassphrase);
    assert_eq!(code(engine.make_recovery_key(&wrong)), ErrorCode::WrongPassphrase);
    assert_eq!(code(engine.revoke_recovery_key(&wrong)), ErrorCode::WrongPassphrase);
    assert_eq!(code(engine.set_login_way(true, &wrong)), ErrorCode::WrongPassphrase);
    assert_eq!(field(engine.rekey(&recovery("ABC"))), "passphrase");
    assert_eq!(field(engine.make_recovery_key(&recovery("ABC"))), "key");
    assert_eq!(code(engine.rekey(&wrong)), ErrorCode::WrongPassphrase);
    assert_eq!(engine.status().failed_attempts, 5);
    assert_eq!(code(engine.change_passphrase(&passphrase(), OTHER)), ErrorCode::Precondition);
    assert_eq!(fs::read(world.path("vault.slots.json")).unwrap(), before);
    assert!(world.key_ring.lengths().is_empty());
    world.pass(1);
    engine.make_recovery_key(&recovery(&key)).unwrap();
}

#[test]
fn a_locked_journal_changes_no_keys() {
    let (_world, engine, key) = given();
    engine.lock();
    let locked = |code: ErrorCode| assert_eq!(code, ErrorCode::Locked);
    locked(code(engine.change_passphrase(&passphrase(), OTHER)));
    locked(code(engine.make_recovery_key(&passphrase())));
    locked(code(engine.test_recovery_key(&key)));
    locked(code(engine.revoke_recovery_key(&passphrase())));
    locked(code(engine.set_login_way(true, &passphrase())));
    locked(code(engine.rekey(&passphrase())));
    assert_eq!(ways(&engine), (true, true, false));
    assert_eq!(engine.status().failed_attempts, 0);
}

#[test]
fn slots_from_before_a_new_key_wrap_nothing() {
    let (world, engine, _) = given();
    let old = fs::read(world.path("vault.slots.json")).unwrap();
    engine.rekey(&passphrase()).unwrap();
    drop(engine);
    for name in ["vault.slots.json", "vault.slots.json.bak"] {
        fs::write(world.path(name), &old).unwrap();
    }
    let engine = world.start();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
}
