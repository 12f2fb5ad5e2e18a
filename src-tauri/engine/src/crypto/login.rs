use zeroize::Zeroizing;

use super::{KEY_LEN, Key, SALT_LEN, derive_key};
use crate::error::Error;

/// 256 random bits that the key ring of the computer's login keeps.
pub(crate) struct LoginSecret(Key);

impl LoginSecret {
    pub(crate) fn generate() -> Result<Self, Error> {
        Key::generate().map(Self)
    }

    /// The secrets that one entry of a key ring holds: one, or two while the vault's key is being replaced.
    pub(crate) fn read(kept: &[u8]) -> Vec<Self> {
        let (secrets, _cut) = kept.as_chunks::<KEY_LEN>();
        secrets.iter().map(|secret| Self(Key::copied(secret))).collect()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// What a key ring keeps while either of both may be needed.
    pub(crate) fn beside(&self, kept: &[u8]) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([kept, self.as_bytes()].concat())
    }

    /// The key that wraps the vault's key. 256 random bits need no slow hash.
    pub(crate) fn stretch(&self, salt: &[u8; SALT_LEN]) -> Key {
        derive_key(self.0.as_slice(), salt, "ajar/1/login")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// HKDF-SHA256 as another implementation computes it: a changed label would open no slot that exists.
    #[test]
    fn answers_as_it_always_did() {
        let secret = LoginSecret(Key::copied(&[7; KEY_LEN]));
        assert_eq!(
            crate::hex::encode(secret.stretch(&[9; SALT_LEN]).as_slice()).as_str(),
            "133a17be92737b787cbb4ff15b17c920b2ab1be0564558e80527d84d7a0d09f8"
        );
    }

    #[test]
    fn one_entry_holds_one_secret_or_two_and_nothing_cut() {
        let (old, new) = (LoginSecret(Key::copied(&[1; KEY_LEN])), LoginSecret(Key::copied(&[2; KEY_LEN])));
        let both = new.beside(old.as_bytes());
        let read = |kept: &[u8]| LoginSecret::read(kept).iter().map(|secret| secret.0[0]).collect::<Vec<_>>();
        assert_eq!(read(&both), [1, 2]);
        assert_eq!(read(&new.beside(&[])), [2]);
        assert_eq!(read(&both[..40]), [1]);
        assert!(read(&[]).is_empty());
    }
}
