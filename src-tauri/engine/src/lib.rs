//! Ajar's memory: the agenda, which is readable while Ajar is locked, and the vault, which is not.
//!
//! [`Engine`] is the only door. It owns both databases, asks a [`clock::Clock`] for the time, lets `ajar-core` decide, and
//! writes down what was decided. Nothing here knows about windows.

mod agenda;
#[cfg(test)]
mod attack;
mod backup;
mod ballast;
mod calendar;
mod changes;
pub mod clock;
mod convert;
mod crypto;
mod db;
pub mod dto;
mod engine;
mod erasing;
mod error;
mod facets;
mod headline;
mod hex;
pub mod key_ring;
mod mark;
#[cfg(test)]
mod memory;
mod migration;
pub mod paths;
mod picture;
mod search;
mod settings;
mod slots;
mod synced;
mod table;
pub mod upcoming;
mod vault;
pub mod zone;
mod zone_data;

pub use ajar_core::ids::OccurrenceId;
pub use backup::Secret;
pub use engine::{Engine, Firing, Indexed, MAX_TEXT_BYTES, Notice};
pub use error::{Error, Fault, KeyRingFault, Part};
