//! Backup, verify and restore as somebody with nothing but a terminal uses them.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use std::fs;
use std::path::{Path, PathBuf};

use script::*;
use tempfile::TempDir;

/// A journal with one entry, and its recovery key.
fn journal() -> (TempDir, String) {
    let (dir, recovery) = script::journal();
    done(run_with(dir.path(), &["add"], "kept"));
    (dir, recovery)
}

fn back_up(dir: &Path) -> PathBuf {
    PathBuf::from(done(with_passphrase(dir, &["backup"])).lines().next().unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn one_file_brings_everything_back_on_a_bare_computer() {
    let (dir, recovery) = journal();
    let file = back_up(dir.path());
    assert!(done(with_passphrase(dir.path(), &["verify"])).contains("whole"));
    let bare = tempfile::tempdir().unwrap();
    let moved = bare.path().join("one.copy");
    fs::rename(&file, &moved).unwrap();
    drop(dir);
    let (first, second) = (bare.path().join("a/b"), bare.path().join("c"));
    assert!(done(with_passphrase(&first, &["verify", text(&moved)])).contains("1 entry"));
    assert!(done(with_passphrase(&first, &["restore", "--dry-run", text(&moved)])).contains("1 entry"));
    assert!(!first.exists(), "looking makes no folder");
    assert!(done(with_passphrase(&first, &["restore", text(&moved)])).contains("1 entry"));
    assert!(done(with_passphrase(&first, &["list"])).contains("kept"));
    let arguments = ["--passphrase-stdin", "--json", "restore", "--recovery-key", text(&moved)];
    let restored = json(run(&second, &arguments, format!("{recovery}\n")));
    assert_eq!(restored.get("entries"), Some(&1.into()));
    assert!(done(with_passphrase(&second, &["list"])).contains("kept"));
}

#[test]
fn a_damaged_folder_is_restored_and_the_restore_undone() {
    let (dir, _) = journal();
    let file = back_up(dir.path());
    fs::write(dir.path().join("vault.db"), "not a journal any more").unwrap();
    refused(&with_passphrase(dir.path(), &["list"]), 4);
    done(with_passphrase(dir.path(), &["restore", text(&file)]));
    assert!(done(with_passphrase(dir.path(), &["list"])).contains("kept"));
    done(run(dir.path(), &["restore", "--undo"], ""));
    assert_eq!(fs::read_to_string(dir.path().join("vault.db")).unwrap(), "not a journal any more");
    done(run(dir.path(), &["restore", "--undo"], ""));
    assert!(done(with_passphrase(dir.path(), &["list"])).contains("kept"));
}

#[test]
fn each_kind_of_refusal_has_its_exit_code() {
    let (dir, _) = journal();
    let file = back_up(dir.path());
    let name = text(&file);
    refused(&run(dir.path(), &["--passphrase-stdin", "restore", name], "wrong wrong\n"), 3);
    refused(&run(dir.path(), &["--passphrase-stdin", "verify", name], "wrong wrong\n"), 3);
    refused(&run(dir.path(), &["--passphrase-stdin", "backup"], "wrong wrong\n"), 3);
    refused(&run(dir.path(), &["restore", name], ""), 2);
    assert_eq!(with_passphrase(dir.path(), &["restore"]).code, Some(2));
    assert_eq!(with_passphrase(dir.path(), &["restore", "--undo", name]).code, Some(2));
    refused(&run(dir.path(), &["restore", "--undo"], ""), 1);
    refused(&with_passphrase(dir.path(), &["restore", "/no/such/file"]), 4);
    let open = script::open(dir.path());
    let in_use = with_passphrase(dir.path(), &["restore", name]);
    refused(&in_use, 1);
    assert!(in_use.err.contains("Ajar is open. Close it first"));
    drop(open);
    let (other, _) = journal();
    refused(&with_passphrase(other.path(), &["restore", name]), 1);

    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    for arguments in [&["restore", name][..], &["verify", name], &["verify"]] {
        assert_eq!(with_passphrase(dir.path(), arguments).code, Some(4), "{arguments:?}");
    }
    let mut newer = bytes;
    newer.splice(8..9, [2]);
    fs::write(&file, newer).unwrap();
    refused(&with_passphrase(dir.path(), &["restore", name]), 5);
    refused(&with_passphrase(dir.path(), &["verify", name]), 5);
    assert!(done(with_passphrase(dir.path(), &["list"])).contains("kept"), "nothing was changed");
}
