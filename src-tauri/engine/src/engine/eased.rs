//! How much faces the partner now: what the journal holds, as the rules of easing off see it.

use std::collections::BTreeSet;

use ajar_core::content::{Content, Faces};
use ajar_core::day::day_begins;
use ajar_core::easing::{self, Chosen, Easing, Mode};
use ajar_core::ids::PracticeRef;
use ajar_core::talk::{Bid, FreeChoice};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use rusqlite::Connection;

use super::card_face;
use super::present::Present;
use crate::dto::{self, TalkDetails};
use crate::error::Error;
use crate::table::talk::TalkRow;
use crate::table::{easing_choice, own_practice, plan, practice_log, talk, talk_detail, went};

/// So many days a question counts for the limit of a week.
const WEEK: Days = Days::new(7);

pub(super) struct Eased {
    /// What the user began with their partner.
    pub(super) bids: Vec<Bid>,
    pub(super) easing: Easing,
    /// While it lies ahead, the questions of this week were asked.
    pub(super) asked_enough_until: Option<DateTime<Utc>>,
}

impl Eased {
    pub(super) fn load(vault: &Connection, present: &Present) -> Result<Self, Error> {
        let told = talk_detail::all(vault)?;
        let mut bids = Vec::new();
        let mut asks = BTreeSet::new();
        for talk in talk::all(vault)? {
            let details = told.get(&talk.id).cloned().unwrap_or_default();
            if !is_bid(vault, &talk, &details)? {
                continue;
            }
            asks.extend(asked(vault, &talk, &details)?.map(|what| (talk.day, what)));
            bids.push(bid(vault, talk, details)?);
        }
        for (card, day) in went::cards(vault)? {
            asks.insert((day, card.to_string()));
        }
        for (practice, day) in practice_log::practices(vault)? {
            if faces(vault, &practice)? == Some(Faces::Partner) {
                asks.insert((day, practice.to_string()));
            }
        }
        let today = present.today();
        let easing = easing::ease(&bids, &chosen(vault, present)?, present.now, today);
        // Days ahead are those of a wrong clock.
        let mut newest = asks.iter().rev().map(|(day, _)| *day).filter(|day| *day <= today);
        let most = usize::from(present.settings.settings.questions_per_week.max(1));
        let free_again = newest.nth(most - 1).and_then(|day| day.checked_add_days(WEEK));
        let asked_enough_until = free_again.map(|day| begins(day, present)).filter(|until| *until > present.now);
        Ok(Self { bids, easing, asked_enough_until })
    }

    /// Until when no reminder asks for something with the partner. The same for a rest, a stop and fear: no reason is told.
    pub(super) fn quiet_bids_until(&self, present: &Present) -> Option<DateTime<Utc>> {
        self.easing.gate_until(|day| begins(day, present))
    }

    pub(super) fn no_questions_until(&self, present: &Present) -> Option<DateTime<Utc>> {
        self.easing.no_questions_until(|day| begins(day, present)).max(self.asked_enough_until)
    }

    /// Nothing that faces the partner is offered.
    pub(super) fn rests(&self, present: &Present) -> bool {
        self.quiet_bids_until(present).is_some_and(|until| present.now < until)
    }

    pub(super) fn is_parted(&self) -> bool {
        self.easing.mode == Mode::Parted
    }
}

/// What the user chose and said, each later than the one before it, and none of it ahead.
///
/// A clock that was wrong must neither hide that somebody asked to stop nor keep it from being lifted.
pub(super) fn chosen(vault: &Connection, present: &Present) -> Result<Vec<Chosen>, Error> {
    let mut chosen = easing_choice::all(vault)?;
    let mut latest = present.now;
    for said in chosen.iter_mut().rev() {
        if said.at > latest {
            said.at = latest;
            said.day = said.day.min(present.today());
        }
        latest = said.at - TimeDelta::milliseconds(1);
    }
    Ok(chosen)
}

/// Whether the user began it; what the partner began is none of the user's asking.
fn is_bid(vault: &Connection, talk: &TalkRow, details: &TalkDetails) -> Result<bool, Error> {
    match (details.opener, &talk.practice) {
        (Some(opener), _) => Ok(opener != dto::Opener::TheyBegan),
        (None, Some(practice)) => Ok(faces(vault, practice)? != Some(Faces::Answer)),
        (None, None) => Ok(true),
    }
}

fn bid(vault: &Connection, talk: TalkRow, details: TalkDetails) -> Result<Bid, Error> {
    let card = talk.card.map(|card| card_face::find(vault, &card)).transpose()?.flatten();
    let planned = talk.plan.map(|id| plan::get(vault, id)).transpose()?.flatten();
    Ok(Bid {
        at: talk.at,
        day: talk.day,
        response: talk.response.into(),
        topic: details
            .topic
            .or_else(|| card.as_ref().map(|card| card.deck.clone()))
            .or_else(|| planned.and_then(|plan| plan.steps.topic)),
        depth: details.depth.or_else(|| card.as_ref().map(|card| card.depth)),
        pushed: details.pushed.map(Into::into),
        // Fear is a choice of its own, of the time at which it was said.
        free: details.free.map(Into::into).filter(|free| *free != FreeChoice::Afraid),
    })
}

/// What the user asked of their partner in a talk; `None` when it went without a question.
fn asked(vault: &Connection, talk: &TalkRow, details: &TalkDetails) -> Result<Option<String>, Error> {
    if let Some(card) = &talk.card {
        return Ok(Some(card.to_string()));
    }
    if matches!(details.opener, Some(dto::Opener::LightQuestion | dto::Opener::DeckCard)) {
        return Ok(Some(talk.id.to_string()));
    }
    let Some(practice) = &talk.practice else { return Ok(None) };
    Ok((faces(vault, practice)? == Some(Faces::Partner)).then(|| practice.to_string()))
}

fn faces(vault: &Connection, practice: &PracticeRef) -> Result<Option<Faces>, Error> {
    Ok(match practice {
        PracticeRef::Catalogue(slug) => Content::builtin().practice(slug).map(|practice| practice.faces),
        PracticeRef::Own(id) => own_practice::get(vault, *id)?.map(|own| own.faces.into()),
    })
}

pub(super) fn begins(day: NaiveDate, present: &Present) -> DateTime<Utc> {
    day_begins(day, &*present.zone, present.settings.day_start)
}
