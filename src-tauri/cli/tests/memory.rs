//! A computer that has no memory left for the passphrase says so. It must not look like a wrong passphrase.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{FirstStart, Settings};

const PASSPHRASE: &str = "four quiet words here";

/// Lists the journal in a process that gets only so much memory.
fn list(dir: &Path, limit_kib: &str) -> Output {
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -v $0; exec \"$@\"", limit_kib, env!("CARGO_BIN_EXE_ajar-cli"), "--data-dir"])
        .arg(dir)
        .args(["--passphrase-stdin", "list"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{PASSPHRASE}\n").as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn a_refused_derivation_is_told_from_a_wrong_passphrase() {
    let dir = tempfile::tempdir().unwrap();
    let engine = Engine::open(dir.path(), Arc::new(SystemClock::new())).unwrap();
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).unwrap();
    drop(engine);

    // As much as the derivation alone needs, and the program needs some too.
    let refused = list(dir.path(), "65536");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("not enough free memory"), "{said}");

    let opened = list(dir.path(), "unlimited");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    let engine = Engine::open(dir.path(), Arc::new(SystemClock::new())).unwrap();
    assert_eq!(engine.status().failed_attempts, 0);
}
