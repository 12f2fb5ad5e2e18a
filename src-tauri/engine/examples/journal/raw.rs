//! `SQLite` as plain as can be: no key, one table, one index, and a full-text index over the same words.

use std::error::Error;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, named_params};

use crate::entries::Made;

pub const FILE: &str = "raw.db";

/// The same as Ajar's own.
const SETTINGS: &str = "
    PRAGMA journal_mode = wal;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = 1000;
    PRAGMA cache_size = -8192;
";
const SCHEMA: &str = "
    CREATE TABLE entry (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, time TEXT, mood TEXT,
        starred INTEGER NOT NULL, tags TEXT NOT NULL, text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX entry_day ON entry (day);
    CREATE VIRTUAL TABLE entry_search USING fts5 (text, facets, prefix = '2 3', tokenize = \"unicode61 remove_diacritics 2\");
    INSERT INTO entry_search (entry_search, rank) VALUES ('secure-delete', 1);
";

pub struct Raw {
    connection: std::cell::RefCell<Connection>,
}

impl Raw {
    pub fn begin(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let raw = Self::open(folder)?;
        raw.connection.borrow().execute_batch(SCHEMA)?;
        Ok(raw)
    }

    pub fn open(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let connection = Connection::open(folder.join(FILE))?;
        connection.execute_batch(SETTINGS)?;
        Ok(Self { connection: connection.into() })
    }

    pub fn write(&self, made: &[Made]) -> Result<(), Box<dyn Error>> {
        self.change(made, |tx, made| {
            tx.prepare(
                "INSERT INTO entry (id, day, time, mood, starred, tags, text)
                 VALUES (:id, :day, :time, :mood, :starred, :tags, :text)",
            )?
            .execute(named_params! {
                ":id": made.id, ":day": made.day, ":time": made.time, ":mood": mood(made), ":starred": made.starred,
                ":tags": made.tags.join(" "), ":text": made.text,
            })?;
            index(tx, tx.last_insert_rowid(), made)
        })
    }

    pub fn save(&self, made: &Made) -> Result<(), Box<dyn Error>> {
        self.change(std::slice::from_ref(made), |tx, made| {
            let number: i64 = tx
                .prepare(
                    "UPDATE entry SET mood = :mood, starred = :starred, tags = :tags, text = :text WHERE id = :id
                     RETURNING number",
                )?
                .query_row(
                    named_params! {
                        ":id": made.id, ":mood": mood(made), ":starred": made.starred, ":tags": made.tags.join(" "),
                        ":text": made.text,
                    },
                    |row| row.get(0),
                )?;
            tx.prepare("DELETE FROM entry_search WHERE rowid = :number")?.execute(named_params! {":number": number})?;
            index(tx, number, made)
        })
    }

    pub fn list(&self) -> Result<(), Box<dyn Error>> {
        let connection = self.connection.borrow();
        let mut list = connection
            .prepare("SELECT id, day, time, mood, starred, tags, text FROM entry ORDER BY day DESC LIMIT 50")?;
        let rows = list.query_map([], |row| row.get::<_, String>("text"))?.collect::<Result<Vec<_>, _>>()?;
        if rows.len() < 50 { Err("fewer than 50 were listed".into()) } else { Ok(()) }
    }

    pub fn search(&self, typed: &str) -> Result<(), Box<dyn Error>> {
        let connection = self.connection.borrow();
        let mut search = connection.prepare(
            "SELECT id, day, time, mood, starred, tags, snippet(entry_search, 0, '[', ']', '…', 24) AS passage
             FROM entry_search JOIN entry ON number = entry_search.rowid
             WHERE entry_search MATCH :condition ORDER BY entry_search.rowid DESC LIMIT 50",
        )?;
        let rows =
            search.query_map(named_params! {":condition": condition(typed)}, |row| row.get::<_, String>("passage"))?;
        if rows.collect::<Result<Vec<_>, _>>()?.is_empty() { Err(format!("no {typed}").into()) } else { Ok(()) }
    }

    fn change(
        &self,
        made: &[Made],
        each: impl Fn(&Connection, &Made) -> rusqlite::Result<()>,
    ) -> Result<(), Box<dyn Error>> {
        let mut connection = self.connection.borrow_mut();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        made.iter().try_for_each(|made| each(&tx, made))?;
        Ok(tx.commit()?)
    }
}

fn index(tx: &Connection, number: i64, made: &Made) -> rusqlite::Result<()> {
    let mut facets: Vec<String> = made.tags.iter().map(|tag| format!("tag{tag}")).collect();
    facets.extend(made.mood.map(|_| format!("mood{}", mood(made).unwrap_or_default())));
    facets.extend(made.starred.then(|| "starred".to_owned()));
    tx.prepare("INSERT INTO entry_search (rowid, text, facets) VALUES (:number, :text, :facets)")?
        .execute(named_params! {":number": number, ":text": apart(&made.text), ":facets": facets.join(" ")})
        .map(drop)
}

fn mood(made: &Made) -> Option<String> {
    made.mood.map(|mood| format!("{mood:?}").to_lowercase())
}

/// With each Chinese sign by itself, which the tokenizer would take for one long word.
fn apart(text: &str) -> String {
    let mut apart = String::with_capacity(text.len());
    for sign in text.chars() {
        if ('\u{4e00}'..='\u{9fff}').contains(&sign) {
            apart.extend([' ', sign, ' ']);
        } else {
            apart.push(sign);
        }
    }
    apart
}

fn condition(typed: &str) -> String {
    if typed.contains(':') {
        return typed
            .split_whitespace()
            .map(|word| format!("facets : {}", word.replace(':', "")))
            .collect::<Vec<_>>()
            .join(" AND ");
    }
    let star = if typed.ends_with(' ') || !typed.is_ascii() { "" } else { "*" };
    format!("text : {}{star}", typed.trim())
}
