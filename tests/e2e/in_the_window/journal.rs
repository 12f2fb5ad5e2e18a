//! What is written stays, and stays private.

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{open_journal, unlock};
use crate::traces::{files_with, forms};

/// Words that must be nowhere outside of the encrypted journal.
const SECRET: &str = "heliotrope confession";

#[test]
fn what_was_saved_survives_a_power_cut_and_lies_nowhere_readable() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Journal");
    page.click("button", "New entry");
    page.type_text(&format!("A {SECRET}\nand a second line"));
    page.wait_for_words("Saved");
    ajar.kill();
    drop(page);

    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    unlock(&page);
    page.click("button", "Journal");
    page.wait_for_words("and a second line");
    assert!(page.says(SECRET));

    let readable = files_with(&desktop.at(""), &forms(SECRET));
    assert!(readable.is_empty(), "found in {readable:?}");
    assert!(!desktop.notifications().bus_traffic().contains(SECRET), "it went over the bus");
    assert_eq!(desktop.windows(), ["Ajar"]);
}

#[test]
fn what_is_typed_is_saved_by_quitting_at_once() {
    let desktop = Desktop::new();
    let (mut ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Journal");
    page.click("button", "New entry");
    page.type_text("The very last words");
    desktop.panel().choose("Quit");
    assert!(ajar.wait().success());
    drop(page);

    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    unlock(&page);
    page.click("button", "Journal");
    page.wait_for_words("The very last words");
}
