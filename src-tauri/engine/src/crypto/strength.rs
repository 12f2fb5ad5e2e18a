use zeroize::Zeroizing;
use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use super::Passphrase;
use crate::dto::PassphraseAdvice;

const MIN_CHARS: usize = 8;
const MAX_CHARS: usize = 1024;
/// Guessing at the rest takes long, and what comes before is hard enough or it is not.
const LOOKED_AT: usize = 100;

/// What a passphrase is worth, and what would make it better. The advice never repeats what was typed.
pub(crate) fn rate(passphrase: &Passphrase) -> PassphraseAdvice {
    let text = passphrase.text();
    let chars = text.chars().count();
    let mut beginning = Zeroizing::new(String::with_capacity(text.len()));
    beginning.extend(text.chars().take(LOOKED_AT));
    // The first things that somebody tries who sees this program.
    let guess = zxcvbn(&beginning, &["ajar", "journal"]);
    let warning = guess.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    let advice = match (chars, guess.score()) {
        (0..MIN_CHARS, _) => "A passphrase needs at least 8 characters. Four words make a good one.".to_owned(),
        (MIN_CHARS..=MAX_CHARS, Score::Zero | Score::One) => {
            format!("{} Four words that do not belong together are better.", reason(warning))
        }
        (MIN_CHARS..=MAX_CHARS, Score::Two) => "This will do. One more word makes it stronger.".to_owned(),
        (MIN_CHARS..=MAX_CHARS, _) => String::new(),
        _ => "A passphrase can have at most 1,024 characters. Choose a shorter one.".to_owned(),
    };
    let accepted = (MIN_CHARS..=MAX_CHARS).contains(&chars) && guess.score() >= Score::Two;
    PassphraseAdvice { accepted, strength: guess.score().into(), advice }
}

fn reason(warning: Option<Warning>) -> &'static str {
    use Warning as W;
    match warning {
        Some(W::ThisIsATop10Password | W::ThisIsATop100Password | W::ThisIsACommonPassword) => {
            "This is one of the first that anybody would try."
        }
        Some(W::ThisIsSimilarToACommonlyUsedPassword) => "This is close to one that many people use.",
        Some(W::StraightRowsOfKeysAreEasyToGuess | W::ShortKeyboardPatternsAreEasyToGuess) => {
            "Keys that lie side by side are easy to guess."
        }
        Some(W::RepeatsLikeAaaAreEasyToGuess | W::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess) => {
            "Repeating the same makes it hardly safer."
        }
        Some(W::SequencesLikeAbcAreEasyToGuess) => "Letters or numbers in a row are easy to guess.",
        Some(W::RecentYearsAreEasyToGuess | W::DatesAreOftenEasyToGuess) => {
            "Dates are easy to guess, most of all for someone who knows you."
        }
        Some(W::AWordByItselfIsEasyToGuess) => "One word alone is easy to guess.",
        Some(W::NamesAndSurnamesByThemselvesAreEasyToGuess | W::CommonNamesAndSurnamesAreEasyToGuess) => {
            "Names are easy to guess, most of all for someone who knows you."
        }
        None => "This is easy to guess.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(text: &str) -> PassphraseAdvice {
        let advice = rate(&Passphrase::typed(text));
        assert_eq!(advice.advice.is_empty(), advice.strength > 2 && advice.accepted, "{text}");
        for sentence in advice.advice.split_terminator('.') {
            assert!(sentence.split_whitespace().count() <= 18, "too long: {sentence}");
        }
        advice
    }

    #[test]
    fn common_ones_are_refused_with_a_reason_and_without_an_echo() {
        let check = |text: &str, reason: &str| {
            let advice = rated(text);
            assert!(!advice.accepted && advice.strength < 2, "{text}: {advice:?}");
            assert!(advice.advice.starts_with(reason), "{text}: {advice:?}");
            assert!(!advice.advice.contains(text));
        };
        check("password", "This is one of the first");
        check("Password1", "This is one of the first");
        check("p4ssw0rd", "This is close to one");
        check("iloveyou", "This is one of the first");
        check("asdfghjkl", "This is one of the first");
        check("zxcvbnm,./", "Keys that lie side by side");
        check("aaaaaaaaaaaa", "Repeating the same");
        check("abcdefghijkl", "Letters or numbers in a row");
        check("14.02.2019", "Dates are easy");
        check("christopher", "Names are easy to guess");
        assert!(!rated("ajarajar").accepted && !rated("journal1").accepted, "the program's own name");
    }

    #[test]
    fn ordinary_words_are_accepted() {
        for text in [
            "four quiet words here",
            "quiet evening lamp",
            "correct horse battery staple",
            "пароль-из-слов",
            "静かな夕方の明かり",
            "x7#kQ2!m",
        ] {
            assert!(rated(text).accepted, "{text}: {:?}", rated(text));
        }
    }

    #[test]
    fn length_is_counted_in_characters_as_they_are_hashed() {
        let many = |count: u32| (0..count).map(|place| char::from_u32(0x4e00 + place * 7919 % 20_000).unwrap());
        let check = |text: &str, fits: bool| {
            let advice = rated(text);
            assert_eq!(advice.accepted, fits, "{} characters: {advice:?}", text.chars().count());
        };
        check("", false);
        check("x7#kQ2!", false);
        check("x7#kQ2!m", true);
        check("e\u{301}u\u{308}o\u{302}a\u{300}", false);
        check(&many(1024).collect::<String>(), true);
        check(&many(1025).collect::<String>(), false);
    }
}
