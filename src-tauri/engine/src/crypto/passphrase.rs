use argon2::Block;
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::{Cost, Key, SALT_LEN, rate};
use crate::error::Error;

/// A passphrase as it is hashed: Unicode NFC, so that two keyboards that spell `é` differently both open the journal, and
/// never cut.
pub(crate) struct Passphrase(SecretString);

impl Passphrase {
    /// A passphrase that was typed to open something.
    pub(crate) fn typed(text: &str) -> Self {
        let mut normal = Zeroizing::new(String::with_capacity(text.len() * 3));
        normal.extend(text.nfc());
        Self(SecretString::from(normal.as_str()))
    }

    /// A passphrase that is to protect something: long enough, and not one that is guessed soon.
    pub(crate) fn chosen(text: &str) -> Result<Self, Error> {
        let passphrase = Self::typed(text);
        let advice = rate(&passphrase);
        if advice.accepted { Ok(passphrase) } else { Err(Error::invalid("passphrase", advice.advice)) }
    }

    /// Argon2id. Takes a good part of a second and `cost.memory_kib` of memory, on purpose.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the system refuses that memory.
    pub(crate) fn stretch(&self, salt: &[u8; SALT_LEN], cost: Cost) -> Result<Key, Error> {
        const REFUSED: Error = Error::OutOfMemory { doing: "check the passphrase" };
        let mut key = Key::default();
        let argon2 = cost.argon2().map_err(|_| REFUSED)?;
        let mut memory = Memory::new(argon2.params().block_count()).ok_or(REFUSED)?;
        argon2
            .hash_password_into_with_memory(self.text().as_bytes(), salt, key.as_mut_slice(), memory.0.as_mut_slice())
            .map_err(|_| REFUSED)?;
        Ok(key)
    }

    pub(super) fn text(&self) -> &str {
        self.0.expose_secret()
    }
}

/// The memory of one derivation. Its last block spells the key, so it is wiped; argon2's own is not.
struct Memory(Vec<Block>);

impl Memory {
    fn new(blocks: usize) -> Option<Self> {
        let mut memory = Vec::new();
        memory.try_reserve_exact(blocks).ok()?;
        memory.resize(blocks, Block::new());
        Some(Self(memory))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(Zeroize::zeroize);
    }
}

#[cfg(test)]
mod tests {
    use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};

    use super::{Cost, Passphrase};
    use crate::dto::ErrorCode;

    /// RFC 9106, section 5.3.
    #[test]
    fn answers_as_rfc_9106() {
        let mut params = ParamsBuilder::new();
        params.m_cost(32).t_cost(3).p_cost(4).output_len(32).data(AssociatedData::new(&[4; 12]).unwrap());
        let params = params.build().unwrap();
        let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut tag = [0; 32];
        argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
        assert_eq!(
            crate::hex::encode(&tag).as_str(),
            "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
        );
    }

    /// The memory that is ours and the library's own lead to the same key.
    #[test]
    fn answers_as_the_library_with_its_own_memory() {
        let cost = Cost { passes: 5, ..Cost::FLOOR };
        let mut key = [0; 32];
        cost.argon2().unwrap().hash_password_into(b"some words", &[7; 16], &mut key).unwrap();
        assert_eq!(*Passphrase::typed("some words").stretch(&[7; 16], cost).unwrap(), key);
    }

    #[test]
    fn two_spellings_of_one_passphrase_are_one_key() {
        let stretch = |text: &str| Passphrase::typed(text).stretch(&[7; 16], Cost::FLOOR).unwrap();
        assert_eq!(stretch("caf\u{e9} au lait"), stretch("cafe\u{301} au lait"));
        assert_ne!(stretch("caf\u{e9} au lait"), stretch("cafe au lait"));
    }

    #[test]
    fn what_is_refused_names_the_field() {
        let refused = Passphrase::chosen("password").map(drop).unwrap_err();
        assert_eq!((refused.code(), refused.body().field.as_deref()), (ErrorCode::Invalid, Some("passphrase")));
        assert!(Passphrase::chosen("four quiet words here").is_ok());
    }

    #[test]
    fn the_end_of_a_long_passphrase_counts() {
        let long = "x".repeat(1000);
        let stretch = |text: &str| Passphrase::typed(text).stretch(&[7; 16], Cost::FLOOR).unwrap();
        assert_ne!(stretch(&format!("{long}a")), stretch(&format!("{long}b")));
    }
}
