//! Entries from a terminal.

use std::io::BufRead;

use ajar_engine::Engine;
use ajar_engine::clock::{Clock, SystemClock};
use ajar_engine::dto::{Entry, EntryCursor, EntryRow, EntrySave, Facets, Mood};
use clap::Args;
use serde::Serialize;
use serde_json::json;

use crate::failure::Failure;
use crate::input::Input;
use crate::output::Output;

#[derive(Args)]
pub struct Add {
    #[command(flatten)]
    noted: Noted,
}

#[derive(Args)]
pub struct Edit {
    /// The entry's id, or its first 8 characters or more
    id: String,
    /// Only change revision N; when there is a later one, both texts are kept
    #[arg(long, value_name = "N")]
    if_rev: Option<i64>,
    #[command(flatten)]
    noted: Noted,
    /// Take all tags off
    #[arg(long, conflicts_with = "tags")]
    no_tags: bool,
    /// Take the mood off
    #[arg(long, conflicts_with = "mood")]
    no_mood: bool,
    /// Take the star off
    #[arg(long, conflicts_with = "star")]
    no_star: bool,
}

/// What can be noted about an entry beside its words.
#[derive(Args)]
struct Noted {
    /// The entry's date, YYYY-MM-DD
    #[arg(long)]
    date: Option<String>,
    /// Its time of day, HH:MM
    #[arg(long)]
    time: Option<String>,
    /// A tag: one word. Give it again for another
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// low, tense, even, warm or bright
    #[arg(long)]
    mood: Option<String>,
    /// Mark it with a star
    #[arg(long)]
    star: bool,
}

#[derive(Args)]
pub struct List {
    /// Only the newest N
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// What is in the trash instead, deleted last first
    #[arg(long)]
    trash: bool,
}

impl Add {
    pub fn run(&self, engine: &Engine, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        let facets = self.noted.over(Facets::default())?;
        let text = input.text()?;
        if is_empty(&text) {
            return Err(Failure::NoText);
        }
        let id = SystemClock::new().new_id().to_string();
        let saved = engine.save_entry(&self.noted.save(id, 0, text, facets))?;
        output.answer(&saved, || vec![saved.id.clone()])
    }
}

impl Edit {
    pub fn run(&self, engine: &Engine, input: &mut Input<impl BufRead>, output: &mut Output) -> Result<(), Failure> {
        // Read before the text, which somebody may type for long: what changes meanwhile is not written over.
        let before = engine.entry(&engine.find_entry(&self.id)?)?;
        let base_rev = self.if_rev.unwrap_or(before.rev);
        let facets = self.facets(before.facets)?;
        let only_notes = self.notes_something();
        let given = if only_notes && input.is_typed() { String::new() } else { input.text()? };
        let text = match (is_empty(&given), only_notes) {
            (false, _) => given,
            (true, true) if base_rev == before.rev => before.text,
            (true, true) => return Err(Failure::Stale),
            (true, false) => return Err(Failure::NoText),
        };
        let saved = engine.save_entry(&self.noted.save(before.id, base_rev, text, facets))?;
        output.answer(&saved, || vec![saved.id.clone()])?;
        if saved.kept_as.is_some() { Err(Failure::KeptBeside) } else { Ok(()) }
    }

    fn facets(&self, before: Facets) -> Result<Facets, Failure> {
        let mut facets = self.noted.over(before)?;
        if self.no_tags {
            facets.tags.clear();
        }
        if self.no_mood {
            facets.mood = None;
        }
        facets.starred &= !self.no_star;
        Ok(facets)
    }

    fn notes_something(&self) -> bool {
        self.no_tags || self.no_mood || self.no_star || self.noted.is_something()
    }
}

impl Noted {
    /// `facets` with those that were given.
    fn over(&self, facets: Facets) -> Result<Facets, Failure> {
        let mood = self.mood.as_deref().map(str::parse::<Mood>).transpose()?;
        Ok(Facets {
            tags: if self.tags.is_empty() { facets.tags } else { self.tags.clone() },
            mood: mood.or(facets.mood),
            starred: self.star || facets.starred,
        })
    }

    fn save(&self, id: String, base_rev: i64, text: String, facets: Facets) -> EntrySave {
        EntrySave {
            id,
            base_rev,
            text,
            day: self.date.clone(),
            time: self.time.clone(),
            facets: Some(facets),
            goes_on: false,
        }
    }

    fn is_something(&self) -> bool {
        self.star || !self.tags.is_empty() || [&self.date, &self.time, &self.mood].iter().any(|option| option.is_some())
    }
}

impl List {
    pub fn run(&self, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
        let limit = self.limit.unwrap_or(usize::MAX);
        let mut rows = if self.trash { engine.trash()? } else { newest(engine, limit)? };
        rows.truncate(limit);
        output.answer(&rows, || rows.iter().map(line).collect())
    }
}

/// An entry as programs get it.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    entry: Entry,
    /// How many there are; a terminal shows none.
    pictures: usize,
}

/// Prints the words as they are, byte for byte. What else is in the entry is said beside them.
pub fn show(id: &str, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let id = engine.find_entry(id)?;
    let shown = Shown { entry: engine.entry(&id)?, pictures: engine.pictures(&id)?.len() };
    output.answer_exactly(&shown, &shown.entry.text)?;
    match shown.pictures {
        0 => {}
        1 => output.add("1 picture is in this entry.".to_owned()),
        pictures => output.add(format!("{pictures} pictures are in this entry.")),
    }
    Ok(())
}

pub fn delete(id: &str, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let id = engine.find_entry(id)?;
    engine.delete_entry(&id)?;
    output.answer(&json!({"id": id, "in_trash": true}), || {
        vec![format!("It is in the trash. To bring it back: ajar-cli undelete {id}")]
    })
}

pub fn undelete(id: &str, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
    let id = engine.find_entry(id)?;
    engine.restore_entry(&id)?;
    output.answer(&json!({"id": id, "in_trash": false}), || vec!["It is back in your journal.".to_owned()])
}

fn newest(engine: &Engine, limit: usize) -> Result<Vec<EntryRow>, Failure> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = engine.entries(after.as_ref())?;
        after = page.rows.last().map(|row| EntryCursor { day: row.day.clone(), id: row.id.clone() });
        rows.extend(page.rows);
        if !page.more || rows.len() >= limit {
            return Ok(rows);
        }
    }
}

fn line(row: &EntryRow) -> String {
    let time = row.time.as_deref().unwrap_or("     ");
    let mut line = format!("{} {time}  {}  {}", row.day, row.id, row.title);
    let star = row.facets.starred.then(|| "*".to_owned());
    let mood = row.facets.mood.map(|mood| mood.word().to_owned());
    for noted in star.into_iter().chain(mood).chain(row.facets.tags.iter().map(|tag| format!("#{tag}"))) {
        line.push_str("  ");
        line.push_str(&noted);
    }
    line
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}
