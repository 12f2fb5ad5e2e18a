//! What a sentence does before it is said: openings that put the other on guard, and wishes that are demands.

mod speech;
mod turn;

use crate::content::Content;

pub use turn::turn_round;

/// A hint about a plan's text. Hints never stop anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The phrase that was noticed, as the content has it and not as the user wrote it.
    pub noticed: String,
    /// What to do instead.
    pub say: String,
}

/// What in an opening sentence tends to put the other on guard, in the order of the text, each phrase once.
///
/// Large and small letters, any apostrophe or none, and any space between the words are the same; other marks part them,
/// so that "Thank you. Always a pleasure" is heard as two sentences.
pub fn heed_opening(content: &Content, text: &str) -> Vec<Hint> {
    let said = words(text);
    let place = |phrase: &str| {
        let phrase = words(phrase);
        let begins = |from: &[String]| !phrase.is_empty() && from.starts_with(&phrase);
        (0..said.len()).find(|from| said.get(*from..).is_some_and(begins))
    };
    let noticed = content.opening_phrases.iter().filter_map(|it| Some((place(&it.phrase)?, it)));
    let mut noticed: Vec<_> = noticed.collect();
    noticed.sort_by_key(|(place, _)| *place);
    let hint =
        |(_, it): (usize, &crate::content::OpeningPhrase)| Hint { noticed: it.phrase.clone(), say: it.say.clone() };
    noticed.into_iter().map(hint).collect()
}

/// The words in small letters, without apostrophes. A mark between words is a word of its own that nothing is equal to.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if is_apostrophe(c) || is_unseen(c) {
            continue;
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            words.push(c.to_string());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '＇')
}

/// Soft hyphens, joiners and the like, which come with text that was copied.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
