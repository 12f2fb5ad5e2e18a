use ajar_engine::Engine;
use ajar_engine::dto::{EntryCursor, EntrySave, ErrorCode, Facets, Mood, Saved};

use crate::world::*;

fn save(engine: &Engine, id: &str, base_rev: i64, text: &str, goes_on: bool) -> Saved {
    let save = EntrySave { id: id.into(), base_rev, text: text.into(), goes_on, ..EntrySave::default() };
    engine.save_entry(&save).unwrap()
}

#[test]
fn an_acknowledged_entry_outlives_a_kill() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let saved = write(&engine, &entry_id(1), 0, "first");
    write(&engine, &entry_id(1), saved.rev, "first and more");
    let engine = world.kill_and_unlock(engine);
    let entry = engine.entry(&entry_id(1)).unwrap();
    assert_eq!((entry.text.as_str(), entry.rev), ("first and more", 2));
    assert_eq!(
        (entry.day.as_str(), entry.time.as_deref(), entry.zone.as_str()),
        ("2026-03-10", Some("13:00"), "Europe/Berlin")
    );
}

#[test]
fn a_stale_save_keeps_both_once() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "one");
    write(&engine, &entry_id(1), 1, "two");
    let stale = write(&engine, &entry_id(1), 1, "three");
    let kept_as = stale.kept_as.unwrap();
    assert_ne!(kept_as, entry_id(1));
    assert_eq!((stale.id.as_str(), stale.rev), (kept_as.as_str(), 1));
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "two");
    assert_eq!(engine.entry(&kept_as).unwrap().text, "three");
    assert_eq!(write(&engine, &entry_id(1), 1, "three").kept_as, Some(kept_as.clone()));
    assert_eq!(engine.entries(None).unwrap().total, 2);
    write(&engine, &kept_as, 1, "three goes on");
    assert_eq!(engine.entry(&kept_as).unwrap().text, "three goes on");
}

/// The answer to a stale save was lost, and what was kept beside has been written on since.
#[test]
fn a_repeated_stale_save_takes_nothing_from_who_wrote_on() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "here");
    write(&engine, &entry_id(1), 1, "changed elsewhere");
    let beside = write(&engine, &entry_id(1), 1, "mine").kept_as.unwrap();
    write(&engine, &beside, 1, "mine, and more");
    let again = write(&engine, &entry_id(1), 1, "mine");
    save(&engine, &again.id, again.rev, "mine, and other words", true);
    assert_eq!(engine.entry(&beside).unwrap().text, "mine, and more");
    assert_eq!(engine.entry(&again.id).unwrap().text, "mine, and other words");
    assert_eq!(write(&engine, &entry_id(1), 1, "mine").id, write(&engine, &entry_id(1), 1, "mine").id);
}

#[test]
fn the_same_save_twice_is_one() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for _ in 0..2 {
        let saved = write(&engine, &entry_id(1), 0, "one");
        assert_eq!((saved.rev, saved.kept_as), (1, None));
    }
    assert_eq!(write(&engine, &entry_id(1), 1, "two").rev, 2);
    assert_eq!(write(&engine, &entry_id(1), 1, "two").rev, 2);
    assert_eq!(engine.entries(None).unwrap().total, 1);
}

#[test]
fn text_comes_back_byte_for_byte() {
    let world = World::new();
    let mut engine = world.begin(vec![]);
    let texts = ["", "\0", "a\0b", "\r\n\n\r", "e\u{301} \u{e9}", "\u{202e}שלום\u{202c}", "👩‍👩‍👧 \u{feff}"];
    for (number, text) in (1..).zip(texts) {
        write(&engine, &entry_id(number), 0, text);
    }
    engine = world.kill_and_unlock(engine);
    for (number, text) in (1..).zip(texts) {
        assert_eq!(engine.entry(&entry_id(number)).unwrap().text, text);
    }
    assert_eq!(engine.entries(None).unwrap().total, 7, "nothing is deleted because it looks empty");
}

#[test]
fn an_entry_holds_sixteen_mebibytes_and_not_one_byte_more() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let mut text = "x".repeat(16 * 1024 * 1024);
    assert_eq!(write(&engine, &entry_id(1), 0, &text).rev, 1);
    text.push('x');
    let save = EntrySave { id: entry_id(1), base_rev: 1, text, ..EntrySave::default() };
    assert_eq!(field(engine.save_entry(&save)), "text");
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text.len(), 16 * 1024 * 1024);
}

#[test]
fn the_trash_gives_back_and_a_late_autosave_does_not_resurrect() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "Title\nand more");
    engine.delete_entry(&entry_id(1)).unwrap();
    assert_eq!(engine.entries(None).unwrap().total, 0);
    write(&engine, &entry_id(1), 1, "Title\nand the last words");
    let trash = engine.trash().unwrap();
    assert_eq!((trash.len(), trash[0].title.as_str(), trash[0].snippet.as_str()), (1, "Title", "and the last words"));
    engine.restore_entry(&entry_id(1)).unwrap();
    assert!(!engine.entry(&entry_id(1)).unwrap().in_trash);
    assert_eq!(code(engine.delete_entry(&entry_id(9))), ErrorCode::NotFound);
    assert_eq!(code(engine.entry("no id")), ErrorCode::NotFound);
}

#[test]
fn the_day_is_the_practice_day_or_the_one_chosen() {
    let world = World::at("2026-03-10T23:30:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    assert_eq!(write(&engine, &entry_id(1), 0, "after midnight").day, "2026-03-10");
    assert_eq!(engine.entry(&entry_id(1)).unwrap().time.as_deref(), Some("00:30"));
    let mut save =
        EntrySave { id: entry_id(2), text: "then".into(), day: Some("2025-12-31".into()), ..EntrySave::default() };
    assert_eq!(engine.save_entry(&save).unwrap().day, "2025-12-31");
    assert_eq!(engine.entry(&entry_id(2)).unwrap().time, None);
    for wrong in ["2026-02-30", "yesterday", "", "1066-10-14"] {
        save.day = Some(wrong.into());
        assert_eq!(field(engine.save_entry(&save)), "day", "{wrong}");
    }
}

#[test]
fn the_timeline_is_paged_newest_first() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 1..=120 {
        write(&engine, &entry_id(number), 0, &format!("entry {number}"));
        if number % 40 == 0 {
            world.pass(24 * 60);
        }
    }
    let (mut after, mut titles) = (None, Vec::new());
    loop {
        let page = engine.entries(after.as_ref()).unwrap();
        assert_eq!(page.total, 120);
        titles.extend(page.rows.iter().map(|row| row.title.clone()));
        let last = page.rows.last().unwrap();
        after = Some(EntryCursor { day: last.day.clone(), id: last.id.clone() });
        if !page.more {
            break;
        }
    }
    let expected: Vec<String> = (1..=120).rev().map(|number| format!("entry {number}")).collect();
    assert_eq!(titles, expected);
}

#[test]
fn facets_stay_until_a_save_names_them() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let chosen = Facets { tags: vec!["Walk".into(), "car".into()], mood: Some(Mood::Warm), starred: true };
    let save = |base_rev, text: &str, time: Option<&str>, facets: Option<&Facets>| EntrySave {
        id: entry_id(1),
        base_rev,
        text: text.into(),
        day: None,
        time: time.map(str::to_owned),
        facets: facets.cloned(),
        ..EntrySave::default()
    };
    assert_eq!(engine.save_entry(&save(0, "one", Some("07:05"), Some(&chosen))).unwrap().rev, 1);
    let kept = Facets { tags: vec!["car".into(), "Walk".into()], ..chosen.clone() };
    let check = |rev: i64, time: &str, facets: &Facets| {
        let entry = engine.entry(&entry_id(1)).unwrap();
        assert_eq!((entry.rev, entry.time.as_deref(), &entry.facets), (rev, Some(time), facets));
        assert_eq!(&engine.entries(None).unwrap().rows[0].facets, facets);
    };
    check(1, "07:05", &kept);
    assert_eq!(write(&engine, &entry_id(1), 1, "two").rev, 2);
    check(2, "07:05", &kept);
    let repeated = engine.save_entry(&save(2, "two", Some("07:05"), Some(&chosen))).unwrap();
    assert_eq!(repeated.rev, 2, "nothing changed");
    engine.save_entry(&save(2, "two", Some("23:59"), Some(&Facets::default()))).unwrap();
    check(3, "23:59", &Facets::default());
}

#[test]
fn a_stale_save_keeps_the_facets_too() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let facets = Facets { mood: Some(Mood::Low), ..Facets::default() };
    let save = EntrySave { id: entry_id(1), text: "one".into(), facets: Some(facets.clone()), ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
    write(&engine, &entry_id(1), 1, "two");
    let kept_as = write(&engine, &entry_id(1), 1, "three").kept_as.unwrap();
    assert_eq!(engine.entry(&kept_as).unwrap().facets, facets);
}

#[test]
fn what_is_no_time_and_no_tag_is_refused_at_its_field_and_nothing_is_written() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for wrong in ["25:00", "7pm", "7:00", "", "12:60"] {
        let save = EntrySave { id: entry_id(1), time: Some(wrong.into()), ..EntrySave::default() };
        assert_eq!(field(engine.save_entry(&save)), "time", "{wrong}");
    }
    let facets = Facets { tags: vec!["good".into(), "two words".into()], ..Facets::default() };
    let save = EntrySave { id: entry_id(1), facets: Some(facets), ..EntrySave::default() };
    assert_eq!(field(engine.save_entry(&save)), "tags");
    assert_eq!(engine.entries(None).unwrap().total, 0);
}

#[test]
fn facets_come_back_with_a_backup() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let facets = Facets { tags: vec!["walk".into()], mood: Some(Mood::Even), starred: true };
    let save = EntrySave { id: entry_id(1), text: "one".into(), facets: Some(facets.clone()), ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
    let backup = engine.back_up_now().unwrap().file;
    engine.save_entry(&EntrySave { base_rev: 1, facets: Some(Facets::default()), ..save }).unwrap();
    engine.restore(std::path::Path::new(&backup), ajar_engine::Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().facets, facets);
}

#[test]
fn an_entry_is_found_by_the_beginning_of_its_id() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(1), 0, "one");
    let check = |begins: &str| assert_eq!(engine.find_entry(begins).unwrap(), entry_id(1), "{begins}");
    check(&entry_id(1));
    check("01890a5d");
    check("01890A5D-AC96");
    check("01890a5dac96774bbcceb302099a8001");
    write(&engine, &entry_id(2), 0, "two");
    engine.delete_entry(&entry_id(2)).unwrap();
    assert_eq!(field(engine.find_entry("01890a5d")), "id", "the trash counts");
    assert_eq!(engine.find_entry(&entry_id(2)).unwrap(), entry_id(2));
    assert_eq!(field(engine.find_entry("01890a5")), "id");
    for wrong in ["ffffffff", "not an id", "01890a5d-ac96-774b-bcce-b302099a80010", "é"] {
        assert_eq!(code(engine.find_entry(wrong)), ErrorCode::NotFound, "{wrong}");
    }
}
