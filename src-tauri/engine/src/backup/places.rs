//! The folders that hold backups: what lies in them, and what has to go.

use std::cmp::Reverse;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ajar_core::retention::{self, Kept};
use chrono::{DateTime, NaiveDateTime, Utc};
use uuid::Uuid;

use super::container::{Container, hash_file};
use super::manifest::Manifest;
use crate::crypto::Key;
use crate::error::Error;
use crate::paths;

/// Says nothing of what is in it, to somebody who looks over a shoulder or into a cloud folder.
const ENDING: &str = ".copy";
const PART: &str = ".part";
const STAMP: &str = "%Y%m%d-%H%M%S";
const DOING: &str = "look through your backups";

/// A file that has the name of a backup. Only files that were proven get such a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    pub(crate) sequence: u64,
    /// As the clock then said, in whole seconds.
    pub(crate) made_at: DateTime<Utc>,
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
}

/// The file name of a backup.
pub(crate) fn name(sequence: u64, made_at: DateTime<Utc>) -> String {
    format!("{sequence:06}-{}{ENDING}", made_at.format(STAMP))
}

fn parse(name: &str) -> Option<(u64, DateTime<Utc>)> {
    let (sequence, stamp) = name.strip_suffix(ENDING)?.split_once('-')?;
    let made_at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
    let sequence = sequence.bytes().all(|digit| digit.is_ascii_digit()).then(|| sequence.parse().ok())??;
    Some((sequence, made_at))
}

/// When the backup of this name was made; `None` for any other name.
pub(crate) fn made_at(path: &Path) -> Option<DateTime<Utc>> {
    Some(parse(path.file_name()?.to_str()?)?.1)
}

/// Everything in the folder that has the name of a backup, newest first; nothing when there is no folder.
pub(crate) fn all(folder: &Path) -> Result<Vec<Copy>, Error> {
    let list = || -> io::Result<Vec<Copy>> {
        let mut copies = Vec::new();
        for file in fs::read_dir(folder)? {
            let file = file?;
            let named = file.file_name().to_str().and_then(parse);
            if let Some((sequence, made_at)) = named
                && file.file_type()?.is_file()
            {
                copies.push(Copy { sequence, made_at, path: file.path(), bytes: file.metadata()?.len() });
            }
        }
        copies.sort_by_key(|copy| Reverse((copy.sequence, copy.made_at)));
        Ok(copies)
    };
    match list() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        listed => listed.map_err(|error| Error::file(DOING, folder, &error)),
    }
}

/// The whole backups of this journal, newest first. One that is broken, or another journal's, is nobody's to rotate.
pub(crate) fn of_vault(folder: &Path, vault: Uuid) -> Result<Vec<Copy>, Error> {
    let mut copies = all(folder)?;
    copies.retain(|copy| Container::open(&copy.path).and_then(|container| container.vault()).ok() == Some(vault));
    Ok(copies)
}

/// The newest backup of this journal whose manifest opens.
pub(crate) fn newest(folder: &Path, vault: Uuid, key: &Key) -> Result<Option<(Copy, Manifest)>, Error> {
    let read = |copy: Copy| {
        let container = Container::open(&copy.path).ok()?;
        let manifest = Manifest::open(&container, key).ok()?;
        Some((copy, manifest))
    };
    Ok(of_vault(folder, vault)?.into_iter().find_map(read))
}

/// Removes the backups of this journal that need not stay.
pub(crate) fn rotate(folder: &Path, vault: Uuid) -> Result<(), Error> {
    let copies = of_vault(folder, vault)?;
    let kept = |copy: &Copy| Kept { sequence: copy.sequence, day: copy.made_at.date_naive(), bytes: copy.bytes };
    let used = copies.iter().map(|copy| copy.bytes).sum();
    let free = fs4::available_space(folder).map_err(|error| Error::file(DOING, folder, &error))?;
    let candidates: Vec<Kept> = copies.iter().map(kept).collect();
    let gone = retention::superfluous(&candidates, retention::most_bytes(free, used));
    for copy in copies.iter().filter(|copy| gone.contains(&copy.sequence)) {
        paths::remove_if_there(&copy.path).map_err(|error| Error::file("remove an old backup", folder, &error))?;
    }
    Ok(())
}

/// Copies a proven backup to another folder, under the same name, and reads it back there.
pub(crate) fn copy_to(copy: &Copy, folder: &Path) -> Result<(), Error> {
    const DOING: &str = "copy the backup to its second place";
    let put = || -> io::Result<()> {
        let Some(name) = copy.path.file_name() else {
            return Err(io::ErrorKind::InvalidFilename.into());
        };
        let to = folder.join(name);
        let part = paths::with_suffix(&to, PART);
        let mut written = paths::write_private(&part)?;
        io::copy(&mut File::open(&copy.path)?, &mut written)?;
        written.sync_all()?;
        if hash_file(&part)? != hash_file(&copy.path)? {
            return Err(io::ErrorKind::InvalidData.into());
        }
        fs::rename(&part, &to)?;
        paths::sync_parent(&to)
    };
    put().map_err(|error| Error::file(DOING, folder, &error))
}

/// The name of a backup while it is made.
pub(crate) fn part(path: &Path) -> PathBuf {
    paths::with_suffix(path, PART)
}

/// Removes half-written backups that a killed process left: nobody was told of them. Other people's files stay.
pub(crate) fn clear_parts(folder: &Path) -> Result<(), Error> {
    let clear = || -> io::Result<()> {
        for file in fs::read_dir(folder)? {
            let file = file?;
            let is_ours = |name: &str| name.strip_suffix(PART).and_then(parse).is_some();
            if file.file_name().to_str().is_some_and(is_ours) && file.file_type()?.is_file() {
                paths::remove_if_there(&file.path())?;
            }
        }
        Ok(())
    };
    clear().map_err(|error| Error::file("tidy your backups", folder, &error))
}

/// Whether somebody can write in the folder: asked when it is chosen, so that the first backup does not fail there.
pub(crate) fn can_be_written(folder: &Path) -> io::Result<()> {
    let probe = part(&folder.join("probe"));
    paths::write_private(&probe)?;
    // Reading is needed too, to compare what was written.
    File::open(&probe)?.read_to_end(&mut Vec::new())?;
    fs::remove_file(&probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_and_others_are_not_ours() {
        let made_at = "2026-03-10T12:00:05Z".parse().unwrap();
        assert_eq!(name(42, made_at), "000042-20260310-120005.copy");
        assert_eq!(parse(&name(42, made_at)), Some((42, made_at)));
        assert_eq!(parse(&name(12_345_678, made_at)), Some((12_345_678, made_at)));
        for other in ["", "notes.copy", "000042-20260310-120005.copy.part", "+00042-20260310-120005.copy", "1-2.copy"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_folder_that_is_not_there_holds_nothing() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(all(&dir.path().join("none")).unwrap(), Vec::new());
    }
}
