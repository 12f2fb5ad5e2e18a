use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ajar_engine::clock::Clock;
use ajar_engine::dto::{ErrorCode, RestorePreview, VaultState};
use ajar_engine::{Engine, Error, Secret};

use crate::world::*;

const WORDS: Secret<'_> = Secret::Passphrase(PASSPHRASE);

impl World {
    fn restore(&self, file: &Path, secret: Secret<'_>) -> Result<RestorePreview, Error> {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Engine::restore_into(&self.path(""), &clock, file, secret)
    }

    fn undo_restore(&self) -> Result<(), Error> {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Engine::undo_restore_in(&self.path(""), &clock)
    }

    fn unlocked(&self) -> Engine {
        let engine = self.start();
        engine.unlock(PASSPHRASE).unwrap();
        engine
    }
}

/// A journal with one entry and a reminder at 14:00, closed, and its only backup.
fn given() -> (World, PathBuf) {
    given_in(World::new())
}

fn given_in(world: World) -> (World, PathBuf) {
    let engine = world.begin(vec![practice_at("14:00")]);
    write(&engine, &entry_id(1), 0, "kept");
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    (world, file)
}

/// Every file that belongs to the journal, with its bytes.
fn journal_files(world: &World) -> Vec<(String, Vec<u8>)> {
    let ours = |name: &String| name.starts_with("vault") || name.starts_with("agenda");
    let read = |name: String| (name.clone(), fs::read(world.path(&name)).unwrap());
    world.files().into_iter().filter(ours).map(read).collect()
}

/// Refused with this code, and not one byte of the journal or of the file changed.
fn is_refused(world: &World, file: &Path, secret: Secret<'_>, expected: ErrorCode) {
    let before = (journal_files(world), fs::read(file).ok(), world.files());
    assert_eq!(code(world.restore(file, secret)), expected);
    assert_eq!((journal_files(world), fs::read(file).ok(), world.files()), before);
}

#[test]
fn a_bare_computer_gets_everything_back_and_its_reminders_fire() {
    let (old, file) = given();
    let new = World::new();
    let moved = new.path("from-a-stick.copy");
    fs::copy(&file, &moved).unwrap();
    drop(old);
    let bare = tempfile::tempdir().unwrap();
    let data = bare.path().join("new/ajar");
    let clock: Arc<dyn Clock> = new.clock.clone();
    let restored = Engine::restore_into(&data, &clock, &moved, WORDS).unwrap();
    assert_eq!((restored.entries, restored.in_trash, restored.reminders), (1, 0, 1));
    assert_eq!(
        (restored.version.as_str(), restored.made_ms),
        (env!("CARGO_PKG_VERSION"), new.clock.now().timestamp_millis())
    );

    let engine = Engine::open(&data, clock).unwrap();
    assert_eq!((engine.status().state, engine.status().notices), (VaultState::Locked, vec![]));
    new.pass(60);
    fires(&engine);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
    assert_eq!(engine.reminders().unwrap().rows[0].time, "14:00");
    assert_eq!(code(engine.undo_restore()), ErrorCode::Precondition, "there was nothing before it");
    engine.back_up_now().unwrap();
}

#[test]
fn the_recovery_key_is_enough() {
    let world = World::new();
    let engine = world.start();
    let key = engine.create_vault(&first_start(vec![])).unwrap().recovery_key.unwrap();
    write(&engine, &entry_id(1), 0, "kept");
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    drop(engine);
    let other = World::new();
    is_refused(&other, &file, Secret::Passphrase("wrong wrong wrong"), ErrorCode::WrongPassphrase);
    is_refused(&other, &file, Secret::RecoveryKey("000-000-000-000-000-000-000-000-000"), ErrorCode::WrongPassphrase);
    is_refused(&other, &file, Secret::RecoveryKey("not a key"), ErrorCode::Invalid);
    other.restore(&file, Secret::RecoveryKey(&key)).unwrap();
    assert_eq!(other.unlocked().entry(&entry_id(1)).unwrap().text, "kept");
}

/// A keyboard of another system may type the same letters as other code points.
#[test]
fn a_passphrase_opens_a_backup_however_its_letters_are_composed() {
    let world = World::new();
    let engine = world.start();
    let mut first = first_start(vec![]);
    first.passphrase = Some("caf\u{e9} cr\u{e8}me br\u{fb}l\u{e9}e".into());
    engine.create_vault(&first).unwrap();
    write(&engine, &entry_id(1), 0, "kept");
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    let other = World::new();
    let decomposed = "cafe\u{301} cre\u{300}me bru\u{302}le\u{301}e";
    is_refused(&other, &file, Secret::Passphrase("cafe creme brulee"), ErrorCode::WrongPassphrase);
    other.restore(&file, Secret::Passphrase(decomposed)).unwrap();
    let engine = other.start();
    engine.unlock(decomposed).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
}

#[test]
fn a_first_start_restores_everything_from_one_file_and_the_passphrase() {
    let (old, file) = given();
    let new = World::new();
    let moved = new.path("renamed by hand");
    fs::copy(&file, &moved).unwrap();
    drop(old);
    let engine = new.start();
    assert_eq!(engine.status().state, VaultState::New);
    assert_eq!(engine.found_backups().unwrap(), vec![]);
    let chosen = engine.chosen_backup(&moved).unwrap();
    assert_eq!((chosen.id.as_str(), chosen.bytes), (Engine::CHOSEN, fs::metadata(&moved).unwrap().len()));
    assert_eq!(code(engine.backup_file(Engine::CHOSEN)), ErrorCode::NotFound, "the engine keeps no path");
    engine.restore(&moved, WORDS).unwrap();
    drop(engine);
    let engine = new.start();
    assert_eq!((engine.status().state, engine.status().undo), (VaultState::Locked, None));
    new.pass(60);
    fires(&engine);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept");
}

#[test]
fn backups_are_found_by_their_names_without_a_key() {
    let (world, first) = given();
    let engine = world.unlocked();
    world.pass(1);
    write(&engine, &entry_id(2), 0, "two");
    let second = PathBuf::from(engine.back_up_now().unwrap().file);
    for name in ["letter.txt", "x.copy", "000009-20260310-120000.copy.part"] {
        fs::write(world.path("backups").join(name), "x").unwrap();
    }
    engine.lock();
    let check = |engine: &Engine| {
        let found = engine.found_backups().unwrap();
        let files: Vec<PathBuf> = found.iter().map(|found| engine.backup_file(&found.id).unwrap()).collect();
        assert_eq!(files, [second.clone(), first.clone()], "newest first");
        assert_eq!(found[0].made_ms - found[1].made_ms, 60_000);
        for id in ["", "letter.txt", "../vault.db", "/etc/passwd", "000009-20260310-120000.copy.part"] {
            assert_eq!(code(engine.backup_file(id)), ErrorCode::NotFound, "{id}");
        }
    };
    check(&engine);
    drop(engine);
    fs::write(world.path("vault.db"), "").unwrap();
    check(&world.start());
    let engine = world.start();
    assert_eq!(code(engine.chosen_backup(&world.path("agenda.db"))), ErrorCode::Damaged);
    assert_eq!(code(engine.chosen_backup(&world.path("none"))), ErrorCode::Damaged);
}

#[test]
fn wrong_passphrases_for_a_backup_count_as_they_do_at_the_door() {
    let (world, file) = given();
    let engine = world.start();
    for tried in 1..=5 {
        let wrong = engine.preview_restore(&file, Secret::Passphrase("wrong wrong wrong"));
        assert_eq!(code(wrong), ErrorCode::WrongPassphrase);
        assert_eq!(engine.status().failed_attempts, tried);
    }
    assert_eq!(code(engine.preview_restore(&file, WORDS)), ErrorCode::Precondition);
    assert_eq!(code(engine.restore(&file, WORDS)), ErrorCode::Precondition);
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Precondition);
    world.pass(1);
    engine.preview_restore(&file, WORDS).unwrap();
}

#[test]
fn a_clock_that_was_set_back_keeps_the_way_back() {
    let (world, file) = given();
    let engine = world.unlocked();
    write(&engine, &entry_id(2), 0, "written since");
    engine.restore(&file, WORDS).unwrap();
    drop(engine);
    world.jump("2019-01-01T00:00:00Z");
    let engine = world.unlocked();
    assert!(engine.status().undo.unwrap().until_ms.is_some());
    engine.back_up_now().unwrap();
    engine.undo_restore().unwrap();
    drop(engine);
    assert_eq!(world.unlocked().entry(&entry_id(2)).unwrap().text, "written since");
}

#[test]
fn a_restore_can_be_undone_and_brings_the_former_bytes_back() {
    let (world, file) = given();
    let engine = world.unlocked();
    write(&engine, &entry_id(2), 0, "written since");
    drop(engine);
    let before = journal_files(&world);
    world.restore(&file, WORDS).unwrap();
    assert_ne!(journal_files(&world), before);
    let engine = world.unlocked();
    assert_eq!(engine.entries(None).unwrap().total, 1);
    assert!(engine.backup_health().unwrap().undo_until_ms.is_some());
    drop(engine);

    world.pass(29 * 24 * 60);
    world.undo_restore().unwrap();
    assert_eq!(journal_files(&world), before);
    assert_eq!(world.unlocked().entry(&entry_id(2)).unwrap().text, "written since");
    // And back again.
    world.undo_restore().unwrap();
    assert_eq!(world.unlocked().entries(None).unwrap().total, 1);
    world.pass(31 * 24 * 60);
    assert_eq!(code(world.undo_restore()), ErrorCode::Precondition);
}

#[test]
fn what_a_crash_left_in_the_write_ahead_log_comes_back_too() {
    let (world, file) = given();
    // As a killed process leaves it: the entry is in the log beside the file only.
    let copy = World::new();
    let engine = world.unlocked();
    write(&engine, &entry_id(2), 0, "only in the log");
    for (name, bytes) in journal_files(&world) {
        fs::write(copy.path(&name), bytes).unwrap();
    }
    assert!(fs::metadata(copy.path("vault.db-wal")).unwrap().len() > 0);
    copy.restore(&file, WORDS).unwrap();
    assert_eq!(copy.unlocked().entries(None).unwrap().total, 1);
    copy.undo_restore().unwrap();
    assert_eq!(copy.unlocked().entry(&entry_id(2)).unwrap().text, "only in the log");
}

#[test]
fn an_ajar_that_runs_restores_at_its_next_start() {
    let (world, file) = given();
    let engine = world.unlocked();
    write(&engine, &entry_id(2), 0, "written since");
    let is_open = code(world.restore(&file, WORDS));
    assert_eq!(is_open, ErrorCode::Precondition, "nobody swaps files under an open Ajar");
    engine.restore(&file, WORDS).unwrap();
    assert_eq!(engine.backup_health().unwrap().last.unwrap().entries, 2, "the open journal was backed up first");
    assert_eq!(engine.entry(&entry_id(2)).unwrap().text, "written since");
    assert_eq!(code(engine.restore(&file, WORDS)), ErrorCode::Precondition, "one restore at a time");
    assert_eq!(code(engine.undo_restore()), ErrorCode::Precondition);
    let second = world.start();
    assert!(second.status().notices.iter().any(|notice| notice.contains("Close both")));
    drop((engine, second));
    let engine = world.unlocked();
    assert_eq!(engine.entries(None).unwrap().total, 1);
    engine.undo_restore().unwrap();
    drop(engine);
    assert_eq!(world.unlocked().entry(&entry_id(2)).unwrap().text, "written since");
}

/// What happens to the files of a closed journal.
type Accident = (&'static str, fn(&World));

#[test]
fn every_accident_to_the_journal_is_mended_by_a_restore() {
    let accidents: [Accident; 8] = [
        ("no vault", |world| fs::remove_file(world.path("vault.db")).unwrap()),
        ("empty vault", |world| fs::write(world.path("vault.db"), "").unwrap()),
        ("damaged vault", |world| {
            let mut bytes = fs::read(world.path("vault.db")).unwrap();
            bytes[2000] ^= 1;
            fs::write(world.path("vault.db"), bytes).unwrap();
        }),
        ("a folder in its place", |world| {
            fs::remove_file(world.path("vault.db")).unwrap();
            fs::create_dir(world.path("vault.db")).unwrap();
        }),
        ("no slots", |world| {
            fs::remove_file(world.path("vault.slots.json")).unwrap();
            fs::remove_file(world.path("vault.slots.json.bak")).unwrap();
        }),
        ("slots that are no slots", |world| {
            fs::write(world.path("vault.slots.json"), "{}").unwrap();
            fs::write(world.path("vault.slots.json.bak"), "{}").unwrap();
        }),
        ("no agenda", |world| fs::remove_file(world.path("agenda.db")).unwrap()),
        ("no agenda key", |world| fs::remove_file(world.path("agenda.key")).unwrap()),
    ];
    for (name, accident) in accidents {
        let (world, file) = given();
        accident(&world);
        world.restore(&file, WORDS).unwrap_or_else(|error| panic!("{name}: {error}"));
        let engine = world.unlocked();
        assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "kept", "{name}");
        assert_eq!(engine.reminders().unwrap().rows.len(), 1, "{name}");
        assert_eq!(engine.status().notices, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_backup_of_another_journal_is_refused() {
    // Ids follow from the clock, so the other journal begins at another time.
    let (_other, theirs) = given_in(World::at("2026-03-10T12:00:01Z", "Europe/Berlin"));
    let (world, _) = given();
    is_refused(&world, &theirs, WORDS, ErrorCode::Conflict);
    let engine = world.unlocked();
    assert!(!engine.preview_restore(&theirs, WORDS).unwrap().is_this_journal);
    assert_eq!(code(engine.restore(&theirs, WORDS)), ErrorCode::Conflict);
}

#[test]
fn what_is_no_whole_backup_is_refused() {
    let (world, file) = given();
    let bytes = fs::read(&file).unwrap();
    let bad = world.path("bad");
    let mut contents: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"{}".to_vec(),
        [&b"SQLite format 3\0"[..], &[0; 4096]].concat(),
        fs::read(world.path("vault.db")).unwrap(),
        bytes[..bytes.len() / 2].to_vec(),
        bytes[..bytes.len() - 1].to_vec(),
        [&bytes[..], &[0]].concat(),
        vec![0xff; 200],
    ];
    for place in (0..bytes.len()).step_by(bytes.len() / 40) {
        let mut bent = bytes.clone();
        bent[place] ^= 0x40;
        contents.push(bent);
    }
    for content in contents {
        // The version number lies in bytes 8 to 11; a larger one is no damage.
        let is_newer = content.get(..8) == bytes.get(..8) && content.get(8..12) != bytes.get(8..12);
        fs::write(&bad, content).unwrap();
        is_refused(&world, &bad, WORDS, if is_newer { ErrorCode::NewerVersion } else { ErrorCode::Damaged });
    }
    fs::remove_file(&bad).unwrap();
    is_refused(&world, &bad, WORDS, ErrorCode::Damaged);
    is_refused(&world, &world.path("backups"), WORDS, ErrorCode::Damaged);
}

#[test]
fn a_newer_backup_is_refused_and_left() {
    let (world, file) = given();
    let mut bytes = fs::read(&file).unwrap();
    bytes[8] = 2;
    fs::write(&file, bytes).unwrap();
    is_refused(&world, &file, WORDS, ErrorCode::NewerVersion);
}

#[test]
fn nothing_readable_lies_about_during_or_after_a_restore() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "canary-canary");
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    engine.restore(&file, WORDS).unwrap();
    let find = |folder: &Path| {
        let mut folders = vec![folder.to_owned()];
        let mut looked_at = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                looked_at += 1;
                assert!(!fs::read(&path).unwrap().windows(13).any(|window| window == b"canary-canary"));
                #[cfg(unix)]
                {
                    use std::os::unix::fs::PermissionsExt;
                    let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
                    assert_eq!(mode & 0o077, 0, "{}", path.display());
                }
            }
        }
        looked_at
    };
    assert!(find(&world.path("")) > 12, "what is prepared lies beside the journal");
    drop(engine);
    drop(world.unlocked());
    assert!(find(&world.path("replaced")) >= 5);
    assert!(!world.path("restoring").exists() && !world.path("arriving").exists());
}
