use ajar_engine::dto::{About, EntrySave, ErrorCode, Facets, Mood, SearchHit, SearchOrder, SearchPage, SearchQuery};
use ajar_engine::{Engine, Error};

use crate::world::*;

fn search(engine: &Engine, text: &str) -> Result<SearchPage, Error> {
    engine.search(&SearchQuery { text: text.into(), order: SearchOrder::Newest, after: None })
}

/// The last digits of the ids that are found.
fn found(engine: &Engine, text: &str) -> Vec<String> {
    search(engine, text).unwrap().hits.iter().map(|hit| hit.id[34..].to_owned()).collect()
}

fn write(engine: &Engine, number: u8, day: &str, text: &str) {
    let save = EntrySave { id: entry_id(number), text: text.into(), day: Some(day.into()), ..EntrySave::default() };
    engine.save_entry(&save).unwrap();
}

fn shown(hit: &SearchHit) -> String {
    hit.excerpt.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
}

#[test]
fn entries_are_found_by_their_words_newest_first() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "2026-03-01", "We walked to the café.");
    write(&engine, 2, "2026-02-01", "A long walk, then 谈话.");
    write(&engine, 3, "2026-03-05", "Nothing about it 😀");
    assert_eq!(found(&engine, "walk"), ["01", "02"]);
    assert_eq!(found(&engine, "walk "), ["02"]);
    assert_eq!(found(&engine, "CAFE\u{301}"), ["01"]);
    assert_eq!(found(&engine, "\"long walk\""), ["02"]);
    assert_eq!(found(&engine, "\"walk long\""), [""; 0]);
    assert_eq!(found(&engine, "谈"), ["02"]);
    assert_eq!(found(&engine, "😀"), ["03"]);
    assert_eq!(found(&engine, "before:2026-03 walk"), ["02"]);
    assert_eq!(found(&engine, "after:2026-02"), ["03", "01"]);
    assert_eq!(found(&engine, ""), [""; 0]);
    assert_eq!(shown(&search(&engine, "cafe").unwrap().hits[0]), "We walked to the [café].");
}

#[test]
fn the_index_follows_every_change() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "2026-03-01", "lantern");
    let change = |rev, text: &str, facets| {
        let save = EntrySave { id: entry_id(1), base_rev: rev, text: text.into(), facets, ..EntrySave::default() };
        engine.save_entry(&save).unwrap();
    };
    change(1, "window", None);
    assert_eq!((found(&engine, "lantern").len(), found(&engine, "window").len()), (0, 1));
    let facets = Facets { tags: vec!["Évening".into()], mood: Some(Mood::Warm), starred: true };
    change(2, "window", Some(facets));
    for filter in ["tag:évening", "tag:#ÉVENING", "mood:warm", "starred:", "window starred: mood:warm tag:évening"] {
        assert_eq!(found(&engine, filter), ["01"], "{filter}");
    }
    assert_eq!(found(&engine, "mood:low"), [""; 0]);
    engine.delete_entry(&entry_id(1)).unwrap();
    assert_eq!(found(&engine, "window"), [""; 0]);
    engine.restore_entry(&entry_id(1)).unwrap();
    assert_eq!(found(&engine, "window"), ["01"]);
}

#[test]
fn an_entry_is_found_by_what_it_is_about() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let about = About::Practice { practice: "c:listen-first".into() };
    let id = engine.write_about(&about).unwrap().id;
    for filter in ["practice:", "practice:listen-first", "PRACTICE:Listen-First"] {
        assert_eq!(found(&engine, filter), [id[34..].to_owned()], "{filter}");
    }
    for filter in ["talk:", "plan:", "practice:own-story"] {
        assert_eq!(found(&engine, filter), [""; 0], "{filter}");
    }
}

#[test]
fn pages_of_hits_follow_each_other_without_gap_or_repeat() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 0..120 {
        write(&engine, number, &format!("2026-01-{:02}", 1 + number % 28), "the same word");
    }
    for order in [SearchOrder::Newest, SearchOrder::Best] {
        let (mut after, mut ids) = (None, Vec::new());
        loop {
            let page = engine.search(&SearchQuery { text: "same".into(), order, after }).unwrap();
            assert_eq!(page.order, order);
            ids.extend(page.hits.into_iter().map(|hit| hit.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((count, ids.len()), (120, 120));
    }
}

#[test]
fn what_cannot_be_meant_is_said_at_the_field() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, 1, "2026-03-01", "AND \"so\" on * -");
    for harmless in
        ["AND", "\"so", "NEAR(so on)", "so* on", "{text}:so", "so) OR (so", "x\0y", "tag:\"x", "'; DROP TABLE entry"]
    {
        search(&engine, harmless).unwrap();
    }
    assert_eq!(found(&engine, "AND"), ["01"]);
    for wrong in ["\"", "*", "-", "before:then", "mood:wild"] {
        let refused = search(&engine, wrong).unwrap_err().body();
        assert_eq!((refused.code, refused.field.is_some()), (ErrorCode::Invalid, true), "{wrong:?}");
    }
}
