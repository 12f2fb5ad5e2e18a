//! What people live through with Ajar, on real files and a clock that the test moves.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod world;

mod accidents;
mod anew;
mod asks;
mod away;
mod backups;
mod calendar;
mod cards;
mod days;
mod easing;
mod entries;
mod erasing;
mod files;
#[cfg(target_os = "linux")]
mod full_disk;
mod instances;
mod interleavings;
mod keys;
mod letters;
mod library;
mod locking;
mod login;
mod mending;
mod own;
mod pictures;
mod plans;
mod practicing;
mod privacy;
mod purging;
mod rebuilding;
mod rekeying;
mod released;
mod reminders;
mod restoring;
mod revisions;
mod searching;
mod settings;
mod shorter;
mod support;
mod talks;
mod thanks;
mod times;
mod weekly;
