use diceware_wordlists::EFF_LONG_WORDLIST;
use zeroize::Zeroizing;

use super::{Passphrase, random, rate};
use crate::error::Error;

/// The list of the Electronic Frontier Foundation for five dice: common words that nobody mixes up.
const LIST: &[&str; 7776] = &EFF_LONG_WORDLIST;
/// Four of 7,776 are 51.6 bits.
const WORDS: usize = 4;

/// A passphrase that nobody has ever used.
pub(crate) fn suggest() -> Result<Zeroizing<String>, Error> {
    loop {
        let mut suggestion = Zeroizing::new(String::with_capacity(64));
        for count in 0..WORDS {
            if count > 0 {
                suggestion.push(' ');
            }
            suggestion.push_str(random_word()?);
        }
        // Four times the same word is as likely as any other four.
        if rate(&Passphrase::typed(&suggestion)).accepted {
            return Ok(suggestion);
        }
    }
}

fn random_word() -> Result<&'static str, Error> {
    loop {
        if let Some(word) = pick(u16::from_le_bytes(random()?)) {
            return Ok(word);
        }
    }
}

/// The word that this number stands for. Eight numbers stand for each word, and the rest for none: a remainder alone would
/// favor the beginning of the list.
fn pick(number: u16) -> Option<&'static str> {
    let number = usize::from(number);
    let fair = LIST.len() * ((usize::from(u16::MAX) + 1) / LIST.len());
    (number < fair).then(|| LIST.get(number % LIST.len()).copied()).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_word_is_as_likely_as_any_other() {
        let mut counts = BTreeMap::new();
        for word in (0..=u16::MAX).filter_map(pick) {
            *counts.entry(word).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 7776);
        assert!(counts.values().all(|&count| count == 8));
        assert!(7776_f64.log2() * f64::from(u8::try_from(WORDS).unwrap()) >= 51.0);
    }

    #[test]
    fn the_words_are_plain() {
        let is_plain =
            |word: &&str| word.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-') && word.len() > 2;
        assert!(LIST.iter().all(is_plain));
    }

    #[test]
    fn suggestions_are_four_words_that_are_accepted_and_differ() {
        let suggestions: BTreeSet<String> = (0..40).map(|_| suggest().unwrap().to_string()).collect();
        assert_eq!(suggestions.len(), 40);
        for suggestion in suggestions {
            assert_eq!(suggestion.split(' ').count(), 4, "{suggestion}");
            assert!(rate(&Passphrase::typed(&suggestion)).strength > 2, "{suggestion}");
        }
    }
}
