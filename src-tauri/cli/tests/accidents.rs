//! Whatever happened to the folder: one line that says what to do, the right exit code, and nothing changed.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use std::fs;
use std::path::Path;

use script::*;

const EVERY_COMMAND: [&[&str]; 11] = [
    &["add"],
    &["list"],
    &["show", "01890a5d"],
    &["edit", "01890a5d"],
    &["delete", "01890a5d"],
    &["undelete", "01890a5d"],
    &["backup"],
    &["verify"],
    &["passwd"],
    &["recovery", "new"],
    &["rekey"],
];

fn every_command_is_refused(dir: &Path, code: i32) {
    for arguments in EVERY_COMMAND {
        let answer = run_with(dir, arguments, "some text that is long enough");
        refused(&answer, code);
        assert!(answer.out.is_empty(), "{arguments:?}");
    }
}

/// After `accident`, everything answers with `code` and the file is as the accident left it.
fn check(name: &str, code: i32, accident: impl FnOnce(&Path)) {
    let (dir, _) = journal();
    let path = dir.path().join(name);
    accident(&path);
    let left = fs::read(&path).ok();
    every_command_is_refused(dir.path(), code);
    assert_eq!(fs::read(&path).ok(), left, "{name}");
    refused(&run_with(dir.path(), &["init"], ""), if code == 3 { 1 } else { code });
}

#[test]
fn a_damaged_or_missing_journal_is_said() {
    check("vault.db", 4, |path| fs::remove_file(path).unwrap());
    check("vault.db", 4, |path| fs::write(path, "").unwrap());
    check("vault.db", 4, |path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    });
}

#[test]
fn a_journal_that_is_no_database_is_said() {
    let (dir, _) = journal();
    fs::write(dir.path().join("vault.db"), "not a journal any more").unwrap();
    every_command_is_refused(dir.path(), 4);
}

#[test]
fn lost_keys_and_newer_files_are_said() {
    for (text, code) in [("not json", 4), ("{\"version\": 99}", 5)] {
        check("vault.slots.json", code, |path| {
            fs::write(path, text).unwrap();
            fs::write(path.with_extension("json.bak"), text).unwrap();
        });
    }
}

#[test]
fn a_wrong_passphrase_is_said_and_several_make_the_next_one_wait() {
    let (dir, _) = journal();
    for _ in 0..5 {
        refused(&run(dir.path(), &["--passphrase-stdin", "list"], "wrong wrong\n"), 3);
    }
    let too_soon = with_passphrase(dir.path(), &["list"]);
    refused(&too_soon, 3);
    assert!(too_soon.err.contains("Wait"), "{}", too_soon.err);
}

#[test]
fn where_there_is_no_journal_none_is_begun() {
    let place = tempfile::tempdir().unwrap();
    let (missing, empty, other) =
        (place.path().join("missing"), place.path().join("empty"), place.path().join("other"));
    fs::create_dir(&empty).unwrap();
    fs::create_dir(&other).unwrap();
    fs::write(other.join("letter.txt"), "mine").unwrap();
    for dir in [&missing, &empty, &other, &other.join("letter.txt")] {
        every_command_is_refused(dir, 1);
    }
    assert!(!missing.exists());
    assert_eq!((fs::read_dir(&empty).unwrap().count(), fs::read_dir(&other).unwrap().count()), (0, 1));
    drop(open(&empty));
    every_command_is_refused(&empty, 1);
}

#[test]
fn a_secret_that_nobody_gives_is_wrong_usage() {
    let (dir, _) = journal();
    for arguments in EVERY_COMMAND {
        let answer = run(dir.path(), arguments, "some text");
        refused(&answer, 2);
        assert!(answer.err.contains("--passphrase-stdin"), "{}", answer.err);
    }
    let two_ways = run(dir.path(), &["--login", "--recovery-key", "list"], "");
    refused(&two_ways, 2);
    assert_eq!(with_passphrase(dir.path(), &["fly"]).code, Some(2));
    let endless = "x".repeat(100_000);
    refused(&run(dir.path(), &["--passphrase-stdin", "list"], endless), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_is_said() {
    let (dir, _) = journal();
    let file = done(with_passphrase(dir.path(), &["backup"])).lines().next().unwrap().to_owned();
    // Nobody, not even root, may make a file there.
    refused(&run_with(Path::new("/sys/kernel"), &["restore", &file], ""), 1);
    refused(&run_with(Path::new("/sys/kernel/new"), &["init"], ""), 1);
    refused(&run_with(Path::new("/sys/kernel"), &["list"], ""), 1);
    refused(&run_with(Path::new("/dev/null"), &["restore", &file], ""), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_said() {
    let (dir, _) = journal();
    let full = || fs::File::options().write(true).open("/dev/full").unwrap();
    let answer = |arguments: &[&str], dir: &Path| {
        use std::io::Write;
        let mut command = command(dir, &[&["--passphrase-stdin"], arguments].concat());
        let mut child = command.stdout(full()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(format!("{PASSPHRASE}\ntext").as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        Answer { code: output.status.code(), out: String::new(), err: String::from_utf8(output.stderr).unwrap() }
    };
    refused(&answer(&["add"], dir.path()), 1);
    let unseen = answer(&["init"], &dir.path().join("new"));
    refused(&unseen, 1);
    assert!(unseen.err.contains("recovery new"), "{}", unseen.err);
}
