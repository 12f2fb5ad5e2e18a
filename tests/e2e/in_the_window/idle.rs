//! What Ajar costs while nothing happens. `cargo xtask bench idle` prints it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use crate::ajar::Ajar;
use crate::desktop::Desktop;
use crate::journey::{keep_practicing, open_journal};
use crate::patience::pass;
use crate::process_table::{rests, written};

/// After this the start is over: the last try to find a tray comes after 80 seconds.
const SETTLED: Duration = Duration::from_secs(100);
const LOOKS: u32 = 480;
const BETWEEN: Duration = Duration::from_millis(250);
const MINUTES: u32 = 2;

const MOST_WAKE_UPS: u64 = 10;
const MOST_TICKS: u64 = 2;

#[test]
#[ignore = "it takes four minutes: cargo xtask bench idle"]
fn in_the_tray_it_sleeps() {
    let desktop = Desktop::with_logind();
    let mut moment = keep_practicing("22:45");
    (moment["kind"], moment["name"]) = (json!("moment"), json!("Walk"));
    let (ajar, page) = open_journal(&desktop, &[keep_practicing("21:30"), moment]);
    drop(page);
    ajar.kill();
    let ajar = Ajar::start_hidden(&desktop);
    pass(SETTLED);

    let (began, wrote) = (rests(ajar.id()), written(ajar.id()));
    let (mut last, mut ticks) = (began.clone(), 0);
    for _ in 0..LOOKS {
        pass(BETWEEN);
        let now = rests(ajar.id());
        // A tick is a moment in which the ticker does something, however often it waits for others meanwhile.
        ticks += u64::from(of_ticker(&now) > of_ticker(&last));
        last = now;
    }
    let mut wake_ups = 0;
    for ((number, name), rests) in &last {
        let more = rests - began.get(&(*number, name.clone())).copied().unwrap_or_default();
        wake_ups += more;
        if more > 0 {
            println!("idle: the thread {name} woke up {more} times in {MINUTES} minutes");
        }
    }
    let minutes = u64::from(MINUTES);
    let wrote = written(ajar.id()).zip(wrote).map(|(now, before)| now - before);
    println!(
        "idle: {} threads, {} wake-ups a minute, {} ticks a minute, {} bytes written",
        last.len(),
        wake_ups.div_ceil(minutes),
        ticks.div_ceil(minutes),
        wrote.unwrap_or_default()
    );
    assert!(ticks.div_ceil(minutes) <= MOST_TICKS);
    assert!(wake_ups.div_ceil(minutes) <= MOST_WAKE_UPS);
    assert_eq!(wrote, Some(0));
}

fn of_ticker(rests: &BTreeMap<(u32, String), u64>) -> u64 {
    rests.iter().filter(|((_, name), _)| name == "ticker").map(|(_, rests)| rests).sum()
}
