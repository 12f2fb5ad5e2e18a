//! `vault.slots.json`: the vault's key, wrapped once for each way in.
//!
//! No verifier of any kind is stored: the right passphrase is the one whose key opens the slot. The checksum covers the
//! wrapped bytes only, so it tells a damaged file from a wrong passphrase and tells an attacker nothing.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::crypto::{self, Cost, Key, NONCE_LEN, Passphrase, RecoveryKey, SALT_LEN};
use crate::error::{Error, Part};
use crate::hex;
use crate::paths::{self, DataDir};

const VERSION: i64 = 1;
const WRAPPED_LEN: usize = crypto::KEY_LEN + 16;

/// The slot file of one vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slots {
    pub(crate) vault: Uuid,
    slots: Vec<Slot>,
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
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotFile {
    version: i64,
    vault: Uuid,
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
    /// New slots around `vault_key`: always a passphrase, and a recovery key when one is given.
    pub(crate) fn wrap(
        vault: Uuid,
        vault_key: &Key,
        passphrase: &Passphrase,
        recovery: Option<&RecoveryKey>,
    ) -> Result<Self, Error> {
        let mut slots = vec![Slot::around(vault, vault_key, Way::passphrase(Cost::FLOOR), |salt| {
            passphrase.stretch(salt, Cost::FLOOR)
        })?];
        if let Some(recovery) = recovery {
            slots.push(Slot::around(vault, vault_key, Way::Recovery, |salt| Ok(recovery.stretch(salt)))?);
        }
        Ok(Self { vault, slots })
    }

    pub(crate) fn open_with_passphrase(&self, passphrase: &Passphrase) -> Result<Key, Error> {
        for slot in &self.slots {
            if let Some(cost) = slot.way.cost()
                && let Some(key) = slot.open(self.vault, &passphrase.stretch(&slot.salt, cost)?)
            {
                return Ok(key);
            }
        }
        Err(Error::WrongPassphrase)
    }

    pub(crate) fn open_with_recovery(&self, recovery: &RecoveryKey) -> Result<Key, Error> {
        let mut recovery_slots = self.slots.iter().filter(|slot| slot.way == Way::Recovery);
        recovery_slots
            .find_map(|slot| slot.open(self.vault, &recovery.stretch(&slot.salt)))
            .ok_or(Error::WrongRecoveryKey)
    }

    /// Reads the slot file; where it is missing or damaged, its copy.
    pub(crate) fn find(dir: &DataDir) -> Result<Found, Error> {
        let first = match Self::read(&dir.slots()) {
            Ok(Some(slots)) => return Ok(Found::Slots(slots)),
            // A later Ajar wrote it: an older copy may be stale, and must not be written over it.
            Err(error @ Error::Newer { .. }) => return Err(error),
            other => other,
        };
        match (first, Self::read(&dir.slots_copy())) {
            (_, Ok(Some(slots))) => Ok(Found::Slots(slots)),
            (Ok(_), Ok(_)) => Ok(Found::None),
            (Err(error), _) | (_, Err(error)) => Err(error),
        }
    }

    /// Writes both files. The copy follows only when the first has been read again and is what was meant.
    pub(crate) fn store(&self, dir: &DataDir) -> Result<(), Error> {
        const DOING: &str = "write the key file";
        let bytes = self.to_bytes();
        let path = dir.slots();
        paths::replace_file(&path, &bytes).map_err(|error| Error::file(DOING, dir.root(), &error))?;
        if Self::read(&path)?.as_ref() != Some(self) {
            return Err(Error::Damaged { part: Part::Keys });
        }
        paths::replace_file(&dir.slots_copy(), &bytes).map_err(|error| Error::file(DOING, dir.root(), &error))
    }

    /// Brings both files in line after these slots have opened the vault.
    pub(crate) fn mend(&self, dir: &DataDir) -> Result<(), Error> {
        let is_whole = |path: &Path| matches!(Self::read(path), Ok(Some(slots)) if slots == *self);
        if is_whole(&dir.slots()) && is_whole(&dir.slots_copy()) {
            return Ok(());
        }
        self.store(dir)
    }

    fn read(path: &Path) -> Result<Option<Self>, Error> {
        match fs::read(path) {
            Ok(bytes) => Self::from_bytes(&bytes).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
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
        let file = match serde_json::from_slice::<SlotFile>(bytes) {
            Ok(file) if file.version == VERSION => file,
            _ if version > VERSION => {
                return Err(Error::Newer { part: Part::Keys, found: version, known: VERSION });
            }
            _ => return Err(damaged()),
        };
        let slots = Self { vault: file.vault, slots: file.slots };
        let costs_enough = slots.slots.iter().all(|slot| slot.way.cost().is_none_or(Cost::is_acceptable));
        if slots.checksum() != file.sha256 || slots.slots.is_empty() || !costs_enough {
            return Err(damaged());
        }
        Ok(slots)
    }

    #[expect(clippy::expect_used, reason = "numbers, hex strings and a UUID always serialize")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let file = SlotFile { version: VERSION, vault: self.vault, slots: self.slots.clone(), sha256: self.checksum() };
        let mut bytes = serde_json::to_vec_pretty(&file).expect("plain data");
        bytes.push(b'\n');
        bytes
    }

    /// Whether this key, which is nobody's passphrase, opens any slot.
    #[cfg(test)]
    pub(crate) fn open_with_wrapping_key(&self, wrapping: &Key) -> Option<Key> {
        self.slots.iter().find_map(|slot| slot.open(self.vault, wrapping))
    }

    /// The key that opens the slot of this passphrase.
    #[cfg(test)]
    pub(crate) fn wrapping_key(&self, passphrase: &Passphrase) -> Key {
        let slot = self.slots.iter().find(|slot| slot.way.cost().is_some()).unwrap();
        passphrase.stretch(&slot.salt, slot.way.cost().unwrap()).unwrap()
    }

    fn checksum(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for slot in &self.slots {
            hash.update(slot.context(self.vault));
            hash.update(slot.salt);
            hash.update(slot.nonce);
            hash.update(slot.wrapped);
        }
        hash.finalize().into()
    }
}

impl Way {
    fn passphrase(cost: Cost) -> Self {
        Self::Passphrase { memory_kib: cost.memory_kib, passes: cost.passes, lanes: cost.lanes }
    }

    fn cost(self) -> Option<Cost> {
        match self {
            Self::Passphrase { memory_kib, passes, lanes } => Some(Cost { memory_kib, passes, lanes }),
            Self::Recovery => None,
        }
    }
}

impl Slot {
    fn around(
        vault: Uuid,
        vault_key: &Key,
        way: Way,
        stretch: impl FnOnce(&[u8; SALT_LEN]) -> Result<Key, Error>,
    ) -> Result<Self, Error> {
        let mut slot = Self { way, salt: crypto::random()?, nonce: crypto::random()?, wrapped: [0; WRAPPED_LEN] };
        let wrapping = stretch(&slot.salt)?;
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
        };
        format!("ajar|{VERSION}|{vault}|{way}|{}", *hex::encode(&self.salt)).into_bytes()
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
    }

    fn given() -> Given {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::prepare(temp.path()).unwrap();
        let key = crypto::new_key().unwrap();
        let recovery = RecoveryKey::generate().unwrap();
        let passphrase = Passphrase::typed("four quiet words here");
        let slots = Slots::wrap(Uuid::from_u128(7), &key, &passphrase, Some(&recovery)).unwrap();
        slots.store(&dir).unwrap();
        Given { _temp: temp, dir, slots, key, recovery }
    }

    fn found(dir: &DataDir) -> Slots {
        match Slots::find(dir).unwrap() {
            Found::Slots(slots) => slots,
            Found::None => panic!("no slots"),
        }
    }

    #[test]
    fn both_ways_lead_to_the_same_key_and_wrong_ones_to_none() {
        let Given { _temp, dir, key, recovery, .. } = given();
        let slots = found(&dir);
        assert_eq!(slots.open_with_passphrase(&Passphrase::typed("four quiet words here")).unwrap(), key);
        assert_eq!(slots.open_with_recovery(&recovery).unwrap(), key);
        let wrong = slots.open_with_passphrase(&Passphrase::typed("four quiet words her"));
        assert!(matches!(wrong, Err(Error::WrongPassphrase)));
        let wrong = slots.open_with_recovery(&RecoveryKey::generate().unwrap());
        assert!(matches!(wrong, Err(Error::WrongRecoveryKey)));
    }

    #[test]
    fn a_slot_of_another_vault_opens_nothing() {
        let Given { _temp, mut slots, recovery, .. } = given();
        slots.vault = Uuid::from_u128(8);
        assert!(matches!(slots.open_with_recovery(&recovery), Err(Error::WrongRecoveryKey)));
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
    fn every_flipped_byte_is_noticed_or_means_the_same() {
        let Given { _temp, slots, .. } = given();
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
            cheaper.slots[0].way = Way::passphrase(cost);
            fs::write(dir.slots(), cheaper.to_bytes()).unwrap();
            fs::write(dir.slots_copy(), cheaper.to_bytes()).unwrap();
            assert_eq!(Slots::find(&dir).unwrap_err().code(), ErrorCode::Damaged);
        }
    }

    #[test]
    fn dropped_fields_and_later_versions_are_refused() {
        let Given { _temp, slots, .. } = given();
        let whole: serde_json::Value = serde_json::from_slice(&slots.to_bytes()).unwrap();
        for field in ["version", "vault", "slots", "sha256"] {
            let mut part = whole.clone();
            part.as_object_mut().unwrap().remove(field);
            let error = Slots::from_bytes(part.to_string().as_bytes()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::Damaged, "{field}");
        }
        let mut later = whole;
        later["version"] = 2.into();
        later["extra"] = true.into();
        let error = Slots::from_bytes(later.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::NewerVersion);
    }

    #[test]
    fn a_later_key_file_is_not_hidden_by_an_older_copy() {
        let Given { _temp, dir, slots, .. } = given();
        let mut later: serde_json::Value = serde_json::from_slice(&slots.to_bytes()).unwrap();
        later["version"] = 2.into();
        fs::write(dir.slots(), later.to_string()).unwrap();
        fs::write(dir.slots_copy(), slots.to_bytes()).unwrap();
        assert_eq!(Slots::find(&dir).unwrap_err().code(), ErrorCode::NewerVersion);
    }

    #[test]
    fn nothing_in_the_file_is_the_key() {
        let Given { _temp, slots, key, .. } = given();
        let bytes = slots.to_bytes();
        assert!(!bytes.windows(key.len()).any(|window| window == key.as_slice()));
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(hex::encode(key.as_slice()).as_str()));
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
