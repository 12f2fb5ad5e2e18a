//! Entries as they are read: a tree of blocks, never HTML.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch of an entry, as far as it fits on the page at once.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Reading {
    pub blocks: Vec<Block>,
    /// Where the next stretch begins, in bytes of the text; `None` after the last.
    pub next: Option<u32>,
}

#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Block {
    Paragraph {
        inlines: Vec<Inline>,
    },
    Heading {
        /// 1 to 6.
        level: u8,
        inlines: Vec<Inline>,
    },
    List {
        /// Nothing stands between its items.
        tight: bool,
        items: Vec<Item>,
    },
    Quote {
        blocks: Vec<Block>,
    },
    Code {
        /// What is written behind the fence; mostly empty.
        info: String,
        text: String,
    },
    Rule,
    Table {
        columns: Vec<Side>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
}

#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Item {
    /// As it is written; `None` for a dot.
    pub number: Option<u32>,
    /// Whether it is done, where it is something to do.
    pub done: Option<bool>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Cell {
    pub inlines: Vec<Inline>,
}

/// The side that a column keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Side {
    Start,
    Center,
    End,
}

#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Inline {
    Text {
        text: String,
    },
    Strong {
        inlines: Vec<Inline>,
    },
    Emphasis {
        inlines: Vec<Inline>,
    },
    Strike {
        inlines: Vec<Inline>,
    },
    Code {
        text: String,
    },
    Break,
    /// Nothing to follow: the address is shown as text.
    Link {
        inlines: Vec<Inline>,
        address: String,
        title: String,
    },
    Image {
        alt: String,
        address: String,
        title: String,
    },
}

/// What goes on paper.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
#[ts(export)]
pub enum Printing {
    Entry {
        id: String,
    },
    /// Both days included.
    Days {
        from: String,
        to: String,
    },
    /// All that a search finds.
    Found {
        text: String,
    },
    Starred,
}

/// One entry on paper.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Printed {
    pub id: String,
    pub day: String,
    pub time: Option<String>,
    pub blocks: Vec<Block>,
}
