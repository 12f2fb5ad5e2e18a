//! Set-up: what must be on the machine before Ajar can be built or tested.

use std::path::Path;
use std::process::Command;

use crate::command::{Failure, Outcome, answer, run};
use crate::packages::Needs;
use crate::ui;

/// The oldest Node.js that builds the interface.
const NODE: (u32, u32) = (20, 19);

/// Installs or asks for everything that is missing; quick when nothing is.
pub fn prepare(needs: &[Needs]) -> Outcome {
    check_rust()?;
    check_node()?;
    if cfg!(target_os = "linux") {
        system_packages(needs)?;
    }
    ui::install()
}

fn check_rust() -> Outcome {
    for (part, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if answer("cargo", &[probe, "--version"]).is_none() {
            return Err(Failure::new(format!(
                "Rust's {part} is missing; install it with: rustup component add {part}"
            )));
        }
    }
    Ok(())
}

fn check_node() -> Outcome {
    let (major, minor) = NODE;
    let found = answer("node", &["--version"]);
    if found.as_deref().and_then(version).is_some_and(|version| version >= NODE) {
        return Ok(());
    }
    let found = found.map_or_else(|| "none was found".to_owned(), |version| format!("this is {version}"));
    Err(Failure::new(format!(
        "Ajar's interface is built with Node.js {major}.{minor} or newer, and {found}; get it from nodejs.org."
    )))
}

/// Major and minor of `v20.19.1`.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

fn system_packages(needs: &[Needs]) -> Outcome {
    let (missing, install) = match Manager::of_this_system() {
        Some(Manager::Apt) => return with_apt(needs),
        Some(Manager::Dnf) => (lacking(needs.iter().map(|need| need.dnf), "rpm", "-q"), "sudo dnf install"),
        Some(Manager::Pacman) => {
            (lacking(needs.iter().map(|need| need.pacman), "pacman", "-Q"), "sudo pacman -S --needed")
        }
        None => {
            let names: Vec<&str> = needs.iter().flat_map(|need| need.apt).copied().collect();
            println!(
                "This Linux is unknown to xtask. If the build fails, install what Debian calls: {}",
                names.join(" ")
            );
            return Ok(());
        }
    };
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Install these first (nobody has tested this on your system yet): {install} {}",
        missing.join(" ")
    )))
}

enum Manager {
    Apt,
    Dnf,
    Pacman,
}

impl Manager {
    fn of_this_system() -> Option<Self> {
        [("apt-get", Self::Apt), ("dnf", Self::Dnf), ("pacman", Self::Pacman)]
            .into_iter()
            .find(|(program, _)| Path::new("/usr/bin").join(program).exists())
            .map(|(_, manager)| manager)
    }
}

/// The packages of which the query says that they are not there.
fn lacking<'names>(lists: impl Iterator<Item = &'names [&'names str]>, query: &str, flag: &str) -> Vec<&'names str> {
    lists.flatten().copied().filter(|name| answer(query, &[flag, name]).is_none()).collect()
}

fn with_apt(needs: &[Needs]) -> Outcome {
    let wanted: Vec<&str> = needs.iter().flat_map(|need| need.apt).copied().collect();
    let missing = not_installed(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    if answer("id", &["-u"]).as_deref() != Some("0") {
        return Err(Failure::new(format!(
            "Some system packages are missing; install them with: sudo apt-get install --no-install-recommends {}",
            missing.join(" ")
        )));
    }
    println!("Installing {}", missing.join(" "));
    if apt_knows(&missing) && run(&mut install(&missing)).is_ok() {
        return Ok(());
    }
    // A package list that is absent or too old names versions that the archive no longer has.
    run(&mut apt(&["update", "--quiet"]))?;
    run(&mut install(&missing))
}

/// Those that dpkg does not list as installed, in one query.
fn not_installed<'names>(wanted: &[&'names str]) -> Outcome<Vec<&'names str>> {
    // The query fails as soon as one package is unknown, and still lists the others.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package} ${db:Status-Abbrev}\n"])
        .args(wanted)
        .output()
        .map_err(|error| Failure::new(format!("dpkg-query could not be started: {error}.")))?;
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let there = |name: &str| {
        // Second letter: installed, or waiting for another package's trigger.
        listed
            .lines()
            .filter_map(|line| line.split_once(' '))
            .any(|(package, status)| package == name && ["ii", "iW", "it"].iter().any(|good| status.starts_with(good)))
    };
    Ok(wanted.iter().copied().filter(|name| !there(name)).collect())
}

fn apt_knows(names: &[&str]) -> bool {
    names.iter().all(|name| answer("apt-cache", &["show", name]).is_some_and(|text| !text.is_empty()))
}

fn install(names: &[&str]) -> Command {
    let mut command =
        apt(&["install", "--quiet", "--yes", "--no-install-recommends", "--option=DPkg::Lock::Timeout=120"]);
    command.args(names);
    command
}

fn apt(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_as_numbers() {
        for (text, enough) in
            [("v20.19.0", true), ("v20.9.0", false), ("v22.1.0", true), ("v18.20.4", false), ("v100.0.0", true)]
        {
            assert_eq!(version(text).is_some_and(|version| version >= NODE), enough, "{text}");
        }
        assert_eq!(version("not found"), None);
    }
}
