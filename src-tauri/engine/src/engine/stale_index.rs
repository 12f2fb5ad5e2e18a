//! A search index that somebody or something changed behind Ajar's back: it is noticed, and made anew from the entries.

use std::sync::Arc;

use tempfile::TempDir;

use super::{Engine, Indexed, lock};
use crate::clock::{Clock as _, ManualClock, SystemClock};
use crate::dto::{EntrySave, Facets, FirstStart, IndexReading, Mood, SearchOrder, SearchPage, SearchQuery, Settings};
use crate::zone::JiffZone;

const PASSPHRASE: &str = "four quiet words here";

/// A journal with 120 entries: a word of its own in each, and a second one, a tag and a mood in all.
fn given() -> (TempDir, Engine) {
    let dir = tempfile::tempdir().unwrap();
    let clock = ManualClock::new("2026-03-10T12:00:00Z".parse().unwrap(), JiffZone::utc());
    let engine = Engine::open(dir.path(), Arc::new(clock)).unwrap();
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).unwrap();
    for number in 0..120 {
        save(&engine, number);
    }
    engine.delete_entry(&id(119)).unwrap();
    (dir, engine)
}

fn id(number: u8) -> String {
    format!("01890a5d-ac96-774b-bcce-b302099a80{number:02x}")
}

fn save(engine: &Engine, number: u8) {
    let facets = Facets { tags: vec!["walk".into()], mood: Some(Mood::Warm), starred: false };
    let text = format!("evening word{number}");
    let save = EntrySave { id: id(number), text, facets: Some(facets), ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
}

/// Does this to the vault, as nothing in Ajar would.
fn behind_its_back(engine: &Engine, sql: &str) {
    let changed = engine.with_vault(|vault| vault.write("break it", |tx| Ok(tx.execute_batch(sql)?)));
    changed.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

fn search(engine: &Engine, text: &str) -> SearchPage {
    engine.search(&SearchQuery { text: text.into(), order: SearchOrder::Newest, after: None }).unwrap()
}

#[test]
fn whatever_is_wrong_with_it_is_found_and_made_right_once() {
    let (_dir, engine) = given();
    assert!(!engine.verify().unwrap().index_renewed);
    for sql in [
        "DELETE FROM entry_doc WHERE doc = (SELECT min(doc) FROM entry_doc)",
        "UPDATE entry_doc SET doc = doc + 1048576 * 5 WHERE doc = (SELECT max(doc) FROM entry_doc)",
        "DELETE FROM entry_search WHERE rowid = (SELECT min(doc) FROM entry_doc)",
        "UPDATE entry_search SET text = 'other words' WHERE rowid = (SELECT min(doc) FROM entry_doc)",
        "UPDATE entry_search SET facets = '' WHERE rowid = (SELECT min(doc) FROM entry_doc)",
        "INSERT INTO entry_search (rowid, text, facets) VALUES (7, 'nobody wrote this', '')",
        "DELETE FROM entry_search; DELETE FROM entry_doc",
        "UPDATE entry SET text = 'changed by hand' WHERE id = (SELECT max(id) FROM entry WHERE deleted_at IS NULL)",
        "UPDATE entry SET deleted_at = NULL WHERE deleted_at IS NOT NULL",
        "UPDATE entry SET deleted_at = 1 WHERE id = (SELECT min(id) FROM entry)",
    ] {
        behind_its_back(&engine, sql);
        let check = engine.verify().unwrap();
        assert!(check.index_renewed, "{sql}");
        assert!(!engine.verify().unwrap().index_renewed, "once is enough: {sql}");
        let found = search(&engine, "word118 mood:warm tag:walk");
        assert_eq!(found.hits.len(), usize::from(!sql.contains("by hand")), "{sql}");
        save(&engine, 118);
    }
    assert_eq!(search(&engine, "word118").hits.len(), 1);
}

/// What is broken within the index itself, where no table of Ajar's can see it.
#[test]
fn a_broken_index_is_thrown_away() {
    let (dir, engine) = given();
    let key = lock(&engine.door).vault().unwrap().key().clone();
    for sql in [
        "DELETE FROM entry_search_data WHERE id > 10",
        "UPDATE entry_search_data SET block = zeroblob(length(block)) WHERE id > 10",
        "DELETE FROM entry_search_content WHERE id = (SELECT min(id) FROM entry_search_content)",
        "UPDATE entry_search_content SET c0 = 'other' WHERE id = (SELECT min(id) FROM entry_search_content)",
    ] {
        engine.lock();
        // A file that is changed from outside: Ajar's own connection is not allowed to.
        let outside = crate::db::reader(&dir.path().join("vault.db"), &key).unwrap();
        outside.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
        outside.pragma_update(None, "query_only", false).unwrap();
        outside.execute_batch(sql).unwrap();
        drop(outside);
        engine.unlock(PASSPHRASE).unwrap();
        assert!(engine.verify().unwrap().index_renewed, "{sql}");
        assert!(!engine.verify().unwrap().index_renewed, "{sql}");
        assert_eq!(search(&engine, "evening").hits.len(), 50);
        assert_eq!(search(&engine, "word7 ").hits.len(), 1);
    }
}

#[test]
fn what_an_earlier_version_wrote_is_read_step_by_step_and_a_lock_in_between_loses_nothing() {
    let (_dir, engine) = given();
    behind_its_back(&engine, "DELETE FROM entry_search; DELETE FROM entry_doc");
    engine.lock();
    assert_eq!(engine.index_some().unwrap(), Indexed::Done, "nothing can be read while it is locked");
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.index_some().unwrap(), Indexed::GoesOn);
    let page = search(&engine, "word5 ");
    assert_eq!(page.reading, Some(IndexReading { done: 50, of: 120 }));
    // What is written meanwhile is found at once, and not read twice.
    save(&engine, 118);
    engine.lock();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.index_some().unwrap(), Indexed::GoesOn);
    assert_eq!(engine.index_some().unwrap(), Indexed::CaughtUp);
    assert_eq!(engine.index_some().unwrap(), Indexed::Done);
    assert_eq!(search(&engine, "word5 ").reading, None);
    assert_eq!((search(&engine, "word118").hits.len(), search(&engine, "word119").hits.len()), (1, 0));
    assert!(!engine.verify().unwrap().index_renewed);
}

/// Whoever locks waits for a step, so it must not take in fifty entries of a mebibyte each.
#[test]
fn a_step_ends_after_so_much_text() {
    let (_dir, engine) = given();
    for number in 0..3 {
        let text = "evening ".repeat(100_000);
        engine.save_entry(&EntrySave { id: id(number), base_rev: 1, text, ..EntrySave::default() }).unwrap();
    }
    behind_its_back(&engine, "DELETE FROM entry_search; DELETE FROM entry_doc");
    engine.lock();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.index_some().unwrap(), Indexed::GoesOn);
    assert_eq!(search(&engine, "evening").reading, Some(IndexReading { done: 2, of: 120 }));
    engine.index_all().unwrap();
    assert!(!engine.verify().unwrap().index_renewed);
}

#[test]
#[ignore = "it takes minutes, and prints how many"]
fn how_long_a_hundred_thousand_entries_take() {
    const ENTRIES: usize = 100_000;
    let (_dir, engine) = given();
    let clock = SystemClock::new();
    let all: Vec<usize> = (0..ENTRIES).collect();
    for some in all.chunks(2_000) {
        let saves = some.iter().map(|number| EntrySave {
            id: format!("0190d000-0000-7000-8000-{number:012}"),
            text: format!("Evening {number}. {}", "We walked home and talked a while. ".repeat(1 + number % 34)),
            day: Some(format!("20{:02}-{:02}-{:02}", number / 4_200, 1 + number / 350 % 12, 1 + number / 13 % 28)),
            ..EntrySave::default()
        });
        engine.save_entries(&saves.collect::<Vec<_>>()).unwrap();
    }
    behind_its_back(
        &engine,
        "DELETE FROM entry_doc; DROP TABLE entry_search; CREATE VIRTUAL TABLE entry_search USING fts5 (
        text, facets, prefix = '2 3', tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")",
    );
    engine.lock();
    let began = clock.monotonic();
    engine.unlock(PASSPHRASE).unwrap();
    println!("unlocked after {:?}", clock.monotonic().saturating_sub(began));
    let (began, mut longest, mut steps) = (clock.monotonic(), std::time::Duration::ZERO, 0);
    loop {
        let step = clock.monotonic();
        let done = engine.index_some().unwrap();
        longest = longest.max(clock.monotonic().saturating_sub(step));
        steps += 1;
        if done != Indexed::GoesOn {
            break;
        }
    }
    println!(
        "{ENTRIES} entries were indexed after {:?}, in {steps} steps, the longest {longest:?}",
        clock.monotonic().saturating_sub(began)
    );
    assert!(!engine.verify().unwrap().index_renewed);
}
