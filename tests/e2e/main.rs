//! End-to-end: the real program in a real window, on a desktop of its own for every test.

#![cfg(target_os = "linux")]
#![expect(clippy::expect_used, reason = "a test says what it relied on and fails")]
#![expect(clippy::indexing_slicing, reason = "a JSON value answers null for what is missing")]

mod ajar;
mod desktop;
mod dragging;
mod gallery;
mod journey;
mod logind;
mod notifications;
mod page;
mod panel;
mod patience;
mod process;
mod process_table;
mod traces;
mod webdriver;

mod in_the_window {
    mod coach;
    mod days;
    mod every_page;
    mod first_start;
    mod hostile;
    mod idle;
    mod journal;
    mod key_ring;
    mod large;
    mod locking;
    mod pictures;
    mod progress;
    mod quiet;
    mod recovery;
    mod reminders;
    mod scrolling;
    mod start;
    mod staying_inside;
    mod time;
    mod traces_left;
    mod window;
}
