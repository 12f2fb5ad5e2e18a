//! *Now go*: the user went to talk, perhaps with a card, and how it went is told later or never.

use ajar_core::ids::{CardRef, TalkId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE went (
        seq        INTEGER PRIMARY KEY,
        at         INTEGER NOT NULL,
        day        TEXT NOT NULL CHECK (day IS date(day)),
        card       TEXT CHECK (card GLOB '[co]:?*'),
        talk       BLOB CHECK (length(talk) = 16),
        dropped_at INTEGER
    ) STRICT;
";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Went {
    pub(crate) at: DateTime<Utc>,
    pub(crate) day: NaiveDate,
    pub(crate) card: Option<CardRef>,
}

pub(crate) fn add(connection: &Connection, went: &Went) -> Result<()> {
    connection.prepare("INSERT INTO went (at, day, card) VALUES (:at, :day, :card)")?.execute(named_params! {
        ":at": went.at.timestamp_millis(),
        ":day": went.day.to_string(),
        ":card": went.card.as_ref().map(CardRef::to_string),
    })?;
    Ok(())
}

/// The last time, while nobody has said how it went. A talk that was taken back has said nothing.
pub(crate) fn pending(connection: &Connection) -> Result<Option<Went>> {
    let newest = connection
        .prepare(
            "SELECT went.at, went.day, went.card, dropped_at IS NULL AND talk.id IS NULL AS waits
             FROM went LEFT JOIN talk ON talk.id = went.talk AND talk.undone_at IS NULL ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((read(row)?, row.get::<_, bool>("waits")?)))
        .optional()?;
    Ok(newest.filter(|(_, waits)| *waits).map(|(went, _)| went))
}

/// This talk says how the last time went.
pub(crate) fn answer(connection: &Connection, talk: TalkId) -> Result<()> {
    connection
        .prepare("UPDATE went SET talk = :talk WHERE seq = (SELECT max(seq) FROM went)")?
        .execute(named_params! {":talk": talk.as_bytes()})?;
    Ok(())
}

/// It did not happen.
pub(crate) fn drop_last(connection: &Connection, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE went SET dropped_at = :now WHERE seq = (SELECT max(seq) FROM went)")?
        .execute(named_params! {":now": now.timestamp_millis()})?;
    Ok(())
}

/// The cards that were taken along, and on which day.
pub(crate) fn cards(connection: &Connection) -> Result<Vec<(CardRef, NaiveDate)>> {
    connection
        .prepare("SELECT card, day FROM went WHERE card IS NOT NULL AND dropped_at IS NULL ORDER BY seq")?
        .query_map([], |row| Ok((column::parsed(row, "card")?, column::parsed(row, "day")?)))?
        .collect()
}

fn read(row: &Row<'_>) -> Result<Went> {
    Ok(Went {
        at: column::instant(row, "at")?,
        day: column::parsed(row, "day")?,
        card: column::optional_parsed(row, "card")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::talk;
    use super::*;

    #[test]
    fn it_waits_until_it_is_told_or_dropped() {
        let connection = super::super::open(&[talk::MIGRATION, MIGRATION]);
        assert_eq!(pending(&connection).unwrap(), None);
        let went = |card: Option<&str>| Went {
            at: DateTime::UNIX_EPOCH,
            day: "2026-03-10".parse().unwrap(),
            card: card.map(CardRef::catalogue),
        };
        add(&connection, &went(Some("day-smile"))).unwrap();
        assert_eq!(pending(&connection).unwrap(), Some(went(Some("day-smile"))));
        let id = TalkId::from_bytes([1; 16]);
        let insert =
            "INSERT INTO talk (id, response, day, minute, zone, at) VALUES (?1, 'not_now', '2026-03-10', 0, '', 0)";
        connection.execute(insert, [id.as_bytes()]).unwrap();
        answer(&connection, id).unwrap();
        assert_eq!(pending(&connection).unwrap(), None);
        talk::undo(&connection, id, DateTime::UNIX_EPOCH).unwrap();
        assert!(pending(&connection).unwrap().is_some());
        assert_eq!(cards(&connection).unwrap().len(), 1);
        drop_last(&connection, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((pending(&connection).unwrap(), cards(&connection).unwrap()), (None, vec![]));
        add(&connection, &went(None)).unwrap();
        assert_eq!(pending(&connection).unwrap(), Some(went(None)));
    }
}
