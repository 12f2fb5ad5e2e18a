//! What a new entry can begin with.

use ajar_engine::Engine;
use ajar_engine::dto::{ErrorCode, KeptTemplate};

use crate::world::*;

fn names(engine: &Engine) -> Vec<String> {
    let own = engine.templates().unwrap().into_iter().filter(|one| one.template.starts_with("o:"));
    own.map(|own| own.name).collect()
}

fn keep(engine: &Engine, text: &str, name: &str) -> KeptTemplate {
    let id = entry_id(1);
    let rev = engine.entry(&id).map_or(0, |entry| entry.rev);
    write(engine, &id, rev, text);
    engine.keep_template(&id, name).unwrap()
}

#[test]
fn the_given_ones_are_there_from_the_start() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let given = engine.templates().unwrap();
    assert!(given.len() >= 6);
    for template in &given {
        let text = engine.template(&template.template).unwrap();
        assert!(text.ends_with("\n\n") && text.len() > 20);
    }
    assert_eq!(code(engine.template("c:never-there")), ErrorCode::NotFound);
    assert_eq!(code(engine.delete_template(&given[0].template)), ErrorCode::NotFound);
    engine.lock();
    assert_eq!(code(engine.templates()), ErrorCode::Locked);
    assert_eq!(code(engine.template(&given[0].template)), ErrorCode::Locked);
}

#[test]
fn an_entry_is_kept_as_a_template_byte_for_byte() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let text = "What was slow?\r\n\0\n - \u{200b}\n";
    let kept = keep(&engine, text, "  Sunday evening ");
    assert_eq!(kept.replaced, None);
    assert_eq!(names(&engine), ["Sunday evening"]);
    assert_eq!(engine.template(&kept.template).unwrap(), text);
    // The entry may change and go; the template stays as it was kept.
    write(&engine, &entry_id(1), 1, "other");
    engine.delete_entry(&entry_id(1)).unwrap();
    assert_eq!(engine.template(&kept.template).unwrap(), text);
    let engine = world.kill_and_unlock(engine);
    assert_eq!(engine.template(&kept.template).unwrap(), text);
    assert!(!format!("{:?}", engine.templates().unwrap()).contains("Sunday"));
}

#[test]
fn the_same_name_takes_the_place_of_the_other_which_can_come_back() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let first = keep(&engine, "first", "Café");
    let second = keep(&engine, "second", "CAFE\u{301}");
    assert_eq!(second.replaced.as_deref(), Some(first.template.as_str()));
    assert_eq!(names(&engine), ["CAFE\u{301}"]);
    assert_eq!(code(engine.template(&first.template)), ErrorCode::NotFound);
    assert_eq!(code(engine.restore_template(&first.template)), ErrorCode::Precondition);
    engine.delete_template(&second.template).unwrap();
    engine.restore_template(&first.template).unwrap();
    assert_eq!(engine.template(&first.template).unwrap(), "first");
}

#[test]
fn names_are_short_and_their_own() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let first = keep(&engine, "text", "Sunday");
    let second = keep(&engine, "text", &"é".repeat(60));
    assert_eq!(field(engine.keep_template(&entry_id(1), &"é".repeat(61))), "name");
    assert_eq!(field(engine.keep_template(&entry_id(1), " \n")), "name");
    assert_eq!(field(engine.rename_template(&second.template, "SUNDAY")), "name");
    engine.rename_template(&first.template, "SUNDAY").unwrap();
    engine.rename_template(&second.template, "Monday").unwrap();
    assert_eq!(names(&engine), ["SUNDAY", "Monday"]);
    engine.delete_template(&second.template).unwrap();
    assert_eq!(code(engine.rename_template(&second.template, "Tuesday")), ErrorCode::NotFound);
}

#[test]
fn a_template_has_words_and_is_no_book_and_there_are_fifty_at_most() {
    let world = World::new();
    let engine = world.begin(vec![]);
    write(&engine, &entry_id(2), 0, " \n");
    assert_eq!(field(engine.keep_template(&entry_id(2), "Empty")), "text");
    write(&engine, &entry_id(3), 0, &"x".repeat(64 * 1024 + 1));
    assert_eq!(field(engine.keep_template(&entry_id(3), "Long")), "text");
    write(&engine, &entry_id(4), 0, &"x".repeat(64 * 1024));
    for number in 0..50 {
        engine.keep_template(&entry_id(4), &format!("Name {number}")).unwrap();
    }
    assert_eq!(code(engine.keep_template(&entry_id(4), "One more")), ErrorCode::Precondition);
    // One that takes the place of another still fits.
    engine.keep_template(&entry_id(4), "name 7").unwrap();
    assert_eq!(names(&engine).len(), 50);
}

#[test]
fn a_deleted_one_is_gone_after_thirty_days() {
    let world = World::at("2026-03-10T12:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    let kept = keep(&engine, "text", "Sunday");
    engine.delete_template(&kept.template).unwrap();
    world.pass(30 * 24 * 60 - 1);
    engine.purge_if_due().unwrap();
    engine.restore_template(&kept.template).unwrap();
    engine.delete_template(&kept.template).unwrap();
    world.pass(30 * 24 * 60);
    assert!(engine.purge_if_due().unwrap());
    assert!(!engine.purge_if_due().unwrap());
    assert_eq!(code(engine.restore_template(&kept.template)), ErrorCode::NotFound);
}
