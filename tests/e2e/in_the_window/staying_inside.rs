//! The window shows Ajar and nothing else, whatever is written in it.

use std::fs;

use crate::desktop::Desktop;
use crate::journey::open_journal;
use crate::page::Page;
use crate::patience::{USUAL, until_true};

#[test]
fn no_way_leads_out_of_the_window() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.click("button", "Journal");
    page.click("button", "New entry");
    page.type_text("See https://example.org/ and [this](file:///etc/passwd)");
    page.wait_for_words("Saved");
    page.script("window.stays = true");

    assert_eq!(page.script("return window.open('https://example.org/')"), serde_json::Value::Null);
    for address in
        ["https://example.org/", "file:///etc/passwd", "data:text/html,out", "javascript:document.body.remove()"]
    {
        page.script(&format!("location.href = '{address}'"));
        assert_inside(&page, address);
        page.script(&format!(
            "const link = document.createElement('a');
            link.href = '{address}';
            document.body.append(link);
            link.click();
            link.target = '_blank';
            link.click();
            link.remove();"
        ));
        assert_inside(&page, address);
    }
    assert_eq!(page.session.windows().map(|windows| windows.len()).ok(), Some(1));
    assert_eq!(desktop.windows(), ["Ajar"]);
    assert!(!page.has("link", "this"), "what is written there is text");
}

#[test]
fn a_file_that_is_dropped_does_not_take_the_place_of_the_page() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let file = desktop.at("home/outside.html");
    fs::write(&file, "<h1>Outside</h1>").expect("the test's own folder is writable");
    page.click("button", "Journal");
    page.script(
        "window.stays = true;
        window.dropped = [];
        for (const kind of ['dragenter', 'drop']) addEventListener(kind, () => dropped.push(kind), true);",
    );

    // On a button, where nothing takes text.
    desktop.drag(&file).drop_on(desktop.window_number(), (60, 60));

    until_true("the file to reach the page", USUAL, || {
        page.script("return window.dropped").as_array().is_some_and(|dropped| !dropped.is_empty())
    });
    eprintln!("the page met the file: {}", page.script("return window.dropped"));
    assert_inside(&page, "a dropped file");
    assert!(!page.says("Outside"));
}

/// The same document as before is there and still listens. An answer of the shell shows that the page was not left meanwhile.
fn assert_inside(page: &Page, address: &str) {
    page.call("status", &serde_json::json!({}));
    assert_eq!(page.script("return window.stays === true"), true, "{address} left the page");
    assert_eq!(page.script("return location.protocol"), "tauri:", "{address}");
    page.find("button", "New entry");
}
