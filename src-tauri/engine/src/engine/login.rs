//! Opening the journal with the computer's login: the key ring keeps a secret, and a slot opens with it.

use uuid::Uuid;
use zeroize::Zeroizing;

use super::lock::Door;
use super::{Engine, lock};
use crate::crypto::{KEY_LEN, LoginSecret};
use crate::dto::Proof;
use crate::error::{Error, KeyRingFault};
use crate::slots::Opener;

impl Engine {
    /// Lets the key ring of this computer's login open the journal, or stops that. The passphrase and the recovery key stay.
    ///
    /// # Errors
    /// [`Error::KeyRing`] when it does not take the secret; as [`Engine::change_passphrase`].
    pub fn set_login_way(&self, on: bool, proof: &Proof) -> Result<(), Error> {
        self.refuse_unless_open()?;
        let vault = self.slots_in_force()?.vault;
        if !on {
            self.change_slots(proof, None, |slots, _| Ok(slots.without_login()))?;
            self.forget_login(vault);
            return Ok(());
        }
        let secret = self.new_secret(vault)?;
        let opener = Opener::Login(&secret);
        self.change_slots(proof, Some(opener), |slots, key| {
            let changed = slots.with(key, opener)?;
            // Whichever of both slots is on the disk after a crash, its secret is there.
            self.keep_beside(vault, &secret)?;
            Ok(changed)
        })?;
        self.keep_only(vault, &secret);
        Ok(())
    }

    /// Opens the journal with what the key ring keeps. Does nothing when it is open already.
    ///
    /// # Errors
    /// [`Error::Precondition`] when the journal has no such way in; [`Error::KeyRing`]; as [`Engine::unlock`].
    pub fn unlock_with_login(&self) -> Result<(), Error> {
        if matches!(&*lock(&self.door), Door::Open(..)) {
            return Ok(());
        }
        let slots = self.slots_in_force()?;
        if !slots.ways().login {
            return Err(Error::Precondition {
                why: "there is no login slot",
                message: "Your journal does not open with this computer's login. Use your passphrase or recovery key."
                    .into(),
            });
        }
        // A locked key ring asks for its password; nobody is kept waiting meanwhile.
        let kept = self.kept(slots.vault)?;
        let secrets = LoginSecret::read(&kept);
        let mut opened = None;
        self.unlock_by(|slots| {
            for secret in &secrets {
                if let Ok(key) = slots.open_with_login(secret) {
                    opened = Some(secret);
                    return Ok(key);
                }
            }
            Err(Error::KeyRing { fault: KeyRingFault::Lost })
        })?;
        if let Some(secret) = opened.filter(|_| kept.len() > KEY_LEN) {
            self.keep_only(slots.vault, secret);
        }
        Ok(())
    }

    /// A secret for a key ring that answers: one that is absent says so before anything is changed, and a locked one asks for
    /// its password.
    pub(super) fn new_secret(&self, vault: Uuid) -> Result<LoginSecret, Error> {
        self.kept_or_nothing(vault)?;
        LoginSecret::generate()
    }

    /// Keeps a secret for a journal that is only being made.
    pub(super) fn keep_first(&self, vault: Uuid, secret: &LoginSecret) -> Result<(), Error> {
        self.keep(vault, secret.as_bytes())
    }

    /// Keeps a secret beside the one that there is, until it is decided which slots are in force.
    pub(super) fn keep_beside(&self, vault: Uuid, secret: &LoginSecret) -> Result<(), Error> {
        let kept = self.kept_or_nothing(vault)?;
        // What was kept beside it by a change that did not come to its end is of no use any more.
        let in_force = LoginSecret::read(&kept).into_iter().find(|old| self.opens_now(old));
        self.keep(vault, &secret.beside(in_force.as_ref().map_or(&[], LoginSecret::as_bytes)))
    }

    /// Forgets all but this one. When it cannot, both stay, and the next unlock tries again.
    pub(super) fn keep_only(&self, vault: Uuid, secret: &LoginSecret) {
        if let Err(error) = self.keep(vault, secret.as_bytes()) {
            tracing::warn!(%error, "the key ring keeps a secret from before");
        }
    }

    /// Once no slot is left that it opens.
    pub(super) fn forget_login(&self, vault: Uuid) {
        if let Err(fault) = self.key_ring.forget(&account(vault)) {
            tracing::warn!(%fault, "a secret that opens nothing is left in the key ring");
        }
    }

    fn opens_now(&self, secret: &LoginSecret) -> bool {
        self.slots_in_force().is_ok_and(|slots| slots.open_with_login(secret).is_ok())
    }

    fn kept_or_nothing(&self, vault: Uuid) -> Result<Zeroizing<Vec<u8>>, Error> {
        match self.kept(vault) {
            Err(Error::KeyRing { fault: KeyRingFault::Lost }) => Ok(Zeroizing::default()),
            kept => kept,
        }
    }

    fn kept(&self, vault: Uuid) -> Result<Zeroizing<Vec<u8>>, Error> {
        match self.key_ring.find(&account(vault)) {
            Ok(kept) => kept.ok_or(Error::KeyRing { fault: KeyRingFault::Lost }),
            Err(fault) => Err(Error::KeyRing { fault }),
        }
    }

    /// Some key rings say yes and keep nothing, so it is read back.
    fn keep(&self, vault: Uuid, secret: &[u8]) -> Result<(), Error> {
        let keep = || {
            self.key_ring.keep(&account(vault), secret)?;
            self.key_ring.find(&account(vault))
        };
        match keep() {
            Ok(Some(kept)) if *kept == secret => Ok(()),
            Ok(_) => Err(Error::KeyRing { fault: KeyRingFault::Absent }),
            Err(fault) => Err(Error::KeyRing { fault }),
        }
    }
}

/// Two journals on one computer have a secret each.
fn account(vault: Uuid) -> String {
    vault.to_string()
}
