//! Content lines: folded at 75 octets, ended by CRLF.

/// The longest line, without its end.
const MOST_OCTETS: usize = 75;

/// The lines of a calendar, as they are added.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    pub(super) fn begin(&mut self, component: &str) {
        self.add("BEGIN", component);
    }

    pub(super) fn end(&mut self, component: &str) {
        self.add("END", component);
    }

    /// A property whose value is no text: a time, a rule, a word of the RFC. `name` may carry parameters.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        let mut room = MOST_OCTETS;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space that marks the rest of a line counts as well.
                room = MOST_OCTETS - 1;
            }
            room -= letter.len_utf8();
            self.0.push(letter);
        }
        self.0.push_str("\r\n");
    }

    /// A property for people to read.
    pub(super) fn add_text(&mut self, name: &str, text: &str) {
        let escaped = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        self.add(name, &escaped);
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.add_text(name, text);
        lines.into_text()
    }

    #[test]
    fn lines_are_folded_between_letters() {
        for letter in ["x", "é", "日", "🙂"] {
            let text = letter.repeat(100);
            let folded = printed("X", &text);
            assert!(folded.split("\r\n").all(|line| line.len() <= MOST_OCTETS), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("X:{text}\r\n"));
        }
        assert_eq!(printed("X", &"x".repeat(73)).matches("\r\n").count(), 1);
        assert_eq!(printed("X", &"x".repeat(74)), format!("X:{}\r\n x\r\n", "x".repeat(73)));
    }

    #[test]
    fn marks_of_the_format_are_escaped() {
        assert_eq!(printed("X", "a;b,c\\d\ne:f"), "X:a\\;b\\,c\\\\d\\ne:f\r\n");
    }
}
