//! The user goes: nobody touches a key, nobody sees the window, the computer sleeps.

use std::time::Duration;

use serde_json::{Value, json};

use crate::PASSPHRASE;
use crate::page::{self, Page};

#[test]
fn a_minute_before_it_locks_it_says_so_once() {
    let page = watched(5);
    page.pass_seconds(239);
    assert_eq!(page.shell().tick(), Some(Duration::from_secs(1)), "the ticker wakes for the warning");
    assert!(warnings(&page).is_empty());
    page.pass_seconds(1);
    assert_eq!(page.shell().tick(), Some(Duration::from_mins(1)), "and then for the lock");
    page.pass_seconds(30);
    page.shell().tick();
    assert_eq!(warnings(&page), [json!(60)]);
    page.pass_seconds(30);
    page.shell().tick();
    assert_eq!(page.state(), "locked");
    assert!(page.has_window(), "it comes back on the lock screen");
}

#[test]
fn a_key_takes_the_warning_back() {
    let page = watched(1);
    page.pass_seconds(30);
    page.shell().tick();
    page.pass_seconds(29);
    page.ask("touch", json!({}));
    assert_eq!(warnings(&page), [json!(30), json!(null)]);
    page.pass_seconds(29);
    page.shell().tick();
    assert_eq!((page.state(), warnings(&page).len()), (json!("open"), 2));
    page.pass_seconds(1);
    page.shell().tick();
    assert_eq!(warnings(&page), [json!(30), json!(null), json!(30)]);
}

#[test]
fn a_longer_wait_takes_the_warning_back() {
    let page = watched(1);
    page.pass_seconds(30);
    page.shell().tick();
    save_wait(&page, Some(15));
    page.shell().tick();
    assert_eq!(warnings(&page), [json!(30), json!(null)]);
}

#[test]
fn where_nobody_sees_it_there_is_no_warning() {
    let page = watched(5);
    page.minimize_window();
    page.pass_seconds(59);
    assert_eq!(page.shell().tick(), Some(Duration::from_secs(1)));
    assert_eq!(page.state(), "open");
    page.pass_seconds(1);
    page.shell().tick();
    assert_eq!((page.state(), warnings(&page)), (json!("locked"), vec![]));
    assert!(!page.has_window(), "a hidden window does not come back");
}

#[test]
fn with_no_wait_at_all_it_locks_as_soon_as_it_is_hidden() {
    let page = watched(0);
    page.pass_minutes(60);
    assert_eq!(page.shell().tick(), None);
    assert_eq!(page.state(), "open");
    page.minimize_window();
    page.pass_seconds(1);
    page.shell().tick();
    assert_eq!(page.state(), "locked");
}

#[test]
fn nothing_wakes_the_ticker_for_a_locked_journal() {
    let page = watched(5);
    page.ask("lock", json!({}));
    page.pass_minutes(60);
    assert_eq!(page.shell().tick(), None);
    assert!(warnings(&page).is_empty());
}

#[test]
fn the_recovery_key_is_not_taken_from_the_screen_unasked() {
    let page = Page::new();
    page.ask("create_vault", json!({ "first": crate::first_start(PASSPHRASE) }));
    page.show_window();
    page.pass_minutes(10);
    page.shell().tick();
    assert_eq!((page.state(), warnings(&page)), (json!("open"), vec![]));
    page.forget_events();
    page.shell().close_window();
    assert_eq!(page.events(), [crate::flushing(), ("close_asked".to_owned(), json!({ "reason": "starting" }))]);
    page.ask("finish_start", json!({}));
    page.shell().tick();
    assert_eq!(page.state(), "locked");
}

#[test]
fn after_sleep_it_is_locked() {
    let page = Page::open(PASSPHRASE);
    page.show_window();
    page.shell().tick();
    page.sleep_hours(1);
    page.shell().tick();
    assert_eq!(page.state(), "locked");
    assert!(page.has_window(), "a visible window comes back on the lock screen");
    page.sleep_hours(8);
    page.ask("unlock", json!({ "passphrase": PASSPHRASE }));
    page.shell().tick();
    assert_eq!(page.state(), "open", "whoever unlocks after sleep is here");
}

/// An open journal that somebody looks at and that locks after so many minutes; nothing else ever wakes the ticker.
fn watched(auto_lock_min: u16) -> Page {
    let page = Page::open(PASSPHRASE);
    save_wait(&page, Some(auto_lock_min));
    page.show_window();
    page.shell().tick();
    page.forget_events();
    page
}

fn save_wait(page: &Page, auto_lock_min: Option<u16>) {
    let mut settings = page::settings();
    settings["auto_lock_min"] = json!(auto_lock_min);
    page.ask("save_settings", json!({ "settings": settings }));
}

/// What the page heard of a lock that is near.
fn warnings(page: &Page) -> Vec<Value> {
    let events = page.events().into_iter().filter(|(name, _)| name == "lock_warned");
    events.map(|(_, mut payload)| payload["seconds"].take()).collect()
}
