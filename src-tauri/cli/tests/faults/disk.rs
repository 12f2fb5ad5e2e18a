//! A disk that forgets what was not synced.
//!
//! What was written before a sync of its file is certain. Of what came later, each sector of 512 bytes lands or not; a new
//! name, a rename and a removal are certain after a sync of their folder only. File systems promise more than this.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::chance::Chance;
use crate::trace::Event;

const SECTOR: usize = 512;

/// The files of one folder.
pub struct Disk {
    files: Vec<File>,
    /// The names as the programs see them, and as they are certain.
    names: BTreeMap<String, usize>,
    certain: BTreeMap<String, usize>,
    changes: Vec<Named>,
    /// The control: a disk that takes syncs and does nothing.
    ignores_syncs: bool,
}

#[derive(Default)]
struct File {
    now: Vec<u8>,
    certain: Vec<u8>,
    changes: Vec<Change>,
}

enum Change {
    Wrote { at: usize, bytes: Vec<u8> },
    Resized { len: usize, may_shrink: bool },
}

/// A change of names that is not certain yet.
enum Named {
    Is { path: String, file: usize },
    Was { path: String },
    Moved { from: String, to: String, file: usize },
}

impl Disk {
    /// A disk that certainly holds what lies in this folder.
    pub fn with(folder: &Path, ignores_syncs: bool) -> Self {
        let mut disk = Self {
            files: Vec::new(),
            names: BTreeMap::new(),
            certain: BTreeMap::new(),
            changes: Vec::new(),
            ignores_syncs,
        };
        disk.take_in(folder, "");
        disk.certain = disk.names.clone();
        disk
    }

    fn take_in(&mut self, folder: &Path, prefix: &str) {
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap();
            let name = format!("{prefix}{}", file.file_name().into_string().unwrap());
            if file.file_type().unwrap().is_dir() {
                self.take_in(&file.path(), &format!("{name}/"));
            } else {
                let bytes = fs::read(file.path()).unwrap();
                self.files.push(File { now: bytes.clone(), certain: bytes, changes: Vec::new() });
                self.names.insert(name, self.files.len() - 1);
            }
        }
    }

    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Opened { path, made, emptied } => {
                if let Some(file) = self.names.get(path) {
                    if *emptied {
                        self.files[*file].change(Change::Resized { len: 0, may_shrink: true });
                    }
                } else if *made {
                    self.files.push(File::default());
                    let file = self.files.len() - 1;
                    self.names.insert(path.clone(), file);
                    self.changes.push(Named::Is { path: path.clone(), file });
                }
            }
            Event::Wrote { path, at, bytes } => {
                if let Some(file) = self.names.get(path) {
                    self.files[*file].change(Change::Wrote { at: *at, bytes: bytes.clone() });
                }
            }
            Event::Resized { path, len, may_shrink } => {
                if let Some(file) = self.names.get(path) {
                    self.files[*file].change(Change::Resized { len: *len, may_shrink: *may_shrink });
                }
            }
            Event::Synced { path } if !self.ignores_syncs => match self.names.get(path) {
                Some(file) => self.files[*file].sync(),
                None => self.sync_names(path),
            },
            Event::Renamed { from, to } => {
                let file = self.names.remove(from).expect("folders are not renamed here");
                self.names.insert(to.clone(), file);
                self.changes.push(Named::Moved { from: from.clone(), to: to.clone(), file });
            }
            Event::Removed { path } => {
                self.names.remove(path);
                self.changes.push(Named::Was { path: path.clone() });
            }
            Event::Synced { .. } | Event::Said(_) => {}
        }
    }

    fn sync_names(&mut self, folder: &str) {
        let is_in = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder) == folder;
        let (synced, left) = std::mem::take(&mut self.changes).into_iter().partition(|change| is_in(change.path()));
        self.changes = left;
        for change in synced as Vec<Named> {
            change.apply(&mut self.certain);
        }
    }

    /// Writes what is left when the power goes now into an empty folder.
    pub fn lose_power(&self, to: &Path, chance: &mut Chance) {
        // From a disk that kept nothing to one that kept everything.
        let luck = [0, 10, 50, 90, 100][chance.below(5)];
        let mut names = self.certain.clone();
        for change in &self.changes {
            if chance.percent(luck) {
                change.apply(&mut names);
            }
        }
        for (name, file) in names {
            let path = to.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, self.files[file].after(luck, chance)).unwrap();
        }
    }
}

impl Named {
    fn path(&self) -> &str {
        match self {
            Self::Is { path, .. } | Self::Was { path } | Self::Moved { to: path, .. } => path,
        }
    }

    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Is { path, file } => drop(names.insert(path.clone(), *file)),
            Self::Was { path } => drop(names.remove(path)),
            Self::Moved { from, to, file } => {
                names.remove(from);
                names.insert(to.clone(), *file);
            }
        }
    }
}

impl File {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.changes.push(change);
    }

    fn sync(&mut self) {
        for change in self.changes.drain(..) {
            change.apply(&mut self.certain);
        }
    }

    fn after(&self, luck: usize, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.certain.clone();
        for change in &self.changes {
            match change {
                Change::Wrote { at, bytes: written } => {
                    for (at, sector) in sectors(*at, written) {
                        if chance.percent(luck) {
                            put(&mut bytes, at, sector);
                        }
                    }
                }
                Change::Resized { .. } => {
                    if chance.percent(luck) {
                        change.apply(&mut bytes);
                    }
                }
            }
        }
        bytes
    }
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Wrote { at, bytes } => put(to, *at, bytes),
            Self::Resized { len, may_shrink } => {
                if *may_shrink || *len > to.len() {
                    to.resize(*len, 0);
                }
            }
        }
    }
}

/// The parts of a write that fall into one sector each.
fn sectors(at: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (SECTOR - at % SECTOR).min(bytes.len());
    let (head, tail) = bytes.split_at(first);
    let rest = tail.chunks(SECTOR).enumerate().map(move |(index, sector)| (at + first + index * SECTOR, sector));
    std::iter::once((at, head)).chain(rest)
}

fn put(to: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if to.len() < end {
        to.resize(end, 0);
    }
    to[at..end].copy_from_slice(bytes);
}

#[test]
fn what_was_synced_is_certain_and_nothing_else_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a"), "old").unwrap();
    let mut disk = Disk::with(folder.path(), false);
    let wrote = |path: &str, at, text: &str| Event::Wrote { path: path.into(), at, bytes: text.into() };
    disk.apply(&wrote("a", 0, "new"));
    disk.apply(&Event::Synced { path: "a".into() });
    disk.apply(&wrote("a", 3, "er"));
    disk.apply(&Event::Opened { path: "b".into(), made: true, emptied: false });
    disk.apply(&wrote("b", 0, "b"));
    disk.apply(&Event::Synced { path: "b".into() });
    let seen = |disk: &Disk| {
        let mut seen: Vec<(String, Option<String>)> = (0..200)
            .map(|seed| {
                let to = tempfile::tempdir().unwrap();
                disk.lose_power(to.path(), &mut Chance::new(seed));
                let read = |name| fs::read_to_string(to.path().join(name));
                (read("a").unwrap(), read("b").ok())
            })
            .collect();
        seen.sort();
        seen.dedup();
        seen
    };
    let owned = |a: &str, b: Option<&str>| (a.to_owned(), b.map(str::to_owned));
    let all = [owned("new", None), owned("new", Some("b")), owned("newer", None), owned("newer", Some("b"))];
    assert_eq!(seen(&disk), all);
    disk.apply(&Event::Synced { path: String::new() });
    assert_eq!(seen(&disk), [all[1].clone(), all[3].clone()]);
    disk.apply(&Event::Renamed { from: "b".into(), to: "a".into() });
    assert_eq!(seen(&disk), [owned("b", None), all[1].clone(), all[3].clone()]);
}
