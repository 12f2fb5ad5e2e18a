//! Prepared talks. At most one is open; when it reminds lies in the agenda, under the plan's own id.

use std::fmt;

use ajar_core::ids::{PlanId, TalkId};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::choice::{self, Choice};
use super::column;
use crate::dto::{PlanState, PlanSteps, Weight};

pub(crate) const MIGRATION: &str = "
    CREATE TABLE plan (
        id            BLOB PRIMARY KEY CHECK (length(id) = 16),
        rev           INTEGER NOT NULL CHECK (rev >= 1),
        state         TEXT NOT NULL CHECK (state IN ('open', 'talked', 'aside')),
        want          TEXT NOT NULL CHECK (length(want) <= 2000),
        why           TEXT NOT NULL CHECK (length(why) <= 2000),
        weight        TEXT CHECK (weight IN ('light', 'ordinary', 'serious')),
        goodwill      TEXT NOT NULL CHECK (length(goodwill) <= 2000),
        opening       TEXT NOT NULL CHECK (length(opening) <= 2000),
        first         TEXT NOT NULL CHECK (length(first) <= 2000),
        way_out       TEXT NOT NULL CHECK (length(way_out) <= 2000),
        when_then     TEXT NOT NULL CHECK (length(when_then) <= 2000),
        if_no         TEXT NOT NULL CHECK (length(if_no) <= 2000),
        if_hard       TEXT NOT NULL CHECK (length(if_hard) <= 2000),
        neighbor      TEXT NOT NULL CHECK (length(neighbor) <= 2000),
        general       TEXT NOT NULL CHECK (length(general) <= 2000),
        ours          TEXT NOT NULL CHECK (length(ours) <= 2000),
        topic         TEXT CHECK (topic <> ''),
        sentence_read INTEGER NOT NULL DEFAULT 0 CHECK (sentence_read IN (0, 1)),
        fear          TEXT CHECK (fear <> '' AND length(fear) <= 2000),
        happened      TEXT NOT NULL DEFAULT '' CHECK (length(happened) <= 2000),
        learned       TEXT NOT NULL DEFAULT '' CHECK (length(learned) <= 2000),
        follow_up     TEXT CHECK (follow_up IS date(follow_up)),
        talk          BLOB CHECK (length(talk) = 16),
        made_day      TEXT NOT NULL CHECK (made_day IS date(made_day)),
        made_at       INTEGER NOT NULL,
        updated_at    INTEGER NOT NULL,
        deleted_at    INTEGER,
        CHECK ((talk IS NOT NULL) = (state = 'talked'))
    ) STRICT;
    CREATE UNIQUE INDEX plan_open ON plan (state) WHERE state = 'open' AND deleted_at IS NULL;
    CREATE INDEX plan_talk ON plan (talk) WHERE talk IS NOT NULL;
";

const COLUMNS: &str = "id, rev, state, want, why, weight, goodwill, opening, first, way_out, when_then, if_no, if_hard,
    neighbor, general, ours, topic, sentence_read, fear, happened, learned, follow_up, talk, made_day, deleted_at";

/// One plan, whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct PlanRow {
    pub(crate) id: PlanId,
    /// Counts saves of the steps, from 1.
    pub(crate) rev: i64,
    pub(crate) state: PlanState,
    pub(crate) steps: PlanSteps,
    pub(crate) sentence_read: bool,
    pub(crate) fear: Option<String>,
    pub(crate) happened: String,
    pub(crate) learned: String,
    pub(crate) follow_up: Option<NaiveDate>,
    /// The talk that was logged for it; set exactly when it is talked.
    pub(crate) talk: Option<TalkId>,
    pub(crate) made_day: NaiveDate,
    pub(crate) is_deleted: bool,
}

impl fmt::Debug for PlanRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanRow")
            .field("id", &self.id)
            .field("rev", &self.rev)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// The plan, deleted or not.
pub(crate) fn get(connection: &Connection, id: PlanId) -> Result<Option<PlanRow>> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// The one that is open.
pub(crate) fn open(connection: &Connection) -> Result<Option<PlanRow>> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE state = 'open' AND deleted_at IS NULL");
    connection.prepare(&sql)?.query_row([], read).optional()
}

/// Every plan that was not deleted, newest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<PlanRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM plan WHERE deleted_at IS NULL ORDER BY made_day DESC, made_at DESC, id DESC");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// Plans that no longer remind: talked about, set aside or deleted.
pub(crate) fn not_open(connection: &Connection) -> Result<Vec<PlanId>> {
    connection
        .prepare("SELECT id FROM plan WHERE state <> 'open' OR deleted_at IS NOT NULL")?
        .query_map([], |row| column::id(row, "id", PlanId::from_bytes))?
        .collect()
}

/// Adds a plan, open and with its first revision.
pub(crate) fn insert(
    connection: &Connection,
    id: PlanId,
    steps: &PlanSteps,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO plan (id, rev, state, want, why, weight, goodwill, opening, first, way_out, when_then, if_no,
                 if_hard, neighbor, general, ours, topic, made_day, made_at, updated_at)
             VALUES (:id, 1, 'open', :want, :why, :weight, :goodwill, :opening, :first, :way_out, :when_then, :if_no,
                 :if_hard, :neighbor, :general, :ours, :topic, :day, :now, :now)",
        )?
        .execute(named_params! {
            ":id": id.as_bytes(),
            ":want": steps.want,
            ":why": steps.why,
            ":weight": steps.weight.map(Choice::name),
            ":goodwill": steps.goodwill,
            ":opening": steps.opening,
            ":first": steps.first,
            ":way_out": steps.way_out,
            ":when_then": steps.when_then,
            ":if_no": steps.if_no,
            ":if_hard": steps.if_hard,
            ":neighbor": steps.neighbor,
            ":general": steps.general,
            ":ours": steps.ours,
            ":topic": steps.topic,
            ":day": day.to_string(),
            ":now": now.timestamp_millis(),
        })?;
    Ok(())
}

/// New words for the steps, as the revision `rev`. A sentence that changed has not been read yet.
pub(crate) fn update_steps(
    connection: &Connection,
    id: PlanId,
    rev: i64,
    steps: &PlanSteps,
    now: DateTime<Utc>,
) -> Result<()> {
    connection
        .prepare(
            "UPDATE plan SET rev = :rev, want = :want, why = :why, weight = :weight, goodwill = :goodwill,
                 opening = :opening, first = :first, way_out = :way_out,
                 sentence_read = sentence_read AND when_then = :when_then, when_then = :when_then, if_no = :if_no,
                 if_hard = :if_hard, neighbor = :neighbor, general = :general, ours = :ours, topic = :topic,
                 updated_at = :now
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": id.as_bytes(),
            ":rev": rev,
            ":want": steps.want,
            ":why": steps.why,
            ":weight": steps.weight.map(Choice::name),
            ":goodwill": steps.goodwill,
            ":opening": steps.opening,
            ":first": steps.first,
            ":way_out": steps.way_out,
            ":when_then": steps.when_then,
            ":if_no": steps.if_no,
            ":if_hard": steps.if_hard,
            ":neighbor": steps.neighbor,
            ":general": steps.general,
            ":ours": steps.ours,
            ":topic": steps.topic,
            ":now": now.timestamp_millis(),
        })?;
    Ok(())
}

/// Opens a plan or sets it aside. Opening fails where another is open: ask [`open`] first.
pub(crate) fn set_state(connection: &Connection, id: PlanId, is_open: bool) -> Result<()> {
    let state = if is_open { PlanState::Open } else { PlanState::Aside };
    connection
        .prepare("UPDATE plan SET state = :state, talk = NULL WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":state": state.name()})?;
    Ok(())
}

/// A talk was logged for this plan: its envelope opens. Whether there is such a plan.
pub(crate) fn set_talked(connection: &Connection, id: PlanId, talk: TalkId) -> Result<bool> {
    let changed = connection
        .prepare("UPDATE plan SET state = 'talked', talk = :talk WHERE id = :id AND deleted_at IS NULL")?
        .execute(named_params! {":id": id.as_bytes(), ":talk": talk.as_bytes()})?;
    Ok(changed > 0)
}

/// The talk was taken back: its plan is open again, or set aside where another is open. The plan, and whether it is open.
pub(crate) fn undo_talked(connection: &Connection, talk: TalkId) -> Result<Option<(PlanId, bool)>> {
    connection
        .prepare(
            "UPDATE plan SET talk = NULL, state = CASE
                 WHEN deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM plan WHERE state = 'open' AND deleted_at IS NULL)
                 THEN 'open' ELSE 'aside' END
             WHERE talk = :talk RETURNING id, state = 'open' AS is_open",
        )?
        .query_row(named_params! {":talk": talk.as_bytes()}, |row| {
            Ok((column::id(row, "id", PlanId::from_bytes)?, row.get("is_open")?))
        })
        .optional()
}

pub(crate) fn set_sentence_read(connection: &Connection, id: PlanId) -> Result<()> {
    connection
        .prepare("UPDATE plan SET sentence_read = 1 WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes()})?;
    Ok(())
}

pub(crate) fn set_fear(connection: &Connection, id: PlanId, fear: &str) -> Result<()> {
    connection
        .prepare("UPDATE plan SET fear = :fear WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":fear": fear})?;
    Ok(())
}

/// What became of it.
pub(crate) fn finish(
    connection: &Connection,
    id: PlanId,
    happened: &str,
    learned: &str,
    follow_up: Option<NaiveDate>,
) -> Result<()> {
    connection
        .prepare("UPDATE plan SET happened = :happened, learned = :learned, follow_up = :follow_up WHERE id = :id")?
        .execute(named_params! {
            ":id": id.as_bytes(),
            ":happened": happened,
            ":learned": learned,
            ":follow_up": follow_up.map(|day| day.to_string()),
        })?;
    Ok(())
}

/// Deletes a plan, or brings it back with `None`.
pub(crate) fn set_deleted(connection: &Connection, id: PlanId, at: Option<DateTime<Utc>>) -> Result<()> {
    connection
        .prepare("UPDATE plan SET deleted_at = :at WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":at": at.map(|at| at.timestamp_millis())})?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<PlanRow> {
    Ok(PlanRow {
        id: column::id(row, "id", PlanId::from_bytes)?,
        rev: row.get("rev")?,
        state: choice::read(row, "state")?,
        steps: PlanSteps {
            want: row.get("want")?,
            why: row.get("why")?,
            weight: choice::read_optional::<Weight>(row, "weight")?,
            goodwill: row.get("goodwill")?,
            opening: row.get("opening")?,
            first: row.get("first")?,
            way_out: row.get("way_out")?,
            when_then: row.get("when_then")?,
            if_no: row.get("if_no")?,
            if_hard: row.get("if_hard")?,
            neighbor: row.get("neighbor")?,
            general: row.get("general")?,
            ours: row.get("ours")?,
            topic: row.get("topic")?,
        },
        sentence_read: row.get("sentence_read")?,
        fear: row.get("fear")?,
        happened: row.get("happened")?,
        learned: row.get("learned")?,
        follow_up: column::optional_day(row, "follow_up")?,
        talk: column::optional_id(row, "talk", TalkId::from_bytes)?,
        made_day: column::parsed(row, "made_day")?,
        is_deleted: column::optional_instant(row, "deleted_at")?.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> PlanId {
        PlanId::from_bytes([number; 16])
    }

    fn talk(number: u8) -> TalkId {
        TalkId::from_bytes([number; 16])
    }

    fn steps(want: &str) -> PlanSteps {
        PlanSteps {
            want: want.into(),
            weight: Some(Weight::Serious),
            when_then: "When we walk, I will ask.".into(),
            topic: Some("money".into()),
            ..PlanSteps::default()
        }
    }

    fn with(numbers: &[u8]) -> Connection {
        let connection = super::super::open(&[MIGRATION]);
        for number in numbers {
            insert(&connection, id(*number), &steps("Sunday walks"), day(), now()).unwrap();
            set_state(&connection, id(*number), false).unwrap();
        }
        connection
    }

    fn day() -> NaiveDate {
        "2026-03-10".parse().unwrap()
    }

    fn now() -> DateTime<Utc> {
        "2026-03-10T18:30:00Z".parse().unwrap()
    }

    #[test]
    fn what_is_saved_comes_back_and_a_changed_sentence_is_unread() {
        let connection = with(&[1]);
        set_sentence_read(&connection, id(1)).unwrap();
        let changed = PlanSteps { why: "I miss them".into(), ..steps("Sunday walks") };
        update_steps(&connection, id(1), 2, &changed, now()).unwrap();
        let row = get(&connection, id(1)).unwrap().unwrap();
        assert!(row.steps == changed && row.rev == 2 && row.sentence_read);
        let sentence = PlanSteps { when_then: "When we cook, I will ask.".into(), ..changed };
        update_steps(&connection, id(1), 3, &sentence, now()).unwrap();
        assert!(!get(&connection, id(1)).unwrap().unwrap().sentence_read);
        assert!(!format!("{row:?}").contains("Sunday"));
    }

    #[test]
    fn one_plan_is_open_at_a_time() {
        let connection = with(&[1, 2]);
        set_state(&connection, id(1), true).unwrap();
        set_state(&connection, id(2), true).unwrap_err();
        set_deleted(&connection, id(1), Some(now())).unwrap();
        set_state(&connection, id(2), true).unwrap();
        assert_eq!(open(&connection).unwrap().unwrap().id, id(2));
        set_deleted(&connection, id(1), None).unwrap_err();
    }

    #[test]
    fn a_talk_taken_back_opens_its_plan_unless_another_is_open() {
        let connection = with(&[1, 2]);
        assert!(set_talked(&connection, id(1), talk(7)).unwrap());
        assert!(!set_talked(&connection, id(9), talk(7)).unwrap());
        assert_eq!(undo_talked(&connection, talk(8)).unwrap(), None);
        assert_eq!(undo_talked(&connection, talk(7)).unwrap(), Some((id(1), true)));
        assert!(set_talked(&connection, id(1), talk(7)).unwrap());
        set_state(&connection, id(2), true).unwrap();
        assert_eq!(undo_talked(&connection, talk(7)).unwrap(), Some((id(1), false)));
        assert_eq!(not_open(&connection).unwrap(), [id(1)]);
    }

    #[test]
    fn what_makes_no_sense_is_not_stored() {
        let connection = with(&[1]);
        for wrong in ["state = 'talked'", "weight = 'heavy'", "follow_up = '2026-02-30'", "fear = ''", "rev = 0"] {
            connection.execute(&format!("UPDATE plan SET {wrong}"), []).unwrap_err();
        }
        set_fear(&connection, id(1), &"x".repeat(2001)).unwrap_err();
    }
}
