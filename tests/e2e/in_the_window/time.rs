//! The real program on clocks that jump, as a computer's do: asleep, set back, and taken to another zone.

use serde_json::{Value, json};

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{UNTIL_DUE, keep_practicing, make_journal, shortly, unlock};
use crate::page::Page;
use crate::patience::{USUAL, until_true};

#[test]
fn after_sleep_there_is_one_notification_and_the_rest_waits_in_today() {
    let desktop = Desktop::new();
    desktop.move_clock("+0s");
    let ajar = Ajar::start_on_a_moved_clock(&desktop);
    let page = ajar.page();
    make_journal(&page, &[]);
    let practice = save(&page, &keep_practicing(&in_minutes(&page, 10)));
    let mut moment = keep_practicing(&in_minutes(&page, 15));
    (moment["kind"], moment["name"]) = (json!("moment"), json!("Car ride"));
    let moment = save(&page, &moment);

    // Over both of them, to the evening.
    desktop.move_clock("+7h");
    let notice = desktop.notifications().next_after(0, UNTIL_DUE);
    assert_eq!(notice.buttons, ["Later", "Open", "Done"], "it speaks of one of them");
    page.follow();
    unlock(&page);
    page.wait_for_words("While you were away");
    assert_eq!(states(&page, &practice), ["shown"]);
    assert_eq!(states(&page, &moment), ["missed"], "a moment that is over needs no reminder");
    assert_eq!(desktop.notifications().notices().len(), 1);
}

#[test]
fn a_clock_that_is_set_back_brings_nothing_twice() {
    let desktop = Desktop::new();
    desktop.move_clock("+0s");
    let ajar = Ajar::start_on_a_moved_clock(&desktop);
    let page = ajar.page();
    make_journal(&page, &[]);
    let first = save(&page, &keep_practicing(&in_minutes(&page, 10)));
    desktop.move_clock("+11m");
    desktop.notifications().next_after(0, UNTIL_DUE);
    page.follow();
    unlock(&page);

    // Two hours back. Another reminder shows that time goes on there.
    desktop.move_clock("-109m");
    let second = save(&page, &keep_practicing(&shortly(&page)));
    desktop.notifications().next_after(1, UNTIL_DUE);

    // And forward, past the first one's time once more.
    desktop.move_clock("+12m");
    page.follow();
    unlock(&page);
    let third = save(&page, &keep_practicing(&shortly(&page)));
    desktop.notifications().next_after(2, UNTIL_DUE);

    assert_eq!(desktop.notifications().notices().len(), 3);
    for reminder in [first, second, third] {
        until_true("the notification to be noted", USUAL, || states(&page, &reminder) == ["shown"]);
    }
}

#[test]
fn another_zone_asks_once_which_times_are_meant() {
    let desktop = Desktop::new();
    let ajar = Ajar::start_in(&desktop, "Europe/Berlin");
    let page = ajar.page();
    make_journal(&page, &[keep_practicing("18:30")]);
    assert_eq!(meant(&page), (Value::Null, "18:30:00".to_owned()));
    drop(page);
    ajar.kill();

    let ajar = Ajar::start_in(&desktop, "America/New_York");
    let page = ajar.page();
    unlock(&page);
    page.wait_for_words("This computer is on New York time now.");
    page.click("button", "The same times here");
    page.wait_for_words("Your reminders go by New York time.");
    assert_eq!(meant(&page), (Value::Null, "18:30:00".to_owned()));
    drop(page);
    ajar.kill();

    // Home again: the question has an answer for New York, and none for Berlin.
    let ajar = Ajar::start_in(&desktop, "Europe/Berlin");
    let page = ajar.page();
    unlock(&page);
    page.wait_for_words("This computer is on Berlin time now.");
    page.click("button", "Stay with New York time");
    page.wait_for_words("Your reminders stay with New York time.");
    assert_eq!(meant(&page).0, "America/New_York");
    assert_ne!(meant(&page).1, "18:30:00", "it comes when it is 18:30 there");
    drop(page);
    ajar.kill();

    let ajar = Ajar::start_in(&desktop, "Asia/Tokyo");
    let page = ajar.page();
    unlock(&page);
    assert_eq!(page.call("get_today", &json!({}))["asks"], json!([]), "no reminder follows the computer any more");
}

/// Its id.
fn save(page: &Page, reminder: &Value) -> String {
    let row = page.call("save_reminder", &json!({ "reminder": reminder }));
    row["id"].as_str().expect("a saved reminder has an id").to_owned()
}

/// What became of its occurrences, newest first.
fn states(page: &Page, reminder: &str) -> Vec<String> {
    let lines = page.call("list_occurrences", &json!({ "reminder": reminder }));
    let lines = lines.as_array().cloned().unwrap_or_default();
    lines.iter().filter_map(|line| line["state"].as_str().map(str::to_owned)).collect()
}

/// The zone that the only reminder stays with, and its next time of day here.
fn meant(page: &Page) -> (Value, String) {
    let row = &page.call("list_reminders", &json!({}))["rows"][0];
    let next = row["next"]["local"].as_str().and_then(|local| local.split_once('T'));
    (row["zone"].clone(), next.expect("it has a next time").1.to_owned())
}

fn in_minutes(page: &Page, minutes: u32) -> String {
    let ahead = format!("return new Date(Date.now() + {minutes} * 60_000).toTimeString().slice(0, 5)");
    page.script(&ahead).as_str().expect("a time of day").to_owned()
}
