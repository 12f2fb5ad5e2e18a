//! The ledger: every due instant that was claimed, once, and what became of it.

use ajar_core::ids::{OccurrenceId, ReminderId};
use ajar_core::occurrence::{Known, Reason, State};
use ajar_core::schedule::{Claim, Past};
use ajar_core::zone::Shift;
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE occurrence (
        id            BLOB PRIMARY KEY CHECK (length(id) = 16),
        reminder      BLOB NOT NULL REFERENCES reminder (id),
        nominal       TEXT NOT NULL CHECK (nominal IS strftime('%Y-%m-%dT%H:%M:%S', nominal)),
        due           INTEGER NOT NULL,
        shifted_min   INTEGER,
        for_day       TEXT NOT NULL CHECK (for_day IS date(for_day)),
        state         TEXT NOT NULL
            CHECK (state IN ('due', 'shown', 'done', 'snoozed', 'skipped', 'missed', 'dropped')),
        reason        TEXT NOT NULL,
        claimed_at    INTEGER NOT NULL,
        shown_at      INTEGER,
        snoozed_until INTEGER CHECK (state <> 'snoozed' OR snoozed_until IS NOT NULL),
        snooze_count  INTEGER NOT NULL DEFAULT 0 CHECK (snooze_count >= 0),
        answered_at   INTEGER,
        UNIQUE (reminder, nominal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX occurrence_due ON occurrence (due);
    CREATE INDEX occurrence_state ON occurrence (state);
";

/// What an occurrence needs to say why it came or did not, and the question that rode on it. `asked` is the instant
/// before quiet hours have a say.
pub(crate) const WHY: &str = "
    ALTER TABLE occurrence ADD COLUMN asked INTEGER;
    ALTER TABLE occurrence ADD COLUMN rule TEXT;
    ALTER TABLE occurrence ADD COLUMN question INTEGER NOT NULL DEFAULT 0 CHECK (question IN (0, 1));
    ALTER TABLE occurrence ADD COLUMN opened_at INTEGER;
";

const COLUMNS: &str =
    "id, reminder, nominal, due, state, claimed_at, shown_at, snoozed_until, snooze_count, for_day, question";

/// How far back [`known`] looks: a day more than a decision does.
const LEDGER_SPAN: TimeDelta = TimeDelta::days(8);

/// A row that the user answered with Done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) occurrence: Known,
    pub(crate) answered_at: DateTime<Utc>,
}

/// An occurrence with everything that made it what it is.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) known: Known,
    /// The rule at the time; `None` for a row of an earlier Ajar.
    pub(crate) rule: Option<String>,
    pub(crate) past: Past,
}

/// What a decision at `now` must know: the last days, the future, and everything that still waits to be shown.
pub(crate) fn known(connection: &Connection, now: DateTime<Utc>) -> Result<Vec<Known>> {
    let sql =
        format!("SELECT {COLUMNS} FROM occurrence WHERE due >= :from OR state IN ('due', 'snoozed') ORDER BY due, id");
    let from = (now - LEDGER_SPAN).timestamp_millis();
    connection.prepare(&sql)?.query_map(named_params! {":from": from}, read)?.collect()
}

pub(crate) fn get(connection: &Connection, id: OccurrenceId) -> Result<Option<Known>> {
    let sql = format!("SELECT {COLUMNS} FROM occurrence WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// Everything answered with Done, for comparing with the journal.
pub(crate) fn done(connection: &Connection) -> Result<Vec<Answer>> {
    let sql = format!("SELECT {COLUMNS}, answered_at FROM occurrence WHERE state = 'done' ORDER BY due, id");
    let read = |row: &Row<'_>| Ok(Answer { occurrence: read(row)?, answered_at: column::instant(row, "answered_at")? });
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

/// How many there are: what makes notification texts rotate.
pub(crate) fn count(connection: &Connection) -> Result<u32> {
    connection.prepare("SELECT count(*) AS count FROM occurrence")?.query_row([], |row| row.get("count"))
}

/// Writes a claim. UNIQUE (reminder, nominal) makes it fire once, whoever else is claiming.
pub(crate) fn claim(connection: &Connection, id: OccurrenceId, claim: &Claim, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO occurrence (id, reminder, nominal, asked, due, shifted_min, for_day, state, reason, question,
                 claimed_at, rule)
             VALUES (:id, :reminder, :nominal, :asked, :due, :shifted_min, :for_day, :state, :reason, :question,
                 :now, (SELECT rule FROM reminder WHERE id = :reminder))",
        )?
        .execute(named_params! {
            ":id": id.as_bytes(),
            ":reminder": claim.reminder.as_bytes(),
            ":nominal": column::civil_text(claim.nominal),
            ":asked": claim.instant.timestamp_millis(),
            ":due": claim.due.timestamp_millis(),
            ":shifted_min": claim.shift.map(shifted_minutes),
            ":for_day": claim.for_day.to_string(),
            ":state": claim.state.as_str(),
            ":reason": claim.reason.as_str(),
            ":question": claim.question,
            ":now": now.timestamp_millis(),
        })?;
    Ok(())
}

/// The user opened Ajar from its notification.
pub(crate) fn opened(connection: &Connection, id: OccurrenceId, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE occurrence SET opened_at = coalesce(opened_at, :now) WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(())
}

/// What was shown since then, newest first, and whether the user did anything with it.
pub(crate) fn shown_since(connection: &Connection, from: DateTime<Utc>) -> Result<Vec<(Known, bool)>> {
    let sql = format!(
        "SELECT {COLUMNS}, opened_at IS NOT NULL OR answered_at IS NOT NULL OR snooze_count > 0 AS opened
         FROM occurrence WHERE due >= :from AND shown_at IS NOT NULL ORDER BY due DESC, id DESC"
    );
    let read = |row: &Row<'_>| Ok((read(row)?, row.get("opened")?));
    connection.prepare(&sql)?.query_map(named_params! {":from": from.timestamp_millis()}, read)?.collect()
}

/// The story of each occurrence of a reminder since then, newest first.
pub(crate) fn stories(connection: &Connection, reminder: ReminderId, from: DateTime<Utc>) -> Result<Vec<Story>> {
    let sql = format!(
        "SELECT {COLUMNS}, asked, shifted_min, reason, rule, shown_at, answered_at FROM occurrence
         WHERE reminder = :reminder AND due >= :from ORDER BY due DESC, id DESC"
    );
    let story = |row: &Row<'_>| {
        Ok(Story {
            known: read(row)?,
            rule: row.get("rule")?,
            past: Past {
                nominal: column::civil(row, "nominal")?,
                asked: column::optional_instant(row, "asked")?,
                due: column::instant(row, "due")?,
                shifted_min: row.get("shifted_min")?,
                shown_at: column::optional_instant(row, "shown_at")?,
                snoozed_until: column::optional_instant(row, "snoozed_until")?,
                answered_at: column::optional_instant(row, "answered_at")?,
                state: column::parsed(row, "state")?,
                reason: column::parsed(row, "reason")?,
                question: row.get("question")?,
            },
        })
    };
    connection
        .prepare(&sql)?
        .query_map(named_params! {":reminder": reminder.as_bytes(), ":from": from.timestamp_millis()}, story)?
        .collect()
}

/// Takes a row up again, to show it now.
pub(crate) fn reclaim(connection: &Connection, id: OccurrenceId, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE occurrence SET state = 'due', claimed_at = :now WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(())
}

/// The notification was handed over. A row that was answered meanwhile stays answered.
pub(crate) fn shown(connection: &Connection, id: OccurrenceId, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE occurrence SET state = 'shown', shown_at = :now WHERE id = :id AND state = 'due'")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(())
}

/// Closes a row that nobody answered.
pub(crate) fn settle(connection: &Connection, id: OccurrenceId, state: State, reason: Reason) -> Result<()> {
    connection
        .prepare("UPDATE occurrence SET state = :state, reason = :reason WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":state": state.as_str(), ":reason": reason.as_str()})?;
    Ok(())
}

/// Done, or not today.
pub(crate) fn answer(connection: &Connection, id: OccurrenceId, state: State, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE occurrence SET state = :state, reason = 'answered', answered_at = :now WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":state": state.as_str(), ":now": now.timestamp_millis()})?;
    Ok(())
}

pub(crate) fn snooze(connection: &Connection, id: OccurrenceId, until: DateTime<Utc>) -> Result<()> {
    connection
        .prepare(
            "UPDATE occurrence
             SET state = 'snoozed', reason = 'snoozed', snoozed_until = :until, snooze_count = snooze_count + 1
             WHERE id = :id",
        )?
        .execute(named_params! {":id": id.as_bytes(), ":until": until.timestamp_millis()})?;
    Ok(())
}

/// Takes back a Done.
pub(crate) fn reopen(connection: &Connection, id: OccurrenceId) -> Result<()> {
    connection
        .prepare(
            "UPDATE occurrence SET state = 'shown', reason = 'on_time', answered_at = NULL
             WHERE id = :id AND state = 'done'",
        )?
        .execute(named_params! {":id": id.as_bytes()})?;
    Ok(())
}

pub(crate) fn forget(connection: &Connection, id: OccurrenceId) -> Result<()> {
    connection.prepare("DELETE FROM occurrence WHERE id = :id")?.execute(named_params! {":id": id.as_bytes()})?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Known> {
    Ok(Known {
        id: column::id(row, "id", OccurrenceId::from_bytes)?,
        reminder: column::id(row, "reminder", ReminderId::from_bytes)?,
        nominal: column::civil(row, "nominal")?,
        due: column::instant(row, "due")?,
        state: column::parsed(row, "state")?,
        claimed_at: column::instant(row, "claimed_at")?,
        shown: column::optional_instant(row, "shown_at")?.is_some(),
        snoozed_until: column::optional_instant(row, "snoozed_until")?,
        snooze_count: row.get("snooze_count")?,
        for_day: column::parsed(row, "for_day")?,
        question: row.get("question")?,
    })
}

/// 0 for a time that came twice.
fn shifted_minutes(shift: Shift) -> u16 {
    match shift {
        Shift::Gap { minutes } => minutes,
        Shift::Overlap => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::reminder;

    const NOW: &str = "2026-03-10T18:30:05Z";

    fn now() -> DateTime<Utc> {
        NOW.parse().unwrap()
    }

    fn id(byte: u8) -> OccurrenceId {
        OccurrenceId::from_bytes([byte; 16])
    }

    fn ledger() -> Connection {
        let connection = super::super::open(&[reminder::MIGRATION, reminder::MORE_WAYS, MIGRATION, WHY]);
        reminder::put(&connection, &reminder::tests::some()).unwrap();
        connection
    }

    fn some(nominal: &str) -> Claim {
        Claim {
            reminder: reminder::tests::some().id,
            nominal: nominal.parse().unwrap(),
            instant: format!("{nominal}Z").parse().unwrap(),
            due: format!("{nominal}Z").parse().unwrap(),
            for_day: nominal[..10].parse().unwrap(),
            state: State::Due,
            reason: Reason::OnTime,
            shift: Some(Shift::Gap { minutes: 60 }),
            question: true,
        }
    }

    #[test]
    fn a_nominal_time_is_claimed_once() {
        let connection = ledger();
        claim(&connection, id(1), &some("2026-03-10T18:30:00"), now()).unwrap();
        claim(&connection, id(2), &some("2026-03-10T18:30:00"), now()).unwrap_err();
        claim(&connection, id(2), &some("2026-03-10T19:30:00"), now()).unwrap();
        assert_eq!(count(&connection).unwrap(), 2);
    }

    #[test]
    fn a_row_goes_from_due_to_shown_to_done_and_back() {
        let connection = ledger();
        claim(&connection, id(1), &some("2026-03-10T18:30:00"), now()).unwrap();
        let state = || get(&connection, id(1)).unwrap().unwrap().state;
        shown(&connection, id(1), now()).unwrap();
        assert_eq!(state(), State::Shown);
        answer(&connection, id(1), State::Done, now()).unwrap();
        shown(&connection, id(1), now()).unwrap();
        assert_eq!(state(), State::Done);
        assert_eq!(done(&connection).unwrap()[0].answered_at.timestamp_millis(), now().timestamp_millis());
        reopen(&connection, id(1)).unwrap();
        assert_eq!(state(), State::Shown);
        assert_eq!(done(&connection).unwrap(), []);
    }

    #[test]
    fn old_rows_are_known_only_while_they_wait() {
        let connection = ledger();
        for (number, nominal) in [(1, "2026-03-01T18:30:00"), (2, "2026-03-02T19:30:00"), (3, "2026-03-12T18:30:00")] {
            claim(&connection, id(number), &some(nominal), now()).unwrap();
        }
        let ids = || known(&connection, now()).unwrap().iter().map(|known| known.id).collect::<Vec<_>>();
        assert_eq!(ids(), [id(1), id(2), id(3)]);
        settle(&connection, id(1), State::Missed, Reason::BeyondGrace).unwrap();
        assert_eq!(ids(), [id(2), id(3)]);
        snooze(&connection, id(2), now()).unwrap();
        let snoozed = get(&connection, id(2)).unwrap().unwrap();
        assert_eq!((snoozed.state, snoozed.snooze_count), (State::Snoozed, 1));
        forget(&connection, id(3)).unwrap();
        assert_eq!(ids(), [id(2)]);
    }
}
