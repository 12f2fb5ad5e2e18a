use std::ops::{Deref, DerefMut};

use zeroize::Zeroize;

use super::{KEY_LEN, fill_random};
use crate::error::Error;

/// 256 secret bits, wiped when they are dropped.
///
/// They stay where they are in memory: a value that is moved leaves its bytes behind on the stack, and nobody wipes those.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Key(Box<[u8; KEY_LEN]>);

impl Key {
    pub(crate) fn generate() -> Result<Self, Error> {
        let mut key = Self::default();
        fill_random(key.as_mut_slice())?;
        Ok(key)
    }

    pub(crate) fn copied(bytes: &[u8; KEY_LEN]) -> Self {
        let mut key = Self::default();
        key.copy_from_slice(bytes);
        key
    }
}

impl Deref for Key {
    type Target = [u8; KEY_LEN];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Key {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}
