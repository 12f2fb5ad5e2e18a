//! The TypeScript types in `ui/src/lib/bindings`, which the engine's types write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{Failure, Outcome, cargo, run};
use crate::{mirror, workspace};

/// `cargo xtask gen`
pub fn write() -> Outcome {
    let fresh = empty_folder()?;
    run(export_to(&mut cargo(&["test", "--package", "ajar-engine", "--lib", "export_bindings"]), &fresh))?;
    if !fresh.is_dir() {
        return Err(Failure::new("No type was exported; does ajar-engine still mark its types with #[ts(export)]?"));
    }
    mirror::copy(&fresh, &committed())
}

/// Makes the tests of this command write the types there.
pub fn export_to<'command>(command: &'command mut Command, folder: &Path) -> &'command mut Command {
    command.env("TS_RS_EXPORT_DIR", folder)
}

/// A folder for fresh types, without those of an earlier run.
pub fn empty_folder() -> Outcome<PathBuf> {
    let folder = workspace::target()?.join("bindings");
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| Failure::new(format!("{} cannot be emptied: {error}.", folder.display())))?;
    }
    Ok(folder)
}

/// Compares the committed types with those just exported.
pub fn compare(fresh: &Path) -> Outcome {
    let stale = mirror::differences(fresh, &committed())?;
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("These bindings are stale: {}. Run `cargo xtask gen` and commit them.", stale.join(", "))))
}

fn committed() -> PathBuf {
    workspace::at("ui/src/lib/bindings")
}
