//! What is written stays, and stays private.

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{open_journal, unlock};
use crate::patience::Stopwatch;
use crate::traces::{files_with, forms};
use crate::webdriver::Key;

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

#[test]
fn what_is_typed_is_styled_stays_text_and_survives_a_lock() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.script(
        "window.violations = [];
        addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));",
    );
    page.click("button", "Journal");
    page.click("button", "New entry");
    assert_eq!(page.focus(), Some(("textbox".into(), "Entry".into())));
    page.type_text("# A **bold** line\n- <img src=x onerror=violations.push(1)>\n<script>violations.push(2)</script>");
    page.wait_for_words("Saved");
    assert_eq!(page.script("return getComputedStyle(document.querySelector('.cm-line span')).fontWeight"), "600");
    assert_eq!(page.script("return document.querySelectorAll('.cm-content :is(img, script)').length"), 0);
    // Tab leaves the editor, whatever stands in it.
    page.press(&[Key::TAB]);
    assert_ne!(page.focus(), Some(("textbox".into(), "Entry".into())));

    // A long paste, and keys after it.
    page.script(
        "const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'a **line** of words\\n'.repeat(5000));
        const editor = document.querySelector('.cm-content');
        editor.focus();
        editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));",
    );
    page.wait_for_words("20,0");
    let watch = Stopwatch::start();
    page.type_text("twenty more letters.");
    eprintln!("with 5,000 lines more, twenty keys took {} ms", watch.passed().as_millis());
    page.wait_for_words("Saved");
    assert_eq!(page.script("return window.violations"), serde_json::json!([]));

    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    unlock(&page);
    page.click("button", "Journal");
    page.wait_for_words("<script>violations.push(2)</script>");
}
