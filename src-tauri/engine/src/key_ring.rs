//! The key ring of the computer's login, which may keep a secret that opens the journal.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use crate::error::KeyRingFault;
use crate::paths::APP_ID;

/// Keeps one secret an account. Tests use [`MemoryKeyRing`].
///
/// Each call may wait for a person: a locked key ring asks for its own password.
pub trait KeyRing: Send + Sync {
    /// Keeps the secret, instead of the one that there was.
    fn keep(&self, account: &str, secret: &[u8]) -> Result<(), KeyRingFault>;

    /// `None` when it holds nothing for the account.
    fn find(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyRingFault>;

    /// Does nothing when there is nothing to forget.
    fn forget(&self, account: &str) -> Result<(), KeyRingFault>;
}

/// The real one: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
///
/// What it shows of an entry are the app's id and the vault's UUID, and no word on what they are for.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoginKeyRing;

impl KeyRing for LoginKeyRing {
    fn keep(&self, account: &str, secret: &[u8]) -> Result<(), KeyRingFault> {
        entry(account)?.set_secret(secret).map_err(|error| fault(&error))
    }

    fn find(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyRingFault> {
        match entry(account)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn forget(&self, account: &str) -> Result<(), KeyRingFault> {
        match entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }
}

fn entry(account: &str) -> Result<keyring::Entry, KeyRingFault> {
    keyring::Entry::new(APP_ID, account).map_err(|error| fault(&error))
}

/// Without the system's words, which may name the user.
fn fault(error: &keyring::Error) -> KeyRingFault {
    match error {
        keyring::Error::NoStorageAccess(_) => KeyRingFault::Locked,
        keyring::Error::BadDataFormat(..) | keyring::Error::BadEncoding(_) | keyring::Error::Ambiguous(_) => {
            KeyRingFault::Lost
        }
        _ => KeyRingFault::Absent,
    }
}

/// A key ring that lasts as long as the process, and fails when it is told to.
#[derive(Default)]
pub struct MemoryKeyRing {
    secrets: Mutex<Secrets>,
    fault: Mutex<Option<KeyRingFault>>,
}

type Secrets = HashMap<String, Zeroizing<Vec<u8>>>;

impl fmt::Debug for MemoryKeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryKeyRing").finish_non_exhaustive()
    }
}

impl MemoryKeyRing {
    /// From now on every call fails like this; `None` makes it well again.
    pub fn fail(&self, fault: Option<KeyRingFault>) {
        *held(&self.fault) = fault;
    }

    /// Somebody emptied it.
    pub fn lose_everything(&self) {
        held(&self.secrets).clear();
    }

    /// How many bytes it keeps, one number an account.
    pub fn lengths(&self) -> Vec<usize> {
        held(&self.secrets).values().map(|secret| secret.len()).collect()
    }

    fn answers(&self) -> Result<MutexGuard<'_, Secrets>, KeyRingFault> {
        match *held(&self.fault) {
            Some(fault) => Err(fault),
            None => Ok(held(&self.secrets)),
        }
    }
}

impl KeyRing for MemoryKeyRing {
    fn keep(&self, account: &str, secret: &[u8]) -> Result<(), KeyRingFault> {
        self.answers()?.insert(account.to_owned(), Zeroizing::new(secret.to_vec()));
        Ok(())
    }

    fn find(&self, account: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeyRingFault> {
        Ok(self.answers()?.get(account).cloned())
    }

    fn forget(&self, account: &str) -> Result<(), KeyRingFault> {
        self.answers()?.remove(account);
        Ok(())
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
