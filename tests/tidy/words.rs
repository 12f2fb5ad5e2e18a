//! What the app calls things on the screen.

use crate::sources::{none, with_suffix};

/// Words of the code. On the screen these are "your journal", "the 18:30 reminder", "your reminders", "resting".
const OF_THE_CODE: [&str; 10] =
    ["agenda", "agendas", "gate", "gates", "occurrence", "occurrences", "vault", "vaults", "database", "databases"];

#[test]
fn the_page_speaks_the_words_of_the_screen() {
    let mut broken = Vec::new();
    for source in with_suffix(&[".svelte", ".ts"]) {
        if !source.is_below("ui/src") || source.path.contains("/bindings/") || source.path.contains(".test.") {
            continue;
        }
        let script = without_comments(&without(&source.text, "<style", "</style>"));
        let shown = if source.path.ends_with(".svelte") {
            markup_text(&without(&script, "<script", "</script>"))
        } else {
            String::new()
        };
        let sentences = literals(&script, &['\'', '"', '`']).into_iter().filter(|text| text.trim().contains(' '));
        for text in sentences.chain([shown]) {
            broken.extend(code_words_in(&text).map(|word| format!("{}: {word}", source.path)));
        }
    }
    none("These words are never shown", &broken);
}

#[test]
fn sentences_of_the_program_speak_the_words_of_the_screen() {
    let mut broken = Vec::new();
    for source in
        with_suffix(&[".rs"]).iter().filter(|source| source.is_below("src-tauri") && !source.path.contains("/tests/"))
    {
        for sentence in sentences(source.shipped()) {
            broken.extend(code_words_in(&sentence).map(|word| format!("{}: {word}, in: {sentence}", source.path)));
        }
    }
    none("These words are never shown", &broken);
}

#[test]
fn sentences_of_the_program_are_short() {
    const MOST_WORDS: usize = 18;
    let mut broken = Vec::new();
    for source in
        with_suffix(&[".rs"]).iter().filter(|source| source.is_below("src-tauri") && !source.path.contains("/tests/"))
    {
        for text in sentences(source.shipped()) {
            let long = text
                .split_inclusive(['.', '?', '!', ':', ';'])
                .filter(|sentence| sentence.split_whitespace().count() > MOST_WORDS);
            broken.extend(long.map(|sentence| format!("{}: {}", source.path, sentence.trim())));
        }
    }
    none("Nobody reads a sentence of more than 18 words", &broken);
}

#[test]
fn the_content_speaks_the_words_of_the_screen() {
    let mut broken = Vec::new();
    for source in with_suffix(&[".toml"]).iter().filter(|source| source.path.contains("/content/")) {
        for text in literals(&source.text, &['"']).iter().filter(|text| text.contains(' ')) {
            broken.extend(code_words_in(text).map(|word| format!("{}: {word}, in: {text}", source.path)));
        }
    }
    none("These words are never shown", &broken);
}

/// Texts in Rust code that are made to be read: they begin like a sentence and end like one.
fn sentences(code: &str) -> Vec<String> {
    let code = without_comments(code);
    let like = |text: &String| {
        text.starts_with(|first: char| first.is_uppercase()) && text.contains(' ') && text.ends_with(['.', '?'])
    };
    literals(&code, &['"']).into_iter().filter(like).collect()
}

fn code_words_in(text: &str) -> impl Iterator<Item = &'static str> {
    let lower = text.to_lowercase();
    let words: Vec<String> = lower
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '.')
        .map(|word| word.trim_matches('.').to_owned())
        .collect();
    OF_THE_CODE.into_iter().filter(move |code| words.iter().any(|word| word == code))
}

/// The quoted texts, with escapes undone as far as the rules need it.
fn literals(code: &str, quotes: &[char]) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(quote) = letters.find(|letter| quotes.contains(letter)) {
        let mut text = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                _ if letter == quote => break,
                '\\' => match letters.next() {
                    // A text that goes on in the next line.
                    Some('\n') => while letters.next_if(|next| next.is_whitespace()).is_some() {},
                    Some(escaped) => text.push(escaped),
                    None => break,
                },
                _ => text.push(letter),
            }
        }
        found.push(text);
    }
    found
}

/// The text between tags and outside of expressions.
fn markup_text(markup: &str) -> String {
    let mut depth = 0_u32;
    markup
        .chars()
        .filter(|letter| {
            match letter {
                '<' | '{' => depth += 1,
                '>' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && *letter != '>' && *letter != '}'
        })
        .collect()
}

fn without_comments(script: &str) -> String {
    let script = without(&without(script, "/*", "*/"), "<!--", "-->");
    let lines = script.lines().map(|line| line.split("// ").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Leaves out every part from `start` up to `end`.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once(end).map_or("", |(_, rest)| rest));
    }
    kept
}

#[test]
fn sentences_are_found_across_lines() {
    let code = "let a = \"Your \\\n   journal is \\\"safe\\\".\"; tracing::info!(\"the vault is open\");";
    assert_eq!(sentences(code), ["Your journal is \"safe\"."]);
    assert_eq!(markup_text("<p class=\"a\">Hello {name}, you</p>").trim(), "Hello , you");
    assert_eq!(code_words_in("Your vault, and agenda.db").collect::<Vec<_>>(), ["vault"]);
}
