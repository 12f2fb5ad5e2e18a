//! What the two texts are about, done in the real window.

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{PASSPHRASE, open_journal};
use crate::page::Page;
use crate::patience::{Stopwatch, USUAL, until_true};
use crate::webdriver::Key;

/// Somebody who has read nothing about it: from the first start to a talk that is noted. The steps and the time are
/// printed; a person reads on the way, so the steps are what is held.
#[test]
fn from_the_first_start_to_a_noted_talk() {
    let desktop = Desktop::new();
    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    page.find("heading", "A door left a little open");
    let watch = Stopwatch::start();
    let mut steps = 0;
    let mut click = |page: &Page, role: &str, name: &str| {
        page.click(role, name);
        steps += 1;
    };
    click(&page, "button", "Begin");
    click(&page, "checkbox", "Car ride");
    click(&page, "button", "Continue");
    page.find("heading", "What a reminder may say");
    click(&page, "button", "Continue");
    page.find("heading", "Your journal’s lock");
    for name in ["Passphrase", "Passphrase once more"] {
        page.tab_to("textbox", name);
        page.type_text(PASSPHRASE);
    }
    click(&page, "button", "Continue");
    page.find("heading", "Your recovery key");
    click(&page, "checkbox", "I have kept the key somewhere safe");
    click(&page, "button", "Continue");
    click(&page, "button", "Send a test notification");
    click(&page, "button", "Yes");
    click(&page, "button", "Go to Today");

    click(&page, "button", "We’re alone now");
    page.find("heading", "We’re alone now");
    click(&page, "button", "Now go");
    until_true("the window to step aside", USUAL, || desktop.windows().is_empty());
    assert!(ajar.start_again().success());
    page.follow();
    page.find("heading", "How did it go?");
    click(&page, "button", "Joined in");
    page.find("dialog", "Where were you?");
    click(&page, "button", "Walking");
    page.wait_for_words("Noted.");
    println!("from the first start to a noted talk: {steps} clicks, {:.1} s by machine", watch.passed().as_secs_f64());
    assert!(steps <= 16, "{steps} clicks are too many for three minutes");
    page.press(&[Key::ESCAPE]);
    page.click("button", "Talks");
    page.click("radio", "History");
    page.wait_for_words("Walking");
}

/// Walks the table of the documents: each place is there, and says which tip or step it comes from.
#[test]
fn every_tip_and_step_has_its_place() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let rows = rows();
    assert_eq!(rows.iter().filter(|row| row.source.starts_with("Tip ")).count(), 12);
    assert_eq!(rows.iter().filter(|row| row.source.starts_with("Step ")).count(), 5);
    for row in &rows {
        let practice = page.call("get_practice", &serde_json::json!({ "practice": format!("c:{}", row.practice) }));
        let title = practice["card"]["title"].as_str().unwrap().to_owned();
        go(&page, "Practice");
        page.click("tab", "Practices");
        page.click("button", &title);
        stands_on_top(&page, &title);
        if row.source.starts_with("Tip ") || row.source.starts_with("Step ") {
            page.wait_for_words(row.source);
        }
        let (place, deed) = row.place.split_once(" › ").unwrap_or((row.place, ""));
        go(&page, place);
        match (place, deed) {
            (_, "") => page.wait_for_words("Talk every time you are alone"),
            ("Practice", "Cards" | "Rehearsal" | "When it gets tense") => page.click("tab", deed),
            ("Practice", practice) => {
                page.click("tab", "Practices");
                page.click("button", practice);
                stands_on_top(&page, practice);
            }
            ("Talks", "Thanks") => page.click("radio", deed),
            ("Talks", _) => page.click("button", deed),
            (_, _) => {
                page.click("button", deed);
                page.press(&[Key::ESCAPE]);
            }
        }
    }
}

/// The rest of the coach on one walk: a plan from the wish to the print, thanks, a rehearsal, an own practice, the week.
#[test]
fn a_plan_is_made_and_talked() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    go(&page, "Talks");
    page.click("button", "Begin a plan");
    page.tab_to("textbox", "What would you like, in one line?");
    page.type_text("They should listen more");
    page.wait_for_words("I would like");
    let plan = || page.call("open_plan", &serde_json::json!({}));
    until_true("the plan to be saved", USUAL, || plan()["steps"]["want"] == "They should listen more");
    page.click("button", "Lock");
    page.follow();
    page.find("heading", "Ajar is locked");
    page.type_text(PASSPHRASE);
    page.press(&[Key::ENTER]);
    page.find("button", "Log a talk");
    go(&page, "Talks");
    page.wait_for_words("They should listen more");
}

fn stands_on_top(page: &Page, title: &str) {
    until_true(&format!("the page “{title}”"), USUAL, || {
        page.script("return [...document.querySelectorAll('h1')].at(-1)?.textContent.trim()") == title
    });
}

struct Row {
    source: &'static str,
    practice: &'static str,
    place: &'static str,
}

fn rows() -> Vec<Row> {
    const TABLE: &str = include_str!("../../../docs/where-each-tip-lives.md");
    let lines = TABLE.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        Row { source: cells[1], practice: cells[2].trim_matches('`'), place: cells[3] }
    };
    lines.map(row).collect()
}

fn go(page: &Page, name: &str) {
    page.click("button", name);
    until_true(&format!("the page {name}"), USUAL, || {
        page.script("return document.querySelector('nav [aria-current=page]')?.textContent.trim()") == name
    });
}
