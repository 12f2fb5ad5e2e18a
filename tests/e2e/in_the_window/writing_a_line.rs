//! A line from the tray: into the journal, or under its door.

use crate::desktop::Desktop;
use crate::journey::{PASSPHRASE, open_journal, unlock, unlock_if_asked};
use crate::page::Page;
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

fn wait_for_focus(page: &Page, name: &str) {
    until_true(&format!("the keyboard in “{name}”"), USUAL, || {
        page.focus() == Some(("textbox".into(), name.into()))
    });
}

/// A window that is only hidden would be raised again.
fn wait_until_gone(page: &Page) {
    until_true("the window to go", USUAL, || page.session.windows().is_ok_and(|windows| windows.is_empty()));
}

fn is_in_the_journal(page: &Page, words: &str) {
    page.click("button", "Journal");
    page.wait_for_words(words);
}

#[test]
fn a_line_from_the_tray_is_in_the_journal_and_its_window_goes() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    // Nothing typed is nothing kept.
    desktop.panel().choose("Write");
    wait_for_focus(&page, "For your journal");
    page.press(&[Key::DONE]);
    page.find("button", "Log a talk");
    desktop.close_window();

    desktop.panel().choose("Write");
    page.follow();
    wait_for_focus(&page, "For your journal");
    page.type_text("Bread, and a kind word");
    page.press(&[Key::DONE]);
    wait_until_gone(&page);

    desktop.panel().click();
    page.follow();
    unlock_if_asked(&page);
    is_in_the_journal(&page, "Bread, and a kind word");
    page.wait_for_words("Entries");
    assert_eq!(page.script("return document.querySelectorAll('[aria-setsize=\"1\"]').length"), 1);
}

#[test]
fn a_line_is_begun_by_keyboard_over_an_entry_and_leads_back_to_it() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.press(&[Key::NEW_ENTRY]);
    wait_for_focus(&page, "Entry");
    page.type_text("A long evening");
    page.press(&[Key::WRITE_LINE]);
    wait_for_focus(&page, "For your journal");
    page.type_text("Something else");
    page.press(&[Key::ESCAPE]);
    page.wait_for_words("Saved in your journal.");
    wait_for_focus(&page, "Entry");
    page.wait_for_words("Something else");
    // A click elsewhere first, and the keys after it.
    page.click("radio", "To bring up");
    page.press(&[Key::WRITE_LINE]);
    wait_for_focus(&page, "For your journal");
    page.press(&[Key::DONE]);
    page.find("radio", "To bring up");
}

#[test]
fn a_line_outlives_a_lock_in_the_middle_of_it() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.panel().choose("Write");
    wait_for_focus(&page, "For your journal");
    page.type_text("Half a thought");
    desktop.panel().choose("Lock");
    page.follow();
    unlock(&page);
    is_in_the_journal(&page, "Half a thought");
}

#[test]
fn while_locked_a_line_goes_under_the_door() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.panel().choose("Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    desktop.panel().choose("Write");
    wait_for_focus(&page, "Your note");
    page.type_text("Before I forget");
    page.click("button", "Leave the note");
    page.wait_for_words("It is kept. Only you can read it.");
    desktop.close_window();

    // Also where there is no window yet.
    desktop.panel().choose("Write");
    page.follow();
    wait_for_focus(&page, "Your note");
    page.type_text("And one more thing");
    page.click("button", "Leave the note");
    page.wait_for_words("2 notes wait inside");
    unlock(&page);
    is_in_the_journal(&page, "Before I forget");
    page.wait_for_words("And one more thing");
}

#[test]
fn where_no_note_is_taken_at_the_door_the_line_waits_for_the_unlock() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let mut settings = page.call("status", &serde_json::json!({}))["settings"].clone();
    settings["letter_slot"] = false.into();
    page.call("save_settings", &serde_json::json!({ "settings": settings }));
    desktop.panel().choose("Lock");
    page.follow();
    desktop.close_window();
    desktop.panel().choose("Write");
    page.follow();
    page.find("heading", "Ajar is locked");
    page.tab_to("textbox", "Passphrase");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);
    wait_for_focus(&page, "For your journal");
    page.type_text("Said after the door opened");
    page.press(&[Key::DONE]);
    wait_until_gone(&page);
    desktop.panel().click();
    page.follow();
    unlock_if_asked(&page);
    is_in_the_journal(&page, "Said after the door opened");
}
