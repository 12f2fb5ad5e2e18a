use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Key;

/// HKDF-SHA256 (RFC 5869): one secret, many independent keys, told apart by their label.
pub(crate) fn derive<const N: usize>(secret: &[u8], salt: &[u8], label: &str) -> Zeroizing<[u8; N]> {
    let mut out = Zeroizing::new([0; N]);
    expand(secret, salt, label.as_bytes(), out.as_mut_slice());
    out
}

/// The same for a key.
pub(crate) fn derive_key(secret: &[u8], salt: &[u8], label: &str) -> Key {
    let mut key = Key::default();
    expand(secret, salt, label.as_bytes(), key.as_mut_slice());
    key
}

#[expect(clippy::expect_used, reason = "HKDF-SHA256 refuses only more than 8160 bytes; ours are at most 64")]
fn expand(secret: &[u8], salt: &[u8], info: &[u8], out: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), secret).expand(info, out).expect("short output");
}

#[cfg(test)]
mod tests {
    use super::expand;

    fn check(secret: &[u8], salt: &[u8], info: &[u8], expected: &str) {
        let mut out = vec![0; expected.len() / 2];
        expand(secret, salt, info, &mut out);
        assert_eq!(crate::hex::encode(&out).as_str(), expected);
    }

    /// RFC 5869, appendix A.1, A.2 and A.3.
    #[test]
    fn answers_as_rfc_5869() {
        let counting = |from: u8, to: u8| (from..=to).collect::<Vec<u8>>();
        check(
            &[0x0b; 22],
            &counting(0x00, 0x0c),
            &counting(0xf0, 0xf9),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        );
        check(
            &counting(0x00, 0x4f),
            &counting(0x60, 0xaf),
            &counting(0xb0, 0xff),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c\
             59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71\
             cc30c58179ec3e87c14c01d5c1f3434f1d87",
        );
        check(
            &[0x0b; 22],
            &[],
            &[],
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        );
    }
}
