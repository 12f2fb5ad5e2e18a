//! "We're alone now": something small of one's own, and a question where one may be asked. Never a blank.

use ajar_core::content::Content;
use ajar_core::easing::Mode;
use chrono::TimeDelta;
use rusqlite::Connection;

use super::decks::{Table, read_cards};
use super::practice;
use super::present::Present;
use super::{Engine, card_face};
use crate::dto::{AloneNow, Pending};
use crate::error::Error;
use crate::table::went::{self, Went};

/// How long "How did it go?" waits for an answer. Then it is let go without a word.
const WAITS: TimeDelta = TimeDelta::hours(24);
const NOT_NOW: &str = "e-not-now";

impl Engine {
    /// What to begin with now. Asking for another is no skip, and uses no card.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn alone_now(&self, seen: &[String], in_transit: bool) -> Result<AloneNow, Error> {
        let present = self.present()?;
        let chance = self.chance();
        let seen = read_cards(seen);
        self.with_vault(|vault| {
            vault.read("find something to begin with", |connection| {
                let table = Table::load(connection, &present)?;
                if !table.eased.easing.allows_partner() {
                    return own_only(connection, &table, &present);
                }
                let content = Content::builtin();
                let opener = pick(content.openers(in_transit).map(|opener| &opener.text), chance);
                let opener = opener.unwrap_or(&content.alone.no_card).clone();
                if let Some(note) = no_question(&table) {
                    return Ok(AloneNow { opener, card: None, note: Some(note.to_owned()) });
                }
                let card = table.draw(None, &seen, in_transit, chance);
                let note = card.is_none().then(|| content.alone.no_card.clone());
                Ok(AloneNow { opener, card, note })
            })
        })
    }

    /// The user goes to talk, perhaps with this card, which is used by that.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a card that does not exist; [`Error::Locked`].
    pub fn go_now(&self, card: Option<&str>) -> Result<(), Error> {
        let present = self.present()?;
        self.with_vault(|vault| {
            self.change_quietly(vault, "note that you go", &present, |tx| {
                let card = card.map(|card| card_face::named(tx, card)).transpose()?.map(|face| face.card);
                // A second click goes nowhere new.
                if waiting(tx, &present)?.is_some_and(|waits| waits.card == card) {
                    return Ok(());
                }
                Ok(went::add(tx, &Went { at: present.now, day: present.today(), card })?)
            })
        })
    }

    /// It did not happen: the card may come again.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn drop_pending(&self) -> Result<(), Error> {
        let present = self.present()?;
        self.with_vault(|vault| {
            self.change_quietly(vault, "note that", &present, |tx| {
                if went::pending(tx)?.is_some() {
                    went::drop_last(tx, present.now)?;
                }
                Ok(())
            })
        })
    }
}

/// What the user went to talk with and has not told of yet.
pub(super) fn pending(vault: &Connection, present: &Present) -> Result<Option<Pending>, Error> {
    let Some(waits) = waiting(vault, present)? else { return Ok(None) };
    let face = waits.card.map(|card| card_face::find(vault, &card)).transpose()?.flatten();
    let card = match face {
        Some(face) => Some(Table::load(vault, present)?.row_of(&face)),
        None => None,
    };
    Ok(Some(Pending { since_ms: waits.at.timestamp_millis(), card }))
}

fn waiting(vault: &Connection, present: &Present) -> Result<Option<Went>, Error> {
    Ok(went::pending(vault)?.filter(|waits| present.now - waits.at < WAITS))
}

/// Nothing that faces the partner, and no word about why.
fn own_only(vault: &Connection, table: &Table, present: &Present) -> Result<AloneNow, Error> {
    let content = Content::builtin();
    let note = match table.eased.easing.mode {
        Mode::Parted => &content.why_not.easing,
        _ => &content.alone.resting,
    };
    let practice = practice::self_practice(vault, present)?;
    let opener = practice::card_of(vault, &practice, true)?.today;
    Ok(AloneNow { opener, card: None, note: Some(note.clone()) })
}

/// Why no question is asked now, while something of one's own is welcome.
fn no_question(table: &Table) -> Option<&'static str> {
    let content = Content::builtin();
    let eased = &table.eased;
    if !eased.easing.allows_questions() {
        Some(&content.why_not.easing)
    } else if eased.easing.quiet_until.is_some() {
        Some(content.ease_off(NOT_NOW).map_or(&content.why_not.easing, |text| &text.tell))
    } else if eased.asked_enough_until.is_some() {
        Some(&content.alone.asked_enough)
    } else {
        None
    }
}

fn pick<T>(equals: impl Iterator<Item = T>, chance: u64) -> Option<T> {
    let equals: Vec<T> = equals.collect();
    let index = chance.checked_rem(u64::try_from(equals.len()).ok()?)?;
    equals.into_iter().nth(usize::try_from(index).ok()?)
}
