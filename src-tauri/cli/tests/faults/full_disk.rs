//! A disk with no room left, small and not so small.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::journal::{self, Journal};
use crate::ledger::text;
use crate::program;
use crate::tier::report;

/// A disk of its own, in memory.
struct Small {
    place: PathBuf,
}

impl Small {
    /// `None` where nobody may mount one.
    fn mount(at: &Path, mebibytes: usize) -> Option<Self> {
        let size = format!("size={mebibytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Self { place: at.to_owned() })
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // Lazily: whatever else looks at it must not keep it. A failure leaves an empty disk in memory and nothing else.
        let _unmounted = Command::new("umount").arg("--lazy").arg(&self.place).status();
    }
}

#[test]
fn a_full_disk_refuses_in_a_sentence_and_keeps_everything() {
    for (mebibytes, entry_lines) in [(2, 25_000), (64, 1_000_000)] {
        let place = tempfile::tempdir().unwrap();
        let Some(disk) = Small::mount(place.path(), mebibytes) else {
            report(&format!("SKIPPED a full disk of {mebibytes} MiB: this user may not mount one"));
            continue;
        };
        let mut journal = Journal::within(tempfile::tempdir_in(&disk.place).unwrap(), "Car ride home");
        fill(&mut journal, mebibytes, entry_lines);
    }
}

fn fill(journal: &mut Journal, mebibytes: usize, entry_lines: usize) {
    let long = |number: usize| format!("{number} ").repeat(entry_lines);
    let mut kept = Vec::new();
    let refused = loop {
        let number = 1_000 + kept.len();
        assert!(kept.len() < 500, "the disk does not fill");
        let answer = program::answer(journal.path(), &["add"], &long(number));
        if answer.code != Some(0) {
            break answer;
        }
        kept.push((answer.out.trim().to_owned(), long(number)));
    };
    refused.is_refused(1);
    assert!(refused.err.contains("disk is full"), "{}", refused.err);
    // What comes after may find the room that the refused one gave back, or be refused too.
    let mut refusals = 1;
    for more in [long(1_999), text(1)] {
        let answer = program::answer(journal.path(), &["add"], &more);
        if answer.code == Some(0) {
            kept.push((answer.out.trim().to_owned(), more));
        } else {
            answer.is_refused(1);
            refusals += 1;
        }
    }
    for command in ["backup", "list"] {
        let answer = program::answer(journal.path(), &[command], "");
        if answer.code != Some(0) {
            answer.is_refused(1);
            refusals += 1;
        }
    }
    // What lies there is whole: on a disk with room every word is there, and nothing that was refused.
    let roomy = tempfile::tempdir().unwrap();
    journal::copy(journal.path(), roomy.path());
    let engine = journal::open(roomy.path());
    engine.unlock_with_recovery(&journal.recovery_key).unwrap();
    let mut held = journal::entries(&engine).unwrap();
    for (id, text) in &kept {
        assert!(held.remove(id).as_ref() == Some(text), "{id} was acknowledged on a full disk and is gone");
    }
    engine.verify().unwrap();
    journal.ledger.compare(held).unwrap();
    let left = fs::read_dir(roomy.path().join("backups")).unwrap().map(|file| file.unwrap().file_name());
    let parts = left.filter(|name| name.to_string_lossy().contains(".part")).count();
    assert_eq!(parts, 0, "half a backup was left");
    report(&format!(
        "a full disk of {mebibytes} MiB: {} entries kept, {refusals} commands refused in a sentence; nothing lost",
        kept.len()
    ));
    journal.restore_newest();
}
