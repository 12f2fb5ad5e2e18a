//! What the documents promise.

use crate::sources::{Source, none, read, root, with_suffix};

#[test]
fn the_readme_names_the_two_commands_on_its_first_screen() {
    let readme = read("README.md");
    let first_screen: String = readme.lines().take(45).collect::<Vec<_>>().join("\n");
    for words in ["cargo xtask run", "cargo xtask test", "docs/today.png", "docs/journal.png"] {
        assert!(first_screen.contains(words), "{words} comes too late in README.md, or not at all");
    }
}

#[test]
fn the_automatic_check_is_the_command_that_people_use() {
    let script = read(".ci/run");
    let calls: Vec<&str> = script.lines().filter(|line| line.contains("cargo")).collect();
    assert!(matches!(calls.as_slice(), [_, call] | [call] if call.contains("cargo xtask test")), "{calls:?}");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for document in with_suffix(&[".md"]) {
        for target in links(&document) {
            let folder = root().join(&document.path);
            let there = folder.parent().is_some_and(|folder| folder.join(&target).exists());
            if !there {
                broken.push(format!("{}: {target}", document.path));
            }
        }
    }
    none("These links lead nowhere", &broken);
}

/// The files that a document links to.
fn links(document: &Source) -> Vec<String> {
    let targets = document.text.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
    targets
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"))
        .map(str::to_owned)
        .collect()
}
