//! Journals as released versions of Ajar left them, in `tests/released/<version>/`, and what each of them held.
//!
//! Such a folder never changes. A release that changes a schema adds its own:
//! `cargo test -p ajar-engine --test journeys -- --ignored make_the_journal_of_this_version`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ajar_engine::clock::Clock;
use ajar_engine::dto::{OccurrenceAction, PauseFor, Settings};
use ajar_engine::{Engine, Secret};
use serde::{Deserialize, Serialize};

use crate::practicing::talk;
use crate::world::*;

/// What `contents.json` says.
#[derive(Serialize, Deserialize)]
struct Contents {
    passphrase: String,
    recovery_key: String,
    entries: Vec<Kept>,
    /// The name of the only reminder.
    reminder: String,
    practices: u32,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    id: String,
    day: String,
    text: String,
    in_trash: bool,
}

fn released() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/released")
}

/// A copy of each released folder, and what it holds.
fn each() -> Vec<(World, Contents)> {
    let folders = fs::read_dir(released()).unwrap().map(|folder| folder.unwrap().path());
    folders
        .map(|folder| {
            let world = World::new();
            copy(&folder, &world.path(""));
            let contents = fs::read(folder.join("contents.json")).unwrap();
            (world, serde_json::from_slice(&contents).unwrap())
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let to = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &to);
        } else {
            fs::copy(file.path(), to).unwrap();
        }
    }
}

fn holds(engine: &Engine, contents: &Contents) {
    for kept in &contents.entries {
        let entry = engine.entry(&kept.id).unwrap();
        assert_eq!((&entry.text, &entry.day, entry.in_trash), (&kept.text, &kept.day, kept.in_trash));
    }
    let in_trash = contents.entries.iter().filter(|kept| kept.in_trash).count();
    assert_eq!(engine.entries(None).unwrap().rows.len() + in_trash, contents.entries.len());
    assert_eq!(engine.trash().unwrap().len(), in_trash);
    let reminders = engine.reminders().unwrap().rows;
    assert_eq!(reminders.iter().map(|row| &row.name).collect::<Vec<_>>(), [&contents.reminder]);
    assert_eq!(engine.progress(None).unwrap().total_days, contents.practices);
    engine.verify().unwrap();
}

#[test]
fn every_released_journal_opens_with_all_it_held() {
    let all = each();
    assert!(!all.is_empty());
    for (world, contents) in all {
        let engine = world.start();
        engine.unlock(&contents.passphrase).unwrap();
        holds(&engine, &contents);
        drop(engine);
        let engine = world.start();
        engine.unlock_with_recovery(&contents.recovery_key).unwrap();
        holds(&engine, &contents);
    }
}

#[test]
fn every_released_backup_is_restored_into_a_bare_folder() {
    for (world, contents) in each() {
        let file = fs::read_dir(world.path("backups")).unwrap().map(|file| file.unwrap().path());
        let file = file.filter(|path| path.extension().is_some_and(|end| end == "copy")).max().unwrap();
        let bare = World::new();
        let clock: Arc<dyn Clock> = bare.clock.clone();
        let secret = Secret::Passphrase(&contents.passphrase);
        Engine::restore_into(&bare.path(""), &clock, &file, secret).unwrap();
        let engine = bare.start();
        engine.unlock(&contents.passphrase).unwrap();
        holds(&engine, &contents);
    }
}

#[test]
#[ignore = "writes the folder of this version, once, before it is released"]
fn make_the_journal_of_this_version() {
    let folder = released().join(env!("CARGO_PKG_VERSION"));
    assert!(!folder.exists(), "{} is there already, and a released journal never changes", folder.display());
    let world = World::new();
    let engine = world.start();
    let recovery_key = engine.create_vault(&first_start(vec![moment_at("14:00")])).unwrap().recovery_key.unwrap();
    let texts = [
        "We talked on the way home.\n\nI said what I meant, *first*.\n",
        "שלום, Grüße, привет, 你好 👩‍❤️‍👨\r\nright to left: \u{202e}abc\u{202c}",
        "e\u{301} is not \u{e9}, and a zero \0 is a sign like any other",
        "",
        "Into the trash.",
    ];
    for (number, text) in (1..).zip(texts) {
        write(&engine, &entry_id(number), 0, text);
        world.pass(1);
    }
    write(&engine, &entry_id(6), 0, &"a long evening, and every word of it\n".repeat(300));
    write(&engine, &entry_id(6), 1, &"a long evening, and every word of it, twice\n".repeat(300));
    engine.delete_entry(&entry_id(5)).unwrap();
    engine.log_practice("c:listen-first", None).unwrap();
    engine.log_talk(&talk(10, None)).unwrap();
    engine.save_settings(&Settings { goal: 4, ..Settings::default() }).unwrap();
    world.pass(60);
    let occurrence = fires(&engine);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Skip).unwrap();
    engine.pause_reminders(None, &PauseFor::Hour).unwrap();
    engine.resume_reminders(None).unwrap();
    engine.back_up_now().unwrap();
    let kept = |number: u8| {
        let entry = engine.entry(&entry_id(number)).unwrap();
        Kept { id: entry.id, day: entry.day, text: entry.text, in_trash: entry.in_trash }
    };
    let contents = Contents {
        passphrase: PASSPHRASE.into(),
        recovery_key,
        entries: (1..=6).map(kept).collect(),
        reminder: "Car ride home".into(),
        practices: engine.progress(None).unwrap().total_days,
    };
    holds(&engine, &contents);
    drop(engine);
    copy(&world.path(""), &folder);
    fs::write(folder.join("contents.json"), serde_json::to_string_pretty(&contents).unwrap() + "\n").unwrap();
}
