//! Finding entries by their words.

use rusqlite::{Connection, Transaction};

use super::journal::time_of_day;
use super::lock::Door;
use super::{Engine, lock};
use crate::dto::{IndexReading, Piece, SearchHit, SearchOrder, SearchPage, SearchQuery};
use crate::error::Error;
use crate::headline::headline;
use crate::search::{self, Pieces, Query};
use crate::table::entry;
use crate::table::entry_search::{self, Hit, Reading};

const PAGE: u32 = 50;
/// More hits than these are not weighed against each other.
const MOST_WEIGHED: u32 = 2_000;
/// Entries that are looked at in one step, and indexed in one transaction, when an earlier version wrote them. Whoever
/// locks waits for one step at most.
const LOOK: u32 = 5_000;
const ADD: u32 = 50;

impl Engine {
    /// Fifty hits. What lies in the trash is not found.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `query` for what cannot be meant; [`Error::Locked`].
    pub fn search(&self, wanted: &SearchQuery) -> Result<SearchPage, Error> {
        self.with_vault(|vault| {
            let query = Query::parse(&wanted.text)?;
            let found = vault.read("search your journal", |connection| page(connection, &query, wanted))?;
            let Reading { done, of, was_behind, finished, .. } = vault.reading;
            Ok(SearchPage { reading: (was_behind && !finished).then_some(IndexReading { done, of }), ..found })
        })
    }

    /// One step through the entries for what the search index lacks: what an earlier version wrote, or a restore brought.
    /// Call it at every tick, and again at once while there is more. A lock in between stops it; the next unlock goes on.
    ///
    /// # Errors
    /// What kept it from being written; the next tick tries again.
    pub fn index_some(&self) -> Result<Indexed, Error> {
        let mut door = lock(&self.door);
        let Door::Open(_, vault) = &mut *door else { return Ok(Indexed::Done) };
        let before = vault.reading;
        if before.finished {
            return Ok(Indexed::Done);
        }
        let write = |tx: &Transaction<'_>| Ok(entry_search::read_on(tx, before, LOOK, ADD)?);
        let reading = vault.write("index your entries", write)?;
        vault.reading = reading;
        Ok(match reading {
            Reading { finished: false, .. } => Indexed::GoesOn,
            Reading { was_behind: true, .. } => Indexed::CaughtUp,
            _ => Indexed::Done,
        })
    }

    /// All steps at once, for who can wait.
    ///
    /// # Errors
    /// As [`Engine::index_some`].
    pub fn index_all(&self) -> Result<(), Error> {
        while self.index_some()? == Indexed::GoesOn {}
        Ok(())
    }

    /// Makes the search index anew, out of the entries.
    pub(super) fn make_index_anew(&self) -> Result<(), Error> {
        self.with_vault(|vault| {
            vault.write("make the search index anew", |tx| Ok(entry_search::begin_anew(tx)?))?;
            vault.reading = Reading::default();
            Ok(())
        })?;
        self.index_all()?;
        // What the old one held may be words that were deleted.
        self.with_vault(|vault| vault.checkpoint())
    }
}

/// What a step of indexing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indexed {
    /// There was nothing to do, or the journal is locked.
    Done,
    GoesOn,
    /// This was the last of it: now everything can be found.
    CaughtUp,
}

fn page(connection: &Connection, query: &Query, wanted: &SearchQuery) -> Result<SearchPage, Error> {
    if *query == Query::default() {
        return Ok(SearchPage { hits: Vec::new(), next: None, order: wanted.order, reading: None });
    }
    let offset = wanted.after.unwrap_or(0).max(0);
    // Entries that are added meanwhile do not change the order that the first page was in.
    let most = if wanted.after.is_none() { MOST_WEIGHED } else { u32::MAX };
    let weighed = match wanted.order {
        SearchOrder::Best => entry_search::best(connection, query, offset, PAGE + 1, most)?,
        SearchOrder::Newest => None,
    };
    let (mut found, order) = match weighed {
        Some(found) => (found, SearchOrder::Best),
        None => (entry_search::newest(connection, query, wanted.after, PAGE + 1)?, SearchOrder::Newest),
    };
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|last| match order {
        SearchOrder::Newest => last.doc,
        SearchOrder::Best => offset + i64::from(PAGE),
    });
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        hits.extend(shown(connection, hit, query)?);
    }
    Ok(SearchPage { hits, next, order, reading: None })
}

fn shown(connection: &Connection, hit: Hit, query: &Query) -> Result<Option<SearchHit>, Error> {
    let Some(entry) = entry::get(connection, hit.entry)? else { return Ok(None) };
    let (title, _) = headline(&entry.text);
    Ok(Some(SearchHit {
        id: entry.id.to_string(),
        day: entry.day.to_string(),
        time: entry.minute.map(time_of_day),
        title: pieces(search::marked(&title, query)),
        excerpt: pieces(search::excerpt(&entry.text, query)),
        facets: entry.facets.into(),
    }))
}

fn pieces(pieces: Pieces) -> Vec<Piece> {
    pieces.into_iter().map(|(text, hit)| Piece { text, hit }).collect()
}
