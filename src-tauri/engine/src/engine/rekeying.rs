//! A new key for everything: whatever opened the journal before opens only old backups.

use super::lock::Door;
use super::restoring::refuse_second_decision;
use super::{Engine, letters, lock};
use crate::backup::{Rekeying, swapping};
use crate::crypto::{Key, Passphrase, RecoveryKey};
use crate::dto::{Created, Proof};
use crate::error::Error;
use crate::slots::{Opener, Slots};
use crate::vault::Vault;

impl Engine {
    /// Encrypts the whole journal anew, under a key that nothing from before opens. The passphrase stays, and has to be typed;
    /// a recovery key is replaced by the one in the answer. Takes as long as reading and writing the journal, and meanwhile
    /// everything else waits.
    ///
    /// # Errors
    /// [`Error::Precondition`] while another Ajar is open or a restore waits; [`Error::Invalid`] at `passphrase` when the
    /// proof is another; [`Error::KeyRing`] when it takes no new secret; as [`Engine::prove`]; [`Error::Locked`]. Then nothing
    /// was changed.
    pub fn rekey(&self, proof: &Proof) -> Result<Created, Error> {
        let _one_at_a_time = lock(&self.unlocking);
        let _no_backup = lock(&self.backing_up);
        self.refuse_unless_open()?;
        let _held = self.dir.hold()?;
        refuse_second_decision(&self.dir)?;
        let _alone = self.dir.use_alone_after(&self.in_use)?;
        let old_slots = self.slots_in_force()?;
        let ways = old_slots.ways();
        let passphrase = match proof {
            Proof::Passphrase(text) => Some(Passphrase::typed(text)),
            Proof::RecoveryKey(_) if !ways.passphrase => None,
            Proof::RecoveryKey(_) => {
                return Err(Error::invalid("passphrase", "A new key needs your passphrase. Type it."));
            }
        };
        let old_key = self.proven(&old_slots, proof)?;
        self.refuse_another_key(&old_key)?;
        self.back_up_alone(false)?;

        let recovery = ways.recovery_key.then(RecoveryKey::generate).transpose()?;
        let login = ways.login.then(|| self.new_secret(old_slots.vault)).transpose()?;
        let mut openers = Vec::new();
        if let Some(passphrase) = &passphrase {
            openers.push(Opener::Passphrase(passphrase, self.cost()?));
        }
        openers.extend(recovery.as_ref().map(Opener::Recovery));
        openers.extend(login.as_ref().map(Opener::Login));
        let new_key = Key::generate()?;
        let slots = Slots::wrap(old_slots.vault, &new_key, &openers)?.after(&old_slots);
        if let Some(login) = &login {
            self.keep_beside(slots.vault, login)?;
        }
        self.exchange(&old_key, &new_key, &slots, &openers)?;
        if let Some(login) = &login {
            self.keep_only(slots.vault, login);
        }
        Ok(Created { recovery_key: recovery.map(|key| key.to_text().to_string()) })
    }

    /// With the door held, so that no save falls between the copy and the exchange.
    fn exchange(&self, old: &Key, new: &Key, slots: &Slots, openers: &[Opener<'_>]) -> Result<(), Error> {
        let mut door = lock(&self.door);
        let vault = door.vault()?;
        // What waits under the old key is taken in while that still opens it.
        self.after_opening(vault)?;
        let rekeying = Rekeying { dir: &self.dir, old, new, slots, openers, now: self.clock.now() };
        rekeying.prepare()?;
        // Before it is decided: a crash afterward must not leave a slot that seals to the old key.
        letters::forget_key(&mut *self.agenda()?)?;
        if let Err(error) = rekeying.decide() {
            letters::keep_key(&mut *self.agenda()?, old)?;
            return Err(error);
        }
        // Files are not swapped under an open database.
        *door = Door::Locked(slots.clone());
        if let Err(error) = swapping::finish(&self.dir) {
            // Decided is decided: the next start goes on from here.
            *door = Door::Recovery(error.clone());
            return Err(error);
        }
        match Vault::open(&self.dir, new, slots.vault) {
            Ok(mut vault) => {
                if let Err(error) = self.after_opening(&mut vault) {
                    tracing::warn!(%error, "could not mend after a new key");
                }
                *door = Door::Open(slots.clone(), vault);
            }
            // The new recovery key must be shown, whatever else goes wrong. The passphrase opens the door again.
            Err(error) => tracing::warn!(%error, "the journal has its new key and stays locked"),
        }
        Ok(())
    }
}
