//! The binary as a script uses it.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{FirstStart, Settings};
use tempfile::TempDir;

const PASSPHRASE: &str = "four quiet words here";

fn journal() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let engine = Engine::open(dir.path(), Arc::new(SystemClock::new())).unwrap();
    let first = FirstStart {
        passphrase: Some(PASSPHRASE.into()),
        want_recovery_key: false,
        settings: Settings::default(),
        reminders: Vec::new(),
    };
    engine.create_vault(&first).unwrap();
    dir
}

fn run(dir: &Path, arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ajar-cli"))
        .arg("--data-dir")
        .arg(dir)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments ends without reading.
    let _read = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

fn answer(dir: &Path, arguments: &[&str], text: &str) -> String {
    let output = run(dir, &[&["--passphrase-stdin"], arguments].concat(), &format!("{PASSPHRASE}\n{text}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn refusal(dir: &Path, arguments: &[&str], stdin: &str) -> i32 {
    let output = run(dir, arguments, stdin);
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains('.'));
    output.status.code().unwrap()
}

#[test]
fn an_entry_is_added_listed_and_shown() {
    let dir = journal();
    let text = "Title\r\nשלום \u{202e}x\0y e\u{301}\n";
    let id = answer(dir.path(), &["add", "--date", "2026-01-02"], text);
    let list = answer(dir.path(), &["list"], "");
    assert!(list.contains(id.trim()) && list.contains("2026-01-02") && list.contains("Title"));
    assert_eq!(answer(dir.path(), &["show", id.trim()], ""), format!("{text}\n"));
    let json: serde_json::Value =
        serde_json::from_str(&answer(dir.path(), &["--json", "show", id.trim()], "")).unwrap();
    assert_eq!(json.get("text").unwrap(), text);
    assert!(answer(dir.path(), &["streak"], "").contains("This week: 0 of 3 days."));
    assert_eq!(answer(dir.path(), &["reminders"], ""), "\n");
}

#[test]
fn each_kind_of_refusal_has_its_exit_code() {
    let dir = journal();
    let passphrase = format!("{PASSPHRASE}\n");
    assert_eq!(refusal(dir.path(), &["list"], ""), 2);
    assert_eq!(refusal(dir.path(), &["--passphrase-stdin", "fly"], &passphrase), 2);
    assert_eq!(refusal(dir.path(), &["--passphrase-stdin", "list"], "wrong wrong\n"), 3);
    assert_eq!(refusal(dir.path(), &["--passphrase-stdin", "show", "nothing"], &passphrase), 1);
    assert_eq!(refusal(dir.path(), &["--passphrase-stdin", "add", "--date", "2026-02-30"], &passphrase), 1);
    assert_eq!(refusal(&dir.path().join("elsewhere"), &["--passphrase-stdin", "list"], &passphrase), 1);
    assert!(!dir.path().join("elsewhere").exists());

    let slots = dir.path().join("vault.slots.json");
    let newer = fs::read_to_string(&slots).unwrap().replace("\"version\": 1", "\"version\": 2");
    let (slots_then, copy) = (fs::read(&slots).unwrap(), dir.path().join("vault.slots.json.bak"));
    for path in [&slots, &copy] {
        fs::write(path, &newer).unwrap();
    }
    assert_eq!(refusal(dir.path(), &["--passphrase-stdin", "list"], &passphrase), 5);
    assert_eq!(fs::read_to_string(&slots).unwrap(), newer);
    fs::write(&slots, slots_then).unwrap();
    fs::write(dir.path().join("vault.db"), "").unwrap();
    assert_eq!(refusal(dir.path(), &["--passphrase-stdin", "list"], &passphrase), 4);
}
