use std::fs;
use std::path::PathBuf;

use ajar_engine::dto::{BackupHealth, ErrorCode};
use ajar_engine::{Engine, Secret};

use crate::world::*;

impl World {
    fn backups(&self) -> Vec<PathBuf> {
        let Ok(folder) = fs::read_dir(self.path("backups")) else { return Vec::new() };
        let mut files: Vec<PathBuf> = folder.map(|file| file.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "copy"));
        files.sort();
        files
    }
}

/// What the shell does: a tick every thirty seconds.
fn ticks(world: &World, engine: &Engine, minutes: i64) -> usize {
    let made = (0..minutes * 2).filter(|_| {
        world.clock.advance(chrono::TimeDelta::seconds(30));
        engine.back_up_if_due().unwrap()
    });
    made.count()
}

fn health(engine: &Engine) -> BackupHealth {
    engine.backup_health().unwrap()
}

#[test]
fn a_backup_follows_two_minutes_after_the_last_change_and_hourly_at_most() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("18:30")]);
    assert!(!engine.back_up_if_due().unwrap(), "the first tick only sees that something changed");
    assert_eq!(ticks(&world, &engine, 1), 0);
    assert_eq!(ticks(&world, &engine, 2), 1);
    let first = health(&engine);
    assert_eq!((first.count, first.problem, first.next_ms), (1, None, None));
    assert_eq!(first.last.map(|row| (row.entries, row.reminders)), Some((0, 1)));

    write(&engine, &entry_id(1), 0, "one");
    assert_eq!(ticks(&world, &engine, 50), 0, "the last one is not an hour old");
    assert!(health(&engine).next_ms.is_some());
    assert_eq!(ticks(&world, &engine, 15), 1);
    assert_eq!(ticks(&world, &engine, 300), 0, "nothing changed");
    assert_eq!(health(&engine).last.unwrap().entries, 1);
    assert_eq!(world.backups().len(), 2);
}

#[test]
fn quitting_makes_one_and_locking_makes_none() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "one");
    engine.lock();
    assert!(!engine.back_up_at_quit().unwrap());
    assert!(!engine.back_up_if_due().unwrap());
    assert_eq!(code(engine.back_up_now()), ErrorCode::Locked);
    assert_eq!(code(engine.backup_health()), ErrorCode::Locked);
    assert_eq!(world.backups().len(), 0);
    engine.unlock(PASSPHRASE).unwrap();
    assert!(engine.back_up_at_quit().unwrap());
    assert!(!engine.back_up_at_quit().unwrap(), "it is the same as the newest one");
    engine.back_up_now().unwrap();
    assert_eq!(world.backups().len(), 2, "who asks for one gets one");
    assert!(!World::new().start().back_up_at_quit().unwrap(), "before the first start there is nothing to keep");
}

#[test]
fn a_journal_that_was_not_changed_since_is_not_backed_up_again_after_an_unlock() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "one");
    engine.back_up_now().unwrap();
    drop(engine);
    world.pass(300);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(ticks(&world, &engine, 90), 0);
    assert_eq!(world.backups().len(), 1);
}

#[test]
fn the_clock_set_back_holds_no_backup_up_and_loses_none() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 1..=12 {
        write(&engine, &entry_id(number), 0, "text");
        engine.back_up_now().unwrap();
        world.pass(1);
    }
    world.jump("2020-01-01T00:00:00Z");
    write(&engine, &entry_id(20), 0, "after the jump");
    assert_eq!(ticks(&world, &engine, 58), 0, "it still waits an hour by the time that passed");
    assert_eq!(ticks(&world, &engine, 5), 1);
    let newest = world.backups().pop().unwrap();
    assert!(newest.to_string_lossy().contains("-2020"), "the newest is the one that was made last");
    let preview = engine.preview_restore(&newest, Secret::Passphrase(PASSPHRASE)).unwrap();
    assert_eq!(preview.entries, 13);
    assert_eq!(health(&engine).last.unwrap().entries, 13);
}

#[test]
fn old_ones_go_and_the_ten_latest_stay() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 1..=14 {
        write(&engine, &entry_id(number), 0, "text");
        engine.back_up_now().unwrap();
    }
    assert_eq!(world.backups().len(), 10);
    assert_eq!(health(&engine).count, 10);
    assert_eq!(
        health(&engine).bytes,
        world.backups().iter().map(|path| fs::metadata(path).unwrap().len()).sum::<u64>()
    );
}

#[test]
fn a_backup_that_shrank_lets_nothing_go_and_says_so() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, &"a long text ".repeat(100));
    for _ in 0..10 {
        engine.back_up_now().unwrap();
    }
    // Into the trash is not gone.
    engine.delete_entry(&entry_id(1)).unwrap();
    engine.back_up_now().unwrap();
    assert_eq!((world.backups().len(), health(&engine).problem), (10, None));
    write(&engine, &entry_id(1), 1, "");
    engine.back_up_now().unwrap();
    assert_eq!(world.backups().len(), 11);
    assert!(health(&engine).problem.unwrap().contains("older backups were kept"));
}

#[test]
fn what_the_user_deleted_for_ever_is_not_missed_by_the_next_backup() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 1..=4 {
        write(&engine, &entry_id(number), 0, "a line of some length");
    }
    engine.back_up_now().unwrap();
    for number in 1..=3 {
        engine.delete_entry(&entry_id(number)).unwrap();
    }
    world.pass(31 * 24 * 60);
    assert!(engine.purge_if_due().unwrap());
    engine.back_up_now().unwrap();
    assert_eq!(health(&engine).problem, None);
    // What goes after that, without having been deleted, is missed as before.
    write(&engine, &entry_id(4), 1, "");
    engine.back_up_now().unwrap();
    assert!(health(&engine).problem.is_some());
}

#[test]
fn half_a_backup_is_ignored_and_cleaned() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.back_up_now().unwrap();
    let half = world.path("backups/000009-20260310-120000.copy.part");
    fs::write(&half, "half").unwrap();
    fs::create_dir(world.path("backups/check-0123456789abcdef")).unwrap();
    fs::write(world.path("backups/letter.part"), "not ours").unwrap();
    assert_eq!(health(&engine).count, 1);
    write(&engine, &entry_id(1), 0, "one");
    engine.back_up_now().unwrap();
    assert!(!half.exists());
    assert!(!world.path("backups/check-0123456789abcdef").exists());
    assert!(world.path("backups/letter.part").exists());
    assert_eq!(world.backups().len(), 2);
}

#[test]
fn a_broken_backup_is_found_and_left_and_the_next_one_is_compared_with_a_whole_one() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.back_up_now().unwrap();
    write(&engine, &entry_id(1), 0, "one");
    engine.back_up_now().unwrap();
    let newest = world.backups().pop().unwrap();
    let bytes = fs::read(&newest).unwrap();
    fs::write(&newest, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(health(&engine).count, 1);
    let check = engine.verify().unwrap();
    let problems: Vec<_> = check.backups.iter().map(|backup| backup.problem.as_ref().map(|body| body.code)).collect();
    assert_eq!(problems, [Some(ErrorCode::Damaged), None]);
    assert!(engine.back_up_at_quit().unwrap(), "the newest whole one lacks the entry");
    assert!(newest.exists());
    // One flipped bit in the middle, where only reading it all finds it.
    let newest = world.backups().pop().unwrap();
    let mut bytes = fs::read(&newest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&newest, bytes).unwrap();
    assert_eq!(engine.verify().unwrap().backups[0].problem.as_ref().unwrap().code, ErrorCode::Damaged);
}

#[test]
fn a_second_place_gets_each_backup_too() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let stick = tempfile::tempdir().unwrap();
    fs::write(stick.path().join("holiday.part"), "not ours").unwrap();
    let folder = stick.path().to_str().unwrap();
    engine.set_second_place(Some(folder)).unwrap();
    assert_eq!(health(&engine).second_place.as_deref(), Some(folder));
    engine.back_up_now().unwrap();
    let names = |path: &std::path::Path| -> Vec<String> {
        fs::read_dir(path).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    let first = world.backups().pop().unwrap();
    let second = stick.path().join(first.file_name().unwrap());
    assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    assert_eq!(names(stick.path()).len(), 2);

    // The stick is not there: the backup is made all the same, and the health says so.
    stick.close().unwrap();
    engine.back_up_now().unwrap();
    let now = health(&engine);
    assert_eq!(now.count, 2);
    assert!(now.problem.unwrap().contains("second place"));
    engine.set_second_place(None).unwrap();
    engine.back_up_now().unwrap();
    assert_eq!((health(&engine).second_place, health(&engine).problem), (None, None));
}

#[test]
fn a_second_place_must_be_a_folder_of_its_own() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.back_up_now().unwrap();
    fs::write(world.path("file"), "").unwrap();
    for place in ["", "relative", "/no/such/folder"] {
        assert_eq!(field(engine.set_second_place(Some(place))), "folder");
    }
    for name in ["", "backups", "file"] {
        assert_eq!(field(engine.set_second_place(Some(world.path(name).to_str().unwrap()))), "folder");
    }
    assert_eq!(health(&engine).second_place, None);
    engine.lock();
    assert_eq!(code(engine.set_second_place(Some("/tmp"))), ErrorCode::Locked);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_said_and_tried_again_in_an_hour() {
    let world = World::new();
    let engine = world.begin(vec![]);
    // A file where the folder should be stops even root.
    fs::write(world.path("backups"), "").unwrap();
    engine.back_up_if_due().unwrap();
    world.pass(2);
    engine.back_up_if_due().unwrap_err();
    assert!(!engine.back_up_if_due().unwrap(), "not again at each tick");
    fs::remove_file(world.path("backups")).unwrap();
    std::os::unix::fs::symlink("/sys", world.path("backups")).unwrap();
    assert_eq!(code(engine.back_up_now()), ErrorCode::ReadOnly);
    fs::remove_file(world.path("backups")).unwrap();
    assert!(health(&engine).problem.unwrap().contains("Make that folder writable"));
    assert_eq!(ticks(&world, &engine, 50), 0);
    assert_eq!(ticks(&world, &engine, 15), 1);
    assert_eq!(health(&engine).problem, None);
}

#[test]
fn two_ajars_make_backups_one_after_the_other() {
    let world = World::new();
    let first = world.begin(vec![]);
    let second = world.start();
    second.unlock(PASSPHRASE).unwrap();
    std::thread::scope(|scope| {
        for engine in [&first, &second] {
            scope.spawn(|| (0..3).for_each(|_| drop(engine.back_up_now().unwrap())));
        }
    });
    let backups = world.backups();
    assert_eq!(backups.len(), 6);
    assert!(first.verify().unwrap().backups.iter().all(|backup| backup.problem.is_none()));
}

#[test]
fn nothing_in_a_backup_or_its_name_can_be_read() {
    let world = World::new();
    let engine = world.begin(vec![moment_at("14:00")]);
    write(&engine, &entry_id(1), 0, "canary-canary");
    engine.back_up_now().unwrap();
    let path = world.backups().pop().unwrap();
    let bytes = fs::read(&path).unwrap();
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    for needle in [&b"canary-canary"[..], b"Car ride home", b"SQLite format 3", b"reminder", b"18:30"] {
        assert!(!has(needle));
    }
    let agenda_key = fs::read(world.path("agenda.key")).unwrap();
    assert!(!has(&agenda_key), "its reminders need the passphrase too");
    assert_eq!(path.file_name().unwrap(), "000001-20260310-120000.copy");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&world.path("backups"))), (0o600, 0o700));
    }
}

/// `SQLite` reads such a page from its log; the check reads the file.
#[test]
fn a_page_that_a_power_cut_tore_on_its_way_from_the_log_is_no_damage() {
    let world = World::new();
    let engine = world.begin(vec![]);
    // Long enough for the file to grow, so that its first page is among those in the log.
    write(&engine, &entry_id(1), 0, &"a long evening\n".repeat(10_000));
    let mut bytes = fs::read(world.path("vault.db")).unwrap();
    bytes[100] ^= 1;
    fs::write(world.path("vault.db"), bytes).unwrap();
    let engine = world.kill_and_unlock(engine);
    assert_eq!(engine.verify().unwrap().entries, 1);
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text.len(), 150_000);
}
