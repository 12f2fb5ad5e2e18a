//! An entry's Markdown as a tree, for reading and for paper.
//!
//! What the editor styles and what is read here agree: no HTML, no headings made by a line of signs below, no references
//! that are defined elsewhere. Such signs stay text, as they were written. A line break that was written is shown as one.
//! Whatever the parser would leave out is shown as it stands in the text, so that no word can vanish.

mod guard;
mod tree;
mod words;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use crate::dto::{Block, Reading};
use guard::Guarded;

/// As much of a text as is parsed and drawn at once: some twenty pages of paper.
const STRETCH: usize = 32 * 1024;
/// Very short blocks cost the window more than their bytes say.
const MOST_BLOCKS: usize = 500;

/// What stands at the top of the tree, and which bytes of the text it was made of.
struct Top {
    blocks: Vec<Block>,
    range: Range<usize>,
}

/// The stretch of a text that begins at this byte. It ends between two blocks wherever one of them is not itself too long.
pub(crate) fn stretch(source: &str, from: usize) -> Reading {
    let from = source.floor_char_boundary(from);
    let rest = source.get(from..).unwrap_or_default();
    let window = whole_lines(rest);
    let guarded = Guarded::new(window);
    let mut tops = tops(&guarded);
    let mut end = window.len();
    if tops.len() > MOST_BLOCKS {
        end = tops.get(MOST_BLOCKS).map_or(end, |top| guarded.offset(top.range.start));
        tops.truncate(MOST_BLOCKS);
    } else if window.len() < rest.len() && tops.len() > 1 {
        // The last one may go on behind the window.
        end = tops.pop().map_or(end, |top| guarded.offset(top.range.start));
    }
    Reading {
        blocks: tops.into_iter().flat_map(|top| top.blocks).collect(),
        next: (from + end < source.len()).then(|| u32::try_from(from + end).unwrap_or(u32::MAX)),
    }
}

/// A whole text.
pub(crate) fn blocks(source: &str) -> Vec<Block> {
    let mut all = Vec::new();
    let mut next = Some(0);
    while let Some(from) = next {
        let mut stretch = stretch(source, from);
        all.append(&mut stretch.blocks);
        next = stretch.next.map(|next| next as usize);
    }
    all
}

/// As much as is read at once, up to the end of a line where there is one.
fn whole_lines(rest: &str) -> &str {
    if rest.len() <= STRETCH {
        return rest;
    }
    let window = rest.get(..rest.floor_char_boundary(STRETCH)).unwrap_or_default();
    let end = window.rfind('\n').map_or(window.len(), |at| at + 1);
    window.get(..end).unwrap_or_default()
}

fn tops(guarded: &Guarded<'_>) -> Vec<Top> {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let events = Parser::new_ext(guarded.text(), options).into_offset_iter();
    words::kept(tree::grow(events, guarded), guarded)
}

#[cfg(test)]
mod tests;
