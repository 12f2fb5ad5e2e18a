//! Reminders that wait while nobody wants to be disturbed, and reminders that leave for another calendar.

use std::fs;

use serde_json::{Value, json};

use crate::page::Page;
use crate::{PASSPHRASE, practice_reminder};

#[test]
fn what_is_due_waits_while_nobody_wants_to_be_disturbed() {
    let page = Page::open(PASSPHRASE);
    page.ask("save_reminder", json!({ "reminder": practice_reminder("12:10") }));
    page.want_quiet(true);
    page.pass_minutes(10);
    page.shell().tick();
    page.pass_minutes(30);
    page.shell().tick();
    assert_eq!(page.notified(), 0);
    page.want_quiet(false);
    page.shell().tick();
    page.shell().tick();
    assert_eq!(page.notified(), 1);
}

#[test]
fn a_calendar_goes_where_the_user_says() {
    let page = Page::open(PASSPHRASE);
    let row = page.ask("save_reminder", json!({ "reminder": practice_reminder("18:30") }));
    page.ask("save_reminder", json!({ "reminder": practice_reminder("20:00") }));
    let all = json!({ "reminder": null });
    assert_eq!(page.ask("export_calendar", all.clone()), Value::Null, "the dialog was closed");

    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("reminders.ics");
    for (arguments, events) in [(all.clone(), 2), (json!({ "reminder": row["id"] }), 1)] {
        page.name_in_dialog(&file);
        assert_eq!(page.ask("export_calendar", arguments), json!(file));
        assert_eq!(fs::read_to_string(&file).unwrap().matches("BEGIN:VEVENT").count(), events);
    }

    page.name_in_dialog(&page.folder().join("agenda.db"));
    assert_eq!(page.refused("export_calendar", all)["field"], "file");
    page.name_in_dialog(&file);
    assert_eq!(page.refused("export_calendar", json!({ "reminder": "another" }))["code"], "not_found");
}
