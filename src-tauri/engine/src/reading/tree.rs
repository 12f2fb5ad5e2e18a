//! From the parser's events to the tree, without recursion.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::Top;
use super::guard::Guarded;
use crate::dto::{Block, Cell, Inline, Item, Side};

/// Deeper than anybody means to write. What lies deeper is shown as it was written.
const DEEPEST: usize = 32;

/// What is being read, with what was found in it so far.
struct Frame {
    open: Open,
    range: Range<usize>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

enum Open {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    List { items: Vec<Item>, numbered: bool, tight: bool },
    Item { number: Option<u32>, done: Option<bool> },
    Code { info: String, text: String },
    Table { columns: Vec<Side>, head: Vec<Cell>, rows: Vec<Vec<Cell>> },
    Row(Vec<Cell>),
    Cell,
    Strong,
    Emphasis,
    Strike,
    Link { address: String, title: String },
    Image { address: String, title: String },
}

/// One top after the other, in the order of the text.
pub(super) fn grow<'t>(events: impl Iterator<Item = (Event<'t>, Range<usize>)>, guarded: &Guarded<'_>) -> Vec<Top> {
    let mut growing = Growing { guarded, stack: vec![Frame::new(Open::Root, 0..0)], tops: Vec::new(), left_out: 0 };
    for (event, range) in events {
        growing.take(event, range);
    }
    growing.tops
}

struct Growing<'g, 't> {
    guarded: &'g Guarded<'t>,
    stack: Vec<Frame>,
    tops: Vec<Top>,
    /// So many tags are open that lie too deep.
    left_out: usize,
}

impl Growing<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.left_out > 0 {
            match event {
                Event::Start(_) => self.left_out += 1,
                Event::End(_) => self.left_out -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) if self.stack.len() + room_for(&tag) > DEEPEST => {
                self.left_out = 1;
                self.push_as_written(&tag, &range);
            }
            Event::Start(tag) => self.open(tag, range),
            Event::End(end) => self.close(end),
            Event::Code(text) => self.push(Inline::Code { text: self.guarded.restored(&text) }),
            Event::SoftBreak | Event::HardBreak => self.push(Inline::Break),
            Event::Rule => self.push_block(Block::Rule, &range),
            Event::TaskListMarker(is_done) => self.mark(is_done),
            Event::Text(text) => {
                let text = self.text(&text, &range);
                match self.stack.last_mut() {
                    Some(Frame { open: Open::Code { text: code, .. }, .. }) => code.push_str(&text),
                    _ => self.push(Inline::Text { text }),
                }
            }
            // None of the others is asked for, so what they are made of is only text.
            _ => self.push_all(written_lines(&self.slice(&range))),
        }
    }

    /// The parser's text, except where it would say another sign than the one that was written.
    fn text(&self, parsed: &str, range: &Range<usize>) -> String {
        let written = self.slice(range);
        let is_other = written == "\0" || (written.starts_with('&') && written.ends_with(';'));
        if is_other { written } else { self.guarded.restored(parsed) }
    }

    fn slice(&self, range: &Range<usize>) -> String {
        self.guarded.restored(self.guarded.text().get(range.clone()).unwrap_or_default())
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let of = |text: &str| self.guarded.restored(text);
        let open = match tag {
            Tag::Heading { level, .. } => Open::Heading(level as u8),
            Tag::BlockQuote(_) => Open::Quote,
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => of(&info),
                    CodeBlockKind::Indented => String::new(),
                };
                Open::Code { info, text: String::new() }
            }
            Tag::List(first) => Open::List { items: Vec::new(), numbered: first.is_some(), tight: true },
            Tag::Item => {
                let numbered = matches!(self.stack.last(), Some(Frame { open: Open::List { numbered: true, .. }, .. }));
                Open::Item { number: numbered.then(|| leading_number(&self.slice(&range))), done: None }
            }
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(side).collect();
                Open::Table { columns, head: Vec::new(), rows: Vec::new() }
            }
            Tag::TableHead | Tag::TableRow => Open::Row(Vec::new()),
            Tag::TableCell => Open::Cell,
            Tag::Strong => Open::Strong,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strikethrough => Open::Strike,
            Tag::Link { link_type, dest_url, title, .. } => {
                // An address by itself is its own text.
                let address = if link_type == LinkType::Autolink { String::new() } else { of(&dest_url) };
                Open::Link { address, title: of(&title) }
            }
            Tag::Image { dest_url, title, .. } => Open::Image { address: of(&dest_url), title: of(&title) },
            _ => Open::Paragraph,
        };
        if matches!(open, Open::Paragraph) {
            self.loosen();
        }
        self.stack.push(Frame::new(open, range));
    }

    /// An item with paragraphs in it makes its list a loose one.
    fn loosen(&mut self) {
        let [.., list, item] = self.stack.as_mut_slice() else { return };
        if let (Open::List { tight, .. }, Open::Item { .. }) = (&mut list.open, &item.open) {
            *tight = false;
        }
    }

    fn close(&mut self, end: TagEnd) {
        let Some(mut frame) = self.stack.pop() else { return };
        frame.settle();
        let Frame { open, range, blocks, inlines } = frame;
        match open {
            Open::Root => {}
            Open::Paragraph => self.push_block(Block::Paragraph { inlines }, &range),
            Open::Heading(level) => self.push_heading(level, inlines, &range),
            Open::Quote => self.push_block(Block::Quote { blocks }, &range),
            Open::List { items, tight, .. } => self.push_block(Block::List { tight, items }, &range),
            Open::Code { info, text } => self.push_block(Block::Code { info, text }, &range),
            Open::Table { columns, head, rows } => self.push_block(Block::Table { columns, head, rows }, &range),
            Open::Item { number, done } => {
                if let Some(Frame { open: Open::List { items, .. }, .. }) = self.stack.last_mut() {
                    items.push(Item { number, done, blocks });
                }
            }
            Open::Row(cells) => {
                if let Some(Frame { open: Open::Table { head, rows, .. }, .. }) = self.stack.last_mut() {
                    if end == TagEnd::TableHead { *head = cells } else { rows.push(cells) }
                }
            }
            Open::Cell => {
                if let Some(Frame { open: Open::Row(cells), .. }) = self.stack.last_mut() {
                    cells.push(Cell { inlines });
                }
            }
            Open::Strong => self.push(Inline::Strong { inlines }),
            Open::Emphasis => self.push(Inline::Emphasis { inlines }),
            Open::Strike => self.push_struck(inlines, &range),
            Open::Link { address, title } => self.push(Inline::Link { inlines, address, title }),
            Open::Image { address, title } => self.push(Inline::Image { alt: plain(&inlines), address, title }),
        }
    }

    /// A line of signs below a line of text makes no heading, as in the editor: it is a rule, or text.
    fn push_heading(&mut self, level: u8, mut inlines: Vec<Inline>, range: &Range<usize>) {
        let written = self.slice(range);
        let Some((_, below)) = written.trim_end().rsplit_once(['\n', '\r']) else {
            return self.push_block(Block::Heading { level, inlines }, range);
        };
        let text = below.trim_end_matches(['-', '=']);
        let signs = below.get(text.len()..).unwrap_or_default().to_owned();
        let is_rule = signs.len() >= 3 && signs.starts_with('-');
        if !is_rule {
            inlines.extend([Inline::Break, Inline::Text { text: signs }]);
        }
        self.push_block(Block::Paragraph { inlines }, range);
        if is_rule {
            self.push_block(Block::Rule, range);
        }
    }

    /// One sign on each side is less than the editor takes for a line through.
    fn push_struck(&mut self, inlines: Vec<Inline>, range: &Range<usize>) {
        if self.slice(range).starts_with("~~") {
            return self.push(Inline::Strike { inlines });
        }
        let sign = || Inline::Text { text: "~".to_owned() };
        self.push(sign());
        self.push_all(inlines);
        self.push(sign());
    }

    fn push_as_written(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let inlines = written_lines(&self.slice(range));
        match tag {
            Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.push_all(inlines);
            }
            _ => self.push_block(Block::Paragraph { inlines }, range),
        }
    }

    fn push_all(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            self.push(inline);
        }
    }

    fn push(&mut self, inline: Inline) {
        let Some(frame) = self.stack.last_mut() else { return };
        match (frame.inlines.last_mut(), inline) {
            (Some(Inline::Text { text: before }), Inline::Text { text }) => before.push_str(&text),
            (_, inline) => frame.inlines.push(inline),
        }
    }

    fn push_block(&mut self, block: Block, range: &Range<usize>) {
        if let [root] = self.stack.as_mut_slice() {
            root.settle();
            match self.tops.last_mut().filter(|top| top.range == *range) {
                Some(top) => top.blocks.push(block),
                None => self.tops.push(Top { blocks: vec![block], range: range.clone() }),
            }
        } else if let Some(frame) = self.stack.last_mut() {
            frame.settle();
            frame.blocks.push(block);
        }
    }

    fn mark(&mut self, is_done: bool) {
        let item = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.open {
            Open::Item { done, .. } => Some(done),
            _ => None,
        });
        if let Some(done) = item {
            *done = Some(is_done);
        }
    }
}

impl Frame {
    fn new(open: Open, range: Range<usize>) -> Self {
        Self { open, range, blocks: Vec::new(), inlines: Vec::new() }
    }

    /// Words directly in an item are a paragraph of their own.
    fn settle(&mut self) {
        if matches!(self.open, Open::Item { .. }) && !self.inlines.is_empty() {
            let inlines = std::mem::take(&mut self.inlines);
            self.blocks.push(Block::Paragraph { inlines });
        }
    }
}

/// How many levels a tag needs at least, with what it always has in it.
fn room_for(tag: &Tag<'_>) -> usize {
    match tag {
        Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell => 0,
        Tag::List(_) => 3,
        Tag::Table(_) => 4,
        _ => 1,
    }
}

/// A text as it was written, line by line.
pub(super) fn written_lines(text: &str) -> Vec<Inline> {
    let text = text.replace("\r\n", "\n");
    let mut inlines = Vec::new();
    for (index, line) in text.trim_end_matches(['\n', '\r']).split(['\n', '\r']).enumerate() {
        if index > 0 {
            inlines.push(Inline::Break);
        }
        if !line.is_empty() {
            inlines.push(Inline::Text { text: line.to_owned() });
        }
    }
    inlines
}

/// The words alone. An image's own text cannot be deeper than the tree.
fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    super::words::of_inlines(inlines, &mut words);
    words
}

fn leading_number(item: &str) -> u32 {
    let digits: String = item.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_default()
}

fn side(alignment: Alignment) -> Side {
    match alignment {
        Alignment::None | Alignment::Left => Side::Start,
        Alignment::Center => Side::Center,
        Alignment::Right => Side::End,
    }
}
