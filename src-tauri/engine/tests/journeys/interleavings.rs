//! Two pages that save by their rules, locks, crashes and days that pass: whatever comes after what,
//! no word that was acknowledged is lost, and none is there that nobody wrote.
#![expect(clippy::indexing_slicing, reason = "a page or an entry that is not there is a mistake of the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ajar_engine::clock::Clock as _;
use ajar_engine::dto::{EntryCursor, EntrySave, Saved, SearchOrder, SearchQuery};
use ajar_engine::{Engine, Error};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::world::*;

const CASES: u32 = 150;
const PAGES: usize = 2;
const MOST_STEPS: usize = 40;
const KEPT_IN_TRASH: TimeDelta = TimeDelta::days(30);
const VERSIONS_KEPT: TimeDelta = TimeDelta::days(90);

/// What happens. A page goes by its number; another number chooses among the entries there are.
#[derive(Debug, Clone)]
enum Step {
    /// A page begins a new entry.
    Begin(usize),
    /// A page leaves its entry, which saves it, and opens another one, or the same as it is now.
    Switch(usize, usize),
    /// Words are added to what is open.
    Type(usize),
    /// Everything is selected and typed over.
    TypeOver(usize),
    /// Typing is undone back to what the entry was opened with.
    UndoTyping(usize),
    /// The pause after the last key: the page saves.
    Pause(usize),
    /// As `Pause`, and the vault has it, but the answer never reaches the page.
    LoseAnswer(usize),
    /// A page puts the oldest version in place of the text.
    BringBack(usize),
    /// A page deletes its entry, with the words typed last.
    Delete(usize),
    /// The newest deletion is undone.
    Undo,
    /// The pages are asked for their words, and the journal is locked and opened again.
    Lock,
    /// The process ends as it stands. The disk has what the system was given.
    Crash,
    /// Time passes; the ticker looks, and the pages have long saved.
    Wait(TimeDelta),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let page = || 0..PAGES;
    let step = prop_oneof![
        2 => page().prop_map(Step::Begin),
        6 => (page(), 0..6_usize).prop_map(|(page, which)| Step::Switch(page, which)),
        8 => page().prop_map(Step::Type),
        2 => page().prop_map(Step::TypeOver),
        2 => page().prop_map(Step::UndoTyping),
        6 => page().prop_map(Step::Pause),
        4 => page().prop_map(Step::LoseAnswer),
        2 => page().prop_map(Step::BringBack),
        4 => page().prop_map(Step::Delete),
        4 => Just(Step::Undo),
        1 => Just(Step::Lock),
        1 => Just(Step::Crash),
        2 => (1..30_i64).prop_map(|minutes| Step::Wait(TimeDelta::minutes(minutes))),
        1 => (1..40_i64).prop_map(|days| Step::Wait(TimeDelta::days(days))),
    ];
    proptest::collection::vec(step, 1..MOST_STEPS)
}

#[test]
fn nothing_that_happens_in_any_order_loses_a_word() {
    let first = World::new();
    let engine = first.start();
    let recovery_key = engine.create_vault(&first_start(vec![])).unwrap().recovery_key.unwrap();
    drop(engine);
    let mut runner = TestRunner::new(ProptestConfig { cases: CASES, ..ProptestConfig::default() });
    let journey = |steps: Vec<Step>| {
        let mut room = Room::new(&first, &recovery_key);
        for step in steps {
            room.take(&step);
            room.look_through()?;
            room.search_for(room.held.values().filter_map(|held| words_of(&held.text).last()))?;
        }
        let all: Vec<_> = (1..=room.words).map(|number| format!("w{number}")).collect();
        room.search_for(all.iter().map(String::as_str))?;
        prop_assert!(room.engine.verify().is_ok());
        Ok(())
    };
    runner.run(&steps(), journey).unwrap();
}

/// A text that the page typed into one entry, from when it was opened.
struct Draft {
    id: String,
    rev: i64,
    opened_with: String,
    text: String,
    saved: String,
    goes_on: bool,
}

/// What the vault must hold of one entry.
struct Held {
    text: String,
    deleted_at: Option<DateTime<Utc>>,
    /// Texts that a sitting ended with, and when another took their place.
    versions: Vec<(String, DateTime<Utc>)>,
    /// The text is what a sitting ended with.
    is_closed: bool,
}

/// The computer, the open page, and what must be true of the journal.
struct Room<'first> {
    world: World,
    engine: Engine,
    recovery_key: &'first str,
    pages: [Option<Draft>; PAGES],
    held: BTreeMap<String, Held>,
    /// The newest deletion, as the page can undo it.
    deleted: Option<String>,
    /// Every text that any page ever sent, to the entry or beside it.
    sent: BTreeSet<String>,
    words: u32,
}

impl<'first> Room<'first> {
    fn new(first: &World, recovery_key: &'first str) -> Self {
        let world = World::new();
        copy(&first.path(""), &world.path(""));
        let engine = world.start();
        engine.unlock_with_recovery(recovery_key).unwrap();
        Self {
            world,
            engine,
            recovery_key,
            pages: [None, None],
            held: BTreeMap::new(),
            deleted: None,
            sent: BTreeSet::new(),
            words: 0,
        }
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Begin(page) => {
                self.leave(page);
                let id = entry_id(u8::try_from(self.next()).unwrap());
                self.pages[page] = Some(Draft::of(id, 0, String::new()));
            }
            Step::Switch(page, which) => {
                self.leave(page);
                let live: Vec<_> = self.held.iter().filter(|(_, held)| held.deleted_at.is_none()).collect();
                let chosen = (!live.is_empty()).then(|| live[which % live.len()].0.clone());
                self.pages[page] = chosen.map(|id| {
                    let entry = self.engine.entry(&id).unwrap();
                    Draft::of(id, entry.rev, entry.text)
                });
            }
            Step::Type(page) => {
                let words = self.new_words();
                self.change(page, |draft| draft.text.push_str(&words));
            }
            Step::TypeOver(page) => {
                let words = self.new_words();
                self.change(page, |draft| draft.text = words);
            }
            Step::UndoTyping(page) => self.change(page, |draft| draft.text.clone_from(&draft.opened_with)),
            Step::Pause(page) => self.flush(page),
            Step::LoseAnswer(page) => {
                if let Some(save) = self.pages[page].as_ref().and_then(Draft::to_save) {
                    self.save(&save);
                }
            }
            Step::BringBack(page) => self.bring_back(page),
            Step::Delete(page) => self.delete(page),
            Step::Undo => {
                if let Some(id) = self.deleted.take() {
                    let is_there = self.engine.restore_entry(&id).is_ok();
                    assert_eq!(is_there, self.held.contains_key(&id), "undo works until the trash was emptied");
                    self.held.entry(id).and_modify(|held| held.deleted_at = None);
                }
            }
            Step::Lock => {
                (0..PAGES).for_each(|page| self.leave(page));
                self.engine.lock();
                assert!(matches!(self.engine.entries(None), Err(Error::Locked)));
                self.unlock();
            }
            Step::Crash => self.crash(),
            Step::Wait(time) => {
                (0..PAGES).for_each(|page| self.flush(page));
                self.world.clock.advance(time);
                self.engine.purge_if_due().unwrap();
                self.purge();
            }
        }
    }

    fn next(&mut self) -> u32 {
        self.words += 1;
        self.words
    }

    /// Words that nothing else holds, in the scripts and signs that break things.
    fn new_words(&mut self) -> String {
        let number = self.next();
        match number % 5 {
            0 => format!("w{number}\u{301} 谈 "),
            1 => format!("w{number}\r\n\0"),
            2 => format!("\u{202e}w{number} שלום\u{202c} "),
            3 => format!("w{number} {} ", "evening ".repeat(200)),
            _ => format!("w{number} é e\u{301} 👩‍👩‍👧\u{feff} "),
        }
    }

    fn change(&mut self, page: usize, change: impl FnOnce(&mut Draft)) {
        if let Some(draft) = &mut self.pages[page] {
            change(draft);
        }
    }

    /// The page saves what it has, and hears of it.
    fn flush(&mut self, page: usize) {
        let Some(save) = self.pages[page].as_ref().and_then(Draft::to_save) else { return };
        let saved = self.save(&save);
        self.change(page, |draft| {
            (draft.id, draft.rev, draft.saved, draft.goes_on) = (saved.id, saved.rev, save.text, true);
        });
    }

    fn leave(&mut self, page: usize) {
        self.flush(page);
        self.close(page);
        self.pages[page] = None;
    }

    fn bring_back(&mut self, page: usize) {
        self.flush(page);
        let Some(id) = self.pages[page].as_ref().map(|draft| draft.id.clone()) else { return };
        let Some(oldest) = self.engine.revisions(&id).ok().and_then(|rows| rows.last().map(|row| row.rev)) else {
            return;
        };
        let text = self.engine.revision(&id, oldest).unwrap().text;
        self.close(page);
        self.change(page, |draft| (draft.text, draft.goes_on) = (text, false));
        self.flush(page);
    }

    fn delete(&mut self, page: usize) {
        self.flush(page);
        self.close(page);
        let Some(Draft { id, .. }) = self.pages[page].take() else { return };
        let was_there = self.engine.delete_entry(&id).is_ok();
        assert_eq!(was_there, self.held.contains_key(&id));
        let now = self.now();
        self.held.entry(id.clone()).and_modify(|held| held.deleted_at = held.deleted_at.or(Some(now)));
        self.deleted = Some(id);
    }

    /// What a sitting wrote last can be read from now on, as the entry or as a version of it.
    fn close(&mut self, page: usize) {
        let Some(draft) = self.pages[page].as_ref().filter(|draft| draft.goes_on) else { return };
        if let Some(held) = self.held.get_mut(&draft.id).filter(|held| held.text == draft.saved) {
            held.is_closed = true;
        }
    }

    /// Saves, and keeps account of what the vault must hold then.
    fn save(&mut self, save: &EntrySave) -> Saved {
        let rev = self.held.contains_key(&save.id).then(|| self.engine.entry(&save.id).unwrap().rev);
        let saved = self.engine.save_entry(save).unwrap();
        self.sent.insert(save.text.clone());
        let now = self.now();
        let is_stale = rev.is_some_and(|rev| rev != save.base_rev) && self.held[&save.id].text != save.text;
        assert_eq!(saved.kept_as.is_some(), is_stale, "a stale save is kept beside, and no other");
        assert_eq!(saved.id, saved.kept_as.clone().unwrap_or_else(|| save.id.clone()));
        let held = self.held.entry(saved.id.clone()).or_insert_with(|| Held {
            text: save.text.clone(),
            deleted_at: None,
            versions: Vec::new(),
            is_closed: false,
        });
        assert!(!is_stale || held.text == save.text, "what lies beside was changed by nobody");
        if held.text != save.text {
            // The first change of a sitting keeps what it found.
            if (held.is_closed || !save.goes_on) && !held.text.is_empty() {
                held.versions.push((held.text.clone(), now));
            }
            held.text.clone_from(&save.text);
            held.is_closed = false;
        }
        saved
    }

    fn crash(&mut self) {
        let after = World::at(&self.now().to_rfc3339(), "Europe/Berlin");
        copy(&self.world.path(""), &after.path(""));
        self.world = after;
        self.engine = self.world.start();
        // What nobody had acknowledged went with the page; the entry holds what was saved last.
        for page in 0..PAGES {
            self.close(page);
            self.pages[page] = None;
        }
        self.unlock();
    }

    fn unlock(&mut self) {
        self.engine.unlock_with_recovery(self.recovery_key).unwrap();
        self.purge();
    }

    fn purge(&mut self) {
        let now = self.now();
        self.held.retain(|_, held| held.deleted_at.is_none_or(|at| at > now - KEPT_IN_TRASH));
        for held in self.held.values_mut() {
            held.versions.retain(|(_, at)| *at > now - VERSIONS_KEPT);
        }
    }

    fn now(&self) -> DateTime<Utc> {
        self.world.clock.now()
    }

    /// The journal holds what it must, and nothing else.
    fn look_through(&self) -> Result<(), TestCaseError> {
        let (mut listed, mut after) = (BTreeSet::new(), None);
        loop {
            let page = self.engine.entries(after.as_ref()).unwrap();
            after = page.rows.last().map(|row| EntryCursor { day: row.day.clone(), id: row.id.clone() });
            listed.extend(page.rows.into_iter().map(|row| row.id));
            if !page.more {
                break;
            }
        }
        let trash: BTreeSet<_> = self.engine.trash().unwrap().into_iter().map(|row| row.id).collect();
        let expected = |in_trash| {
            let those = self.held.iter().filter(move |(_, held)| held.deleted_at.is_some() == in_trash);
            those.map(|(id, _)| id.clone()).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!((listed, trash), (expected(false), expected(true)));
        for (id, held) in &self.held {
            let entry = self.engine.entry(id).unwrap();
            prop_assert!(entry.text == held.text, "{id} holds other words");
            let rows = self.engine.revisions(id).unwrap();
            let kept: BTreeSet<_> = rows.iter().map(|row| self.engine.revision(id, row.rev).unwrap().text).collect();
            prop_assert!(kept.iter().all(|text| self.sent.contains(text)), "a version of {id} was never written");
            for (text, _) in &held.versions {
                prop_assert!(kept.contains(text) || entry.text == *text, "{id} lost {text:?}");
            }
        }
        Ok(())
    }

    /// Each of these words is found where it stands outside the trash, and nowhere else.
    fn search_for<'a>(&self, words: impl Iterator<Item = &'a str>) -> Result<(), TestCaseError> {
        for word in words {
            let query = SearchQuery { text: format!("{word} "), order: SearchOrder::Newest, after: None };
            let found: BTreeSet<_> = self.engine.search(&query).unwrap().hits.into_iter().map(|hit| hit.id).collect();
            let has = |held: &Held| held.deleted_at.is_none() && words_of(&held.text).any(|one| one == word);
            let expected = self.held.iter().filter(|(_, held)| has(held)).map(|(id, _)| id.clone());
            prop_assert_eq!(found, expected.collect::<BTreeSet<_>>(), "{}", word);
        }
        Ok(())
    }
}

/// The words of `Room::new_words`, which stand in one text each time.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| word.starts_with('w'))
}

impl Draft {
    fn of(id: String, rev: i64, text: String) -> Self {
        Self { id, rev, opened_with: text.clone(), saved: text.clone(), text, goes_on: false }
    }

    /// `None` while there is nothing that is not saved.
    fn to_save(&self) -> Option<EntrySave> {
        let (id, text) = (self.id.clone(), self.text.clone());
        let save = || EntrySave { id, text, base_rev: self.rev, goes_on: self.goes_on, ..EntrySave::default() };
        (self.text != self.saved).then(save)
    }
}

/// The files as they stand, the write-ahead logs among them. Neither locks nor shared memory outlive a process.
fn copy(from: &Path, to: &Path) {
    for file in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
        let name = file.file_name().into_string().unwrap();
        if !name.ends_with("-shm") && !name.ends_with("ballast.bin") {
            fs::copy(file.path(), to.join(name)).unwrap();
        }
    }
}
