//! The ways in: proving that the journal is yours, and changing the passphrase and the recovery key.
//!
//! A change wraps the same key anew; the journal itself is not touched, and other Ajars may have it open. They read the slots
//! again before they use them.

use super::lock::{Door, no_journal};
use super::{Engine, lock};
use crate::crypto::{self, Cost, Key, Passphrase, RecoveryKey};
use crate::dto::{Created, PassphraseAdvice, Proof};
use crate::error::{Error, Part};
use crate::slots::{Found, Opener, Slots};

impl Engine {
    /// What a passphrase is worth, before it protects anything.
    pub fn rate_passphrase(&self, passphrase: &str) -> PassphraseAdvice {
        crypto::rate(&Passphrase::typed(passphrase))
    }

    /// Four words that nobody has chosen.
    ///
    /// # Errors
    /// [`Error::NoRandomness`]
    pub fn suggest_passphrase(&self) -> Result<String, Error> {
        Ok(crypto::suggest()?.to_string())
    }

    /// Replaces the passphrase, or gives a journal one that had none. From then on the old one opens nothing but old backups.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `passphrase` for one that is guessed soon; as [`Engine::prove`]; [`Error::Locked`].
    pub fn change_passphrase(&self, proof: &Proof, new: &str) -> Result<(), Error> {
        let new = Passphrase::chosen(new)?;
        let opener = Opener::Passphrase(&new, self.cost()?);
        self.change_slots(proof, Some(opener), |slots, key| slots.with(key, opener))
    }

    /// Makes a recovery key; one that there was opens nothing but old backups.
    ///
    /// # Errors
    /// As [`Engine::prove`]; [`Error::Locked`].
    pub fn make_recovery_key(&self, proof: &Proof) -> Result<Created, Error> {
        let recovery = RecoveryKey::generate()?;
        let opener = Opener::Recovery(&recovery);
        self.change_slots(proof, Some(opener), |slots, key| slots.with(key, opener))?;
        Ok(Created { recovery_key: Some(recovery.to_text().to_string()) })
    }

    /// Compares the user's copy of the recovery key with the journal. Nobody guesses one, so a slip does not count as a try.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `key` for a slip, [`Error::WrongRecoveryKey`], [`Error::Precondition`] when there is none,
    /// [`Error::Locked`].
    pub fn test_recovery_key(&self, key: &str) -> Result<(), Error> {
        self.refuse_unless_open()?;
        let slots = self.slots_in_force()?;
        if !slots.ways().recovery_key {
            return Err(no_recovery_key());
        }
        let key = RecoveryKey::parse(key)?;
        self.refuse_another_key(&slots.open_with_recovery(&key)?)
    }

    /// From then on the recovery key opens nothing but old backups.
    ///
    /// # Errors
    /// [`Error::Precondition`] when there is none, or when only this computer's login would be left; as [`Engine::prove`];
    /// [`Error::Locked`].
    pub fn revoke_recovery_key(&self, proof: &Proof) -> Result<(), Error> {
        self.change_slots(proof, None, |slots, _| {
            let ways = slots.ways();
            if !ways.recovery_key {
                return Err(no_recovery_key());
            }
            if !ways.passphrase {
                return Err(Error::Precondition {
                    why: "the login slot would be the only one",
                    message: "The recovery key is your only way in that you can take along. Choose a passphrase first."
                        .into(),
                });
            }
            Ok(slots.without_recovery())
        })
    }

    /// The vault's key, for whoever can open a slot. A wrong proof counts and waits as a wrong try at the door does.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::WrongRecoveryKey`], [`Error::TooSoon`]; [`Error::Invalid`] at `key` for a slip in
    /// a recovery key; what keeps the key file from being read.
    pub(super) fn prove(&self, proof: &Proof) -> Result<Key, Error> {
        let _one_at_a_time = lock(&self.unlocking);
        self.proven(&self.slots_in_force()?, proof)
    }

    /// As [`Engine::prove`]. Hold `unlocking`.
    pub(super) fn proven(&self, slots: &Slots, proof: &Proof) -> Result<Key, Error> {
        match proof {
            Proof::Passphrase(text) => {
                let passphrase = Passphrase::typed(text);
                self.count_wrong(|| slots.open_with_passphrase(&passphrase))
            }
            Proof::RecoveryKey(text) => {
                let key = RecoveryKey::parse(text)?;
                self.count_wrong(|| slots.open_with_recovery(&key))
            }
        }
    }

    /// The slots as they are on the disk now, whoever wrote them.
    pub(super) fn slots_in_force(&self) -> Result<Slots, Error> {
        let known = match &*lock(&self.door) {
            Door::Locked(slots) | Door::Open(slots, _) => slots.clone(),
            Door::New => return Err(no_journal()),
            Door::Recovery(problem) => match Slots::find(&self.dir) {
                Ok(Found::Slots(slots)) => return Ok(slots),
                _ => return Err(problem.clone()),
            },
        };
        known.or_later(&self.dir)
    }

    /// What a new passphrase costs on this computer.
    pub(super) fn cost(&self) -> Result<Cost, Error> {
        if let Some(cost) = self.cost.get() {
            return Ok(*cost);
        }
        let measured = Cost::measured(&*self.clock)?;
        Ok(*self.cost.get_or_init(|| measured))
    }

    /// Changes the slots of the open journal, and proves that `new` opens what was written.
    pub(super) fn change_slots(
        &self,
        proof: &Proof,
        new: Option<Opener<'_>>,
        change: impl FnOnce(&Slots, &Key) -> Result<Slots, Error>,
    ) -> Result<(), Error> {
        let _one_at_a_time = lock(&self.unlocking);
        self.refuse_unless_open()?;
        // Held throughout, so that no other Ajar changes what this change is made from.
        let _held = self.dir.hold()?;
        let slots = self.slots_in_force()?;
        let key = self.proven(&slots, proof)?;
        self.refuse_another_key(&key)?;
        let changed = change(&slots, &key)?;
        changed.store(&self.dir, |written| written.prove(new.as_slice(), &key))?;
        match &mut *lock(&self.door) {
            Door::Locked(known) | Door::Open(known, _) => *known = changed,
            Door::New | Door::Recovery(_) => {}
        }
        Ok(())
    }

    pub(super) fn refuse_unless_open(&self) -> Result<(), Error> {
        self.with_vault(|_| Ok(()))
    }

    /// Slots from before a new key still open with what opened them then. What is made from them would open nothing.
    pub(super) fn refuse_another_key(&self, key: &Key) -> Result<(), Error> {
        self.with_vault(|vault| if vault.key() == key { Ok(()) } else { Err(Error::Damaged { part: Part::Keys }) })
    }
}

fn no_recovery_key() -> Error {
    Error::Precondition {
        why: "there is no recovery key",
        message: "Your journal has no recovery key. Make one first.".into(),
    }
}
