//! A hundred thousand entries under the thumb. `cargo xtask bench journal` prints what it took.

use std::sync::Arc;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{EntrySave, FirstStart, Settings};
use serde_json::Value;

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{PASSPHRASE, unlock};
use crate::patience::{Stopwatch, USUAL, until_true};

const ENTRIES: usize = 100_000;
const AT_ONCE: usize = 2_000;
const LONGEST_BLANK_MS: f64 = 100.0;

#[test]
#[ignore = "it writes a hundred thousand entries first: cargo xtask bench journal"]
fn a_hundred_thousand_entries_scroll_without_a_blank() {
    let desktop = Desktop::new();
    fill(&desktop);
    let ajar = Ajar::start(&desktop);
    let page = ajar.page();
    unlock(&page);
    let watch = Stopwatch::start();
    page.click("button", "Journal");
    until_true("the first rows", USUAL, || {
        page.script("return document.querySelectorAll('[role=listitem]').length > 5") == true
    });
    println!("journal: the list of {ENTRIES} entries stood after {} ms", watch.passed().as_millis());
    for (called, pixels_a_frame) in [("slowly", 6), ("fast", 60), ("as fast as it goes", 600)] {
        let seen = page.call_done(&format!("const step = {pixels_a_frame}; {SCROLL}"));
        let number = |name: &str| seen[name].as_f64().unwrap_or(f64::NAN);
        println!(
            "journal: scrolled {called}: {} rows in {:.0} ms, {} frames, the longest {:.0} ms, the longest blank {:.0} ms",
            number("rows"),
            number("took"),
            number("frames"),
            number("longest"),
            number("blank"),
        );
        assert!(number("blank") <= LONGEST_BLANK_MS, "{called}: {seen}");
        assert!(seen["rows"].as_f64() > Some(0.0), "{seen}");
    }
    // Where the last row stands in the whole list, it says so.
    let last =
        page.script("return [...document.querySelectorAll('[role=listitem]')].at(-1).getAttribute('aria-setsize')");
    assert_eq!(last, Value::from(ENTRIES.to_string()));
}

/// Moves the list for some seconds, frame by frame, and looks in each frame whether rows cover all of what is in sight.
const SCROLL: &str = "
    const list = document.querySelector('[role=listitem]').closest('[role=list]');
    let scroller = list;
    while (getComputedStyle(scroller).overflowY !== 'auto') scroller = scroller.parentElement;
    const place = () => Number([...list.querySelectorAll('[role=listitem]')].at(-1)?.getAttribute('aria-posinset') ?? 0);
    const isCovered = () => {
        const { top, bottom } = scroller.getBoundingClientRect();
        let reached = top;
        const rows = [...list.querySelectorAll('[role=listitem]')].map((row) => row.getBoundingClientRect());
        for (const row of rows.sort((one, other) => one.top - other.top)) {
            if (row.top > reached + 1) return false;
            reached = Math.max(reached, row.bottom);
        }
        return reached >= Math.min(bottom, list.getBoundingClientRect().bottom) - 1;
    };
    const began = performance.now();
    const first = place();
    let [last, blankSince, blank, longest, frames] = [began, null, 0, 0, 0];
    const frame = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        frames += 1;
        if (isCovered()) blankSince = null;
        else blank = Math.max(blank, now - (blankSince ??= now));
        if (now - began > 6_000) return done({ rows: place() - first, took: now - began, frames, longest, blank });
        scroller.scrollTop += step;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
";

fn fill(desktop: &Desktop) {
    let engine = Engine::open(&desktop.data_dir(), Arc::new(SystemClock::new())).expect("the folder can be used");
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).expect("a journal can be made");
    let all: Vec<usize> = (0..ENTRIES).collect();
    for some in all.chunks(AT_ONCE) {
        let saves: Vec<EntrySave> = some.iter().map(|&number| entry(number)).collect();
        engine.save_entries(&saves).expect("entries can be saved");
    }
}

/// Eleven a day, from before the turn of the century on.
fn entry(number: usize) -> EntrySave {
    let (year, day) = (1998 + number / 11 / 336, number / 11 % 336);
    EntrySave {
        id: format!("0190d000-0000-7000-8000-{number:012}"),
        text: format!(
            "Evening {number}\n\n{}",
            "We walked home and talked, and it was quiet. ".repeat(1 + number % 24)
        ),
        day: Some(format!("{year}-{:02}-{:02}", 1 + day / 28, 1 + day % 28)),
        time: Some(format!("{:02}:{:02}", 8 + number % 11, number % 60)),
        ..EntrySave::default()
    }
}
