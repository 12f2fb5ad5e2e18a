//! What the content file must keep to. Each rule lists what breaks it, and each is shown to notice a break.

mod cards;
mod ids;
mod language;
mod pages;
mod people;
mod practices;
mod preparing;
mod reminders;
mod support;

use super::{BUILTIN, Content};

/// A content file, and every text in it under the name of its field.
struct File {
    content: Content,
    texts: Vec<(String, String)>,
}

/// Fields that Ajar does not say: names, and what a user might write.
const NOT_SAID: [&str; 4] = ["id", "phrase", "begins", "before"];

impl File {
    fn read(text: &str) -> Self {
        let mut texts = Vec::new();
        gather("", &toml::Value::Table(text.parse().unwrap()), &mut texts);
        Self { content: Content::parse(text).unwrap(), texts }
    }

    /// The built-in file with one passage changed.
    fn with(passage: &str, replacement: &str) -> Self {
        assert!(BUILTIN.contains(passage), "the file no longer says {passage:?}");
        Self::read(&BUILTIN.replacen(passage, replacement, 1))
    }

    /// What Ajar says, outside these fields.
    fn said_outside(&self, fields: &'static [&'static str]) -> impl Iterator<Item = &str> {
        let left_out = move |field: &str| NOT_SAID.contains(&field) || fields.contains(&field);
        self.texts.iter().filter(move |(field, _)| !left_out(field)).map(|(_, text)| text.as_str())
    }

    fn said(&self) -> impl Iterator<Item = &str> {
        self.said_outside(&[])
    }
}

fn gather(field: &str, value: &toml::Value, into: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => into.push((field.to_owned(), text.clone())),
        toml::Value::Array(values) => values.iter().for_each(|value| gather(field, value, into)),
        toml::Value::Table(table) => table.iter().for_each(|(field, value)| gather(field, value, into)),
        _ => {}
    }
}

fn words(text: &str) -> Vec<String> {
    let letters = |c: char| !c.is_alphanumeric() && c != '\'';
    text.split(letters).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

type Breaks = Vec<String>;

/// The rule finds nothing in the built-in file, and something when this passage of it is changed.
fn check(rule: fn(&File) -> Breaks, passage: &str, replacement: &str) {
    assert_eq!(rule(&File::read(BUILTIN)), Breaks::new());
    let breaks = rule(&File::with(passage, replacement));
    assert_eq!(breaks.len(), 1, "changing {passage:?} should break the rule once: {breaks:?}");
}

#[test]
fn a_misspelled_field_is_refused() {
    let error = Content::parse(&BUILTIN.replacen("avoid =", "aviod =", 1)).unwrap_err();
    assert!(error.to_string().contains("aviod"), "{error}");
}
