//! The rules of time on fake clocks and real zone data: a bundled database, never the machine's.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up has failed"
)]

mod agenda;
mod brute_force;
mod cards;
mod cases;
mod cues;
mod day;
mod easing;
mod easing_promises;
mod firing;
mod on_this_day;
mod opening;
mod path;
mod pauses;
mod plan;
mod preview;
mod retention;
mod rule;
mod shape;
mod simulation;
mod snooze;
mod sources;
mod streak;
mod today;
mod upcoming;
mod why;
mod window;
mod words;
mod year;
mod zones;
