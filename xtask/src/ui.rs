//! The interface: its packages and its build.

use std::fs;

use crate::command::{Failure, Outcome, npm, run};
use crate::{mirror, workspace};

/// Installs the packages of `ui/package-lock.json`, unless exactly these were installed last time.
pub fn install() -> Outcome {
    let lock = workspace::at("ui/package-lock.json");
    let stamp = workspace::at("ui/node_modules/.installed-lock.json");
    let wanted =
        fs::read(&lock).map_err(|error| Failure::new(format!("{} cannot be read: {error}.", lock.display())))?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(&mut npm(&["ci", "--ignore-scripts"]))?;
    fs::write(&stamp, wanted).map_err(|error| Failure::new(format!("{} cannot be written: {error}.", stamp.display())))
}

/// Builds `ui/dist`, changing only the files that differ.
pub fn build() -> Outcome {
    let fresh = workspace::target()?.join("ui-dist");
    run(npm(&["run", "build", "--", "--emptyOutDir", "--outDir"]).arg(&fresh))?;
    mirror::copy(&fresh, &workspace::at("ui/dist"))
}
