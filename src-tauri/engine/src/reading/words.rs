//! What the tree says, held against what was written.

use super::Top;
use super::guard::Guarded;
use super::tree::written_lines;
use crate::dto::{Block, Inline};

/// The same tops, with each that lost a letter or a digit as it was written, and with what lay between them.
pub(super) fn kept(tops: Vec<Top>, guarded: &Guarded<'_>) -> Vec<Top> {
    let slice = |start: usize, end: usize| guarded.restored(guarded.text().get(start..end).unwrap_or_default());
    let mut all = Vec::with_capacity(tops.len());
    let mut end = 0;
    for top in tops {
        all.extend(as_written(&slice(end, top.range.start), end..top.range.start));
        end = top.range.end.max(end);
        let written = slice(top.range.start, top.range.end);
        let mut said = String::new();
        of_blocks(&top.blocks, &mut said);
        if holds(&said, &written) {
            all.push(top);
        } else {
            all.extend(as_written(&written, top.range));
        }
    }
    let length = guarded.text().len();
    all.extend(as_written(&slice(end, length), end..length));
    all
}

fn as_written(text: &str, range: std::ops::Range<usize>) -> Option<Top> {
    let text = text.trim();
    let has_words = text.chars().any(char::is_alphanumeric);
    has_words.then(|| Top { blocks: vec![Block::Paragraph { inlines: written_lines(text) }], range })
}

/// Whether each letter and digit of the one is in the other, in the same order.
pub(super) fn holds(said: &str, written: &str) -> bool {
    let mut said = said.chars();
    let mut letters = written.chars().filter(|sign| sign.is_alphanumeric());
    letters.all(|letter| said.any(|sign| sign.eq_ignore_ascii_case(&letter)))
}

pub(super) fn of_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { inlines } | Block::Heading { inlines, .. } => of_inlines(inlines, words),
            Block::List { items, .. } => {
                for item in items {
                    words.extend(item.number.map(|number| number.to_string()));
                    words.extend(item.done.filter(|done| *done).map(|_| "x"));
                    of_blocks(&item.blocks, words);
                }
            }
            Block::Quote { blocks } => of_blocks(blocks, words),
            Block::Code { info, text } => words.extend([info.as_str(), "\n", text]),
            Block::Rule => {}
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    of_inlines(&cell.inlines, words);
                }
            }
        }
        words.push('\n');
    }
}

pub(super) fn of_inlines(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => words.push_str(text),
            Inline::Strong { inlines } | Inline::Emphasis { inlines } | Inline::Strike { inlines } => {
                of_inlines(inlines, words);
            }
            Inline::Break => words.push('\n'),
            Inline::Link { inlines, address, title } => {
                of_inlines(inlines, words);
                words.extend([" ", address, " ", title]);
            }
            Inline::Image { alt, address, title } => words.extend([alt, " ", address, " ", title]),
        }
    }
}
