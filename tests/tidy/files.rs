//! How long files are, what they are called, and what they must not hold.

use crate::sources::{Source, all, none, with_suffix};

#[test]
fn no_file_holds_more_than_one_idea_can_fill() {
    const LONGEST: usize = 500;
    let excepted = |source: &Source| {
        ["tests", "content", "bindings"].iter().any(|folder| source.path.split('/').any(|part| part == *folder))
            || source.path.contains(".test.")
    };
    let code = with_suffix(&[".rs", ".ts", ".svelte", ".css"]);
    let long = code.iter().filter(|source| !excepted(source)).map(|source| (source, source.shipped().lines().count()));
    let broken: Vec<String> = long
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(source, lines)| format!("{}: {lines} lines", source.path))
        .collect();
    none("Split these, one idea a file", &broken);
}

#[test]
fn no_file_is_a_grab_bag() {
    const NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "manager", "misc", "service"];
    let all = all();
    let grabs = all.iter().filter(|source| {
        let lower = source.path.to_lowercase();
        lower.split(['/', '.', '_', '-']).any(|part| NAMES.contains(&part))
    });
    none("Name the idea instead", &grabs.map(|source| source.path.clone()).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not break its own rule.
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!("), concat!("unimpl", "emented!(")];
    none("Do it now, or write it down elsewhere", &places_of(&words));
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let words = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/ubuntu")];
    none("Paths of one machine mean nothing on another", &places_of(&words));
}

#[test]
fn packages_come_from_the_public_registries() {
    let locks = with_suffix(&["Cargo.lock", "package-lock.json"]);
    assert_eq!(locks.len(), 2, "both lock files are committed");
    let mut broken = Vec::new();
    for lock in &locks {
        for (index, line) in lock.text.lines().enumerate() {
            let source = line.trim_start().starts_with("source = ") || line.trim_start().starts_with("\"resolved\": ");
            if source
                && !line.contains("github.com/rust-lang/crates.io-index")
                && !line.contains("https://registry.npmjs.org/")
            {
                broken.push(format!("{}:{}: {}", lock.path, index + 1, line.trim()));
            }
        }
    }
    none("Only crates.io and npm", &broken);
}

fn places_of(words: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for source in all().iter().filter(|source| !source.path.contains("lock")) {
        for (index, line) in
            source.text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        {
            places.push(format!("{}:{}: {}", source.path, index + 1, line.trim()));
        }
    }
    places
}
