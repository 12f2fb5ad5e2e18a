//! What differs between two texts: lines first, and within lines that differ, words.

use std::time::Duration;

use similar::{DiffOp, TextDiff};

use crate::dto::{Change, ChangeKind};

/// Two texts that have nothing in common may be told apart less well, but not for ever.
const PATIENCE: Duration = Duration::from_millis(500);
/// Lines that stay the same are shown so many on each side of a change.
const AROUND: usize = 3;
/// The most characters of one stretch that are shown at its beginning, and at its end.
const MOST_CHARS: usize = 10_000;

/// From `old` to `new`, in the order of reading. What stays the same is left out in the middle, and so is what is very long.
pub(crate) fn between(old: &str, new: &str) -> Vec<Change> {
    let mut found = Found::default();
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    each(&old, &new, |kind, old, new| match (kind, old.is_empty() || new.is_empty()) {
        (ChangeKind::Same, _) => found.add(ChangeKind::Same, new),
        (_, true) => found.differ(old, new),
        (_, false) => {
            let (old, new) = (old.concat(), new.concat());
            each(&words(&old), &words(&new), |kind, old, new| match kind {
                ChangeKind::Same => found.add(ChangeKind::Same, new),
                _ => found.differ(old, new),
            });
        }
    });
    let last = found.0.len().saturating_sub(1);
    found.0.into_iter().enumerate().flat_map(|(place, change)| shortened(change, place == 0, place == last)).collect()
}

/// Each stretch of two lists that is the same in both, or not.
fn each(old: &[&str], new: &[&str], mut tell: impl FnMut(ChangeKind, &[&str], &[&str])) {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(old, new);
    for op in diff.ops() {
        let kind = if matches!(op, DiffOp::Equal { .. }) { ChangeKind::Same } else { ChangeKind::New };
        let (of_old, of_new) = (old.get(op.old_range()), new.get(op.new_range()));
        tell(kind, of_old.unwrap_or_default(), of_new.unwrap_or_default());
    }
}

#[derive(Default)]
struct Found(Vec<Change>);

impl Found {
    fn differ(&mut self, old: &[&str], new: &[&str]) {
        self.add(ChangeKind::Gone, old);
        self.add(ChangeKind::New, new);
    }

    fn add(&mut self, kind: ChangeKind, pieces: &[&str]) {
        if pieces.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.kind == kind => last.text.extend(pieces.iter().copied()),
            _ => self.0.push(Change { kind, text: pieces.concat() }),
        }
    }
}

/// Words, and each sign between them; in scripts that part no words, each sign.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut begun = 0;
    for (at, sign) in text.char_indices() {
        if !is_of_word(sign) {
            words.extend(text.get(begun..at).filter(|word| !word.is_empty()));
            begun = at + sign.len_utf8();
            words.extend(text.get(at..begun));
        }
    }
    words.extend(text.get(begun..).filter(|word| !word.is_empty()));
    words
}

fn is_of_word(sign: char) -> bool {
    let stands_alone = matches!(sign, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{3ffff}');
    !sign.is_whitespace() && !sign.is_ascii_punctuation() && !stands_alone
}

fn shortened(change: Change, is_first: bool, is_last: bool) -> Vec<Change> {
    let kind = change.kind;
    let (head, tail) = if kind == ChangeKind::Same {
        let lines: Vec<&str> = change.text.split_inclusive('\n').collect();
        let (before, after) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
        // To leave one line out would save nothing.
        if lines.len() <= before + after + 1 || (is_first && is_last) {
            return cut(change);
        }
        let (head, rest) = lines.split_at(before);
        (head.concat(), rest.split_at(rest.len() - after).1.concat())
    } else {
        return cut(change);
    };
    let parts = [(kind, head), (ChangeKind::LeftOut, String::new()), (kind, tail)];
    let parts = parts.into_iter().filter(|(kind, text)| *kind == ChangeKind::LeftOut || !text.is_empty());
    parts.flat_map(|(kind, text)| cut(Change { kind, text })).collect()
}

/// A stretch without its middle, when it is very long.
fn cut(change: Change) -> Vec<Change> {
    let Change { kind, text } = change;
    let mut signs = text.char_indices().map(|(at, _)| at);
    let head_end = signs.nth(MOST_CHARS);
    let tail_start = text.char_indices().rev().nth(MOST_CHARS - 1).map(|(at, _)| at);
    match (head_end, tail_start) {
        (Some(end), Some(start)) if end < start => {
            let part = |text: Option<&str>| Change { kind, text: text.unwrap_or_default().to_owned() };
            let left_out = Change { kind: ChangeKind::LeftOut, text: String::new() };
            vec![part(text.get(..end)), left_out, part(text.get(start..))]
        }
        _ => vec![Change { kind, text }],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As it is read: `[-gone-]`, `{+new+}`, and an ellipsis for what is left out.
    fn written(old: &str, new: &str) -> String {
        let sign = |change: Change| match change.kind {
            ChangeKind::Same => change.text,
            ChangeKind::Gone => format!("[-{}-]", change.text),
            ChangeKind::New => format!("{{+{}+}}", change.text),
            ChangeKind::LeftOut => "…".to_owned(),
        };
        between(old, new).into_iter().map(sign).collect()
    }

    fn check(old: &str, new: &str, expect: &str) {
        assert_eq!(written(old, new), expect, "{old:?} {new:?}");
    }

    #[test]
    fn words_that_differ_are_marked() {
        check("", "", "");
        check("same", "same", "same");
        check("", "all new", "{+all new+}");
        check("all gone\n", "", "[-all gone\n-]");
        check("We talked long.", "We talked well.", "We talked [-long-]{+well+}.");
        check("a\nb\nc\n", "a\nc\n", "a\n[-b\n-]c\n");
        check("one\ntwo", "one\ntwo\nthree", "one\ntwo{+\nthree+}");
        check("我们谈话", "我们说话", "我们[-谈-]{+说+}话");
        check("cafe\u{301} x", "café x", "[-cafe\u{301}-]{+café+} x");
        check("a\r\nb", "a\nb", "a[-\r-]\nb");
    }

    #[test]
    fn what_stays_the_same_is_shown_around_a_change_only() {
        let lines =
            |from: u32, to: u32| (from..=to).flat_map(|line| [line.to_string(), "\n".into()]).collect::<String>();
        let old = lines(1, 30);
        check(&old, &format!("{old}end"), "…28\n29\n30\n{+end+}");
        check(&old, &format!("start\n{old}"), "{+start\n+}1\n2\n3\n…");
        let middle = format!("{}x\n{}", lines(1, 15), lines(16, 30));
        check(&old, &middle, "…13\n14\n15\n{+x\n+}16\n17\n18\n…");
        let both = format!("a\n{old}b\n");
        check(&old, &both, "{+a\n+}1\n2\n3\n…28\n29\n30\n{+b\n+}");
        check(&lines(1, 4), &format!("{}x", lines(1, 4)), "1\n2\n3\n4\n{+x+}");
    }

    #[test]
    fn what_is_very_long_is_cut() {
        let long = "é".repeat(50_000);
        let changes = between("", &long);
        let sizes = changes.iter().map(|change| (change.kind, change.text.chars().count()));
        let expect = [(ChangeKind::New, 10_000), (ChangeKind::LeftOut, 0), (ChangeKind::New, 10_000)];
        assert_eq!(sizes.collect::<Vec<_>>(), expect);
    }

    proptest! {
        /// What is not left out is each text, whole and in order.
        #[test]
        fn both_texts_can_be_read_back(old in "([ab .\n谈]{0,20}|\\PC{0,20})", new in "([ab .\n谈]{0,20}|\\PC{0,20})") {
            let changes = between(&old, &new);
            prop_assume!(changes.iter().all(|change| change.kind != ChangeKind::LeftOut));
            let of = |not: ChangeKind| {
                changes.iter().filter(|change| change.kind != not).map(|change| change.text.as_str()).collect::<String>()
            };
            prop_assert_eq!((of(ChangeKind::New), of(ChangeKind::Gone)), (old, new));
        }
    }
}
