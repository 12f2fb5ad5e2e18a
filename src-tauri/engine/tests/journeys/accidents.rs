//! Something else lies where a file of Ajar's should be, or nothing can be written. Each ends with a sentence that says what to
//! do, and with not one byte changed.

use std::fs;
#[cfg(target_os = "linux")]
use std::{path::Path, process::Command};

use ajar_engine::dto::{ErrorCode, VaultState};
use ajar_engine::{Engine, Secret};

use crate::world::*;

/// A closed journal with one entry, a reminder, and a backup.
fn given() -> World {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    write(&engine, &entry_id(1), 0, "kept");
    engine.back_up_now().unwrap();
    world
}

#[cfg(unix)]
#[derive(Debug, Clone, Copy)]
enum Instead {
    Nothing,
    ZeroBytes,
    Folder,
    LinkToNowhere,
    /// The file itself lies elsewhere.
    LinkToItself,
}

#[cfg(unix)]
use Instead::{Folder, LinkToItself, LinkToNowhere, Nothing, ZeroBytes};

#[cfg(unix)]
fn put(world: &World, name: &str, instead: Instead) {
    use std::os::unix::fs::symlink;
    let (path, elsewhere) = (world.path(name), world.path("elsewhere"));
    match instead {
        Nothing => fs::remove_file(&path).unwrap(),
        ZeroBytes => fs::write(&path, "").unwrap(),
        Folder => {
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
        }
        LinkToNowhere => {
            fs::remove_file(&path).unwrap();
            symlink("/no/such/place", &path).unwrap();
        }
        LinkToItself => {
            fs::create_dir_all(&elsewhere).unwrap();
            let moved = elsewhere.join(name);
            fs::rename(&path, &moved).unwrap();
            symlink(&moved, &path).unwrap();
        }
    }
}

fn restore_newest(world: &World, engine: Engine) -> Engine {
    let file = engine.backup_file(&engine.found_backups().unwrap().first().unwrap().id).unwrap();
    engine.restore(&file, Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    engine
}

fn is_whole(engine: &Engine) {
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}

#[cfg(unix)]
#[test]
fn whatever_lies_in_place_of_the_journal_a_restore_mends_it() {
    for instead in [Nothing, ZeroBytes, Folder, LinkToNowhere] {
        let world = given();
        put(&world, "vault.db", instead);
        let engine = world.start();
        let status = engine.status();
        assert_eq!(status.state, VaultState::Recovery, "{instead:?}");
        let problem = status.problem.unwrap();
        assert_eq!(problem.code, ErrorCode::Damaged, "{instead:?}");
        assert!(problem.message.contains("Restore the newest backup"), "{instead:?}: {}", problem.message);
        assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged, "{instead:?}");
        is_whole(&restore_newest(&world, engine));
    }
}

#[cfg(unix)]
#[test]
fn whatever_lies_in_place_of_both_key_files_a_restore_mends_it() {
    for instead in [Nothing, ZeroBytes, Folder, LinkToNowhere] {
        let world = given();
        for name in ["vault.slots.json", "vault.slots.json.bak"] {
            put(&world, name, instead);
        }
        let engine = world.start();
        let problem = engine.status().problem.unwrap();
        assert_eq!(problem.code, ErrorCode::Damaged, "{instead:?}: {}", problem.message);
        assert!(problem.message.contains("Restore the newest backup"), "{instead:?}: {}", problem.message);
        is_whole(&restore_newest(&world, engine));
    }
}

#[cfg(unix)]
#[test]
fn one_of_the_two_key_files_is_enough() {
    for name in ["vault.slots.json", "vault.slots.json.bak"] {
        for instead in [Nothing, ZeroBytes, Folder, LinkToNowhere] {
            let world = given();
            put(&world, name, instead);
            let engine = world.start();
            engine.unlock(PASSPHRASE).unwrap();
            is_whole(&engine);
        }
    }
}

#[cfg(unix)]
#[test]
fn whatever_lies_in_place_of_the_reminders_unlock_brings_them_back() {
    for name in ["agenda.db", "agenda.key"] {
        for instead in [Nothing, ZeroBytes, Folder, LinkToNowhere] {
            let world = given();
            put(&world, name, instead);
            let engine = world.start();
            assert_eq!(engine.status().state, VaultState::Locked, "{name} {instead:?}");
            assert_eq!(engine.status().notices.len(), 1, "{name} {instead:?}");
            engine.unlock(PASSPHRASE).unwrap();
            is_whole(&engine);
        }
    }
}

#[cfg(unix)]
#[test]
fn files_that_were_moved_and_linked_are_still_the_journal() {
    let world = given();
    for name in ["vault.db", "vault.slots.json", "agenda.db", "agenda.key"] {
        put(&world, name, LinkToItself);
    }
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    is_whole(&engine);
    assert_eq!(engine.status().notices, Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn whatever_lies_in_place_of_a_lock_is_named() {
    for name in ["ajar.lock", "ajar.use"] {
        for instead in [Nothing, ZeroBytes] {
            let world = given();
            put(&world, name, instead);
            world.start().unlock(PASSPHRASE).unwrap();
        }
        for instead in [Folder, LinkToNowhere] {
            let world = given();
            put(&world, name, instead);
            let refused = Engine::open(&world.path(""), world.clock.clone());
            if matches!(instead, Folder) {
                assert!(refused.as_ref().unwrap_err().body().message.contains(name));
            }
            code(refused);
        }
    }
}

#[test]
fn the_slots_of_another_journal_open_nothing_and_a_restore_needs_the_right_ones_away() {
    let other = World::at("2026-03-10T12:00:01Z", "Europe/Berlin");
    drop(other.begin(vec![]));
    let world = given();
    for name in ["vault.slots.json", "vault.slots.json.bak"] {
        fs::copy(other.path(name), world.path(name)).unwrap();
    }
    let engine = world.start();
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
    let problem = engine.status().problem.unwrap();
    assert!(problem.message.contains("Restore the newest backup"), "{}", problem.message);
    is_whole(&restore_newest(&world, engine));
}

/// A folder mounted over itself, read-only: modes do not hold root back, and Ajar mends the mode of its own folder.
#[cfg(target_os = "linux")]
struct Frozen<'a>(&'a Path);

#[cfg(target_os = "linux")]
impl<'a> Frozen<'a> {
    /// `None` where this user may not mount, and then nothing can be shown.
    fn new(folder: &'a Path) -> Option<Self> {
        let mount = |arguments: &[&str], paths: &[&Path]| {
            let mut command = Command::new("mount");
            command.args(arguments).args(paths).output().is_ok_and(|output| output.status.success())
        };
        if !mount(&["--bind"], &[folder, folder]) {
            eprintln!("skipped: only root may mount a folder read-only");
            return None;
        }
        let frozen = Self(folder);
        assert!(mount(&["-o", "remount,bind,ro"], &[folder]));
        Some(frozen)
    }
}

#[cfg(target_os = "linux")]
impl Drop for Frozen<'_> {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0).output();
        assert!(unmounted.is_ok_and(|output| output.status.success()) || std::thread::panicking());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_became_read_only_is_said_and_its_journal_is_untouched() {
    let world = given();
    let (folder, before) = (world.path(""), fs::read(world.path("vault.db")).unwrap());
    let Some(frozen) = Frozen::new(&folder) else { return };
    let refused = Engine::open(&folder, world.clock.clone());
    assert!(refused.as_ref().unwrap_err().body().message.contains("was not changed"));
    assert_eq!(code(refused), ErrorCode::ReadOnly);
    drop(frozen);
    assert_eq!(fs::read(world.path("vault.db")).unwrap(), before);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    is_whole(&engine);
}

/// A disk that turns read-only while Ajar runs, as a failing one does.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_becomes_read_only_while_the_journal_is_open_can_still_be_read() {
    let world = given();
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    let folder = world.path("");
    let Some(frozen) = Frozen::new(&folder) else { return };
    is_whole(&engine);
    assert_eq!(code(engine.back_up_now()), ErrorCode::ReadOnly);
    engine.lock();
    assert_eq!(code(engine.start_anew()), ErrorCode::ReadOnly);
    drop(frozen);
    engine.unlock(PASSPHRASE).unwrap();
    is_whole(&engine);
}

#[test]
fn a_newer_key_file_is_refused_with_its_bytes_unchanged() {
    let world = given();
    let text = fs::read_to_string(world.path("vault.slots.json")).unwrap().replace("\"version\": 2", "\"version\": 99");
    fs::write(world.path("vault.slots.json"), &text).unwrap();
    let engine = world.start();
    assert_eq!(engine.status().problem.unwrap().code, ErrorCode::NewerVersion);
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::NewerVersion);
    drop(engine);
    assert_eq!(fs::read_to_string(world.path("vault.slots.json")).unwrap(), text);
}

#[test]
fn a_folder_that_is_copied_to_a_cloud_is_told_once_and_works() {
    let world = World::new();
    let data = world.path("Dropbox/ajar");
    let engine = Engine::open(&data, world.clock.clone()).unwrap();
    let notices = engine.status().notices;
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].contains("Dropbox"));
    engine.create_vault(&first_start(vec![])).unwrap();
}
