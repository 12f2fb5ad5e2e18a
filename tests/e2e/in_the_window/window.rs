//! The one window: closed, opened again, raised, hidden.

use crate::desktop::{Desktop, Part};
use crate::journey::{open_journal, unlock_if_asked};
use crate::patience::{USUAL, until_true};

#[test]
fn closed_and_opened_again_it_is_served_anew_to_the_same_session() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    desktop.close_window();

    assert!(ajar.start_again().success());

    page.follow();
    unlock_if_asked(&page);
    assert_eq!(page.script("return location.protocol"), "tauri:");
    page.find("button", "Log a talk");
}

#[test]
fn the_tray_opens_locks_and_quits() {
    let desktop = Desktop::new();
    let (mut ajar, page) = open_journal(&desktop, &[]);
    desktop.close_window();

    desktop.panel().click();
    page.follow();
    unlock_if_asked(&page);
    desktop.panel().choose("Note");
    page.find("dialog", "How did it go?");

    desktop.panel().choose("Lock");
    page.follow();
    page.find("heading", "Ajar is locked");

    desktop.panel().choose("Quit");
    assert!(ajar.wait().success());
}

#[test]
fn without_a_tray_closing_says_how_to_come_back() {
    let desktop = Desktop::without(&[Part::Tray]);
    let (mut ajar, page) = open_journal(&desktop, &[]);
    desktop.ask_window(&["-F", "-c", "Ajar"]);
    page.find("heading", "Should reminders go on?");
    page.wait_for_words("Start it again to open it.");
    assert!(ajar.is_running());

    page.click("button", "Keep reminding me");
    until_true("the window to close", USUAL, || desktop.windows().is_empty());
    assert!(ajar.is_running());
    assert!(ajar.start_again().success());
    until_true("the window to open again", USUAL, || !desktop.windows().is_empty());
}
