use ajar_engine::Engine;
use ajar_engine::dto::{Entry, EntryCursor, EntrySave, ErrorCode, Facets, Mood, Saved};

use proptest::prelude::*;

use crate::world::*;

/// What a page does with the one entry that two pages have open.
#[derive(Debug, Clone)]
enum Step {
    Save {
        page: usize,
    },
    /// The answer is lost and the page saves the same again.
    SaveTwice {
        page: usize,
    },
    /// A page opens the entry anew, as it is now.
    Open {
        page: usize,
    },
    /// A page puts an earlier version in place of the text.
    BringBack {
        page: usize,
    },
    Delete,
    Restore,
    LockAndUnlock,
    Crash,
    /// Time passes, and the ticker with it.
    Tick {
        minutes: i64,
    },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let page = 0..2_usize;
    let step = prop_oneof![
        4 => page.clone().prop_map(|page| Step::Save { page }),
        2 => page.clone().prop_map(|page| Step::SaveTwice { page }),
        1 => page.clone().prop_map(|page| Step::Open { page }),
        1 => page.prop_map(|page| Step::BringBack { page }),
        1 => Just(Step::Delete),
        1 => Just(Step::Restore),
        1 => Just(Step::LockAndUnlock),
        1 => Just(Step::Crash),
        2 => (0..15_i64).prop_map(|minutes| Step::Tick { minutes }),
    ];
    proptest::collection::vec(step, 1..20)
}

/// However two pages open, save, delete, restore, bring back and lock: the last words of each sitting are there, as the
/// entry or as a version of it.
#[test]
fn no_interleaving_of_two_pages_loses_acknowledged_words() {
    let world = World::new();
    let engine = std::cell::RefCell::new(world.begin(vec![]));
    let number = std::cell::Cell::new(0_u32);
    let next = || {
        number.set(number.get() + 1);
        number.get()
    };
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 40, ..ProptestConfig::default() });
    let journey = |steps: Vec<Step>| {
        let id = format!("01890a5d-ac96-774b-bcce-{:012x}", next());
        let mut pages = [Sitting::of_nothing(&id), Sitting::of_nothing(&id)];
        let mut closed: Vec<(String, String)> = Vec::new();
        for step in steps {
            let mut engine = engine.borrow_mut();
            match step {
                Step::Save { page } => pages[page].save(&engine, &format!("words {}", next())),
                Step::SaveTwice { page } => {
                    let (id, rev, goes_on) = (pages[page].id.clone(), pages[page].rev, pages[page].goes_on);
                    pages[page].save(&engine, &format!("words {}", next()));
                    let again = save(&engine, &id, rev, &pages[page].text, goes_on);
                    prop_assert_eq!((&again.id, again.rev), (&pages[page].id, pages[page].rev));
                }
                Step::Open { page } => {
                    if let Ok(entry) = engine.entry(&pages[page].id) {
                        closed.extend(std::mem::replace(&mut pages[page], Sitting::of(&entry)).close());
                    }
                }
                Step::BringBack { page } => {
                    let versions = engine.revisions(&pages[page].id).unwrap_or_default();
                    if let Some(version) = versions.last() {
                        let text = engine.revision(&pages[page].id, version.rev).unwrap().text;
                        closed.extend(pages[page].close());
                        pages[page].goes_on = false;
                        pages[page].save(&engine, &text);
                    }
                }
                // Before the first save there is nothing to delete.
                Step::Delete => drop(engine.delete_entry(&id)),
                Step::Restore => drop(engine.restore_entry(&id)),
                Step::LockAndUnlock => {
                    engine.lock();
                    engine.unlock(PASSPHRASE).unwrap();
                }
                Step::Crash => {
                    let crashed = std::mem::replace(&mut *engine, world.start());
                    std::mem::forget(crashed);
                    engine.unlock(PASSPHRASE).unwrap();
                }
                Step::Tick { minutes } => {
                    world.pass(minutes);
                    engine.purge_if_due().unwrap();
                }
            }
        }
        let engine = engine.borrow();
        for page in &pages {
            let entry = engine.entry(&page.id).ok().filter(|entry| entry.rev == page.rev);
            prop_assert!(entry.is_none_or(|entry| entry.text == page.text));
            closed.extend(page.close());
        }
        for (id, text) in closed.iter().filter(|(_, text)| !text.is_empty()) {
            let versions = engine.revisions(id).unwrap();
            let mut kept = versions.iter().map(|version| engine.revision(id, version.rev).unwrap().text);
            prop_assert!(engine.entry(id).unwrap().text == *text || kept.any(|kept| kept == *text));
        }
        Ok(())
    };
    runner.run(&steps(), journey).unwrap();
}

/// A page that has an entry open.
struct Sitting {
    id: String,
    rev: i64,
    text: String,
    goes_on: bool,
}

impl Sitting {
    fn of_nothing(id: &str) -> Self {
        Self { id: id.to_owned(), rev: 0, text: String::new(), goes_on: false }
    }

    fn of(entry: &Entry) -> Self {
        Self { id: entry.id.clone(), rev: entry.rev, text: entry.text.clone(), goes_on: false }
    }

    /// The entry and its last words, when they are of this sitting.
    fn close(&self) -> Option<(String, String)> {
        self.goes_on.then(|| (self.id.clone(), self.text.clone()))
    }

    fn save(&mut self, engine: &Engine, text: &str) {
        let saved = save(engine, &self.id, self.rev, text, self.goes_on);
        *self = Self { id: saved.id, rev: saved.rev, text: text.to_owned(), goes_on: true };
    }
}

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
