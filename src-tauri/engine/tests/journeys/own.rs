use ajar_engine::Error;
use ajar_engine::dto::{ErrorCode, Faces, OwnCard, OwnPractice, PartnerNotes};

use crate::world::*;

fn practice(title: &str) -> OwnPractice {
    OwnPractice {
        practice: None,
        title: title.into(),
        today: "Bring two cups.".into(),
        faces: Faces::OnSelf,
        why: String::new(),
        steps: vec![],
        stop_when: vec![],
    }
}

fn card(text: &str) -> OwnCard {
    OwnCard { card: None, deck: "day".into(), depth: 1, text: text.into(), lead: String::new(), follow: String::new() }
}

fn lines(count: usize, text: &str) -> Vec<String> {
    vec![text.to_owned(); count]
}

#[test]
fn a_practice_of_ones_own_is_checked_field_by_field() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let refused = |expected: &str, own: OwnPractice| assert_eq!(field(engine.save_own_practice(&own)), expected);
    for title in ["", "  \n", &"é".repeat(81), "LISTEN before  anything else"] {
        refused("title", practice(title));
    }
    for today in ["", &"é".repeat(201)] {
        refused("today", OwnPractice { today: today.into(), ..practice("Tea") });
    }
    refused("why", OwnPractice { why: "é".repeat(2001), ..practice("Tea") });
    refused("steps", OwnPractice { steps: lines(21, "x"), ..practice("Tea") });
    refused("steps", OwnPractice { steps: lines(1, &"é".repeat(301)), ..practice("Tea") });
    refused("stop_when", OwnPractice { stop_when: lines(21, "x"), ..practice("Tea") });
    refused("stop_when", OwnPractice { faces: Faces::Partner, stop_when: lines(3, " "), ..practice("Tea") });

    let steps = lines(20, &"é".repeat(300));
    let id = engine.save_own_practice(&OwnPractice { steps, ..practice(" Caf\u{e9} ") }).unwrap();
    assert!(id.starts_with("o:"));
    refused("title", practice("CAFE\u{301}"));
    let edited = OwnPractice {
        practice: Some(id.clone()),
        faces: Faces::Partner,
        stop_when: lines(1, "They look at the clock."),
        ..practice("Caf\u{e9}")
    };
    assert_eq!(engine.save_own_practice(&edited).unwrap(), id);
    for unknown in ["c:listen-first", "o:01890a5d-ac96-774b-bcce-b302099a8099", "'; --"] {
        let own = OwnPractice { practice: Some(unknown.into()), ..practice("Other") };
        assert_eq!(code(engine.save_own_practice(&own)), ErrorCode::NotFound, "{unknown}");
        assert_eq!(code(engine.delete_own_practice(unknown)), ErrorCode::NotFound, "{unknown}");
        assert_eq!(code(engine.restore_own_practice(unknown)), ErrorCode::NotFound, "{unknown}");
    }
}

#[test]
fn a_deleted_practice_comes_back_unless_its_title_is_taken() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let first = engine.save_own_practice(&practice("Tea on the stairs")).unwrap();
    engine.delete_own_practice(&first).unwrap();
    let gone = OwnPractice { practice: Some(first.clone()), ..practice("Tea on the stairs") };
    assert_eq!(code(engine.save_own_practice(&gone)), ErrorCode::NotFound);
    let second = engine.save_own_practice(&practice("Tea on the stairs")).unwrap();
    assert_eq!(code(engine.restore_own_practice(&first)), ErrorCode::Precondition);
    engine.delete_own_practice(&second).unwrap();
    engine.restore_own_practice(&first).unwrap();
    engine.restore_own_practice(&first).unwrap();
}

#[test]
fn what_was_noted_of_a_deleted_practice_keeps_its_title() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let own = engine.save_own_practice(&practice("Tea on the stairs")).unwrap();
    engine.log_practice(&own, None).unwrap();
    engine.delete_own_practice(&own).unwrap();
    assert_eq!(engine.review().unwrap().practiced[0].title, "Tea on the stairs");
}

#[test]
fn a_card_of_ones_own_is_checked_field_by_field() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let refused = |expected: &str, own: OwnCard| assert_eq!(field(engine.save_own_card(&own)), expected);
    for text in ["", " ", &"é".repeat(301)] {
        refused("text", card(text));
    }
    refused("deck", OwnCard { deck: "weather".into(), ..card("What now?") });
    for depth in [0, 4] {
        refused("depth", OwnCard { depth, ..card("What now?") });
    }
    refused("lead", OwnCard { depth: 3, lead: " ".into(), ..card("What now?") });
    refused("lead", OwnCard { lead: "é".repeat(301), ..card("What now?") });
    refused("follow", OwnCard { follow: "é".repeat(301), ..card("What now?") });
    let builtin = engine.turn_to_ask().cards[0].text.to_uppercase();
    refused("text", card(&builtin));

    let id = engine.save_own_card(&OwnCard { depth: 3, lead: "For me".into(), ..card("What now?") }).unwrap();
    refused("text", card("what  NOW?"));
    let edit = |text: &str| engine.save_own_card(&OwnCard { card: Some(id.clone()), ..card(text) });
    assert_eq!(edit("What now, and then?").unwrap(), id);
    engine.delete_own_card(&id).unwrap();
    assert_eq!(code(edit("What now?")), ErrorCode::NotFound);
    engine.save_own_card(&card("What now, and then?")).unwrap();
    assert_eq!(code(engine.restore_own_card(&id)), ErrorCode::Precondition);
    for unknown in ["c:day-01", "o:01890a5d-ac96-774b-bcce-b302099a8099", ""] {
        assert_eq!(code(engine.delete_own_card(unknown)), ErrorCode::NotFound, "{unknown}");
        assert_eq!(code(engine.restore_own_card(unknown)), ErrorCode::NotFound, "{unknown}");
    }
}

#[test]
fn notes_on_the_partner_hold_pace_and_comfort() {
    let world = World::new();
    let engine = world.begin(vec![]);
    assert!(engine.partner_notes().unwrap() == PartnerNotes::default());
    let notes = PartnerNotes { pace: "Slow in the morning".into(), comfort: "é".repeat(2000) };
    engine.save_partner_notes(&notes).unwrap();
    let long = |pace: usize, comfort: usize| PartnerNotes { pace: "x".repeat(pace), comfort: "x".repeat(comfort) };
    assert_eq!(field(engine.save_partner_notes(&long(2001, 0))), "pace");
    assert_eq!(field(engine.save_partner_notes(&long(0, 2001))), "comfort");
    let engine = world.kill_and_unlock(engine);
    assert!(engine.partner_notes().unwrap() == notes);
}

#[test]
fn no_own_word_is_in_an_error_or_a_debug_print() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.save_own_practice(&practice("canary title")).unwrap();
    engine.save_own_card(&card("canary text")).unwrap();
    let long = "canary ".repeat(1000);
    let errors: [Error; 4] = [
        engine.save_own_practice(&practice("canary title")).unwrap_err(),
        engine.save_own_card(&card("canary text")).unwrap_err(),
        engine.save_own_card(&card(&long)).unwrap_err(),
        engine.save_partner_notes(&PartnerNotes { pace: long, ..PartnerNotes::default() }).unwrap_err(),
    ];
    let said = |error: &Error| format!("{error} {error:?} {}", error.body().message);
    let printed: String = errors.iter().map(said).collect();
    assert!(!printed.contains("canary"), "{printed}");
    assert!(!format!("{:?} {:?}", practice("canary"), card("canary")).contains("canary"));
}

#[test]
fn a_form_that_was_begun_waits_over_a_lock() {
    let world = World::new();
    let engine = world.begin(vec![]);
    assert_eq!(engine.unfinished("own card").unwrap(), None);
    engine.keep_unfinished("own card", Some("{\"text\":\"What\\u0000\"}")).unwrap();
    engine.lock();
    assert_eq!(code(engine.unfinished("own card")), ErrorCode::Locked);
    assert_eq!(code(engine.keep_unfinished("own card", None)), ErrorCode::Locked);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.unfinished("own card").unwrap().as_deref(), Some("{\"text\":\"What\\u0000\"}"));
    assert_eq!(field(engine.keep_unfinished("own card", Some(&"x".repeat(300_000)))), "form");
    assert_eq!(field(engine.keep_unfinished(&"x".repeat(65), Some("{}"))), "form");
    engine.keep_unfinished("own card", None).unwrap();
    assert_eq!(engine.unfinished("own card").unwrap(), None);
}
