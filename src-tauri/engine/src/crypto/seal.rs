use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::KEY_LEN;

pub(crate) const NONCE_LEN: usize = 24;

/// XChaCha20-Poly1305: `context` is bound to the result but not part of it.
#[expect(clippy::expect_used, reason = "the cipher refuses only messages above 256 GiB; ours is a key")]
pub(crate) fn seal(key: &[u8; KEY_LEN], nonce: &[u8; NONCE_LEN], context: &[u8], secret: &[u8]) -> Vec<u8> {
    let payload = Payload { msg: secret, aad: context };
    XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(*nonce), payload).expect("a short message")
}

/// `None` when the key, the nonce, the context or the sealed bytes are not the ones that belong together.
pub(crate) fn open(
    key: &[u8; KEY_LEN],
    nonce: &[u8; NONCE_LEN],
    context: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let payload = Payload { msg: sealed, aad: context };
    XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::{open, seal};

    const PLAIN: &[u8] = b"Ladies and Gentlemen of the class of '99: \
        If I could offer you only one tip for the future, sunscreen would be it.";
    const CONTEXT: [u8; 12] = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];

    fn key() -> [u8; 32] {
        std::array::from_fn(|index| 0x80 + u8::try_from(index).unwrap())
    }

    fn nonce() -> [u8; 24] {
        std::array::from_fn(|index| 0x40 + u8::try_from(index).unwrap())
    }

    /// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    #[test]
    fn answers_as_the_draft() {
        let sealed = seal(&key(), &nonce(), &CONTEXT, PLAIN);
        assert_eq!(
            crate::hex::encode(&sealed).as_str(),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
             731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
             2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
             21f9664c97637da9768812f615c68b13b52e\
             c0875924c1c7987947deafd8780acf49"
        );
        assert_eq!(*open(&key(), &nonce(), &CONTEXT, &sealed).unwrap(), PLAIN);
    }

    #[test]
    fn anything_else_opens_nothing() {
        let sealed = seal(&key(), &nonce(), &CONTEXT, PLAIN);
        let mut bent = sealed.clone();
        bent[3] ^= 1;
        let mut other_key = key();
        other_key[31] ^= 1;
        let mut other_nonce = nonce();
        other_nonce[0] ^= 1;
        assert!(open(&key(), &nonce(), &CONTEXT, &bent).is_none());
        assert!(open(&other_key, &nonce(), &CONTEXT, &sealed).is_none());
        assert!(open(&key(), &other_nonce, &CONTEXT, &sealed).is_none());
        assert!(open(&key(), &nonce(), b"other", &sealed).is_none());
        assert!(open(&key(), &nonce(), &CONTEXT, &[]).is_none());
    }
}
