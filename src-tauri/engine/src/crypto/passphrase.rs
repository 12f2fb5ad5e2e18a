use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::{Key, SALT_LEN};
use crate::error::Error;

const MIN_CHARS: usize = 8;
const MAX_CHARS: usize = 1024;

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

    /// A passphrase that is to protect something: at least 8 characters.
    pub(crate) fn chosen(text: &str) -> Result<Self, Error> {
        let passphrase = Self::typed(text);
        match passphrase.0.expose_secret().chars().count() {
            0..MIN_CHARS => Err(Error::invalid(
                "passphrase",
                "A passphrase needs at least 8 characters. Four words make a good one.",
            )),
            MIN_CHARS..=MAX_CHARS => Ok(passphrase),
            _ => Err(Error::invalid(
                "passphrase",
                "A passphrase can have at most 1,024 characters. Choose a shorter one.",
            )),
        }
    }

    /// Argon2id. Takes a good part of a second and `cost.memory_kib` of memory, on purpose.
    pub(crate) fn stretch(&self, salt: &[u8; SALT_LEN], cost: Cost) -> Result<Key, Error> {
        let mut key = Key::default();
        cost.argon2()
            .and_then(|argon2| argon2.hash_password_into(self.0.expose_secret().as_bytes(), salt, key.as_mut_slice()))
            .map_err(|_| Error::OutOfMemory { doing: "check the passphrase" })?;
        Ok(key)
    }
}

/// What one guess costs. Stored with the slot, bound to it, and never accepted below [`Cost::FLOOR`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

impl Cost {
    /// 64 MiB and three passes: the second recommended option of RFC 9106, on one lane.
    pub(crate) const FLOOR: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// Lower would be an attack; much higher would be a way to keep the user out.
    pub(crate) fn is_acceptable(self) -> bool {
        (Self::FLOOR.memory_kib..=2 * 1024 * 1024).contains(&self.memory_kib)
            && (Self::FLOOR.passes..=64).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }

    fn argon2(self) -> argon2::Result<Argon2<'static>> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(super::KEY_LEN))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
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

    #[test]
    fn two_spellings_of_one_passphrase_are_one_key() {
        let stretch = |text: &str| Passphrase::typed(text).stretch(&[7; 16], Cost::FLOOR).unwrap();
        assert_eq!(stretch("caf\u{e9} au lait"), stretch("cafe\u{301} au lait"));
        assert_ne!(stretch("caf\u{e9} au lait"), stretch("cafe au lait"));
    }

    #[test]
    fn length_is_counted_in_characters() {
        let check = |text: &str, fits: bool| match Passphrase::chosen(text) {
            Ok(_) => assert!(fits, "{} characters passed", text.chars().count()),
            Err(error) => {
                assert!(!fits, "{} characters were refused", text.chars().count());
                assert_eq!(error.code(), ErrorCode::Invalid);
            }
        };
        check("", false);
        check("1234567", false);
        check("12345678", true);
        check("пароль-п", true);
        check("e\u{301}e\u{301}e\u{301}e\u{301}", false);
        check(&"x".repeat(1024), true);
        check(&"x".repeat(1025), false);
    }

    #[test]
    fn the_end_of_a_long_passphrase_counts() {
        let long = "x".repeat(1000);
        let stretch = |text: &str| Passphrase::typed(text).stretch(&[7; 16], Cost::FLOOR).unwrap();
        assert_ne!(stretch(&format!("{long}a")), stretch(&format!("{long}b")));
    }
}
