//! Every page, in both themes and both sizes, empty and full: everybody can use it, nothing breaks the policy of the
//! window, and nothing is cut off. `cargo xtask photo` keeps the pictures for people to look at.

use serde_json::{Value, json};

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::gallery::Gallery;
use crate::journey::{PASSPHRASE, UNTIL_DUE, keep_practicing, open_journal, open_journal_of_some_weeks, shortly};
use crate::page::Page;
use crate::patience::{USUAL, until_true};
use crate::webdriver::Key;

#[test]
fn every_page_of_the_first_start() {
    let desktop = Desktop::new();
    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    let mut gallery = Gallery::new(&desktop);
    page.find("heading", "A door left a little open");
    Gallery::watch(&page);
    gallery.examine(&page, "start-1-promise");

    page.click("button", "Begin");
    page.click("checkbox", "Car ride");
    gallery.examine(&page, "start-2-reminders");

    page.click("button", "Continue");
    page.find("heading", "What a reminder may say");
    gallery.examine(&page, "start-3-notifications");

    page.click("button", "Continue");
    page.click("button", "Continue");
    page.wait_for_words("Use at least 8 characters.");
    gallery.examine(&page, "start-4-lock-refused");

    for name in ["Passphrase", "Passphrase once more"] {
        page.tab_to("textbox", name);
        page.type_text(PASSPHRASE);
    }
    page.click("button", "Continue");
    page.find("heading", "Your recovery key");
    gallery.examine(&page, "start-5-key");

    page.click("checkbox", "I have kept the key somewhere safe");
    page.click("button", "Continue");
    page.click("button", "Send a test notification");
    page.click("button", "No");
    gallery.examine(&page, "start-6-test");
    gallery.close();
}

#[test]
fn every_page_when_all_is_new() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);
    Gallery::prove_that_it_sees(&page);
    assert_eq!(page.script("return Object.isFrozen(Object.prototype)"), true);
    for name in ["Today", "Reminders", "Journal", "Practice", "Talks", "Progress", "Settings", "Support"] {
        go_to(&page, name);
        gallery.examine(&page, &format!("{}-empty", name.to_lowercase()));
    }

    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    Gallery::watch(&page);
    page.type_text("not the passphrase");
    page.press(&[Key::ENTER]);
    page.wait_for_words("1 wrong try");
    gallery.examine(&page, "lock-refused");
    gallery.close();
}

#[test]
fn every_page_with_a_life_in_it() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal_of_some_weeks(&desktop);
    live_a_little(&page);
    let mut gallery = Gallery::new(&desktop);
    Gallery::watch(&page);

    go_to(&page, "Journal");
    page.click("button", "New entry");
    page.type_text("Tonight I said it first\n\nThat I miss our walks. It was quiet for a while, and then not.");
    page.wait_for_words("Saved");
    gallery.examine(&page, "journal-full");
    page.click("radio", "Calendar");
    page.wait_for_words("4 years ago");
    page.script("document.querySelector('.calendar details').open = true");
    gallery.examine(&page, "journal-calendar");
    page.script("document.querySelector('section[aria-label=Entry] header button').click()");
    page.find("dialog", "The day of this entry");
    gallery.examine(&page, "journal-day");
    page.press(&[Key::ESCAPE]);
    mark_some(&page);
    page.click("radio", "To bring up");
    page.find("heading", "Ready to bring up");
    gallery.examine(&page, "journal-bring-up");
    page.click("button", "Print a page");
    page.find("button", "Print");
    gallery.examine(&page, "journal-bring-up-print");
    page.press(&[Key::ESCAPE]);
    page.press(&[Key::WRITE_LINE]);
    page.find("dialog", "Write a line");
    gallery.examine(&page, "write-a-line");
    page.press(&[Key::ESCAPE]);

    go_to(&page, "Reminders");
    gallery.examine(&page, "reminders-full");
    page.click("button", "Add a moment");
    page.find("dialog", "A new reminder");
    gallery.examine(&page, "reminders-new");
    page.press(&[Key::ESCAPE]);

    page.press(&[Key::F1]);
    until_true("the shortcuts", USUAL, || page.session.all("dialog[open]").is_ok_and(|found| !found.is_empty()));
    gallery.examine(&page, "shortcuts");
    page.press(&[Key::ESCAPE]);

    page.click("button", "Pause reminders");
    until_true("the pause", USUAL, || page.session.all("dialog[open]").is_ok_and(|found| !found.is_empty()));
    gallery.examine(&page, "pause");
    page.press(&[Key::ESCAPE]);

    go_to(&page, "Practice");
    for (tab, name) in [("Cards", "cards"), ("When it gets tense", "tense"), ("Rehearsal", "rehearsal")] {
        page.click("tab", tab);
        gallery.examine(&page, &format!("practice-{name}"));
    }
    page.click("tab", "Practices");
    page.click("button", "Listen before anything else");
    page.wait_for_words("I have done it already");
    gallery.examine(&page, "practice-one");

    go_to(&page, "Talks");
    page.click("button", "Begin a plan");
    page.find("heading", "Plan a talk");
    gallery.examine(&page, "talks-plan");
    go_to(&page, "Today");
    go_to(&page, "Talks");
    page.click("radio", "History");
    page.wait_for_words("Walking");
    gallery.examine(&page, "talks-history");

    go_to(&page, "Today");
    page.click("button", "We’re alone now");
    page.find("button", "Now go");
    gallery.examine(&page, "alone");
    page.press(&[Key::ESCAPE]);

    go_to(&page, "Progress");
    gallery.examine(&page, "progress-full");
    page.click("button", "Your week");
    page.find("heading", "Your week");
    gallery.examine(&page, "week");
    go_to(&page, "Settings");
    gallery.examine(&page, "settings-full");

    go_to(&page, "Today");
    until_true("the reminder to be due", UNTIL_DUE, || page.has("heading", "Waiting for you"));
    gallery.examine(&page, "today-full");
    page.click("button", "Log a talk");
    page.find("dialog", "How did it go?");
    gallery.examine(&page, "talk");
    gallery.close();
}

fn go_to(page: &Page, name: &str) {
    page.click("button", name);
    until_true(&format!("the page {name}"), USUAL, || {
        page.script("return document.querySelector('nav [aria-current=page]')?.textContent.trim()") == name
    });
}

/// Reminders, one of them waiting, a talk, and some evenings written down.
fn live_a_little(page: &Page) {
    let moment = |name: &str, time: &str, lead: u16| {
        let mut reminder = keep_practicing(time);
        reminder["kind"] = "moment".into();
        reminder["name"] = name.into();
        reminder["lead_min"] = lead.into();
        reminder["quiet"] = "drop".into();
        reminder
    };
    let mut thanks = keep_practicing("21:00");
    thanks["kind"] = "appreciate".into();
    thanks["when"]["days"] = json!(["we", "su"]);
    let practice = keep_practicing("19:00");
    let now = moment("Coffee on the balcony", &shortly(page), 0);
    for reminder in [now, practice, moment("Car ride home", "17:30", 10), moment("After dinner", "20:30", 0), thanks] {
        page.call("save_reminder", &json!({ "reminder": reminder }));
    }
    for (number, text) in ENTRIES.iter().enumerate() {
        let day = days_ago(page, number + 1);
        let id = format!("0190a000-0000-7000-8000-{number:012}");
        page.call("save_entry", &json!({ "save": { "id": id, "base_rev": 0, "text": text, "day": day } }));
    }
    // On today's date in another year, so that there is something to look back on.
    let then = page.script(
        "const now = new Date();
        return now.getFullYear() - 4 + '-' + [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')",
    );
    let facets = json!({ "tags": [], "mood": "warm", "starred": false });
    let id = "0190a000-0000-7000-8000-000000000099";
    let save = json!({ "id": id, "base_rev": 0, "text": ENTRIES[3], "day": then, "facets": facets });
    page.call("save_entry", &json!({ "save": save }));
    let talk = json!({
        "id": "0190b000-0000-7000-8000-000000000000",
        "response": "joined_in",
        "setting": "walking",
        "occurrence": null,
    });
    page.call("log_talk", &json!({ "talk": talk }));
}

/// Something in each state to bring up: words of an entry, and whole ones.
fn mark_some(page: &Page) {
    let worry = Some("that I worry about money");
    for (number, passage, state) in [
        (2, worry, "ready"),
        (0, None, "ready"),
        (4, Some("I could see it was not the time."), "private"),
        (5, None, "raised"),
        (6, None, "resolved"),
    ] {
        let entry = format!("0190a000-0000-7000-8000-{number:012}");
        let mark = json!({ "entry": entry, "passage": passage, "place": null });
        let marked = page.call("mark_bring_up", &json!({ "mark": mark }));
        page.call("set_bring_up", &json!({ "id": marked["id"], "state": state }));
    }
}

fn days_ago(page: &Page, days: usize) -> Value {
    page.script(&format!(
        "const day = new Date(Date.now() - {days} * 86_400_000);
        return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')"
    ))
}

const ENTRIES: [&str; 7] = [
    "The drive home\n\nWe left the radio off. I told the story about my first bike, and it was easier than I thought.",
    "A short answer is an answer\n\nI asked about the week. It was “fine”. I said thank you and meant it.",
    "What I keep to myself\n\n- that I worry about money\n- that I liked the letter\n- that I am proud of us",
    "Walk along the river\n\nTwenty minutes. I listened more than I spoke, and it did me good.",
    "Not the right moment\n\nI could see it was not the time. I let it go, and that was fine too.",
    "One good question\n\n“What would you like more of?” We both laughed first. Then it got quiet, in a good way.",
    "A first page\n\nI want to be easier to reach. This is where I practice.",
];
