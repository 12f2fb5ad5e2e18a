//! Finding entries by their words.

use rusqlite::Connection;

use super::Engine;
use super::journal::time_of_day;
use crate::dto::{Piece, SearchHit, SearchOrder, SearchPage, SearchQuery};
use crate::error::Error;
use crate::headline::headline;
use crate::search::{self, Pieces, Query};
use crate::table::entry;
use crate::table::entry_search::{self, Hit};
use crate::vault::Vault;

const PAGE: u32 = 50;
/// More hits than these are not weighed against each other.
const MOST_WEIGHED: u32 = 2_000;
/// Entries that are indexed in one transaction, when an earlier version wrote them.
const BATCH: u32 = 500;

impl Engine {
    /// Fifty hits. What lies in the trash is not found.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `query` for what cannot be meant; [`Error::Locked`].
    pub fn search(&self, wanted: &SearchQuery) -> Result<SearchPage, Error> {
        self.with_vault(|vault| {
            let query = Query::parse(&wanted.text)?;
            vault.read("search your journal", |connection| page(connection, &query, wanted))
        })
    }

    /// Indexes what an earlier version wrote. To be called once the vault is open.
    pub(super) fn index_the_rest(vault: &mut Vault) -> Result<(), Error> {
        while vault.write("index your entries", |tx| Ok(entry_search::catch_up(tx, BATCH)?))? {}
        Ok(())
    }
}

fn page(connection: &Connection, query: &Query, wanted: &SearchQuery) -> Result<SearchPage, Error> {
    if *query == Query::default() {
        return Ok(SearchPage { hits: Vec::new(), next: None, order: wanted.order });
    }
    let offset = wanted.after.unwrap_or(0).max(0);
    let weighed = match wanted.order {
        SearchOrder::Best => entry_search::best(connection, query, offset, PAGE + 1, MOST_WEIGHED)?,
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
    Ok(SearchPage { hits, next, order })
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
