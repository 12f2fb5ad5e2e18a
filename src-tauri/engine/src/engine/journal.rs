//! Writing and reading the journal.

use ajar_core::ids::EntryId;
use ajar_core::on_this_day::YEARS;
use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::Engine;
use super::present::Present;
use super::revisions;
use crate::convert::{minute_of_day, written_time};
use crate::dto::{self, Entry, EntryCursor, EntryPage, EntrySave, Saved};
use crate::error::Error;
use crate::facets::Facets;
use crate::headline::headline;
use crate::table::entry::{self, EntryRow, Head};
use crate::table::entry_count;

/// The most that one entry holds: 16 MiB of UTF-8.
pub const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;
pub(super) const PAGE: u32 = 50;
/// So much of an id at least names an entry.
const MIN_ID_SIGNS: usize = 8;

impl Engine {
    /// Fifty entries of the timeline, newest first, from after `after` on: for a walk through all of them, which entries
    /// that come meanwhile do not shift. A list that is looked at anywhere asks [`Engine::entries_from`].
    ///
    /// # Errors
    /// [`Error::Locked`]; [`Error::NotFound`] for a cursor that is none.
    pub fn entries(&self, after: Option<&EntryCursor>) -> Result<EntryPage, Error> {
        let after = after.map(|cursor| -> Result<_, Error> {
            let day = cursor.day.parse::<NaiveDate>().map_err(|_| NOT_FOUND)?;
            Ok((day, entry_id(&cursor.id)?))
        });
        let after = after.transpose()?;
        self.with_vault(|vault| {
            vault.read("list your entries", |connection| {
                let mut heads = entry::page(connection, after, PAGE + 1)?;
                let more = heads.len() > PAGE as usize;
                heads.truncate(PAGE as usize);
                let rows = heads.iter().map(row).collect();
                Ok(EntryPage { rows, total: entry_count::all(connection)?, more })
            })
        })
    }

    /// The trash, what was deleted last first.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn trash(&self) -> Result<Vec<dto::EntryRow>, Error> {
        self.with_vault(|vault| {
            vault.read("list the trash", |connection| Ok(entry::trash(connection)?.iter().map(row).collect()))
        })
    }

    /// One entry, whole, also from the trash.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn entry(&self, id: &str) -> Result<Entry, Error> {
        let id = entry_id(id)?;
        let found =
            self.with_vault(|vault| vault.read("open the entry", |connection| Ok(entry::get(connection, id)?)))?;
        let entry = found.ok_or(NOT_FOUND)?;
        Ok(Entry {
            id: entry.id.to_string(),
            rev: entry.rev,
            day: entry.day.to_string(),
            time: entry.minute.map(time_of_day),
            zone: entry.zone,
            text: entry.text,
            created_ms: entry.created_at.timestamp_millis(),
            updated_ms: entry.updated_at.timestamp_millis(),
            in_trash: entry.in_trash,
            facets: entry.facets.into(),
        })
    }

    /// The whole id of the one entry whose id begins like this, also from the trash.
    ///
    /// # Errors
    /// [`Error::Invalid`] when that is too little to tell it from others, [`Error::NotFound`], [`Error::Locked`]
    pub fn find_entry(&self, begins: &str) -> Result<String, Error> {
        let signs: String = begins.trim().chars().filter(|sign| *sign != '-').collect();
        let (low, high) = between(&signs).ok_or(NOT_FOUND)?;
        if signs.len() < MIN_ID_SIGNS {
            return Err(Error::invalid("id", "Give at least the first 8 characters of the entry's id."));
        }
        let found = self.with_vault(|vault| {
            vault.read("find the entry", |connection| Ok(entry::between(connection, low, high)?))
        })?;
        match found.as_slice() {
            [] => Err(NOT_FOUND),
            [id] => Ok(id.to_string()),
            _ => Err(Error::invalid("id", "Several entries have an id that begins so. Give more of it.")),
        }
    }

    /// Saves an entry; when this returns it is on the disk, byte for byte.
    ///
    /// A save that does not know of the newest revision overwrites nothing: its text becomes an entry of its own, which
    /// [`Saved`] names. The same save twice is one save. An entry in the trash takes the text and stays there.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than 16 MiB, a day or time that does not exist, or a tag that is none;
    /// [`Error::Locked`].
    pub fn save_entry(&self, save: &EntrySave) -> Result<Saved, Error> {
        let (id, wanted) = asked_for(save)?;
        let present = self.present()?;
        self.with_vault(|vault| vault.write("save the entry", |tx| keep(tx, id, save, &wanted, &present)))
    }

    /// Saves many entries as [`Engine::save_entry`] does each: all of them, or none.
    ///
    /// # Errors
    /// As [`Engine::save_entry`].
    pub fn save_entries(&self, saves: &[EntrySave]) -> Result<(), Error> {
        let asked: Vec<_> = saves.iter().map(|save| Ok((save, asked_for(save)?))).collect::<Result<_, Error>>()?;
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write("save the entries", |tx| {
                asked.iter().try_for_each(|(save, (id, wanted))| keep(tx, *id, save, wanted, &present).map(drop))
            })
        })
    }

    /// Into the trash.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_entry(&self, id: &str) -> Result<(), Error> {
        let present = self.present()?;
        self.change_entry(id, "delete the entry", |tx, id| Ok(entry::delete(tx, id, present.now)?))
    }

    /// Out of the trash.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_entry(&self, id: &str) -> Result<(), Error> {
        self.change_entry(id, "restore the entry", |tx, id| Ok(entry::restore(tx, id)?))
    }

    pub(super) fn change_entry(
        &self,
        id: &str,
        doing: &'static str,
        change: impl Fn(&Connection, EntryId) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let id = entry_id(id)?;
        let found = self.with_vault(|vault| vault.write(doing, |tx| change(tx, id)))?;
        if found { Ok(()) } else { Err(NOT_FOUND) }
    }
}

pub(super) const NOT_FOUND: Error = Error::NotFound { what: "entry" };

pub(super) fn entry_id(id: &str) -> Result<EntryId, Error> {
    id.parse().map_err(|_| NOT_FOUND)
}

/// The ids that begin with these hexadecimal signs: the first and the last there can be.
fn between(signs: &str) -> Option<([u8; 16], [u8; 16])> {
    if signs.len() > 32 || !signs.bytes().all(|sign| sign.is_ascii_hexdigit()) {
        return None;
    }
    let filled = |with: &str| {
        let missing = with.repeat(32 - signs.len());
        u128::from_str_radix(&format!("{signs}{missing}"), 16).map(u128::to_be_bytes).ok()
    };
    Some((filled("0")?, filled("f")?))
}

/// What a save asks for; what is `None` stays as it is.
struct Wanted<'a> {
    text: &'a str,
    day: Option<NaiveDate>,
    minute: Option<u16>,
    facets: Option<Facets>,
}

impl<'a> Wanted<'a> {
    fn new(save: &'a EntrySave) -> Result<Self, Error> {
        Ok(Self {
            text: &save.text,
            day: save.day.as_deref().map(chosen_day).transpose()?,
            minute: save.time.as_deref().map(chosen_minute).transpose()?,
            facets: save.facets.as_ref().map(Facets::chosen).transpose()?,
        })
    }

    /// With what stays as it is from the entry that is there.
    fn over(&self, before: &EntryRow) -> Self {
        let day = self.day.unwrap_or(before.day);
        Self {
            text: self.text,
            day: Some(day),
            // A day chosen by hand says nothing about the hour.
            minute: self.minute.or_else(|| before.minute.filter(|_| day == before.day)),
            facets: self.facets.clone().or_else(|| Some(before.facets.clone())),
        }
    }

    fn is_in(&self, entry: &EntryRow) -> bool {
        self.text == entry.text
            && self.day == Some(entry.day)
            && self.minute == entry.minute
            && self.facets.as_ref() == Some(&entry.facets)
    }
}

fn asked_for(save: &EntrySave) -> Result<(EntryId, Wanted<'_>), Error> {
    if save.text.len() > MAX_TEXT_BYTES {
        return Err(Error::invalid("text", "An entry can hold at most 16 MiB. Move a part of it into a new entry."));
    }
    Ok((entry_id(&save.id)?, Wanted::new(save)?))
}

fn keep(
    tx: &Connection,
    id: EntryId,
    save: &EntrySave,
    wanted: &Wanted<'_>,
    present: &Present,
) -> Result<Saved, Error> {
    let Some(before) = entry::get(tx, id)? else {
        return insert(tx, id, wanted, present);
    };
    let wanted = wanted.over(&before);
    if wanted.is_in(&before) {
        return Ok(saved(&before));
    }
    if before.rev == save.base_rev {
        return update(tx, &before, &wanted, present, save.goes_on);
    }
    keep_beside(tx, &before, &wanted, present)
}

fn insert(tx: &Connection, id: EntryId, wanted: &Wanted<'_>, present: &Present) -> Result<Saved, Error> {
    let today = present.today();
    let day = wanted.day.unwrap_or(today);
    let entry = EntryRow {
        id,
        rev: 1,
        day,
        // A day chosen by hand says nothing about the hour.
        minute: wanted.minute.or_else(|| (day == today).then(|| present.minute_of(present.now))),
        zone: present.zone.name().to_owned(),
        text: wanted.text.to_owned(),
        facets: wanted.facets.clone().unwrap_or_default(),
        created_at: present.now,
        updated_at: present.now,
        in_trash: false,
    };
    entry::insert(tx, &entry)?;
    Ok(saved(&entry))
}

fn update(
    tx: &Connection,
    before: &EntryRow,
    wanted: &Wanted<'_>,
    present: &Present,
    goes_on: bool,
) -> Result<Saved, Error> {
    let entry = EntryRow {
        rev: before.rev + 1,
        day: wanted.day.unwrap_or(before.day),
        minute: wanted.minute,
        text: wanted.text.to_owned(),
        facets: wanted.facets.clone().unwrap_or_default(),
        updated_at: present.now,
        ..before.clone()
    };
    revisions::keep(tx, before, &entry, goes_on)?;
    entry::update(tx, &entry)?;
    Ok(saved(&entry))
}

/// Keeps the text of a stale save as an entry of its own, once however often the save is repeated.
fn keep_beside(tx: &Connection, before: &EntryRow, wanted: &Wanted<'_>, present: &Present) -> Result<Saved, Error> {
    let mut id = beside(before.id, wanted.text);
    let kept = loop {
        match entry::get(tx, id)? {
            None => break insert(tx, id, wanted, present)?,
            Some(kept) if kept.text == wanted.text => break saved(&kept),
            // Somebody wrote on there, and whoever repeats the save must not go on over those words.
            Some(_) => id = beside(id, wanted.text),
        }
    };
    Ok(Saved { kept_as: Some(kept.id.clone()), ..kept })
}

/// An id that follows from the entry and the text, and sorts beside the entry: its time is kept, the rest is a hash.
pub(super) fn beside(id: EntryId, text: &str) -> EntryId {
    let mut hash = Sha256::new();
    hash.update(id.as_bytes());
    hash.update(text);
    let mut bytes = *id.as_bytes();
    for (byte, hashed) in bytes.iter_mut().zip(hash.finalize()).skip(6) {
        *byte = hashed;
    }
    let uuid =
        uuid::Builder::from_bytes(bytes).with_version(uuid::Version::SortRand).with_variant(uuid::Variant::RFC4122);
    EntryId::from_uuid(uuid.into_uuid())
}

fn saved(entry: &EntryRow) -> Saved {
    Saved { id: entry.id.to_string(), rev: entry.rev, day: entry.day.to_string(), kept_as: None }
}

pub(super) fn row(head: &Head) -> dto::EntryRow {
    let (title, snippet) = headline(&head.text);
    dto::EntryRow {
        id: head.id.to_string(),
        day: head.day.to_string(),
        time: head.minute.map(time_of_day),
        title,
        snippet,
        pictures: head.pictures,
        in_trash: head.in_trash,
        facets: head.facets.clone().into(),
    }
}

pub(super) fn chosen_day(day: &str) -> Result<NaiveDate, Error> {
    let parsed = day.parse::<NaiveDate>().ok().filter(|parsed| YEARS.contains(&parsed.year()));
    parsed.ok_or_else(|| Error::invalid("day", "Choose a day between 1900 and 2200, such as 2026-11-22."))
}

fn chosen_minute(time: &str) -> Result<u16, Error> {
    written_time("time", time).map(minute_of_day)
}

pub(super) fn time_of_day(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
