//! Attempts to talk. Never shown as a score of the partner.

use std::collections::BTreeMap;

use ajar_core::ids::{CardRef, OccurrenceId, PlanId, PracticeRef, TalkId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::choice::{self, Choice};
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

/// What a talk was besides a talk.
pub(crate) const OF_WHAT: &str = "
    ALTER TABLE talk ADD COLUMN card TEXT CHECK (card GLOB '[co]:?*');
    ALTER TABLE talk ADD COLUMN plan BLOB CHECK (length(plan) = 16);
    ALTER TABLE talk ADD COLUMN practice TEXT CHECK (practice GLOB '[co]:?*');
";

const COLUMNS: &str = "id, response, setting, day, minute, zone, at, occurrence, card, plan, practice";

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
    /// The card that was used.
    pub(crate) card: Option<CardRef>,
    /// The plan that this was.
    pub(crate) plan: Option<PlanId>,
    /// The practice that this was.
    pub(crate) practice: Option<PracticeRef>,
}

/// Adds a talk, once for each id and each occurrence. Whether it is new.
pub(crate) fn insert(connection: &Connection, talk: &TalkRow) -> Result<bool> {
    let added = connection
        .prepare(
            "INSERT INTO talk (id, response, setting, day, minute, zone, at, occurrence, card, plan, practice)
             VALUES (:id, :response, :setting, :day, :minute, :zone, :at, :occurrence, :card, :plan, :practice)
             ON CONFLICT (id) DO NOTHING
             ON CONFLICT (occurrence) DO UPDATE SET
                 id = excluded.id, response = excluded.response, setting = excluded.setting, day = excluded.day,
                 minute = excluded.minute, zone = excluded.zone, at = excluded.at, card = excluded.card,
                 plan = excluded.plan, practice = excluded.practice, undone_at = NULL
             WHERE undone_at IS NOT NULL",
        )?
        .execute(named_params! {
            ":id": talk.id.as_bytes(),
            ":response": talk.response.name(),
            ":setting": talk.setting.map(Choice::name),
            ":day": talk.day.to_string(),
            ":minute": talk.minute,
            ":zone": talk.zone,
            ":at": talk.at.timestamp_millis(),
            ":occurrence": talk.occurrence.as_ref().map(OccurrenceId::as_bytes),
            ":card": talk.card.as_ref().map(CardRef::to_string),
            ":plan": talk.plan.as_ref().map(PlanId::as_bytes),
            ":practice": talk.practice.as_ref().map(PracticeRef::to_string),
        })?;
    Ok(added > 0)
}

/// The talk, unless it was taken back.
pub(crate) fn get(connection: &Connection, id: TalkId) -> Result<Option<TalkRow>> {
    let sql = format!("SELECT {COLUMNS} FROM talk WHERE id = :id AND undone_at IS NULL");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// Every talk, oldest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<TalkRow>> {
    let sql = format!("SELECT {COLUMNS} FROM talk WHERE undone_at IS NULL ORDER BY at, id");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// The history, newest first, from after this talk on, also when that was taken back meanwhile.
pub(crate) fn page(connection: &Connection, after: Option<TalkId>, limit: u32) -> Result<Vec<TalkRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM talk
         WHERE undone_at IS NULL
             AND (:after IS NULL OR (day, at, id) < (SELECT day, at, id FROM talk WHERE id = :after))
         ORDER BY day DESC, at DESC, id DESC LIMIT :limit"
    );
    connection
        .prepare(&sql)?
        .query_map(named_params! {":after": after.as_ref().map(TalkId::as_bytes), ":limit": limit}, read)?
        .collect()
}

/// Talks that were not taken back.
pub(crate) fn count(connection: &Connection) -> Result<u32> {
    connection
        .prepare("SELECT count(*) AS count FROM talk WHERE undone_at IS NULL")?
        .query_row([], |row| row.get("count"))
}

/// Whether this practice was noted on that day, as a talk.
pub(crate) fn holds_practice(connection: &Connection, practice: &PracticeRef, day: NaiveDate) -> Result<bool> {
    connection
        .prepare("SELECT 1 FROM talk WHERE practice = :practice AND day = :day AND undone_at IS NULL")?
        .exists(named_params! {":practice": practice.to_string(), ":day": day.to_string()})
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

/// Brings back a talk that was taken back. Whether there was such a one.
pub(crate) fn redo(connection: &Connection, id: TalkId) -> Result<bool> {
    let found = connection
        .prepare("UPDATE talk SET undone_at = NULL WHERE id = :id AND undone_at IS NOT NULL")?
        .execute(named_params! {":id": id.as_bytes()})?;
    Ok(found > 0)
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

fn read(row: &Row<'_>) -> Result<TalkRow> {
    Ok(TalkRow {
        id: column::id(row, "id", TalkId::from_bytes)?,
        response: choice::read(row, "response")?,
        setting: choice::read_optional(row, "setting")?,
        day: column::parsed(row, "day")?,
        minute: row.get("minute")?,
        zone: row.get("zone")?,
        at: column::instant(row, "at")?,
        occurrence: column::optional_id(row, "occurrence", OccurrenceId::from_bytes)?,
        card: column::optional_parsed(row, "card")?,
        plan: column::optional_id(row, "plan", PlanId::from_bytes)?,
        practice: column::optional_parsed(row, "practice")?,
    })
}

impl Choice for Response {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::NotNow, "not_now"),
        (Self::ShortAnswer, "short_answer"),
        (Self::JoinedIn, "joined_in"),
        (Self::SharedSomething, "shared_something"),
    ];
}

impl Choice for Setting {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Transit, "transit"),
        (Self::Walking, "walking"),
        (Self::Chores, "chores"),
        (Self::Meal, "meal"),
        (Self::Sofa, "sofa"),
        (Self::Bed, "bed"),
        (Self::Call, "call"),
        (Self::Text, "text"),
        (Self::Other, "other"),
    ];
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
            card: Some(CardRef::catalogue("day-smile")),
            plan: Some(PlanId::from_bytes([9; 16])),
            practice: Some(PracticeRef::catalogue("go-first")),
        }
    }

    #[test]
    fn two_clicks_are_one_talk() {
        let connection = super::super::open(&[MIGRATION, OF_WHAT]);
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
        let connection = super::super::open(&[MIGRATION, OF_WHAT]);
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
    fn every_answer_comes_back() {
        let connection = super::super::open(&[MIGRATION, OF_WHAT]);
        let mut number = 0;
        for (response, _) in Response::ALL {
            for setting in Setting::ALL.iter().map(|(setting, _)| Some(*setting)).chain([None]) {
                number += 1;
                let talk = TalkRow { response: *response, setting, ..some(number, None) };
                assert!(insert(&connection, &talk).unwrap());
                assert!(get(&connection, talk.id).unwrap() == Some(talk));
            }
        }
    }

    #[test]
    fn a_page_begins_after_a_talk_even_if_that_was_taken_back() {
        let connection = super::super::open(&[MIGRATION, OF_WHAT]);
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        for (number, date) in [(1, "2026-03-10"), (4, "2026-03-09"), (2, "2026-03-11"), (3, "2026-03-10")] {
            insert(&connection, &TalkRow { day: day(date), ..some(number, None) }).unwrap();
        }
        let ids = |after: Option<u8>| {
            let page = page(&connection, after.map(|byte| TalkId::from_bytes([byte; 16])), 2).unwrap();
            page.iter().map(|talk| talk.id.as_bytes()[0]).collect::<Vec<_>>()
        };
        assert_eq!((ids(None), ids(Some(3))), (vec![2, 3], vec![1, 4]));
        undo(&connection, TalkId::from_bytes([3; 16]), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((ids(None), ids(Some(3))), (vec![2, 1], vec![1, 4]));
        assert_eq!(count(&connection).unwrap(), 3);
    }
}
