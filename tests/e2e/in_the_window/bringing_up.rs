//! What is to be brought up with the partner.

use crate::desktop::Desktop;
use crate::journey::open_journal;
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

#[test]
fn a_passage_is_marked_made_ready_and_put_on_paper_by_keyboard_alone() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.press(&[Key::NEW_ENTRY]);
    page.find("textbox", "Entry");
    page.type_text("The holidays\nEverybody asks where we go.\nI would like a week by the sea, <b>just us</b>.");
    page.wait_for_words("Saved");
    page.press(&[Key::SELECT_LINE, Key::BRING_UP]);
    page.wait_for_words("These words are marked, only for you yet.");

    page.tab_to("button", "To bring up: only for me yet");
    page.press(&[Key::ENTER]);
    page.find("heading", "Only for me yet");
    page.tab_to("radio", "Only for me yet");
    page.press(&[Key::DOWN]);
    page.find("heading", "Ready to bring up");
    until_true("the keyboard to stay with it", USUAL, || page.focus() == Some(("radio".into(), "Ready".into())));

    page.tab_to("button", "Print a page");
    page.press(&[Key::ENTER]);
    page.find("dialog", "Print a page");
    until_true("the page to be there", USUAL, || {
        page.script("return document.querySelector('body > .print-sheet')?.textContent")
            == "I would like a week by the sea, <b>just us</b>."
    });
    page.press(&[Key::ESCAPE]);
    until_true("the sheet to go", USUAL, || page.script("return document.querySelector('.print-sheet')").is_null());
}
