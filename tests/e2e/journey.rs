//! The stretches that many journeys share.

use std::time::Duration;

use serde_json::{Value, json};

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::page::Page;
use crate::patience::{USUAL, attempt};
use crate::webdriver::Key;

pub const PASSPHRASE: &str = "quiet evening lamp";

/// How long a reminder that was set by `shortly` may take to come.
pub const UNTIL_DUE: Duration = Duration::from_secs(110);

/// Starts Ajar with a journal in it and its window open. The first start itself is walked in a test of its own.
pub fn open_journal<'desktop>(desktop: &'desktop Desktop, reminders: &[Value]) -> (Ajar<'desktop>, Page) {
    let ajar = Ajar::start(desktop);
    let page = ajar.page();
    make_journal(&page, reminders);
    (ajar, page)
}

/// The same after some weeks of practice, on a clock that was moved through them.
pub fn open_journal_of_some_weeks(desktop: &Desktop) -> (Ajar<'_>, Page) {
    desktop.set_days_ago(PRACTICED_DAYS_AGO[0]);
    let ajar = Ajar::start_on_a_moved_clock(desktop);
    let page = ajar.page();
    make_journal(&page, &[]);
    for days in PRACTICED_DAYS_AGO {
        move_clock(desktop, &page, days);
        let practice = &page.call("get_today", &json!({}))["practice"]["practice"];
        page.call("log_practice", &json!({ "practice": practice, "occurrence": null }));
    }
    move_clock(desktop, &page, 0);
    (ajar, page)
}

/// As over night: a clock that goes on alone means that the computer slept, and then Ajar is locked.
fn move_clock(desktop: &Desktop, page: &Page, days_ago: u32) {
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    desktop.set_days_ago(days_ago);
    page.call("unlock", &json!({ "passphrase": PASSPHRASE }));
    page.find("button", "Log a talk");
}

/// At least three days in each of the last weeks, whatever day of the week it is now.
const PRACTICED_DAYS_AGO: [u32; 12] = [24, 22, 20, 17, 15, 13, 10, 8, 6, 3, 2, 1];

/// Takes the place of the first start.
pub fn make_journal(page: &Page, reminders: &[Value]) {
    page.find("heading", "A door left a little open");
    let settings = &page.call("status", &json!({}))["settings"];
    let first = json!({
        "passphrase": PASSPHRASE,
        "want_recovery_key": false,
        "settings": settings,
        "reminders": reminders,
    });
    page.call("create_vault", &json!({ "first": first }));
    page.script("location.reload()");
    page.find("button", "Log a talk");
}

/// *Keep practicing*, every day at this time.
pub fn keep_practicing(time: &str) -> Value {
    json!({
        "id": null,
        "kind": "practice",
        "name": "",
        "time": time,
        "until_time": null,
        "when": { "how": "weekly", "days": ["mo", "tu", "we", "th", "fr", "sa", "su"], "every_weeks": 1 },
        "zone": null,
        "lead_min": 0,
        "quiet": "defer",
        "enabled": true,
    })
}

/// A minute on the clock that begins within the next 20 to 80 seconds.
pub fn shortly(page: &Page) -> String {
    let time = page.script("const soon = new Date(Date.now() + 80_000); return soon.toTimeString().slice(0, 5)");
    time.as_str().expect("a time of day").to_owned()
}

/// Types the passphrase where the cursor already stands, as one does.
pub fn unlock(page: &Page) {
    page.find("heading", "Ajar is locked");
    page.tab_to("textbox", "Passphrase");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);
    page.find("button", "Log a talk");
}

/// Unlocks when the page asks for it, and not when it still stands open.
pub fn unlock_if_asked(page: &Page) {
    let locked = attempt(USUAL, || match (page.has("heading", "Ajar is locked"), page.has("button", "Log a talk")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    });
    if locked.expect("the page is either locked or open") {
        unlock(page);
    }
}
