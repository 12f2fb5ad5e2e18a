use zeroize::Zeroizing;

use super::{Key, SALT_LEN, derive_key, fill_random};
use crate::error::Error;

/// Crockford's base 32: no I, L, O or U, so that a key survives handwriting.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The check symbol is a remainder by 37, so it needs five more signs.
const CHECK_SIGNS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
const SYMBOLS: usize = 26;

/// 130 random bits as 26 symbols and a check symbol that catches every single slip and every swap of neighbors.
pub(crate) struct RecoveryKey(Zeroizing<[u8; SYMBOLS]>);

impl RecoveryKey {
    pub(crate) fn generate() -> Result<Self, Error> {
        let mut symbols = Zeroizing::new([0; SYMBOLS]);
        fill_random(symbols.as_mut_slice())?;
        for symbol in symbols.iter_mut() {
            *symbol &= 31;
        }
        Ok(Self(symbols))
    }

    /// Reads a key as people copy it: any case, with or without dashes and spaces, `O` for zero, `I` or `L` for one.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let mistyped = || {
            Error::invalid(
                "key",
                "This recovery key has a mistake in it. It has 27 signs; compare each with your copy.",
            )
        };
        let mut symbols = Zeroizing::new([0; SYMBOLS]);
        let mut typed = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
        for symbol in symbols.iter_mut() {
            let sign = typed.next().ok_or_else(mistyped)?;
            *symbol = value(sign, ALPHABET).ok_or_else(mistyped)?;
        }
        let check = typed.next().and_then(|sign| value(sign, CHECK_SIGNS)).ok_or_else(mistyped)?;
        if typed.next().is_some() || check != remainder(&symbols) {
            return Err(mistyped());
        }
        Ok(Self(symbols))
    }

    /// The key as it is shown, once: nine groups of three.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        let check = remainder(&self.0);
        let signs = self.0.iter().map(|&symbol| sign(symbol, ALPHABET)).chain([sign(check, CHECK_SIGNS)]);
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + 10));
        for (index, sign) in signs.enumerate() {
            if index > 0 && index % 3 == 0 {
                text.push('-');
            }
            text.push(sign);
        }
        text
    }

    /// The key that wraps the vault's key. 130 random bits need no slow hash.
    pub(crate) fn stretch(&self, salt: &[u8; SALT_LEN]) -> Key {
        derive_key(self.0.as_slice(), salt, "ajar/1/recovery")
    }
}

fn value(sign: char, alphabet: &[u8]) -> Option<u8> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let found = alphabet.iter().position(|&known| char::from(known) == sign)?;
    u8::try_from(found).ok()
}

fn sign(value: u8, alphabet: &[u8]) -> char {
    alphabet.get(usize::from(value)).map_or('?', |&sign| char::from(sign))
}

fn remainder(symbols: &[u8; SYMBOLS]) -> u8 {
    let remainder = symbols.iter().fold(0_u16, |left, &symbol| (left * 32 + u16::from(symbol)) % 37);
    u8::try_from(remainder).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> RecoveryKey {
        RecoveryKey(zeroize::Zeroizing::new(std::array::from_fn(|index| u8::try_from(index).unwrap())))
    }

    #[test]
    fn is_read_back_as_people_write_it() {
        let shown = key().to_text();
        assert_eq!(shown.replace('-', "").len(), 27);
        let as_written = [
            shown.to_string(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " "),
            shown.replace('0', "O").replace('1', "l"),
            format!("  {}\n", shown.as_str()),
        ];
        for text in as_written {
            assert_eq!(RecoveryKey::parse(&text).unwrap().0, key().0, "{text}");
        }
    }

    #[test]
    fn every_single_slip_and_swap_is_caught() {
        let shown = key().to_text().replace('-', "");
        for place in 0..shown.len() {
            for slip in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
                let mut signs: Vec<char> = shown.chars().collect();
                if signs[place] != slip {
                    signs[place] = slip;
                    assert!(RecoveryKey::parse(&signs.iter().collect::<String>()).is_err());
                }
            }
            if place + 1 < shown.len() {
                let mut signs: Vec<char> = shown.chars().collect();
                signs.swap(place, place + 1);
                assert!(RecoveryKey::parse(&signs.iter().collect::<String>()).is_err());
            }
        }
        assert!(RecoveryKey::parse("").is_err());
        assert!(RecoveryKey::parse(&shown[..26]).is_err());
        assert!(RecoveryKey::parse(&format!("{shown}0")).is_err());
        assert!(RecoveryKey::parse("ключ").is_err());
    }

    /// HKDF-SHA256 as another implementation computes it: a changed label would open no slot that exists.
    #[test]
    fn opens_what_it_always_opened() {
        let key = RecoveryKey(Zeroizing::new([7; SYMBOLS]));
        assert_eq!(
            crate::hex::encode(key.stretch(&[9; SALT_LEN]).as_slice()).as_str(),
            "afe151aa9440438a0d6cb19f8e8215b53352b61c36db3371c852b751b1dc2324"
        );
    }

    #[test]
    fn two_keys_differ() {
        assert_ne!(RecoveryKey::generate().unwrap().0, RecoveryKey::generate().unwrap().0);
    }
}
