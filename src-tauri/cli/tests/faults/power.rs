//! The power goes while words are on their way to the disk.

use std::process::Command;

use tempfile::TempDir;

use crate::chance::Chance;
use crate::disk::Disk;
use crate::journal::{self, Journal, PASSPHRASE};
use crate::ledger::{Ledger, text};
use crate::tier::{faults, has, report};
use crate::trace::{self, Event};
use crate::{program, writer};

/// What a session did to the disk, from a journal that was safe on it.
struct Session {
    before: TempDir,
    recovery_key: String,
    ledger: Ledger,
    events: Vec<Event>,
    journal: Journal,
}

/// A long sitting that folds its log into the file on the way, three entries from a terminal, and a backup.
fn session() -> Session {
    let (journal, before, traces) = (Journal::new(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    journal::copy(journal.path(), before.path());
    let mut events = Vec::new();
    let writer = writer::command(journal.path(), &journal.recovery_key, 4, 64);
    events.extend(record(&journal, &traces, &writer, ""));
    for number in ADDED {
        let mut add = Command::new(program::AJAR_CLI);
        add.arg("--data-dir").arg(journal.path()).args(["--passphrase-stdin", "add"]);
        // The program says an id; here it says which text it answers for.
        events.push(Event::Said(format!("adding {number}\n")));
        for event in record(&journal, &traces, &add, &format!("{PASSPHRASE}\n{}", text(number))) {
            events.push(match event {
                Event::Said(id) => Event::Said(format!("added {number} {id}")),
                other => other,
            });
        }
    }
    let mut backup = Command::new(program::AJAR_CLI);
    backup.arg("--data-dir").arg(journal.path()).args(["--passphrase-stdin", "backup"]);
    events.extend(record(&journal, &traces, &backup, &format!("{PASSPHRASE}\n")));
    Session { before, recovery_key: journal.recovery_key.clone(), ledger: journal.ledger.clone(), events, journal }
}

const ADDED: [usize; 3] = [1_001, 1_005, 1_007];

fn record(journal: &Journal, traces: &TempDir, program: &Command, stdin: &str) -> Vec<Event> {
    let to = traces.path().join("trace");
    let answer = program::finish(program::start(&mut trace::traced(program, &to), stdin));
    assert_eq!(answer.code, Some(0), "{}", answer.err);
    trace::read(&to, journal.path())
}

fn hear(ledger: &mut Ledger, said: &str) {
    let words: Vec<&str> = said.split_whitespace().collect();
    match words.as_slice() {
        ["adding", number] => ledger.adding(number.parse().unwrap()),
        ["added", number, id] => ledger.added(id, number.parse().unwrap()),
        _ => said.split_inclusive('\n').for_each(|line| writer::hear(ledger, line)),
    }
}

impl Session {
    /// Cuts the power so many times and answers what each look found.
    fn cut(&self, cuts: usize, ignores_syncs: bool, chance: &mut Chance) -> Vec<Result<(), String>> {
        let mut places: Vec<usize> = (0..cuts).map(|_| chance.below(self.events.len() + 1)).collect();
        places.sort_unstable();
        let (mut disk, mut ledger) = (Disk::with(self.before.path(), ignores_syncs), self.ledger.clone());
        let (mut events, mut found) = (self.events.iter().enumerate().peekable(), Vec::new());
        for place in places {
            while let Some((_, event)) = events.next_if(|(index, _)| *index < place) {
                disk.apply(event);
                if let Event::Said(said) = event {
                    hear(&mut ledger, said);
                }
            }
            let folder = tempfile::tempdir().unwrap();
            disk.lose_power(folder.path(), chance);
            let looked = journal::verify(folder.path(), &self.recovery_key, &mut ledger.clone());
            found.push(looked.map_err(|loss| format!("cut before event {place}: {loss}")));
        }
        found
    }
}

#[test]
fn a_power_cut_at_any_moment_loses_no_acknowledged_save() {
    if !has("strace", "strace", "power cuts") {
        return;
    }
    let mut session = session();
    let count = |kind: fn(&Event) -> bool| session.events.iter().filter(|event| kind(event)).count();
    let (writes, syncs) =
        (count(|event| matches!(event, Event::Wrote { .. })), count(|event| matches!(event, Event::Synced { .. })));
    let mut chance = Chance::new(2);
    let cuts = faults(200, 10_000);
    let losses: Vec<String> = session.cut(cuts, false, &mut chance).into_iter().filter_map(Result::err).collect();
    assert_eq!(losses, Vec::<String>::new());

    let control = faults(20, 200);
    let lost = session.cut(control, true, &mut chance).into_iter().filter(Result::is_err).count();
    report(&format!(
        "{cuts} power cuts among {writes} writes and {syncs} syncs, nothing lost; \
         on a disk that ignores syncs {lost} of {control} lost something"
    ));
    assert!(lost * 2 > control, "the control must lose: {lost} of {control}");

    session.events.iter().for_each(|event| {
        if let Event::Said(said) = event {
            hear(&mut session.journal.ledger, said);
        }
    });
    session.journal.verify().unwrap();
    session.journal.restore_newest();
}
