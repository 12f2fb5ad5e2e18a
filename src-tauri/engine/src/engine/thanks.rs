//! Appreciations, and what waits for a calm day.

use ajar_core::ids::{LogId, MatterId, PracticeRef, ThanksId};
use rusqlite::Connection;

use super::Engine;
use super::fields::written;
use super::present::Present;
use crate::dto::{Matter, MatterSave, Reached, Thanks, ThanksPage, ThanksSave};
use crate::error::Error;
use crate::table::entry_about::{self, Kind};
use crate::table::matter::{self, MatterRow};
use crate::table::practice_log::{self, LogRow};
use crate::table::talk;
use crate::table::thanks::{self, ThanksRow};

const MOST: usize = 2000;
/// The practice that thanks count as, once they are said. It begins nothing with the partner, so it is no bid.
const PRACTICE: &str = "thank-the-share";

const NO_THANKS: Error = Error::NotFound { what: "thanks" };
const NO_MATTER: Error = Error::NotFound { what: "matter" };

impl Engine {
    /// Thanks and what waits for a calm day.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn thanks(&self) -> Result<ThanksPage, Error> {
        self.with_vault(|vault| {
            vault.read("list your thanks", |connection| {
                let thanks = thanks::all(connection)?.into_iter().map(|row| shown(connection, row));
                let thanks = thanks.collect::<Result<_, _>>()?;
                let matters = matter::all(connection)?.into_iter().map(matter_shown).collect();
                Ok(ThanksPage { thanks, matters })
            })
        })
    }

    /// Saves thanks. Said, they count as practice, once a day; taken back as not said, they no longer do.
    ///
    /// # Errors
    /// [`Error::Invalid`] for no text or more than 2,000 characters; [`Error::Locked`].
    pub fn save_thanks(&self, save: &ThanksSave) -> Result<(), Error> {
        const DOING: &str = "save your thanks";
        let text = written("text", &save.text, MOST, "Write what you are thankful for.")?;
        let id: ThanksId = save.id.parse().map_err(|_| NO_THANKS)?;
        let present = self.present()?;
        self.with_vault(|vault| {
            let log_id = LogId::from_uuid(self.clock.new_id());
            self.change_quietly(vault, DOING, &present, |tx| {
                let before = thanks::get(tx, id)?;
                let was_said = before.as_ref().is_some_and(|before| before.reached != Reached::NotSaidYet);
                let is_said = save.reached != Reached::NotSaidYet;
                let before = before.unwrap_or_else(|| new(id, save.reached, &present));
                let log = match before.log {
                    Some(log) if !is_said => {
                        practice_log::undo(tx, log, present.now)?;
                        None
                    }
                    None if is_said && !was_said => note(tx, log_id, &present)?,
                    log => log,
                };
                Ok(thanks::put(tx, &ThanksRow { text: text.to_owned(), reached: save.reached, log, ..before })?)
            })
        })
    }

    /// Deletes thanks. The practice of the day stays noted.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_thanks(&self, id: &str) -> Result<(), Error> {
        let present = self.present()?;
        self.change_thanks(id, "delete your thanks", |tx, id| Ok(thanks::set_deleted(tx, id, Some(present.now))?))
    }

    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_thanks(&self, id: &str) -> Result<(), Error> {
        self.change_thanks(id, "restore your thanks", |tx, id| Ok(thanks::set_deleted(tx, id, None)?))
    }

    /// Saves something that can wait for a calm day.
    ///
    /// # Errors
    /// [`Error::Invalid`] for no text or more than 2,000 characters; [`Error::Locked`].
    pub fn save_matter(&self, save: &MatterSave) -> Result<(), Error> {
        let text = written("text", &save.text, MOST, "Write what can wait for a calm day.")?;
        let id: MatterId = save.id.parse().map_err(|_| NO_MATTER)?;
        let present = self.present()?;
        let row = MatterRow { id, text: text.to_owned(), state: save.state, day: present.today(), at: present.now };
        self.with_vault(|vault| vault.write("save it for a calm day", |tx| Ok(matter::put(tx, &row)?)))
    }

    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_matter(&self, id: &str) -> Result<(), Error> {
        let present = self.present()?;
        self.change_matter(id, "delete it", |tx, id| Ok(matter::set_deleted(tx, id, Some(present.now))?))
    }

    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_matter(&self, id: &str) -> Result<(), Error> {
        self.change_matter(id, "restore it", |tx, id| Ok(matter::set_deleted(tx, id, None)?))
    }

    fn change_thanks(
        &self,
        id: &str,
        doing: &'static str,
        change: impl Fn(&Connection, ThanksId) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let id = id.parse().map_err(|_| NO_THANKS)?;
        let found = self.with_vault(|vault| vault.write(doing, |tx| change(tx, id)))?;
        if found { Ok(()) } else { Err(NO_THANKS) }
    }

    fn change_matter(
        &self,
        id: &str,
        doing: &'static str,
        change: impl Fn(&Connection, MatterId) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let id = id.parse().map_err(|_| NO_MATTER)?;
        let found = self.with_vault(|vault| vault.write(doing, |tx| change(tx, id)))?;
        if found { Ok(()) } else { Err(NO_MATTER) }
    }
}

fn new(id: ThanksId, reached: Reached, present: &Present) -> ThanksRow {
    ThanksRow {
        id,
        text: String::new(),
        reached,
        day: present.today(),
        minute: present.minute_of(present.now),
        zone: present.zone.name().to_owned(),
        at: present.now,
        log: None,
    }
}

/// Notes the practice of today, unless it is noted.
fn note(tx: &Connection, id: LogId, present: &Present) -> Result<Option<LogId>, Error> {
    let practice = PracticeRef::catalogue(PRACTICE);
    let day = present.today();
    if practice_log::holds_practice(tx, &practice, day)? || talk::holds_practice(tx, &practice, day)? {
        return Ok(None);
    }
    let row = LogRow {
        id,
        practice,
        day,
        minute: present.minute_of(present.now),
        zone: present.zone.name().to_owned(),
        at: present.now,
        occurrence: None,
    };
    Ok(Some(practice_log::insert(tx, &row)?))
}

fn shown(vault: &Connection, row: ThanksRow) -> Result<Thanks, Error> {
    let id = row.id.to_string();
    let entry = entry_about::kept(vault, Kind::Thanks, &id)?.map(|entry| entry.to_string());
    Ok(Thanks { day: row.day.to_string(), text: row.text, reached: row.reached, entry, id })
}

fn matter_shown(row: MatterRow) -> Matter {
    Matter { id: row.id.to_string(), day: row.day.to_string(), text: row.text, state: row.state }
}
