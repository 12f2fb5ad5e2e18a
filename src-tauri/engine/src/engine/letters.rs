//! The slot in the door: a locked Ajar takes a line or a talk and seals it at once. The next unlock takes it in.

use ajar_core::easing;
use ajar_core::ids::{EntryId, TalkId};
use ajar_core::talk::Bid;
use chrono::serde::ts_milliseconds;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::eased::begins;
use super::journal::beside;
use super::lock::Door;
use super::present::Present;
use super::{Engine, lock, logging};
use crate::agenda::Agenda;
use crate::crypto::{KEY_LEN, Key, LetterKey, seal_for};
use crate::dto::{Letter, Response, Setting};
use crate::error::Error;
use crate::facets::Facets;
use crate::table::entry::EntryRow;
use crate::table::gate::{self, Gate};
use crate::table::talk::TalkRow;
use crate::table::{entry, letter, setting, taken_letter};
use crate::vault::Vault;

const DOING: &str = "keep your note";
const PUBLIC_KEY: &str = "letter_key";
/// 16 KiB of UTF-8.
const MAX_LINE_BYTES: usize = 16 * 1024;
const MOST: u32 = 200;
/// A sealed box is as long as what is in it: in steps this large it says little about the words.
const STEP: usize = 256;

/// What is sealed: the letter, and when and where it was dropped in.
#[derive(Serialize, Deserialize)]
struct Sheet {
    id: Uuid,
    day: NaiveDate,
    minute: u16,
    zone: String,
    #[serde(with = "ts_milliseconds")]
    at: DateTime<Utc>,
    words: Words,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Words {
    Line { text: Zeroizing<String> },
    Talk { response: Response, setting: Option<Setting> },
}

impl Engine {
    /// Takes something for the journal while it is locked. Not even Ajar can read it until the next unlock, where it becomes
    /// an entry or a talk of the day it was dropped in. The same id once more replaces it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an empty line and for more than 16 KiB; [`Error::Precondition`] when the journal is not locked,
    /// when the slot is switched off or full, and before the first unlock.
    pub fn drop_letter(&self, letter: &Letter) -> Result<(), Error> {
        // Held to the end, so that an unlock takes this one in or leaves it whole for the next.
        let door = lock(&self.door);
        match &*door {
            Door::Locked(_) => {}
            Door::Open(..) => return refuse("the journal is open", "Your journal is open. Write it there."),
            Door::New => return refuse("there is no vault yet", "There is no journal yet. Make one first."),
            Door::Recovery(_) => {
                return refuse(
                    "the vault cannot be opened",
                    "Your journal needs care first, so this was not kept. Hold on to your words until then.",
                );
            }
        }
        let present = self.present()?;
        if !present.settings.settings.letter_slot {
            return refuse("the slot is off", "Notes are switched off while Ajar is locked. Unlock it to write.");
        }
        let sheet = Sheet::new(letter, &present)?;
        self.agenda()?.write(DOING, |tx| {
            let Some(public) = public_key(tx)? else {
                return refuse(
                    "there is no key yet",
                    "Unlock your journal once. From then on it takes notes while locked.",
                );
            };
            if letter::count(tx)? >= MOST && !letter::is_there(tx, sheet.id)? {
                return refuse("the slot is full", "200 notes are waiting already. Unlock your journal to make room.");
            }
            letter::put(tx, sheet.id, &sheet.seal(&public)?, present.now)?;
            if let Words::Talk { response, .. } = &sheet.words {
                quieten(tx, &sheet, *response, &present)?;
            }
            Ok(())
        })
    }

    /// Takes in what was dropped while the journal was locked: the vault first, and only then it leaves the agenda. Whatever
    /// a crash in between leaves there is known to the vault, and adds nothing.
    pub(super) fn take_letters_in(&self, vault: &mut Vault) -> Result<(), Error> {
        let key = LetterKey::of(vault.key());
        let now = self.present()?.now;
        keep_key(&mut *self.agenda()?, vault.key())?;
        let waiting = self.agenda()?.read(DOING, |connection| Ok(letter::all(connection)?))?;
        if waiting.is_empty() {
            return Ok(());
        }
        let (mut sheets, mut taken, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for letter in &waiting {
            match Sheet::open(&key, &letter.sealed) {
                Some(sheet) => {
                    sheets.push(sheet);
                    taken.push(letter.id);
                }
                None if letter.is_unreadable => {}
                None => unreadable.push(letter.id),
            }
        }
        if !sheets.is_empty() {
            vault.write(DOING, |tx| sheets.iter().try_for_each(|sheet| sheet.take_in(tx)))?;
        }
        if !unreadable.is_empty() {
            self.tell(unreadable_notice(unreadable.len()));
        }
        self.agenda()?.write(DOING, |tx| {
            for &id in &taken {
                letter::delete(tx, id)?;
            }
            for &id in &unreadable {
                letter::mark_unreadable(tx, id, now)?;
            }
            Ok(())
        })
    }
}

/// Makes sure that letters are sealed for this vault's key. To be called whenever the vault's key is new, or may be.
pub(super) fn keep_key(agenda: &mut Agenda, vault_key: &Key) -> Result<(), Error> {
    let ours = LetterKey::of(vault_key).public();
    if agenda.read(DOING, public_key)? == Some(ours) {
        return Ok(());
    }
    agenda.write(DOING, |tx| Ok(setting::set(tx, PUBLIC_KEY, &Some(ours))?))
}

/// Closes the slot until the next unlock: what is sealed to a key that is about to go, nobody could read.
pub(super) fn forget_key(agenda: &mut Agenda) -> Result<(), Error> {
    agenda.write(DOING, |tx| Ok(setting::set(tx, PUBLIC_KEY, &None::<[u8; KEY_LEN]>)?))
}

fn public_key(agenda: &Connection) -> Result<Option<[u8; KEY_LEN]>, Error> {
    Ok(setting::get::<Option<_>>(agenda, PUBLIC_KEY)?.flatten())
}

/// A reminder must not ask for what was done just now, nor for what was just declined. What else follows from it is derived
/// at the unlock.
fn quieten(tx: &Connection, sheet: &Sheet, response: Response, present: &Present) -> Result<(), Error> {
    let bid = Bid {
        at: sheet.at,
        day: sheet.day,
        response: response.into(),
        topic: None,
        depth: None,
        pushed: None,
        free: None,
    };
    let quiet_bids_until = easing::ease(&[bid], &[], present.now, sheet.day).gate_until(|day| begins(day, present));
    let gate = Gate {
        last_practice_day: Some(sheet.day),
        last_talk: Some(sheet.at),
        quiet_bids_until,
        no_questions_until: None,
    };
    Ok(gate::raise(tx, &gate)?)
}

impl Sheet {
    fn new(letter: &Letter, present: &Present) -> Result<Self, Error> {
        let (id, words) = match letter {
            Letter::Line { text, .. } if text.trim().is_empty() => {
                return Err(Error::invalid("text", "There is nothing to keep yet. Write a few words first."));
            }
            Letter::Line { text, .. } if text.len() > MAX_LINE_BYTES => {
                return Err(Error::invalid(
                    "text",
                    "A note can hold at most 16 KiB. Unlock your journal to write more.",
                ));
            }
            Letter::Line { id, text } => (id, Words::Line { text: Zeroizing::new(text.clone()) }),
            Letter::Talk { id, response, setting } => (id, Words::Talk { response: *response, setting: *setting }),
        };
        let id = id.parse::<EntryId>().map_err(|_| Error::invalid("id", "This could not be kept. Try again."))?;
        Ok(Self {
            id: id.as_uuid(),
            day: present.today(),
            minute: present.minute_of(present.now),
            zone: present.zone.name().to_owned(),
            at: present.now,
            words,
        })
    }

    fn seal(&self, public: &[u8; KEY_LEN]) -> Result<Vec<u8>, Error> {
        // JSON may make six bytes of one. Room for all of them: a buffer that grows leaves pieces behind.
        let mut plain = Zeroizing::new(Vec::with_capacity(6 * MAX_LINE_BYTES + 4 * STEP));
        serde_json::to_writer(&mut *plain, self)
            .map_err(|_| Error::invalid("text", "This could not be kept. Try again."))?;
        // Spaces after it mean nothing.
        let padded = plain.len().next_multiple_of(STEP);
        plain.resize(padded, b' ');
        seal_for(public, &plain)
    }

    /// `None` for what this key does not open. Anybody with these files could seal something: what is not as Ajar writes it
    /// counts as unreadable too, before the vault refuses it together with all others.
    fn open(key: &LetterKey, sealed: &[u8]) -> Option<Self> {
        let sheet: Self = serde_json::from_slice(&key.open(sealed)?).ok()?;
        let has_words = match &sheet.words {
            Words::Line { text } => text.len() <= MAX_LINE_BYTES,
            Words::Talk { .. } => true,
        };
        let is_ours =
            has_words && (1900..=2200).contains(&sheet.day.year()) && sheet.minute < 24 * 60 && sheet.zone.len() <= 255;
        is_ours.then_some(sheet)
    }

    fn take_in(&self, tx: &Connection) -> Result<(), Error> {
        if !taken_letter::add(tx, self.id)? {
            return Ok(());
        }
        match &self.words {
            Words::Line { text } => self.become_entry(tx, text),
            Words::Talk { response, setting } => {
                let row = TalkRow {
                    id: TalkId::from_uuid(self.id),
                    response: *response,
                    setting: *setting,
                    day: self.day,
                    minute: self.minute,
                    zone: self.zone.clone(),
                    at: self.at,
                    occurrence: None,
                    card: None,
                    plan: None,
                    practice: None,
                };
                logging::take_in(tx, &row).map(drop)
            }
        }
    }

    fn become_entry(&self, tx: &Connection, text: &str) -> Result<(), Error> {
        let id = EntryId::from_uuid(self.id);
        let is_free = entry::get(tx, id)?.is_none();
        let row = EntryRow {
            id: if is_free { id } else { beside(id, text) },
            rev: 1,
            day: self.day,
            minute: Some(self.minute),
            zone: self.zone.clone(),
            text: text.to_owned(),
            created_at: self.at,
            updated_at: self.at,
            facets: Facets::default(),
            in_trash: false,
        };
        Ok(entry::insert(tx, &row)?)
    }
}

fn refuse<T>(why: &'static str, message: &str) -> Result<T, Error> {
    Err(Error::Precondition { why, message: message.into() })
}

fn unreadable_notice(count: usize) -> String {
    let (what, it, is) =
        if count == 1 { ("A note".to_owned(), "It", "is") } else { (format!("{count} notes"), "They", "are") };
    format!(
        "{what} could not be read: damaged, or sealed for another journal. {it} {is} kept, and tried again at each unlock."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(words: Words) -> Sheet {
        Sheet {
            id: Uuid::from_u128(7),
            day: "2026-03-10".parse().unwrap(),
            minute: 800,
            zone: "Europe/Berlin".into(),
            at: "2026-03-10T12:20:00Z".parse().unwrap(),
            words,
        }
    }

    fn line(text: &str) -> Sheet {
        sheet(Words::Line { text: Zeroizing::new(text.to_owned()) })
    }

    #[test]
    fn is_read_back_byte_for_byte() {
        let key = LetterKey::of(&Key::generate().unwrap());
        for text in ["x", "a\0b\r\n\"\\ ", "e\u{301} \u{202e}שלום 👩‍👩‍👧", &"\u{1}".repeat(MAX_LINE_BYTES)]
        {
            let sealed = line(text).seal(&key.public()).unwrap();
            let opened = Sheet::open(&key, &sealed).unwrap();
            assert!(matches!(&opened.words, Words::Line { text: read } if **read == *text));
            assert_eq!((opened.id, opened.day, opened.at), (line(text).id, line(text).day, line(text).at));
        }
    }

    #[test]
    fn its_length_does_not_tell_a_talk_from_a_short_line() {
        let public = LetterKey::of(&Key::generate().unwrap()).public();
        let talk = sheet(Words::Talk { response: Response::SharedSomething, setting: Some(Setting::Walking) });
        let length = |sheet: &Sheet| sheet.seal(&public).unwrap().len();
        assert_eq!(length(&talk), length(&line("x")));
        assert_eq!(length(&line("x")), length(&line(&"x".repeat(60))));
        assert_eq!((length(&line(&"x".repeat(600))) - 48) % STEP, 0);
    }

    #[test]
    fn what_the_vault_would_refuse_is_unreadable() {
        let key = LetterKey::of(&Key::generate().unwrap());
        let check = |change: fn(&mut Sheet), is_ours: bool| {
            let mut sheet = line("x");
            change(&mut sheet);
            let sealed = sheet.seal(&key.public()).unwrap();
            assert_eq!(Sheet::open(&key, &sealed).is_some(), is_ours);
        };
        check(|_| {}, true);
        check(|sheet| sheet.minute = 24 * 60, false);
        check(|sheet| sheet.day = "+12000-01-01".parse().unwrap(), false);
        check(|sheet| sheet.zone = "z".repeat(256), false);
        check(|sheet| sheet.words = Words::Line { text: Zeroizing::new("x".repeat(MAX_LINE_BYTES + 1)) }, false);
        assert!(Sheet::open(&key, &seal_for(&key.public(), b"{}").unwrap()).is_none());
    }

    #[test]
    fn an_id_that_an_entry_has_already_costs_neither_text() {
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        crate::migration::run(&mut connection, crate::vault::MIGRATIONS).unwrap();
        let id = EntryId::from_uuid(Uuid::from_u128(7));
        line("first").become_entry(&connection, "first").unwrap();
        line("second").take_in(&connection).unwrap();
        line("second").take_in(&connection).unwrap();
        assert_eq!(entry::count(&connection).unwrap(), 2);
        assert_eq!(entry::get(&connection, id).unwrap().unwrap().text, "first");
        assert_eq!(entry::get(&connection, beside(id, "second")).unwrap().unwrap().text, "second");
    }
}
