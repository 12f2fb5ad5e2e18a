//! Texts of a size and of signs that nobody expects, in the real window.

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::journey::open_journal;
use crate::page::Page;
use crate::patience::{Stopwatch, USUAL, until_true};

/// The newer of the two, which the journal opens by itself.
const LONG: &str = "0190f000-0000-7000-8000-000000000002";
const OTHER: &str = "0190f000-0000-7000-8000-000000000001";

#[test]
fn ten_megabytes_can_be_written_on_and_too_much_is_kept_in_the_window() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    write(&page, OTHER, "'A short evening'");
    write(&page, LONG, "'A long evening\\n' + 'we talked and talked.\\n'.repeat(10 * 1024 * 1024 / 22)");
    let watch = Stopwatch::start();
    page.click("button", "Journal");
    until_true("the long entry in the editor", USUAL, || {
        page.script("return document.querySelector('.cm-content')?.textContent.includes('A long evening') ?? false")
            == true
    });
    eprintln!("ten megabytes stood in the editor after {} ms", watch.passed().as_millis());
    page.script("document.querySelector('.cm-content').focus()");
    let watch = Stopwatch::start();
    page.type_text("more. ");
    eprintln!("six keys took {} ms there", watch.passed().as_millis());
    page.wait_for_words("Saved");
    until_true("the words in the vault", USUAL, || {
        page.call("get_entry", &json!({ "id": LONG }))["text"].as_str().is_some_and(|text| text.contains("more. "))
    });

    // Six mebibytes more are too much for one entry.
    paste(&page, "'x'.repeat(6 * 1024 * 1024)");
    page.wait_for_words("An entry can hold at most 16 MiB.");
    page.wait_for_words("Your words are still here.");
    page.click("button", "Talks");
    page.click("button", "Journal");
    page.wait_for_words("An entry can hold at most 16 MiB.");
}

#[test]
fn every_sign_goes_through_the_window_as_it_is() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let odd = "a\0b e\u{301} \u{e9} \u{202e}שלום\u{202c} \u{2028}\u{feff} 👩‍👩‍👧 \u{10ffff} <b>&amp;</b>";
    page.click("button", "Journal");
    page.click("button", "New entry");
    paste(&page, &serde_json::to_string(odd).expect("text is JSON"));
    page.wait_for_words("Saved");
    let id = page.call("list_entries", &json!({ "from": 0 }))[0]["id"].take();
    assert_eq!(page.call("get_entry", &json!({ "id": id }))["text"], odd);

    // Half a sign cannot be stored; what stands around it is.
    page.click("button", "New entry");
    paste(&page, "'before \\ud800 after \\udc00'");
    until_true("half a sign to be saved as something", USUAL, || {
        let rows = page.call("list_entries", &json!({ "from": 0 })).take();
        rows[0]["title"] == "before \u{fffd} after \u{fffd}"
    });
}

fn write(page: &Page, id: &str, text: &str) {
    let saved = page.call_done(&format!(
        "__TAURI_INTERNALS__.invoke('save_entry', {{ save: {{ id: '{id}', base_rev: 0, text: {text}, day: null }} }})
            .then((saved) => done(saved.rev), (refused) => done(JSON.stringify(refused)));"
    ));
    assert_eq!(saved, Value::from(1));
}

fn paste(page: &Page, text: &str) {
    page.script(&format!(
        "const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', {text});
        const editor = document.querySelector('.cm-content');
        editor.focus();
        editor.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}));"
    ));
}
