//! What the user thinks of a card, and how often they asked for another in its place.

use ajar_core::ids::CardRef;
use rusqlite::{Connection, Result, named_params};

use super::column;
use crate::dto::Mark;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE card_mark (
        card     TEXT PRIMARY KEY CHECK (card GLOB '[co]:?*'),
        favorite INTEGER NOT NULL DEFAULT 0 CHECK (favorite IN (0, 1)),
        hidden   INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        skipped  INTEGER NOT NULL DEFAULT 0 CHECK (skipped >= 0)
    ) STRICT, WITHOUT ROWID;
";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardMark {
    pub(crate) card: CardRef,
    pub(crate) mark: Mark,
    /// "Not this one", since the last mark.
    pub(crate) skipped: u32,
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<CardMark>> {
    connection
        .prepare("SELECT card, favorite, hidden, skipped FROM card_mark")?
        .query_map([], |row| {
            Ok(CardMark {
                card: column::parsed(row, "card")?,
                mark: Mark { favorite: row.get("favorite")?, hidden: row.get("hidden")? },
                skipped: row.get("skipped")?,
            })
        })?
        .collect()
}

/// Marks a card. Whether it is hidden was decided with that, so skips are counted anew.
pub(crate) fn set(connection: &Connection, card: &CardRef, mark: Mark) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO card_mark (card, favorite, hidden) VALUES (:card, :favorite, :hidden)
             ON CONFLICT (card) DO UPDATE SET favorite = excluded.favorite, hidden = excluded.hidden, skipped = 0",
        )?
        .execute(named_params! {
            ":card": card.to_string(),
            ":favorite": mark.favorite,
            ":hidden": mark.hidden,
        })?;
    Ok(())
}

/// Counts one more "Not this one".
pub(crate) fn skip(connection: &Connection, card: &CardRef) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO card_mark (card, skipped) VALUES (:card, 1)
             ON CONFLICT (card) DO UPDATE SET skipped = skipped + 1",
        )?
        .execute(named_params! {":card": card.to_string()})?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_begins_the_count_of_skips_anew() {
        let connection = super::super::open(&[MIGRATION]);
        let card = CardRef::catalogue("day-smile");
        skip(&connection, &card).unwrap();
        skip(&connection, &card).unwrap();
        let is =
            |mark, skipped| assert_eq!(all(&connection).unwrap(), [CardMark { card: card.clone(), mark, skipped }]);
        is(Mark::default(), 2);
        let favorite = Mark { favorite: true, hidden: false };
        set(&connection, &card, favorite).unwrap();
        is(favorite, 0);
        skip(&connection, &card).unwrap();
        is(favorite, 1);
    }
}
