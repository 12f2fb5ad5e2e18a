//! What is slipped under the door of a locked journal.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use ajar_engine::clock::Clock;
use ajar_engine::dto::{EntrySave, ErrorCode, Letter, Response, Setting, Settings};
use ajar_engine::{Engine, Secret};

use crate::world::*;

fn line(number: u8, text: &str) -> Letter {
    Letter::Line { id: entry_id(number), text: text.into() }
}

fn talk(number: u8) -> Letter {
    Letter::Talk { id: entry_id(number), response: Response::JoinedIn, setting: Some(Setting::Walking) }
}

fn texts(engine: &Engine) -> Vec<String> {
    let rows = engine.entries(None).unwrap().rows;
    rows.iter().map(|row| engine.entry(&row.id).unwrap().text).collect()
}

fn practiced(engine: &Engine) -> Vec<u32> {
    engine.today().unwrap().week.days.iter().map(|day| day.count).collect()
}

fn locked(world: &World) -> Engine {
    let engine = world.begin(vec![practice_at("14:00")]);
    engine.lock();
    engine
}

#[test]
fn a_line_becomes_an_entry_of_the_day_and_hour_it_was_dropped_in() {
    let world = World::new();
    let engine = locked(&world);
    // After midnight, before the day starts: still Tuesday's practice day.
    world.jump("2026-03-11T00:30:00Z");
    engine.drop_letter(&line(1, "She laughed\n today")).unwrap();
    assert_eq!(engine.status().letters, 1);
    world.jump("2026-03-14T08:00:00Z");
    engine.unlock(PASSPHRASE).unwrap();
    let entry = engine.entry(&entry_id(1)).unwrap();
    assert_eq!(
        (entry.text.as_str(), entry.day.as_str(), entry.time.as_deref(), entry.zone.as_str(), entry.rev),
        ("She laughed\n today", "2026-03-10", Some("01:30"), "Europe/Berlin", 1)
    );
    assert_eq!(entry.created_ms, utc("2026-03-11T00:30:00Z").timestamp_millis());
    assert_eq!((engine.status().letters, engine.status().notices), (0, vec![]));
}

/// The clocks go forward at 02:00 on 29 March 2026 in Berlin.
#[test]
fn a_letter_of_the_night_of_a_clock_change_has_its_own_hour() {
    let world = World::at("2026-03-28T20:00:00Z", "Europe/Berlin");
    let engine = locked(&world);
    world.jump("2026-03-29T01:30:00Z");
    engine.drop_letter(&line(1, "late")).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    let entry = engine.entry(&entry_id(1)).unwrap();
    assert_eq!((entry.day.as_str(), entry.time.as_deref()), ("2026-03-28", Some("03:30")));
}

#[test]
fn a_talk_counts_once_for_its_day_and_quiets_at_once() {
    let world = World::new();
    let mut engine = locked(&world);
    engine.drop_letter(&talk(1)).unwrap();
    engine.drop_letter(&talk(1)).unwrap();
    assert_eq!(engine.status().letters, 1);
    world.pass(60);
    is_quiet(&engine);
    world.pass(24 * 60);
    for _ in 0..2 {
        engine.unlock(PASSPHRASE).unwrap();
        assert_eq!(practiced(&engine), [0, 1, 0, 0, 0, 0, 0]);
        engine.lock();
    }
    engine = world.kill_and_unlock(engine);
    assert_eq!(practiced(&engine), [0, 1, 0, 0, 0, 0, 0]);
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(practiced(&engine), [0; 7]);
}

#[test]
fn what_is_sent_last_under_one_id_is_kept() {
    let world = World::new();
    let engine = locked(&world);
    engine.drop_letter(&line(1, "half a")).unwrap();
    engine.drop_letter(&line(1, "half a thought")).unwrap();
    engine.drop_letter(&line(2, "another")).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(texts(&engine), ["another", "half a thought"]);
}

#[test]
fn each_refusal_says_what_to_do() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(code(engine.drop_letter(&line(1, "x"))), ErrorCode::Precondition, "no journal yet");
    engine.create_vault(&first_start(vec![])).unwrap();
    let open = engine.drop_letter(&line(1, "x")).unwrap_err().body();
    assert!(open.message.contains("Write it there"));
    assert_eq!(open.code, ErrorCode::Precondition);
    engine.lock();
    for empty in ["", " \n\t ", "\u{3000}"] {
        assert_eq!(field(engine.drop_letter(&line(1, empty))), "text");
    }
    assert_eq!(field(engine.drop_letter(&line(1, &"x".repeat(16 * 1024 + 1)))), "text");
    assert_eq!(field(engine.drop_letter(&Letter::Line { id: "no id".into(), text: "x".into() })), "id");
    engine.drop_letter(&line(1, &"\0".repeat(16 * 1024))).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(texts(&engine), ["\0".repeat(16 * 1024)]);
    engine.save_settings(&Settings { letter_slot: false, ..Settings::default() }).unwrap();
    engine.lock();
    assert_eq!(code(engine.drop_letter(&line(2, "x"))), ErrorCode::Precondition, "switched off");
    assert_eq!(engine.status().letters, 0);
    drop(engine);
    fs::remove_file(world.path("vault.db")).unwrap();
    assert_eq!(code(world.start().drop_letter(&line(2, "x"))), ErrorCode::Precondition, "recovery");
}

#[test]
fn two_hundred_wait_and_no_more() {
    let world = World::new();
    let engine = locked(&world);
    for number in 0..200 {
        engine.drop_letter(&line(number, "x")).unwrap();
    }
    assert_eq!(code(engine.drop_letter(&line(200, "x"))), ErrorCode::Precondition);
    engine.drop_letter(&line(7, "mended")).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entries(None).unwrap().total, 200);
    engine.lock();
    engine.drop_letter(&line(200, "x")).unwrap();
}

/// As after a kill between the two commits: the vault has taken it in, the agenda still holds it.
#[test]
fn one_that_comes_again_adds_nothing_even_after_what_it_became_was_changed() {
    let world = World::new();
    let engine = locked(&world);
    engine.drop_letter(&line(1, "deleted later")).unwrap();
    engine.drop_letter(&line(2, "edited later")).unwrap();
    engine.drop_letter(&talk(3)).unwrap();
    drop(engine);
    let agenda = fs::read(world.path("agenda.db")).unwrap();
    let put_back = |engine: Engine| {
        drop(engine);
        fs::write(world.path("agenda.db"), &agenda).unwrap();
        let engine = world.start();
        assert_eq!(engine.status().letters, 3);
        engine.unlock(PASSPHRASE).unwrap();
        engine
    };
    let engine = put_back(world.start());
    let engine = put_back(engine);
    assert_eq!(texts(&engine), ["edited later", "deleted later"]);
    engine.delete_entry(&entry_id(1)).unwrap();
    write(&engine, &entry_id(2), 1, "edited");
    engine.undo_log(&entry_id(3)).unwrap();
    let engine = put_back(engine);
    assert_eq!((texts(&engine), engine.trash().unwrap().len()), (vec!["edited".to_owned()], 1));
    assert_eq!((practiced(&engine), engine.status().letters), (vec![0; 7], 0));
}

#[test]
fn a_restore_brings_no_letter_twice_and_loses_none() {
    let world = World::new();
    let engine = locked(&world);
    engine.drop_letter(&line(1, "before the backup")).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    let file = engine.back_up_now().unwrap().file;
    engine.lock();
    engine.drop_letter(&line(2, "after the backup")).unwrap();
    drop(engine);
    let clock: Arc<dyn Clock> = world.clock.clone();
    Engine::restore_into(&world.path(""), &clock, Path::new(&file), Secret::Passphrase(PASSPHRASE)).unwrap();
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(texts(&engine), ["before the backup"]);
    drop(engine);
    Engine::undo_restore_in(&world.path(""), &clock).unwrap();
    let engine = world.start();
    assert_eq!(engine.status().letters, 1);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(texts(&engine), ["after the backup", "before the backup"]);
}

/// The agenda of another journal, as if files had been mixed up.
#[test]
fn a_letter_for_another_journal_is_kept_and_said_once() {
    let other = World::at("2026-03-10T12:00:01Z", "Europe/Berlin");
    let engine = locked(&other);
    engine.drop_letter(&line(1, "theirs")).unwrap();
    engine.drop_letter(&line(2, "theirs too")).unwrap();
    drop(engine);
    let world = World::new();
    drop(world.begin(vec![]));
    for name in ["agenda.db", "agenda.key"] {
        fs::copy(other.path(name), world.path(name)).unwrap();
    }
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    let notices = engine.status().notices;
    assert!(notices.len() == 1 && notices[0].starts_with("2 notes could not be read"), "{notices:?}");
    assert_eq!((texts(&engine), engine.status().letters), (vec![], 0));
    // From now on the slot is this journal's.
    engine.lock();
    engine.drop_letter(&line(3, "ours")).unwrap();
    let engine = world.kill_and_unlock(engine);
    assert_eq!((texts(&engine), engine.status().notices), (vec!["ours".to_owned()], vec![]));
    drop(engine);
    // And theirs are read where they belong.
    for name in ["agenda.db", "agenda.key"] {
        fs::copy(world.path(name), other.path(name)).unwrap();
    }
    let engine = other.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(texts(&engine), ["theirs too", "theirs"]);
}

#[test]
fn a_lost_agenda_takes_letters_again_after_the_next_unlock() {
    let world = World::new();
    drop(locked(&world));
    fs::remove_file(world.path("agenda.db")).unwrap();
    let engine = world.start();
    assert_eq!(code(engine.drop_letter(&line(1, "x"))), ErrorCode::Precondition, "no key to seal it for");
    engine.unlock(PASSPHRASE).unwrap();
    engine.lock();
    engine.drop_letter(&line(1, "x")).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(texts(&engine), ["x"]);
}

#[test]
fn an_entry_that_has_the_id_already_is_left_alone() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine
        .save_entry(&EntrySave {
            id: entry_id(1),
            base_rev: 0,
            text: "an entry".into(),
            day: None,
            ..EntrySave::default()
        })
        .unwrap();
    engine.lock();
    engine.drop_letter(&line(1, "a letter")).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    let mut texts = texts(&engine);
    texts.sort();
    assert_eq!(texts, ["a letter", "an entry"]);
}

#[test]
fn nothing_readable_waits() {
    let world = World::new();
    let engine = locked(&world);
    engine.drop_letter(&line(1, "canary-canary")).unwrap();
    for name in world.files() {
        let bytes = fs::read(world.path(&name)).unwrap();
        assert!(!bytes.windows(13).any(|window| window == b"canary-canary"), "{name}");
    }
    assert!(!format!("{:?} {:?}", engine.status(), line(1, "canary-canary")).contains("canary"));
}
