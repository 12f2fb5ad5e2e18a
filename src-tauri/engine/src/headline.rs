//! The first words of an entry, for lists.

const TITLE_CHARS: usize = 120;
const SNIPPET_CHARS: usize = 160;

/// The first line with a letter or digit in it, and what follows it on one line; both cut between characters.
pub(crate) fn headline(text: &str) -> (String, String) {
    let mut lines = text.lines().map(clean);
    let title = lines.find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let rest = lines.filter(|line| !line.is_empty());
    let mut snippet = String::new();
    for line in rest {
        if !snippet.is_empty() {
            snippet.push(' ');
        }
        snippet.push_str(&line);
        if snippet.chars().count() > SNIPPET_CHARS {
            break;
        }
    }
    (cut(&title, TITLE_CHARS), cut(&snippet, SNIPPET_CHARS))
}

/// A line without the marks of Markdown that begin it or stand for bold, struck and code, and without characters that a
/// list cannot show.
fn clean(line: &str) -> String {
    let shown: String = line.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let mut shown = shown.trim();
    while let Some(rest) = ["> ", "- ", "* ", "+ "].iter().find_map(|mark| shown.strip_prefix(mark)) {
        shown = rest.trim_start();
    }
    let without_marks = shown.trim_start_matches('#');
    let words = if without_marks.starts_with(' ') { without_marks.trim() } else { shown };
    ["**", "__", "~~", "`"].iter().fold(words.to_owned(), |words, mark| words.replace(mark, ""))
}

fn cut(text: &str, chars: usize) -> String {
    if text.chars().count() <= chars {
        return text.to_owned();
    }
    let kept: String = text.chars().take(chars - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::headline;

    fn check(text: &str, title: &str, snippet: &str) {
        assert_eq!(headline(text), (title.to_owned(), snippet.to_owned()), "{text:?}");
    }

    #[test]
    fn the_first_line_with_a_letter_is_the_title() {
        check("", "", "");
        check("\n \n---\n", "", "");
        check("Morning", "Morning", "");
        check("# Morning\r\n\r\nWe talked.\nThen quiet.", "Morning", "We talked. Then quiet.");
        check("---\n#tag first", "#tag first", "");
        check("> - **Bold** and ~~not~~\n* `code`\n>quoted", "Bold and not", "code >quoted");
        check("a\0b\nc", "a b", "c");
        check("שלום\nעולם", "שלום", "עולם");
    }

    #[test]
    fn long_lines_are_cut_between_characters() {
        let (title, snippet) = headline(&format!("{}\n{}", "é".repeat(200), "👩‍👩‍👧".repeat(200)));
        assert_eq!((title.chars().count(), snippet.chars().count()), (120, 160));
        assert!(title.ends_with('…') && snippet.ends_with('…'));
    }
}
