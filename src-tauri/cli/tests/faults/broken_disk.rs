//! The disk answers with errors: to a write, a sync, a change of size, a read.
//!
//! strace injects them, since it can say which call fails and counts those that did.

use std::fs;
use std::process::Command;

use crate::chance::Chance;
use crate::journal::{Journal, PASSPHRASE};
use crate::ledger::text;
use crate::program::{self, is_said_plainly};
use crate::tier::{faults, has, report};
use crate::{trace, writer};

const WAYS: [&str; 8] = [
    "pwrite64:error=EIO",
    "pwrite64:error=ENOSPC",
    "fsync,fdatasync:error=EIO",
    "ftruncate,fallocate:error=EIO",
    "pread64:error=EIO",
    "openat:error=EMFILE",
    "openat:error=EACCES",
    "unlink,rename:error=EIO",
];

#[test]
fn what_a_broken_disk_refuses_is_said_and_the_rest_is_kept() {
    if !has("strace", "strace", "I/O errors") {
        return;
    }
    let mut chance = Chance::new(3);
    let (runs, seen) = (faults(40, 800), tempfile::tempdir().unwrap());
    let (mut fired, mut refused, mut silent) = (0, 0, 0);
    let mut journal = Journal::new();
    for run in 0..runs {
        if run % 100 == 99 {
            journal.restore_newest();
            journal = Journal::new();
        }
        let way = WAYS[run % WAYS.len()];
        // Once, or from some call on for good.
        let when = format!("{way}:when={}{}", 1 + chance.below(60), if chance.percent(50) { "+" } else { "" });
        let to = seen.path().join("trace");
        let program = writer::command(journal.path(), &journal.recovery_key, (run + 1) * 64, 8);
        let said = writer::run_to_end(&mut trace::injected(&program, &when, &to), &mut journal.ledger);
        let hits = fs::read_to_string(&to).unwrap().matches("(INJECTED)").count();
        for message in &said {
            is_said_plainly(message);
        }
        fired += hits;
        refused += said.len();
        silent += usize::from(hits > 0 && said.is_empty());
        journal.verify().unwrap_or_else(|loss| panic!("after {when}, which refused {said:?}: {loss}"));
    }
    report(&format!(
        "{fired} I/O errors in {runs} writers, {refused} saves or starts refused in a sentence, \
         {silent} writers that managed all the same; nothing lost"
    ));
    assert!(fired > runs && refused > runs / 4, "{fired} errors, {refused} refusals: too few to prove anything");
    journal.restore_newest();
}

#[test]
fn the_program_fails_with_one_sentence_when_the_disk_does() {
    if !has("strace", "strace", "I/O errors of ajar-cli") {
        return;
    }
    let (mut journal, seen) = (Journal::new(), tempfile::tempdir().unwrap());
    let mut fired = 0;
    for (run, way) in WAYS.iter().take(5).enumerate() {
        // Earlier calls may be those of the system's loader.
        for (turn, when) in [12, 20, 30].into_iter().take(faults(1, 3)).enumerate() {
            let number = 1_001 + run * 100 + turn * 8;
            let mut add = Command::new(program::AJAR_CLI);
            add.arg("--data-dir").arg(journal.path()).args(["--passphrase-stdin", "add"]);
            let to = seen.path().join("trace");
            let mut strace = trace::injected(&add, &format!("{way}:when={when}+"), &to);
            let stdin = format!("{}\n{}", PASSPHRASE, text(number));
            let answer = program::finish(program::start(&mut strace, &stdin));
            match answer.out.strip_suffix('\n') {
                Some(id) => journal.ledger.added(id, number),
                None => journal.ledger.adding(number),
            }
            assert_eq!(answer.code == Some(0), answer.out.ends_with('\n'), "{way}: {}", answer.err);
            if answer.code != Some(0) {
                // What comes back torn may also look damaged, for as long as the disk does this.
                answer.is_refused(if answer.code == Some(4) { 4 } else { 1 });
            }
            let hits = fs::read_to_string(&to).unwrap().matches("(INJECTED)").count();
            fired += hits;
            journal.verify().unwrap_or_else(|loss| panic!("after {way}: {loss}"));
        }
    }
    report(&format!("{fired} I/O errors in ajar-cli add; each run said its id or failed with one sentence"));
    assert!(fired > 0);
}
