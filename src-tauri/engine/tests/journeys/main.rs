//! What people live through with Ajar, on real files and a clock that the test moves.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod world;

mod asks;
mod away;
mod backups;
mod entries;
mod files;
mod instances;
mod locking;
mod mending;
mod practicing;
mod privacy;
mod reminders;
mod restoring;
mod settings;
mod times;
