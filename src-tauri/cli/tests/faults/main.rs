//! Nothing lost: what is on the disk after a kill, a power cut, a broken or full disk, and a flipped bit.
//!
//! A test runs the real program, or a writer in a process of its own, lets something go wrong, and looks at what is left:
//! see [`journal::Journal::verify`]. It says how many faults really happened, and shows on a control that it would have
//! seen a loss. `AJAR_FAULTS=full`, which `cargo xtask bench --faults` sets, makes many more of them.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that finds something else has failed"
)]

mod canary;
mod chance;
mod crowds;
mod journal;
mod kills;
mod ledger;
mod program;
mod tier;
mod writer;

#[cfg(target_os = "linux")]
mod broken_disk;
#[cfg(target_os = "linux")]
mod disk;
mod flips;
#[cfg(target_os = "linux")]
mod full_disk;
#[cfg(target_os = "linux")]
mod migrating;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod trace;
