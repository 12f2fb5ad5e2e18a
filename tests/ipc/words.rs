//! Words on their way through the commands: every sign, any length, and any question to the search.

use serde_json::{Value, json};

use crate::page::Page;

const PASSPHRASE: &str = "quiet evening lamp";

fn id(number: usize) -> String {
    format!("0190e000-0000-7000-8000-{number:012}")
}

fn save(number: usize, base_rev: u32, text: &str) -> Value {
    json!({ "save": { "id": id(number), "base_rev": base_rev, "text": text, "day": null } })
}

fn search(page: &Page, text: &str) -> Result<Value, Value> {
    page.try_to("search_entries", json!({ "query": { "text": text, "order": "newest", "after": null } }))
}

#[test]
fn every_sign_comes_back_byte_for_byte() {
    let page = Page::open(PASSPHRASE);
    let texts = [
        "",
        "\0",
        "a\0b\0\0",
        "\r\n\r\n\n",
        "\u{feff}x\u{feff}",
        "e\u{301} \u{e9}",
        "\u{1100}\u{1161} \u{ac00}",
        "\u{202e}abc\u{202c} שלום \u{2067}x\u{2069}",
        "\u{2028}\u{2029}\u{85}\u{b}\u{c}",
        "\u{fffd}\u{fffe}\u{ffff}",
        "👩‍👩‍👧 🇩🇪 \u{10ffff}",
        "\u{1}\u{1f}\u{7f}\u{9f}\t ",
        "\"\\/\u{8}<>&'",
        "\u{e000}\u{e001}tag",
    ];
    for (number, text) in texts.iter().enumerate() {
        page.ask("save_entry", save(number, 0, text));
        let entry = page.ask("get_entry", json!({ "id": id(number) }));
        assert_eq!(entry["text"], *text);
    }
    let tag = "e\u{301}\u{202e}שלום";
    let facets = json!({ "tags": [tag], "mood": null, "starred": false });
    let mut with_tag = save(0, 1, "tagged");
    with_tag["save"]["facets"] = facets;
    page.ask("save_entry", with_tag);
    assert_eq!(search(&page, &format!("tag:{tag}")).map(|found| found["hits"].as_array().map(Vec::len)), Ok(Some(1)));
}

#[test]
fn ten_megabytes_are_an_entry_like_any_other_and_too_much_is_said_at_the_field() {
    let page = Page::open(PASSPHRASE);
    let long = format!("A long evening\n{} lantern", "we talked and talked é\n".repeat(10 * 1024 * 1024 / 24));
    page.ask("save_entry", save(1, 0, &long));
    page.ask("save_entry", save(1, 1, &format!("{long} twice")));
    let entry = page.ask("get_entry", json!({ "id": id(1) }));
    assert!(entry["text"] == format!("{long} twice"));
    let row = &page.ask("list_entries", json!({ "from": 0 }))[0];
    assert_eq!(row["title"], "A long evening");
    assert!(row.to_string().len() < 2_000);
    let hit = &search(&page, "lantern twice").expect("it is searched for words")["hits"][0];
    assert_eq!(hit["id"], id(1));
    assert!(hit.to_string().len() < 2_000);
    let rows = page.ask("list_revisions", json!({ "id": id(1) }));
    let version = page.ask("get_revision", json!({ "id": id(1), "rev": rows[0]["rev"] }));
    assert!(version["text"] == long);

    let too_long = "x".repeat(16 * 1024 * 1024 + 1);
    let refused = page.refused("save_entry", save(2, 0, &too_long));
    assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid"), &json!("text")));
    assert!(refused["message"].as_str().is_some_and(|message| message.contains("16 MiB")));
    page.ask("save_entry", save(2, 0, &too_long[1..]));
}

#[test]
fn no_question_to_the_search_is_an_error_of_the_program() {
    let page = Page::open(PASSPHRASE);
    page.ask("save_entry", save(1, 0, "\"quoted\" AND * - OR NOT NEAR 😀 谈 naïve"));
    let many = "\"".repeat(1_000);
    let long = "word ".repeat(400);
    let odd = [
        "\"",
        "*",
        "AND",
        "-",
        "😀",
        "谈",
        many.as_str(),
        long.as_str(),
        "\"\"",
        "a\"b",
        "NEAR(a b, 2)",
        "a OR b",
        "^a",
        "a*b",
        "{text}: a",
        "text:a",
        "entry_search",
        "rowid:1",
        "'; DROP TABLE entry; --",
        "a\0b",
        "(",
        ")",
        "((((",
        "+",
        "a + b",
        "NOT",
        "not a",
        "tag:",
        "tag:\"",
        "tag:*",
        "mood:",
        "before:",
        "after:9999-99-99",
        "before:0000",
        "starred:x",
        "\u{202e}",
        "\u{301}",
        "e\u{301}",
        "\u{e000}",
        "\u{e001}tag77",
        "\u{feff}",
        "\u{10ffff}",
        "%",
        "_",
        "\\",
        "\\\"",
        "„",
        "«x»",
        "“x",
        "http://a.b/c?d=e&f",
        "-quoted",
        "\"quoted",
        "q* u*",
    ];
    for text in odd {
        if let Err(refused) = search(&page, text) {
            assert_eq!((&refused["code"], &refused["field"]), (&json!("invalid"), &json!("query")), "{text:?}");
        }
    }
    for found in ["AND", "😀", "谈", "naive", "\"quoted", "NOT "] {
        let hits = search(&page, found).map(|page| page["hits"].as_array().map(Vec::len));
        assert_eq!(hits, Ok(Some(1)), "{found:?}");
    }
}

/// Two windows, or a window and the command line, have the same entry open.
#[test]
fn a_save_from_a_stale_window_keeps_both() {
    let page = Page::open(PASSPHRASE);
    page.ask("save_entry", save(1, 0, "first"));
    page.ask("save_entry", save(1, 1, "of one window"));
    let saved = page.ask("save_entry", save(1, 1, "of another"));
    let beside = saved["kept_as"].as_str().expect("it is kept beside");
    assert_eq!(page.ask("get_entry", json!({ "id": id(1) }))["text"], "of one window");
    assert_eq!(page.ask("get_entry", json!({ "id": beside }))["text"], "of another");
    assert_eq!(page.ask("list_entries", json!({ "from": 0 })).as_array().map(Vec::len), Some(2));
}
