//! The passage of an entry that a search found, with the words that were meant.

use super::query::{Query, Term};
use super::tokens::{Token, tokens};

/// Characters of a passage, and how many of them may come before the first hit.
const LENGTH: usize = 160;
const BEFORE: usize = 40;

/// Text in pieces: each with whether it is what was searched for.
pub(crate) type Pieces = Vec<(String, bool)>;

/// The passage around the first hit, on one line; the beginning, where the words do not hit (a tag did).
pub(crate) fn excerpt(text: &str, query: &Query) -> Pieces {
    let first = query.terms.iter().filter_map(|term| first_hit(text, term)).min().unwrap_or(0);
    let start = back(text, first, BEFORE);
    let length: usize = text.get(start..).unwrap_or_default().chars().take(LENGTH).map(char::len_utf8).sum();
    let passage = text.get(start..start + length).unwrap_or_default();
    let line: String = passage.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let mut pieces = marked(line.trim(), query);
    if start > 0 {
        pieces.insert(0, ("…".to_owned(), false));
    }
    if start + length < text.len() {
        pieces.push(("…".to_owned(), false));
    }
    pieces
}

/// A line with what was searched for marked in it.
pub(crate) fn marked(line: &str, query: &Query) -> Pieces {
    let found: Vec<Token> = tokens(line).collect();
    let mut hits = vec![false; found.len()];
    for term in &query.terms {
        for start in 0..found.len() {
            let window = found.get(start..start + term.tokens.len()).unwrap_or_default();
            if is_hit(term, window) {
                hits.iter_mut().skip(start).take(window.len()).for_each(|hit| *hit = true);
            }
        }
    }
    let mut pieces = Pieces::new();
    let mut done = 0;
    for (token, _) in found.iter().zip(&hits).filter(|(_, hit)| **hit) {
        push(&mut pieces, line.get(done..token.at.start).unwrap_or_default(), false);
        push(&mut pieces, line.get(token.at.clone()).unwrap_or_default(), true);
        done = token.at.end;
    }
    push(&mut pieces, line.get(done..).unwrap_or_default(), false);
    pieces
}

fn push(pieces: &mut Pieces, text: &str, hit: bool) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some((last, was_hit)) if *was_hit == hit => last.push_str(text),
        _ => pieces.push((text.to_owned(), hit)),
    }
}

/// Where the term is found first. Reads no further than it must.
fn first_hit(text: &str, term: &Term) -> Option<usize> {
    let mut window: Vec<Token> = Vec::with_capacity(term.tokens.len());
    tokens(text).find_map(|token| {
        if window.len() == term.tokens.len() {
            window.remove(0);
        }
        window.push(token);
        is_hit(term, &window).then(|| window.first().map_or(0, |first| first.at.start))
    })
}

fn is_hit(term: &Term, window: &[Token]) -> bool {
    let Some((last, before)) = term.tokens.split_last() else { return false };
    let Some((found, others)) = window.split_last() else { return false };
    window.len() == term.tokens.len()
        && others.iter().zip(before).all(|(found, wanted)| found.folded == *wanted)
        && if term.is_open { found.folded.starts_with(last) } else { found.folded == *last }
}

/// So many characters back, or to the beginning; then on to the next word, so that none is cut.
fn back(text: &str, at: usize, chars: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let Some((start, _)) = before.char_indices().rev().nth(chars.saturating_sub(1)) else { return 0 };
    if start == 0 {
        return 0;
    }
    before.get(start..).and_then(|part| part.find(char::is_whitespace)).map_or(start, |space| start + space + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &Pieces) -> String {
        pieces.iter().map(|(text, hit)| if *hit { format!("[{text}]") } else { text.clone() }).collect()
    }

    fn check(text: &str, query: &str, expect: &str) {
        assert_eq!(shown(&excerpt(text, &Query::parse(query).unwrap())), expect, "{text:?} for {query:?}");
    }

    #[test]
    fn what_was_searched_for_is_marked() {
        check("We walked home, walking slowly.", "walk", "We [walked] home, [walking] slowly.");
        check("We walked home.", "walk ", "We walked home.");
        check("A long walk, a longer one.", "\"long walk\"", "A [long] [walk], a longer one.");
        check("Das Café am Eck", "cafe", "Das [Café] am Eck");
        check("我们谈了很久", "谈", "我们[谈]了很久");
        check("fine 😀 day", "😀", "fine [😀] day");
        check("one\n\n<b>two</b>\ttail", "two", "one  <b>[two]</b> tail");
        check("nothing of it", "tag:walk", "nothing of it");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!("{}the lamp {}", "before ".repeat(50), "after ".repeat(50));
        let pieces = excerpt(&text, &Query::parse("lamp").unwrap());
        let shown = shown(&pieces);
        assert!(shown.starts_with("…before") && shown.ends_with('…') && shown.contains("the [lamp] after"), "{shown}");
        assert!(pieces.iter().map(|(piece, _)| piece.chars().count()).sum::<usize>() <= LENGTH + 2);
        let wide = format!("{}x{}", "é".repeat(500), "👩‍👩‍👧".repeat(200));
        assert!(!excerpt(&wide, &Query::parse("missing").unwrap()).is_empty());
    }
}
