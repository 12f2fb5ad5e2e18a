//! The library of practices.

use ajar_engine::dto::{EasingChoice, ErrorCode, Faces, Mark, OwnPractice, Settings};

use crate::world::*;

const HIDDEN: Mark = Mark { favorite: false, hidden: true };

fn own(title: &str, faces: Faces) -> OwnPractice {
    OwnPractice {
        practice: None,
        title: title.into(),
        today: "Bring two cups of tea.".into(),
        faces,
        why: String::new(),
        steps: vec!["Sit.".into()],
        stop_when: vec!["They look at the clock.".into()],
    }
}

#[test]
fn the_path_waits_and_shows_how_far_it_was_walked() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let library = engine.library().unwrap();
    assert_eq!(library.practices.len(), 17);
    assert_eq!(library.next.as_deref(), Some("c:name-your-want"));
    assert_eq!(engine.today().unwrap().practice.practice, "c:name-your-want");
    assert!(library.weeks.iter().flat_map(|week| &week.steps).all(|step| !step.done && !step.title.is_empty()));
    engine.log_practice("c:name-your-want", None).unwrap();
    let library = engine.library().unwrap();
    assert_eq!(library.next.as_deref(), Some("c:listen-first"));
    assert!(library.weeks[0].steps[0].done);
    let row = library.practices.iter().find(|row| row.practice == "c:name-your-want").unwrap();
    assert_eq!((row.times, row.last_day.as_deref()), (1, Some("2026-03-10")));
    assert!(row.source.starts_with("Step 1 · "));
}

#[test]
fn what_is_hidden_is_not_offered_and_can_be_read() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.mark_practice("c:name-your-want", HIDDEN).unwrap();
    assert_eq!(engine.today().unwrap().practice.practice, "c:listen-first");
    assert!(engine.practice("c:name-your-want").unwrap().mark.hidden);
    assert_eq!(code(engine.mark_practice("c:none", HIDDEN)), ErrorCode::NotFound);
    assert_eq!(code(engine.practice("none")), ErrorCode::NotFound);
    assert!(!engine.practice("c:from-the-side").unwrap().ladder.is_empty());
    assert!(!engine.practice("c:go-first").unwrap().decks.is_empty());
}

#[test]
fn ones_own_practice_is_offered_noted_and_named_after_it_is_gone() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let practice = engine.save_own_practice(&own("Tea on the stairs", Faces::Partner)).unwrap();
    for row in engine.library().unwrap().practices.iter().filter(|row| !row.own) {
        engine.mark_practice(&row.practice, HIDDEN).unwrap();
    }
    let today = engine.today().unwrap().practice;
    assert_eq!((&today.practice, today.title.as_str()), (&practice, "Tea on the stairs"));
    let logged = engine.log_practice(&practice, None).unwrap();
    assert_eq!(engine.log_practice(&practice, None).unwrap().id, None);
    assert_eq!(engine.practice(&practice).unwrap().times, 1);
    // The lock screen shows nothing that the user wrote.
    engine.save_settings(&Settings { practice_while_locked: true, ..Settings::default() }).unwrap();
    engine.today().unwrap();
    engine.lock();
    assert_ne!(engine.practice_while_locked().unwrap().unwrap().title, "Tea on the stairs");
    engine.unlock(PASSPHRASE).unwrap();
    engine.undo_log(&logged.id.unwrap()).unwrap();
    assert_eq!(engine.practice(&practice).unwrap().times, 0);
    engine.delete_own_practice(&practice).unwrap();
    assert_eq!(code(engine.practice(&practice)), ErrorCode::NotFound);
    assert_eq!(code(engine.log_practice(&practice, None)), ErrorCode::NotFound);
}

#[test]
fn in_a_rest_what_faces_the_partner_rests_and_can_be_read() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let for_two = engine.save_own_practice(&own("Tea on the stairs", Faces::Partner)).unwrap();
    let alone = engine.save_own_practice(&own("A page", Faces::OnSelf)).unwrap();
    engine.choose_easing(&EasingChoice::Rest).unwrap();
    let library = engine.library().unwrap();
    let rests = |practice: &str| library.practices.iter().find(|row| row.practice == practice).unwrap().rests;
    assert!(rests("c:go-first") && rests(&for_two));
    assert!(!rests("c:listen-first") && !rests("c:steady-self") && !rests(&alone));
    let page = engine.practice("c:go-first").unwrap();
    assert!(page.rests && !page.card.today.is_empty());
}

#[test]
fn a_practice_of_an_earlier_time_counts_for_its_day() {
    // 01:30 after midnight, in the night in which the clocks go back.
    let world = World::at("2026-10-25T12:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    let (day, time) = engine.practice_time("2026-10-25T01:30").unwrap();
    assert_eq!((day.as_str(), time.as_str()), ("2026-10-24", "01:30"));
    assert_eq!(engine.log_practice_at("c:listen-first", &day, &time).unwrap().day, "2026-10-24");
    assert_eq!(engine.log_practice_at("c:listen-first", &day, "20:00").unwrap().id, None);
    assert!(engine.log_practice("c:listen-first", None).unwrap().id.is_some());
    assert_eq!(field(engine.log_practice_at("c:listen-first", "2026-10-26", "08:00")), "day");
    for wrong in ["2026-10-25", "2026-10-25T25:00", "2026-02-30T10:00", "now"] {
        assert_eq!(field(engine.practice_time(wrong)), "time", "{wrong}");
    }
}
