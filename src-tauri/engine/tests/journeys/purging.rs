use ajar_engine::Engine;
use ajar_engine::dto::{EntrySave, ErrorCode, Facets, Mood, Proof, SearchOrder, SearchQuery};

use crate::world::*;

const DAY: i64 = 24 * 60;

fn by(passphrase: &str) -> Proof {
    Proof::Passphrase(passphrase.into())
}

/// An entry with everything that can hang on one, in the trash.
fn write_and_delete(engine: &Engine, number: u8) {
    let facets = Some(Facets { tags: vec!["heliotrope".into()], mood: Some(Mood::Warm), starred: true });
    let text = "heliotrope, first".into();
    engine.save_entry(&EntrySave { id: entry_id(number), text, facets, ..EntrySave::default() }).unwrap();
    write(engine, &entry_id(number), 1, "heliotrope, second");
    engine.delete_entry(&entry_id(number)).unwrap();
}

fn is_gone(engine: &Engine, number: u8) {
    assert_eq!(code(engine.entry(&entry_id(number))), ErrorCode::NotFound);
    assert_eq!(code(engine.revisions(&entry_id(number))), ErrorCode::NotFound);
    assert_eq!(code(engine.restore_entry(&entry_id(number))), ErrorCode::NotFound);
    assert!(engine.trash().unwrap().iter().all(|row| row.id != entry_id(number)));
    for text in ["heliotrope", "tag:heliotrope", "mood:warm", "starred:"] {
        let query = SearchQuery { text: text.into(), order: SearchOrder::Newest, after: None };
        assert!(engine.search(&query).unwrap().hits.is_empty(), "{text}");
    }
    engine.verify().unwrap();
}

#[test]
fn the_trash_keeps_thirty_days_whatever_the_clocks_do() {
    // In Berlin, and in a zone that never changes: summer time begins within these thirty days.
    for zone in ["Europe/Berlin", "Asia/Tokyo"] {
        let world = World::at("2026-03-10T12:00:00Z", zone);
        let engine = world.begin(vec![]);
        write_and_delete(&engine, 1);
        world.pass(30 * DAY - 1);
        assert!(!engine.purge_if_due().unwrap());
        assert_eq!(engine.trash().unwrap().len(), 1);
        world.pass(1);
        assert!(engine.purge_if_due().unwrap());
        is_gone(&engine, 1);
        assert!(!engine.purge_if_due().unwrap(), "once is enough");
    }
}

#[test]
fn an_unlock_empties_what_was_due_while_it_was_shut() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write_and_delete(&engine, 1);
    write(&engine, &entry_id(2), 0, "stays");
    engine.lock();
    world.pass(31 * DAY);
    assert!(!engine.purge_if_due().unwrap());
    engine.unlock(PASSPHRASE).unwrap();
    is_gone(&engine, 1);
    assert_eq!(engine.entry(&entry_id(2)).unwrap().text, "stays");
    let engine = world.kill_and_unlock(engine);
    is_gone(&engine, 1);
}

#[test]
fn what_was_restored_and_deleted_again_waits_anew() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write_and_delete(&engine, 1);
    world.pass(29 * DAY);
    engine.restore_entry(&entry_id(1)).unwrap();
    engine.delete_entry(&entry_id(1)).unwrap();
    world.pass(29 * DAY);
    assert!(!engine.purge_if_due().unwrap());
    assert_eq!(engine.trash().unwrap().len(), 1);
}

#[test]
fn deleting_for_ever_asks_for_a_proof_and_takes_only_what_is_in_the_trash() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write_and_delete(&engine, 1);
    write(&engine, &entry_id(2), 0, "stays");
    assert_eq!(code(engine.purge_entry(&entry_id(1), &by("not this one"))), ErrorCode::WrongPassphrase);
    assert_eq!(engine.trash().unwrap().len(), 1);
    assert_eq!(code(engine.purge_entry(&entry_id(2), &by(PASSPHRASE))), ErrorCode::NotFound);
    assert_eq!(engine.entry(&entry_id(2)).unwrap().text, "stays");
    engine.purge_entry(&entry_id(1), &by(PASSPHRASE)).unwrap();
    is_gone(&engine, 1);
}

/// A page that still had it open loses no word: what is typed after that is an entry again.
#[test]
fn words_that_come_after_are_kept() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write_and_delete(&engine, 1);
    engine.purge_entry(&entry_id(1), &by(PASSPHRASE)).unwrap();
    let saved = write(&engine, &entry_id(1), 2, "typed meanwhile");
    assert_eq!((saved.rev, saved.kept_as), (1, None));
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "typed meanwhile");
}
