//! The one file of a backup.
//!
//! ```text
//! magic 8 · version u32 · slots u32 · manifest u32 · vault u64 · agenda u64   (lengths in bytes, little-endian)
//! slots · manifest · vault · agenda
//! SHA-256 of everything before it
//! ```
//! The slots are the slot file as it was; the manifest is sealed; the vault and the agenda are closed `SQLCipher` files. The
//! hash finds accidents without a key. What an attacker changed is found by the manifest, which names the other hashes.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Part};
use crate::paths;
use crate::slots::Slots;

const MAGIC: [u8; 8] = *b"\x89copy\r\n\x1a";
const VERSION: u32 = 1;
const HEADER_LEN: u64 = 8 + 3 * 4 + 2 * 8;
const HASH_LEN: u64 = 32;
/// A slot file has some hundred bytes, a manifest less than a thousand.
const MOST_SMALL: u32 = 1024 * 1024;
const DAMAGED: Error = Error::Damaged { part: Part::Backup };

/// What goes into a new file.
pub(crate) struct Sections<'a> {
    pub(crate) slots: &'a [u8],
    pub(crate) manifest: &'a [u8],
    pub(crate) vault: &'a Path,
    pub(crate) agenda: &'a Path,
}

/// One of the two databases inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Vault,
    Agenda,
}

/// Writes a backup that is on the disk when this returns.
pub(crate) fn write(to: &Path, sections: &Sections<'_>) -> io::Result<()> {
    let too_long = |_| io::Error::from(io::ErrorKind::FileTooLarge);
    let (mut vault, mut agenda) = (File::open(sections.vault)?, File::open(sections.agenda)?);
    let mut to = Hashing { to: BufWriter::new(paths::write_private(to)?), hash: Sha256::new() };
    to.write_all(&MAGIC)?;
    to.write_all(&VERSION.to_le_bytes())?;
    to.write_all(&u32::try_from(sections.slots.len()).map_err(too_long)?.to_le_bytes())?;
    to.write_all(&u32::try_from(sections.manifest.len()).map_err(too_long)?.to_le_bytes())?;
    to.write_all(&vault.metadata()?.len().to_le_bytes())?;
    to.write_all(&agenda.metadata()?.len().to_le_bytes())?;
    to.write_all(sections.slots)?;
    to.write_all(sections.manifest)?;
    io::copy(&mut vault, &mut to)?;
    io::copy(&mut agenda, &mut to)?;
    let Hashing { mut to, hash } = to;
    to.write_all(&hash.finalize())?;
    to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// The SHA-256 of a whole file.
pub(crate) fn hash_file(path: &Path) -> io::Result<[u8; 32]> {
    hash(&mut File::open(path)?)
}

/// An open backup whose lengths fit; nothing else is proven yet.
#[derive(Debug)]
pub(crate) struct Container {
    path: PathBuf,
    file: File,
    bytes: u64,
    vault_len: u64,
    agenda_len: u64,
    slots: Vec<u8>,
    manifest: Vec<u8>,
}

impl Container {
    /// Reads what stands before the databases.
    ///
    /// # Errors
    /// [`Error::Damaged`] for anything that is not a whole backup, [`Error::Newer`], [`Error::Missing`].
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let metadata = file.metadata().map_err(|error| unreadable(path, &error))?;
        if !metadata.is_file() {
            return Err(DAMAGED);
        }
        let bytes = metadata.len();
        let mut read = || -> io::Result<Result<Self, Error>> {
            if number::<8>(&mut file)? != MAGIC {
                return Ok(Err(DAMAGED));
            }
            let version = u32::from_le_bytes(number(&mut file)?);
            if version != VERSION {
                return Ok(Err(other_version(version)));
            }
            let slots_len = u32::from_le_bytes(number(&mut file)?);
            let manifest_len = u32::from_le_bytes(number(&mut file)?);
            let vault_len = u64::from_le_bytes(number(&mut file)?);
            let agenda_len = u64::from_le_bytes(number(&mut file)?);
            let parts = [HEADER_LEN, slots_len.into(), manifest_len.into(), vault_len, agenda_len, HASH_LEN];
            let fits = parts.iter().try_fold(0_u64, |sum, part| sum.checked_add(*part)) == Some(bytes);
            if !fits || slots_len > MOST_SMALL || manifest_len > MOST_SMALL {
                return Ok(Err(DAMAGED));
            }
            let mut small = |len: u32| -> io::Result<Vec<u8>> {
                let mut bytes = vec![0; usize::try_from(len).unwrap_or(0)];
                file.read_exact(&mut bytes)?;
                Ok(bytes)
            };
            let (slots, manifest) = (small(slots_len)?, small(manifest_len)?);
            let file = file.try_clone()?;
            Ok(Ok(Self { path: path.to_owned(), file, bytes, vault_len, agenda_len, slots, manifest }))
        };
        read().map_err(|error| unreadable(path, &error))?
    }

    /// Reads every byte and compares the hash at the end: finds a cut and every flipped bit, without any key.
    pub(crate) fn check(&mut self) -> Result<(), Error> {
        let mut read = || -> io::Result<bool> {
            self.file.seek(SeekFrom::Start(0))?;
            let found = hash(&mut (&self.file).take(self.bytes - HASH_LEN))?;
            Ok(found == number::<32>(&mut self.file)?)
        };
        let is_whole = read().map_err(|error| unreadable(&self.path, &error))?;
        if is_whole { Ok(()) } else { Err(DAMAGED) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The slot file, byte for byte.
    pub(crate) fn slots_bytes(&self) -> &[u8] {
        &self.slots
    }

    pub(crate) fn slots(&self) -> Result<Slots, Error> {
        Slots::from_bytes(&self.slots).map_err(super::of_the_backup)
    }

    /// The journal that it belongs to; not proven before the manifest opens.
    pub(crate) fn vault(&self) -> Result<Uuid, Error> {
        Ok(self.slots()?.vault)
    }

    /// Still sealed.
    pub(crate) fn manifest_bytes(&self) -> &[u8] {
        &self.manifest
    }

    /// Writes one of the databases into a file of its own, and answers with the hash of what was read.
    pub(crate) fn extract(&mut self, section: Section, to: &Path) -> Result<[u8; 32], Error> {
        const DOING: &str = "unpack the backup";
        let before = HEADER_LEN + (self.slots.len() + self.manifest.len()) as u64;
        let (start, len) = match section {
            Section::Vault => (before, self.vault_len),
            Section::Agenda => (before + self.vault_len, self.agenda_len),
        };
        self.file.seek(SeekFrom::Start(start)).map_err(|error| unreadable(&self.path, &error))?;
        let written = || -> io::Result<(u64, [u8; 32])> {
            let mut to = Hashing { to: paths::write_private(to)?, hash: Sha256::new() };
            let copied = io::copy(&mut BufReader::new((&self.file).take(len)), &mut to)?;
            to.to.sync_all()?;
            Ok((copied, to.hash.finalize().into()))
        };
        match written().map_err(|error| Error::file(DOING, to, &error))? {
            (copied, hash) if copied == len => Ok(hash),
            _ => Err(DAMAGED),
        }
    }
}

/// A smaller number than ours was never released.
fn other_version(version: u32) -> Error {
    if version > VERSION {
        Error::Newer { part: Part::Backup, found: version.into(), known: VERSION.into() }
    } else {
        DAMAGED
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::IsADirectory => DAMAGED,
        io::ErrorKind::NotFound => Error::Missing { part: Part::Backup },
        _ => Error::file("read the backup", path, error),
    }
}

fn number<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn hash(from: &mut impl Read) -> io::Result<[u8; 32]> {
    let mut to = Hashing { to: io::sink(), hash: Sha256::new() };
    io::copy(&mut BufReader::with_capacity(64 * 1024, from), &mut to)?;
    Ok(to.hash.finalize().into())
}

/// Hashes what passes by.
struct Hashing<W> {
    to: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::dto::ErrorCode;

    fn given() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let (vault, agenda) = (dir.path().join("vault"), dir.path().join("agenda"));
        fs::write(&vault, "the vault").unwrap();
        fs::write(&agenda, "an agenda").unwrap();
        let path = dir.path().join("some.copy");
        write(&path, &Sections { slots: b"slots", manifest: b"sealed", vault: &vault, agenda: &agenda }).unwrap();
        (dir, path)
    }

    fn read(path: &Path) -> Result<Container, Error> {
        let mut container = Container::open(path)?;
        container.check()?;
        Ok(container)
    }

    #[test]
    fn what_went_in_comes_out() {
        let (dir, path) = given();
        let mut container = read(&path).unwrap();
        assert_eq!((container.slots_bytes(), container.manifest_bytes()), (&b"slots"[..], &b"sealed"[..]));
        for (section, expected) in [(Section::Agenda, "an agenda"), (Section::Vault, "the vault")] {
            let to = dir.path().join("out");
            let hash = container.extract(section, &to).unwrap();
            assert_eq!(fs::read_to_string(&to).unwrap(), expected);
            assert_eq!(hash, hash_file(&to).unwrap());
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_found() {
        let (_dir, path) = given();
        let bytes = fs::read(&path).unwrap();
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut bent = bytes.clone();
                bent[place] ^= 1 << bit;
                fs::write(&path, &bent).unwrap();
                let code = read(&path).unwrap_err().code();
                let is_version = (8..12).contains(&place);
                assert!(code == ErrorCode::Damaged || is_version && code == ErrorCode::NewerVersion, "{place} {bit}");
            }
            fs::write(&path, &bytes[..place]).unwrap();
            assert_eq!(read(&path).unwrap_err().code(), ErrorCode::Damaged, "cut at {place}");
        }
        fs::write(&path, [&bytes[..], b"x"].concat()).unwrap();
        assert_eq!(read(&path).unwrap_err().code(), ErrorCode::Damaged);
    }

    #[test]
    fn a_folder_and_nothing_at_all_are_no_backups() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read(dir.path()).unwrap_err().code(), ErrorCode::Damaged);
        assert!(matches!(read(&dir.path().join("none")), Err(Error::Missing { part: Part::Backup })));
    }
}
