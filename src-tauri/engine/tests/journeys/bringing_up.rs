use ajar_engine::Engine;
use ajar_engine::dto::{BringUp, BringUpMark, BringUpMarked, BringUpState, EntrySave, ErrorCode, Proof};
use ajar_engine::dto::{SearchOrder, SearchQuery};
use proptest::prelude::*;

use crate::world::*;

const STATES: [(BringUpState, &str); 4] = [
    (BringUpState::Private, "bring-up:private"),
    (BringUpState::Ready, "bring-up:ready"),
    (BringUpState::Raised, "bring-up:raised"),
    (BringUpState::Resolved, "bring-up:resolved"),
];

fn write(engine: &Engine, number: u8, text: &str) {
    let save = EntrySave { id: entry_id(number), text: text.into(), ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
}

fn try_mark(engine: &Engine, number: u8, passage: Option<&str>) -> Result<BringUpMarked, ajar_engine::Error> {
    let place = passage.map(|_| 7);
    engine.mark_bring_up(&BringUpMark { entry: entry_id(number), passage: passage.map(str::to_owned), place })
}

fn mark(engine: &Engine, number: u8, passage: Option<&str>) -> String {
    try_mark(engine, number, passage).unwrap().id
}

fn found(engine: &Engine, text: &str) -> Vec<String> {
    let query = SearchQuery { text: text.into(), order: SearchOrder::Newest, after: None };
    engine.search(&query).unwrap().hits.into_iter().map(|hit| hit.id).collect()
}

fn list(engine: &Engine) -> Vec<BringUp> {
    engine.bring_ups().unwrap()
}

fn ids(engine: &Engine) -> Vec<String> {
    list(engine).into_iter().map(|each| each.id).collect()
}

#[test]
fn a_mark_is_for_the_user_alone_and_keeps_its_own_words() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "The holidays\n\nI would like a week by the sea.");
    mark(&engine, 1, Some(" a week by the sea\n"));
    let save = EntrySave { id: entry_id(1), base_rev: 1, text: "Other words".into(), ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
    let engine = world.kill_and_unlock(engine);
    let marked = &list(&engine)[0];
    assert_eq!(marked.passage.as_deref(), Some("a week by the sea"));
    assert_eq!((marked.title.as_str(), marked.place), ("Other words", Some(7)));
    assert_eq!((marked.state, marked.day.as_str()), (BringUpState::Private, "2026-03-10"));
}

#[test]
fn the_same_words_are_marked_once_and_keep_their_state() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "one two three");
    let whole = mark(&engine, 1, None);
    let words = mark(&engine, 1, Some("two"));
    engine.set_bring_up(&words, BringUpState::Ready).unwrap();
    let again = try_mark(&engine, 1, Some("two ")).unwrap();
    assert_eq!((again.id, again.is_new), (words.clone(), false));
    assert!(!try_mark(&engine, 1, None).unwrap().is_new);
    assert_eq!(ids(&engine), [words, whole]);
    assert_eq!(list(&engine)[0].state, BringUpState::Ready);
}

#[test]
fn ready_ones_come_first_and_a_step_back_is_a_step() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "one two three four");
    let marks = ["one", "two", "three", "four"].map(|word| mark(&engine, 1, Some(word)));
    for (id, (state, _)) in marks.iter().zip(STATES) {
        engine.set_bring_up(id, state).unwrap();
    }
    let [private, ready, raised, resolved] = marks;
    assert_eq!(ids(&engine), [&ready, &private, &raised, &resolved].map(Clone::clone));
    world.pass(24 * 60);
    engine.set_bring_up(&resolved, BringUpState::Ready).unwrap();
    // The same once more is no change.
    engine.set_bring_up(&ready, BringUpState::Ready).unwrap();
    let days: Vec<_> = list(&engine).into_iter().take(2).map(|each| (each.id, each.day)).collect();
    assert_eq!(days, [(resolved, "2026-03-11".to_owned()), (ready, "2026-03-10".to_owned())]);
}

#[test]
fn it_waits_in_the_trash_with_its_entry_and_goes_with_it() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "kept");
    write(&engine, 2, "deleted");
    let kept = mark(&engine, 1, None);
    let gone = mark(&engine, 2, Some("deleted"));
    engine.delete_entry(&entry_id(2)).unwrap();
    assert_eq!((ids(&engine), found(&engine, "bring-up:")), (vec![kept.clone()], vec![entry_id(1)]));
    assert_eq!(code(try_mark(&engine, 2, None)), ErrorCode::NotFound);
    engine.restore_entry(&entry_id(2)).unwrap();
    assert_eq!((list(&engine).len(), found(&engine, "bring-up:").len()), (2, 2));

    engine.delete_entry(&entry_id(2)).unwrap();
    engine.purge_entry(&entry_id(2), &Proof::Passphrase(PASSPHRASE.to_owned())).unwrap();
    assert_eq!(ids(&engine), [kept]);
    assert_eq!(code(engine.set_bring_up(&gone, BringUpState::Ready)), ErrorCode::NotFound);
}

#[test]
fn what_is_removed_comes_back_until_the_next_one_goes() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "one two");
    let (one, two) = (mark(&engine, 1, Some("one")), mark(&engine, 1, Some("two")));
    engine.set_bring_up(&one, BringUpState::Raised).unwrap();
    engine.remove_bring_up(&one).unwrap();
    assert_eq!((ids(&engine), found(&engine, "bring-up:raised").len()), (vec![two.clone()], 0));
    assert_eq!(code(engine.set_bring_up(&one, BringUpState::Ready)), ErrorCode::NotFound);
    engine.restore_bring_up(&one).unwrap();
    assert_eq!((list(&engine)[1].state, found(&engine, "bring-up:raised").len()), (BringUpState::Raised, 1));

    engine.remove_bring_up(&one).unwrap();
    engine.remove_bring_up(&two).unwrap();
    assert_eq!(code(engine.restore_bring_up(&one)), ErrorCode::NotFound);
    // Marked anew, it begins anew, and the undo that is left brings nothing back twice.
    assert!(try_mark(&engine, 1, Some("two")).unwrap().is_new);
    assert_eq!(code(engine.restore_bring_up(&two)), ErrorCode::NotFound);
    assert_eq!(list(&engine).len(), 1);
}

#[test]
fn what_was_removed_is_gone_with_its_words_at_the_next_unlock() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "one two");
    let (one, two) = (mark(&engine, 1, Some("one")), mark(&engine, 1, Some("two")));
    engine.remove_bring_up(&one).unwrap();
    // A name that nothing has takes away nobody's undo.
    assert_eq!(code(engine.remove_bring_up(&entry_id(9))), ErrorCode::NotFound);
    engine.restore_bring_up(&one).unwrap();
    engine.remove_bring_up(&one).unwrap();
    engine.lock();
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(code(engine.restore_bring_up(&one)), ErrorCode::NotFound);
    assert_eq!(ids(&engine), [two]);
}

#[test]
fn what_cannot_be_marked_is_refused_with_a_sentence() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "words");
    for wrong in ["", " \n", &"é".repeat(4_001)] {
        assert_eq!(field(try_mark(&engine, 1, Some(wrong))), "passage");
    }
    mark(&engine, 1, Some(&"é".repeat(4_000)));
    for wrong in [9, 0] {
        assert_eq!(code(try_mark(&engine, wrong, None)), ErrorCode::NotFound);
    }
    for refused in [engine.remove_bring_up("'; --"), engine.restore_bring_up(&entry_id(1))] {
        assert_eq!(code(refused), ErrorCode::NotFound);
    }
    engine.lock();
    assert_eq!(code(engine.bring_ups()), ErrorCode::Locked);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn the_filters_follow_whatever_is_done(
        steps in prop::collection::vec((0_usize..4, 0_u8..3, 0_usize..6), 1..24),
    ) {
        let world = World::new();
        let engine = world.begin(vec![]);
        for number in 1..=3 {
            write(&engine, number, "some words");
        }
        for (which, entry, deed) in steps {
            let passage = [None, Some("some"), Some("words"), Some("some words")][which];
            let number = entry + 1;
            let marked = list(&engine).into_iter().find(|each| {
                each.entry == entry_id(number) && each.passage.as_deref() == passage
            });
            match (marked, deed) {
                (None, _) => drop(mark(&engine, number, passage)),
                (Some(marked), 4) => engine.remove_bring_up(&marked.id).unwrap(),
                (Some(_), 5) => {
                    engine.delete_entry(&entry_id(number)).unwrap();
                    engine.restore_entry(&entry_id(number)).unwrap();
                }
                (Some(marked), state) => engine.set_bring_up(&marked.id, STATES[state].0).unwrap(),
            }
            let listed = list(&engine);
            let entries = |is_wanted: &dyn Fn(&BringUp) -> bool| {
                let mut entries: Vec<_> = listed.iter().filter(|each| is_wanted(each)).map(|each| each.entry.clone()).collect();
                entries.sort();
                entries.dedup();
                entries
            };
            let sorted = |mut found: Vec<String>| {
                found.sort();
                found
            };
            prop_assert_eq!(sorted(found(&engine, "bring-up:")), entries(&|_| true));
            for (state, filter) in STATES {
                prop_assert_eq!(sorted(found(&engine, filter)), entries(&|each| each.state == state));
            }
        }
    }
}
