use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::crypto;
use crate::error::Error;
use crate::hex;
use crate::paths;

/// A private folder for files that are looked at and then gone. What lies in it is encrypted all the same.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn within(parent: &Path) -> Result<Self, Error> {
        let path = parent.join(format!("{PREFIX}{}", *hex::encode(&crypto::random::<8>()?)));
        paths::create_private_dir(&path).map_err(|error| Error::file("unpack the backup", parent, &error))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

const PREFIX: &str = "check-";

impl Drop for Scratch {
    fn drop(&mut self) {
        // What could not be removed now is removed before the next backup.
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(kind = %error.kind(), "a folder for looking at a backup is left");
        }
    }
}

/// Removes what a process that was killed left in a folder of ours.
pub(crate) fn clear(parent: &Path) -> Result<(), Error> {
    let clear = || -> io::Result<()> {
        for file in fs::read_dir(parent)? {
            let file = file?;
            if file.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX)) && file.file_type()?.is_dir() {
                fs::remove_dir_all(file.path())?;
            }
        }
        Ok(())
    };
    clear().map_err(|error| Error::file("tidy your backups", parent, &error))
}
