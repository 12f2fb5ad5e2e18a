//! What somebody typed into the search field: words, "phrases", and filters such as `tag:walk`.

use chrono::{Datelike, Days, Months, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use super::tokens::{facet, tokens};
use crate::dto::Mood;
use crate::error::Error;

/// Longer ones are no question any more.
const MAX_BYTES: usize = 1_000;
/// One letter begins too many words to be the beginning of one.
const MIN_PREFIX_CHARS: usize = 2;

/// Tokens that follow each other in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) tokens: Vec<String>,
    /// The last of them may go on: it is still being typed.
    pub(crate) is_open: bool,
}

/// A question to the index. Everything in it must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) terms: Vec<Term>,
    facets: Vec<String>,
    /// The first day that counts.
    pub(crate) from: Option<NaiveDate>,
    /// The first day that no longer counts.
    pub(crate) to: Option<NaiveDate>,
}

impl Query {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `query`, for a filter that cannot be meant and for signs alone.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        if text.len() > MAX_BYTES {
            return refuse("Search for fewer words: 1,000 characters at most.");
        }
        let mut query = Self::default();
        let parts = parts(text);
        let last = parts.len().saturating_sub(1);
        for (i, part) in parts.iter().enumerate() {
            match part {
                Part::Phrase(phrase) => query.add(phrase, false),
                Part::Word(word) => {
                    if !query.filter(word)? {
                        query.add(word, i == last && !text.ends_with(char::is_whitespace));
                    }
                }
            }
        }
        if query == Self::default() && !text.trim().is_empty() {
            return refuse("Search for a word. Signs alone are not found.");
        }
        Ok(query)
    }

    /// The condition on the index, in the words of FTS5; `None` where days alone decide.
    pub(crate) fn to_match(&self) -> Option<String> {
        let words = self.terms.iter().map(|term| {
            let star = if term.is_open { " *" } else { "" };
            // A token holds letters, digits and marks only, so that nothing in it can end the quotes.
            format!("text : \"{}\"{star}", term.tokens.join(" "))
        });
        let facets = self.facets.iter().map(|facet| format!("facets : \"{facet}\""));
        let all: Vec<String> = words.chain(facets).collect();
        (!all.is_empty()).then(|| all.join(" AND "))
    }

    fn add(&mut self, text: &str, is_open: bool) {
        let tokens: Vec<String> = tokens(text).map(|token| token.folded).collect();
        let Some(last) = tokens.last() else { return };
        let is_open = is_open && last.chars().count() >= MIN_PREFIX_CHARS;
        self.terms.push(Term { tokens, is_open });
    }

    /// Takes a filter in. Whether the word is one.
    fn filter(&mut self, word: &str) -> Result<bool, Error> {
        let Some((name, value)) = word.split_once(':') else { return Ok(false) };
        match name.to_lowercase().as_str() {
            "tag" if !value.is_empty() => {
                let tag: String = value.trim_start_matches('#').nfc().collect();
                self.facets.push(facet("tag", &tag.to_lowercase()));
            }
            "mood" if !value.is_empty() => self.facets.push(facet("mood", value.parse::<Mood>()?.word())),
            "starred" if value.is_empty() => self.facets.push(facet("starred", "")),
            kind @ ("talk" | "plan" | "thanks" | "practice") if value.is_empty() => self.facets.push(facet(kind, "")),
            "bring-up" => match value.to_lowercase().as_str() {
                state @ ("" | "private" | "ready" | "raised" | "resolved") => self.facets.push(facet("bringup", state)),
                _ => refuse(
                    "Write bring-up: or one of bring-up:private, bring-up:ready, bring-up:raised, bring-up:resolved.",
                )?,
            },
            "practice" => self.facets.push(facet("practice", &value.to_lowercase())),
            "before" if !value.is_empty() => self.to = Some(span(value)?.0),
            "after" if !value.is_empty() => self.from = Some(span(value)?.1),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

enum Part {
    Word(String),
    Phrase(String),
}

/// Splits at spaces, but not within quotes. A quote that nothing closes ends with the text.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if is_quote(first) {
            let inside = rest.get(first.len_utf8()..).unwrap_or_default();
            let (phrase, after) = inside.split_once(is_quote).unwrap_or((inside, ""));
            parts.push(Part::Phrase(phrase.to_owned()));
            rest = after.trim_start();
        } else {
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            parts.push(Part::Word(word.to_owned()));
            rest = after.trim_start();
        }
    }
    parts
}

fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '«' | '»')
}

/// A year, a month or a day: its first day, and the first day after it.
fn span(text: &str) -> Result<(NaiveDate, NaiveDate), Error> {
    let day = |text: &str| text.parse::<NaiveDate>().ok().filter(|day| (1900..=2200).contains(&day.year()));
    let found = match text.len() {
        4 => day(&format!("{text}-01-01")).and_then(|first| Some((first, first.checked_add_months(Months::new(12))?))),
        7 => day(&format!("{text}-01")).and_then(|first| Some((first, first.checked_add_months(Months::new(1))?))),
        10 => day(text).and_then(|first| Some((first, first.checked_add_days(Days::new(1))?))),
        _ => None,
    };
    found.map_or_else(|| refuse("Give a day, a month or a year: before:2026-11-22, after:2026-11, before:2026."), Ok)
}

fn refuse<T>(message: &str) -> Result<T, Error> {
    Err(Error::invalid("query", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(Query::parse(text).unwrap().to_match().as_deref(), expect, "{text:?}");
    }

    #[test]
    fn words_phrases_and_what_is_still_being_typed() {
        check("", None);
        check("   ", None);
        check("walk", Some("text : \"walk\" *"));
        check("walk ", Some("text : \"walk\""));
        check("w", Some("text : \"w\""));
        check("Café walk", Some("text : \"cafe\" AND text : \"walk\" *"));
        check("\"long walk\" home", Some("text : \"long walk\" AND text : \"home\" *"));
        check("“long walk”", Some("text : \"long walk\""));
        check("\"long wal", Some("text : \"long wal\""));
        check("don't", Some("text : \"don t\""));
        check("AND OR NOT NEAR(", Some("text : \"and\" AND text : \"or\" AND text : \"not\" AND text : \"near\" *"));
        check("谈", Some("text : \"谈\""));
        check("谈话", Some("text : \"谈 话\""));
        check("a* - \" * b", Some("text : \"a\" AND text : \"b\""));
    }

    #[test]
    fn filters() {
        check("tag:walk", Some("facets : \"\u{e001}tag77616c6b\""));
        check("TAG:#Walk", Some("facets : \"\u{e001}tag77616c6b\""));
        check(
            "starred: mood:warm x",
            Some(&format!(
                "text : \"x\" AND facets : \"{}\" AND facets : \"{}\"",
                facet("starred", ""),
                facet("mood", "warm")
            )),
        );
        check("bring-up: walk", Some(&format!("text : \"walk\" * AND facets : \"{}\"", facet("bringup", ""))));
        check("Bring-Up:Ready", Some(&format!("facets : \"{}\"", facet("bringup", "ready"))));
        check("note: this", Some("text : \"note\" AND text : \"this\" *"));
        check("http://example.org", Some("text : \"http example org\" *"));
        let days = |text: &str| {
            let query = Query::parse(text).unwrap();
            let shown = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            (shown(query.from), shown(query.to))
        };
        assert_eq!(days("after:2026-02"), ("2026-03-01".into(), String::new()));
        assert_eq!(days("before:2026 after:2024-02-28"), ("2024-02-29".into(), "2026-01-01".into()));
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        for wrong in [
            "before:tomorrow",
            "after:2026-02-30",
            "before:12345678",
            "mood:wild",
            "bring-up:wild",
            "\"",
            "*",
            "-",
            "—",
            &"x".repeat(1_001),
        ] {
            assert!(matches!(Query::parse(wrong), Err(Error::Invalid { .. })), "{wrong:?}");
        }
    }
}
