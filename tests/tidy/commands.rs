//! The commands are named in four places, for four readers; they must not drift apart.

use std::collections::BTreeSet;

use crate::sources;

#[test]
fn handler_manifest_capability_and_page_name_the_same_commands() {
    let handler = handler();
    assert!(handler.len() > 10, "the list of handlers was not found");
    for (place, names) in [
        ("src-tauri/build.rs", manifest()),
        ("src-tauri/capabilities", capability()),
        ("ui/src/lib", page()),
        ("#[tauri::command]", defined()),
    ] {
        let missing: Vec<_> = handler.difference(&names).collect();
        let extra: Vec<_> = names.difference(&handler).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{place} lacks {missing:?} and has only for itself {extra:?}");
    }
}

#[test]
fn the_page_may_do_nothing_of_the_framework_but_listen() {
    let granted: Vec<String> = permissions().into_iter().filter(|name| name.contains(':')).collect();
    assert_eq!(granted, ["core:event:allow-listen", "core:event:allow-unlisten"]);
}

fn handler() -> BTreeSet<String> {
    let text = sources::read("src-tauri/src/commands/mod.rs");
    let list = between(&text, "generate_handler![", "]").expect("commands/mod.rs makes the handler");
    let paths = list.split(',').map(str::trim).filter(|path| !path.is_empty());
    paths.map(|path| path.rsplit("::").next().unwrap_or(path).to_owned()).collect()
}

fn manifest() -> BTreeSet<String> {
    let text = sources::read("src-tauri/build.rs");
    let list = between(&text, "const COMMANDS: &[&str] = &[", "]").expect("build.rs lists the commands");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn capability() -> BTreeSet<String> {
    let own = permissions().into_iter().filter(|name| !name.contains(':'));
    own.map(|name| name.trim_start_matches("allow-").replace('-', "_")).collect()
}

fn permissions() -> Vec<String> {
    let files = sources::with_suffix(&[".json"]).into_iter().filter(|file| file.is_below("src-tauri/capabilities"));
    let capabilities: Vec<serde_json::Value> =
        files.map(|file| serde_json::from_str(&file.text).expect("a capability is JSON")).collect();
    assert_eq!(capabilities.len(), 1, "one window, one capability");
    let lists = capabilities.iter().filter_map(|capability| capability.get("permissions")?.as_array());
    lists.flatten().filter_map(|name| name.as_str()).map(str::to_owned).collect()
}

fn page() -> BTreeSet<String> {
    let lists = sources::with_suffix(&[".ts"]).into_iter().filter(|file| file.is_below("ui/src/lib"));
    let text: String = lists.map(|file| file.text).collect();
    // The definition of `call` itself is generic over T.
    let calls = text.split("call<").skip(1).filter(|call| !call.starts_with("T>"));
    calls.filter_map(|call| between(call, "'", "'")).map(str::to_owned).collect()
}

fn defined() -> BTreeSet<String> {
    let sources = sources::with_suffix(&[".rs"]);
    let shell = sources.iter().filter(|source| source.is_below("src-tauri/src"));
    let marked = shell.flat_map(|source| source.text.split("#[tauri::command").skip(1));
    marked
        .filter_map(|text| between(text, "fn ", "("))
        .map(|name| name.split('<').next().unwrap_or(name).to_owned())
        .collect()
}

fn between<'text>(text: &'text str, start: &str, end: &str) -> Option<&'text str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}
