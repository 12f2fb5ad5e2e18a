//! Words that are typed everywhere are nowhere afterward.

use serde_json::json;

use crate::desktop::Desktop;
use crate::journey::{UNTIL_DUE, keep_practicing, open_journal, shortly};
use crate::patience::{USUAL, until_true};
use crate::process_table::{count_in_memory, is_running, web_processes};
use crate::traces::{files_with, forms};

const CANARY: &str = "zephyrquilt-of-lanterns";

#[test]
fn what_was_written_is_nowhere_after_a_lock() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    let mut settings = page.call("status", &json!({}))["settings"].take();
    settings["style"] = json!("plain");
    page.call("save_settings", &json!({ "settings": settings }));
    // Due while the journal is open, in the style that tells most.
    let mut reminder = keep_practicing(&shortly(&page));
    reminder["kind"] = json!("moment");
    reminder["name"] = json!(CANARY);
    page.call("save_reminder", &json!({ "reminder": reminder }));
    page.click("button", "Journal");
    page.click("button", "New entry");
    page.type_text(&format!("A {CANARY}"));
    page.wait_for_words("Saved");
    page.call("back_up_now", &json!({}));
    desktop.notifications().next_after(0, UNTIL_DUE);
    let web = web_processes(ajar.id());
    assert!(!web.is_empty());

    desktop.panel().choose("Lock");

    page.follow();
    page.find("heading", "Ajar is locked");
    until_true("the old web process to end", USUAL, || !web.iter().any(|process| is_running(*process)));
    let left = count_in_memory(ajar.id(), &forms(CANARY));
    eprintln!("after the lock the program's memory holds the words {left:?} times");
    let readable = files_with(&desktop.at(""), &forms(CANARY));
    assert!(readable.is_empty(), "found in {readable:?}");
    assert!(!desktop.notifications().bus_traffic().contains(CANARY), "it went over the bus");
    assert_eq!(desktop.windows(), ["Ajar"]);
}
