//! Reminders as a script takes them to another calendar.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use std::fs;

use ajar_engine::dto::{QuietChoice, ReminderDraft, ReminderKind, Weekday, When};
use script::*;
use tempfile::TempDir;

/// A journal with two reminders, and the id of the one at 18:30.
fn with_reminders() -> (TempDir, String) {
    let (dir, _) = journal();
    let engine = open(dir.path());
    engine.unlock(PASSPHRASE).unwrap();
    let save = |time: &str| {
        let draft = ReminderDraft {
            id: None,
            kind: ReminderKind::Moment,
            name: "Car ride home".into(),
            time: time.into(),
            until_time: None,
            when: When::Weekly { days: vec![Weekday::Mo, Weekday::Th], every_weeks: 2 },
            zone: Some("Europe/Berlin".into()),
            lead_min: 10,
            quiet: QuietChoice::Defer,
            enabled: true,
        };
        engine.save_reminder(&draft).unwrap().id
    };
    let id = save("18:30");
    save("20:00");
    (dir, id)
}

fn events(calendar: &str) -> usize {
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    assert!(!calendar.contains("Car ride"), "{calendar}");
    calendar.matches("BEGIN:VEVENT\r\n").count()
}

#[test]
fn the_calendar_is_printed_or_written() {
    let (dir, id) = with_reminders();
    assert_eq!(events(&done(with_passphrase(dir.path(), &["calendar"]))), 2);
    let one = done(with_passphrase(dir.path(), &["calendar", "--reminder", &id]));
    assert_eq!(events(&one), 1);
    assert!(one.contains("\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH\r\n"), "{one}");
    let in_json = json(with_passphrase(dir.path(), &["--json", "calendar", "--reminder", &id]));
    assert_eq!(events(in_json.as_str().unwrap()), 1);

    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("reminders.ics");
    let named = file.to_str().unwrap();
    let said = done(with_passphrase(dir.path(), &["calendar", named]));
    assert_eq!(said, format!("Your reminders are in {named}.\n"));
    assert_eq!(events(&fs::read_to_string(&file).unwrap()), 2);
}

#[test]
fn nothing_is_written_over_and_nothing_leaves_a_locked_journal() {
    let (dir, _) = with_reminders();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("mine.ics");
    fs::write(&file, "mine").unwrap();
    refused(&with_passphrase(dir.path(), &["calendar", file.to_str().unwrap()]), 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let nowhere = elsewhere.path().join("none").join("a.ics");
    refused(&with_passphrase(dir.path(), &["calendar", nowhere.to_str().unwrap()]), 1);
    refused(&with_passphrase(dir.path(), &["calendar", "--reminder", "none"]), 1);
    refused(&run(dir.path(), &["--passphrase-stdin", "calendar"], "a wrong one\n"), 3);
}
