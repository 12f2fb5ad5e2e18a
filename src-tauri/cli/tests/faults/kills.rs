//! A process that is killed while it saves loses nothing that it acknowledged.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::time::SystemTime;
use std::{fs, hint, path::Path, thread};

use crate::chance::Chance;
use crate::journal::Journal;
use crate::ledger::{Ledger, text};
use crate::tier::{faults, report};
use crate::{program, writer};

/// What a number of kills did.
#[derive(Default)]
struct Tally {
    kills: usize,
    during_a_save: usize,
    /// New entries whose save was cut off, and which are there all the same.
    whole: usize,
    acknowledged: usize,
}

#[test]
fn a_writer_that_is_killed_keeps_every_acknowledged_save() {
    let (mut tally, mut chance) = (Tally::default(), Chance::new(1));
    let kills = faults(60, 2_000);
    while tally.kills < kills {
        // Anew from time to time, since each look reads everything.
        let mut journal = Journal::new();
        for writer in 0..(kills - tally.kills).min(100) {
            kill_a_writer(&mut journal, writer, &mut chance, &mut tally);
        }
        tally.acknowledged += journal.ledger.acknowledged();
        sees_loss(&mut journal);
        journal.restore_newest();
    }
    let Tally { kills, during_a_save, whole, acknowledged } = tally;
    report(&format!(
        "{kills} kills, {during_a_save} of them in the middle of a save, {whole} of whose entries are there whole; \
         {acknowledged} entries, none lost"
    ));
    assert!(during_a_save > kills / 4 && whole < during_a_save, "the kills fell on one side of the commit only");
}

fn kill_a_writer(journal: &mut Journal, writer: usize, chance: &mut Chance, tally: &mut Tally) {
    const SAVES: usize = 64;
    let first = (writer + 1) * SAVES;
    let mut command = writer::command(journal.path(), &journal.recovery_key, first, SAVES);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    // Up to five saves, and then a moment that is nobody's.
    let mut left = 1 + 2 * chance.below(6) + usize::from(chance.percent(20));
    while left > 0 {
        let mut line = String::new();
        assert!(stdout.read_line(&mut line).unwrap() > 0, "the writer ended before it was killed");
        left -= usize::from(line.starts_with("sav"));
        writer::hear(&mut journal.ledger, &line);
    }
    (0..chance.below(300_000)).for_each(|_| hint::spin_loop());
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    rest.split_inclusive('\n').for_each(|line| writer::hear(&mut journal.ledger, line));
    let (cut_off, acknowledged) = (journal.ledger.in_flight(), journal.ledger.acknowledged());
    journal.verify().unwrap_or_else(|loss| panic!("after kill {writer}: {loss}"));
    tally.kills += 1;
    tally.during_a_save += cut_off;
    tally.whole += journal.ledger.acknowledged() - acknowledged;
}

/// The control: a journal from before the last save is what a loss looks like.
fn sees_loss(journal: &mut Journal) {
    let before = tempfile::tempdir().unwrap();
    crate::journal::copy(journal.path(), before.path());
    let mut child = writer::command(journal.path(), &journal.recovery_key, 1_000_000, 1);
    assert_eq!(writer::run_to_end(&mut child, &mut journal.ledger), Vec::<String>::new());
    let mut ledger = journal.ledger.clone();
    let seen = crate::journal::verify(before.path(), &journal.recovery_key, &mut ledger);
    assert!(seen.is_err_and(|loss| loss.ends_with("acknowledged and is gone")));
    journal.verify().unwrap();
}

#[test]
fn the_program_that_is_killed_keeps_every_acknowledged_entry() {
    let mut journal = Journal::new();
    let kills = faults(12, 200);
    let mut cut_off = 0;
    for number in 0..kills {
        let text_number = 1_000 + number * 8 + 7;
        let mut child = program::add(journal.path(), &text(text_number));
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut id = String::new();
        // Each kill falls on another step: at the first written byte, a little later twice, after the acknowledgement.
        match number % 4 {
            3 => drop(stdout.read_line(&mut id).unwrap()),
            later => {
                await_save(journal.path(), &mut child);
                (0..later * 30_000).for_each(|_| hint::spin_loop());
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        stdout.read_to_string(&mut id).unwrap();
        hear(&mut journal.ledger, &id, text_number);
        cut_off += journal.ledger.in_flight();
        journal.verify().unwrap_or_else(|loss| panic!("after kill {number}: {loss}"));
    }
    report(&format!("{kills} kills of ajar-cli add, {cut_off} before it answered; none lost"));
    assert!(cut_off > 0 && cut_off < kills, "the kills fell on one side of the commit only");
    journal.restore_newest();
}

/// The program prints the id of what is safe.
fn hear(ledger: &mut Ledger, said: &str, number: usize) {
    match said.strip_suffix('\n') {
        Some(id) => ledger.added(id, number),
        None => ledger.adding(number),
    }
}

/// Returns when the journal's write-ahead log begins to change, or the process has ended.
fn await_save(dir: &Path, child: &mut Child) {
    let log = dir.join("vault.db-wal");
    let look = || -> Option<(u64, SystemTime)> {
        let metadata = fs::metadata(&log).ok().filter(|metadata| metadata.len() > 0)?;
        Some((metadata.len(), metadata.modified().ok()?))
    };
    let before = look();
    while look() == before && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
}
