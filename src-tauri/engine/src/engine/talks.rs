//! Telling of talks, and their history.

use ajar_core::content::Content;
use ajar_core::easing::{Choice, Chosen};
use ajar_core::ids::TalkId;
use rusqlite::Connection;

use super::talk_time::time_of_day;
use super::{Engine, card_face, practice};
use crate::dto::{Described, FreeChoice, Talk, TalkCursor, TalkDetails, TalkPage};
use crate::error::Error;
use crate::table::talk::TalkRow;
use crate::table::{easing_choice, entry_about, talk, talk_detail};

const PAGE: u32 = 50;
const MAX_MINUTES: u16 = 24 * 60;
const MAX_CHARS: usize = 2000;
const NOT_FOUND: Error = Error::NotFound { what: "talk" };

impl Engine {
    /// Keeps what is told of a talk, whole. [`Described::support`] is said once: when the user first tells of fear.
    ///
    /// # Errors
    /// [`Error::Invalid`] at the field that has to change, [`Error::NotFound`], [`Error::Locked`]
    pub fn describe_talk(&self, id: &str, details: &TalkDetails) -> Result<Described, Error> {
        let id = talk_id(id)?;
        refuse_odd(details)?;
        let present = self.present()?;
        let afraid = Chosen { at: present.now, day: present.today(), choice: Choice::Afraid };
        self.with_vault(|vault| {
            self.change_quietly(vault, "keep what you tell of it", &present, |tx| {
                if talk::get(tx, id)?.is_none() {
                    return Err(NOT_FOUND);
                }
                let was_afraid = talk_detail::get(tx, id)?.free == Some(FreeChoice::Afraid);
                let is_afraid = details.free == Some(FreeChoice::Afraid);
                talk_detail::put(tx, id, details)?;
                match (was_afraid, is_afraid) {
                    (false, true) => easing_choice::add(tx, &afraid, Some(id))?,
                    (true, false) => easing_choice::remove_of(tx, id)?,
                    _ => {}
                }
                Ok(Described { support: is_afraid && !was_afraid })
            })
        })
    }

    /// One talk, with what was told of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for one that was taken back; [`Error::Locked`].
    pub fn talk(&self, id: &str) -> Result<Talk, Error> {
        let id = talk_id(id)?;
        self.with_vault(|vault| {
            vault.read("find the talk", |connection| shown(connection, talk::get(connection, id)?.ok_or(NOT_FOUND)?))
        })
    }

    /// Fifty talks, newest first, from after `after` on.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a cursor that is none; [`Error::Locked`].
    pub fn talks(&self, after: Option<&TalkCursor>) -> Result<TalkPage, Error> {
        let after = after.map(|cursor| talk_id(&cursor.id)).transpose()?;
        self.with_vault(|vault| {
            vault.read("list your talks", |connection| {
                let mut rows = talk::page(connection, after, PAGE + 1)?;
                let more = rows.len() > PAGE as usize;
                rows.truncate(PAGE as usize);
                let talks = rows.into_iter().map(|row| shown(connection, row)).collect::<Result<_, _>>()?;
                Ok(TalkPage { talks, total: talk::count(connection)?, more })
            })
        })
    }
}

pub(super) fn talk_id(id: &str) -> Result<TalkId, Error> {
    id.parse().map_err(|_| NOT_FOUND)
}

fn shown(vault: &Connection, talk: TalkRow) -> Result<Talk, Error> {
    let id = talk.id.to_string();
    let card = talk.card.map(|card| card_face::find(vault, &card)).transpose()?.flatten();
    let practice = talk.practice.map(|practice| practice::title(vault, &practice)).transpose()?.flatten();
    let entry = entry_about::kept(vault, entry_about::Kind::Talk, &id)?;
    Ok(Talk {
        day: talk.day.to_string(),
        time: time_of_day(talk.minute),
        response: talk.response,
        setting: talk.setting,
        details: talk_detail::get(vault, talk.id)?,
        card: card.map(|card| card.text),
        practice,
        plan: talk.plan.map(|plan| plan.to_string()),
        entry: entry.map(|entry| entry.to_string()),
        id,
    })
}

fn refuse_odd(details: &TalkDetails) -> Result<(), Error> {
    let allowed = |field, is_allowed: bool, message: &str| {
        if is_allowed { Ok(()) } else { Err(Error::invalid(field, message)) }
    };
    let minutes_fit = details.minutes.is_none_or(|minutes| (1..=MAX_MINUTES).contains(&minutes));
    allowed("minutes", minutes_fit, "Write 1 to 1440 minutes, or leave it empty.")?;
    let is_deck = details.topic.as_deref().is_none_or(|topic| Content::builtin().deck(topic).is_some());
    allowed("topic", is_deck, "Choose one of the topics in the list.")?;
    allowed("depth", details.depth.is_none_or(|depth| (1..=3).contains(&depth)), "Choose light, personal or tender.")?;
    let is_short = details.understood.chars().count() <= MAX_CHARS;
    allowed("understood", is_short, "This can have at most 2000 characters. Put the rest into an entry.")
}
