//! Opening the journal with the computer's login, whose key ring is a real one.

use serde_json::json;

use crate::desktop::Desktop;
use crate::journey::{PASSPHRASE, open_journal, unlock};
use crate::page::Page;

fn lock(page: &Page) {
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
}

fn turn_on() -> serde_json::Value {
    json!({ "on": true, "proof": { "passphrase": PASSPHRASE } })
}

#[test]
fn the_login_opens_the_journal_as_long_as_its_key_ring_does() {
    let desktop = Desktop::new();
    let mut key_ring = desktop.start_key_ring();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.call("set_login_way", &turn_on());
    assert_eq!(page.call("status", &json!({}))["ways"]["login"], true);
    lock(&page);
    page.call("unlock_with_login", &json!({}));
    page.find("button", "Log a talk");

    lock(&page);
    desktop.lock_key_ring();
    assert_eq!(page.refusal("unlock_with_login", &json!({}))["code"], "unavailable");
    key_ring.kill();
    assert_eq!(page.refusal("unlock_with_login", &json!({}))["code"], "unavailable");
    unlock(&page);
}

#[test]
fn without_a_key_ring_the_login_way_cannot_be_turned_on() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    assert_eq!(page.refusal("set_login_way", &turn_on())["code"], "unavailable");
    assert_eq!(page.call("status", &json!({}))["ways"]["login"], false);
}
