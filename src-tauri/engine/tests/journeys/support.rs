use std::collections::BTreeSet;
use std::fs;

use ajar_engine::dto::{ErrorCode, VaultState};

use crate::world::*;

#[test]
fn support_and_the_partners_pages_are_open_in_every_state() {
    let world = World::new();
    let check = |engine: &ajar_engine::Engine, state| {
        assert_eq!(engine.status().state, state);
        assert!(!engine.support().lines.is_empty());
        assert!(!engine.partner_page().paragraphs.is_empty());
        assert!(engine.turn_to_ask().cards.len() > 30);
    };
    let engine = world.start();
    check(&engine, VaultState::New);
    drop(engine);
    let engine = world.begin(vec![]);
    check(&engine, VaultState::Open);
    engine.lock();
    check(&engine, VaultState::Locked);
    for refused in [engine.tense().map(|_| ()), engine.rehearsal(&[]).map(|_| ()), engine.planner_words().map(|_| ())] {
        assert_eq!(code(refused), ErrorCode::Locked);
    }
    drop(engine);
    fs::write(world.path("vault.db"), "not a journal").unwrap();
    fs::remove_file(world.path("vault.slots.json")).unwrap();
    fs::remove_file(world.path("vault.slots.json.bak")).ok();
    let engine = world.start();
    assert!(!engine.support().lines.is_empty() && !engine.turn_to_ask().cards.is_empty());
}

#[test]
fn only_addresses_of_the_list_are_opened() {
    let world = World::new();
    let engine = world.start();
    let lines = engine.support().lines;
    let numbers: BTreeSet<u8> = lines.iter().map(|line| line.number).collect();
    assert_eq!(numbers.len(), lines.len());
    for number in 0..=u8::MAX {
        match lines.iter().find(|line| line.number == number) {
            Some(line) => assert_eq!(engine.support_address(number).unwrap(), line.address),
            None => assert_eq!(code(engine.support_address(number)), ErrorCode::NotFound),
        }
    }
    assert!(lines.iter().all(|line| line.address.starts_with("https://")));
    assert!(lines.iter().all(|line| line.checked.parse::<chrono::NaiveDate>().is_ok()));
}

#[test]
fn the_partner_gets_light_and_personal_questions_in_an_order_of_chance() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let own = ajar_engine::dto::OwnCard {
        card: None,
        deck: "day".into(),
        depth: 1,
        text: "canary of my own".into(),
        lead: String::new(),
        follow: String::new(),
    };
    engine.save_own_card(&own).unwrap();
    let (one, other) = (engine.turn_to_ask(), engine.turn_to_ask());
    let ids = |turn: &ajar_engine::dto::TurnToAsk| turn.cards.iter().map(|card| card.id.clone()).collect::<Vec<_>>();
    assert_ne!(ids(&one), ids(&other));
    let sorted: BTreeSet<String> = ids(&one).into_iter().collect();
    assert_eq!(sorted.len(), one.cards.len());
    assert_eq!(sorted, ids(&other).into_iter().collect());
    assert!(one.cards.iter().all(|card| card.depth <= 2 && !card.text.contains("canary")));
    assert!(!sorted.iter().any(|id| id.starts_with("conflict")));
    assert_eq!(engine.today().unwrap().week.practiced, 0, "nothing is logged");
}

#[test]
fn a_rehearsal_does_not_come_twice_in_a_row() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let mut seen: Vec<String> = Vec::new();
    let mut first_is_curious = BTreeSet::new();
    for _ in 0..100 {
        let rehearsal = engine.rehearsal(&seen).unwrap();
        assert_ne!(seen.last(), Some(&rehearsal.id));
        assert!(rehearsal.replies.iter().any(|reply| reply.curious));
        first_is_curious.insert(rehearsal.replies[0].curious);
        engine.log_practice(&rehearsal.practice, None).unwrap();
        seen.push(rehearsal.id);
    }
    let all: BTreeSet<&String> = seen.iter().collect();
    let round: BTreeSet<&String> = seen.iter().take(all.len()).collect();
    assert_eq!(round.len(), all.len(), "each was seen before one came again");
    assert_eq!(first_is_curious.len(), 2, "the order of the replies gives nothing away");
}

#[test]
fn when_it_gets_tense_there_is_something_to_say() {
    let world = World::new();
    let tense = world.begin(vec![]).tense().unwrap();
    assert_eq!(tense.replies.len(), 10);
    assert!(tense.paragraphs.len() > 3);
}
