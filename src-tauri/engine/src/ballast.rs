//! `ballast.bin`: room that is held back for the day when the disk is full.
//!
//! Then nothing can be written, and not even deleted, because a database writes down what it is about to delete. So the
//! ballast goes, and what failed is tried once more. It is spent on words and keys only: a backup that finds no room
//! fails, because the next word needs the room more.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::dto::ErrorCode;
use crate::error::Error;
use crate::paths;

const LARGEST: u64 = 16 * 1024 * 1024;
/// Less would not carry a few saves, so a disk this full gets none.
const SMALLEST: u64 = 1024 * 1024;
/// A twentieth of what is free.
const SHARE: u64 = 20;

/// The ballast of one folder.
#[derive(Debug, Clone)]
pub(crate) struct Ballast {
    path: PathBuf,
}

impl Ballast {
    /// The ballast that lies beside this file.
    pub(crate) fn beside(file: &Path) -> Self {
        Self { path: file.with_file_name("ballast.bin") }
    }

    /// Makes the ballast where there is none and where there is room for it.
    pub(crate) fn keep(&self) -> io::Result<()> {
        if self.is_there() {
            return Ok(());
        }
        match self.size()? {
            Some(size) => self.fill(size).inspect_err(|_| {
                self.release();
            }),
            None => Ok(()),
        }
    }

    /// Whether the disk is so full that there is no ballast and no room for one.
    pub(crate) fn is_short(&self) -> bool {
        !self.is_there() && matches!(self.size(), Ok(None))
    }

    /// Does `work`; when the disk was too full for it, releases the ballast and does it once more.
    pub(crate) fn spare<T>(&self, mut work: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
        match work() {
            Err(error) if error.code() == ErrorCode::StorageFull && self.release() => work(),
            done => done,
        }
    }

    fn release(&self) -> bool {
        let released = fs::remove_file(&self.path).is_ok();
        if released {
            tracing::warn!("the disk is full, the ballast was released");
        }
        released
    }

    /// What a crash left half made serves too, once it is large enough.
    fn is_there(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|metadata| metadata.len() >= SMALLEST)
    }

    fn size(&self) -> io::Result<Option<u64>> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let size = (fs4::available_space(folder)? / SHARE).min(LARGEST);
        Ok((size >= SMALLEST).then_some(size))
    }

    fn fill(&self, size: u64) -> io::Result<()> {
        let mut file = paths::write_private(&self.path)?;
        let mut noise = vec![0; usize::try_from(SMALLEST).unwrap_or(1)];
        let mut left = size;
        while left > 0 {
            // Some file systems squeeze zeros, and anything that repeats, to nothing.
            getrandom::fill(&mut noise).map_err(io::Error::other)?;
            let piece = noise.get(..usize::try_from(left).unwrap_or(usize::MAX)).unwrap_or(&noise);
            file.write_all(piece)?;
            left -= piece.len() as u64;
        }
        file.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::error::Fault;

    fn full<T>() -> Result<T, Error> {
        Err(Error::Database { doing: "test", fault: Fault::Full })
    }

    #[test]
    fn is_really_allocated_and_made_once() {
        let dir = tempfile::tempdir().unwrap();
        let ballast = Ballast::beside(&dir.path().join("vault.db"));
        assert!(!ballast.is_short(), "this test needs some room on the disk");
        ballast.keep().unwrap();
        let metadata = fs::metadata(dir.path().join("ballast.bin")).unwrap();
        assert!((SMALLEST..=LARGEST).contains(&metadata.len()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, PermissionsExt};
            assert!(metadata.blocks() * 512 >= metadata.len());
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
        }
        let made = metadata.modified().unwrap();
        ballast.keep().unwrap();
        assert_eq!(fs::metadata(dir.path().join("ballast.bin")).unwrap().modified().unwrap(), made);
        // As a crash leaves it.
        fs::write(dir.path().join("ballast.bin"), "half").unwrap();
        ballast.keep().unwrap();
        assert!(fs::metadata(dir.path().join("ballast.bin")).unwrap().len() >= SMALLEST);
    }

    #[test]
    fn a_full_disk_is_tried_again_once_and_nothing_else_is() {
        fn check(is_there: bool, results: &[bool], expect: (usize, bool)) {
            let dir = tempfile::tempdir().unwrap();
            let file = dir.path().join("ballast.bin");
            if is_there {
                fs::write(&file, "x").unwrap();
            }
            let tries = Cell::new(0);
            let done = Ballast::beside(&file).spare(|| {
                tries.set(tries.get() + 1);
                if results[tries.get() - 1] { Ok(()) } else { full() }
            });
            assert_eq!((tries.get(), done.is_ok()), expect, "{is_there} {results:?}");
            assert_eq!(file.exists(), is_there && results[0]);
        }
        check(true, &[true], (1, true));
        check(true, &[false, true], (2, true));
        check(true, &[false, false], (2, false));
        check(false, &[false], (1, false));

        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("ballast.bin");
        fs::write(&file, "x").unwrap();
        Ballast::beside(&file).spare(|| Err::<(), _>(Error::Locked)).unwrap_err();
        assert!(file.exists());
    }
}
