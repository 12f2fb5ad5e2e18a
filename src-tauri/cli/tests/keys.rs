//! Making a journal and changing its keys, as a script does.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use std::path::Path;

use script::*;
use tempfile::TempDir;

const NEW: &str = "violet harbor spoon nineteen";

/// A journal with one entry, and its recovery key.
fn journal() -> (TempDir, String) {
    let (dir, recovery) = script::journal();
    done(run_with(dir.path(), &["add"], "kept"));
    (dir, recovery)
}

fn with(dir: &Path, secrets: &[&str], arguments: &[&str]) -> Answer {
    run(dir, &[&["--passphrase-stdin"], arguments].concat(), secrets.join("\n") + "\n")
}

/// Whether this opens the journal, with its entry in it.
fn opens(dir: &Path, secret: &str, how: &[&str]) -> bool {
    let answer = with(dir, &[secret], &[how, &["list"]].concat());
    assert!(matches!(answer.code, Some(0 | 3)), "{}", answer.err);
    answer.out.contains("kept")
}

fn key_in(answer: Answer) -> String {
    let json = json(answer);
    json.get("recovery_key").unwrap().as_str().unwrap().to_owned()
}

#[test]
fn a_journal_is_made_once_and_its_recovery_key_shown_once() {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("a/b");
    let said = done(with(&dir, &[NEW], &["init"]));
    let key = said.lines().last().unwrap();
    assert!(said.contains("shown only now"), "{said}");
    done(with(&dir, &[NEW, "kept"], &["add"]));
    assert!(opens(&dir, NEW, &[]) && opens(&dir, key, &["--recovery-key"]));
    let again = with(&dir, &[NEW], &["init"]);
    refused(&again, 1);
    assert!(opens(&dir, NEW, &[]));
    assert_eq!(done(with(&dir, &[NEW], &["reminders"])), "");
    let (second, third) = (place.path().join("c"), place.path().join("d"));
    let none = json(with(&second, &[NEW], &["--json", "init", "--no-recovery-key"]));
    assert_eq!(none.get("recovery_key"), Some(&serde_json::Value::Null));
    assert!(!key_in(with(&third, &[NEW], &["--json", "init"])).is_empty());
}

#[test]
fn a_weak_passphrase_makes_no_journal() {
    let place = tempfile::tempdir().unwrap();
    for weak in ["", "short", "password", "12345678"] {
        refused(&with(&place.path().join("new"), &[weak], &["init"]), 1);
    }
    done(with(&place.path().join("new"), &[NEW], &["init"]));
}

#[test]
fn a_journal_is_not_made_among_other_files() {
    let place = tempfile::tempdir().unwrap();
    refused(&run(&place.path().join("other"), &["init"], ""), 2);
    assert!(!place.path().join("other").exists());
    std::fs::write(place.path().join("letter.txt"), "").unwrap();
    refused(&with(place.path(), &[NEW], &["init"]), 1);
    refused(&with(&place.path().join("letter.txt"), &[NEW], &["init"]), 1);
}

#[test]
fn the_passphrase_is_changed_by_the_one_before_or_by_the_recovery_key() {
    let (dir, recovery) = journal();
    let dir = dir.path();
    refused(&with(dir, &["wrong wrong", NEW], &["passwd"]), 3);
    refused(&with(dir, &[PASSPHRASE, "short"], &["passwd"]), 1);
    assert!(opens(dir, PASSPHRASE, &[]));
    done(with(dir, &[PASSPHRASE, NEW], &["passwd"]));
    assert!(opens(dir, NEW, &[]) && !opens(dir, PASSPHRASE, &[]));
    assert!(opens(dir, &recovery, &["--recovery-key"]));
    done(with(dir, &[&recovery, PASSPHRASE], &["passwd", "--recovery-key"]));
    assert!(opens(dir, PASSPHRASE, &[]) && !opens(dir, NEW, &[]));
    refused(&run(dir, &["passwd"], ""), 2);
    refused(&run(dir, &["passwd", "--login"], ""), 2);
}

#[test]
fn a_recovery_key_is_tested_replaced_and_revoked() {
    let (dir, first) = journal();
    let dir = dir.path();
    done(with(dir, &[&first], &["recovery", "test"]));
    refused(&with(dir, &["no key at all"], &["recovery", "test"]), 3);
    let second = key_in(with(dir, &[PASSPHRASE], &["--json", "recovery", "new"]));
    refused(&with(dir, &[&first], &["recovery", "test"]), 3);
    done(with(dir, &[&second], &["recovery", "test"]));
    assert!(opens(dir, &second, &["--recovery-key"]) && !opens(dir, &first, &["--recovery-key"]));
    refused(&with(dir, &["wrong wrong"], &["recovery", "revoke"]), 3);
    done(with(dir, &[PASSPHRASE], &["recovery", "revoke"]));
    assert!(!opens(dir, &second, &["--recovery-key"]) && opens(dir, PASSPHRASE, &[]));
    assert_eq!(with(dir, &[PASSPHRASE], &["recovery"]).code, Some(2));
}

#[test]
fn a_new_key_for_everything_keeps_the_words_and_the_passphrase() {
    let (dir, first) = journal();
    let dir = dir.path();
    refused(&with(dir, &["wrong wrong"], &["rekey"]), 3);
    let second = key_in(with(dir, &[PASSPHRASE], &["--json", "rekey"]));
    assert!(opens(dir, PASSPHRASE, &[]) && opens(dir, &second, &["--recovery-key"]));
    assert!(!opens(dir, &first, &["--recovery-key"]));
}
