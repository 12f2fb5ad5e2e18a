//! What happens to a journal, and the way back, as a person walks it.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::gallery::Gallery;
use crate::journey::{PASSPHRASE, keep_practicing, open_journal, unlock};
use crate::page::Page;
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

const WORDS: &str = "The evening by the canal, kept in a backup";

/// A journal with an entry, a reminder and a backup, ended as by a power cut.
fn backed_up(desktop: &Desktop) {
    let (ajar, page) = open_journal(desktop, &[keep_practicing("18:30")]);
    let save = json!({ "id": "0190a000-0000-7000-8000-000000000001", "base_rev": 0, "text": WORDS, "day": null });
    page.call("save_entry", &json!({ "save": save }));
    page.call("back_up_now", &json!({}));
    drop(page);
    ajar.kill();
}

fn the_backup(desktop: &Desktop) -> PathBuf {
    let files = fs::read_dir(desktop.data_dir().join("backups")).expect("the folder with the backups");
    let mut copies = files.map(|file| file.expect("a file").path());
    copies.find(|path| path.extension().is_some_and(|end| end == "copy")).expect("a backup")
}

fn prove(page: &Page) {
    page.tab_to("textbox", "Passphrase of that day");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);
    page.find("heading", "Is this the one?");
}

fn has_everything(page: &Page) {
    page.click("button", "Journal");
    page.wait_for_words(WORDS);
    assert_eq!(page.call("list_reminders", &json!({}))["rows"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_damaged_journal_comes_back_from_its_newest_backup_and_that_can_be_undone() {
    let desktop = Desktop::new();
    backed_up(&desktop);
    let vault = desktop.data_dir().join("vault.db");
    let mut bytes = fs::read(&vault).expect("the journal");
    bytes[2000] ^= 1;
    fs::write(&vault, &bytes).expect("the test's own folder is writable");

    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    page.find("heading", "Ajar is locked");
    page.tab_to("textbox", "Passphrase");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);
    page.find("heading", "Your journal could not be opened");
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    gallery.examine(&page, "recovery");
    page.click("button", "Restore it");
    prove(&page);
    gallery.examine(&page, "restore-preview");
    page.click("button", "Restore");
    unlock(&page);
    has_everything(&page);
    let aside: Vec<_> = fs::read_dir(desktop.data_dir().join("replaced")).expect("what was set aside").collect();
    assert_eq!(aside.len(), 1);

    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    page.click("button", "Bring it back");
    until_true("the damaged file to be back", USUAL, || fs::read(&vault).is_ok_and(|now| now == bytes));
    gallery.close();
}

#[test]
fn the_one_file_and_the_passphrase_bring_everything_back_on_a_new_computer() {
    let old = Desktop::new();
    backed_up(&old);
    let new = Desktop::new();
    fs::create_dir_all(new.data_dir().join("backups")).expect("the test's own folder is writable");
    let file = the_backup(&old);
    fs::copy(&file, new.data_dir().join("backups").join(file.file_name().expect("a name"))).expect("a copy");

    let ajar = Ajar::start(&new);
    let page = ajar.page();
    page.find("heading", "A door left a little open");
    page.click("button", "Restore a backup");
    page.find("heading", "Restore a backup");
    let list = "return document.querySelector('ul[aria-label=\"Backups, newest first\"] button') !== null";
    until_true("the backup to be listed", USUAL, || page.script(list) == true);
    page.script("document.querySelector('ul[aria-label=\"Backups, newest first\"] button').click()");
    prove(&page);
    page.click("button", "Restore");
    unlock(&page);
    has_everything(&page);
}

#[test]
fn a_note_left_at_the_locked_door_is_in_the_journal_after_the_unlock() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    page.click("button", "Leave a note");
    page.tab_to("textbox", "Your note");
    page.type_text("Slipped in while nobody could read it");
    page.click("button", "Leave the note");
    page.wait_for_words("1 note waits inside");
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    gallery.examine(&page, "lock-letter");
    unlock(&page);
    page.click("button", "Journal");
    page.wait_for_words("Slipped in while nobody could read it");
    gallery.close();
}

#[test]
fn erasing_leaves_nothing_and_says_what_stays() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[keep_practicing("18:30")]);
    page.call("back_up_now", &json!({}));
    page.click("button", "Settings");
    page.click("button", "Erase everything…");
    page.tab_to("textbox", "Your passphrase");
    page.type_text(PASSPHRASE);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    gallery.examine(&page, "erase");
    page.click("button", "Erase everything");
    page.find("heading", "Everything is erased");
    gallery.examine(&page, "erased");
    for name in ["vault.db", "vault.slots.json", "vault.slots.json.bak"] {
        assert!(!desktop.data_dir().join(name).exists(), "{name}");
    }
    page.click("button", "Begin anew");
    page.find("heading", "A door left a little open");
    gallery.close();
}

#[test]
fn the_passphrase_is_changed_and_only_the_new_one_opens() {
    const NEW: &str = "another quiet lamp tonight";
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Settings");
    page.click("button", "Change…");
    page.tab_to("textbox", "Your passphrase");
    page.type_text(PASSPHRASE);
    for name in ["New passphrase", "New passphrase once more"] {
        page.tab_to("textbox", name);
        page.type_text(NEW);
    }
    page.click("button", "Change it");
    page.wait_for_words("Your passphrase is changed.");
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    page.tab_to("textbox", "Passphrase");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);
    page.wait_for_words("1 wrong try");
    page.call("unlock", &json!({ "passphrase": NEW }));
    page.find("button", "Log a talk");
}
