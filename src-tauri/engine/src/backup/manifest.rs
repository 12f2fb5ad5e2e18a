//! What a backup says of itself, sealed under a key that is derived from the vault's: nobody else can write or read it.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::container::Container;
use super::contents::{AgendaContents, VaultContents};
use crate::crypto::{self, KEY_LEN, Key, NONCE_LEN, derive_key};
use crate::error::{Error, Part};
use crate::hex;

/// What was backed up, when, and by which version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) sequence: u64,
    pub(crate) made_ms: i64,
    /// Of the Ajar that made it.
    pub(crate) version: String,
    pub(crate) vault: VaultContents,
    pub(crate) agenda: AgendaContents,
    /// SHA-256 of the two databases inside, as files.
    #[serde(with = "hex")]
    pub(crate) vault_file: [u8; 32],
    #[serde(with = "hex")]
    pub(crate) agenda_file: [u8; 32],
    /// Brings the reminders back.
    pub(crate) agenda_key: AgendaKey,
}

/// The agenda's key, wiped when dropped and never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct AgendaKey(#[serde(with = "hex")] [u8; KEY_LEN]);

impl AgendaKey {
    pub(crate) fn new(key: &Key) -> Self {
        Self(**key)
    }

    pub(crate) fn key(&self) -> Key {
        Key::copied(&self.0)
    }
}

impl Drop for AgendaKey {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

impl std::fmt::Debug for AgendaKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AgendaKey")
    }
}

impl Manifest {
    /// Sealed to these slots: with other ones around it, it does not open.
    pub(crate) fn seal(&self, vault_key: &Key, slots: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = crypto::random::<NONCE_LEN>()?;
        let text = Zeroizing::new(serde_json::to_vec(self).map_err(|_| Error::Damaged { part: Part::Backup })?);
        let mut sealed = nonce.to_vec();
        sealed.extend(crypto::seal(&sealing_key(vault_key), &nonce, &context(slots), &text));
        Ok(sealed)
    }

    pub(crate) fn open(container: &Container, vault_key: &Key) -> Result<Self, Error> {
        let opened = || {
            let (nonce, sealed) = container.manifest_bytes().split_first_chunk::<NONCE_LEN>()?;
            let text = crypto::open(&sealing_key(vault_key), nonce, &context(container.slots_bytes()), sealed)?;
            serde_json::from_slice(&text).ok()
        };
        opened().ok_or(Error::Damaged { part: Part::Backup })
    }

    /// Whether both hold the same, whenever they were made.
    pub(crate) fn holds(&self, vault: &VaultContents, agenda: &AgendaContents) -> bool {
        self.vault == *vault && self.agenda == *agenda
    }
}

fn sealing_key(vault_key: &Key) -> Key {
    derive_key(vault_key.as_slice(), &[], "ajar/1/backup manifest")
}

fn context(slots: &[u8]) -> Vec<u8> {
    [b"ajar|1|backup|", slots].concat()
}
