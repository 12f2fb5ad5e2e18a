//! In and out: unlock, lock, and what stands in the way.

use std::sync::atomic::Ordering;

use super::{Engine, erasing, lock, purging};
use crate::agenda::Agenda;
use crate::crypto::{Key, Passphrase, RecoveryKey};
use crate::error::{Error, Part};
use crate::mark;
use crate::paths::DataDir;
use crate::slots::{Found, Slots};
use crate::table::{bring_up, setting};
use crate::vault::{self, Vault};

/// The agenda's memory that a vault was made here, so that a folder which lost all its vault files is not taken for new.
const VAULT_IS_HERE: &str = "vault";

/// The state of the vault.
pub(super) enum Door {
    New,
    Locked(Slots),
    Open(Slots, Vault),
    /// A file is damaged, missing or too new, and nothing was changed; or everything is being erased.
    Recovery(Error),
}

impl Door {
    /// Looks at what lies in the folder.
    pub(super) fn find(dir: &DataDir, agenda: &mut Agenda) -> Result<Self, Error> {
        let slots = match Slots::find(dir) {
            Ok(slots) => slots,
            Err(problem) => return Ok(Self::Recovery(problem)),
        };
        match slots {
            Found::None => Self::without_slots(dir, agenda),
            Found::Slots(slots) => {
                vault::finish(dir)?;
                remember_vault(agenda)?;
                Ok(match vault::look(dir) {
                    Ok(()) => Self::Locked(slots),
                    Err(problem) => Self::Recovery(problem),
                })
            }
        }
    }

    fn without_slots(dir: &DataDir, agenda: &Agenda) -> Result<Self, Error> {
        let was_here = agenda
            .read("read its settings", |connection| Ok(setting::get::<bool>(connection, VAULT_IS_HERE)?))?
            .unwrap_or(false);
        if dir.vault().exists() || was_here {
            return Ok(Self::Recovery(Error::Missing { part: Part::Keys }));
        }
        vault::discard(dir)?;
        Ok(Self::New)
    }

    pub(super) fn vault(&mut self) -> Result<&mut Vault, Error> {
        match self {
            Self::Open(_, vault) => Ok(vault),
            Self::New | Self::Locked(_) => Err(Error::Locked),
            Self::Recovery(problem) => Err(problem.clone()),
        }
    }
}

pub(super) fn remember_vault(agenda: &mut Agenda) -> Result<(), Error> {
    let known = agenda.read("read its settings", |connection| Ok(setting::get::<bool>(connection, VAULT_IS_HERE)?))?;
    if known == Some(true) {
        return Ok(());
    }
    agenda.write("save its settings", |tx| Ok(setting::set(tx, VAULT_IS_HERE, &true)?))
}

pub(super) fn no_journal() -> Error {
    Error::Precondition { why: "there is no vault yet", message: "There is no journal yet. Make one first.".into() }
}

impl Engine {
    /// Opens the journal. Does nothing when it is open already.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::TooSoon`] after several of them, what keeps the vault from being opened, and
    /// [`Error::Locked`] when somebody locked it meanwhile.
    pub fn unlock(&self, passphrase: &str) -> Result<(), Error> {
        let passphrase = Passphrase::typed(passphrase);
        self.unlock_by(|slots| slots.open_with_passphrase(&passphrase))
    }

    /// Opens the journal with the recovery key, as it is written on paper.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the key has a slip in it, [`Error::WrongRecoveryKey`], and as [`Engine::unlock`].
    pub fn unlock_with_recovery(&self, key: &str) -> Result<(), Error> {
        let key = RecoveryKey::parse(key)?;
        self.unlock_by(|slots| slots.open_with_recovery(&key))
    }

    pub(super) fn unlock_by(&self, open: impl FnOnce(&Slots) -> Result<Key, Error>) -> Result<(), Error> {
        let _one_at_a_time = lock(&self.unlocking);
        erasing::refuse(&self.dir)?;
        let locked = self.locked.load(Ordering::SeqCst);
        let slots = match &*lock(&self.door) {
            Door::Open(..) => return Ok(()),
            Door::Locked(slots) => slots.clone(),
            Door::New => return Err(no_journal()),
            Door::Recovery(problem) => return Err(problem.clone()),
        };
        let slots = slots.or_later(&self.dir)?;
        let key = self.count_wrong(|| open(&slots))?;
        // What cannot even be looked at is told apart by opening it.
        if matches!(vault::is_behind(&self.dir, &key), Ok(true)) {
            self.back_up_before_migration(&slots, &key)?;
        }
        let mut vault = Vault::open(&self.dir, &key, slots.vault).inspect_err(|error| {
            if matches!(
                error,
                Error::Damaged { .. } | Error::Missing { .. } | Error::Newer { .. } | Error::Shorter { .. }
            ) {
                *lock(&self.door) = Door::Recovery(error.clone());
            }
        })?;
        self.forget_wrong()?;
        // The journal opens without them, and the next unlock tries again.
        if let Err(error) = self.rebuild_agenda(&slots, &key) {
            tracing::warn!(%error, "could not bring the reminders back");
        }
        let held = self.dir.hold();
        let mut door = lock(&self.door);
        if self.locked.load(Ordering::SeqCst) != locked {
            return Err(Error::Locked);
        }
        // With the door held: a Done that comes meanwhile waits, and then finds the journal open.
        // A full disk must not keep the user out of what can still be read; the next unlock tries again.
        for mended in [held.and_then(|_held| slots.mend(&self.dir)), self.after_opening(&mut vault)] {
            if let Err(error) = mended {
                tracing::warn!(%error, "could not mend after unlock");
            }
        }
        *door = Door::Open(slots, vault);
        Ok(())
    }

    /// What the two files owe each other once the vault is open, under whatever key: also what hangs on the key itself.
    pub(super) fn after_opening(&self, vault: &mut Vault) -> Result<(), Error> {
        // Neither waits for the other's luck.
        let taken = self.take_letters_in(vault);
        let purged = purging::purge(vault, self.clock.now()).map(drop);
        let forgotten = vault.write("tidy what to bring up", |tx| Ok(bring_up::forget_removed(tx)?));
        self.mend(vault).and(taken).and(purged).and(forgotten)
    }

    /// Takes a journal that holds less than it did as it is: the next unlock opens it.
    ///
    /// # Errors
    /// [`Error::Precondition`] when something else, or nothing, is wrong with it.
    pub fn open_anyway(&self) -> Result<(), Error> {
        let _held = self.dir.hold()?;
        let mut door = lock(&self.door);
        if !matches!(*door, Door::Recovery(Error::Shorter { .. })) {
            return Err(Error::Precondition {
                why: "the vault is not a shorter one",
                message: "Only a journal that holds less than it did can be opened as it is.".into(),
            });
        }
        mark::forget(&self.dir)?;
        *door = Door::find(&self.dir, &mut *self.agenda()?)?;
        Ok(())
    }

    /// Closes the vault; its keys are gone when this returns. An unlock that is under way will find the door shut.
    pub fn lock(&self) {
        let mut door = lock(&self.door);
        self.locked.fetch_add(1, Ordering::SeqCst);
        if let Door::Open(slots, _) = &*door {
            *door = Door::Locked(slots.clone());
        }
    }
}
