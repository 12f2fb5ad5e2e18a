//! Making one folder equal to another while leaving equal files untouched.
//!
//! Cargo rebuilds what includes a file whose time changed, and so a rebuilt but equal interface must keep its times.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::command::{Failure, Outcome};

/// Makes `to` hold exactly the files of `from`.
pub fn copy(from: &Path, to: &Path) -> Outcome {
    let sources = files(from)?;
    for (name, content) in &sources {
        let target = to.join(name);
        if fs::read(&target).is_ok_and(|there| there == *content) {
            continue;
        }
        let folder = target.parent().unwrap_or(to);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&target, content))
            .map_err(|error| refused(&target, &error))?;
    }
    for name in files(to)?.keys().filter(|name| !sources.contains_key(*name)) {
        let stale = to.join(name);
        fs::remove_file(&stale).map_err(|error| refused(&stale, &error))?;
    }
    Ok(())
}

/// The files that are missing, left over or different, by name.
pub fn differences(one: &Path, other: &Path) -> Outcome<Vec<String>> {
    let (one, other) = (files(one)?, files(other)?);
    let changed = one.iter().filter(|(name, content)| other.get(*name) != Some(*content)).map(|(name, _)| name);
    let gone = other.keys().filter(|name| !one.contains_key(*name));
    Ok(changed.chain(gone).map(|name| name.display().to_string()).collect())
}

fn files(folder: &Path) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        if !next.exists() {
            continue;
        }
        for entry in fs::read_dir(&next).map_err(|error| refused(&next, &error))? {
            let path = entry.map_err(|error| refused(&next, &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                let content = fs::read(&path).map_err(|error| refused(&path, &error))?;
                found.insert(name.to_path_buf(), content);
            }
        }
    }
    Ok(found)
}

fn refused(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{} cannot be read or written: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_leaves_equal_files_alone_and_removes_stale_ones() {
        let place = std::env::temp_dir().join(format!("ajar-mirror-{}", std::process::id()));
        let (from, to) = (place.join("from"), place.join("to"));
        for (file, content) in
            [(from.join("a/same"), "1"), (from.join("new"), "2"), (to.join("a/same"), "1"), (to.join("stale"), "3")]
        {
            fs::create_dir_all(file.parent().expect("each file has a folder")).expect("a folder");
            fs::write(file, content).expect("a file");
        }
        let before = fs::metadata(to.join("a/same")).and_then(|meta| meta.modified()).expect("a time");
        assert_eq!(differences(&from, &to).expect("both are readable"), ["new", "stale"]);

        copy(&from, &to).expect("both are writable");

        assert!(differences(&from, &to).expect("both are readable").is_empty());
        assert_eq!(fs::metadata(to.join("a/same")).and_then(|meta| meta.modified()).expect("a time"), before);
        fs::remove_dir_all(place).expect("our own folder");
    }
}
