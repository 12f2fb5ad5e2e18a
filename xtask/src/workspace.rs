//! Where things are in this repository.

use std::env;
use std::path::{Path, PathBuf};

use crate::command::{Failure, Outcome};

/// The repository's root, wherever below it the command was given.
pub fn root() -> PathBuf {
    let xtask =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or_else(|| xtask.clone(), Path::to_path_buf)
}

/// A path given from the root.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Cargo's output directory, which `CARGO_TARGET_DIR` or a configuration may have moved: this program lies in it.
pub fn target() -> Outcome<PathBuf> {
    let program =
        env::current_exe().map_err(|error| Failure::new(format!("Where xtask itself lies is unknown: {error}.")))?;
    program
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new("xtask was started from outside a build directory; use `cargo xtask`."))
}
