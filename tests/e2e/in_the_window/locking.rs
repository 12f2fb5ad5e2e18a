//! The user goes: what is typed is kept, and nothing of it stays within reach.

use std::fs;
use std::process::Command;
use std::time::Duration;

use serde_json::json;

use crate::desktop::Desktop;
use crate::journey::{open_journal, unlock};
use crate::page::Page;
use crate::patience::{Stopwatch, USUAL, until, until_true};
use crate::process_table::{is_running, web_processes};
use crate::webdriver::Key;

#[test]
fn the_computer_sleeps_only_when_the_journal_is_locked() {
    let desktop = Desktop::with_logind();
    let (ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    let before = web_processes(ajar.id());
    assert_eq!(before.len(), 1);
    write(&page, "Typed just before the lid");

    let released = desktop.logind().prepare_for_sleep();
    assert!(!released.journal_was_open, "the computer was let asleep with the journal open");
    eprintln!("sleep waited {} ms for the lock", released.after.as_millis());

    let watch = Stopwatch::start();
    until_true("the old web process to end", USUAL, || !before.iter().any(|process| is_running(*process)));
    eprintln!("its page ended {} ms later", watch.passed().as_millis());
    page.follow();
    page.find("heading", "Ajar is locked");
    desktop.logind().wake_up();
    desktop.logind().wait_for_delay();
    unlock(&page);
    page.click("button", "Journal");
    page.wait_for_words("Typed just before the lid");
}

#[test]
fn whatever_tells_that_the_user_goes_locks() {
    let desktop = Desktop::with_logind();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    write(&page, "Still here after all of it");
    let locks = |what: &str, tell: &dyn Fn()| {
        tell();
        page.follow();
        assert!(page.find_soon("heading", "Ajar is locked"), "{what} did not lock");
        unlock(&page);
    };
    locks("the lock of the session", &|| desktop.logind().lock_session());
    locks("another user", &|| desktop.logind().set_active(false));
    for desktop_name in ["freedesktop", "gnome", "cinnamon", "mate", "xfce"] {
        let interface = format!("org.{desktop_name}.ScreenSaver");
        locks(&interface, &|| desktop.say(&interface, "ActiveChanged", true));
    }
    // None of these says that the user goes.
    desktop.logind().set_active(true);
    desktop.logind().lock_other_session();
    desktop.say("org.gnome.ScreenSaver", "ActiveChanged", false);
    page.click("button", "Journal");
    page.wait_for_words("Still here after all of it");
}

#[test]
fn a_program_of_no_session_follows_the_one_on_the_screen() {
    let desktop = Desktop::with_logind();
    desktop.logind().forget_programs();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    desktop.logind().lock_session();
    page.follow();
    page.find("heading", "Ajar is locked");
}

#[test]
fn without_a_system_bus_the_screen_lock_is_still_heard() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.say("org.gnome.ScreenSaver", "ActiveChanged", true);
    page.follow();
    page.find("heading", "Ajar is locked");
}

#[test]
fn the_lock_screen_has_the_size_of_the_window_and_leaves_the_keyboard_alone() {
    let desktop = Desktop::with_logind();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    desktop.ask_window(&["-F", "-r", "Ajar", "-e", "0,-1,-1,900,610"]);
    until_true("the new size", USUAL, || desktop.window_size() == Some((900, 610)));
    // Alone on the screen, a window is given the keyboard whether it wants it or not.
    let mut other = desktop.drag(&desktop.data_dir());
    other.open_window();
    until_true("another window to have the keyboard", USUAL, || other.has_keyboard());
    let before = page.session.windows().expect("the driver lists the windows");

    desktop.logind().lock_session();

    until_true("the lock screen", USUAL, || {
        let is_new = page.session.windows().is_ok_and(|now| now.iter().any(|handle| !before.contains(handle)));
        is_new && desktop.windows().contains(&"Ajar".to_owned())
    });
    // Asked of the screen, and before the driver brings its window to the front.
    assert!(other.has_keyboard(), "the lock screen took the keyboard");
    page.follow();
    page.find("heading", "Ajar is locked");
    drop(other);
    until_true("the same size", USUAL, || desktop.window_size() == Some((900, 610)));
}

#[test]
fn a_minimized_window_does_not_come_back() {
    let desktop = Desktop::with_logind();
    let (ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    minimize(&desktop, &page);

    let released = desktop.logind().prepare_for_sleep();

    assert!(!released.journal_was_open);
    until_true("the window to go", USUAL, || desktop.windows().is_empty());
    until_true("the web process to end", USUAL, || web_processes(ajar.id()).is_empty());
    assert!(desktop.windows().is_empty());
    assert!(ajar.start_again().success());
    page.follow();
    unlock(&page);
}

#[test]
fn with_no_wait_at_all_it_locks_as_it_is_minimized() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    change_settings(&page, "auto_lock_min", &json!(0));
    let watch = Stopwatch::start();
    desktop.ask_window(&["-F", "-r", "Ajar", "-b", "add,hidden"]);
    until_true("the window to go", USUAL, || desktop.windows().is_empty());
    eprintln!("a minimized window was locked after {} ms", watch.passed().as_millis());
    until_true("the web process to end", USUAL, || web_processes(ajar.id()).is_empty());
}

#[test]
fn a_page_that_does_not_answer_holds_nobody_up() {
    let desktop = Desktop::with_logind();
    let (ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    let before = web_processes(ajar.id());
    for process in &before {
        signal("-STOP", *process);
    }

    let released = desktop.logind().prepare_for_sleep();

    assert!(!released.journal_was_open);
    eprintln!("with a page that hangs, sleep waited {} ms", released.after.as_millis());
    assert!(released.after < Duration::from_secs(5), "logind would not have waited");
    // It finds its window gone as soon as it can move.
    for process in &before {
        signal("-CONT", *process);
    }
    until_true("the web process to end", USUAL, || !before.iter().any(|process| is_running(*process)));
    drop(page);
}

#[test]
fn quick_hide_hides_first_and_locks_then() {
    let desktop = Desktop::new();
    let (ajar, page) = open_journal(&desktop, &[]);
    write(&page, "Nobody shall see this");
    let watch = Stopwatch::start();
    page.press(&[Key::QUICK_HIDE]);
    until_true("the window to hide", USUAL, || desktop.windows().is_empty());
    eprintln!("hidden {} ms after the keys, as a test sees it", watch.passed().as_millis());
    for what in ["hidden", "locked"] {
        let said = until("a line in the log", USUAL, || log_line(&desktop, what));
        eprintln!("in the program: {said}");
    }
    until_true("the web process to end", USUAL, || web_processes(ajar.id()).is_empty());

    assert!(ajar.start_again().success());
    page.follow();
    unlock(&page);
    page.click("button", "Journal");
    page.wait_for_words("Nobody shall see this");
}

#[test]
fn while_locked_nothing_on_the_screen_says_what_it_is_about() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    change_settings(&page, "style", &json!("plain"));
    desktop.panel().wait_for("Log a talk");
    page.call("send_test_notification", &json!({}));
    desktop.notifications().next_after(0, USUAL);

    desktop.panel().choose("Lock");

    page.follow();
    page.find("heading", "Ajar is locked");
    until_true("the notification to go", USUAL, || desktop.notifications().displayed() == Some(0));
    desktop.panel().wait_for("Note");
    // What needs the journal waits for it.
    desktop.panel().choose("Note");
    unlock(&page);
    page.find("dialog", "How did it go?");
    desktop.panel().wait_for("Log a talk");
}

#[test]
fn a_talk_wanted_while_locked_and_closed_waits_for_the_unlock() {
    let desktop = Desktop::with_logind();
    let (_ajar, page) = open_journal(&desktop, &[]);
    desktop.logind().wait_for_delay();
    minimize(&desktop, &page);
    desktop.logind().lock_session();
    until_true("the window to go", USUAL, || desktop.windows().is_empty());
    desktop.panel().choose("Note");
    page.follow();
    unlock(&page);
    page.find("dialog", "How did it go?");
}

#[test]
fn a_lock_for_want_of_a_key_is_announced_and_comes_in_time() {
    let desktop = Desktop::new();
    let (_ajar, page) = open_journal(&desktop, &[]);
    change_settings(&page, "auto_lock_min", &json!(1));
    page.press(&[Key::ESCAPE]);
    page.script(
        "window.warned = [];
        const handler = __TAURI_INTERNALS__.transformCallback(({ payload }) => warned.push(payload.seconds));
        __TAURI_INTERNALS__.invoke('plugin:event|listen', { event: 'lock_warned', target: { kind: 'Any' }, handler });",
    );
    let warned = |count| page.script("return window.warned").as_array().is_some_and(|warned| warned.len() == count);
    let watch = Stopwatch::start();
    until_true("the warning", USUAL, || warned(1));
    eprintln!("warned after {} s", watch.passed().as_secs_f32());
    page.press(&[Key::ESCAPE]);
    until_true("the end of the warning", USUAL, || warned(2));
    assert_eq!(page.script("return window.warned"), json!([30, null]));
    let watch = Stopwatch::start();
    until("the lock", USUAL * 2, || page.session.script("return 1", &json!([])).is_err().then_some(()));
    eprintln!("locked {} s after the last key", watch.passed().as_secs_f32());
    page.follow();
    page.find("heading", "Ajar is locked");
}

/// Begins an entry and leaves it at once, before it can save itself.
fn write(page: &Page, text: &str) {
    page.click("button", "Journal");
    page.click("button", "New entry");
    page.type_text(text);
}

fn change_settings(page: &Page, name: &str, value: &serde_json::Value) {
    let mut settings = page.call("status", &json!({}))["settings"].take();
    settings[name] = value.clone();
    page.call("save_settings", &json!({ "settings": settings }));
}

fn minimize(desktop: &Desktop, page: &Page) {
    desktop.ask_window(&["-F", "-r", "Ajar", "-b", "add,hidden"]);
    until_true("the window to be hidden", USUAL, || page.script("return document.visibilityState") == "hidden");
}

fn log_line(desktop: &Desktop, word: &str) -> Option<String> {
    let log = fs::read_to_string(desktop.data_dir().join("log/ajar.log")).ok()?;
    log.lines().rev().find(|line| line.contains(&format!(" {word} "))).map(str::to_owned)
}

fn signal(which: &str, process: u32) {
    let status = Command::new("kill").arg(which).arg(process.to_string()).status().expect("kill is everywhere");
    assert!(status.success());
}
