//! The review of the week: what was noted, and the words that the user adds.

use std::collections::{BTreeMap, HashMap};
use std::iter;

use ajar_core::content::Content;
use ajar_core::ids::{EntryId, PracticeRef};
use chrono::{Days, NaiveDate};
use rusqlite::Connection;

use super::Engine;
use super::fields::at_most;
use super::history::History;
use super::present::Present;
use super::revisions;
use super::weekly::{lately, this_week};
use crate::dto::{Practiced, Review, ReviewWords, Saved};
use crate::error::Error;
use crate::facets::Facets;
use crate::table::entry::{self, EntryRow};
use crate::table::review::{self, ReviewRow};
use crate::table::{own_practice, practice_log, talk, talk_detail};

const MOST: usize = 5000;
/// The week before this one began so many days ago at most, also when the user's weeks begin on another day by now.
const WEEK_BEFORE: Days = Days::new(13);

impl Engine {
    /// The review of the week that it is now.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn review(&self) -> Result<Review, Error> {
        let present = self.present()?;
        let week = this_week(&present);
        let days = (week, week + Days::new(6));
        self.with_vault(|vault| {
            vault.read("open the review", |connection| {
                let standing = History::load(connection, &present)?.standing(&present);
                let mine = review::get(connection, week)?;
                let before = review::newest(connection, week - WEEK_BEFORE, week)?;
                Ok(Review {
                    week: week.to_string(),
                    practiced: practiced(connection, days)?,
                    practice_days: standing.practiced,
                    goal: standing.goal,
                    talks: talks(connection, days)?,
                    understood: talk_detail::understood(connection, days.0, days.1)?,
                    planned: before.map(|before| before.words.next).unwrap_or_default(),
                    entry: mine.as_ref().map(|mine| mine.entry.to_string()),
                    words: mine.map(|mine| mine.words).unwrap_or_default(),
                })
            })
        })
    }

    /// Saves the user's words into the week's entry. One that they have changed by hand since is left alone: the words then
    /// become another entry, which [`Saved::kept_as`] names.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another week, no words at all or more than 5,000 characters; [`Error::Locked`].
    pub fn save_review(&self, week: &str, words: &ReviewWords) -> Result<Saved, Error> {
        let present = self.present()?;
        let week = lately(week, &present)?;
        for (field, text) in [("tried", &words.tried), ("learned", &words.learned), ("next", &words.next)] {
            at_most(field, text, MOST)?;
        }
        if written_in(words).next().is_none() {
            return Err(Error::invalid("tried", "Write a line in one of the fields first."));
        }
        let new_id = EntryId::from_uuid(self.clock.new_id());
        self.with_vault(|vault| {
            vault.write("save the review", |tx| {
                let before = review::get(tx, week)?;
                let written = match &before {
                    Some(before) => entry::get(tx, before.entry)?.map(|entry| (before, entry)),
                    None => None,
                };
                let saved = match written {
                    Some((before, entry)) if before.words == *words => saved(&entry, None),
                    Some((before, entry)) if entry.text == text(week, &before.words) && !entry.in_trash => {
                        rewrite(tx, &entry, text(week, words), &present)?
                    }
                    Some(_) => {
                        let entry = write(tx, new_id, week, words, &present)?;
                        saved(&entry, Some(new_id))
                    }
                    None => saved(&write(tx, new_id, week, words, &present)?, None),
                };
                let entry = saved.id.parse().map_err(|_| Error::NotFound { what: "entry" })?;
                review::put(tx, &ReviewRow { week, words: words.clone(), entry })?;
                Ok(saved)
            })
        })
    }
}

/// The fields with words in them, under their headings.
fn written_in(words: &ReviewWords) -> impl Iterator<Item = (&'static str, &str)> {
    let fields = [
        ("What I tried", words.tried.trim()),
        ("What I learned", words.learned.trim()),
        ("One small thing for next week", words.next.trim()),
    ];
    fields.into_iter().filter(|(_, text)| !text.is_empty())
}

/// The words of a review as Markdown.
fn text(week: NaiveDate, words: &ReviewWords) -> String {
    let title = format!("# My week from {}\n", week.format("%-d %B %Y"));
    let parts = written_in(words).map(|(heading, words)| format!("\n## {heading}\n\n{words}\n"));
    iter::once(title).chain(parts).collect()
}

fn rewrite(tx: &Connection, before: &EntryRow, text: String, present: &Present) -> Result<Saved, Error> {
    let entry = EntryRow { rev: before.rev + 1, text, updated_at: present.now, ..before.clone() };
    revisions::keep(tx, before, &entry, false)?;
    entry::update(tx, &entry)?;
    Ok(saved(&entry, None))
}

fn write(
    tx: &Connection,
    id: EntryId,
    week: NaiveDate,
    words: &ReviewWords,
    present: &Present,
) -> Result<EntryRow, Error> {
    let (today, last) = (present.today(), week + Days::new(6));
    let entry = EntryRow {
        id,
        rev: 1,
        day: today.min(last),
        minute: (today <= last).then(|| present.minute_of(present.now)),
        zone: present.zone.name().to_owned(),
        text: text(week, words),
        facets: Facets::default(),
        created_at: present.now,
        updated_at: present.now,
        in_trash: false,
    };
    entry::insert(tx, &entry)?;
    Ok(entry)
}

fn saved(entry: &EntryRow, kept_as: Option<EntryId>) -> Saved {
    Saved {
        id: entry.id.to_string(),
        rev: entry.rev,
        day: entry.day.to_string(),
        kept_as: kept_as.map(|id| id.to_string()),
    }
}

/// What was practiced on these days, most often first.
fn practiced(vault: &Connection, (first, last): (NaiveDate, NaiveDate)) -> Result<Vec<Practiced>, Error> {
    let mut times: HashMap<PracticeRef, u32> = HashMap::new();
    for (practice, day) in practice_log::practices(vault)? {
        if (first..=last).contains(&day) {
            *times.entry(practice).or_default() += 1;
        }
    }
    let mut practiced = Vec::new();
    for (practice, times) in times {
        // What a later version called a practice is counted there.
        if let Some(title) = title(vault, &practice)? {
            practiced.push(Practiced { title, times });
        }
    }
    practiced.sort_by(|one, other| (other.times, &one.title).cmp(&(one.times, &other.title)));
    Ok(practiced)
}

/// What a practice is called, also one of the user's own that was deleted.
fn title(vault: &Connection, practice: &PracticeRef) -> Result<Option<String>, Error> {
    if let PracticeRef::Own(id) = practice {
        return Ok(own_practice::get(vault, *id)?.map(|own| own.title));
    }
    Ok(Content::builtin().resolve(practice).map(|practice| practice.title.clone()))
}

fn talks(vault: &Connection, (first, last): (NaiveDate, NaiveDate)) -> Result<u32, Error> {
    let mut days = BTreeMap::new();
    talk::count_days(vault, &mut days)?;
    Ok(days.range(first..=last).map(|(_, count)| count).sum())
}
