//! Keys: how they are made, derived and wrapped. Secrets live in [`Zeroizing`] from their first byte.

mod cost;
mod derive;
mod key;
mod login;
mod passphrase;
mod recovery;
mod seal;
mod sealed_box;
mod strength;
mod suggestion;

pub(crate) use cost::Cost;
pub(crate) use derive::{derive, derive_key};
pub(crate) use key::Key;
pub(crate) use login::LoginSecret;
pub(crate) use passphrase::Passphrase;
pub(crate) use recovery::RecoveryKey;
pub(crate) use seal::{NONCE_LEN, open, seal};
pub(crate) use sealed_box::{LetterKey, seal_for};
pub(crate) use strength::rate;
pub(crate) use suggestion::suggest;

use crate::error::Error;

pub(crate) const KEY_LEN: usize = 32;
pub(crate) const SALT_LEN: usize = 16;

/// Bytes that need not be secret: salts and nonces.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

fn fill_random(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes).map_err(|_| Error::NoRandomness)
}
