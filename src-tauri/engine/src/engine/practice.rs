//! Which practice to offer.

use ajar_core::content::{Content, Practice};
use ajar_core::ids::PracticeRef;
use ajar_core::reminder::Kind;
use ajar_core::today::{self, Choice};
use chrono::NaiveDate;
use rusqlite::Connection;

use super::Engine;
use super::present::Present;
use crate::dto::PracticeCard;
use crate::error::Error;
use crate::table::{gate, practice_log};

impl Engine {
    /// Another practice than those already offered; after the last one the first comes again.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn another_practice(&self, seen: &[String]) -> Result<PracticeCard, Error> {
        let present = self.present()?;
        let resting = self.is_resting(&present)?;
        let seen: Vec<PracticeRef> = seen.iter().filter_map(|practice| practice.parse().ok()).collect();
        self.with_vault(|vault| {
            vault.read("find a practice", |connection| {
                Ok(card(offer(connection, present.today(), resting, &seen)?, resting))
            })
        })
    }

    pub(super) fn is_resting(&self, present: &Present) -> Result<bool, Error> {
        let gate = self.agenda()?.read("read the gate", |connection| Ok(gate::get(connection)?))?;
        Ok(gate.quiet_bids_until.is_some_and(|until| present.now < until))
    }
}

/// The practice to offer on a day.
pub(super) fn offer(
    vault: &Connection,
    day: NaiveDate,
    resting: bool,
    seen: &[PracticeRef],
) -> Result<&'static Practice, Error> {
    let log = practice_log::practices(vault)?;
    let content = Content::builtin();
    let chosen = today::choose(content, &Choice { log: &log, today: day, resting, seen, ..Choice::default() });
    Ok(content.resolve(&chosen).unwrap_or_else(|| content.first()))
}

/// The practice that answering a reminder of this kind notes: its own, else that day's.
pub(super) fn bound(
    vault: &Connection,
    kind: Option<Kind>,
    day: NaiveDate,
    resting: bool,
) -> Result<PracticeRef, Error> {
    match kind.and_then(Kind::practice) {
        Some(slug) => Ok(PracticeRef::catalogue(slug)),
        None => Ok(offer(vault, day, resting, &[])?.reference()),
    }
}

pub(super) fn card(practice: &Practice, resting: bool) -> PracticeCard {
    PracticeCard {
        practice: practice.reference().to_string(),
        title: practice.title.clone(),
        source: Content::builtin().source_line(practice),
        today: practice.today.clone(),
        faces: practice.faces.into(),
        why: practice.why.clone(),
        steps: practice.steps(resting).map(str::to_owned).collect(),
        say: practice.say.clone(),
        avoid: practice.avoid.clone(),
        stop_when: practice.stop_when.clone(),
        prompts: practice.prompts.clone(),
        minutes: practice.minutes,
    }
}
