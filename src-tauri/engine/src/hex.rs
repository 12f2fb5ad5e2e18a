//! Bytes as lower-case hex text, for the slot file and for the databases' raw keys.

use serde::{Deserialize, Deserializer, Serializer, de};
use zeroize::Zeroizing;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Wiped when dropped, because it may spell a key.
pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(DIGITS.get(usize::from(nibble)).map_or('?', |&digit| char::from(digit)));
        }
    }
    text
}

pub(crate) fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N * 2 {
        return None;
    }
    let mut nibbles = text.chars().map(|digit| digit.to_digit(16).and_then(|nibble| u8::try_from(nibble).ok()));
    for byte in &mut bytes {
        *byte = nibbles.next()?? << 4 | nibbles.next()??;
    }
    Some(bytes)
}

pub(crate) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&encode(bytes))
}

pub(crate) fn deserialize<'de, const N: usize, D: Deserializer<'de>>(from: D) -> Result<[u8; N], D::Error> {
    let text = String::deserialize(from)?;
    decode(&text).ok_or_else(|| de::Error::custom("not hex of the right length"))
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn there_and_back() {
        assert_eq!(encode(&[0x00, 0x9f, 0xff]).as_str(), "009fff");
        assert_eq!(decode::<3>("009fFf"), Some([0x00, 0x9f, 0xff]));
        for wrong in ["", "009f", "009fff00", "00+fff", "00é9ff", "gggggg"] {
            assert_eq!(decode::<3>(wrong), None, "{wrong}");
        }
    }
}
