//! Finding entries from a terminal.

use ajar_engine::Engine;
use ajar_engine::dto::{Piece, SearchHit, SearchOrder, SearchQuery};
use clap::Args;

use crate::failure::Failure;
use crate::output::Output;

#[derive(Args)]
pub struct Search {
    /// Words, "phrases" and filters: tag:walk mood:warm starred: before:2026-03 after:2025
    #[arg(required = true)]
    query: Vec<String>,
    /// At most N entries
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// What speaks most of it first, in place of the newest
    #[arg(long)]
    best: bool,
}

impl Search {
    pub fn run(&self, engine: &Engine, output: &mut Output) -> Result<(), Failure> {
        // In the window this goes on beside everything else.
        engine.index_all()?;
        let order = if self.best { SearchOrder::Best } else { SearchOrder::Newest };
        // A space after it: whoever presses Enter has typed the last word to its end.
        let text = format!("{} ", self.query.join(" "));
        let limit = self.limit.unwrap_or(usize::MAX);
        let mut found: Vec<SearchHit> = Vec::new();
        let mut after = None;
        while found.len() < limit {
            let page = engine.search(&SearchQuery { text: text.clone(), order, after })?;
            found.extend(page.hits);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        found.truncate(limit);
        output.answer(&found, || found.iter().map(line).collect())
    }
}

fn line(hit: &SearchHit) -> String {
    let time = hit.time.as_deref().unwrap_or("     ");
    format!("{}  {} {time}  {}", hit.id, hit.day, words(&hit.excerpt))
}

fn words(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
