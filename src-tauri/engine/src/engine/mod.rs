//! The one door to everything Ajar remembers.

mod about;
mod alone;
mod anew;
mod asking;
mod attempts;
mod backups;
mod beginning;
mod calendar;
mod card_face;
mod chance;
mod choosing;
mod completing;
mod days;
mod decks;
mod draft;
mod eased;
mod easing;
mod erasing;
mod fields;
mod firing;
mod history;
mod journal;
mod keys;
mod letters;
mod library;
mod lock;
mod logging;
mod login;
mod mend;
#[cfg(test)]
mod newer;
mod notice;
mod offered;
mod own_cards;
mod own_practices;
mod partner_notes;
mod pausing;
mod pictures;
mod plans;
mod practice;
mod present;
mod progress;
mod purging;
mod quieting;
mod rebuilding;
mod rehearsing;
mod rekeying;
mod reminders;
mod restoring;
mod reviewing;
mod revisions;
mod searching;
#[cfg(test)]
mod stale_index;
mod status;
mod support;
mod talk_time;
mod talks;
mod telling;
mod thanks;
mod today;
mod unfinished;
mod weekly;
mod when;

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::agenda::{Agenda, Origin};
use crate::backup::pace::Pace;
use crate::ballast::Ballast;
use crate::clock::Clock;
use crate::crypto::Cost;
use crate::error::Error;
use crate::key_ring::{KeyRing, LoginKeyRing};
use crate::paths::DataDir;
use crate::synced;
use crate::vault::Vault;

pub use firing::Firing;
pub use journal::MAX_TEXT_BYTES;
pub use notice::Notice;
pub use searching::Indexed;

use lock::Door;
use present::Present;

/// Ajar without windows: opens the files, keeps the keys while the journal is open, and does what the user asks.
///
/// Shared between threads as it is. The agenda and the vault have a lock each, taken in the order vault, agenda; the slow
/// part of an unlock holds neither, so reminders fire meanwhile. Whoever takes more than one takes them in this order:
/// `unlocking`, `backing_up`, the folder, `door`, `agenda`.
pub struct Engine {
    dir: DataDir,
    clock: Arc<dyn Clock>,
    key_ring: Arc<dyn KeyRing>,
    /// What keeps the agenda shut, where it could not be opened: then `door` is in recovery too.
    agenda: Result<Mutex<Agenda>, Error>,
    door: Mutex<Door>,
    /// Held through an unlock and through a change of keys, so that two tries count as two.
    unlocking: Mutex<()>,
    /// What a new passphrase shall cost here, once it was measured.
    cost: OnceLock<Cost>,
    /// Counts the times the journal was locked, so that an unlock that was under way does not undo it.
    locked: AtomicU64,
    /// Held while a backup is made.
    backing_up: Mutex<()>,
    pace: Mutex<Pace>,
    /// Says to other processes that the databases are open here.
    in_use: File,
    /// What the user must hear once.
    notices: Mutex<Vec<String>>,
    ballast: Ballast,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// Opens the data directory, making it if need be.
    ///
    /// Damaged, missing and too new files do not fail here: [`Engine::status`] then says what happened.
    ///
    /// # Errors
    /// When the folder cannot be made or written, the disk is full, or the system gives no random numbers.
    pub fn open(data_dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        Self::open_with(data_dir, clock, Arc::new(LoginKeyRing))
    }

    /// As [`Engine::open`], with another key ring than the one of the computer's login.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open_with(data_dir: &Path, clock: Arc<dyn Clock>, key_ring: Arc<dyn KeyRing>) -> Result<Self, Error> {
        let dir = DataDir::prepare(data_dir)?;
        let _held = dir.hold()?;
        erasing::finish(&dir)?;
        let mut notices = Vec::new();
        notices.extend(restoring::finish(&dir)?);
        let in_use = dir.use_together()?;
        let (agenda, origin) = match Agenda::open(&dir, clock.now()) {
            Ok((agenda, origin)) => (Ok(Mutex::new(agenda)), origin),
            Err(error @ (Error::Newer { .. } | Error::Damaged { .. })) => (Err(error), Origin::Kept),
            Err(error) => return Err(error),
        };
        let ballast = Ballast::beside(&dir.vault());
        let door = match &agenda {
            Ok(agenda) => Door::find(&dir, &mut lock(agenda))?,
            Err(error) => Door::Recovery(error.clone()),
        };
        if let Ok(agenda) = &agenda {
            let was_lost = origin == Origin::Empty && !matches!(door, Door::New);
            notices.extend(rebuilding::notice(&mut lock(agenda), was_lost)?);
        }
        notices.extend(synced::notice(dir.root()));
        if clock.zone_is_unknown() {
            notices.push(
                "This computer's time zone could not be found, so Ajar uses UTC. \
                 Set the time zone in your system settings."
                    .to_owned(),
            );
        }
        Ok(Self {
            dir,
            clock,
            key_ring,
            agenda,
            door: Mutex::new(door),
            unlocking: Mutex::new(()),
            cost: OnceLock::new(),
            locked: AtomicU64::new(0),
            backing_up: Mutex::new(()),
            pace: Mutex::default(),
            in_use,
            notices: Mutex::new(notices),
            ballast,
        })
    }

    fn agenda(&self) -> Result<MutexGuard<'_, Agenda>, Error> {
        self.agenda.as_ref().map(lock).map_err(Clone::clone)
    }

    /// Does something with the open vault.
    ///
    /// # Errors
    /// [`Error::Locked`], or what keeps the vault from being opened, and whatever `work` fails with.
    fn with_vault<T>(&self, work: impl FnOnce(&mut Vault) -> Result<T, Error>) -> Result<T, Error> {
        work(lock(&self.door).vault()?)
    }

    /// Holds room back on the disk, for words that come when it is full. Call it at every tick.
    ///
    /// # Errors
    /// What kept it from being written; the next tick may try again.
    pub fn keep_ballast(&self) -> Result<(), Error> {
        self.ballast.keep().map_err(|error| Error::file("hold room back", self.dir.root(), &error))
    }

    /// Adds to what the user must hear, once.
    fn tell(&self, notice: String) {
        let mut notices = lock(&self.notices);
        if !notices.contains(&notice) {
            notices.push(notice);
        }
    }

    /// The time, the place and the settings that hold now.
    fn present(&self) -> Result<Present, Error> {
        let settings = self.agenda()?.read("read the settings", crate::settings::Understood::load)?;
        Ok(Present::new(&*self.clock, settings))
    }
}

/// A thread that panicked while it held a lock left a transaction that was rolled back, not a half-changed value.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
