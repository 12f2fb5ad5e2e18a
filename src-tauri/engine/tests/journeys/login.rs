//! Opening the journal with the computer's login.

use ajar_engine::dto::{ErrorCode, FirstStart};
use ajar_engine::{Engine, KeyRingFault};

use crate::keys::{OTHER, opens, passphrase, recovery, ways};
use crate::world::*;

fn with_login() -> FirstStart {
    let mut first = first_start(vec![practice_at("18:30")]);
    first.passphrase = None;
    first.want_recovery_key = false;
    first
}

/// A journal that opens with the login, and its recovery key.
fn given() -> (World, Engine, String) {
    let world = World::new();
    let engine = world.start();
    let key = engine.create_vault(&with_login()).unwrap().recovery_key.unwrap();
    write(&engine, &entry_id(1), 0, "kept");
    (world, engine, key)
}

#[test]
fn a_journal_without_a_passphrase_opens_with_the_login_and_always_has_a_recovery_key() {
    let (world, engine, key) = given();
    assert_eq!(ways(&engine), (false, true, true));
    assert_eq!(world.key_ring.lengths(), [32]);
    drop(engine);
    let engine = world.start();
    engine.unlock_with_login().unwrap();
    engine.unlock_with_login().unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    engine.lock();
    assert_eq!(code(engine.unlock("")), ErrorCode::WrongPassphrase);
    engine.unlock_with_recovery(&key).unwrap();
    // Never the only way in.
    assert_eq!(code(engine.revoke_recovery_key(&recovery(&key))), ErrorCode::Precondition);
    engine.change_passphrase(&recovery(&key), OTHER).unwrap();
    engine.revoke_recovery_key(&recovery(&key)).unwrap();
    assert_eq!(ways(&engine), (true, false, true));
}

#[test]
fn without_a_key_ring_the_first_start_says_so_and_leaves_nothing() {
    let world = World::new();
    let engine = world.start();
    for fault in [KeyRingFault::Absent, KeyRingFault::Locked] {
        world.key_ring.fail(Some(fault));
        assert_eq!(code(engine.create_vault(&with_login())), ErrorCode::Unavailable);
        assert!(!world.files().iter().any(|name| name.starts_with("vault")));
    }
    engine.create_vault(&first_start(vec![])).unwrap();
}

#[test]
fn a_key_ring_that_is_absent_locked_or_empty_leaves_the_other_ways_open() {
    let (world, engine, key) = given();
    engine.change_passphrase(&recovery(&key), PASSPHRASE).unwrap();
    let still_open = || {
        assert_eq!(code(engine.unlock_with_login()), ErrorCode::Unavailable);
        assert_eq!(engine.status().failed_attempts, 0, "nobody guessed");
        engine.unlock(PASSPHRASE).unwrap();
        engine.lock();
        engine.unlock_with_recovery(&key).unwrap();
        engine.lock();
    };
    engine.lock();
    world.key_ring.fail(Some(KeyRingFault::Absent));
    still_open();
    world.key_ring.fail(Some(KeyRingFault::Locked));
    still_open();
    world.key_ring.fail(None);
    engine.unlock_with_login().unwrap();
    engine.lock();
    world.key_ring.lose_everything();
    still_open();
    // Turned on again, it works again.
    engine.unlock(PASSPHRASE).unwrap();
    engine.set_login_way(true, &passphrase()).unwrap();
    engine.lock();
    engine.unlock_with_login().unwrap();
}

#[test]
fn the_login_way_is_turned_on_and_off() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.lock();
    assert_eq!(code(engine.unlock_with_login()), ErrorCode::Precondition);
    engine.unlock(PASSPHRASE).unwrap();
    world.key_ring.fail(Some(KeyRingFault::Absent));
    assert_eq!(code(engine.set_login_way(true, &passphrase())), ErrorCode::Unavailable);
    world.key_ring.fail(None);
    assert_eq!(ways(&engine), (true, true, false));
    engine.set_login_way(true, &passphrase()).unwrap();
    assert_eq!(ways(&engine), (true, true, true));
    engine.lock();
    engine.unlock_with_login().unwrap();
    // A new passphrase changes nothing for the login.
    engine.change_passphrase(&passphrase(), OTHER).unwrap();
    engine.lock();
    engine.unlock_with_login().unwrap();
    engine.change_passphrase(&ajar_engine::dto::Proof::Passphrase(OTHER.into()), PASSPHRASE).unwrap();
    engine.set_login_way(false, &passphrase()).unwrap();
    assert_eq!((ways(&engine), world.key_ring.lengths()), ((true, true, false), vec![]));
    engine.lock();
    assert_eq!(code(engine.unlock_with_login()), ErrorCode::Precondition);
    drop(engine);
    assert!(opens(&world, PASSPHRASE));
}

#[test]
fn a_key_ring_that_goes_away_does_not_keep_the_login_way_on() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.set_login_way(true, &passphrase()).unwrap();
    world.key_ring.fail(Some(KeyRingFault::Absent));
    engine.set_login_way(false, &passphrase()).unwrap();
    world.key_ring.fail(None);
    assert_eq!(world.key_ring.lengths(), [32]);
    engine.lock();
    assert_eq!(code(engine.unlock_with_login()), ErrorCode::Precondition, "what it keeps opens nothing");
}

#[test]
fn a_journal_on_another_computer_opens_with_the_recovery_key() {
    let (world, engine, key) = given();
    let file = std::path::PathBuf::from(engine.back_up_now().unwrap().file);
    let other = World::new();
    let clock: std::sync::Arc<dyn ajar_engine::clock::Clock> = other.clock.clone();
    Engine::restore_into(&other.path(""), &clock, &file, ajar_engine::Secret::RecoveryKey(&key)).unwrap();
    let engine = other.start();
    assert_eq!(code(engine.unlock_with_login()), ErrorCode::Unavailable);
    engine.unlock_with_recovery(&key).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    drop(world);
}
