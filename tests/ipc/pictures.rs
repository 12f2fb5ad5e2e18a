//! Pictures go to and fro as bytes, and come back only as what they are.

use std::fs;

use serde_json::{Value, json};

use crate::page::Page;
use crate::{PASSPHRASE, UNKNOWN};

/// Two points beside each other, and a comment.
const PNG: &[u8] = b"\
    \x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x02\x00\x00\x00{@\xe8\xdd\
    \x00\x00\x00\x12tEXtComment\x00heliotrope'[\x11\xeb\
    \x00\x00\x00\x0fIDATx\xdac\xf8\xdf\xe0 \xa0`\x00\x00\x0a!\x02 '\xe9E\x22\
    \x00\x00\x00\x00IEND\xaeB`\x82";

fn page_with_entry() -> Page {
    let page = Page::open(PASSPHRASE);
    page.ask("save_entry", json!({ "save": { "id": UNKNOWN, "base_rev": 0, "text": "", "day": null } }));
    page.forget_events();
    page
}

fn list(page: &Page) -> Value {
    page.ask("list_pictures", json!({ "entry": UNKNOWN }))
}

#[test]
fn a_pasted_picture_comes_back_as_bytes() {
    let page = page_with_entry();
    page.paste(UNKNOWN, PNG).unwrap();
    assert_eq!(page.events(), [("changed".to_owned(), json!({ "topics": ["journal"] }))]);
    let pictures = list(&page);
    let id = pictures[0]["id"].as_str().unwrap();
    let expected = json!([{
        "id": id, "type": "image/png", "small_type": "image/jpeg", "width": 2, "height": 1, "caption": "",
    }]);
    assert_eq!(pictures, expected);
    let bytes = page.bytes("get_picture", json!({ "id": id, "small": false }));
    assert!(bytes.starts_with(b"\x89PNG") && bytes.len() < PNG.len(), "without its comment");
    assert!(page.bytes("get_picture", json!({ "id": id, "small": true })).starts_with(&[0xff, 0xd8]));

    page.ask("caption_picture", json!({ "id": id, "caption": "Two points" }));
    page.ask("remove_picture", json!({ "id": id }));
    assert_eq!(list(&page), json!([]));
    page.ask("restore_picture", json!({ "id": id }));
    assert_eq!(list(&page)[0]["caption"], "Two points");
}

#[test]
fn what_is_pasted_and_is_no_picture_is_refused() {
    let page = page_with_entry();
    let too_large = vec![0; 20 * 1024 * 1024 + 1];
    for (bytes, says) in [(&b"Dear diary"[..], "not a picture"), (&[], "empty"), (&too_large, "20 MiB")] {
        let refused = page.paste(UNKNOWN, bytes).unwrap_err();
        assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid"), &json!("picture")));
        assert!(refused["message"].as_str().unwrap().contains(says), "{refused}");
    }
    assert_eq!(page.paste("no entry", PNG).unwrap_err()["code"], "not_found");
    assert_eq!(page.refused("paste_picture", json!({ "entry": UNKNOWN }))["code"], "not_found");
    page.ask("lock", json!({}));
    assert_eq!(page.paste(UNKNOWN, PNG).unwrap_err()["code"], "locked");
}

#[test]
fn chosen_files_are_added_and_no_path_is_answered() {
    let page = page_with_entry();
    let file = page.folder().join("evening.png");
    fs::write(&file, PNG).unwrap();
    page.name_in_dialog(&file);
    let added = page.ask("choose_pictures", json!({ "entry": UNKNOWN }));
    assert_eq!(added, json!({ "added": 1, "problem": null }));
    assert_eq!(list(&page).as_array().map(Vec::len), Some(1));

    page.forget_events();
    let added = page.ask("choose_pictures", json!({ "entry": UNKNOWN }));
    assert_eq!(added, json!({ "added": 0, "problem": null }), "nothing was named");
    assert_eq!(page.events(), []);

    fs::write(&file, "Dear diary").unwrap();
    page.name_in_dialog(&file);
    let added = page.ask("choose_pictures", json!({ "entry": UNKNOWN }));
    assert!(added["problem"].as_str().is_some_and(|problem| !problem.contains("evening")), "{added}");

    page.name_in_dialog(&file);
    assert_eq!(page.refused("choose_pictures", json!({ "entry": "no entry" }))["code"], "not_found");
    assert!(page.dialog_waits(), "it is refused before anybody has to choose");
}
