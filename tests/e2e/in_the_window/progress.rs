//! What was practiced shows, and adds up.

use crate::desktop::Desktop;
use crate::journey::{open_journal, open_journal_of_some_weeks};
use crate::patience::{USUAL, until_true};

#[test]
fn a_practice_is_noted_and_can_be_taken_back() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    page.wait_for_words("0 of 3 days this week.");
    page.click("button", "Done");
    page.wait_for_words("1 of 3 days this week.");
    page.click("button", "Undo");
    page.wait_for_words("0 of 3 days this week.");
}

#[test]
fn weeks_of_practice_show_as_a_streak() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal_of_some_weeks(&desktop);
    page.click("button", "Progress");
    // This week counts as soon as its goal is met, which depends on the day of the week.
    until_true("the streak", USUAL, || {
        let words = page.text().split_whitespace().collect::<Vec<_>>().join(" ");
        words.contains("3 weeks in a row") || words.contains("4 weeks in a row")
    });
    page.wait_for_words("3 days running");
}
