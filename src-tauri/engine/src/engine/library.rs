//! The library: the suggested path, the catalogue, and the user's own practices. Nothing in it is ever locked.

use std::collections::HashMap;

use ajar_core::content::Content;
use ajar_core::ids::PracticeRef;
use ajar_core::path;
use ajar_core::today::Candidate;
use chrono::NaiveDate;
use rusqlite::Connection;

use super::Engine;
use super::eased::Eased;
use super::practice;
use super::present::Present;
use crate::dto::{Faces, Library, Mark, PathStep, PathWeek, PracticeCard, PracticePage, PracticeRow};
use crate::error::Error;
use crate::table::{own_practice, practice_mark};

const NOT_FOUND: Error = Error::NotFound { what: "practice" };

impl Engine {
    /// Every practice, hidden ones too, and how far the path has been walked.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn library(&self) -> Result<Library, Error> {
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.read("open the library", |connection| {
                let standing = Standing::load(connection, &present)?;
                let content = Content::builtin();
                let weeks = path::standing(content, &standing.log);
                let catalogue = content.practices.iter().map(|practice| practice::card(practice, false));
                let own = own_practice::all(connection)?.into_iter().map(practice::own_card);
                Ok(Library {
                    next: path::next(&weeks, |slug| standing.hides(slug))
                        .map(|slug| PracticeRef::catalogue(slug).to_string()),
                    weeks: weeks.iter().map(path_week).collect(),
                    practices: catalogue.chain(own).map(|card| standing.row(card)).collect::<Result<_, _>>()?,
                })
            })
        })
    }

    /// One practice, whole: it can be read also while it is not suggested.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn practice(&self, practice: &str) -> Result<PracticePage, Error> {
        let present = self.present()?;
        let practice: PracticeRef = practice.parse().map_err(|_| NOT_FOUND)?;
        self.with_vault(|vault| {
            vault.read("open the practice", |connection| {
                if !practice::is_known(connection, &practice)? {
                    return Err(NOT_FOUND);
                }
                let row =
                    Standing::load(connection, &present)?.row(practice::card_of(connection, &practice, false)?)?;
                let of_content = Content::builtin().resolve(&practice);
                Ok(PracticePage {
                    card: practice::card_of(connection, &practice, row.rests)?,
                    ladder: of_content.map(|practice| practice.ladder_example.clone()).unwrap_or_default(),
                    own: row.own,
                    mark: row.mark,
                    rests: row.rests,
                    times: row.times,
                    last_day: row.last_day,
                    decks: of_content.map(|practice| practice.decks.clone()).unwrap_or_default(),
                })
            })
        })
    }

    /// Keeps what the user thinks of a practice.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn mark_practice(&self, practice: &str, mark: Mark) -> Result<(), Error> {
        let practice: PracticeRef = practice.parse().map_err(|_| NOT_FOUND)?;
        self.with_vault(|vault| {
            vault.write("mark the practice", |tx| {
                if !practice::is_known(tx, &practice)? {
                    return Err(NOT_FOUND);
                }
                Ok(practice_mark::set(tx, &practice, mark)?)
            })
        })
    }
}

/// What the journal says of all practices.
struct Standing {
    log: Vec<(PracticeRef, NaiveDate)>,
    times: HashMap<PracticeRef, (u32, NaiveDate)>,
    marks: HashMap<PracticeRef, Mark>,
    rests: bool,
    is_parted: bool,
}

impl Standing {
    fn load(vault: &Connection, present: &Present) -> Result<Self, Error> {
        let log: Vec<_> = practice::practiced(vault)?.into_iter().map(|(day, practice)| (practice, day)).collect();
        let mut times: HashMap<PracticeRef, (u32, NaiveDate)> = HashMap::new();
        for (practice, day) in &log {
            let (count, last) = times.entry(practice.clone()).or_insert((0, *day));
            *count += 1;
            *last = (*last).max(*day);
        }
        let eased = Eased::load(vault, present)?;
        Ok(Self {
            log,
            times,
            marks: practice_mark::all(vault)?,
            rests: eased.rests(present),
            is_parted: eased.is_parted(),
        })
    }

    fn hides(&self, slug: &str) -> bool {
        self.marks.get(&PracticeRef::catalogue(slug)).is_some_and(|mark| mark.hidden)
    }

    fn row(&self, card: PracticeCard) -> Result<PracticeRow, Error> {
        let practice: PracticeRef = card.practice.parse().map_err(|_| NOT_FOUND)?;
        let done = self.times.get(&practice);
        let own = matches!(practice, PracticeRef::Own(_));
        let faces = Candidate { practice: practice.clone(), faces: card.faces.into() };
        Ok(PracticeRow {
            own,
            mark: self.marks.get(&practice).copied().unwrap_or_default(),
            times: done.map_or(0, |(count, _)| *count),
            last_day: done.map(|(_, day)| day.to_string()),
            rests: (self.rests && !faces.suits_a_rest()) || (self.is_parted && card.faces != Faces::OnSelf),
            practice: card.practice,
            title: card.title,
            source: card.source,
            today: card.today,
            faces: card.faces,
            minutes: card.minutes,
        })
    }
}

fn path_week(week: &path::Week<'_>) -> PathWeek {
    let content = Content::builtin();
    let title = |slug: &str| content.practice(slug).map(|practice| practice.title.clone()).unwrap_or_default();
    let step = |&(slug, done): &(&str, bool)| PathStep {
        practice: PracticeRef::catalogue(slug).to_string(),
        title: title(slug),
        done,
    };
    PathWeek { steps: week.practices.iter().map(step).collect() }
}
