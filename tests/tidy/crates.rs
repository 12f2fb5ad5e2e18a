//! What is compiled in, for each desktop system.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::sources::{none, root};

const SYSTEMS: [&str; 3] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

/// Crates that open connections for HTTP or encrypt them. `http` is not among them: it holds only types, which the
/// window's own protocol uses. Neither is `openssl-sys`, where it comes with `SQLCipher`, which needs its ciphers.
const NETWORK: [&str; 27] = [
    "actix-web",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "schannel",
    "surf",
    "tiny_http",
    "tokio-native-tls",
    "tokio-rustls",
    "tokio-tungstenite",
    "tungstenite",
    "ureq",
    "warp",
    "websocket",
];

#[test]
fn there_is_no_network_client() {
    let mut broken = Vec::new();
    for system in SYSTEMS {
        for edge in tree(&["--workspace"], system) {
            let from = format!("{system}: {} comes with {}", edge.name, edge.parent);
            let allowed = edge.name == "openssl-sys" && edge.parent == "libsqlite3-sys";
            if NETWORK.contains(&edge.name.as_str()) || (edge.name == "openssl-sys" && !allowed) {
                broken.push(from);
            }
        }
    }
    none("Everything stays on the laptop, so no HTTP or TLS client is compiled in", &broken);
}

#[test]
fn there_is_one_sqlite_and_one_bus() {
    let mut broken = Vec::new();
    for system in SYSTEMS {
        let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for edge in tree(&["--workspace"], system) {
            versions.entry(edge.name).or_default().insert(edge.version);
        }
        for name in ["libsqlite3-sys", "rusqlite", "zbus"] {
            if versions.get(name).is_some_and(|versions| versions.len() > 1) {
                broken.push(format!("{system}: {name} {:?}", versions.get(name)));
            }
        }
    }
    none("Two copies of these would not know of each other", &broken);
}

#[test]
fn only_the_shell_knows_the_window_system() {
    let mut broken = Vec::new();
    for package in ["ajar-core", "ajar-engine", "ajar-cli"] {
        for system in SYSTEMS {
            let edges = tree(&["--package", package], system).into_iter();
            let known = edges.filter(|edge| {
                ["tauri", "wry", "tao", "gtk"].iter().any(|name| edge.name == *name || edge.name.starts_with("tauri-"))
            });
            broken.extend(known.map(|edge| format!("{package}: {} by {}", edge.name, edge.parent)));
        }
    }
    none("The arrows go from the shell to the engine to core, and never back", &broken);
}

#[test]
fn core_has_no_clock_no_chance_and_no_storage() {
    let features = cargo_tree(&["--package", "ajar-core", "--edges", "normal,features"], SYSTEMS[0]);
    let banned = [
        "chrono feature \"clock\"",
        "chrono feature \"now\"",
        "uuid feature \"v4\"",
        "uuid feature \"v7\"",
        "getrandom",
        "rusqlite",
    ];
    let broken: Vec<String> =
        banned.iter().filter(|name| features.contains(*name)).map(|name| (*name).to_owned()).collect();
    none("Core decides from what it is given", &broken);
}

struct Edge {
    parent: String,
    name: String,
    version: String,
}

/// Every dependency that is compiled in, with the crate that asks for it.
fn tree(selection: &[&str], system: &str) -> Vec<Edge> {
    let mut arguments = selection.to_vec();
    arguments.extend(["--edges", "normal", "--prefix", "depth"]);
    let mut above: Vec<String> = Vec::new();
    let mut edges = Vec::new();
    for line in cargo_tree(&arguments, system).lines().filter(|line| !line.is_empty()) {
        // "3openssl-sys v0.9.1 (*)": the depth is glued to the name.
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let (depth, rest) = line.split_at(digits);
        let depth: usize = depth.parse().expect("cargo tree prints the depth");
        let mut words = rest.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        above.truncate(depth);
        let parent = above.last().cloned().unwrap_or_default();
        above.push(name.to_owned());
        edges.push(Edge { parent, name: name.to_owned(), version: version.to_owned() });
    }
    assert!(edges.len() > 5, "cargo tree named hardly anything");
    edges
}

fn cargo_tree(arguments: &[&str], system: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--target", system])
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("cargo runs these tests");
    assert!(output.status.success(), "cargo tree failed: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
