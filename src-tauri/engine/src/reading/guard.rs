//! Signs that must stay text are hidden from the parser behind rare ones, and put back afterwards.

use std::borrow::Cow;

/// Punctuation like the signs they stand for, of scripts in which hardly anybody keeps a journal. One that is in the text
/// is not used.
const RARE: [char; 8] =
    ['\u{a6f3}', '\u{a6f4}', '\u{a6f5}', '\u{a6f6}', '\u{a874}', '\u{a875}', '\u{a8ce}', '\u{a8cf}'];

/// A text without beginnings of HTML and without definitions of references.
pub(super) struct Guarded<'t> {
    text: Cow<'t, str>,
    less: char,
    colon: char,
}

impl<'t> Guarded<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        let mut free = RARE.iter().filter(|rare| !source.contains(**rare));
        let (less, colon) = match (free.next(), free.next()) {
            (Some(&less), Some(&colon)) if source.contains('<') || source.contains("]:") => (less, colon),
            // Whoever writes all of them sees HTML as text all the same, only less of the Markdown within.
            _ => ('<', ':'),
        };
        if less == '<' {
            return Self { text: Cow::Borrowed(source), less, colon };
        }
        let mut text = String::with_capacity(source.len() + source.len() / 8);
        let mut before = ['\0'; 2];
        let mut is_escaped = false;
        for sign in source.chars() {
            text.push(match sign {
                // Around an address, and where the writer took its meaning, it begins nothing else.
                '<' if before == [']', '('] || is_escaped => sign,
                '<' => less,
                ':' if before == [before[0], ']'] => colon,
                _ => sign,
            });
            before = [before[1], sign];
            is_escaped = sign == '\\' && !is_escaped;
        }
        Self { text: Cow::Owned(text), less, colon }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// As it was written.
    pub(super) fn restored(&self, part: &str) -> String {
        if self.less == '<' {
            return part.to_owned();
        }
        part.chars()
            .map(|sign| match sign {
                _ if sign == self.less => '<',
                _ if sign == self.colon => ':',
                _ => sign,
            })
            .collect()
    }

    /// Where a byte of the guarded text was before.
    pub(super) fn offset(&self, guarded: usize) -> usize {
        self.text.get(..guarded).map_or(guarded, |before| self.restored(before).len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_comes_back() {
        let all: String = RARE.iter().collect();
        for source in
            ["", "<b>é", "[a]: <b> \u{a6f3}", "[a](<b c>) <d>", r"\<b> \\<b>", &format!("<b>{all}"), "no signs"]
        {
            let guarded = Guarded::new(source);
            assert_eq!(guarded.restored(guarded.text()), source);
            assert_eq!(guarded.offset(guarded.text().len()), source.len());
        }
        assert!(!Guarded::new("[a]: <b> \u{a6f3}").text().contains(['<', ':']));
        assert!(Guarded::new("[a](<b c>)").text().contains("](<b"));
        assert!(Guarded::new(r"\<b>").text().contains('<'));
        assert!(!Guarded::new(r"\\<b>").text().contains('<'));
    }
}
