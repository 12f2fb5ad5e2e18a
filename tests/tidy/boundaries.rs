//! Who may speak to what: SQL, the clock, Tauri, and the page's HTML.

use crate::sources::{Source, none, read, with_suffix};

#[test]
fn sql_stands_only_beside_its_table() {
    const SQL: [&str; 8] =
        ["SELECT ", "INSERT INTO", "INSERT OR", "UPDATE ", "DELETE FROM", "CREATE TABLE", "PRAGMA ", "ATTACH "];
    let may = |source: &Source| {
        let engine = "src-tauri/engine/src";
        source.is_below(&format!("{engine}/table"))
            // What journals are compared with, and a test that breaks a table as no other code may.
            || source.is_below("src-tauri/engine/examples/journal")
            || ["db.rs", "migration.rs", "search.rs", "backup/contents.rs", "engine/stale_index.rs"]
                .iter()
                .any(|name| source.path == format!("{engine}/{name}"))
    };
    none("SQL belongs in src-tauri/engine/src/table", &found(&rust(), &SQL, may));
}

#[test]
fn one_file_asks_for_the_time() {
    // Spelled apart from their types, which may be renamed where they are imported.
    const CLOCKS: [&str; 4] = ["::now()", "::now_v7(", "::now_utc(", "::system_time("];
    let may = |source: &Source| source.path == "src-tauri/engine/src/clock.rs";
    none("Ask engine::clock for the time", &found(&rust(), &CLOCKS, may));
}

#[test]
fn one_file_of_the_page_knows_tauri() {
    let may = |source: &Source| source.path == "ui/src/lib/ipc.ts";
    none("Call the shell through ui/src/lib/ipc.ts", &found(&page(), &["@tauri-apps/", "__TAURI"], may));
}

#[test]
fn the_page_never_turns_text_into_html() {
    const SINKS: [&str; 9] = [
        "{@html",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "srcdoc",
        "eval(",
        "new Function",
        "DOMParser",
    ];
    none("Render text as text", &found(&page(), &SINKS, |_| false));
    none(
        "The policy forbids style attributes; use a class or style:",
        &found(&page(), &[" style=", "setAttribute('style'"], |_| false),
    );
}

#[test]
fn the_policy_of_the_window_is_strict() {
    let config: serde_json::Value = serde_json::from_str(&read("tauri.conf.json")).expect("tauri.conf.json is JSON");
    let security = &config.pointer("/app/security").expect("there are security settings");
    let policy = security.get("csp").and_then(serde_json::Value::as_str).expect("the policy is one text");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    for hole in ["unsafe-inline", "unsafe-eval", "*", "https:", "wss:"] {
        assert!(!policy.contains(hole), "{hole} in {policy}");
    }
    assert_eq!(security.get("freezePrototype"), Some(&true.into()));
}

fn rust() -> Vec<Source> {
    let sources = with_suffix(&[".rs"]).into_iter();
    sources.filter(|source| source.is_below("src-tauri") && !source.path.contains("/tests/")).collect()
}

fn page() -> Vec<Source> {
    let sources = with_suffix(&[".ts", ".svelte", ".js", ".html"]).into_iter();
    sources
        .filter(|source| {
            source.path.starts_with("ui/") && !source.is_below("ui/tests") && !source.path.contains(".test.")
        })
        .collect()
}

/// Where one of the words stands in code that may not say it.
fn found(sources: &[Source], words: &[&str], may: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    for source in sources.iter().filter(|source| !may(source)) {
        for (number, line) in source.code().filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            places.push(format!("{}:{number}: {}", source.path, line.trim()));
        }
    }
    places
}
