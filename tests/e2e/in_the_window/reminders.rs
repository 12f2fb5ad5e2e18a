//! A reminder comes: with the window closed, after a restart, and while Ajar is locked.

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{UNTIL_DUE, keep_practicing, open_journal, shortly, unlock, unlock_if_asked};
use crate::notifications::Notice;
use crate::page::Page;
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

#[test]
fn with_the_window_closed_and_its_done_is_noted() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    remind_shortly(&page);
    desktop.close_window();

    let notice = desktop.notifications().next_after(0, UNTIL_DUE);
    assert_neutral(&notice);
    desktop.notifications().press("Done");

    assert!(ajar.start_again().success());
    page.follow();
    unlock_if_asked(&page);
    assert_done_today(&page);
}

#[test]
fn after_a_restart_while_locked_and_its_done_is_noted_at_unlock() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    remind_shortly(&page);
    ajar.kill();

    let ajar = Ajar::start_hidden(&desktop);
    let notice = desktop.notifications().next_after(0, UNTIL_DUE);
    assert_neutral(&notice);
    desktop.notifications().press("Done");

    assert!(ajar.start_again().success());
    let page = ajar.page();
    unlock(&page);
    assert_done_today(&page);
}

#[test]
fn while_locked_with_the_window_open() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    remind_shortly(&page);
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");

    assert_neutral(&desktop.notifications().next_after(0, UNTIL_DUE));

    page.find("heading", "Ajar is locked");
    unlock(&page);
    page.find("heading", "Waiting for you");
    page.click("button", "Later");
    page.click("button", "10 minutes");
    page.wait_for_words("It comes back at");
}

#[test]
fn one_of_each_month_is_made_with_the_keyboard_alone() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.tab_to("button", "Reminders");
    page.press(&[Key::ENTER]);
    page.tab_to("button", "Add a reminder");
    page.press(&[Key::ENTER]);
    page.tab_to("textbox", "Name of the moment");
    page.type_text("Dinner out");
    page.tab_to("combobox", "Time");
    page.press(&[Key::ALL]);
    page.type_text("1930");
    page.tab_to("radio", "Every day");
    page.press(&[Key::DOWN, Key::DOWN]);
    page.find("radio", "On a date");
    tab_to_select(&page, "Which day?");
    page.press(&[Key::DOWN, Key::DOWN]);
    page.wait_for_words("7:30 PM");
    page.tab_to("button", "Save");
    page.press(&[Key::ENTER]);
    page.wait_for_words("“Dinner out” is saved.");

    let row = &page.call("list_reminders", &serde_json::json!({}))["rows"][0];
    assert_eq!(row["time"], "19:30");
    assert_eq!(row["when"], serde_json::json!({"how": "monthly", "on": {"by": "date", "day": 3}, "every_months": 1}));
    let back = ("button".to_owned(), "Add a reminder".to_owned());
    until_true("the focus to go back", USUAL, || page.focus().as_ref() == Some(&back));
}

/// To a list that drops down: the driver's web view has no one role for it.
fn tab_to_select(page: &Page, label: &str) {
    let labels = "return (document.activeElement.labels?.[0]?.textContent ?? '').trim()";
    until_true(&format!("Tab to reach “{label}”"), USUAL, || {
        let is_there = page.script(labels) == label;
        if !is_there {
            page.press(&[Key::TAB]);
        }
        is_there
    });
}

/// Sets *Keep practicing* through the Reminders page.
fn remind_shortly(page: &Page) {
    page.call("save_reminder", &serde_json::json!({ "reminder": keep_practicing(&shortly(page)) }));
    page.wait_for_words("Next: Keep practicing, today");
}

/// Whoever looks over the shoulder learns nothing about the two.
fn assert_neutral(notice: &Notice) {
    assert_eq!(notice.title, "Ajar");
    assert_eq!(notice.buttons, ["Later", "Open", "Done"]);
    let words = notice.body.to_lowercase();
    for telling in ["partner", "talk", "love", "relationship", "listen", "open up", "practic"] {
        assert!(!words.contains(telling), "“{telling}” in: {}", notice.body);
    }
}

fn assert_done_today(page: &Page) {
    until_true("today's door to open", USUAL, || page.text().contains("1 of 3 days"));
    assert!(!page.has("heading", "Waiting for you"), "nothing waits any more");
    page.click("button", "Progress");
    page.wait_for_words("1 of 3");
}
