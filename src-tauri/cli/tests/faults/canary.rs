//! What somebody wrote is readable in no file: not in the data folder, not in a backup, not among temporary files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ajar_engine::dto::EntrySave;

use crate::journal::{self, Journal, PASSPHRASE};
use crate::program;
use crate::tier::report;

const CANARY: &str = "canary-7c41e0-Öd";

/// The canary as a program may have kept it: in UTF-8, in UTF-16 either way, and in base64 wherever it begins.
fn spellings() -> Vec<Vec<u8>> {
    let units: Vec<u16> = CANARY.encode_utf16().collect();
    let mut all = vec![
        CANARY.as_bytes().to_vec(),
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ];
    // The signs that no neighbor changes.
    all.extend((0..3).map(|start| base64(&CANARY.as_bytes()[start..])));
    all
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| three.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    bytes.chunks_exact(3).flat_map(|three| [18, 12, 6, 0].map(|shift| SIGNS[group(three) >> shift & 63])).collect()
}

/// Every file below these folders in which a spelling stands, and how many files there were.
fn hits(folders: &[&Path]) -> (Vec<PathBuf>, usize) {
    let (mut folders, mut hits, mut files) =
        (folders.iter().map(|path| path.to_path_buf()).collect::<Vec<_>>(), vec![], 0);
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            files += 1;
            let holds = |spelling: &Vec<u8>| bytes.windows(spelling.len()).any(|window| window == spelling.as_slice());
            if spellings().iter().any(holds) {
                hits.push(path);
            }
        }
    }
    (hits, files)
}

#[test]
fn what_somebody_wrote_is_readable_in_no_file() {
    let (here, temporary) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let journal = Journal::within(here, &format!("reminder {CANARY}"));
    let run = |dir: &Path, arguments: &[&str], text: &str| {
        let mut command = Command::new(program::AJAR_CLI);
        command.env("TMPDIR", temporary.path()).arg("--data-dir").arg(dir).arg("--passphrase-stdin").args(arguments);
        let answer = program::finish(program::start(&mut command, &format!("{PASSPHRASE}\n{text}")));
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        answer.out
    };
    let mut looked_at = 0;
    let mut none = |when: &str, more: &[&Path]| {
        let (hits, files) = hits(&[&[journal.path(), temporary.path()], more].concat());
        assert_eq!(hits, Vec::<PathBuf>::new(), "{when}");
        looked_at += files;
    };
    let id = run(journal.path(), &["add"], &format!("{CANARY} text #{CANARY}\n")).trim().to_owned();
    none("added", &[]);
    {
        let engine = journal::open(journal.path());
        engine.unlock_with_recovery(&journal.recovery_key).unwrap();
        for rev in 1..4 {
            let text = format!("{CANARY} text again\n").repeat(1_000 * usize::try_from(rev).unwrap());
            engine.save_entry(&EntrySave { id: id.clone(), base_rev: rev, text, ..EntrySave::default() }).unwrap();
            none("edited, while it is open", &[]);
        }
        engine.save_reminder(&journal::moment(&format!("another {CANARY}"))).unwrap();
        engine.delete_entry(&id).unwrap();
        none("deleted, while it is open", &[]);
    }
    none("closed", &[]);
    let backup = run(journal.path(), &["backup"], "");
    run(journal.path(), &["verify"], "");
    none("backed up", &[]);
    let bare = tempfile::tempdir().unwrap();
    let to = bare.path().join("ajar");
    run(&to, &["restore", backup.lines().next().unwrap()], "");
    assert!(run(&to, &["reminders"], "").contains(CANARY), "it was there to be found");
    none("restored", &[bare.path()]);
    report(&format!("a canary in entries, tags and reminders: no hit in {looked_at} files that were looked at"));

    // The control.
    for (number, spelling) in spellings().into_iter().enumerate() {
        let planted = temporary.path().join(format!("planted-{number}"));
        fs::write(&planted, [&b"before "[..], &spelling, b" after"].concat()).unwrap();
        assert_eq!(hits(&[temporary.path()]).0, std::slice::from_ref(&planted));
        fs::remove_file(planted).unwrap();
    }
}
