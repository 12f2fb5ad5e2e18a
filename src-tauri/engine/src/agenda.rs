//! `agenda.db`: what must be readable while the journal is locked. Its key lies beside it, so nothing in it is the user's
//! own words.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use ajar_core::reminder::Reminder;
use ajar_core::schedule::{Facts, Plan, Zones};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

use crate::crypto::Key;
use crate::db::Database;
use crate::error::{Error, Part};
use crate::migration::Migration;
use crate::paths::{self, DataDir};
use crate::settings::Understood;
use crate::table::{gate, letter, occurrence, pause, reminder, setting};
use crate::zone::JiffZone;

pub(crate) const MIGRATIONS: &[Migration] = &[
    setting::MIGRATION,
    reminder::MIGRATION,
    occurrence::MIGRATION,
    pause::MIGRATION,
    gate::MIGRATION,
    letter::MIGRATION,
    reminder::MORE_WAYS,
    occurrence::WHY,
    gate::QUESTIONS,
];

/// The open agenda.
#[derive(Debug)]
pub(crate) struct Agenda {
    database: Database,
}

/// Whether the agenda is the one from before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Kept,
    /// There was none, or it could not be read and was set aside.
    Empty,
}

impl Agenda {
    /// Opens the agenda; one that is missing, or that nothing can read any more, begins empty.
    pub(crate) fn open(dir: &DataDir, now: DateTime<Utc>) -> Result<(Self, Origin), Error> {
        let path = dir.agenda();
        if let Some(key) = read_key(&dir.agenda_key())?
            && is_filled(&path)
        {
            match Database::open(&path, &key, Part::Agenda, MIGRATIONS) {
                Err(Error::Damaged { .. }) => {}
                opened => return Ok((Self { database: opened? }, Origin::Kept)),
            }
        }
        let begin = || -> io::Result<()> {
            set_aside(&path, &dir.agenda_key(), now)?;
            paths::create_private(&path)
        };
        begin().map_err(|error| Error::file("make a file for your reminders", dir.root(), &error))?;
        let key = Key::generate()?;
        paths::replace_file(&dir.agenda_key(), key.as_slice())
            .map_err(|error| Error::file("make a file for your reminders", dir.root(), &error))?;
        let database = Database::open(&path, &key, Part::Agenda, MIGRATIONS)?;
        Ok((Self { database }, Origin::Empty))
    }

    pub(crate) fn read<T>(
        &self,
        doing: &'static str,
        query: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.read(doing, query)
    }

    /// One IMMEDIATE transaction; on a full disk `change` may run twice.
    pub(crate) fn write<T>(
        &mut self,
        doing: &'static str,
        change: impl FnMut(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.database.write(doing, change)
    }

    /// Becomes what another agenda is, in one transaction.
    pub(crate) fn take_over(&mut self, from: &Connection) -> Result<(), Error> {
        self.database.take_over(from, MIGRATIONS).map_err(|error| error.while_doing("bring your reminders back"))
    }

    /// Something that differs after any change, by this process or another.
    pub(crate) fn state(&self) -> Result<(i64, u64), Error> {
        self.database.state()
    }
}

/// Everything that decides what fires.
pub(crate) fn plan(agenda: &Connection, settings: &Understood, now: DateTime<Utc>) -> Result<Plan, Error> {
    let gate = gate::get(agenda)?;
    let reminders = reminder::all(agenda)?;
    Ok(Plan {
        zones: zones(&reminders),
        reminders,
        cues: settings.cues(),
        known: occurrence::known(agenda, now)?,
        quiet_hours: settings.quiet_hours,
        day_start: settings.day_start,
        pause_all: pause::newest(agenda)?.map(|span| span.as_pause()),
        facts: Facts {
            last_practice_day: gate.last_practice_day,
            last_talk: gate.last_talk,
            quiet_bids_until: gate.quiet_bids_until,
            no_questions_until: gate.no_questions_until,
            hold: false,
        },
    })
}

/// The zones that reminders are pinned to, as far as anybody knows them.
pub(crate) fn zones<'a>(reminders: impl IntoIterator<Item = &'a Reminder>) -> Zones {
    let mut zones = Zones::default();
    for name in reminders.into_iter().filter_map(|reminder| reminder.zone.as_deref()) {
        if let Some(zone) = JiffZone::pinned(name) {
            zones.insert(name, Arc::new(zone));
        }
    }
    zones
}

/// `None` when there is no key, or it has been cut or exchanged for a folder: then nothing can read the agenda.
pub(crate) fn read_key(path: &Path) -> Result<Option<Key>, Error> {
    let mut key = Key::default();
    match fs::read(path).map(zeroize::Zeroizing::new) {
        Ok(bytes) if bytes.len() == key.len() => {
            key.copy_from_slice(&bytes);
            Ok(Some(key))
        }
        Ok(_) => Ok(None),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => Ok(None),
        Err(error) => Err(Error::file("read the key of your reminders", path, &error)),
    }
}

fn is_filled(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
}

/// Keeps what cannot be read, and its key, under other names: both may still be of use to somebody. An empty file is of none.
fn set_aside(path: &Path, key: &Path, now: DateTime<Utc>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0) {
        fs::remove_file(path)?;
    }
    let aside = |path: &Path| paths::with_suffix(path, &format!(".unreadable-{}", now.timestamp_millis()));
    let mut moves = vec![(key.to_owned(), aside(key))];
    moves
        .extend(["", "-wal", "-shm"].map(|end| (paths::with_suffix(path, end), paths::with_suffix(&aside(path), end))));
    for (from, to) in moves {
        match fs::rename(from, to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
