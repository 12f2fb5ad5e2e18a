use std::fs;

use ajar_engine::Engine;
use ajar_engine::dto::{ErrorCode, VaultState};

use crate::world::*;

/// Something happens to the files of a journal with one entry, while Ajar is closed.
fn after(accident: impl FnOnce(&World)) -> (World, Engine) {
    let world = World::new();
    let engine = world.begin(vec![practice_at("18:30")]);
    write(&engine, &entry_id(1), 0, "kept");
    drop(engine);
    accident(&world);
    let engine = world.start();
    (world, engine)
}

fn is_in_recovery(engine: &Engine, code: ErrorCode) {
    let status = engine.status();
    assert_eq!(status.state, VaultState::Recovery);
    assert_eq!(status.problem.unwrap().code, code);
    assert_eq!(crate::world::code(engine.unlock(PASSPHRASE)), code);
    assert_eq!(crate::world::code(engine.entries(None)), code);
    let second = engine.create_vault(&first_start(vec![]));
    assert_eq!(crate::world::code(second), code, "an accident is never a fresh start");
}

#[test]
fn a_missing_or_empty_vault_is_an_accident() {
    let (world, engine) = after(|world| fs::remove_file(world.path("vault.db")).unwrap());
    is_in_recovery(&engine, ErrorCode::Damaged);
    assert!(!world.path("vault.db").exists());
    let (world, engine) = after(|world| fs::write(world.path("vault.db"), "").unwrap());
    is_in_recovery(&engine, ErrorCode::Damaged);
    assert_eq!(fs::metadata(world.path("vault.db")).unwrap().len(), 0);
    let (_world, engine) = after(|world| {
        fs::remove_file(world.path("vault.db")).unwrap();
        fs::create_dir(world.path("vault.db")).unwrap();
    });
    is_in_recovery(&engine, ErrorCode::Damaged);
}

#[test]
fn a_damaged_vault_is_told_from_a_wrong_passphrase_and_left_as_it_is() {
    let (world, engine) = after(|world| {
        let mut bytes = fs::read(world.path("vault.db")).unwrap();
        bytes[2000] ^= 1;
        fs::write(world.path("vault.db"), bytes).unwrap();
    });
    assert_eq!(engine.status().state, VaultState::Locked);
    let before = fs::read(world.path("vault.db")).unwrap();
    assert_eq!(code(engine.unlock("wrong wrong wrong")), ErrorCode::WrongPassphrase);
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
    is_in_recovery(&engine, ErrorCode::Damaged);
    assert_eq!(fs::read(world.path("vault.db")).unwrap(), before);
}

#[test]
fn a_lost_or_damaged_slot_file_is_mended_from_its_copy() {
    for damage in [None, Some(""), Some("not json")] {
        let (world, engine) = after(|world| match damage {
            None => fs::remove_file(world.path("vault.slots.json")).unwrap(),
            Some(text) => fs::write(world.path("vault.slots.json"), text).unwrap(),
        });
        engine.unlock(PASSPHRASE).unwrap();
        assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
        let read = |name| fs::read(world.path(name)).unwrap();
        assert_eq!(read("vault.slots.json"), read("vault.slots.json.bak"));
    }
}

#[test]
fn a_vault_whose_slots_are_gone_or_damaged_is_an_accident() {
    let both = ["vault.slots.json", "vault.slots.json.bak"];
    let (_world, engine) = after(|world| both.iter().for_each(|name| fs::remove_file(world.path(name)).unwrap()));
    is_in_recovery(&engine, ErrorCode::Damaged);
    let (_world, engine) = after(|world| both.iter().for_each(|name| fs::write(world.path(name), "{}").unwrap()));
    is_in_recovery(&engine, ErrorCode::Damaged);
}

#[test]
fn a_folder_that_lost_its_whole_vault_is_not_new() {
    let (_world, engine) = after(|world| {
        for name in ["vault.db", "vault.slots.json", "vault.slots.json.bak"] {
            fs::remove_file(world.path(name)).unwrap();
        }
    });
    is_in_recovery(&engine, ErrorCode::Damaged);
}

#[test]
fn the_slots_of_another_vault_open_nothing() {
    let other = World::new();
    drop(other.begin(vec![]));
    let (_world, engine) = after(|world| {
        for name in ["vault.slots.json", "vault.slots.json.bak"] {
            fs::copy(other.path(name), world.path(name)).unwrap();
        }
    });
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Damaged);
}

#[test]
fn an_interrupted_first_start_is_finished_or_forgotten() {
    // Killed after the key slots were written, before the vault got its name.
    let (world, engine) = after(|world| fs::rename(world.path("vault.db"), world.path("vault.db.new")).unwrap());
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    assert!(!world.path("vault.db.new").exists());
    // Killed before the key slots were written: nothing can open it, and nobody was told of it.
    let world = World::new();
    drop(world.start());
    fs::write(world.path("vault.db.new"), "half").unwrap();
    let engine = world.start();
    assert_eq!(engine.status().state, VaultState::New);
    assert!(!world.path("vault.db.new").exists());
    engine.create_vault(&first_start(vec![practice_at("18:30")])).unwrap();
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}

#[test]
fn an_agenda_that_cannot_be_read_begins_empty_where_there_is_no_backup_and_says_so() {
    let accidents: [(&str, Option<&str>); 5] = [
        ("agenda.key", None),
        ("agenda.key", Some("short")),
        ("agenda.db", None),
        ("agenda.db", Some("")),
        ("agenda.db", Some("not a database, and long enough to look like something else entirely")),
    ];
    for (name, contents) in accidents {
        let (_world, engine) = after(|world| match contents {
            None => fs::remove_file(world.path(name)).unwrap(),
            Some(text) => fs::write(world.path(name), text).unwrap(),
        });
        assert_eq!(engine.status().notices.len(), 1, "{name} {contents:?}");
        engine.unlock(PASSPHRASE).unwrap();
        assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
        assert_eq!(engine.reminders().unwrap().rows.len(), 0);
        engine.save_reminder(&practice_at("18:30")).unwrap();
    }
    let (_world, engine) = after(|_| {});
    assert_eq!(engine.status().notices, Vec::<String>::new());
}

#[test]
fn an_unreadable_agenda_is_set_aside_and_not_deleted() {
    let (world, _engine) = after(|world| fs::remove_file(world.path("agenda.key")).unwrap());
    assert!(world.files().iter().any(|name| name.starts_with("agenda.db.unreadable-")));
    let (world, _engine) = after(|world| fs::write(world.path("agenda.db"), "not a database any more").unwrap());
    assert!(world.files().iter().any(|name| name.starts_with("agenda.key.unreadable-")), "{:?}", world.files());
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_said_before_anything_else() {
    let world = World::new();
    // Nobody, not even root, may make a file there.
    let opened = Engine::open(std::path::Path::new("/sys"), world.clock.clone());
    assert_eq!(code(opened), ErrorCode::ReadOnly);
    let opened = Engine::open(&world.path("file/in/the/way"), world.clock.clone());
    drop(opened.unwrap());
    fs::write(world.path("plain"), "").unwrap();
    Engine::open(&world.path("plain"), world.clock.clone()).unwrap_err();
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_any_file() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let data = world.path("data");
    let engine = Engine::open(&data, world.clock.clone()).unwrap();
    engine.create_vault(&first_start(vec![])).unwrap();
    write(&engine, &entry_id(1), 0, "x");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for file in fs::read_dir(&data).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}
