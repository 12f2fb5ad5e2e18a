//! Nobody wants to be disturbed, and the desktop says so: what is due waits, and then it comes.

use crate::desktop::Desktop;
use crate::journey::{UNTIL_DUE, keep_practicing, open_journal, shortly};
use crate::notifications::Recorder;
use crate::page::Page;

#[test]
fn do_not_disturb_holds_a_reminder_until_it_ends() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let notifications = desktop.notifications();
    notifications.pause(true);
    remind_shortly(&page);
    wait_until_held(&notifications);
    assert_eq!(notifications.notices(), []);

    notifications.pause(false);
    assert_eq!(notifications.next_after(0, UNTIL_DUE).title, "Ajar");
}

#[test]
fn a_full_screen_holds_a_reminder_until_it_ends() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    let notifications = desktop.notifications();
    desktop.ask_window(&["-F", "-r", "Ajar", "-b", "add,fullscreen"]);
    remind_shortly(&page);
    wait_until_held(&notifications);
    assert_eq!(notifications.notices(), []);

    desktop.ask_window(&["-F", "-r", "Ajar", "-b", "remove,fullscreen"]);
    assert_eq!(notifications.next_after(0, UNTIL_DUE).title, "Ajar");
}

/// Nothing asks before something is due. Half a minute later it asks again: it still waits.
fn wait_until_held(notifications: &Recorder<'_>) {
    for _ in 0..2 {
        notifications.wait_for_question(notifications.questions(), UNTIL_DUE);
    }
}

fn remind_shortly(page: &Page) {
    page.call("save_reminder", &serde_json::json!({ "reminder": keep_practicing(&shortly(page)) }));
}
