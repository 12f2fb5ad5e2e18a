//! What was told of a talk after the two taps. Never shown as a score of the partner.

use std::collections::HashMap;

use ajar_core::ids::TalkId;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::choice::{self, Choice};
use super::column;
use crate::dto::{Floor, FreeChoice, Opener, Outcome, Pushed, TalkDetails};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE talk_detail (
        talk       BLOB PRIMARY KEY CHECK (length(talk) = 16),
        opener     TEXT CHECK (opener IN
            ('own_story', 'light_question', 'deck_card', 'from_the_side', 'want_and_why', 'they_began', 'other')),
        minutes    INTEGER CHECK (minutes BETWEEN 1 AND 1440),
        topic      TEXT CHECK (topic <> ''),
        depth      INTEGER CHECK (depth BETWEEN 1 AND 3),
        floor      TEXT CHECK (floor IN ('mostly_me', 'even', 'mostly_them')),
        pushed     TEXT CHECK (pushed IN ('not_at_all', 'a_little', 'somewhat', 'a_lot')),
        outcome    TEXT CHECK (outcome IN ('hard', 'all_right', 'good')),
        free       TEXT CHECK (free IN ('yes', 'partly', 'no', 'afraid')),
        understood TEXT NOT NULL CHECK (length(understood) <= 2000)
    ) STRICT, WITHOUT ROWID;
";

const COLUMNS: &str = "talk, opener, minutes, topic, depth, floor, pushed, outcome, free, understood";

/// What was told, whole; what was never told is empty.
pub(crate) fn get(connection: &Connection, talk: TalkId) -> Result<TalkDetails> {
    let sql = format!("SELECT {COLUMNS} FROM talk_detail WHERE talk = :talk");
    let told = connection.prepare(&sql)?.query_row(named_params! {":talk": talk.as_bytes()}, read).optional()?;
    Ok(told.unwrap_or_default())
}

pub(crate) fn all(connection: &Connection) -> Result<HashMap<TalkId, TalkDetails>> {
    connection
        .prepare(&format!("SELECT {COLUMNS} FROM talk_detail"))?
        .query_map([], |row| Ok((column::id(row, "talk", TalkId::from_bytes)?, read(row)?)))?
        .collect()
}

/// What the talks of these days taught, oldest first.
pub(crate) fn understood(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<String>> {
    connection
        .prepare(
            "SELECT understood FROM talk_detail JOIN talk ON talk.id = talk_detail.talk
             WHERE talk.day BETWEEN :first AND :last AND talk.undone_at IS NULL AND trim(understood) <> ''
             ORDER BY talk.day, talk.at, talk.id",
        )?
        .query_map(named_params! {":first": first.to_string(), ":last": last.to_string()}, |row| row.get("understood"))?
        .collect()
}

/// Replaces what was told.
pub(crate) fn put(connection: &Connection, talk: TalkId, details: &TalkDetails) -> Result<()> {
    connection
        .prepare(&format!(
            "INSERT OR REPLACE INTO talk_detail ({COLUMNS})
             VALUES (:talk, :opener, :minutes, :topic, :depth, :floor, :pushed, :outcome, :free, :understood)"
        ))?
        .execute(named_params! {
            ":talk": talk.as_bytes(),
            ":opener": details.opener.map(Choice::name),
            ":minutes": details.minutes,
            ":topic": details.topic,
            ":depth": details.depth,
            ":floor": details.floor.map(Choice::name),
            ":pushed": details.pushed.map(Choice::name),
            ":outcome": details.outcome.map(Choice::name),
            ":free": details.free.map(Choice::name),
            ":understood": details.understood,
        })?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<TalkDetails> {
    Ok(TalkDetails {
        opener: choice::read_optional(row, "opener")?,
        minutes: row.get("minutes")?,
        topic: row.get("topic")?,
        depth: row.get("depth")?,
        floor: choice::read_optional(row, "floor")?,
        pushed: choice::read_optional(row, "pushed")?,
        outcome: choice::read_optional(row, "outcome")?,
        free: choice::read_optional(row, "free")?,
        understood: row.get("understood")?,
    })
}

impl Choice for Opener {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::OwnStory, "own_story"),
        (Self::LightQuestion, "light_question"),
        (Self::DeckCard, "deck_card"),
        (Self::FromTheSide, "from_the_side"),
        (Self::WantAndWhy, "want_and_why"),
        (Self::TheyBegan, "they_began"),
        (Self::Other, "other"),
    ];
}

impl Choice for Floor {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::MostlyMe, "mostly_me"), (Self::Even, "even"), (Self::MostlyThem, "mostly_them")];
}

impl Choice for Pushed {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::NotAtAll, "not_at_all"),
        (Self::ALittle, "a_little"),
        (Self::Somewhat, "somewhat"),
        (Self::ALot, "a_lot"),
    ];
}

impl Choice for Outcome {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Hard, "hard"), (Self::AllRight, "all_right"), (Self::Good, "good")];
}

impl Choice for FreeChoice {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Yes, "yes"), (Self::Partly, "partly"), (Self::No, "no"), (Self::Afraid, "afraid")];
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: TalkId = TalkId::from_bytes([1; 16]);

    #[test]
    fn everything_told_comes_back_and_can_be_told_anew() {
        let connection = super::super::open(&[MIGRATION]);
        assert!(get(&connection, TALK).unwrap() == TalkDetails::default());
        let full = TalkDetails {
            opener: Some(Opener::TheyBegan),
            minutes: Some(1440),
            topic: Some("money".into()),
            depth: Some(3),
            floor: Some(Floor::Even),
            pushed: Some(Pushed::ALot),
            outcome: Some(Outcome::Good),
            free: Some(FreeChoice::Partly),
            understood: "They were tired.".into(),
        };
        for told in [full, TalkDetails::default()] {
            put(&connection, TALK, &told).unwrap();
            assert!(get(&connection, TALK).unwrap() == told);
            assert!(all(&connection).unwrap()[&TALK] == told);
        }
    }

    #[test]
    fn every_choice_has_a_name_that_the_table_takes() {
        let connection = super::super::open(&[MIGRATION]);
        let told = |details: TalkDetails| {
            put(&connection, TALK, &details).unwrap();
            assert!(get(&connection, TALK).unwrap() == details);
        };
        for (opener, _) in Opener::ALL {
            told(TalkDetails { opener: Some(*opener), ..TalkDetails::default() });
        }
        for (floor, _) in Floor::ALL {
            told(TalkDetails { floor: Some(*floor), ..TalkDetails::default() });
        }
        for (pushed, _) in Pushed::ALL {
            told(TalkDetails { pushed: Some(*pushed), ..TalkDetails::default() });
        }
        for (outcome, _) in Outcome::ALL {
            told(TalkDetails { outcome: Some(*outcome), ..TalkDetails::default() });
        }
        for (free, _) in FreeChoice::ALL {
            told(TalkDetails { free: Some(*free), ..TalkDetails::default() });
        }
    }
}
