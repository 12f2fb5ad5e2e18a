//! A journal that silently holds less than it did: its write-ahead log is gone or bent, or an older copy was put back.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ajar_engine::clock::Clock;
use ajar_engine::dto::{ErrorCode, VaultState};
use ajar_engine::{Engine, Secret};

use crate::world::*;

/// One entry is in the file; two more are in the write-ahead log only, as a killed process leaves them.
fn killed() -> World {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    write(&engine, &entry_id(1), 0, "first");
    drop(engine);
    let engine = unlocked(&world);
    write(&engine, &entry_id(2), 0, "second");
    write(&engine, &entry_id(3), 0, "third");
    let copy = World::new();
    for name in world.files() {
        fs::copy(world.path(&name), copy.path(&name)).unwrap();
    }
    assert!(fs::metadata(copy.path("vault.db-wal")).unwrap().len() > 0);
    copy
}

fn unlocked(world: &World) -> Engine {
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    engine
}

fn bytes(world: &World, name: &str) -> Option<Vec<u8>> {
    fs::read(world.path(name)).ok()
}

/// Unlocking finds fewer saves; nothing is changed, nothing can be done but restore or open it as it is.
fn is_noticed(what: &str, world: &World, entries: u32) -> Engine {
    let before = ["vault.db", "vault.db-wal", "vault.mark"].map(|name| bytes(world, name));
    let engine = world.start();
    assert_eq!(engine.status().state, VaultState::Locked);
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged, "{what}");
    let status = engine.status();
    assert!(status.state == VaultState::Recovery && status.can_open_anyway, "{what}");
    assert!(status.problem.unwrap().message.contains("holds less than it did"), "{what}");
    assert_eq!(code(engine.entries(None)), ErrorCode::Damaged);
    assert_eq!(code(engine.create_vault(&first_start(vec![]))), ErrorCode::Damaged);
    drop(engine);
    let engine = world.start();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged, "{what}: looking again accepts nothing");
    let after = ["vault.db", "vault.db-wal", "vault.mark"].map(|name| bytes(world, name));
    let kept = before.iter().zip(&after).all(|(before, after)| {
        // A log that was not there may be there empty.
        before.as_deref().unwrap_or_default() == after.as_deref().unwrap_or_default()
    });
    assert!(kept, "{what}: no byte was changed");

    engine.open_anyway().unwrap();
    let status = engine.status();
    assert!(status.state == VaultState::Locked && !status.can_open_anyway, "{what}");
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entries(None).unwrap().total, entries, "{what}");
    write(&engine, &entry_id(9), 0, "and on it goes");
    let engine = world.kill_and_unlock(engine);
    assert_eq!(engine.entries(None).unwrap().total, entries + 1, "{what}");
    engine
}

#[test]
fn a_write_ahead_log_that_lost_something_is_noticed() {
    let check = |what: &str, entries: u32, accident: fn(Vec<u8>) -> Option<Vec<u8>>| {
        let world = killed();
        match accident(bytes(&world, "vault.db-wal").unwrap()) {
            Some(bent) => fs::write(world.path("vault.db-wal"), bent).unwrap(),
            None => fs::remove_file(world.path("vault.db-wal")).unwrap(),
        }
        is_noticed(what, &world, entries);
    };
    check("deleted", 1, |_| None);
    check("emptied", 1, |_| Some(Vec::new()));
    check("cut in its header", 1, |wal| Some(wal[..20].to_vec()));
    check("cut by one byte", 2, |wal| Some(wal[..wal.len() - 1].to_vec()));
    check("flipped in its header", 1, |mut wal| {
        wal[18] ^= 1;
        Some(wal)
    });
    check("flipped in its last frame", 2, |mut wal| {
        let last = wal.len() - 100;
        wal[last] ^= 1;
        Some(wal)
    });
    check("zeroed", 1, |wal| Some(vec![0; wal.len()]));
}

#[test]
fn a_write_ahead_log_that_is_older_or_of_another_journal_is_noticed() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "first");
    let older = bytes(&world, "vault.db-wal").unwrap();
    write(&engine, &entry_id(2), 0, "second");
    let copy = World::new();
    for name in world.files() {
        fs::copy(world.path(&name), copy.path(&name)).unwrap();
    }
    fs::write(copy.path("vault.db-wal"), older).unwrap();
    is_noticed("older", &copy, 1);

    let world = killed();
    let other = killed();
    fs::copy(other.path("vault.db-wal"), world.path("vault.db-wal")).unwrap();
    let before = ["vault.db", "vault.db-wal"].map(|name| bytes(&world, name));
    let engine = world.start();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
    assert_eq!(engine.status().state, VaultState::Recovery);
    drop(engine);
    let after = ["vault.db", "vault.db-wal"].map(|name| bytes(&world, name));
    assert!(before == after, "the pages of another journal were not folded into this one");
    fs::remove_file(world.path("vault.db-wal")).unwrap();
    is_noticed("of another journal, and removed", &world, 1);
}

#[test]
fn an_older_copy_of_the_whole_file_is_noticed_and_the_right_one_is_welcome() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "first");
    drop(engine);
    let older = bytes(&world, "vault.db").unwrap();
    let engine = unlocked(&world);
    write(&engine, &entry_id(2), 0, "second");
    drop(engine);
    let newer = bytes(&world, "vault.db").unwrap();
    fs::write(world.path("vault.db"), &older).unwrap();
    let engine = world.start();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
    drop(engine);
    fs::write(world.path("vault.db"), newer).unwrap();
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entries(None).unwrap().total, 2);
    drop(engine);
    fs::write(world.path("vault.db"), &older).unwrap();
    is_noticed("older", &world, 1);
}

#[test]
fn no_state_of_the_mark_alone_is_an_alarm() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "first");
    let old = bytes(&world, "vault.mark").unwrap();
    write(&engine, &entry_id(2), 0, "second");
    drop(engine);
    let other = World::at("2026-03-10T12:00:01Z", "Europe/Berlin");
    let engine = other.begin(vec![]);
    (1..9).for_each(|number| drop(write(&engine, &entry_id(number), 0, "theirs")));
    drop(engine);
    let whole = bytes(&world, "vault.mark").unwrap();
    let marks = [
        ("missing", None),
        ("empty", Some(Vec::new())),
        ("torn", Some(whole[..30].to_vec())),
        ("zero", Some(vec![0; whole.len()])),
        ("of another journal", bytes(&other, "vault.mark")),
        // As a kill after the commit, before the mark.
        ("old", Some(old)),
        ("longer", Some([&whole[..], &whole].concat())),
    ];
    let mut total = 2;
    for (what, mark) in marks {
        match mark {
            Some(mark) => fs::write(world.path("vault.mark"), mark).unwrap(),
            None => fs::remove_file(world.path("vault.mark")).unwrap(),
        }
        let engine = world.start();
        engine.unlock(PASSPHRASE).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(engine.entries(None).unwrap().total, total);
        total += 1;
        write(&engine, &entry_id(u8::try_from(total).unwrap()), 0, what);
        drop(engine);
        // And the next save has made it whole again.
        let saved = bytes(&world, "vault.db").unwrap();
        let engine = unlocked(&world);
        let before = write(&engine, &entry_id(100), 0, what);
        engine.delete_entry(&before.id).unwrap();
        drop(engine);
        let newest = bytes(&world, "vault.db").unwrap();
        fs::write(world.path("vault.db"), saved).unwrap();
        assert_eq!(code(world.start().unlock(PASSPHRASE)), ErrorCode::Damaged, "{what}");
        fs::write(world.path("vault.db"), newest).unwrap();
        let engine = unlocked(&world);
        engine.restore_entry(&entry_id(100)).unwrap();
        total += u32::from(what == "missing");
    }
}

#[test]
fn two_ajars_that_save_in_turn_raise_no_alarm_and_miss_none() {
    let world = World::new();
    let first = world.begin(vec![]);
    let second = world.start();
    second.unlock(PASSPHRASE).unwrap();
    let saved = bytes(&world, "vault.mark");
    for number in (1..=20).step_by(2) {
        write(&first, &entry_id(number), 0, "by the first");
        write(&second, &entry_id(number + 1), 0, "by the second");
    }
    assert_ne!(bytes(&world, "vault.mark"), saved);
    std::thread::scope(|scope| {
        for (engine, from) in [(&first, 100), (&second, 150)] {
            scope.spawn(move || {
                (from..from + 20).for_each(|number| drop(write(engine, &entry_id(number), 0, "at once")));
            });
        }
    });
    drop((first, second));
    let engine = unlocked(&world);
    assert_eq!(engine.entries(None).unwrap().total, 60);
}

#[test]
fn an_unlock_and_a_lock_that_change_nothing_leave_the_mark_and_make_no_backup_due() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "first");
    engine.back_up_now().unwrap();
    let before = bytes(&world, "vault.mark");
    engine.lock();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(bytes(&world, "vault.mark"), before);
    assert!(!engine.back_up_at_quit().unwrap());
}

#[test]
fn a_restore_of_fewer_saves_is_no_alarm_and_neither_is_undoing_it() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "first");
    let file = engine.back_up_now().unwrap().file;
    write(&engine, &entry_id(2), 0, "second");
    drop(engine);
    let clock: Arc<dyn Clock> = world.clock.clone();
    Engine::restore_into(&world.path(""), &clock, Path::new(&file), Secret::Passphrase(PASSPHRASE)).unwrap();
    let engine = unlocked(&world);
    assert_eq!(engine.entries(None).unwrap().total, 1);
    drop(engine);
    Engine::undo_restore_in(&world.path(""), &clock).unwrap();
    let engine = unlocked(&world);
    assert_eq!(engine.entries(None).unwrap().total, 2);
}

#[test]
fn a_shorter_journal_is_mended_by_its_backup() {
    let world = killed();
    let engine = unlocked(&world);
    let file = engine.back_up_now().unwrap().file;
    write(&engine, &entry_id(4), 0, "since");
    std::mem::forget(engine);
    let copy = World::new();
    for name in world.files().iter().filter(|name| *name != "backups" && *name != "vault.db-wal") {
        fs::copy(world.path(name), copy.path(name)).unwrap();
    }
    let engine = copy.start();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
    engine.restore(Path::new(&file), Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = unlocked(&copy);
    assert_eq!(engine.entries(None).unwrap().total, 3);
}

#[test]
fn only_a_shorter_journal_can_be_opened_anyway() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(code(engine.open_anyway()), ErrorCode::Precondition);
    engine.create_vault(&first_start(vec![])).unwrap();
    assert_eq!(code(engine.open_anyway()), ErrorCode::Precondition);
    engine.lock();
    assert_eq!(code(engine.open_anyway()), ErrorCode::Precondition);
    drop(engine);
    fs::write(world.path("vault.db"), "").unwrap();
    let engine = world.start();
    assert!(!engine.status().can_open_anyway);
    assert_eq!(code(engine.open_anyway()), ErrorCode::Precondition);
}
