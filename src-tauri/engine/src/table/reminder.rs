//! Reminder timing. What the user calls a reminder is in the vault: see [`super::reminder_name`].

use std::collections::HashMap;

use ajar_core::hhmm;
use ajar_core::ids::ReminderId;
use ajar_core::reminder::{Kind, Pause, Reminder};
use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Result, Row, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE reminder (
        id          BLOB PRIMARY KEY CHECK (length(id) = 16),
        kind        TEXT NOT NULL CHECK (kind IN ('moment', 'practice', 'listen', 'appreciate', 'reflect', 'weekly')),
        rule        TEXT NOT NULL CHECK (rule <> ''),
        start       TEXT NOT NULL CHECK (start IS strftime('%Y-%m-%dT%H:%M:%S', start)),
        lead_min    INTEGER NOT NULL CHECK (lead_min BETWEEN 0 AND 1440),
        quiet       TEXT NOT NULL CHECK (quiet IN ('defer', 'drop', 'through')),
        enabled     INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        active_from INTEGER NOT NULL,
        paused      INTEGER NOT NULL CHECK (paused IN (0, 1)),
        pause_until INTEGER CHECK (paused = 1 OR pause_until IS NULL),
        deleted_at  INTEGER
    ) STRICT, WITHOUT ROWID;
";

/// Plans, leap days, windows, completion and pinned zones. A CHECK cannot be changed in place, so the table is made anew;
/// the ledger's references are looked at when all of it is done. `asked_at` is the last answer to a question about it.
pub(crate) const MORE_WAYS: &str = "
    PRAGMA defer_foreign_keys = ON;
    CREATE TEMPORARY TABLE reminder_before AS SELECT * FROM reminder;
    DELETE FROM reminder;
    DROP TABLE reminder;
    CREATE TABLE reminder (
        id          BLOB PRIMARY KEY CHECK (length(id) = 16),
        kind        TEXT NOT NULL
            CHECK (kind IN ('moment', 'practice', 'listen', 'appreciate', 'reflect', 'weekly', 'plan')),
        rule        TEXT NOT NULL CHECK (rule <> ''),
        leap_day    TEXT NOT NULL CHECK (leap_day IN ('skip', 'feb_28', 'mar_1')),
        start       TEXT NOT NULL CHECK (start IS strftime('%Y-%m-%dT%H:%M:%S', start)),
        until_time  TEXT CHECK (until_time IS strftime('%H:%M', until_time)),
        after_done  INTEGER CHECK (after_done BETWEEN 1 AND 365),
        zone        TEXT CHECK (zone <> ''),
        lead_min    INTEGER NOT NULL CHECK (lead_min BETWEEN 0 AND 1440),
        quiet       TEXT NOT NULL CHECK (quiet IN ('defer', 'drop', 'through')),
        enabled     INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        active_from INTEGER NOT NULL,
        paused      INTEGER NOT NULL CHECK (paused IN (0, 1)),
        pause_until INTEGER CHECK (paused = 1 OR pause_until IS NULL),
        asked_at    INTEGER,
        deleted_at  INTEGER
    ) STRICT, WITHOUT ROWID;
    INSERT INTO reminder (id, kind, rule, leap_day, start, lead_min, quiet, enabled, active_from, paused, pause_until,
            deleted_at)
        SELECT id, kind, rule, 'skip', start, lead_min, quiet, enabled, active_from, paused, pause_until, deleted_at
        FROM reminder_before;
    DROP TABLE reminder_before;
";

const COLUMNS: &str = "id, kind, rule, leap_day, start, until_time, after_done, zone, lead_min, quiet, enabled,
    active_from, paused, pause_until, deleted_at";

/// Every reminder that was not deleted, in the order they were made.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Reminder>> {
    let sql = format!("SELECT {COLUMNS} FROM reminder WHERE deleted_at IS NULL ORDER BY id");
    connection.prepare(&sql)?.query_map([], read)?.collect()
}

pub(crate) fn get(connection: &Connection, id: ReminderId) -> Result<Option<Reminder>> {
    let sql = format!("SELECT {COLUMNS} FROM reminder WHERE id = :id AND deleted_at IS NULL");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// The kind of a reminder, deleted or not: its old occurrences still need it.
pub(crate) fn kind(connection: &Connection, id: ReminderId) -> Result<Option<Kind>> {
    connection
        .prepare("SELECT kind FROM reminder WHERE id = :id")?
        .query_row(named_params! {":id": id.as_bytes()}, |row| column::parsed(row, "kind"))
        .optional()
}

/// Adds the reminder, or replaces the one with its id.
pub(crate) fn put(connection: &Connection, reminder: &Reminder) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO reminder (id, kind, rule, leap_day, start, until_time, after_done, zone, lead_min, quiet,
                 enabled, active_from, paused, pause_until)
             VALUES (:id, :kind, :rule, :leap_day, :start, :until_time, :after_done, :zone, :lead_min, :quiet,
                 :enabled, :active_from, :paused, :pause_until)
             ON CONFLICT (id) DO UPDATE SET
                 kind = excluded.kind, rule = excluded.rule, leap_day = excluded.leap_day, start = excluded.start,
                 until_time = excluded.until_time, after_done = excluded.after_done, zone = excluded.zone,
                 lead_min = excluded.lead_min, quiet = excluded.quiet, enabled = excluded.enabled, active_from = excluded.active_from,
                 paused = excluded.paused, pause_until = excluded.pause_until",
        )?
        .execute(named_params! {
            ":id": reminder.id.as_bytes(),
            ":kind": reminder.kind.as_str(),
            ":rule": reminder.rule.to_string(),
            ":leap_day": reminder.leap_day.as_str(),
            ":start": column::civil_text(reminder.start),
            ":until_time": reminder.until_time.map(hhmm::print),
            ":after_done": reminder.after_done,
            ":zone": reminder.zone,
            ":lead_min": reminder.lead_min,
            ":quiet": reminder.quiet.as_str(),
            ":enabled": reminder.enabled,
            ":active_from": reminder.active_from.timestamp_millis(),
            ":paused": reminder.pause.is_some(),
            ":pause_until": reminder.pause.and_then(|pause| pause.until).map(|until| until.timestamp_millis()),
        })?;
    Ok(())
}

/// When a question about each reminder was last answered.
pub(crate) fn asked(connection: &Connection) -> Result<HashMap<ReminderId, DateTime<Utc>>> {
    connection
        .prepare("SELECT id, asked_at FROM reminder WHERE asked_at IS NOT NULL")?
        .query_map([], |row| Ok((column::id(row, "id", ReminderId::from_bytes)?, column::instant(row, "asked_at")?)))?
        .collect()
}

pub(crate) fn set_asked(connection: &Connection, id: ReminderId, now: DateTime<Utc>) -> Result<()> {
    connection
        .prepare("UPDATE reminder SET asked_at = :now WHERE id = :id")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(())
}

/// Moves the start of one that counts from when it was done; any other stays as it is.
pub(crate) fn begin_anew(connection: &Connection, id: ReminderId, start: NaiveDateTime) -> Result<()> {
    connection
        .prepare("UPDATE reminder SET start = :start WHERE id = :id AND after_done IS NOT NULL")?
        .execute(named_params! {":id": id.as_bytes(), ":start": column::civil_text(start)})?;
    Ok(())
}

/// The reminder, deleted or not.
pub(crate) fn ever(connection: &Connection, id: ReminderId) -> Result<Option<Reminder>> {
    let sql = format!("SELECT {COLUMNS} FROM reminder WHERE id = :id");
    connection.prepare(&sql)?.query_row(named_params! {":id": id.as_bytes()}, read).optional()
}

/// Whether there was one to delete. Its ledger stays, so that it can be restored.
pub(crate) fn delete(connection: &Connection, id: ReminderId, now: DateTime<Utc>) -> Result<bool> {
    let changed = connection
        .prepare("UPDATE reminder SET deleted_at = :now WHERE id = :id AND deleted_at IS NULL")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(changed > 0)
}

/// Brings a deleted reminder back; nothing that came due in between fires. Whether there was one.
pub(crate) fn restore(connection: &Connection, id: ReminderId, now: DateTime<Utc>) -> Result<bool> {
    let changed = connection
        .prepare("UPDATE reminder SET deleted_at = NULL, active_from = :now WHERE id = :id AND deleted_at IS NOT NULL")?
        .execute(named_params! {":id": id.as_bytes(), ":now": now.timestamp_millis()})?;
    Ok(changed > 0)
}

fn read(row: &Row<'_>) -> Result<Reminder> {
    let pause =
        if row.get("paused")? { Some(Pause { until: column::optional_instant(row, "pause_until")? }) } else { None };
    Ok(Reminder {
        id: column::id(row, "id", ReminderId::from_bytes)?,
        kind: column::parsed(row, "kind")?,
        rule: column::parsed(row, "rule")?,
        leap_day: column::parsed(row, "leap_day")?,
        start: column::civil(row, "start")?,
        until_time: column::optional_time(row, "until_time")?,
        after_done: row.get("after_done")?,
        zone: row.get("zone")?,
        lead_min: row.get("lead_min")?,
        quiet: column::parsed(row, "quiet")?,
        enabled: row.get("enabled")?,
        active_from: column::instant(row, "active_from")?,
        pause,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use ajar_core::reminder::QuietChoice;
    use ajar_core::rule::{LeapDay, Rule};

    use super::*;

    pub(in crate::table) const ALL: &[crate::migration::Migration] = &[MIGRATION, MORE_WAYS];

    pub(crate) fn some() -> Reminder {
        Reminder {
            id: ReminderId::from_bytes([1; 16]),
            kind: Kind::Moment,
            rule: Rule::weekly([chrono::Weekday::Tue].into_iter().collect(), 2).unwrap(),
            leap_day: LeapDay::Mar1,
            start: "2026-03-01T18:30:00".parse().unwrap(),
            until_time: Some("21:00:00".parse().unwrap()),
            after_done: Some(3),
            zone: Some("Europe/Berlin".into()),
            lead_min: 10,
            quiet: QuietChoice::Drop,
            enabled: true,
            active_from: "2026-03-01T12:00:00.123Z".parse().unwrap(),
            pause: Some(Pause { until: None }),
        }
    }

    #[test]
    fn what_is_put_comes_back() {
        let connection = super::super::open(ALL);
        let mut reminder = some();
        put(&connection, &reminder).unwrap();
        assert_eq!(all(&connection).unwrap(), [reminder.clone()]);
        reminder.enabled = false;
        reminder.pause = None;
        put(&connection, &reminder).unwrap();
        assert_eq!(get(&connection, reminder.id).unwrap(), Some(reminder));
    }

    #[test]
    fn a_deleted_one_can_be_restored_and_begins_anew() {
        let connection = super::super::open(ALL);
        let reminder = some();
        let now = reminder.active_from + chrono::TimeDelta::days(1);
        put(&connection, &reminder).unwrap();
        assert!(delete(&connection, reminder.id, now).unwrap());
        assert!(!delete(&connection, reminder.id, now).unwrap());
        assert_eq!(all(&connection).unwrap(), []);
        assert_eq!(kind(&connection, reminder.id).unwrap(), Some(Kind::Moment));
        assert!(restore(&connection, reminder.id, now).unwrap());
        assert_eq!(all(&connection).unwrap(), [Reminder { active_from: now, ..reminder }]);
    }

    #[test]
    fn an_unknown_kind_is_not_stored() {
        let connection = super::super::open(ALL);
        put(&connection, &some()).unwrap();
        connection.execute("UPDATE reminder SET kind = 'other'", []).unwrap_err();
        connection.execute("UPDATE reminder SET start = '2026-02-30T10:00:00'", []).unwrap_err();
    }

    #[test]
    fn reminders_from_before_keep_their_times_and_their_ledger() {
        let old = [MIGRATION, super::super::occurrence::MIGRATION];
        let mut connection = super::super::open(&old);
        connection
            .execute_batch(
                "INSERT INTO reminder VALUES (x'01010101010101010101010101010101', 'moment', 'FREQ=DAILY',
                     '2026-03-01T18:30:00', 10, 'drop', 1, 1772366400000, 1, NULL, NULL);
                 INSERT INTO occurrence (id, reminder, nominal, due, for_day, state, reason, claimed_at)
                     VALUES (x'02020202020202020202020202020202', x'01010101010101010101010101010101',
                         '2026-03-02T18:30:00', 1, '2026-03-02', 'shown', 'on_time', 1);",
            )
            .unwrap();
        let new = [old[0], old[1], MORE_WAYS];
        crate::migration::run(&mut connection, &new).unwrap();
        let kept = all(&connection).unwrap().remove(0);
        assert_eq!((kept.kind, kept.lead_min, kept.quiet, kept.enabled), (Kind::Moment, 10, QuietChoice::Drop, true));
        assert_eq!((kept.rule.to_string().as_str(), kept.leap_day, kept.zone), ("FREQ=DAILY", LeapDay::Skip, None));
        assert_eq!(kept.start, "2026-03-01T18:30:00".parse().unwrap());
        assert!(crate::migration::is_ours(&connection, &new).unwrap());
        connection.execute("DELETE FROM reminder", []).unwrap_err();
        put(&connection, &Reminder { kind: Kind::Plan, ..some() }).unwrap();
    }
}
