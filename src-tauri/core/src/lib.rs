//! Ajar's pure rules: when reminders fire, what a practice day is, how the streak counts, and what the app says.
//!
//! Nothing here does I/O or asks for the time: every function takes `now`. Instants, civil times and zones are three kinds
//! that never mix; a [`zone::Zone`] is the only bridge between them.

pub mod cards;
pub mod completion;
pub mod content;
pub mod day;
pub mod easing;
pub mod hhmm;
pub mod ids;
pub mod named;
pub mod occurrence;
pub mod on_this_day;
pub mod opening;
pub mod path;
pub mod plan;
pub mod reminder;
pub mod retention;
pub mod revisions;
pub mod rule;
pub mod schedule;
pub mod seed;
pub mod streak;
pub mod talk;
pub mod today;
pub mod upcoming;
pub mod window;
pub mod words;
pub mod zone;
