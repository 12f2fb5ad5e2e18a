//! The one door to everything Ajar remembers.

mod asking;
mod attempts;
mod backups;
mod beginning;
mod completing;
mod draft;
mod firing;
mod history;
mod journal;
mod lock;
mod logging;
mod mend;
mod notice;
mod pausing;
mod practice;
mod present;
mod progress;
mod reminders;
mod restoring;
mod seams;
mod status;
mod telling;
mod today;
mod when;

use std::fmt;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::agenda::{Agenda, Origin};
use crate::backup::pace::Pace;
use crate::clock::Clock;
use crate::error::Error;
use crate::paths::DataDir;
use crate::vault::Vault;

pub use firing::Firing;
pub use notice::Notice;

use lock::Door;
use present::Present;

/// Ajar without windows: opens the files, keeps the keys while the journal is open, and does what the user asks.
///
/// Shared between threads as it is. The agenda and the vault have a lock each, taken in the order vault, agenda; the slow
/// part of an unlock holds neither, so reminders fire meanwhile.
pub struct Engine {
    dir: DataDir,
    clock: Arc<dyn Clock>,
    /// What keeps the agenda shut, where it could not be opened: then `door` is in recovery too.
    agenda: Result<Mutex<Agenda>, Error>,
    door: Mutex<Door>,
    /// Held through an unlock, so that two tries count as two.
    unlocking: Mutex<()>,
    /// Counts the times the journal was locked, so that an unlock that was under way does not undo it.
    locked: AtomicU64,
    /// Held while a backup is made.
    backing_up: Mutex<()>,
    pace: Mutex<Pace>,
    /// Do-not-disturb or a full screen, as the shell last found it.
    held: AtomicBool,
    /// Says to other processes that the databases are open here.
    _in_use: File,
    /// What the user must hear once.
    notices: Vec<String>,
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
        let dir = DataDir::prepare(data_dir)?;
        let _held = dir.hold()?;
        let mut notices = Vec::new();
        notices.extend(restoring::finish(&dir)?);
        let in_use = dir.use_together()?;
        let (agenda, origin) = match Agenda::open(&dir, clock.now()) {
            Ok((agenda, origin)) => (Ok(Mutex::new(agenda)), origin),
            Err(error @ (Error::Newer { .. } | Error::Damaged { .. })) => (Err(error), Origin::Kept),
            Err(error) => return Err(error),
        };
        let door = match &agenda {
            Ok(agenda) => Door::find(&dir, &mut lock(agenda))?,
            Err(error) => Door::Recovery(error.clone()),
        };
        if origin == Origin::Empty && !matches!(door, Door::New) {
            notices.push(
                "Your reminders could not be read, so there are none now. Your journal was not touched. \
                 Please set your reminders again."
                    .to_owned(),
            );
        }
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
            agenda,
            door: Mutex::new(door),
            unlocking: Mutex::new(()),
            locked: AtomicU64::new(0),
            backing_up: Mutex::new(()),
            pace: Mutex::default(),
            held: AtomicBool::new(false),
            _in_use: in_use,
            notices,
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
