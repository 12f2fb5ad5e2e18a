//! Entries as a script writes, reads and changes them.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use std::io::{BufRead, BufReader, Read, Write};

use script::*;
use serde_json::{Value, json};
use tempfile::TempDir;

fn added(dir: &TempDir, arguments: &[&str], text: &str) -> String {
    let out = done(run_with(dir.path(), &[&["add"], arguments].concat(), text));
    out.strip_suffix('\n').unwrap().to_owned()
}

fn entry(dir: &TempDir, id: &str) -> Value {
    script::json(with_passphrase(dir.path(), &["--json", "show", id]))
}

/// These parts of the entry are so.
fn is(dir: &TempDir, id: &str, expect: &Value) {
    let entry = entry(dir, id);
    for (name, value) in expect.as_object().unwrap() {
        assert_eq!(entry.get(name), Some(value), "{name}");
    }
}

fn list(dir: &TempDir) -> String {
    done(with_passphrase(dir.path(), &["list"]))
}

#[test]
fn an_entry_is_added_listed_and_shown_exactly() {
    let (dir, recovery) = journal();
    assert_eq!(list(&dir), "");
    for text in ["Title\r\nשלום \u{202e}x\0y e\u{301}\n", "no line end", "\n\n two ends\r\n\n"] {
        let id = added(&dir, &["--date", "2026-01-02"], text);
        assert!(list(&dir).contains(&id));
        assert_eq!(done(with_passphrase(dir.path(), &["show", &id])), text);
        is(
            &dir,
            &id,
            &json!({"text": text, "day": "2026-01-02", "time": null, "tags": [], "mood": null, "starred": false}),
        );
    }
    let by_recovery_key = run(dir.path(), &["--recovery-key", "--passphrase-stdin", "list"], format!("{recovery}\n"));
    assert_eq!(done(by_recovery_key), list(&dir));
    assert!(done(with_passphrase(dir.path(), &["streak"])).contains("This week: 0 of 3 days."));
    assert_eq!(done(with_passphrase(dir.path(), &["reminders"])), "");
}

#[test]
fn what_is_noted_about_an_entry_stays_until_it_is_named() {
    let (dir, _) = journal();
    let noted = ["--date", "2026-01-02", "--time", "07:05", "--tag", "Walk", "--tag", "car", "--tag", "walk"];
    let id = added(&dir, &[&noted[..], &["--mood", "warm", "--star"]].concat(), "one");
    assert_eq!(list(&dir), format!("2026-01-02 07:05  {id}  one  *  warm  #car  #Walk\n"));
    let edit = |arguments: &[&str], text: &str| run_with(dir.path(), &[&["edit", &id[..30]], arguments].concat(), text);
    assert_eq!(done(edit(&[], "two")), format!("{id}\n"));
    let kept = json!({"day": "2026-01-02", "time": "07:05", "tags": ["car", "Walk"], "mood": "warm", "starred": true});
    is(&dir, &id, &kept);
    is(&dir, &id, &json!({"text": "two", "rev": 2}));
    done(edit(&["--time", "08:00", "--no-tags", "--no-mood", "--no-star"], ""));
    let none = json!({"text": "two", "rev": 3, "time": "08:00", "tags": [], "mood": null, "starred": false});
    is(&dir, &id, &none);
    done(edit(&["--mood", "low", "--tag", "new", "--if-rev", "3"], "three"));
    is(&dir, &id, &json!({"text": "three", "rev": 4, "tags": ["new"], "mood": "low"}));
}

#[test]
fn a_stale_edit_overwrites_nothing() {
    let (dir, _) = journal();
    let id = added(&dir, &["--tag", "car"], "one");
    done(run_with(dir.path(), &["edit", &id], "two"));
    let stale = run_with(dir.path(), &["edit", &id, "--if-rev", "1"], "three");
    refused(&stale, 1);
    is(&dir, &id, &json!({"text": "two", "rev": 2}));
    is(&dir, stale.out.trim(), &json!({"text": "three", "tags": ["car"]}));
    refused(&with_passphrase(dir.path(), &["edit", &id, "--if-rev", "1", "--mood", "low"]), 1);
    is(&dir, &id, &json!({"mood": null}));
    assert_eq!(list(&dir).lines().count(), 2);
}

#[test]
fn the_trash_takes_and_gives_back() {
    let (dir, _) = journal();
    let id = added(&dir, &[], "kept");
    let said = done(with_passphrase(dir.path(), &["delete", &id]));
    assert!(said.contains(&format!("ajar-cli undelete {id}")), "{said}");
    assert_eq!(list(&dir), "");
    assert!(done(with_passphrase(dir.path(), &["list", "--trash"])).contains(&id));
    is(&dir, &id, &json!({"text": "kept", "in_trash": true}));
    done(with_passphrase(dir.path(), &["undelete", &id]));
    assert!(list(&dir).contains(&id));
    for command in ["show", "edit", "delete", "undelete"] {
        for unknown in ["ffffffff", "nothing", ""] {
            refused(&run_with(dir.path(), &[command, unknown], "x"), 1);
        }
    }
    assert_eq!(with_passphrase(dir.path(), &["show"]).code, Some(2));
}

#[test]
fn a_list_ends_where_it_is_told_to() {
    let (dir, _) = journal();
    let days = ["2026-01-01", "2026-01-03", "2026-01-02"];
    let ids: Vec<String> = days.iter().map(|day| added(&dir, &["--date", day], day)).collect();
    let limited = done(with_passphrase(dir.path(), &["list", "--limit", "2"]));
    let firsts: Vec<&str> = limited.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(firsts, ["2026-01-03", "2026-01-02"]);
    // One second makes three ids that begin alike.
    refused(&with_passphrase(dir.path(), &["show", &ids[0][..8]]), 1);
}

#[test]
fn what_is_refused_writes_nothing() {
    let (dir, _) = journal();
    let refuse = |arguments: &[&str], text: &str| {
        let answer = run_with(dir.path(), &[&["add"], arguments].concat(), text);
        refused(&answer, 1);
        assert!(answer.out.is_empty());
    };
    let long = "x".repeat(65);
    for arguments in [
        ["--date", "2026-02-30"],
        ["--date", "yesterday"],
        ["--time", "25:00"],
        ["--time", "7pm"],
        ["--tag", "two words"],
        ["--tag", ""],
        ["--tag", &long],
        ["--tag", "a\tb"],
        ["--mood", "wild"],
    ] {
        refuse(&arguments, "text");
    }
    refuse(&[], "");
    refuse(&[], " \r\n\t\n");
    refuse(&[], &"x".repeat(16 * 1024 * 1024 + 1));
    let not_text = [PASSPHRASE.as_bytes(), b"\nfine \xff\n"].concat();
    refused(&run(dir.path(), &["--passphrase-stdin", "add"], not_text), 1);
    assert_eq!(list(&dir), "");
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let (dir, _) = journal();
    let text = "many lines\n".repeat(100_000);
    let id = added(&dir, &[], &text);
    let mut child = command(dir.path(), &["--passphrase-stdin", "show", &id]).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSPHRASE}").unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((line.as_str(), said.as_str(), child.wait().unwrap().code()), ("many lines\n", "", Some(0)));
}

/// `script` gives a command a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_passphrase_is_asked_for_and_not_shown() {
    let (dir, _) = journal();
    let terminal = tempfile::NamedTempFile::new().unwrap();
    let line = format!(
        "tty > '{}'; printf 'text from elsewhere' | '{}' --data-dir '{}' add",
        terminal.path().display(),
        env!("CARGO_BIN_EXE_ajar-cli"),
        dir.path().display()
    );
    let mut child = std::process::Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut shown = Vec::new();
    while !shown.ends_with(b"Passphrase: ") {
        let mut byte = [0];
        stdout.read_exact(&mut byte).unwrap();
        shown.extend(byte);
    }
    // Nobody types so fast, but this test would: the terminal stops showing what is typed only after the question.
    let name = std::fs::read_to_string(terminal.path()).unwrap();
    while shows_what_is_typed(name.trim()) {
        std::thread::yield_now();
    }
    writeln!(stdin, "{PASSPHRASE}").unwrap();
    stdout.read_to_end(&mut shown).unwrap();
    drop(stdin);
    assert!(child.wait().unwrap().success());
    let shown = String::from_utf8(shown).unwrap();
    assert!(!shown.contains("quiet"), "{shown}");
    let id = shown.lines().last().unwrap().trim();
    is(&dir, id, &json!({"text": "text from elsewhere"}));
}

#[cfg(target_os = "linux")]
fn shows_what_is_typed(terminal: &str) -> bool {
    let settings = std::process::Command::new("stty").args(["-a", "-F", terminal]).output().unwrap();
    assert!(settings.status.success());
    String::from_utf8(settings.stdout).unwrap().split_whitespace().any(|setting| setting == "echo")
}

#[test]
fn entries_are_found_by_their_words() {
    let (dir, _) = journal();
    let first = added(&dir, &["--date", "2026-01-02", "--tag", "evening"], "A long walk to the café.");
    let second = added(&dir, &["--date", "2026-01-03"], "The walk home.");
    let search = |arguments: &[&str]| with_passphrase(dir.path(), &[&["search"], arguments].concat());
    let out = done(search(&["walk"]));
    let ids: Vec<&str> = out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(ids, [second.as_str(), first.as_str()]);
    assert!(done(search(&["CAFE", "tag:evening"])).contains("A long walk to the café."));
    assert_eq!(done(search(&["--limit", "1", "walk"])).lines().count(), 1);
    assert_eq!(done(search(&["wal"])), "", "a word that was typed to its end is whole");
    refused(&search(&["before:then"]), 1);
}

#[test]
fn an_entry_says_how_many_pictures_are_in_it() {
    /// The smallest picture there is.
    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let (dir, _) = journal();
    let id = added(&dir, &[], "With a picture");
    is(&dir, &id, &json!({"pictures": 0}));
    assert_eq!(done(with_passphrase(dir.path(), &["show", &id])), "With a picture");
    let engine = open(dir.path());
    engine.unlock(PASSPHRASE).unwrap();
    engine.add_picture(&id, GIF).unwrap();
    drop(engine);
    is(&dir, &id, &json!({"pictures": 1}));
    let out = with_passphrase(dir.path(), &["show", &id]);
    assert_eq!((out.out.as_str(), out.err.as_str()), ("With a picture", "1 picture is in this entry.\n"));
}
