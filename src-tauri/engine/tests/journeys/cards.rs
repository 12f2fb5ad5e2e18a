//! Cards, and "We're alone now".

use std::collections::BTreeSet;

use ajar_engine::Engine;
use ajar_engine::dto::{CardRow, ErrorCode, Letter, Mark, OwnCard, Response, TalkDraft};

use crate::practicing::talk;
use crate::world::*;

fn row(engine: &Engine, card: &CardRow) -> CardRow {
    engine.deck(&card.deck).unwrap().cards.into_iter().find(|row| row.card == card.card).unwrap()
}

fn draw(engine: &Engine) -> CardRow {
    engine.draw_card(None, &[], false).unwrap().unwrap()
}

#[test]
fn being_alone_gives_something_of_ones_own_and_a_light_card() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..20 {
        let alone = engine.alone_now(&seen, true).unwrap();
        assert!(!alone.opener.is_empty() && alone.note.is_none());
        let card = alone.card.unwrap();
        assert_eq!((card.depth, card.why_not.as_deref()), (1, None));
        assert!(!seen.contains(&card.card));
        seen.push(card.card.clone());
        assert_eq!(row(&engine, &card).used_day, None, "another is no skip, and uses no card");
    }
    assert!(engine.today().unwrap().pending.is_none());
}

#[test]
fn going_uses_the_card_and_waits_for_a_day() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let card = draw(&engine);
    engine.go_now(Some(&card.card)).unwrap();
    engine.go_now(Some(&card.card)).unwrap();
    let used = row(&engine, &card);
    assert_eq!((used.used_day.as_deref(), used.why_not.is_some()), (Some("2026-03-10"), true));
    let engine = world.kill_and_unlock(engine);
    let pending = engine.today().unwrap().pending.unwrap();
    assert_eq!(pending.since_ms, utc("2026-03-10T12:00:00Z").timestamp_millis());
    assert_eq!(pending.card.unwrap().card, card.card);
    world.pass(24 * 60 - 1);
    assert!(engine.today().unwrap().pending.is_some());
    world.pass(1);
    assert!(engine.today().unwrap().pending.is_none(), "let go without a word");
    assert!(row(&engine, &card).used_day.is_some());
    world.pass(89 * 24 * 60);
    assert_eq!(row(&engine, &card).why_not, None, "after 90 days it may come again");
    assert_eq!(code(engine.go_now(Some("c:no-such-card"))), ErrorCode::NotFound);
}

#[test]
fn it_did_not_happen_frees_the_card() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let card = draw(&engine);
    engine.go_now(Some(&card.card)).unwrap();
    engine.drop_pending().unwrap();
    engine.drop_pending().unwrap();
    assert!(engine.today().unwrap().pending.is_none());
    assert_eq!(row(&engine, &card).used_day, None);
    engine.go_now(None).unwrap();
    assert!(engine.today().unwrap().pending.unwrap().card.is_none());
}

#[test]
fn a_log_answers_what_waits_and_taking_it_back_brings_it_back() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let card = draw(&engine);
    let with_card = |number| TalkDraft { card: Some(card.card.clone()), ..talk(number, None) };
    engine.log_talk(&with_card(1)).unwrap();
    assert_eq!(row(&engine, &card).used_day.as_deref(), Some("2026-03-10"));
    assert_eq!(engine.talk(&entry_id(1)).unwrap().card.as_ref(), Some(&card.text));
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(row(&engine, &card).used_day, None, "unused again");

    engine.go_now(Some(&card.card)).unwrap();
    let earlier = TalkDraft { day: Some("2026-03-09".into()), ..talk(2, None) };
    engine.log_talk(&earlier).unwrap();
    assert!(engine.today().unwrap().pending.is_some(), "a talk of yesterday says nothing of it");
    engine.log_talk(&with_card(3)).unwrap();
    assert!(engine.today().unwrap().pending.is_none());
    engine.undo_log(&entry_id(3)).unwrap();
    assert!(engine.today().unwrap().pending.is_some());
    engine.lock();
    engine.drop_letter(&Letter::Talk { id: entry_id(4), response: Response::JoinedIn, setting: None }).unwrap();
    engine.unlock(PASSPHRASE).unwrap();
    assert!(engine.today().unwrap().pending.is_none());
}

#[test]
fn skipped_twice_asks_whether_to_hide_and_a_mark_settles_it() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let card = draw(&engine);
    let skip = || engine.skip_card(&card.card).unwrap().ask_to_hide;
    assert_eq!((skip(), skip()), (false, true));
    engine.mark_card(&card.card, Mark::default()).unwrap();
    assert!(!skip());
    engine.mark_card(&card.card, Mark { favorite: false, hidden: true }).unwrap();
    let hidden = row(&engine, &card);
    assert_eq!((hidden.mark.hidden, hidden.why_not.as_deref()), (true, Some("You hid this card.")));
    let seen: BTreeSet<String> = (0..60).map(|_| draw(&engine).card).collect();
    assert!(!seen.contains(&card.card));
    for wrong in [engine.mark_card("c:none", Mark::default()), engine.set_deck_easy("none", true)] {
        assert_eq!(code(wrong), ErrorCode::NotFound);
    }
    assert_eq!(code(engine.skip_card("x")), ErrorCode::NotFound);
    assert_eq!(code(engine.deck("none")), ErrorCode::NotFound);
    assert_eq!(code(engine.draw_card(Some("none"), &[], false)), ErrorCode::NotFound);
}

#[test]
fn a_favorite_comes_first_and_an_easy_deck_goes_deeper() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let card = engine.draw_card(Some("work"), &[], false).unwrap().unwrap();
    engine.mark_card(&card.card, Mark { favorite: true, hidden: false }).unwrap();
    assert_eq!(draw(&engine).card, card.card);
    let depth = || engine.deck("money").unwrap().deck.depth;
    assert_eq!(depth(), 1);
    engine.set_deck_easy("money", true).unwrap();
    assert_eq!((depth(), engine.deck("money").unwrap().deck.easy), (2, true));
    engine.set_deck_easy("money", false).unwrap();
    assert_eq!(depth(), 1);
}

#[test]
fn ones_own_card_is_drawn_used_and_named_after_it_is_gone() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let before = engine.deck("dreams").unwrap().deck.cards;
    let own = OwnCard {
        card: None,
        deck: "dreams".into(),
        depth: 1,
        text: "Which train would you take?".into(),
        lead: String::new(),
        follow: String::new(),
    };
    let card = engine.save_own_card(&own).unwrap();
    assert_eq!(engine.deck("dreams").unwrap().deck.cards, before + 1);
    engine.mark_card(&card, Mark { favorite: true, hidden: false }).unwrap();
    let drawn = draw(&engine);
    assert_eq!((drawn.card.as_str(), drawn.own), (card.as_str(), true));
    engine.go_now(Some(&card)).unwrap();
    engine.log_talk(&TalkDraft { card: Some(card.clone()), ..talk(1, None) }).unwrap();
    engine.delete_own_card(&card).unwrap();
    assert_eq!(engine.talk(&entry_id(1)).unwrap().card, Some(own.text));
    assert_eq!(engine.deck("dreams").unwrap().deck.cards, before);
    assert_eq!(code(engine.go_now(Some(&card))), ErrorCode::NotFound);
    engine.restore_own_card(&card).unwrap();
    assert!(engine.deck("dreams").unwrap().cards.iter().any(|row| row.card == card && row.used_day.is_some()));
}

#[test]
fn an_empty_pool_is_no_blank() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for deck in engine.decks().unwrap() {
        for card in engine.deck(&deck.id).unwrap().cards {
            engine.mark_card(&card.card, Mark { favorite: false, hidden: true }).unwrap();
        }
    }
    let alone = engine.alone_now(&[], false).unwrap();
    assert!(alone.card.is_none() && !alone.opener.is_empty());
    assert_eq!(alone.note.as_deref(), Some("No card fits just now. Tell something small of your own."));
}
