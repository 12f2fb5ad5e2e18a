//! Turning a demand into a wish: "They should listen more" becomes "I would like it if we could listen more".
//!
//! One frame, "it if we could …", is right after nearly every verb, and it asks of both what was asked of one. The user
//! goes on from there. What does not fit the frame gets only its beginning, "I would like …".

use super::is_apostrophe;
use super::speech::{BEFORE, DEMANDS, FILLERS, PARTICIPLES, PARTNER, REFUSALS, STATES, TOO_LITTLE};
use crate::content::Content;

/// How a wish begins, for the user to go on.
const START: &str = "I would like …";
/// A goal is one line. What is longer is only begun anew.
const LONGEST: usize = 300;

/// "They should listen more" turned round: "I would like …"; `None` when the goal is about oneself already.
pub fn turn_round(content: &Content, goal: &str) -> Option<String> {
    let goal = goal.trim();
    let words: Vec<&str> = goal.split_whitespace().take(LONGEST).collect();
    let plain: Vec<String> = words.iter().map(|word| plain(word)).collect();
    let plain: Vec<&str> = plain.iter().map(String::as_str).collect();
    let after_before = skip(&plain, BEFORE);
    let Some(subject) = PARTNER.iter().find(|who| after_before.starts_with(who)) else {
        let turned = content.turned.iter().find(|it| begins(&plain, &it.begins));
        return turned.map(|it| format!("{} …", it.into));
    };
    let said = after_before.get(subject.len()..).unwrap_or_default();
    let is_wished = matches!(plain.as_slice(), ["i", "wish", ..] | ["if", "only", ..]);
    let is_one_line = goal.chars().count() <= LONGEST && !goal.contains(['\n', '\r']) && is_one_sentence(&words);
    let wish = is_one_line.then(|| {
        let (frame, verb) = framed(said, *subject != ["they"], is_wished)?;
        let written = words.get(words.len().checked_sub(verb.len())?..)?;
        Some(format!("I would like it if we could {}", frame.replace("{}", &shared(&verb, written)?)))
    });
    Some(wish.flatten().unwrap_or_else(|| START.to_owned()))
}

/// What comes after "it if we could", in a frame of its own; `None` when it would not be a sentence.
fn framed<'w>(said: &'w [&'w str], is_singular: bool, is_wished: bool) -> Option<(&'static str, Vec<&'w str>)> {
    let (frame, verb): (&str, Vec<&str>) = match said {
        ["could" | "would", rest @ ..] if is_wished => ("{}", rest.to_vec()),
        ["won't", rest @ ..] | ["will", "not", rest @ ..] => ("{}", rest.to_vec()),
        ["are" | "is", "never", rest @ ..] => {
            return Some(("be {} more often", rest.to_vec())).filter(|_| !rest.is_empty());
        }
        ["are" | "is", "always", rest @ ..] => {
            return Some(("be {} less often", rest.to_vec())).filter(|_| !rest.is_empty());
        }
        ["always", rest @ ..] => ("{} less often", in_base_form(rest, is_singular)?),
        ["keep" | "keeps", rest @ ..] if rest.first()?.ends_with("ing") => ("stop {}", rest.to_vec()),
        _ => {
            if let Some(rest) = after(said, REFUSALS) {
                ("agree not to {}", rest.to_vec())
            } else if let Some(rest) = after(said, DEMANDS) {
                ("{}", rest.to_vec())
            } else {
                let has_auxiliary = matches!(said.first(), Some(&("do" | "does" | "don't" | "doesn't")));
                let rest = after(said, TOO_LITTLE)?;
                ("{} more often", in_base_form(rest, is_singular && !has_auxiliary)?)
            }
        }
    };
    let verb: Vec<&str> = verb.into_iter().skip_while(|word| FILLERS.contains(word)).collect();
    let first = verb.first()?;
    let is_state = STATES.contains(first) && frame.ends_with("often");
    // A word of marks alone, such as a lone apostrophe, is none.
    let is_gap = verb.iter().any(|word| word.is_empty());
    if is_past(&verb) || is_state || is_gap || !first.chars().all(char::is_alphabetic) {
        return None;
    }
    let has_measure = verb.iter().any(|word| matches!(*word, "more" | "less" | "often" | "again" | "anymore"));
    Some((if has_measure { frame.trim_end_matches(" more often") } else { frame }, verb))
}

/// What follows one of these openings.
fn after<'w>(said: &'w [&'w str], openings: &[&[&'static str]]) -> Option<&'w [&'w str]> {
    let said =
        said.iter().position(|word| !matches!(*word, "really" | "just" | "also")).and_then(|at| said.get(at..))?;
    openings.iter().find_map(|opening| said.strip_prefix(*opening))
}

fn skip<'w>(said: &'w [&'w str], openings: &[&[&'static str]]) -> &'w [&'w str] {
    let rest = openings.iter().find_map(|opening| said.strip_prefix(*opening)).unwrap_or(said);
    rest.strip_prefix(["that"].as_slice()).unwrap_or(rest)
}

fn begins(said: &[&str], with: &str) -> bool {
    let with: Vec<String> = with.split_whitespace().map(plain).collect();
    said.len() >= with.len() && said.iter().zip(&with).all(|(said, with)| said == with)
}

/// In small letters, with straight apostrophes and without the marks around it.
fn plain(word: &str) -> String {
    let word: String = word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether no mark stands within that would have to be moved: then the words alone can be carried over.
fn is_one_sentence(words: &[&str]) -> bool {
    let is_inside = |c: char| c.is_alphanumeric() || is_apostrophe(c) || c == '-';
    let (last, before) = match words.split_last() {
        Some((last, before)) => (last.trim_end_matches(['.', '!', '?', '…']), before),
        None => return false,
    };
    !last.is_empty() && before.iter().chain([&last]).all(|word| word.chars().all(is_inside))
}

/// "should have told me" cannot be wished for any more.
fn is_past(verb: &[&str]) -> bool {
    matches!(verb, ["have", word, ..] if word.ends_with("ed") || PARTICIPLES.contains(word))
}

/// The verb of "he never listens" as it stands after "could".
fn in_base_form<'w>(said: &'w [&'w str], is_third_person: bool) -> Option<Vec<&'w str>> {
    let (verb, rest) = said.split_first()?;
    let base = match (*verb, is_third_person) {
        ("are" | "is", _) => "be",
        (verb, false) => verb,
        ("has", true) => "have",
        ("does", true) => "do",
        ("goes", true) => "go",
        (verb, true) => {
            let stem = ["ches", "shes", "sses", "xes", "zzes"].iter().find(|end| verb.ends_with(*end));
            match stem {
                Some(_) => verb.strip_suffix("es")?,
                // "tries" has lost its y, which cannot be given back here.
                None if verb.ends_with("ies") => return None,
                None => verb.strip_suffix('s')?,
            }
        }
    };
    Some(std::iter::once(base).chain(rest.iter().copied()).collect())
}

/// What one was asked for becomes what both do: "tell me about their day" is "tell each other about our day". Words that
/// stay are left as they were written.
fn shared(said: &[&str], written: &[&str]) -> Option<String> {
    let mut ours: Vec<&str> = Vec::new();
    let mut before = "";
    for (word, written) in said.iter().zip(written) {
        let shared = match (before, *word) {
            // Whose verb it is would have to be looked up.
            ("he" | "she", verb) if verb.ends_with('s') => return None,
            ("i", "am") => "are",
            ("i", "was") => "were",
            (_, "me") => "each other",
            (_, "my" | "their" | "his") => "our",
            (_, "mine" | "theirs") => "ours",
            (_, "myself" | "themselves" | "themself" | "himself" | "herself") => "ourselves",
            (_, "i" | "they" | "he" | "she") => "we",
            (_, "i'm" | "they're") => "we're",
            (_, "i've" | "they've") => "we've",
            (_, "i'd" | "they'd") => "we'd",
            (_, "i'll" | "they'll") => "we'll",
            (_, "them" | "him") => "us",
            (_, "her" | "hers" | "you" | "your" | "he's" | "she's") => return None,
            (_, "anything") => "something",
            (_, "anyone" | "anybody") => "someone",
            (_, "anymore") => "again",
            (_, word) if plain(written) == word => written.trim_matches(|c: char| !c.is_alphanumeric()),
            (_, word) => word,
        };
        ours.push(shared);
        before = word;
    }
    Some(ours.join(" "))
}
