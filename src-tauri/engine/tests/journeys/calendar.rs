use std::fs;

use ajar_engine::dto::ErrorCode;

use crate::world::*;

#[test]
fn reminders_leave_without_a_word_of_the_user() {
    let world = World::new();
    let engine = world.begin(vec![moment_at("18:30"), practice_at("20:00")]);
    let all = engine.calendar(None).unwrap();
    assert_eq!(all.matches("BEGIN:VEVENT\r\n").count(), 2, "{all}");
    assert!(
        !all.contains("Car")
            && !all.to_lowercase().contains("ajar")
            && !all.contains("moment_")
            && !all.contains("practice"),
        "{all}"
    );
    assert_eq!(all, engine.calendar(None).unwrap(), "the same reminders make the same file");
    let id = engine.reminders().unwrap().rows[1].id.clone();
    let one = engine.calendar(Some(&id)).unwrap();
    assert!(one.contains(&format!("UID:{id}\r\n")) && one.contains("DTSTART:20260310T200000\r\n"), "{one}");
    assert_eq!(one.matches("BEGIN:VEVENT\r\n").count(), 1, "{one}");
}

#[test]
fn only_an_open_journal_exports() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("20:00")]);
    let id = engine.reminders().unwrap().rows[0].id.clone();
    assert_eq!(code(engine.calendar(Some("mine"))), ErrorCode::NotFound);
    assert_eq!(code(engine.calendar(Some(&entry_id(1)))), ErrorCode::NotFound);
    engine.delete_reminder(&id).unwrap();
    assert_eq!(code(engine.calendar(Some(&id))), ErrorCode::NotFound);
    engine.lock();
    assert_eq!(code(engine.calendar(None)), ErrorCode::Locked);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("20:00")]);
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("reminders.ics");
    fs::write(&file, "the calendar of last year").unwrap();
    engine.export_calendar(None, &file).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), engine.calendar(None).unwrap());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing is left beside it");

    let missing = elsewhere.path().join("gone/reminders.ics");
    assert!(engine.export_calendar(None, &missing).unwrap_err().body().message.contains("gone"));
    assert_eq!(code(engine.export_calendar(None, elsewhere.path())), ErrorCode::Invalid);
    // A name in Ajar's own folder may be that of the journal.
    assert_eq!(field(engine.export_calendar(None, &world.path("vault.db"))), "file");
    engine.lock();
    assert_eq!(code(engine.export_calendar(None, &file)), ErrorCode::Locked);
}
