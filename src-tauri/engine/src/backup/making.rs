//! Making a backup: snapshot, pack, prove, and only then a name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ajar_core::retention::{self, Size};
use chrono::{DateTime, Utc};

use super::container::{self, Container, Sections};
use super::contents::{AgendaContents, VaultContents};
use super::manifest::{AgendaKey, Manifest};
use super::places::{self, Copy};
use super::scratch::{self, Scratch};
use super::verifying;
use crate::agenda;
use crate::crypto::Key;
use crate::db;
use crate::error::{Error, Part};
use crate::paths::{self, DataDir};
use crate::slots::Slots;

const DOING: &str = "make a backup";

/// What a backup is made from, and where else it should go.
pub(crate) struct Making<'a> {
    pub(crate) dir: &'a DataDir,
    /// The slots that are open now, and the key that they hold.
    pub(crate) slots: &'a Slots,
    pub(crate) key: &'a Key,
    pub(crate) now: DateTime<Utc>,
    pub(crate) second: Option<PathBuf>,
    /// Asked between steps; its error ends the making, and nothing is left of it.
    pub(crate) go_on: &'a dyn Fn(Step) -> Result<(), Error>,
}

/// What has just been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// Another mebibyte was copied.
    Piece,
    Snapshot,
    Packed,
    Proven,
    Named,
    Rotated,
}

/// A backup that was made and proven.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) copy: Copy,
    pub(crate) manifest: Manifest,
    /// Much less is in it than in the one before, so all older ones stay.
    pub(crate) shrank: bool,
    /// What went wrong afterward, with old backups or at the second place; this one is whole.
    pub(crate) afterward: Option<Error>,
}

impl Making<'_> {
    /// Makes a backup, proves it, copies it to the second place, and lets old ones go.
    ///
    /// `None` when the newest backup holds exactly what the journal holds, and `even_if_same` is false.
    pub(crate) fn run(&self, even_if_same: bool) -> Result<Option<Made>, Error> {
        let folder = self.dir.backups();
        paths::create_private_dir(&folder).map_err(|error| Error::file(DOING, &folder, &error))?;
        let _one_at_a_time =
            paths::lock_file(&folder.join("lock")).map_err(|error| Error::file(DOING, &folder, &error))?;
        places::clear_parts(&folder)?;
        scratch::clear(&folder)?;
        let before = places::newest(&folder, self.slots.vault, self.key)?;
        let scratch = Scratch::within(&folder)?;
        let Some(snapshot) = self.snapshot(&scratch, before.as_ref().filter(|_| !even_if_same))? else {
            return Ok(None);
        };
        (self.go_on)(Step::Snapshot)?;
        let sequence = self.next_sequence()?;
        let path = folder.join(places::name(sequence, self.now));
        let part = places::part(&path);
        let packed = self.pack(&scratch, &snapshot, sequence, &part);
        // Proving unpacks it once more: on a nearly full disk, two copies at a time are enough.
        drop(scratch);
        let made = packed.and_then(|()| self.prove(&part));
        let manifest = made.inspect_err(|_| {
            // What stays is not taken for a backup, and goes before the next one is made.
            if let Err(error) = paths::remove_if_there(&part) {
                tracing::warn!(kind = %error.kind(), "half a backup is left");
            }
        })?;
        let bytes = fs::rename(&part, &path)
            .and_then(|()| paths::sync_parent(&path))
            .and_then(|()| Ok(fs::metadata(&path)?.len()))
            .map_err(|error| Error::file(DOING, &folder, &error))?;
        (self.go_on)(Step::Named)?;
        let copy = Copy { sequence, made_at: self.now, path, bytes };
        let shrank = before
            .is_some_and(|(_, before)| retention::shrank(size(&before), size(&manifest), purged(&before, &manifest)));
        let rotated = if shrank { Ok(()) } else { places::rotate(&folder, self.slots.vault) };
        let second = self.second.as_ref().map_or(Ok(()), |second| self.put_in_second(&copy, second, shrank));
        (self.go_on)(Step::Rotated)?;
        Ok(Some(Made { copy, manifest, shrank, afterward: rotated.and(second).err() }))
    }

    /// Copies both databases as they are at one moment each. `None` when they hold what `before` holds.
    fn snapshot(&self, scratch: &Scratch, before: Option<&(Copy, Manifest)>) -> Result<Option<Snapshot>, Error> {
        let agenda_key = agenda::read_key(&self.dir.agenda_key())?.ok_or(Error::Missing { part: Part::Agenda })?;
        let copied = || -> Result<Option<Snapshot>, Error> {
            // The agenda first: a letter that another Ajar takes in meanwhile is then in both, and not in neither.
            let agenda = db::hold_still(db::reader(&self.dir.agenda(), &agenda_key)?)?;
            let vault = db::hold_still(db::reader(&self.dir.vault(), self.key)?)?;
            let contents = (VaultContents::read(&vault)?, AgendaContents::read(&agenda)?);
            if before.is_some_and(|(_, before)| before.holds(&contents.0, &contents.1)) {
                return Ok(None);
            }
            let snapshot = Snapshot {
                vault: scratch.path().join("vault.db"),
                agenda: scratch.path().join("agenda.db"),
                contents,
                agenda_key: agenda_key.clone(),
            };
            for (from, to, key) in [(&vault, &snapshot.vault, self.key), (&agenda, &snapshot.agenda, &agenda_key)] {
                paths::create_private(to).map_err(|error| Error::file(DOING, to, &error))?;
                db::copy(from, to, key, || (self.go_on)(Step::Piece))?;
            }
            Ok(Some(snapshot))
        };
        copied().map_err(|error| error.while_doing(DOING))
    }

    fn pack(&self, scratch: &Scratch, snapshot: &Snapshot, sequence: u64, part: &Path) -> Result<(), Error> {
        let hash = |path: &Path| container::hash_file(path).map_err(|error| Error::file(DOING, scratch.path(), &error));
        let slots = self.slots.to_bytes();
        let manifest = Manifest {
            sequence,
            made_ms: self.now.timestamp_millis(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            vault: snapshot.contents.0,
            agenda: snapshot.contents.1,
            vault_file: hash(&snapshot.vault)?,
            agenda_file: hash(&snapshot.agenda)?,
            agenda_key: AgendaKey::new(&snapshot.agenda_key),
        };
        let sealed = manifest.seal(self.key, &slots)?;
        let sections = Sections { slots: &slots, manifest: &sealed, vault: &snapshot.vault, agenda: &snapshot.agenda };
        container::write(part, &sections).map_err(|error| Error::file(DOING, part, &error))?;
        (self.go_on)(Step::Packed)
    }

    /// Reads it back from the disk, as a restore would.
    fn prove(&self, part: &Path) -> Result<Manifest, Error> {
        let mut container = Container::open(part)?;
        if container.slots_bytes() != self.slots.to_bytes() {
            return Err(Error::Damaged { part: Part::Backup });
        }
        let manifest = verifying::verify(&mut container, self.key, &self.dir.backups())?;
        (self.go_on)(Step::Proven)?;
        Ok(manifest)
    }

    /// One more than any that lies in either place, so that a lost folder does not begin again at the bottom.
    fn next_sequence(&self) -> Result<u64, Error> {
        let mut copies = places::all(&self.dir.backups())?;
        if let Some(second) = &self.second {
            // A second place that is away, like a stick, is no reason to fail.
            copies.extend(places::all(second).unwrap_or_default());
        }
        Ok(copies.iter().map(|copy| copy.sequence).max().unwrap_or(0) + 1)
    }

    fn put_in_second(&self, copy: &Copy, second: &Path, shrank: bool) -> Result<(), Error> {
        if !second.is_dir() {
            // Made anew, an unplugged stick's folder would fill the disk below its mount point.
            return Err(Error::file("find the second place for backups", second, &io::ErrorKind::NotFound.into()));
        }
        places::clear_parts(second)?;
        places::copy_to(copy, second)?;
        if shrank { Ok(()) } else { places::rotate(second, self.slots.vault) }
    }
}

/// Both databases, copied but not packed.
struct Snapshot {
    vault: PathBuf,
    agenda: PathBuf,
    contents: (VaultContents, AgendaContents),
    agenda_key: Key,
}

/// What the user deleted for ever between two backups.
fn purged(before: &Manifest, now: &Manifest) -> Size {
    let (before, now) = (before.vault.purged, now.vault.purged);
    Size { entries: now.0.saturating_sub(before.0), bytes: now.1.saturating_sub(before.1) }
}

fn size(manifest: &Manifest) -> Size {
    Size { entries: manifest.vault.entries + manifest.vault.in_trash, bytes: manifest.vault.text_bytes }
}
