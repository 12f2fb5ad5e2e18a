//! Bits turn and pages vanish in a closed journal.

use std::fs;
use std::sync::Arc;

use ajar_engine::clock::SystemClock;
use ajar_engine::dto::ErrorCode;
use ajar_engine::{Engine, Error};

use crate::chance::Chance;
use crate::journal::{self, Journal};
use crate::ledger::Ledger;
use crate::program;
use crate::tier::{faults, report};

const PAGE: usize = 4096;

/// What a look at a damaged file may find.
enum Seen {
    /// The journal did not open.
    Shut,
    /// It opened, and the check of every page says that it is damaged.
    Damaged,
    Whole,
}

#[test]
fn every_flipped_bit_and_zeroed_page_is_noticed_and_no_changed_text_is_shown() {
    let mut journal = Journal::new();
    journal.verify().unwrap();
    let file = journal.path().join("vault.db");
    let whole = fs::read(&file).unwrap();
    let mut chance = Chance::new(4);
    let trials = faults(600, 6_000);
    let (mut shut, mut damaged, mut missed) = (0, 0, Vec::new());
    for trial in 0..trials {
        let mut bent = whole.clone();
        let what = if trial % 4 == 3 {
            let page = chance.below(bent.len() / PAGE);
            bent[page * PAGE..(page + 1) * PAGE].fill(0);
            format!("page {page} zeroed")
        } else {
            let (place, bit) = (chance.below(bent.len()), chance.below(8));
            bent[place] ^= 1 << bit;
            format!("bit {bit} of byte {place} flipped")
        };
        fs::write(&file, &bent).unwrap();
        match look(&journal) {
            Seen::Shut => shut += 1,
            Seen::Damaged => damaged += 1,
            Seen::Whole => missed.push(what),
        }
        put_back(&journal, &whole);
    }
    report(&format!(
        "{trials} flipped bits and zeroed pages: {shut} kept the journal shut, {damaged} were found by the check, \
         {} were missed",
        missed.len()
    ));
    assert_eq!(missed, Vec::<String>::new());
    assert!(matches!(look(&journal), Seen::Whole), "and the file as it was is whole");
    journal.verify().unwrap();
    journal.restore_newest();
}

fn look(journal: &Journal) -> Seen {
    let is_damage = |error: &Error| assert_eq!(error.code(), ErrorCode::Damaged, "{error}");
    let engine = Engine::open(journal.path(), Arc::new(SystemClock::new())).unwrap();
    if let Err(error) = engine.unlock_with_recovery(&journal.recovery_key) {
        is_damage(&error);
        return Seen::Shut;
    }
    // Whatever is shown is right.
    if let Ok(held) = journal::entries(&engine) {
        journal.ledger.clone().compare(held).unwrap();
    }
    match engine.verify() {
        Ok(_) => Seen::Whole,
        Err(error) => {
            is_damage(&error);
            Seen::Damaged
        }
    }
}

fn put_back(journal: &Journal, whole: &[u8]) {
    fs::write(journal.path().join("vault.db"), whole).unwrap();
    for journal_file in ["vault.db-wal", "vault.db-shm"] {
        // Usually there is none.
        let _removed = fs::remove_file(journal.path().join(journal_file));
    }
}

/// The first 16 bytes are a salt, which the key that is given with its own does not need: no page's HMAC covers them.
#[test]
fn a_flipped_salt_is_noticed_too() {
    let journal = Journal::new();
    let whole = fs::read(journal.path().join("vault.db")).unwrap();
    for place in [0, 7, 15] {
        let mut bent = whole.clone();
        bent[place] ^= 1;
        fs::write(journal.path().join("vault.db"), &bent).unwrap();
        assert!(matches!(look(&journal), Seen::Shut | Seen::Damaged), "byte {place}");
        put_back(&journal, &whole);
    }
}

#[test]
fn the_program_says_damaged_and_shows_no_changed_text() {
    let journal = Journal::new();
    let whole = fs::read(journal.path().join("vault.db")).unwrap();
    let mut chance = Chance::new(5);
    for _ in 0..faults(4, 40) {
        let mut bent = whole.clone();
        let place = 16 + chance.below(bent.len() - 16);
        bent[place] ^= 1;
        fs::write(journal.path().join("vault.db"), &bent).unwrap();
        program::answer(journal.path(), &["verify"], "").is_refused(4);
        let list = program::answer(journal.path(), &["list"], "");
        assert!(list.code == Some(0) || list.code == Some(4), "{}", list.err);
        put_back(&journal, &whole);
    }
    assert_eq!(program::answer(journal.path(), &["verify"], "").code, Some(0));
}

/// The control: a text that came back changed, or not at all, is seen.
#[test]
fn a_changed_text_would_be_seen() {
    let journal = Journal::new();
    let engine = journal::open(journal.path());
    engine.unlock_with_recovery(&journal.recovery_key).unwrap();
    let held = journal::entries(&engine).unwrap();
    let check = |ledger: &Ledger, held| ledger.clone().compare(held);
    check(&journal.ledger, held.clone()).unwrap();
    let (id, text) = held.first_key_value().unwrap();
    let mut changed = held.clone();
    changed.insert(id.clone(), format!("{text} "));
    check(&journal.ledger, changed).unwrap_err();
    let mut shorter = held.clone();
    shorter.remove(id);
    check(&journal.ledger, shorter).unwrap_err();
}
