//! Erasing everything: the keys first, so that a crash a moment later leaves nothing that anybody can open.
//!
//! The file `erasing` is the decision. From then on each start of Ajar finishes it, before it looks at anything else.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::crypto;
use crate::error::Error;
use crate::paths::{self, DataDir};

const DOING: &str = "erase its files";
/// What every file of ours in the folder begins with, save those that other Ajars wait at.
const FILES: [&str; 6] = ["vault.db", "vault.slots", "vault.mark", "agenda.db", "agenda.key", "ballast"];
const FOLDERS: [&str; 6] = ["backups", "replaced", "restoring", "restoring.part", "arriving", "log"];
/// A window may still be writing there, and needs the folder; the shell empties it at quit and at each start.
const WEB_DATA: &str = "webview";
/// A backup begins with its key slots, and no slot file is as long.
const HEAD: u64 = 64 * 1024;
const NOISE: usize = 1024;

/// Decides. Nothing is gone yet.
pub(crate) fn decide(dir: &DataDir) -> Result<(), Error> {
    paths::replace_file(&mark(dir), &[]).map_err(|error| Error::file(DOING, dir.root(), &error))
}

pub(crate) fn is_under_way(dir: &DataDir) -> bool {
    mark(dir).exists()
}

/// Overwrites every key that lies in the folder. What cannot be overwritten is removed with the rest.
pub(crate) fn spoil_keys(dir: &DataDir) -> Result<(), Error> {
    for path in keys(dir.root()).map_err(|error| Error::file(DOING, dir.root(), &error))? {
        if let Err(error) = spoil(&path) {
            tracing::warn!(%error, "a key could not be overwritten");
        }
    }
    Ok(())
}

/// Removes everything. Nobody else may have the folder open.
pub(crate) fn finish(dir: &DataDir) -> Result<(), Error> {
    spoil_keys(dir)?;
    finish_by(dir, &mut remove).map_err(|error| Error::file(DOING, dir.root(), &error))
}

/// Takes one file or folder away, so that a test can stop before any of them.
type Remove<'a> = &'a mut dyn FnMut(&Path) -> io::Result<()>;

fn finish_by(dir: &DataDir, remove: Remove<'_>) -> io::Result<()> {
    for path in keys(dir.root())?.iter().chain(&ours(dir.root())?) {
        remove(path)?;
    }
    for path in named(&dir.file(WEB_DATA), |_| true)? {
        if let Err(error) = remove(&path) {
            tracing::warn!(kind = %error.kind(), "web data stayed behind");
        }
    }
    paths::sync_parent(&mark(dir))?;
    remove(&mark(dir))?;
    paths::sync_parent(&mark(dir))
}

fn mark(dir: &DataDir) -> PathBuf {
    dir.file("erasing")
}

/// The files that hold a key, wrapped or not: in place, set aside, and in backups.
fn keys(root: &Path) -> io::Result<Vec<PathBuf>> {
    let holds_key = |name: &str| name.starts_with("vault.slots") || name.starts_with("agenda.key");
    let mut keys = named(root, holds_key)?;
    for folder in ["restoring", "restoring.part", "arriving"] {
        keys.extend(named(&root.join(folder), holds_key)?);
    }
    for aside in named(&root.join("replaced"), |_| true)? {
        keys.extend(named(&aside, holds_key)?);
    }
    keys.extend(named(&root.join("backups"), |_| true)?);
    Ok(keys)
}

fn ours(root: &Path) -> io::Result<Vec<PathBuf>> {
    named(root, |name| FILES.iter().any(|ours| name.starts_with(ours)) || FOLDERS.contains(&name))
}

/// What lies in a folder under such a name; nothing where there is no folder.
fn named(folder: &Path, is_meant: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let files = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        files => files?,
    };
    let mut found = Vec::new();
    for file in files {
        let file = file?;
        if is_meant(&file.file_name().to_string_lossy()) {
            found.push(file.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Writes noise over the beginning of a file, where its keys are.
fn spoil(path: &Path) -> Result<(), Error> {
    let failed = |error: &io::Error| Error::file(DOING, path, error);
    if !path.is_file() {
        return Ok(());
    }
    let mut file = OpenOptions::new().write(true).open(path).map_err(|error| failed(&error))?;
    let mut left = file.metadata().map_err(|error| failed(&error))?.len().min(HEAD);
    while left > 0 {
        let noise = crypto::random::<NOISE>()?;
        let piece = noise.get(..usize::try_from(left).unwrap_or(NOISE).min(NOISE)).unwrap_or(&noise);
        file.write_all(piece).map_err(|error| failed(&error))?;
        left -= piece.len() as u64;
    }
    file.sync_all().map_err(|error| failed(&error))
}

/// A link goes, and what it leads to stays.
fn remove(path: &Path) -> io::Result<()> {
    let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &[u8] = b"a key, wrapped";

    fn given() -> (tempfile::TempDir, DataDir) {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::prepare(temp.path()).unwrap();
        for folder in ["backups/check-1", "replaced/17", "restoring.part", "webview/cache", "log", "letters"] {
            fs::create_dir_all(temp.path().join(folder)).unwrap();
        }
        for name in [
            "vault.slots.json",
            "vault.slots.json.bak",
            "vault.slots.json.part",
            "agenda.key",
            "agenda.key.unreadable-1",
            "replaced/17/vault.slots.json",
            "restoring.part/agenda.key",
            "backups/000001-20260310-120000.copy",
            "backups/my old one.copy",
        ] {
            fs::write(temp.path().join(name), KEY).unwrap();
        }
        for name in ["vault.db", "vault.db-wal", "agenda.db", "vault.mark", "ballast.bin", "log/ajar.log"] {
            fs::write(temp.path().join(name), "content").unwrap();
        }
        for name in ["letters/one.txt", "my notes.txt"] {
            fs::write(temp.path().join(name), "not ours").unwrap();
        }
        (temp, dir)
    }

    fn left(root: &Path) -> Vec<String> {
        let mut left: Vec<String> = named(root, |_| true)
            .unwrap()
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        left.retain(|name| name != "ajar.lock");
        left
    }

    #[test]
    fn every_key_is_overwritten_before_anything_is_removed() {
        let (temp, dir) = given();
        decide(&dir).unwrap();
        spoil_keys(&dir).unwrap();
        let found = keys(temp.path()).unwrap();
        assert_eq!(found.iter().filter(|path| path.is_file()).count(), 9);
        for path in found.iter().filter(|path| path.is_file()) {
            let bytes = fs::read(path).unwrap();
            assert_eq!(bytes.len(), KEY.len());
            assert_ne!(bytes, KEY, "{}", path.display());
        }
        assert!(temp.path().join("vault.db").exists());
    }

    #[test]
    fn stopped_before_any_file_the_next_start_finishes_and_other_peoples_files_stay() {
        for stop in 0.. {
            let (temp, dir) = given();
            decide(&dir).unwrap();
            let mut removed = 0;
            let ended = finish_by(&dir, &mut |path| {
                removed += 1;
                if removed > stop { Err(io::ErrorKind::Interrupted.into()) } else { remove(path) }
            });
            let is_over = ended.is_ok();
            assert_ne!(is_under_way(&dir), is_over, "stopped before file {stop}");
            finish(&dir).unwrap();
            assert_eq!(left(temp.path()), ["letters", "my notes.txt", "webview"], "stopped before file {stop}");
            assert_eq!(left(&temp.path().join("webview")), [""; 0]);
            if is_over {
                assert!(stop > 15, "{stop}");
                break;
            }
        }
    }

    #[test]
    fn a_long_backup_loses_its_beginning() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("long");
        fs::write(&path, vec![7; 200_000]).unwrap();
        spoil(&path).unwrap();
        let bytes = fs::read(&path).unwrap();
        assert_eq!(bytes.len(), 200_000);
        assert!(!bytes[..65_536].windows(16).any(|window| window == [7; 16]));
        assert!(bytes[65_536..].iter().all(|byte| *byte == 7));
    }
}
