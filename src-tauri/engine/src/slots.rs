//! `vault.slots.json`: the vault's key, wrapped once for each way in.
//!
//! No verifier of any kind is stored: the right passphrase is the one whose key opens the slot. The checksum covers the
//! wrapped bytes only, so it tells a damaged file from a wrong passphrase and tells an attacker nothing.
//!
//! The generation counts the changes, so that an Ajar that still remembers older slots never writes them over newer ones: a
//! passphrase that was replaced must not come back to life.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ballast::Ballast;
use crate::crypto::{self, Cost, Key, LoginSecret, NONCE_LEN, Passphrase, RecoveryKey, SALT_LEN};
use crate::dto::Ways;
use crate::error::{Error, KeyRingFault, Part};
use crate::hex;
use crate::paths::{self, DataDir};

const DOING: &str = "write the key file";
/// Of the file. Version 1 had no generation.
const VERSION: i64 = 2;
/// Of a slot: how its key is made and what it is bound to.
const SLOT_VERSION: i64 = 1;
const WRAPPED_LEN: usize = crypto::KEY_LEN + 16;

/// The slot file of one vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slots {
    pub(crate) vault: Uuid,
    /// How often the slots were changed; 0 for a file of version 1.
    generation: u64,
    all: Vec<Slot>,
}

/// A secret that opens a slot, and the vault's key in it.
#[derive(Clone, Copy)]
pub(crate) enum Opener<'a> {
    Passphrase(&'a Passphrase, Cost),
    Recovery(&'a RecoveryKey),
    Login(&'a LoginSecret),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    way: Way,
    #[serde(with = "hex")]
    salt: [u8; SALT_LEN],
    #[serde(with = "hex")]
    nonce: [u8; NONCE_LEN],
    #[serde(with = "hex")]
    wrapped: [u8; WRAPPED_LEN],
}

/// How the key that opens the slot is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Way {
    /// Argon2id, version 1.3.
    Passphrase { memory_kib: u32, passes: u32, lanes: u32 },
    /// HKDF-SHA256 over the recovery key's 130 bits.
    Recovery,
    /// HKDF-SHA256 over 256 bits in the key ring of the computer's login.
    Login,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotFile {
    version: i64,
    vault: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<u64>,
    slots: Vec<Slot>,
    #[serde(with = "hex")]
    sha256: [u8; 32],
}

/// What reading the slot file and its copy found.
#[derive(Debug)]
pub(crate) enum Found {
    /// Neither file is there.
    None,
    Slots(Slots),
}

impl Slots {
    /// New slots around `vault_key`, one for each of these ways in.
    pub(crate) fn wrap(vault: Uuid, vault_key: &Key, openers: &[Opener<'_>]) -> Result<Self, Error> {
        let all = openers.iter().map(|opener| Slot::around(vault, vault_key, *opener)).collect::<Result<_, _>>()?;
        Ok(Self { vault, generation: 1, all })
    }

    /// The same with this way in, instead of the one of its kind that there was.
    pub(crate) fn with(&self, vault_key: &Key, opener: Opener<'_>) -> Result<Self, Error> {
        let slot = Slot::around(self.vault, vault_key, opener)?;
        let mut changed = self.without(slot.way);
        changed.all.push(slot);
        Ok(changed)
    }

    pub(crate) fn without_recovery(&self) -> Self {
        self.without(Way::Recovery)
    }

    pub(crate) fn without_login(&self) -> Self {
        self.without(Way::Login)
    }

    fn without(&self, way: Way) -> Self {
        let others = self.all.iter().filter(|slot| !slot.way.is_like(way)).cloned().collect();
        Self { vault: self.vault, generation: self.generation.saturating_add(1), all: others }
    }

    /// As if they had been made after `older`: slots around a new key are a change too.
    pub(crate) fn after(self, older: &Self) -> Self {
        Self { generation: older.generation.saturating_add(1), ..self }
    }

    pub(crate) fn ways(&self) -> Ways {
        let has = |is: fn(Way) -> bool| self.all.iter().any(|slot| is(slot.way));
        Ways {
            passphrase: has(|way| matches!(way, Way::Passphrase { .. })),
            recovery_key: has(|way| way == Way::Recovery),
            login: has(|way| way == Way::Login),
        }
    }

    pub(crate) fn open_with_passphrase(&self, passphrase: &Passphrase) -> Result<Key, Error> {
        for slot in &self.all {
            if let Some(cost) = slot.way.cost()
                && let Some(key) = slot.open(self.vault, &passphrase.stretch(&slot.salt, cost)?)
            {
                return Ok(key);
            }
        }
        Err(Error::WrongPassphrase)
    }

    pub(crate) fn open_with_recovery(&self, recovery: &RecoveryKey) -> Result<Key, Error> {
        let mut recovery_slots = self.all.iter().filter(|slot| slot.way == Way::Recovery);
        recovery_slots
            .find_map(|slot| slot.open(self.vault, &recovery.stretch(&slot.salt)))
            .ok_or(Error::WrongRecoveryKey)
    }

    pub(crate) fn open_with_login(&self, secret: &LoginSecret) -> Result<Key, Error> {
        let mut login_slots = self.all.iter().filter(|slot| slot.way == Way::Login);
        login_slots
            .find_map(|slot| slot.open(self.vault, &secret.stretch(&slot.salt)))
            .ok_or(Error::KeyRing { fault: KeyRingFault::Lost })
    }

    pub(crate) fn open_with(&self, opener: Opener<'_>) -> Result<Key, Error> {
        match opener {
            Opener::Passphrase(passphrase, _) => self.open_with_passphrase(passphrase),
            Opener::Recovery(recovery) => self.open_with_recovery(recovery),
            Opener::Login(secret) => self.open_with_login(secret),
        }
    }

    /// Proves that each of these opens the vault's key.
    pub(crate) fn prove(&self, openers: &[Opener<'_>], vault_key: &Key) -> Result<(), Error> {
        for opener in openers {
            match self.open_with(*opener) {
                Ok(key) if key == *vault_key => {}
                Err(error @ Error::OutOfMemory { .. }) => return Err(error),
                _ => return Err(Error::Damaged { part: Part::Keys }),
            }
        }
        Ok(())
    }

    /// Reads the slot file and its copy. Where both are whole the later one counts; where one is missing or damaged, the other.
    pub(crate) fn find(dir: &DataDir) -> Result<Found, Error> {
        let first = match Self::read(&dir.slots()) {
            // A later Ajar wrote it: an older copy may be stale, and must not be written over it.
            Err(error @ Error::Newer { .. }) => return Err(error),
            other => other,
        };
        match (first, Self::read(&dir.slots_copy())) {
            (Ok(Some(first)), Ok(Some(copy))) if copy.is_later_than(&first) => Ok(Found::Slots(copy)),
            (Ok(Some(slots)), _) | (_, Ok(Some(slots))) => Ok(Found::Slots(slots)),
            (Ok(_), Ok(_)) => Ok(Found::None),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }

    /// The slots on the disk, where another Ajar has changed them since these were read. Files that are gone or damaged
    /// meanwhile change nothing: these slots can still mend them.
    pub(crate) fn or_later(self, dir: &DataDir) -> Result<Self, Error> {
        match Self::find(dir) {
            Ok(Found::Slots(found)) if found.is_later_than(&self) => Ok(found),
            Err(error @ Error::Newer { .. }) => Err(error),
            _ => Ok(self),
        }
    }

    fn is_later_than(&self, other: &Self) -> bool {
        self.vault == other.vault && self.generation > other.generation
    }

    /// Writes both files. The copy follows only when the first has been read again, is what was meant, and `opens`; else the
    /// file from before is put back. The folder is held.
    pub(crate) fn store(&self, dir: &DataDir, opens: impl Fn(&Self) -> Result<(), Error>) -> Result<(), Error> {
        Ballast::beside(&dir.slots()).spare(|| self.write(dir, &opens))
    }

    fn write(&self, dir: &DataDir, opens: impl Fn(&Self) -> Result<(), Error>) -> Result<(), Error> {
        let failed = |error: &io::Error| Error::file(DOING, dir.root(), error);
        let bytes = self.to_bytes();
        let path = dir.slots();
        let before = fs::read(&path);
        paths::replace_file(&path, &bytes).map_err(|error| failed(&error))?;
        let proven = match Self::read(&path) {
            Ok(Some(written)) if written == *self => opens(&written),
            _ => Err(Error::Damaged { part: Part::Keys }),
        };
        if let Err(error) = proven {
            let back = before.map_or_else(|_| paths::remove_if_there(&path), |old| paths::replace_file(&path, &old));
            return Err(back.err().map_or(error, |error| failed(&error)));
        }
        paths::replace_file(&dir.slots_copy(), &bytes).map_err(|error| failed(&error))
    }

    /// Brings both files in line after these slots have opened the vault. What is later than them, or of a later Ajar, stays.
    /// The folder is held.
    pub(crate) fn mend(&self, dir: &DataDir) -> Result<(), Error> {
        let found = [dir.slots(), dir.slots_copy()].map(|path| Self::read(&path));
        let is_whole = |found: &Result<Option<Self>, Error>| matches!(found, Ok(Some(slots)) if slots == self);
        let must_stay = |found: &Result<Option<Self>, Error>| match found {
            Ok(Some(slots)) => slots.is_later_than(self),
            Err(error) => matches!(error, Error::Newer { .. }),
            Ok(None) => false,
        };
        if found.iter().all(is_whole) || found.iter().any(must_stay) {
            return Ok(());
        }
        self.store(dir, |_| Ok(()))
    }

    fn read(path: &Path) -> Result<Option<Self>, Error> {
        match fs::read(path) {
            Ok(bytes) => Self::from_bytes(&bytes).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => Err(Error::Damaged { part: Part::Keys }),
            Err(error) => Err(Error::file("read the key file", path, &error)),
        }
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Versioned {
            version: i64,
        }
        let damaged = || Error::Damaged { part: Part::Keys };
        // The version first: a later one may have other fields.
        let Versioned { version } = serde_json::from_slice(bytes).map_err(|_| damaged())?;
        if version > VERSION {
            return Err(Error::Newer { part: Part::Keys, found: version, known: VERSION });
        }
        let file: SlotFile = serde_json::from_slice(bytes).map_err(|_| damaged())?;
        let generation = match (file.version, file.generation) {
            (1, None) => 0,
            (VERSION, Some(generation @ 1..)) => generation,
            _ => return Err(damaged()),
        };
        let slots = Self { vault: file.vault, generation, all: file.slots };
        let costs_enough = slots.all.iter().all(|slot| slot.way.cost().is_none_or(Cost::is_acceptable));
        if slots.checksum() != file.sha256 || slots.all.is_empty() || !costs_enough {
            return Err(damaged());
        }
        Ok(slots)
    }

    /// A file of version 1 keeps its bytes until its slots change.
    #[expect(clippy::expect_used, reason = "numbers, hex strings and a UUID always serialize")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let (version, generation) = if self.generation == 0 { (1, None) } else { (VERSION, Some(self.generation)) };
        let sha256 = self.checksum();
        let file = SlotFile { version, vault: self.vault, generation, slots: self.all.clone(), sha256 };
        let mut bytes = serde_json::to_vec_pretty(&file).expect("plain data");
        bytes.push(b'\n');
        bytes
    }

    /// Whether this key, which is nobody's passphrase, opens any slot.
    #[cfg(test)]
    pub(crate) fn open_with_wrapping_key(&self, wrapping: &Key) -> Option<Key> {
        self.all.iter().find_map(|slot| slot.open(self.vault, wrapping))
    }

    /// The key that opens the slot of this passphrase.
    #[cfg(test)]
    pub(crate) fn wrapping_key(&self, passphrase: &Passphrase) -> Key {
        let slot = self.all.iter().find(|slot| slot.way.cost().is_some()).unwrap();
        passphrase.stretch(&slot.salt, slot.way.cost().unwrap()).unwrap()
    }

    fn checksum(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        if self.generation > 0 {
            hash.update(self.generation.to_le_bytes());
        }
        for slot in &self.all {
            hash.update(slot.context(self.vault));
            hash.update(slot.salt);
            hash.update(slot.nonce);
            hash.update(slot.wrapped);
        }
        hash.finalize().into()
    }
}

impl Opener<'_> {
    fn way(self) -> Way {
        match self {
            Self::Passphrase(_, Cost { memory_kib, passes, lanes }) => Way::Passphrase { memory_kib, passes, lanes },
            Self::Recovery(_) => Way::Recovery,
            Self::Login(_) => Way::Login,
        }
    }

    fn stretch(self, salt: &[u8; SALT_LEN]) -> Result<Key, Error> {
        match self {
            Self::Passphrase(passphrase, cost) => passphrase.stretch(salt, cost),
            Self::Recovery(recovery) => Ok(recovery.stretch(salt)),
            Self::Login(secret) => Ok(secret.stretch(salt)),
        }
    }
}

impl Way {
    fn cost(self) -> Option<Cost> {
        match self {
            Self::Passphrase { memory_kib, passes, lanes } => Some(Cost { memory_kib, passes, lanes }),
            Self::Recovery | Self::Login => None,
        }
    }

    /// The same kind, whatever it costs.
    fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

impl Slot {
    fn around(vault: Uuid, vault_key: &Key, opener: Opener<'_>) -> Result<Self, Error> {
        let (salt, nonce) = (crypto::random()?, crypto::random()?);
        let mut slot = Self { way: opener.way(), salt, nonce, wrapped: [0; WRAPPED_LEN] };
        let wrapping = opener.stretch(&slot.salt)?;
        let sealed = crypto::seal(&wrapping, &slot.nonce, &slot.context(vault), vault_key.as_slice());
        slot.wrapped.copy_from_slice(&sealed);
        Ok(slot)
    }

    fn open(&self, vault: Uuid, wrapping: &Key) -> Option<Key> {
        let opened = crypto::open(wrapping, &self.nonce, &self.context(vault), &self.wrapped)?;
        let mut key = Key::default();
        key.copy_from_slice(&opened);
        Some(key)
    }

    /// What the wrapped bytes are bound to: format version, vault, kind of slot and the parameters of its key.
    fn context(&self, vault: Uuid) -> Vec<u8> {
        let way = match self.way {
            Way::Passphrase { memory_kib, passes, lanes } => {
                format!("passphrase|argon2id|{memory_kib}|{passes}|{lanes}")
            }
            Way::Recovery => "recovery|hkdf-sha256".to_owned(),
            Way::Login => "login|hkdf-sha256".to_owned(),
        };
        format!("ajar|{SLOT_VERSION}|{vault}|{way}|{}", *hex::encode(&self.salt)).into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::ErrorCode;

    struct Given {
        _temp: tempfile::TempDir,
        dir: DataDir,
        slots: Slots,
        key: Key,
        recovery: RecoveryKey,
        login: LoginSecret,
    }

    fn given() -> Given {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::prepare(temp.path()).unwrap();
        let key = Key::generate().unwrap();
        let recovery = RecoveryKey::generate().unwrap();
        let login = LoginSecret::generate().unwrap();
        let passphrase = Passphrase::typed(WORDS);
        let openers =
            [Opener::Passphrase(&passphrase, Cost::FLOOR), Opener::Recovery(&recovery), Opener::Login(&login)];
        let slots = Slots::wrap(Uuid::from_u128(7), &key, &openers).unwrap();
        slots.store(&dir, |written| written.prove(&openers, &key)).unwrap();
        Given { _temp: temp, dir, slots, key, recovery, login }
    }

    const WORDS: &str = "four quiet words here";

    /// As the slots were written before changes were counted.
    fn version_1(slots: &Slots) -> Slots {
        Slots { generation: 0, ..slots.without_login() }
    }

    fn changed(slots: &Slots, key: &Key, words: &str) -> Slots {
        slots.with(key, Opener::Passphrase(&Passphrase::typed(words), Cost::FLOOR)).unwrap()
    }

    fn opens(slots: &Slots, words: &str) -> bool {
        slots.open_with_passphrase(&Passphrase::typed(words)).is_ok()
    }

    fn found(dir: &DataDir) -> Slots {
        match Slots::find(dir).unwrap() {
            Found::Slots(slots) => slots,
            Found::None => panic!("no slots"),
        }
    }

    #[test]
    fn every_way_leads_to_the_same_key_and_wrong_ones_to_none() {
        let Given { _temp, dir, key, recovery, login, .. } = given();
        let slots = found(&dir);
        assert_eq!(slots.ways(), Ways { passphrase: true, recovery_key: true, login: true });
        assert_eq!(slots.open_with_passphrase(&Passphrase::typed(WORDS)).unwrap(), key);
        assert_eq!(slots.open_with_recovery(&recovery).unwrap(), key);
        assert_eq!(slots.open_with_login(&login).unwrap(), key);
        let wrong = slots.open_with_login(&LoginSecret::generate().unwrap());
        assert!(matches!(wrong, Err(Error::KeyRing { fault: KeyRingFault::Lost })));
        let wrong = slots.open_with_passphrase(&Passphrase::typed("four quiet words her"));
        assert!(matches!(wrong, Err(Error::WrongPassphrase)));
        let wrong = slots.open_with_recovery(&RecoveryKey::generate().unwrap());
        assert!(matches!(wrong, Err(Error::WrongRecoveryKey)));
    }

    #[test]
    fn a_slot_of_another_vault_opens_nothing() {
        let Given { _temp, mut slots, recovery, login, .. } = given();
        slots.vault = Uuid::from_u128(8);
        assert!(matches!(slots.open_with_recovery(&recovery), Err(Error::WrongRecoveryKey)));
        assert!(matches!(slots.open_with_login(&login), Err(Error::KeyRing { .. })));
    }

    #[test]
    fn the_copy_serves_where_the_file_does_not_and_mends_it() {
        let Given { _temp, dir, slots, .. } = given();
        for contents in [None, Some(""), Some("{"), Some("{\"version\":1}")] {
            match contents {
                None => fs::remove_file(dir.slots()).unwrap(),
                Some(text) => fs::write(dir.slots(), text).unwrap(),
            }
            assert_eq!(found(&dir), slots);
            slots.mend(&dir).unwrap();
            assert_eq!(fs::read(dir.slots()).unwrap(), fs::read(dir.slots_copy()).unwrap());
        }
    }

    #[test]
    fn a_file_of_version_1_opens_and_keeps_its_bytes_until_its_slots_change() {
        let Given { _temp, dir, slots, key, .. } = given();
        let old = version_1(&slots);
        let bytes = String::from_utf8(old.to_bytes()).unwrap();
        assert!(bytes.contains("\"version\": 1,") && !bytes.contains("generation"), "{bytes}");
        for path in [dir.slots(), dir.slots_copy()] {
            fs::write(path, &bytes).unwrap();
        }
        assert!(opens(&found(&dir), WORDS));
        found(&dir).mend(&dir).unwrap();
        assert_eq!(fs::read(dir.slots()).unwrap(), bytes.as_bytes());
        let new = changed(&found(&dir), &key, "other words are here");
        new.store(&dir, |_| Ok(())).unwrap();
        assert!(fs::read_to_string(dir.slots()).unwrap().contains("\"version\": 2,"));
        assert!(opens(&found(&dir), "other words are here") && !opens(&found(&dir), WORDS));
    }

    #[test]
    fn a_replaced_passphrase_opens_neither_file() {
        let Given { _temp, dir, slots, key, recovery, login } = given();
        changed(&slots, &key, "other words are here").store(&dir, |_| Ok(())).unwrap();
        for path in [dir.slots(), dir.slots_copy()] {
            let slots = Slots::read(&path).unwrap().unwrap();
            assert!(opens(&slots, "other words are here") && !opens(&slots, WORDS));
            assert_eq!(slots.open_with_recovery(&recovery).unwrap(), key);
            assert_eq!(slots.open_with_login(&login).unwrap(), key);
        }
    }

    #[test]
    fn slots_in_memory_never_bring_a_replaced_passphrase_back() {
        let Given { _temp, dir, slots: old, key, .. } = given();
        let new = changed(&old, &key, "other words are here");
        new.store(&dir, |_| Ok(())).unwrap();
        assert_eq!(old.clone().or_later(&dir).unwrap(), new);
        // Whatever else has happened to one of the files.
        for path in [dir.slots(), dir.slots_copy()] {
            for bytes in [Some(old.to_bytes()), Some(b"{}".to_vec()), None] {
                match &bytes {
                    Some(bytes) => fs::write(&path, bytes).unwrap(),
                    None => fs::remove_file(&path).unwrap(),
                }
                old.mend(&dir).unwrap();
                assert_eq!(found(&dir), new);
                new.mend(&dir).unwrap();
                assert_eq!(Slots::read(&path).unwrap().unwrap(), new);
            }
        }
        // Only where nothing is left at all do they help.
        fs::remove_file(dir.slots()).unwrap();
        fs::remove_file(dir.slots_copy()).unwrap();
        assert_eq!(old.clone().or_later(&dir).unwrap(), old);
    }

    #[test]
    fn slots_that_do_not_open_are_taken_back() {
        let Given { _temp, dir, slots, key, .. } = given();
        let before = fs::read(dir.slots()).unwrap();
        let new = changed(&slots, &key, "other words are here");
        let stored = new.store(&dir, |_| Err(Error::Damaged { part: Part::Keys }));
        assert_eq!(stored.unwrap_err().code(), ErrorCode::Damaged);
        assert_eq!(fs::read(dir.slots()).unwrap(), before);
        assert_eq!(fs::read(dir.slots_copy()).unwrap(), before);
    }

    #[test]
    fn every_flipped_byte_is_noticed_or_means_the_same() {
        let Given { _temp, slots, .. } = given();
        for slots in [version_1(&slots), slots] {
            let bytes = slots.to_bytes();
            for place in 0..bytes.len() {
                for bit in 0..8 {
                    let mut bent = bytes.clone();
                    bent[place] ^= 1 << bit;
                    if let Ok(read) = Slots::from_bytes(&bent) {
                        assert_eq!(read, slots, "byte {place}, bit {bit}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_slot_does_not_pass_for_another_kind() {
        let Given { _temp, slots, recovery, login, .. } = given();
        for from in 0..3 {
            for to in 0..3 {
                let mut turned = slots.clone();
                turned.all[from].way = slots.all[to].way;
                let turned = Slots::from_bytes(&turned.to_bytes()).unwrap();
                assert_eq!(opens(&turned, WORDS), from == to || from != 0);
                assert_eq!(turned.open_with_recovery(&recovery).is_ok(), from == to || from != 1);
                assert_eq!(turned.open_with_login(&login).is_ok(), from == to || from != 2);
            }
        }
    }

    #[test]
    fn a_cheaper_passphrase_slot_is_refused_even_with_a_right_checksum() {
        let Given { _temp, dir, slots, .. } = given();
        for cost in [
            Cost { memory_kib: 8, ..Cost::FLOOR },
            Cost { passes: 1, ..Cost::FLOOR },
            Cost { lanes: 0, ..Cost::FLOOR },
            Cost { memory_kib: u32::MAX, ..Cost::FLOOR },
        ] {
            let mut cheaper = slots.clone();
            cheaper.all[0].way = Opener::Passphrase(&Passphrase::typed(WORDS), cost).way();
            fs::write(dir.slots(), cheaper.to_bytes()).unwrap();
            fs::write(dir.slots_copy(), cheaper.to_bytes()).unwrap();
            assert_eq!(Slots::find(&dir).unwrap_err().code(), ErrorCode::Damaged);
        }
    }

    #[test]
    fn dropped_fields_and_later_versions_are_refused() {
        let Given { _temp, slots, .. } = given();
        let whole: serde_json::Value = serde_json::from_slice(&slots.to_bytes()).unwrap();
        let is_damaged = |part: &serde_json::Value, field: &str| {
            let error = Slots::from_bytes(part.to_string().as_bytes()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::Damaged, "{field}");
        };
        for field in ["version", "vault", "generation", "slots", "sha256"] {
            let mut part = whole.clone();
            part.as_object_mut().unwrap().remove(field);
            is_damaged(&part, field);
        }
        for slot in 0..3 {
            for field in ["way", "salt", "nonce", "wrapped"] {
                let mut part = whole.clone();
                part["slots"][slot].as_object_mut().unwrap().remove(field);
                is_damaged(&part, field);
            }
            let mut part = whole.clone();
            part["slots"].as_array_mut().unwrap().remove(slot);
            is_damaged(&part, "a whole slot");
        }
        for field in ["memory_kib", "passes", "lanes", "kind"] {
            let mut part = whole.clone();
            part["slots"][0]["way"].as_object_mut().unwrap().remove(field);
            is_damaged(&part, field);
        }
        for (field, value) in [("generation", 0), ("generation", 2), ("version", 1), ("version", 0)] {
            let mut part = whole.clone();
            part[field] = value.into();
            is_damaged(&part, field);
        }
        let mut later = whole;
        later["version"] = 3.into();
        later["extra"] = true.into();
        let error = Slots::from_bytes(later.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::NewerVersion);
    }

    #[test]
    fn a_later_key_file_is_not_hidden_by_an_older_copy() {
        let Given { _temp, dir, slots, .. } = given();
        let mut later: serde_json::Value = serde_json::from_slice(&slots.to_bytes()).unwrap();
        later["version"] = 3.into();
        fs::write(dir.slots(), later.to_string()).unwrap();
        fs::write(dir.slots_copy(), slots.to_bytes()).unwrap();
        assert_eq!(Slots::find(&dir).unwrap_err().code(), ErrorCode::NewerVersion);
        assert_eq!(slots.clone().or_later(&dir).unwrap_err().code(), ErrorCode::NewerVersion);
        // Nor does it lose its place to slots that were read before it came.
        slots.mend(&dir).unwrap();
        assert_eq!(fs::read_to_string(dir.slots()).unwrap(), later.to_string());
    }

    #[test]
    fn nothing_in_the_file_is_the_key() {
        let Given { _temp, slots, key, login, .. } = given();
        let bytes = slots.to_bytes();
        let text = String::from_utf8(bytes.clone()).unwrap();
        for secret in [key.as_slice(), login.as_bytes()] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
            assert!(!text.contains(hex::encode(secret).as_str()));
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_user_may_read_the_files() {
        use std::os::unix::fs::PermissionsExt;
        let Given { _temp, dir, .. } = given();
        for path in [dir.slots(), dir.slots_copy()] {
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(fs::metadata(dir.root()).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
