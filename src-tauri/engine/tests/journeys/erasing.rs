use std::fs;
use std::path::{Path, PathBuf};

use ajar_engine::dto::{ErrorCode, Proof, VaultState};
use ajar_engine::{Engine, Secret};

use crate::world::*;

fn by(passphrase: &str) -> Proof {
    Proof::Passphrase(passphrase.into())
}

/// An open journal with an entry, two backups, and what a restore set aside.
fn given() -> (World, Engine) {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    write(&engine, &entry_id(1), 0, "words");
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    write(&engine, &entry_id(1), 1, "other words");
    engine.back_up_now().unwrap();
    engine.restore(&file, Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    (world, engine)
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(all_files(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn everything_goes_and_the_next_start_is_a_first_one() {
    let (world, engine) = given();
    fs::create_dir(world.path("log")).unwrap();
    fs::write(world.path("log/ajar.log"), "x").unwrap();
    fs::write(world.path("my own notes.txt"), "not Ajar's").unwrap();
    let erased = engine.erase_everything(&by(PASSPHRASE)).unwrap();
    assert!(erased.stays.len() >= 3);
    for sentence in erased.stays.iter().flat_map(|text| text.split_terminator('.')) {
        assert!(sentence.split_whitespace().count() <= 18, "{sentence}");
    }
    // Before the folder is opened again nothing opens any more.
    assert_eq!(engine.status().state, VaultState::Recovery);
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Precondition);
    assert_eq!(code(engine.create_vault(&first_start(vec![]))), ErrorCode::Precondition);
    assert_eq!(code(engine.entries(None)), ErrorCode::Precondition);
    drop(engine);

    let engine = world.start();
    let status = engine.status();
    assert_eq!((status.state, status.undo, status.notices), (VaultState::New, None, vec![]));
    assert_eq!(engine.found_backups().unwrap(), vec![]);
    let files = world.files();
    let kept =
        ["agenda.db", "agenda.db-shm", "agenda.db-wal", "agenda.key", "ajar.lock", "ajar.use", "my own notes.txt"];
    assert_eq!(files, kept, "the reminders' file is a new one");
    world.pass(60);
    is_quiet(&engine);
    engine.create_vault(&first_start(vec![])).unwrap();
}

#[test]
fn keys_go_first_so_that_a_crash_leaves_nothing_that_opens() {
    let (world, engine) = given();
    let kept = |name: &str| fs::read(world.path(name)).unwrap();
    let slots = kept("vault.slots.json");
    let agenda_key = kept("agenda.key");
    // What each slot wraps; the rest of a slot file tells nothing.
    let text = String::from_utf8(slots.clone()).unwrap();
    let wrapped: Vec<Vec<u8>> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"wrapped\": \""))
        .map(|line| line.trim_end_matches(['"', ',']).as_bytes().to_vec())
        .collect();
    assert_eq!(wrapped.len(), 2);
    engine.erase_everything(&by(PASSPHRASE)).unwrap();
    // The process is killed here.
    std::mem::forget(engine);
    for path in all_files(&world.path("")) {
        let bytes = fs::read(&path).unwrap();
        for needle in wrapped.iter().chain([&agenda_key]) {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{}", path.display());
        }
    }
    assert!(world.path("vault.db").exists(), "the files themselves go when nobody has them open");
}

#[test]
fn only_who_can_open_the_journal_can_erase_it_and_wrong_tries_count() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(code(engine.erase_everything(&by(PASSPHRASE))), ErrorCode::Precondition, "there is nothing yet");
    let key = engine.create_vault(&first_start(vec![])).unwrap().recovery_key.unwrap();
    write(&engine, &entry_id(1), 0, "kept");
    for tried in 1..=5 {
        assert_eq!(code(engine.erase_everything(&by("wrong wrong wrong"))), ErrorCode::WrongPassphrase);
        assert_eq!(engine.status().failed_attempts, tried);
    }
    assert_eq!(code(engine.erase_everything(&by(PASSPHRASE))), ErrorCode::Precondition, "the sixth waits");
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    world.pass(1);
    engine.lock();
    engine.erase_everything(&Proof::RecoveryKey(key)).unwrap();
    drop(engine);
    assert_eq!(world.start().status().state, VaultState::New);
}

#[test]
fn another_ajar_that_is_open_holds_it_up_and_cannot_bring_it_back() {
    let (world, engine) = given();
    let other = world.start();
    engine.erase_everything(&by(PASSPHRASE)).unwrap();
    drop(engine);
    let waits = Engine::open(&world.path(""), world.clock.clone());
    assert_eq!(code(waits), ErrorCode::Precondition);
    assert_ne!(code(other.unlock(PASSPHRASE)), ErrorCode::Locked);
    drop(other);
    assert_eq!(world.start().status().state, VaultState::New);
}

#[test]
fn the_second_place_is_named_and_left() {
    let (world, engine) = given();
    let stick = tempfile::tempdir().unwrap();
    engine.set_second_place(Some(stick.path().to_str().unwrap())).unwrap();
    engine.back_up_now().unwrap();
    engine.lock();
    let erased = engine.erase_everything(&by(PASSPHRASE)).unwrap();
    assert!(erased.stays[0].contains(stick.path().to_str().unwrap()), "{:?}", erased.stays);
    drop(engine);
    drop(world.start());
    assert_eq!(all_files(stick.path()).len(), 1);
}
