//! Two and twenty programs write at once, and some of them are killed.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::chance::Chance;
use crate::journal::Journal;
use crate::ledger::text;
use crate::tier::{faults, report};
use crate::{program, writer};

#[test]
fn a_crowd_of_writers_loses_nothing() {
    let (mut journal, mut number) = (Journal::new(), 1_000);
    let (mut added, mut refused) = (0, 0);
    let rounds = [vec![2], vec![20; faults(1, 10)]].concat();
    for crowd in &rounds {
        let numbers = (number..number + crowd).collect::<Vec<_>>();
        number += crowd;
        let children: Vec<_> = numbers.iter().map(|number| program::add(journal.path(), &text(*number))).collect();
        for (number, child) in numbers.into_iter().zip(children) {
            let answer = program::finish(child);
            if answer.code == Some(0) {
                journal.ledger.added(answer.out.trim(), number);
                added += 1;
            } else {
                // Busy for longer than five seconds, or no memory for that many at once.
                answer.is_refused(1);
                journal.ledger.adding(number);
                refused += 1;
            }
        }
        journal.verify().unwrap();
    }
    report(&format!(
        "{} crowds of up to 20 programs: {added} entries added, {refused} refused in a sentence",
        rounds.len()
    ));
    assert!(added > refused);
    journal.restore_newest();
}

/// One writer holds the file open and saves without a pause; it is killed while others wait for their turn.
#[test]
fn the_owner_is_killed_and_the_others_go_on() {
    let (mut journal, mut chance) = (Journal::new(), Chance::new(6));
    let (mut kept, mut added, mut during) = (0, 0, 0);
    let rounds = faults(5, 60);
    for round in 0..rounds {
        let first = (round + 1) * 64;
        let mut command = writer::command(journal.path(), &journal.recovery_key, first, 63);
        let mut owner = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(owner.stdout.take().unwrap());
        let mut hear = |journal: &mut Journal, lines: usize| {
            for _ in 0..lines {
                let mut line = String::new();
                said.read_line(&mut line).unwrap();
                writer::hear(&mut journal.ledger, &line);
            }
        };
        hear(&mut journal, 6);
        let numbers = (10_000 + round * 3..).take(3);
        let others: Vec<_> = numbers.map(|number| (number, program::add(journal.path(), &text(number)))).collect();
        hear(&mut journal, chance.below(40));
        owner.kill().unwrap();
        owner.wait().unwrap();
        hear(&mut journal, 200);
        kept = journal.ledger.acknowledged();
        during += journal.ledger.in_flight();
        for (number, other) in others {
            let answer = program::finish(other);
            assert_eq!(answer.code, Some(0), "{}", answer.err);
            journal.ledger.added(answer.out.trim(), number);
            added += 1;
        }
        journal.verify().unwrap_or_else(|loss| panic!("in round {round}: {loss}"));
    }
    report(&format!(
        "{rounds} owners killed, {during} in the middle of a save, with {kept} entries kept; \
         {added} programs that waited beside them all got their turn"
    ));
    assert!(during > 0);
    journal.restore_newest();
}
