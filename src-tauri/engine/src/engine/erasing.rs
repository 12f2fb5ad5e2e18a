//! Erasing everything, on proof that it is the user who asks.
//!
//! As with a restore, Ajar's own databases are open while it runs: the keys go at once, and the files when the folder is
//! opened next.

use std::sync::atomic::Ordering;

use super::lock::Door;
use super::{Engine, lock};
use crate::crypto::Key;
use crate::db;
use crate::dto::{Erased, Proof};
use crate::erasing;
use crate::error::Error;
use crate::paths::DataDir;
use crate::slots::{Found, Slots};
use crate::table::second_place;

impl Engine {
    /// Destroys the keys of the journal, of its reminders and of its backups, and decides that all files go when the folder is
    /// opened next. Until then nothing opens any more.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::WrongRecoveryKey`], [`Error::TooSoon`]; [`Error::Precondition`] where there is no
    /// journal; what keeps the key file from being read.
    pub fn erase_everything(&self, proof: &Proof) -> Result<Erased, Error> {
        let Found::Slots(slots) = Slots::find(&self.dir)? else {
            return Err(Error::Precondition {
                why: "there is no vault to erase",
                message: "There is no journal here, so there is nothing to erase.".into(),
            });
        };
        let key = self.prove(proof)?;
        let stays = what_stays(self.second_place_by(&key).as_ref());
        let _held = self.dir.hold()?;
        let mut door = lock(&self.door);
        erasing::decide(&self.dir)?;
        // Ends an unlock and a backup that are under way, too.
        self.locked.fetch_add(1, Ordering::SeqCst);
        *door = Door::Recovery(waits());
        self.forget_login(slots.vault);
        erasing::spoil_keys(&self.dir)?;
        Ok(Erased { stays })
    }

    /// Read beside whoever has the journal open; `None` inside when the user chose no second place.
    fn second_place_by(&self, key: &Key) -> Result<Option<String>, Error> {
        Ok(second_place::get(&db::reader(&self.dir.vault(), key)?)?)
    }
}

/// Finishes erasing that was decided.
///
/// # Errors
/// [`Error::Precondition`] while another Ajar has the folder open.
pub(super) fn finish(dir: &DataDir) -> Result<(), Error> {
    if !erasing::is_under_way(dir) {
        return Ok(());
    }
    let Ok(_alone) = dir.use_alone() else { return Err(waits()) };
    erasing::finish(dir)
}

/// Refuses while everything is to be erased: another Ajar could still open what it has in memory, and write its keys again.
pub(super) fn refuse(dir: &DataDir) -> Result<(), Error> {
    if erasing::is_under_way(dir) { Err(waits()) } else { Ok(()) }
}

fn waits() -> Error {
    Error::Precondition {
        why: "everything is being erased",
        message: "Ajar is erasing everything. When another Ajar is open, close it, then try again.".into(),
    }
}

fn what_stays(second: Result<&Option<String>, &Error>) -> Vec<String> {
    let second = match second {
        Ok(Some(folder)) => Some(format!("Copies of your backups stay in {folder}. Delete them there.")),
        Ok(None) => None,
        Err(_) => Some("If you chose a second place for backups, the copies there stay. Delete them there.".to_owned()),
    };
    let always = [
        "Backups, exports and pages that you saved or printed elsewhere stay where they are.",
        "Your system may keep old notifications and print jobs for a while. Clear them in its settings.",
        "A disk may keep deleted pieces for a while. Only special tools and your passphrase together could read them.",
    ];
    second.into_iter().chain(always.map(str::to_owned)).collect()
}
