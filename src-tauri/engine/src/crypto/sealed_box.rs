use crypto_box::aead::rand_core::{CryptoRng, RngCore, impls};
use crypto_box::{PublicKey, SecretKey};
use zeroize::Zeroizing;

use super::{KEY_LEN, Key, derive_key, fill_random};
use crate::error::Error;

/// Opens what was sealed for the journal while it was locked. It follows from the vault's key and is stored nowhere.
pub(crate) struct LetterKey(Box<SecretKey>);

impl LetterKey {
    pub(crate) fn of(vault_key: &Key) -> Self {
        Self::new(&derive_key(vault_key.as_slice(), &[], "ajar/1/letter key"))
    }

    fn new(secret: &[u8; KEY_LEN]) -> Self {
        Self(Box::new(SecretKey::from_bytes(*secret)))
    }

    /// What everybody may have who seals something for this journal.
    pub(crate) fn public(&self) -> [u8; KEY_LEN] {
        self.0.public_key().to_bytes()
    }

    /// `None` when it was sealed for another key, or is not whole.
    pub(crate) fn open(&self, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.0.unseal(sealed).ok().map(Zeroizing::new)
    }
}

impl Drop for LetterKey {
    fn drop(&mut self) {
        // The crate wipes the number that it computed from the bytes, and not the bytes.
        *self.0 = SecretKey::from_bytes([0; KEY_LEN]);
        std::hint::black_box(&self.0);
    }
}

/// libsodium's `crypto_box_seal`: whoever seals cannot open it again, and is not named in it.
pub(crate) fn seal_for(public: &[u8; KEY_LEN], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let mut random = System::default();
    let sealed = PublicKey::from_bytes(*public).seal(&mut random, plain);
    sealed.ok().filter(|_| !random.failed).ok_or(Error::NoRandomness)
}

/// `crypto_box` asks in a form that cannot fail. A failure is remembered, and what was sealed with it is thrown away.
#[derive(Default)]
struct System {
    failed: bool,
}

impl RngCore for System {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.failed |= fill_random(bytes).is_err();
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), crypto_box::aead::rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for System {}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        let byte = |index: usize| u8::from_str_radix(&text[2 * index..2 * index + 2], 16).unwrap();
        assert_eq!(text.len(), 2 * N);
        std::array::from_fn(byte)
    }

    /// The reference that `PyNaCl` made with libsodium, `tests/data/sealed_box_ref.txt`; the key is Alice's in RFC 7748.
    #[test]
    fn opens_what_libsodium_sealed() {
        let key = LetterKey::new(&bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        let public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
        assert_eq!(crate::hex::encode(&key.public()).as_str(), public);
        let sealed: [u8; 179] = bytes(
            "199c808806a62c1be56951023ad3396b0ce0ef2c5b9ca688ac96d2d06ca43f65d314400cc9bbefb23dd26f824c9cb553\
             f81e8c894ea9a553f4d777c77b66d5a6925da3f5961c5f7147172db5597ac14210066ee3ee13e6230a9a9610e9cddbf2\
             4094f54fbbf6694c08a436cec39ff5a373656d9584f4df9dd8c817e2e597540628d0ee21a6524a3fcf3eabdc0968390b\
             d260a47366ead7f71cc2e774d411d96f3497c7e10291937bc16dc46a111686b85a8c86",
        );
        let plain: [u8; 131] = bytes(
            "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c6129\
             6cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde\
             048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705",
        );
        assert_eq!(*key.open(&sealed).unwrap(), plain);
    }

    #[test]
    fn only_its_own_key_opens_a_whole_box() {
        let vault_key = Key::generate().unwrap();
        let key = LetterKey::of(&vault_key);
        let sealed = seal_for(&key.public(), b"a line").unwrap();
        assert_eq!(*key.open(&sealed).unwrap(), b"a line");
        assert_eq!(*LetterKey::of(&vault_key).open(&sealed).unwrap(), b"a line");
        assert!(LetterKey::of(&Key::generate().unwrap()).open(&sealed).is_none());
        for place in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[place] ^= 1;
            assert!(key.open(&bent).is_none(), "byte {place}");
            assert!(key.open(&sealed[..place]).is_none(), "{place} bytes");
        }
    }

    #[test]
    fn the_same_words_twice_look_different() {
        let public = LetterKey::of(&Key::generate().unwrap()).public();
        assert_ne!(seal_for(&public, b"a line").unwrap(), seal_for(&public, b"a line").unwrap());
    }
}
