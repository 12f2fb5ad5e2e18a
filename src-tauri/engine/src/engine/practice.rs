//! Which practice to offer, and what its card says.

use std::collections::BTreeSet;

use ajar_core::content::{Content, Faces, Practice};
use ajar_core::ids::PracticeRef;
use ajar_core::reminder::Kind;
use ajar_core::today::{self, Candidate, Choice};
use chrono::NaiveDate;
use rusqlite::Connection;

use super::Engine;
use super::eased::Eased;
use super::present::Present;
use crate::dto::PracticeCard;
use crate::error::Error;
use crate::table::own_practice::{self, OwnPracticeRow};
use crate::table::{gate, practice_log, practice_mark, talk};

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
            let wish =
                Wish { day: present.today(), resting, plan_due: self.is_plan_due(vault, &present)?, seen: &seen };
            vault.read("find a practice", |connection| {
                let practice = offer(connection, &wish, &present)?;
                card_of(connection, &practice, resting)
            })
        })
    }

    /// Whether the gate is closed. It says so while the journal is locked, too.
    pub(super) fn is_resting(&self, present: &Present) -> Result<bool, Error> {
        let gate = self.agenda()?.read("read the gate", |connection| Ok(gate::get(connection)?))?;
        Ok(gate.quiet_bids_until.is_some_and(|until| present.now < until))
    }
}

/// What is asked of an offer.
#[derive(Clone, Copy)]
pub(super) struct Wish<'a> {
    /// The practice day.
    pub(super) day: NaiveDate,
    /// The gate is closed.
    pub(super) resting: bool,
    /// A plan is for this day.
    pub(super) plan_due: bool,
    /// What was offered already.
    pub(super) seen: &'a [PracticeRef],
}

/// The practice to offer on a day.
pub(super) fn offer(vault: &Connection, wish: &Wish<'_>, present: &Present) -> Result<PracticeRef, Error> {
    let eased = Eased::load(vault, present)?;
    // When the two have parted, nobody is there who could begin.
    choose(vault, wish, eased.easing.side_by_side_only(), eased.is_parted())
}

/// A practice that needs nobody.
pub(super) fn self_practice(vault: &Connection, present: &Present) -> Result<PracticeRef, Error> {
    let wish = Wish { day: present.today(), resting: true, plan_due: false, seen: &[] };
    choose(vault, &wish, false, true)
}

fn choose(vault: &Connection, wish: &Wish<'_>, light: bool, self_only: bool) -> Result<PracticeRef, Error> {
    let log: Vec<_> = practiced(vault)?.into_iter().map(|(day, practice)| (practice, day)).collect();
    let own: Vec<Candidate> = own_practice::all(vault)?.iter().map(candidate).collect();
    let (mut hidden, mut favorites) = (Vec::new(), Vec::new());
    for (practice, mark) in practice_mark::all(vault)? {
        if mark.hidden {
            hidden.push(practice);
        } else if mark.favorite {
            favorites.push(practice);
        }
    }
    let content = Content::builtin();
    if self_only {
        let for_two = content.practices.iter().filter(|practice| practice.faces != Faces::OnSelf);
        hidden.extend(for_two.map(Practice::reference));
    }
    let choice = Choice {
        log: &log,
        today: wish.day,
        resting: wish.resting,
        light,
        plan_due: wish.plan_due,
        own: &own,
        hidden: &hidden,
        favorites: &favorites,
        seen: wish.seen,
    };
    Ok(today::choose(content, &choice))
}

/// The practice that answering a reminder of this kind notes: its own, else that day's.
pub(super) fn bound(
    vault: &Connection,
    kind: Option<Kind>,
    wish: &Wish<'_>,
    present: &Present,
) -> Result<PracticeRef, Error> {
    match kind.and_then(Kind::practice) {
        Some(slug) => Ok(PracticeRef::catalogue(slug)),
        None => offer(vault, wish, present),
    }
}

/// What was practiced on which practice day, on its own or as a talk.
pub(super) fn practiced(vault: &Connection) -> Result<BTreeSet<(NaiveDate, PracticeRef)>, Error> {
    let noted = practice_log::practices(vault)?.into_iter().map(|(practice, day)| (day, practice));
    let talks = talk::all(vault)?.into_iter().filter_map(|talk| Some((talk.day, talk.practice?)));
    Ok(noted.chain(talks).collect())
}

/// Whether there is such a practice to note, one of the catalogue's or of the user's own.
pub(super) fn is_known(vault: &Connection, practice: &PracticeRef) -> Result<bool, Error> {
    Ok(match practice {
        PracticeRef::Catalogue(slug) => Content::builtin().practice(slug).is_some(),
        PracticeRef::Own(id) => own_practice::get(vault, *id)?.is_some_and(|own| !own.is_deleted),
    })
}

/// What a practice is called, also one of the user's own that was deleted: the log still names it.
pub(super) fn title(vault: &Connection, practice: &PracticeRef) -> Result<Option<String>, Error> {
    Ok(match practice {
        PracticeRef::Catalogue(slug) => Content::builtin().practice(slug).map(|practice| practice.title.clone()),
        PracticeRef::Own(id) => own_practice::get(vault, *id)?.map(|own| own.title),
    })
}

pub(super) fn card_of(vault: &Connection, practice: &PracticeRef, resting: bool) -> Result<PracticeCard, Error> {
    if let PracticeRef::Own(id) = practice
        && let Some(own) = own_practice::get(vault, *id)?
    {
        return Ok(own_card(own));
    }
    let content = Content::builtin();
    Ok(card(content.resolve(practice).unwrap_or_else(|| content.first()), resting))
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

pub(super) fn own_card(own: OwnPracticeRow) -> PracticeCard {
    PracticeCard {
        practice: own.reference().to_string(),
        title: own.title,
        source: String::new(),
        today: own.today,
        faces: own.faces,
        why: own.why,
        steps: own.steps,
        say: Vec::new(),
        avoid: Vec::new(),
        stop_when: own.stop_when,
        prompts: Vec::new(),
        minutes: 0,
    }
}

pub(super) fn candidate(own: &OwnPracticeRow) -> Candidate {
    Candidate { practice: own.reference(), faces: own.faces.into() }
}
