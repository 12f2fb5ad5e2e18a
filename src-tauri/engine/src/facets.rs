//! What is noted about an entry beside its words: tags, a mood, a star.

use std::collections::BTreeMap;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::dto::{self, Mood};
use crate::error::Error;

const MAX_TAG_CHARS: usize = 64;

/// The facets of one entry.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    pub(crate) tags: Tags,
    pub(crate) mood: Option<Mood>,
    pub(crate) starred: bool,
}

impl Facets {
    /// Facets that somebody chose.
    pub(crate) fn chosen(facets: &dto::Facets) -> Result<Self, Error> {
        Ok(Self { tags: Tags::chosen(&facets.tags)?, mood: facets.mood, starred: facets.starred })
    }
}

impl From<Facets> for dto::Facets {
    fn from(facets: Facets) -> Self {
        Self { tags: facets.tags.0.into_values().collect(), mood: facets.mood, starred: facets.starred }
    }
}

/// Tags as they were written, in the order of the alphabet. Two that differ in case only are one: the first stays.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Tags(BTreeMap<String, String>);

impl Tags {
    fn chosen(tags: &[String]) -> Result<Self, Error> {
        let mut chosen = BTreeMap::new();
        for tag in tags {
            let tag = one_tag(tag)?;
            chosen.entry(tag.to_lowercase()).or_insert(tag);
        }
        Ok(Self(chosen))
    }

    /// Tags that are stored, each with its lower-case form.
    pub(crate) fn stored(tags: BTreeMap<String, String>) -> Self {
        Self(tags)
    }

    /// Each tag with its lower-case form, which makes it one tag however it is written.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(folded, tag)| (folded.as_str(), tag.as_str()))
    }
}

/// One word, spelled one way (NFC). The sign that marks a tag inside the text may stand before it.
fn one_tag(text: &str) -> Result<String, Error> {
    let tag: String = text.strip_prefix('#').unwrap_or(text).nfc().collect();
    let fits = (1..=MAX_TAG_CHARS).contains(&tag.chars().count());
    if fits && !tag.chars().any(|sign| sign.is_whitespace() || sign.is_control() || sign == '#') {
        return Ok(tag);
    }
    Err(Error::invalid("tags", "A tag is one word of at most 64 characters, such as evening-walk."))
}

impl Mood {
    /// From heavy to light.
    pub const ALL: [Self; 5] = [Self::Low, Self::Tense, Self::Even, Self::Warm, Self::Bright];

    /// The word under which it is shown, and stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Tense => "tense",
            Self::Even => "even",
            Self::Warm => "warm",
            Self::Bright => "bright",
        }
    }
}

impl FromStr for Mood {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self, Error> {
        let mood = Self::ALL.into_iter().find(|mood| mood.word() == word);
        mood.ok_or_else(|| Error::invalid("mood", "Choose one of five moods: low, tense, even, warm, bright."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &[&str], expect: &[&str]) {
        let given: Vec<String> = given.iter().map(|&tag| tag.to_owned()).collect();
        let tags = Tags::chosen(&given).unwrap();
        assert_eq!(tags.iter().map(|(_, tag)| tag).collect::<Vec<_>>(), expect, "{given:?}");
    }

    #[test]
    fn a_tag_is_one_word_however_it_is_written() {
        check(&[], &[]);
        check(&["walk", "Car"], &["Car", "walk"]);
        check(&["Walk", "walk", "WALK"], &["Walk"]);
        check(&["#walk"], &["walk"]);
        check(&["cafe\u{301}", "caf\u{e9}"], &["caf\u{e9}"]);
        check(&["שיחה", "Ünter", "ünter"], &["Ünter", "שיחה"]);
        check(&[&"é".repeat(64)], &[&"é".repeat(64)]);
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for wrong in ["", "#", "##walk", "a b", " a", "a\n", "a\0b", "a\u{7f}", "a\u{a0}b", &"x".repeat(65)] {
            let refused = Tags::chosen(&["good".into(), wrong.into()]).map(|_| ()).unwrap_err().body();
            assert_eq!(refused.field.as_deref(), Some("tags"), "{wrong:?}");
        }
    }

    #[test]
    fn each_mood_has_its_word() {
        for mood in Mood::ALL {
            assert_eq!(mood.word().parse::<Mood>().unwrap(), mood);
            assert_eq!(serde_json::to_value(mood).unwrap(), mood.word());
        }
        let message = "wild".parse::<Mood>().unwrap_err().body().message;
        assert!(Mood::ALL.iter().all(|mood| message.contains(mood.word())), "{message}");
    }
}
