//! Databases that a later Ajar wrote: refused in words, with their bytes unchanged, and nothing else is lost meanwhile.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::{Engine, lock};
use crate::agenda;
use crate::clock::ManualClock;
use crate::crypto::Key;
use crate::db::Database;
use crate::dto::{ErrorCode, FirstStart, Settings, VaultState};
use crate::error::Part;
use crate::migration::Migration;
use crate::vault;
use crate::zone::JiffZone;

const PASSPHRASE: &str = "four quiet words here";

fn open(dir: &TempDir) -> Engine {
    let clock = ManualClock::new("2026-03-10T12:00:00Z".parse().unwrap(), JiffZone::utc());
    Engine::open(dir.path(), Arc::new(clock)).unwrap()
}

/// A closed journal and its two keys.
fn given() -> (TempDir, Key, Key) {
    let dir = tempfile::tempdir().unwrap();
    let engine = open(&dir);
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).unwrap();
    engine.back_up_now().unwrap();
    let key = lock(&engine.door).vault().unwrap().key().clone();
    let agenda_key = agenda::read_key(&engine.dir.agenda_key()).unwrap().unwrap();
    (dir, key, agenda_key)
}

fn add_a_later_migration(path: &Path, key: &Key, part: Part, known: &[Migration]) {
    // Whatever the step does, its number is what this Ajar does not know.
    let later = [known, &[""]].concat();
    drop(Database::open(path, key, part, &later).unwrap());
}

#[test]
fn a_newer_journal_is_refused_at_unlock() {
    let (dir, key, _) = given();
    let path = dir.path().join("vault.db");
    add_a_later_migration(&path, &key, Part::Journal, vault::MIGRATIONS);
    let before = fs::read(&path).unwrap();
    let engine = open(&dir);
    assert_eq!(engine.unlock(PASSPHRASE).unwrap_err().code(), ErrorCode::NewerVersion);
    let status = engine.status();
    assert_eq!((status.state, status.problem.unwrap().code), (VaultState::Recovery, ErrorCode::NewerVersion));
    drop(engine);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_newer_agenda_is_refused_at_the_start_and_not_begun_afresh() {
    let (dir, _, agenda_key) = given();
    let path = dir.path().join("agenda.db");
    add_a_later_migration(&path, &agenda_key, Part::Agenda, agenda::MIGRATIONS);
    let before = fs::read(&path).unwrap();
    let engine = open(&dir);
    let status = engine.status();
    assert_eq!((status.state, status.problem.unwrap().code), (VaultState::Recovery, ErrorCode::NewerVersion));
    assert_eq!(engine.unlock(PASSPHRASE).unwrap_err().code(), ErrorCode::NewerVersion);
    assert_eq!(engine.claim_due().unwrap_err().code(), ErrorCode::NewerVersion);
    assert_eq!(engine.found_backups().unwrap().len(), 1, "the way back does not need it");
    drop(engine);
    assert_eq!(fs::read(&path).unwrap(), before);
}
