//! `vault.mark`: how many changes the vault has seen, kept outside of it.
//!
//! `SQLite` opens a vault whose write-ahead log was lost, or that was replaced by an older copy of itself, without a word:
//! it only holds less. The mark remembers more than such a vault and gives it away. It is written after each commit and
//! never forced to the disk, so it may lag behind; then it is lower than the vault, which raises no alarm. Neither does
//! one that is missing, torn, or of another vault or key: whoever can write here could also remove it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;

use uuid::Uuid;

use crate::crypto::{self, Key, NONCE_LEN, derive_key};
use crate::error::Error;
use crate::paths::{self, DataDir};

const COUNT_LEN: usize = 8;
const TAG_LEN: usize = 16;
const LEN: usize = NONCE_LEN + COUNT_LEN + TAG_LEN;

/// The mark of one open vault.
pub(crate) struct Mark {
    path: PathBuf,
    key: Key,
    vault: Uuid,
}

impl Mark {
    pub(crate) fn new(dir: &DataDir, vault_key: &Key, vault: Uuid) -> Self {
        Self { path: dir.mark(), key: derive_key(vault_key.as_slice(), &[], "ajar/1/mark key"), vault }
    }

    /// Refuses a vault that has seen fewer changes than its mark remembers.
    ///
    /// # Errors
    /// [`Error::Shorter`]
    pub(crate) fn refuse_shorter(&self, commits: i64) -> Result<(), Error> {
        let remembered = fs::read(&self.path).ok().and_then(|bytes| self.open(&bytes)).unwrap_or(0);
        if remembered > commits {
            return Err(Error::Shorter { saves: remembered.saturating_sub(commits) });
        }
        Ok(())
    }

    /// Remembers a commit that is on the disk. A mark that cannot be written keeps nobody from writing.
    pub(crate) fn raise(&self, commits: i64) {
        if let Err(error) = self.try_raise(commits) {
            tracing::warn!(kind = %error.kind(), "the mark was not written");
        }
    }

    fn try_raise(&self, commits: i64) -> io::Result<()> {
        let mut file = paths::open_private(&self.path)?;
        // Another Ajar on this folder may have committed after us and be here before us: the higher count stays.
        // While it writes, ours is not needed; waiting for it could make a save wait.
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        if self.read(&mut file)?.is_some_and(|remembered| remembered >= commits) {
            return Ok(());
        }
        let sealed = self.seal(commits).map_err(|_| io::Error::from(io::ErrorKind::Other))?;
        file.rewind()?;
        file.write_all(&sealed)?;
        // What something else left here may be longer.
        if file.metadata()?.len() > sealed.len() as u64 { file.set_len(sealed.len() as u64) } else { Ok(()) }
    }

    fn read(&self, file: &mut File) -> io::Result<Option<i64>> {
        let mut bytes = Vec::with_capacity(LEN);
        file.take(LEN as u64 + 1).read_to_end(&mut bytes)?;
        Ok(self.open(&bytes))
    }

    fn seal(&self, commits: i64) -> Result<Vec<u8>, Error> {
        let nonce = crypto::random()?;
        let sealed = crypto::seal(&self.key, &nonce, &self.context(), &commits.to_le_bytes());
        Ok([&nonce, sealed.as_slice()].concat())
    }

    fn open(&self, bytes: &[u8]) -> Option<i64> {
        let (nonce, sealed) = bytes.split_first_chunk()?;
        let opened = crypto::open(&self.key, nonce, &self.context(), sealed)?;
        Some(i64::from_le_bytes(opened.as_slice().try_into().ok()?))
    }

    fn context(&self) -> Vec<u8> {
        format!("ajar|1|mark|{}", self.vault).into_bytes()
    }
}

/// Forgets what the vault once held: the user takes it as it is.
pub(crate) fn forget(dir: &DataDir) -> Result<(), Error> {
    let forget = || {
        paths::remove_if_there(&dir.mark())?;
        paths::sync_parent(&dir.mark())
    };
    forget().map_err(|error: io::Error| Error::file("open your journal as it is", dir.root(), &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Given {
        _temp: tempfile::TempDir,
        dir: DataDir,
        key: Key,
    }

    fn given() -> Given {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::prepare(temp.path()).unwrap();
        Given { _temp: temp, dir, key: Key::generate().unwrap() }
    }

    impl Given {
        fn mark(&self) -> Mark {
            Mark::new(&self.dir, &self.key, Uuid::from_u128(7))
        }

        fn missing(&self, commits: i64) -> Option<i64> {
            match self.mark().refuse_shorter(commits) {
                Err(Error::Shorter { saves }) => Some(saves),
                other => other.map(|()| None).unwrap(),
            }
        }
    }

    #[test]
    fn only_fewer_changes_than_remembered_are_an_alarm() {
        let given = given();
        assert_eq!(given.missing(0), None, "there is no mark yet");
        given.mark().raise(5);
        assert_eq!([3, 4, 5, 6].map(|commits| given.missing(commits)), [Some(2), Some(1), None, None]);
    }

    #[test]
    fn never_goes_down_and_is_written_in_place() {
        let given = given();
        for commits in [5, 6, 5, 1] {
            given.mark().raise(commits);
            assert_eq!(fs::metadata(given.dir.mark()).unwrap().len(), LEN as u64);
        }
        assert_eq!(given.missing(5), Some(1));
    }

    #[test]
    fn one_that_is_not_whole_or_not_ours_is_none_and_is_replaced() {
        let given = given();
        given.mark().raise(5);
        let whole = fs::read(given.dir.mark()).unwrap();
        let theirs = Mark::new(&given.dir, &given.key, Uuid::from_u128(8)).seal(9).unwrap();
        let of_another_key = Mark::new(&given.dir, &Key::generate().unwrap(), Uuid::from_u128(7)).seal(9).unwrap();
        let mut bad: Vec<Vec<u8>> =
            vec![theirs, of_another_key, vec![0; LEN], vec![0; 4096], [&whole[..], &[0]].concat()];
        bad.extend((0..LEN).map(|length| whole[..length].to_vec()));
        bad.extend((0..LEN).map(|place| {
            let mut bent = whole.clone();
            bent[place] ^= 1;
            bent
        }));
        for bytes in bad {
            fs::write(given.dir.mark(), &bytes).unwrap();
            assert_eq!(given.missing(0), None, "{bytes:?}");
            given.mark().raise(1);
            assert_eq!(given.missing(0), Some(1), "{bytes:?}");
        }
    }

    #[test]
    fn one_that_another_holds_is_left_to_it() {
        let given = given();
        given.mark().raise(5);
        let held = paths::open_private(&given.dir.mark()).unwrap();
        held.lock().unwrap();
        given.mark().raise(6);
        assert_eq!(given.missing(5), None);
        drop(held);
        given.mark().raise(6);
        assert_eq!(given.missing(5), Some(1));
    }

    #[test]
    fn forgetting_is_no_error_twice() {
        let given = given();
        given.mark().raise(5);
        forget(&given.dir).unwrap();
        forget(&given.dir).unwrap();
        assert_eq!(given.missing(0), None);
    }
}
