//! A journal that faults are done to, and the look at what is left of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ajar_engine::Engine;
use ajar_engine::clock::SystemClock;
use ajar_engine::dto::{EntryCursor, FirstStart, QuietChoice, ReminderDraft, ReminderKind, Settings, Weekday, When};
use tempfile::TempDir;

use crate::ledger::Ledger;
use crate::program;
use crate::writer;

pub const PASSPHRASE: &str = "four quiet words here";

pub struct Journal {
    temp: TempDir,
    /// Opens without Argon2, so that thousands of looks take minutes.
    pub recovery_key: String,
    pub ledger: Ledger,
    /// What the first backup holds.
    backed_up: Ledger,
}

impl Journal {
    /// A journal with a reminder, some entries and one backup of all that, closed.
    pub fn new() -> Self {
        Self::within(tempfile::tempdir().unwrap(), "Car ride home")
    }

    pub fn within(temp: TempDir, reminder: &str) -> Self {
        let engine = open(temp.path());
        let first = FirstStart {
            passphrase: Some(PASSPHRASE.into()),
            want_recovery_key: true,
            settings: Settings::default(),
            reminders: vec![moment(reminder)],
        };
        let recovery_key = engine.create_vault(&first).unwrap().recovery_key.unwrap();
        let mut ledger = Ledger::default();
        for number in 0..4 {
            writer::save(&engine, number).unwrap();
            ledger.saved(&writer::id(number), number);
        }
        engine.back_up_now().unwrap();
        Self { temp, recovery_key, backed_up: ledger.clone(), ledger }
    }

    pub fn path(&self) -> &Path {
        self.temp.path()
    }

    /// Looks at the journal and settles what was in flight.
    pub fn verify(&mut self) -> Result<(), String> {
        verify(self.temp.path(), &self.recovery_key, &mut self.ledger)
    }

    /// Whatever went before, the newest backup comes back into a bare folder, with all that was acknowledged before it.
    pub fn restore_newest(&self) {
        let mut backups: Vec<PathBuf> = copies(self.path());
        backups.sort();
        let bare = tempfile::tempdir().unwrap();
        let to = bare.path().join("restored");
        let arguments = ["--passphrase-stdin", "restore", backups.last().unwrap().to_str().unwrap()];
        let answer = program::run(&to, &arguments, &format!("{PASSPHRASE}\n"));
        assert_eq!(answer.code, Some(0), "{}", answer.err);
        let engine = open(&to);
        engine.unlock_with_recovery(&self.recovery_key).unwrap();
        self.backed_up.is_within(&entries(&engine).unwrap());
        assert_eq!(engine.reminders().unwrap().rows.len(), 1);
        engine.verify().unwrap();
    }
}

pub fn moment(name: &str) -> ReminderDraft {
    ReminderDraft {
        id: None,
        kind: ReminderKind::Moment,
        name: name.into(),
        time: "18:30".into(),
        until_time: None,
        when: When::Weekly { days: vec![Weekday::Mo, Weekday::Fr], every_weeks: 1 },
        zone: None,
        lead_min: 0,
        quiet: QuietChoice::Defer,
        enabled: true,
    }
}

pub fn open(dir: &Path) -> Engine {
    Engine::open(dir, Arc::new(SystemClock::new())).unwrap()
}

/// The backups in a data folder.
pub fn copies(dir: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(dir.join("backups")).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|end| end == "copy")).collect()
}

/// Opens the journal as its user would and compares: it opens, every page has its HMAC, every acknowledged save is there
/// byte for byte, nothing is there that was never written, search knows just that, the slots belong to the vault, and each
/// backup is whole.
pub fn verify(dir: &Path, recovery_key: &str, ledger: &mut Ledger) -> Result<(), String> {
    let said = |error: ajar_engine::Error| error.to_string();
    let engine = Engine::open(dir, Arc::new(SystemClock::new())).map_err(said)?;
    // Opening compares the vault's UUID with the one in the slots.
    engine.unlock_with_recovery(recovery_key).map_err(said)?;
    ledger.compare(entries(&engine)?)?;
    let check = engine.verify().map_err(said)?;
    if check.index_renewed {
        return Err("the search index did not agree with the entries".into());
    }
    if let Some(problem) = check.backups.into_iter().find_map(|backup| backup.problem) {
        return Err(format!("a backup: {}", problem.message));
    }
    if !engine.trash().map_err(said)?.is_empty() {
        return Err("something is in the trash".into());
    }
    let slots = |name| fs::read(dir.join(name)).map_err(|error| error.to_string());
    if slots("vault.slots.json")? != slots("vault.slots.json.bak")? {
        return Err("the key file and its copy differ after an unlock".into());
    }
    Ok(())
}

/// Every entry by its id, trash left out.
pub fn entries(engine: &Engine) -> Result<BTreeMap<String, String>, String> {
    let (mut found, mut after) = (BTreeMap::new(), None);
    loop {
        let page = engine.entries(after.as_ref()).map_err(|error| error.to_string())?;
        after = page.rows.last().map(|row| EntryCursor { day: row.day.clone(), id: row.id.clone() });
        for row in page.rows {
            let entry = engine.entry(&row.id).map_err(|error| error.to_string())?;
            found.insert(entry.id, entry.text);
        }
        if !page.more {
            return Ok(found);
        }
    }
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let to = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &to);
        } else {
            fs::copy(file.path(), to).unwrap();
        }
    }
}
