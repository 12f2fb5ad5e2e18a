//! The contract of the commands: real commands, a real engine on real files, real JSON; no window.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a JSON value answers null for what is missing")]

mod leaving;
mod locked;
mod page;
mod pictures;
mod recovery;
mod reminding;
mod words;

use page::Page;
use serde_json::{Value, json};

const PASSPHRASE: &str = "quiet evening lamp";

#[test]
fn first_start_leads_to_an_open_journal() {
    let page = Page::new();
    assert_eq!(page.ask("status", json!({}))["state"], "new");
    let created = page.ask("create_vault", json!({ "first": first_start(PASSPHRASE) }));
    assert!(created["recovery_key"].is_string());
    assert_eq!(page.ask("status", json!({}))["state"], "open");
    let reminders = page.ask("list_reminders", json!({}));
    assert_eq!(reminders["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!(page.refused("create_vault", json!({ "first": first_start(PASSPHRASE) }))["code"], "conflict");
}

#[test]
fn a_wrong_passphrase_gets_its_sentence_and_is_counted() {
    let page = Page::open(PASSPHRASE);
    page.ask("lock", json!({}));
    let refused = page.refused("unlock", json!({ "passphrase": "not this one" }));
    assert_eq!(refused["code"], "wrong_passphrase");
    assert!(!refused["message"].as_str().unwrap().contains("not this one"));
    assert_eq!(page.ask("status", json!({}))["failed_attempts"], 1);
    page.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(page.ask("status", json!({}))["state"], "open");
}

#[test]
fn a_change_names_its_topics_and_nothing_else() {
    let page = Page::open(PASSPHRASE);
    page.forget_events();
    let secret = "the words that must not travel";
    page.ask("save_entry", json!({ "save": { "id": UNKNOWN, "base_rev": 0, "text": secret, "day": null } }));
    let events = page.events();
    assert_eq!(events, [("changed".to_owned(), json!({ "topics": ["journal"] }))]);
    page.forget_events();
    let logged = page.ask("log_practice", json!({ "practice": "c:listen-first", "occurrence": null }));
    assert_eq!(logged["practiced_this_week"], 1);
    let topics = json!({ "topics": ["today", "progress", "reminders", "talks", "practice"] });
    assert_eq!(page.events(), [("changed".to_owned(), topics)]);
}

#[test]
fn bad_input_names_its_field() {
    let page = Page::open(PASSPHRASE);
    let mut no_day = practice_reminder("18:30");
    no_day["when"]["days"] = json!([]);
    for (command, arguments, field) in [
        ("save_reminder", json!({ "reminder": practice_reminder("25:00") }), "time"),
        ("save_reminder", json!({ "reminder": no_day }), "days"),
        (
            "save_entry",
            json!({ "save": { "id": UNKNOWN, "base_rev": 0, "text": "x".repeat(16 * 1024 * 1024 + 1), "day": null } }),
            "text",
        ),
    ] {
        let refused = page.refused(command, arguments);
        assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid"), &json!(field)), "{command}");
        assert!(refused["message"].as_str().is_some_and(|sentence| sentence.ends_with('.')));
    }
}

#[test]
fn a_short_passphrase_makes_no_vault() {
    let page = Page::new();
    let refused = page.refused("create_vault", json!({ "first": first_start("seven77") }));
    assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid"), &json!("passphrase")));
    assert_eq!(page.ask("status", json!({}))["state"], "new");
}

#[test]
fn locking_asks_the_page_for_its_text_first() {
    let page = Page::open(PASSPHRASE);
    page.show_window();
    page.forget_events();
    page.save_when_flushed(json!({ "id": UNKNOWN, "base_rev": 0, "text": "typed a moment ago", "day": null }));
    page.ask("lock", json!({}));
    let names: Vec<String> = page.events().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["flush_requested", "changed", "locked"]);
    page.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(page.ask("get_entry", json!({ "id": UNKNOWN }))["text"], "typed a moment ago");
}

#[test]
fn closing_without_a_tray_explains_itself_once() {
    let page = Page::open(PASSPHRASE);
    page.show_window();
    page.forget_events();
    page.shell().close_window();
    assert!(page.has_window(), "the question needs the window");
    assert_eq!(page.events().last(), Some(&("close_asked".to_owned(), json!({ "reason": "no_tray" }))));
    page.ask("choose_on_close", json!({ "keep": true }));
    assert!(!page.has_window());
    page.show_window();
    page.shell().close_window();
    assert!(!page.has_window());
}

#[test]
fn words_that_could_not_be_saved_keep_the_window() {
    let page = Page::open(PASSPHRASE);
    page.show_window();
    page.cannot_save();
    let doubt = Some(("close_asked".to_owned(), json!({ "reason": "unsaved" })));
    for leave in [ajar_shell::Shell::close_window, ajar_shell::Shell::quit] {
        page.forget_events();
        leave(page.shell());
        assert!(page.has_window());
        assert_eq!(page.events().pop(), doubt);
        assert_eq!(page.ask("status", json!({}))["state"], "open");
    }
    page.ask("choose_on_close", json!({ "keep": true }));
    assert!(!page.has_window());
}

#[test]
fn going_to_talk_closes_the_window_and_keeps_it_where_closing_would_ask() {
    let page = Page::open(PASSPHRASE);
    page.show_window();
    page.shell().step_aside();
    assert!(page.has_window(), "without a tray it explains itself first");
    page.shell().step_aside();
    assert!(!page.has_window());
    page.show_window();
    page.cannot_save();
    page.shell().step_aside();
    assert!(page.has_window());
    assert_eq!(page.events().pop(), Some(("close_asked".to_owned(), json!({ "reason": "unsaved" }))));
}

#[test]
fn a_heard_notice_stays_away() {
    let page = Page::open(PASSPHRASE);
    page.shell().note("Something to know.");
    assert_eq!(page.ask("status", json!({}))["notices"], json!(["Something to know."]));
    page.ask("hear_notice", json!({ "notice": "Something to know." }));
    assert_eq!(page.ask("status", json!({}))["notices"], json!([]));
}

#[test]
fn unknown_arguments_are_refused() {
    let page = Page::open(PASSPHRASE);
    let refused = page.refused("get_entry", json!({ "path": "/etc/passwd" }));
    assert!(refused.is_string(), "{refused}");
    assert_eq!(page.refused("get_entry", json!({ "id": "../../etc/passwd" }))["code"], "not_found");
}

/// What the page hears first when its text is to be saved, for the first time in its life.
fn flushing() -> (String, Value) {
    ("flush_requested".to_owned(), json!({ "ticket": 1 }))
}

/// A well-formed id that names nothing until it is saved.
const UNKNOWN: &str = "01890000-0000-7000-8000-000000000001";

fn first_start(passphrase: &str) -> Value {
    json!({
        "passphrase": passphrase,
        "want_recovery_key": true,
        "settings": page::settings(),
        "reminders": [practice_reminder("18:30"), moment_reminder("Walk")],
    })
}

fn practice_reminder(time: &str) -> Value {
    json!({
        "id": null, "kind": "practice", "name": "", "time": time,
        "when": { "how": "weekly", "days": ["mo", "tu", "we", "th", "fr", "sa", "su"], "every_weeks": 1 },
        "until_time": null, "zone": null, "lead_min": 0, "quiet": "defer", "enabled": true,
    })
}

fn moment_reminder(name: &str) -> Value {
    let mut moment = practice_reminder("17:00");
    moment["kind"] = json!("moment");
    moment["name"] = json!(name);
    moment["lead_min"] = json!(10);
    moment
}
