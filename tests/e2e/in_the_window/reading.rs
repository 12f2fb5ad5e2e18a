//! What is written can be read, put on paper and begun from a template, and stays text on the way.

use serde_json::json;

use crate::desktop::Desktop;
use crate::gallery::Gallery;
use crate::journey::open_journal;
use crate::page::Page;
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

const ENTRY: &str = "# The walk home\n\nWe took the *long* way, by the **river**.\nNobody was in a hurry.\n\n- the radio was off\n- she told me about the interview\n  - all of it\n\n1. listen\n2. ask one thing\n\n> I was not looking for advice.\n\nA line\n---\n\n## Later\n\n- [x] thank her\n- [ ] write to Ana\n\n<script>window.broken.push('ran')</script>\n<img src=x onerror=\"window.broken.push('loaded')\">\n\nSee [the song](https://example.org/song) and `one word`.\n\n| day | said |\n|-----|-----:|\n| Mon | 2 |\n";

fn count(page: &Page, css: &str) -> u64 {
    page.script(&format!("return document.querySelectorAll('{css}').length")).as_u64().unwrap_or_default()
}

fn text_of(page: &Page, css: &str) -> String {
    let text = page.script(&format!("return document.querySelector('{css}')?.textContent ?? ''"));
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn what_is_written_is_read_as_elements_and_scripts_as_text() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    page.click("button", "Journal");
    page.click("button", "New entry");
    gallery.examine(&page, "journal-begin-with");

    // A template is one change, which undo takes back.
    page.click("button", "More…");
    page.find("dialog", "Begin with");
    gallery.examine(&page, "journal-templates");
    page.click("button", "Before a talk");
    page.wait_for_words("What this talk is about:");
    assert_eq!(page.focus(), Some(("textbox".into(), "Entry".into())));
    page.press(&[Key::UNDO]);
    until_true("the row to be back", USUAL, || page.has("button", "One good moment"));

    // As a paste, so that the editor does not go on with the lists by itself.
    page.script(&format!(
        "const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', {});
        const editor = document.querySelector('.cm-content');
        editor.focus();
        editor.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, cancelable: true }}));",
        json!(ENTRY)
    ));
    page.press(&[Key::WRITE_OR_READ]);
    page.find("region", "What you wrote");
    page.wait_for_words("The walk home");
    assert_eq!(page.focus(), Some(("region".into(), "What you wrote".into())));
    for (css, expect) in [
        (".reading h3", "The walk home"),
        (".reading h4", "Later"),
        (".reading em", "long"),
        (".reading strong", "river"),
        (".reading blockquote", "I was not looking for advice."),
        (".reading ol > li + li", "ask one thing"),
        (".reading p > code", "one word"),
        (".reading th + th", "said"),
        (".reading .link", "the song"),
    ] {
        assert_eq!(text_of(&page, css).trim(), expect, "{css}");
    }
    assert_eq!(count(&page, ".reading ul ul > li"), 1);
    // A line above signs is no heading.
    assert_eq!((count(&page, ".reading :is(h3, h4, h5, h6)"), count(&page, ".reading hr")), (2, 1));
    assert!(page.says("<script>window.broken.push('ran')</script>"));
    assert_eq!(count(&page, ".reading :is(a, img, script, [href], [src])"), 0);
    gallery.examine(&page, "journal-reading");

    // Back to where it was written, with the undo of before.
    page.press(&[Key::WRITE_OR_READ]);
    assert_eq!(page.focus(), Some(("textbox".into(), "Entry".into())));
    page.press(&[Key::UNDO]);
    until_true("the paste to be taken back", USUAL, || !page.says("The walk home\n"));
    gallery.close();
}

#[test]
fn a_kept_entry_is_the_first_that_a_new_one_can_begin_with() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    page.click("button", "Journal");
    page.click("button", "New entry");
    page.type_text("What was slow today: ");
    page.click("button", "More for this entry");
    page.click("menuitem", "Keep as a template");
    page.find("dialog", "Keep as a template");
    page.click("textbox", "Name");
    page.type_text("Sunday evening");
    gallery.examine(&page, "journal-keep");
    page.press(&[Key::ENTER]);
    page.wait_for_words("The template is kept.");
    page.click("button", "New entry");
    page.click("button", "More…");
    page.click("button", "Rename Sunday evening");
    gallery.examine(&page, "journal-templates-own");
    page.type_text("A slow day");
    page.press(&[Key::ENTER]);
    page.find("button", "Delete A slow day");
    page.press(&[Key::ESCAPE]);
    page.click("button", "A slow day");
    page.wait_for_words("What was slow today:");
    page.type_text("the tea");
    page.wait_for_words("What was slow today: the tea");
    gallery.close();
}

#[test]
fn exactly_the_chosen_entries_lie_on_the_sheet_that_is_printed() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    for (number, day, text) in
        [(1, "2026-03-28", "lantern, the first"), (2, "2026-03-29", ENTRY), (3, "2026-04-01", "lantern, the last")]
    {
        let id = format!("0190a000-0000-7000-8000-{number:012}");
        page.call("save_entry", &json!({ "save": { "id": id, "base_rev": 0, "text": text, "day": day } }));
    }
    // The window's own print waits for a person.
    page.script(
        "window.print = () => {
            window.sheets = [...document.querySelectorAll('body > .print-sheet article')].map((one) => one.textContent);
        };",
    );
    let print = || {
        page.click("button", "Print");
        until_true("the sheet", USUAL, || page.script("return window.sheets !== undefined") == true);
        let sheets = page.script("const sheets = window.sheets; delete window.sheets; return sheets");
        let all = sheets.as_array().into_iter().flatten().filter_map(|sheet| sheet.as_str().map(str::to_owned));
        all.collect::<Vec<_>>()
    };
    page.click("button", "Journal");
    page.wait_for_words("lantern, the last");
    page.click("button", "More for this entry");
    page.click("menuitem", "Print…");
    page.find("dialog", "Print");
    page.wait_for_words("The open entry.");
    let sheets = print();
    assert_eq!(sheets.len(), 1);
    assert!(sheets[0].contains("lantern, the last"), "{sheets:?}");

    page.click("radio", "Some days");
    page.script(
        "for (const [index, day] of ['2026-03-28', '2026-03-29'].entries()) {
            const field = document.querySelectorAll('dialog input[type=date]')[index];
            field.value = day;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new Event('change', { bubbles: true }));
            field.dispatchEvent(new Event('blur', { bubbles: true }));
        }",
    );
    page.wait_for_words("2 entries, oldest first.");
    gallery.examine(&page, "journal-print");
    let sheets = print();
    assert_eq!(sheets.len(), 2);
    assert!(sheets[0].contains("lantern, the first") && sheets[1].contains("<script>"), "{sheets:?}");
    assert_eq!(count(&page, ".print-sheet :is(a, img, script, [href], [src])"), 0);
    if let Some(folder) = std::env::var_os("AJAR_PHOTOS") {
        let html = page.script(
            "const css = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
            return '<!doctype html><style>' + css.join('\\n') + '</style>' + document.querySelector('.print-sheet').outerHTML",
        );
        let path = std::path::Path::new(&folder).join("sheet.html");
        std::fs::write(path, html.as_str().unwrap_or_default()).expect("the folder for pictures is writable");
    }
    page.press(&[Key::ESCAPE]);
    until_true("the sheet to be gone", USUAL, || count(&page, ".print-sheet") == 0);

    // What a search shows can be printed as well.
    page.click("textbox", "Search the journal");
    page.type_text("lantern");
    page.wait_for_words("lantern, the first");
    page.click("button", "More for this entry");
    page.click("menuitem", "Print…");
    page.click("radio", "What was found");
    page.wait_for_words("2 entries, oldest first.");
    let sheets = print();
    assert_eq!(sheets.len(), 2);
    assert!(sheets[0].contains("the first") && sheets[1].contains("the last"), "{sheets:?}");
    gallery.close();
}
