//! Text as the index sees it: words without case and accents; each Chinese, Japanese or Korean sign and each emoji by itself.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::hex;

/// Begins the token of an emoji, which the index would pass over. Private use: no text means it.
const EMOJI: char = '\u{e000}';
/// Begins the token of a facet.
const FACET: char = '\u{e001}';

/// A token, and where in the text it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) at: Range<usize>,
    pub(super) folded: String,
}

/// The copy of a text that is indexed: its tokens, one after the other.
pub(crate) fn copy(text: &str) -> String {
    let mut copy = String::with_capacity(text.len());
    for token in tokens(text) {
        copy.push_str(&token.folded);
        copy.push(' ');
    }
    copy
}

/// The token that stands for a facet, such as a tag, whatever signs it has.
pub(crate) fn facet(kind: &str, value: &str) -> String {
    format!("{FACET}{kind}{}", *hex::encode(value.as_bytes()))
}

/// All tokens of a text, in order.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut signs = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = signs.next()?;
            let mut end = start + first.len_utf8();
            match kind(first) {
                Kind::Between => continue,
                Kind::Alone => {
                    // A mark after it belongs to it: a voiced kana may be written as two signs.
                    while let Some((at, mark)) = signs.next_if(|(_, sign)| is_combining_mark(*sign)) {
                        end = at + mark.len_utf8();
                    }
                }
                Kind::Emoji => return Some(Token { at: start..end, folded: format!("{EMOJI}{:x}", u32::from(first)) }),
                Kind::Word => {
                    while let Some((at, sign)) = signs.next_if(|(_, sign)| kind(*sign) == Kind::Word) {
                        end = at + sign.len_utf8();
                    }
                }
            }
            let folded = fold(text.get(start..end).unwrap_or_default());
            if !folded.is_empty() {
                return Some(Token { at: start..end, folded });
            }
        }
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    /// A sign that is found by itself.
    Alone,
    Emoji,
    Between,
}

fn kind(sign: char) -> Kind {
    match sign {
        '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{323af}'
            if sign.is_alphanumeric() =>
        {
            Kind::Alone
        }
        '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => Kind::Emoji,
        _ if sign.is_alphanumeric() || is_combining_mark(sign) => Kind::Word,
        _ => Kind::Between,
    }
}

/// Without case, and without the accents of letters. The vowel signs of Indic scripts stay: they are no accents.
fn fold(word: &str) -> String {
    // Most words of many languages, and far less work.
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).nfd().filter(|sign| !is_accent(*sign)).nfc().collect()
}

fn is_accent(sign: char) -> bool {
    matches!(sign,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = tokens(text).map(|token| token.folded).collect();
        assert_eq!(found, expect, "{text:?}");
        for token in tokens(text) {
            assert!(text.get(token.at.clone()).is_some(), "cut in the middle of a character: {text:?}");
        }
    }

    #[test]
    fn a_word_is_the_same_however_it_is_written() {
        check("Café CAFE\u{301} cafe", &["cafe", "cafe", "cafe"]);
        check("Straße don't e-mail 3.5", &["straße", "don", "t", "e", "mail", "3", "5"]);
        check("İstanbul", &["istanbul"]);
        check("שָׁלוֹם", &["שלום"]);
        check("हिन्दी", &["हिन्दी"]);
        check(" \0\t—\"*-", &[]);
        check("\u{301}", &[]);
    }

    #[test]
    fn signs_without_spaces_between_them_stand_alone() {
        check("我们谈了", &["我", "们", "谈", "了"]);
        check("か\u{3099}く", &["が", "く"]);
        check("한국어 a", &["한", "국", "어", "a"]);
        check("好a的", &["好", "a", "的"]);
    }

    #[test]
    fn an_emoji_is_a_word() {
        check("hi😀!", &["hi", "\u{e000}1f600"]);
        check("👩‍👩‍👧", &["\u{e000}1f469", "\u{e000}1f469", "\u{e000}1f467"]);
        check("❤\u{fe0f}", &["\u{e000}2764"]);
    }

    #[test]
    fn a_facet_is_one_token_whatever_it_says() {
        assert_eq!(facet("tag", "a-b"), "\u{e001}tag612d62");
        assert_ne!(facet("tag", "é"), facet("tag", "e"));
    }
}
