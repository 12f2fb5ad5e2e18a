//! Nobody else may read any file, however careless the shell is that Ajar is started from.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{FirstStart, Settings};

const PASSPHRASE: &str = "four quiet words here";

/// Runs a command whose files would be open to everybody if Ajar did not say otherwise.
fn carelessly(dir: &Path, arguments: &[&str], text: &str) -> String {
    let mut child = Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_ajar-cli"), "--passphrase-stdin"])
        .arg("--data-dir")
        .arg(dir)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{PASSPHRASE}\n{text}").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn all_below(folder: &Path) -> Vec<(String, u32, bool)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let mode = fs::metadata(&folder).unwrap().permissions().mode() & 0o777;
        found.push((folder.display().to_string(), mode, true));
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((
                    path.display().to_string(),
                    fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                    false,
                ));
            }
        }
    }
    found
}

#[test]
fn every_file_is_private_under_umask_000() {
    let temp = tempfile::tempdir().unwrap();
    let first = temp.path().join("first");
    let engine = Engine::open(&first, Arc::new(SystemClock::new())).unwrap();
    let start = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&start).unwrap();
    drop(engine);
    let backup = carelessly(&first, &["backup"], "");
    let backup = backup.lines().next().unwrap();

    // Everything in this folder is made by the careless shell: twice, so that something is set aside as well.
    let dir = temp.path().join("second");
    for _ in 0..2 {
        carelessly(&dir, &["restore", backup], "");
        carelessly(&dir, &["add"], "a line");
    }
    carelessly(&dir, &["backup"], "");
    let found = all_below(&dir);
    for (path, mode, is_folder) in &found {
        assert_eq!(*mode, if *is_folder { 0o700 } else { 0o600 }, "{path}");
    }
    for name in ["vault.db", "vault.mark", "vault.slots.json", "agenda.db", "agenda.key", "ajar.lock", "ajar.use"] {
        assert!(found.iter().any(|(path, ..)| path.ends_with(&format!("second/{name}"))), "{name}");
    }
    for folder in ["/backups/", "/replaced/"] {
        assert!(found.iter().any(|(path, ..)| path.contains(folder)), "{folder}");
    }
}
