//! Short sentences, one spelling, nothing twice, no numbers that pretend.

use std::collections::BTreeSet;

use super::{Breaks, File, check, words};

fn sentences_are_short(file: &File) -> Breaks {
    let questions: BTreeSet<&str> = file.content.questions.iter().map(|question| question.text.as_str()).collect();
    let said = file.said().filter(|text| !questions.contains(text));
    let sentences = said.flat_map(|text| text.split_inclusive(['.', '?', '!', ':', ';']));
    sentences.filter(|sentence| words(sentence).len() > 18).map(str::to_owned).collect()
}

fn spelling_is_american(file: &File) -> Breaks {
    const BRITISH: [&str; 14] = [
        "neighbour",
        "colour",
        "favour",
        "behaviour",
        "honour",
        "humour",
        "practis",
        "organis",
        "realis",
        "recognis",
        "apologis",
        "counsellor",
        "centre",
        "whilst",
    ];
    let british = |text: &&str| words(text).iter().any(|word| BRITISH.iter().any(|start| word.starts_with(start)));
    file.said().filter(british).map(str::to_owned).collect()
}

/// Texts of four words or more; answers to tap and the lines of support repeat what they must.
fn nothing_is_said_twice(file: &File) -> Breaks {
    let mut seen = BTreeSet::new();
    let texts = file.said_outside(&["scale", "options", "who", "call"]).filter(|text| text.contains(' '));
    let texts = texts.map(words).filter(|words| words.len() >= 4).map(|words| words.join(" "));
    texts.filter(|text| !seen.insert(text.clone())).collect()
}

fn there_are_no_percentages(file: &File) -> Breaks {
    let percentage = |text: &&str| text.contains('%') || words(text).iter().any(|word| word.starts_with("percent"));
    file.said().filter(percentage).map(str::to_owned).collect()
}

fn texts_are_clean(file: &File) -> Breaks {
    let unclean = |text: &&str| text.trim() != *text || text.contains("  ") || text.contains('\n');
    file.said().filter(unclean).map(str::to_owned).collect()
}

#[test]
fn texts_are_short() {
    check(sentences_are_short, "What did I assume, and did I check it?", &["word"; 19].join(" "));
}

#[test]
fn american_spelling() {
    check(spelling_is_american, "Come at it from the side", "Come at it as a neighbour");
}

#[test]
fn every_text_is_its_own() {
    check(nothing_is_said_twice, "Who was in the kitchen?", "What would you talk about?");
}

#[test]
fn no_pretended_numbers() {
    check(there_are_no_percentages, "Small changes take months.", "It works for 80 % of couples.");
    check(there_are_no_percentages, "Small changes take months.", "It works for eighty percent of couples.");
}

#[test]
fn no_stray_spaces() {
    check(texts_are_clean, "Small changes take months.", "Small  changes take months.");
}
