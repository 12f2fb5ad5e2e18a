//! Starting, starting twice, and not being able to start.

use std::fs;

use crate::ajar::{Ajar, start_and_wait};
use crate::desktop::{Desktop, Part};
use crate::journey::{keep_practicing, open_journal, unlock};
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

#[test]
fn without_a_screen_it_says_so_and_fails() {
    let desktop = Desktop::without(&[Part::Screen]);
    let (status, said) = start_and_wait(&desktop);
    assert!(!status.success());
    assert!(said.contains("Ajar needs a desktop"), "it said: {said}");
    assert!(!said.contains("panicked"), "it said: {said}");
}

#[test]
fn without_a_bus_it_starts_and_says_what_is_missing() {
    let desktop = Desktop::without(&[Part::Bus]);
    let (mut ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Settings");
    page.click("button", "Send a test notification");
    page.wait_for_words("Nothing on this computer shows notifications right now.");
    assert!(ajar.is_running());
    assert!(!ajar.said().contains("panicked"), "it said: {}", ajar.said());
}

#[test]
fn without_a_notification_daemon_a_test_says_so() {
    let desktop = Desktop::without(&[Part::Notifications]);
    let (_ajar, page) = open_journal(&desktop, &[keep_practicing("18:30")]);
    page.click("button", "Settings");
    page.click("button", "Send a test notification");
    page.wait_for_words("Nothing on this computer shows notifications right now.");
}

#[test]
fn a_second_start_raises_the_window_and_ends() {
    let desktop = Desktop::new();
    let (mut first, page) = open_journal(&desktop, &[]);
    desktop.ask_window(&["-F", "-r", "Ajar", "-b", "add,hidden"]);
    until_true("the window to be hidden", USUAL, || page.script("return document.visibilityState") == "hidden");

    assert!(first.start_again().success());

    until_true("the window to be raised", USUAL, || page.script("return document.visibilityState") == "visible");
    assert!(first.is_running());
}

#[test]
fn of_two_starts_at_once_one_stays() {
    let desktop = Desktop::new();
    let (mut one, mut other) = (Ajar::start(&desktop), Ajar::start(&desktop));
    until_true("one of the two to end", USUAL, || one.is_running() != other.is_running());
    let (ended, mut stays) = if one.is_running() { (&mut other, one) } else { (&mut one, other) };
    assert!(ended.wait().success(), "it said: {}", ended.said());
    stays.page().find("heading", "A door left a little open");
    assert!(stays.is_running());
    assert!(!stays.said().contains("panicked"), "it said: {}", stays.said());
}

#[test]
fn a_wrong_passphrase_gets_its_sentence() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    page.type_text("not the passphrase");
    page.press(&[Key::ENTER]);
    page.wait_for_words("1 wrong try");
    assert!(!page.has("button", "Log a talk"));
    page.press(&[Key::ALL]);
    unlock(&page);
}

#[test]
fn a_damaged_journal_is_told_and_not_touched() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    drop(page);
    ajar.kill();
    let files = ["vault.slots.json", "vault.slots.json.bak"].map(|name| desktop.data_dir().join(name));
    for file in &files {
        fs::write(file, "{").expect("the test's own folder is writable");
    }

    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    page.find("heading", "Your journal could not be opened");
    page.wait_for_words("are damaged");
    for file in &files {
        assert_eq!(fs::read_to_string(file).expect("it is still there"), "{");
    }
}

#[test]
fn a_journal_of_a_newer_ajar_is_told_and_not_touched() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    drop(page);
    ajar.kill();
    let file = desktop.data_dir().join("vault.slots.json");
    let text = fs::read_to_string(&file).expect("the key file");
    let mut keys: serde_json::Value = serde_json::from_str(&text).expect("the key file is JSON");
    keys["version"] = 99.into();
    let newer = keys.to_string();
    fs::write(&file, &newer).expect("the test's own folder is writable");

    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    page.find("heading", "This journal is from a newer Ajar");
    assert_eq!(fs::read_to_string(&file).expect("it is still there"), newer);
}

#[test]
fn a_folder_that_cannot_be_used_is_told() {
    let desktop = Desktop::new();
    fs::write(desktop.data_dir(), "a file where the folder should be").expect("the test's own folder is writable");
    let mut ajar = Ajar::start(&desktop);
    let page = ajar.page();
    page.wait_for_words("Where it is kept");
    page.click("button", "Quit");
    assert!(!ajar.wait().success());
}
