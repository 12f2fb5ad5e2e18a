//! The attack: somebody has every byte of the folder, and no passphrase.
//!
//! Every 32 bytes that stand together anywhere, and every text that a JSON file may spell in hex or base64, is tried as
//! each key there is. None may open the vault.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha2::Sha512;
use tempfile::TempDir;
use uuid::Uuid;

use crate::agenda::{self, Agenda};
use crate::backup::Making;
use crate::crypto::{self, Cost, KEY_LEN, Key, Passphrase, RecoveryKey, derive_key};
use crate::paths::DataDir;
use crate::slots::{Opener, Slots};
use crate::vault::{self, Vault};

const PAGE: usize = 4096;
/// A page ends with an initialization vector of 16 bytes and an HMAC of 64.
const RESERVED: usize = 80;
const SALT: usize = crypto::SALT_LEN;

/// The first page of a database, against which keys are tried without `SQLite`.
struct FirstPage(Vec<u8>);

impl FirstPage {
    fn of(path: &Path) -> Self {
        Self(fs::read(path).unwrap()[..PAGE].to_vec())
    }

    /// Whether this raw key decrypts what stands in every one of our files: page size, versions, reserved bytes, fractions.
    fn opens_with(&self, raw: &[u8; KEY_LEN]) -> bool {
        let known = [0x10, 0x00, 0x02, 0x02, u8::try_from(RESERVED).unwrap(), 64, 32, 32];
        let mut block = <[u8; 16]>::try_from(&self.0[SALT..SALT + 16]).unwrap().into();
        aes::Aes256Dec::new(raw.into()).decrypt_block(&mut block);
        let vector = &self.0[PAGE - RESERVED..];
        known.iter().zip(block.iter().zip(vector)).all(|(known, (sealed, vector))| *known == sealed ^ vector)
            && self.is_authentic(raw)
    }

    /// `SQLCipher` 4: the page's HMAC-SHA512 under a key that PBKDF2 makes of the raw key in two rounds.
    fn is_authentic(&self, raw: &[u8; KEY_LEN]) -> bool {
        let mac = |key: &[u8], parts: &[&[u8]]| {
            let mut mac = <Hmac<Sha512> as hmac::KeyInit>::new_from_slice(key).unwrap();
            for part in parts {
                mac.update(part);
            }
            mac.finalize().into_bytes()
        };
        let salt: Vec<u8> = self.0[..SALT].iter().map(|byte| byte ^ 0x3a).collect();
        let first = mac(raw, &[&salt, &1_u32.to_be_bytes()]);
        let second = mac(raw, &[&first]);
        let key: Vec<u8> = first.iter().zip(&second).map(|(one, other)| one ^ other).take(KEY_LEN).collect();
        let (content, found) = self.0.split_at(PAGE - RESERVED + 16);
        mac(&key, &[&content[SALT..], &1_u32.to_le_bytes()])[..] == found[..64]
    }
}

/// What is attacked.
struct Target {
    vault: FirstPage,
    slots: Slots,
}

impl Target {
    fn in_folder(dir: &DataDir) -> Self {
        Self { vault: FirstPage::of(&dir.vault()), slots: Slots::from_bytes(&fs::read(dir.slots()).unwrap()).unwrap() }
    }

    /// Tries 32 bytes as the vault's key, as the database's own key, and as what opens a slot.
    fn falls_to(&self, candidate: &[u8; KEY_LEN]) -> bool {
        self.vault.opens_with(&derive_key(candidate, &[], "ajar/1/database key"))
            || self.vault.opens_with(candidate)
            || self.slots.open_with_wrapping_key(&Key::copied(candidate)).is_some()
    }

    /// How many of the windows in these bytes open the vault.
    fn fallen(&self, bytes: &[u8]) -> usize {
        bytes.windows(KEY_LEN).filter(|window| self.falls_to((*window).try_into().unwrap())).count()
            + recovery_keys(bytes).filter(|key| self.slots.open_with_recovery(key).is_ok()).count()
    }
}

/// Every recovery key that is spelled somewhere in these bytes.
fn recovery_keys(bytes: &[u8]) -> impl Iterator<Item = RecoveryKey> {
    let spelled = |window: &[u8]| std::str::from_utf8(window).ok().and_then(|text| RecoveryKey::parse(text).ok());
    // With its dashes and without.
    bytes.windows(35).filter_map(spelled).chain(bytes.windows(27).filter_map(spelled))
}

/// The bytes of each file, and what its JSON spells.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            all.extend(everything(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        if let Ok(json) = serde_json::from_slice(&bytes) {
            all.extend(spelled(&json).into_iter().map(|spelled| (path.clone(), spelled)));
        }
        all.push((path, bytes));
    }
    all
}

fn spelled(json: &serde_json::Value) -> Vec<Vec<u8>> {
    match json {
        serde_json::Value::String(text) => unhex(text).into_iter().chain(unbase64(text)).collect(),
        serde_json::Value::Array(items) => items.iter().flat_map(spelled).collect(),
        serde_json::Value::Object(fields) => fields.values().flat_map(spelled).collect(),
        _ => Vec::new(),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let nibbles: Vec<u32> = text.chars().map(|sign| sign.to_digit(16)).collect::<Option<_>>()?;
    Some(nibbles.chunks_exact(2).map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap()).collect())
}

/// Either alphabet, with or without its padding.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    let value = |sign: char| match sign {
        'A'..='Z' => Some(u32::from(sign) - 65),
        'a'..='z' => Some(u32::from(sign) - 71),
        '0'..='9' => Some(u32::from(sign) + 4),
        '+' | '-' => Some(62),
        '/' | '_' => Some(63),
        _ => None,
    };
    let sextets: Vec<u32> = text.trim_end_matches('=').chars().map(value).collect::<Option<_>>()?;
    let bits: Vec<u32> = sextets.iter().flat_map(|sextet| (0..6).rev().map(move |bit| sextet >> bit & 1)).collect();
    Some(
        bits.chunks_exact(8)
            .map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::try_from(*bit).unwrap()))
            .collect(),
    )
}

struct Journal {
    temp: TempDir,
    dir: DataDir,
    key: Key,
    passphrase: Passphrase,
    recovery: RecoveryKey,
}

/// A journal with both slots, an agenda and a backup, closed.
fn journal() -> Journal {
    let now: DateTime<Utc> = "2026-03-10T12:00:00Z".parse().unwrap();
    let temp = tempfile::tempdir().unwrap();
    let dir = DataDir::prepare(temp.path()).unwrap();
    let (key, id) = (Key::generate().unwrap(), Uuid::from_u128(7));
    let (passphrase, recovery) = (Passphrase::typed("four quiet words here"), RecoveryKey::generate().unwrap());
    let slots =
        Slots::wrap(id, &key, &[Opener::Passphrase(&passphrase, Cost::FLOOR), Opener::Recovery(&recovery)]).unwrap();
    Vault::create(&dir, &key, id, |_| Ok(())).unwrap();
    slots.store(&dir, |_| Ok(())).unwrap();
    vault::finish(&dir).unwrap();
    drop(Agenda::open(&dir, now).unwrap());
    Making { dir: &dir, slots: &slots, key: &key, now, second: None, go_on: &|_| Ok(()) }.run(true).unwrap();
    Journal { temp, dir, key, passphrase, recovery }
}

#[test]
fn nothing_on_the_disk_opens_the_vault() {
    let journal = journal();
    let target = Target::in_folder(&journal.dir);
    let all = everything(journal.temp.path());
    let names: Vec<_> = all.iter().filter_map(|(path, _)| path.file_name()?.to_str()).collect();
    for name in ["vault.db", "agenda.db", "agenda.key", "vault.slots.json", "vault.slots.json.bak"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let is_backup = |(path, _): &(PathBuf, _)| path.extension().is_some_and(|end| end == "copy");
    assert!(all.iter().any(is_backup), "{names:?}");
    // Two at once, with as many bytes each as it comes.
    let fallen: usize = thread::scope(|scope| {
        let halves = [0, 1].map(|half| {
            let (target, all) = (&target, &all);
            scope.spawn(move || -> usize {
                let mine =
                    all.iter().flat_map(|(_, bytes)| bytes.chunks(PAGE).enumerate().map(move |part| (bytes, part)));
                let mine = mine.filter(|(_, (index, _))| index % 2 == half);
                // Each piece with the beginning of the next, so that no window is cut.
                mine.map(|(bytes, (index, piece))| {
                    let end = (index * PAGE + piece.len() + KEY_LEN + 3).min(bytes.len());
                    target.fallen(&bytes[index * PAGE..end])
                })
                .sum()
            })
        });
        halves.map(|half| half.join().unwrap()).iter().sum()
    });
    let windows: usize = all.iter().map(|(_, bytes)| bytes.len().saturating_sub(KEY_LEN - 1)).sum();
    eprintln!(
        "{windows} windows of {} files and texts tried as three kinds of key: {fallen} open the vault",
        all.len()
    );
    assert!(windows > 100_000, "{windows}");
    assert_eq!(fallen, 0);
}

/// The control: each kind of key is recognized, and found where it lies.
#[test]
fn a_key_that_lies_about_would_be_found() {
    let journal = journal();
    let target = Target::in_folder(&journal.dir);
    let database = derive_key(journal.key.as_slice(), &[], "ajar/1/database key");
    let wrapping = target.slots.wrapping_key(&journal.passphrase);
    assert!(target.vault.is_authentic(&database) && target.vault.opens_with(&database));
    for key in [&journal.key, &database, &wrapping] {
        assert!(target.falls_to(key));
        let mut other = **key;
        other[31] ^= 1;
        assert!(!target.falls_to(&other));
        let planted = |contents: &[u8]| {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("planted"), contents).unwrap();
            everything(folder.path()).iter().map(|(_, bytes)| target.fallen(bytes)).sum::<usize>()
        };
        assert_eq!(planted(&[b"before".as_slice(), key.as_slice(), b"after"].concat()), 1);
        let hex = crate::hex::encode(key.as_slice());
        assert_eq!(planted(format!("{{\"some\": [\"{}\"]}}", *hex).as_bytes()), 1);
        assert_eq!(planted(format!("{{\"some\": [\"{}\"]}}", base64(key.as_slice())).as_bytes()), 1);
    }
    assert!(target.fallen(journal.recovery.to_text().as_bytes()) > 0);
    assert!(target.fallen(journal.recovery.to_text().replace('-', "").as_bytes()) > 0);
    assert_eq!(target.fallen(RecoveryKey::generate().unwrap().to_text().as_bytes()), 0);
}

#[test]
fn the_key_of_the_agenda_opens_the_agenda_and_nothing_else() {
    let journal = journal();
    let key = agenda::read_key(&journal.dir.agenda_key()).unwrap().unwrap();
    let database = derive_key(key.as_slice(), &[], "ajar/1/database key");
    assert!(FirstPage::of(&journal.dir.agenda()).opens_with(&database));
    assert!(!Target::in_folder(&journal.dir).falls_to(&key));
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    bits.chunks(6)
        .map(|sextet| {
            let value = (0..6).fold(0, |sum, bit| sum << 1 | usize::from(sextet.get(bit).copied().unwrap_or(0)));
            char::from(SIGNS[value])
        })
        .collect()
}
