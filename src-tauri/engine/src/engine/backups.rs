//! Backups of the open journal: when they are made, how they are, and where else they go.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::lock::Door;
use super::{Engine, lock};
use crate::backup::container::Container;
use crate::backup::pace::{self, State};
use crate::backup::places::{self, Copy};
use crate::backup::{Made, Making, Manifest, Step, swapping, verify, verify_journal};
use crate::crypto::Key;
use crate::dto::{BackupCheck, BackupHealth, BackupRow, JournalCheck};
use crate::error::Error;
use crate::paths;
use crate::slots::Slots;
use crate::table::second_place;

const SHRANK: &str = "The newest backup holds much less than the one before. All older backups were kept. \
    Look whether something is missing from your journal.";

impl Engine {
    /// Makes a backup when the journal is open, something changed, nothing changed for two minutes, and the last backup is an
    /// hour old. Call it at every tick. Whether one was made.
    ///
    /// # Errors
    /// What went wrong; it is also in [`BackupHealth::problem`], and the next try is in an hour.
    pub fn back_up_if_due(&self) -> Result<bool, Error> {
        let Some(state) = self.state_of_files()? else {
            return Ok(false);
        };
        let now = self.clock.monotonic();
        let mut pace = lock(&self.pace);
        pace.look(state, now);
        let is_waiting = pace.is_waiting(now);
        drop(pace);
        if !is_waiting {
            return Ok(false);
        }
        let copies = places::all(&self.dir.backups()).inspect_err(|error| self.remember(&Err(error.clone())))?;
        if copies.first().is_some_and(|newest| pace::is_fresh(newest.made_at, self.clock.now())) {
            return Ok(false);
        }
        Ok(self.back_up(false)?.is_some())
    }

    /// Makes a backup when the journal is open and differs from the newest one. Call it before the journal is locked for good.
    /// Whether one was made.
    ///
    /// # Errors
    /// As [`Engine::back_up_if_due`].
    pub fn back_up_at_quit(&self) -> Result<bool, Error> {
        if self.state_of_files()?.is_none() {
            return Ok(false);
        }
        Ok(self.back_up(false)?.is_some())
    }

    /// Makes a backup now, whether or not something changed.
    ///
    /// # Errors
    /// [`Error::Locked`]; what kept it from being made. Then there is no half backup either.
    pub fn back_up_now(&self) -> Result<BackupRow, Error> {
        match self.back_up(true)? {
            Some(made) => Ok(row(&made.copy, &made.manifest)),
            None => Err(Error::NotFound { what: "backup" }),
        }
    }

    /// How well the journal is backed up.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn backup_health(&self) -> Result<BackupHealth, Error> {
        let (slots, key, second) = self.backup_keys()?;
        let folder = self.dir.backups();
        let copies = places::of_vault(&folder, slots.vault)?;
        let last = places::newest(&folder, slots.vault, &key)?;
        let now = self.clock.now();
        let newest = copies.first().map(|copy| copy.made_at);
        let pace = lock(&self.pace);
        Ok(BackupHealth {
            last: last.map(|(copy, manifest)| row(&copy, &manifest)),
            folder: folder.display().to_string(),
            count: u32::try_from(copies.len()).unwrap_or(u32::MAX),
            bytes: copies.iter().map(|copy| copy.bytes).sum(),
            next_ms: pace.next(self.clock.monotonic(), now, newest).map(|next| next.timestamp_millis()),
            second_place: second.map(|second| second.display().to_string()),
            problem: pace.problem.clone(),
            undo_until_ms: swapping::replaced(&self.dir, now)?
                .and_then(|old| old.undo_until())
                .map(|until| until.timestamp_millis()),
        })
    }

    /// Copies each backup from now on to this folder too; `None` stops that, and what lies there stays.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a folder that is not there, cannot be written, or is Ajar's own; [`Error::Locked`].
    pub fn set_second_place(&self, folder: Option<&str>) -> Result<(), Error> {
        if let Some(folder) = folder {
            self.refuse_bad_place(Path::new(folder))?;
        }
        self.with_vault(|vault| {
            vault.write("save the second place for backups", |tx| Ok(second_place::set(tx, folder)?))
        })
    }

    /// Reads every page of the journal and of each of its backups, and compares the search index with the entries. An index
    /// that is wrong is made anew.
    ///
    /// # Errors
    /// [`Error::Damaged`] for the journal itself, [`Error::Locked`]. What is wrong with a backup is part of the answer.
    pub fn verify(&self) -> Result<JournalCheck, Error> {
        let (slots, key, _) = self.backup_keys()?;
        // A power cut may have torn a page on its way from the log into the file. The log has it whole and puts it right
        // first; where nothing can be written, the file is looked at as it is.
        if let Err(error) = self.with_vault(|vault| vault.checkpoint()) {
            tracing::warn!(%error, "could not tidy before the check");
        }
        if let Err(error) = self.index_all() {
            tracing::warn!(%error, "could not finish the search index before the check");
        }
        let (contents, index_is_right) = match verify_journal(&self.dir.vault(), &key) {
            // A new key came between asking for the key and reading with it: that is no damage.
            Err(_) if self.with_vault(|vault| Ok(*vault.key() != key))? => return self.verify(),
            checked => checked?,
        };
        if !index_is_right {
            tracing::warn!("the search index did not agree with the entries");
            self.make_index_anew()?;
        }
        let check = |copy: Copy| BackupCheck {
            file: copy.path.display().to_string(),
            made_ms: copy.made_at.timestamp_millis(),
            bytes: copy.bytes,
            problem: self.check_copy(&copy.path, &slots, &key).err().map(|error| error.body()),
        };
        let backups = places::all(&self.dir.backups())?.into_iter().map(check).collect();
        Ok(JournalCheck {
            entries: contents.entries,
            in_trash: contents.in_trash,
            index_renewed: !index_is_right,
            backups,
        })
    }

    /// A backup of another journal, or from before a new key, is whole as far as anybody can tell here.
    fn check_copy(&self, path: &Path, slots: &Slots, key: &Key) -> Result<(), Error> {
        let mut container = Container::open(path)?;
        container.check()?;
        if container.vault()? != slots.vault {
            return Ok(());
        }
        if Manifest::open(&container, key).is_err() {
            return Err(Error::WrongForBackup);
        }
        verify(&mut container, key, &self.dir.backups()).map(drop)
    }

    /// The schema is about to change, and nobody can say yet that the new one is right.
    pub(super) fn back_up_before_migration(&self, slots: &Slots, key: &Key) -> Result<(), Error> {
        let go_on = |_: Step| Ok(());
        let making = Making { dir: &self.dir, slots, key, now: self.clock.now(), second: None, go_on: &go_on };
        making.run(false).map(drop)
    }

    pub(super) fn back_up(&self, even_if_same: bool) -> Result<Option<Made>, Error> {
        let _one_at_a_time = lock(&self.backing_up);
        self.back_up_alone(even_if_same)
    }

    /// Hold `backing_up`.
    pub(super) fn back_up_alone(&self, even_if_same: bool) -> Result<Option<Made>, Error> {
        let locked = self.locked.load(Ordering::SeqCst);
        let (slots, key, second) = self.backup_keys()?;
        // A lock takes the keys away; a backup that is under way gives its own back at the next step.
        let go_on = |_: Step| if self.locked.load(Ordering::SeqCst) == locked { Ok(()) } else { Err(Error::Locked) };
        let now = self.clock.now();
        let making = Making { dir: &self.dir, slots: &slots, key: &key, now, second, go_on: &go_on };
        let made = making.run(even_if_same).and_then(|made| {
            swapping::forget_old(&self.dir, now)?;
            Ok(made)
        });
        self.remember(&made);
        made
    }

    fn remember(&self, made: &Result<Option<Made>, Error>) {
        let now = self.clock.monotonic();
        let mut pace = lock(&self.pace);
        match made {
            Ok(None) => pace.settled(false, now),
            Ok(Some(made)) => {
                pace.settled(true, now);
                let afterward = made.afterward.as_ref().map(|error| error.body().message);
                pace.problem = if made.shrank { Some(SHRANK.to_owned()) } else { afterward };
            }
            Err(Error::Locked) => {}
            Err(error) => {
                pace.failed(now);
                pace.problem = Some(error.body().message);
            }
        }
    }

    fn backup_keys(&self) -> Result<(Slots, Key, Option<PathBuf>), Error> {
        match &mut *lock(&self.door) {
            Door::Open(slots, vault) => {
                let second = vault.read("look for the second place", |vault| Ok(second_place::get(vault)?))?;
                // With slots that another Ajar has replaced, a backup would open with the passphrase from before.
                let slots = slots.clone().or_later(&self.dir)?;
                Ok((slots, vault.key().clone(), second.map(PathBuf::from)))
            }
            shut => shut.vault().and(Err(Error::Locked)),
        }
    }

    /// `None` while the journal is not open.
    fn state_of_files(&self) -> Result<Option<State>, Error> {
        let vault = match &*lock(&self.door) {
            Door::Open(_, vault) => vault.state()?,
            _ => return Ok(None),
        };
        Ok(Some((vault, self.agenda()?.state()?)))
    }

    fn refuse_bad_place(&self, folder: &Path) -> Result<(), Error> {
        let refuse = |message: &str| Err(Error::invalid("folder", message));
        if !folder.is_absolute() || !folder.is_dir() {
            return refuse("There is no such folder. Choose one that exists.");
        }
        if paths::is_within(folder, self.dir.root()) {
            return refuse("This is Ajar's own folder. Choose another, best on another disk.");
        }
        if places::can_be_written(folder).is_err() {
            return refuse("Ajar cannot write in this folder. Choose another, or make it writable.");
        }
        Ok(())
    }
}

fn row(copy: &Copy, manifest: &Manifest) -> BackupRow {
    BackupRow {
        file: copy.path.display().to_string(),
        made_ms: manifest.made_ms,
        bytes: copy.bytes,
        entries: manifest.vault.entries,
        reminders: manifest.agenda.reminders,
    }
}
