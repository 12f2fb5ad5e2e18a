//! Attempts to talk. Never shown as a score of the partner.

use std::collections::BTreeMap;

use ajar_core::ids::{OccurrenceId, TalkId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, named_params};

use super::column;
use super::practice_log::{Marked, Undone, read_marked, read_undone};
use crate::dto::{Response, Setting};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE talk (
        id         BLOB PRIMARY KEY CHECK (length(id) = 16),
        response   TEXT NOT NULL CHECK (response IN ('not_now', 'short_answer', 'joined_in', 'shared_something')),
        setting    TEXT CHECK (setting IN
            ('transit', 'walking', 'chores', 'meal', 'sofa', 'bed', 'call', 'text', 'other')),
        day        TEXT NOT NULL CHECK (day IS date(day)),
        minute     INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
        zone       TEXT NOT NULL,
        at         INTEGER NOT NULL,
        occurrence BLOB UNIQUE CHECK (length(occurrence) = 16),
        undone_at  INTEGER
    ) STRICT;
    CREATE INDEX talk_day ON talk (day) WHERE undone_at IS NULL;
";

/// One talk as it was logged.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct TalkRow {
    pub(crate) id: TalkId,
    pub(crate) response: Response,
    pub(crate) setting: Option<Setting>,
    pub(crate) day: NaiveDate,
    /// Minutes since midnight, on the wall clock of `zone`.
    pub(crate) minute: u16,
    pub(crate) zone: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) occurrence: Option<OccurrenceId>,
}

/// Adds a talk, once for each id and each occurrence. Whether it is new.
pub(crate) fn insert(connection: &Connection, talk: &TalkRow) -> Result<bool> {
    let added = connection
        .prepare(
            "INSERT INTO talk (id, response, setting, day, minute, zone, at, occurrence)
             VALUES (:id, :response, :setting, :day, :minute, :zone, :at, :occurrence)
             ON CONFLICT (id) DO NOTHING
             ON CONFLICT (occurrence) DO UPDATE SET
                 id = excluded.id, response = excluded.response, setting = excluded.setting, day = excluded.day,
                 minute = excluded.minute, zone = excluded.zone, at = excluded.at, undone_at = NULL
             WHERE undone_at IS NOT NULL",
        )?
        .execute(named_params! {
            ":id": talk.id.as_bytes(),
            ":response": response_name(talk.response),
            ":setting": talk.setting.map(setting_name),
            ":day": talk.day.to_string(),
            ":minute": talk.minute,
            ":zone": talk.zone,
            ":at": talk.at.timestamp_millis(),
            ":occurrence": talk.occurrence.as_ref().map(OccurrenceId::as_bytes),
        })?;
    Ok(added > 0)
}

/// Whether this occurrence was answered with a talk.
pub(crate) fn holds_occurrence(connection: &Connection, occurrence: OccurrenceId) -> Result<bool> {
    connection
        .prepare("SELECT 1 FROM talk WHERE occurrence = :occurrence AND undone_at IS NULL")?
        .exists(named_params! {":occurrence": occurrence.as_bytes()})
}

/// Takes a talk back; `None` when there is no such talk.
pub(crate) fn undo(connection: &Connection, id: TalkId, now: DateTime<Utc>) -> Result<Option<Undone>> {
    connection
        .prepare("UPDATE talk SET undone_at = coalesce(undone_at, :now) WHERE id = :id RETURNING occurrence")?
        .query_row(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()}, read_undone)
        .optional()
}

/// Adds to `days` how many talks each practice day has.
pub(crate) fn count_days(connection: &Connection, days: &mut BTreeMap<NaiveDate, u32>) -> Result<()> {
    let mut statement =
        connection.prepare("SELECT day, count(*) AS count FROM talk WHERE undone_at IS NULL GROUP BY day")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        *days.entry(column::parsed(row, "day")?).or_default() += row.get::<_, u32>("count")?;
    }
    Ok(())
}

pub(crate) fn last(connection: &Connection) -> Result<Option<DateTime<Utc>>> {
    connection
        .prepare("SELECT max(at) AS at FROM talk WHERE undone_at IS NULL")?
        .query_row([], |row| column::optional_instant(row, "at"))
}

/// Every occurrence that was ever answered with a talk, for comparing with the ledger.
pub(crate) fn marked(connection: &Connection) -> Result<Vec<Marked>> {
    connection
        .prepare("SELECT occurrence, undone_at FROM talk WHERE occurrence IS NOT NULL")?
        .query_map([], read_marked)?
        .collect()
}

fn response_name(response: Response) -> &'static str {
    match response {
        Response::NotNow => "not_now",
        Response::ShortAnswer => "short_answer",
        Response::JoinedIn => "joined_in",
        Response::SharedSomething => "shared_something",
    }
}

fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Transit => "transit",
        Setting::Walking => "walking",
        Setting::Chores => "chores",
        Setting::Meal => "meal",
        Setting::Sofa => "sofa",
        Setting::Bed => "bed",
        Setting::Call => "call",
        Setting::Text => "text",
        Setting::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(number: u8, occurrence: Option<u8>) -> TalkRow {
        TalkRow {
            id: TalkId::from_bytes([number; 16]),
            response: Response::JoinedIn,
            setting: Some(Setting::Walking),
            day: "2026-03-10".parse().unwrap(),
            minute: 1110,
            zone: "Europe/Berlin".into(),
            at: "2026-03-10T17:30:00Z".parse().unwrap(),
            occurrence: occurrence.map(|byte| OccurrenceId::from_bytes([byte; 16])),
        }
    }

    #[test]
    fn two_clicks_are_one_talk() {
        let connection = super::super::open(&[MIGRATION]);
        assert!(insert(&connection, &some(1, None)).unwrap());
        assert!(!insert(&connection, &some(1, None)).unwrap());
        assert!(insert(&connection, &some(2, Some(7))).unwrap());
        assert!(!insert(&connection, &some(3, Some(7))).unwrap());
        let mut days = BTreeMap::new();
        count_days(&connection, &mut days).unwrap();
        assert_eq!(days.values().sum::<u32>(), 2);
    }

    #[test]
    fn a_talk_can_be_taken_back_and_logged_again() {
        let connection = super::super::open(&[MIGRATION]);
        let talk = some(1, Some(7));
        insert(&connection, &talk).unwrap();
        assert_eq!(last(&connection).unwrap(), Some(talk.at));
        assert_eq!(undo(&connection, talk.id, talk.at).unwrap(), Some(Undone { occurrence: talk.occurrence }));
        assert_eq!(last(&connection).unwrap(), None);
        assert!(!holds_occurrence(&connection, talk.occurrence.unwrap()).unwrap());
        assert!(insert(&connection, &some(2, Some(7))).unwrap());
        assert!(holds_occurrence(&connection, talk.occurrence.unwrap()).unwrap());
        assert_eq!(marked(&connection).unwrap().len(), 1);
    }

    #[test]
    fn every_answer_has_a_name_that_the_table_takes() {
        let connection = super::super::open(&[MIGRATION]);
        let responses = [Response::NotNow, Response::ShortAnswer, Response::JoinedIn, Response::SharedSomething];
        let settings = [
            Setting::Transit,
            Setting::Walking,
            Setting::Chores,
            Setting::Meal,
            Setting::Sofa,
            Setting::Bed,
            Setting::Call,
            Setting::Text,
            Setting::Other,
        ];
        let mut number = 0;
        for response in responses {
            for setting in settings {
                number += 1;
                let talk = TalkRow { response, setting: Some(setting), ..some(number, None) };
                assert!(insert(&connection, &talk).unwrap());
            }
        }
    }
}
