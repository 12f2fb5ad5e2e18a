//! Reminder timing. What the user calls a reminder is in the vault: see [`super::reminder_name`].

use ajar_core::ids::ReminderId;
use ajar_core::reminder::{Kind, Pause, Reminder};
use chrono::{DateTime, Utc};
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

const COLUMNS: &str = "id, kind, rule, start, lead_min, quiet, enabled, active_from, paused, pause_until, deleted_at";

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
            "INSERT INTO reminder (id, kind, rule, start, lead_min, quiet, enabled, active_from, paused, pause_until)
             VALUES (:id, :kind, :rule, :start, :lead_min, :quiet, :enabled, :active_from, :paused, :pause_until)
             ON CONFLICT (id) DO UPDATE SET
                 kind = excluded.kind, rule = excluded.rule, start = excluded.start, lead_min = excluded.lead_min,
                 quiet = excluded.quiet, enabled = excluded.enabled, active_from = excluded.active_from,
                 paused = excluded.paused, pause_until = excluded.pause_until",
        )?
        .execute(named_params! {
            ":id": reminder.id.as_bytes(),
            ":kind": reminder.kind.as_str(),
            ":rule": reminder.rule.to_string(),
            ":start": column::civil_text(reminder.start),
            ":lead_min": reminder.lead_min,
            ":quiet": reminder.quiet.as_str(),
            ":enabled": reminder.enabled,
            ":active_from": reminder.active_from.timestamp_millis(),
            ":paused": reminder.pause.is_some(),
            ":pause_until": reminder.pause.and_then(|pause| pause.until).map(|until| until.timestamp_millis()),
        })?;
    Ok(())
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
        start: column::civil(row, "start")?,
        lead_min: row.get("lead_min")?,
        quiet: column::parsed(row, "quiet")?,
        enabled: row.get("enabled")?,
        active_from: column::instant(row, "active_from")?,
        pause,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use ajar_core::reminder::QuietChoice;
    use ajar_core::rule::Rule;

    use super::*;

    pub(in crate::table) fn some() -> Reminder {
        Reminder {
            id: ReminderId::from_bytes([1; 16]),
            kind: Kind::Moment,
            rule: Rule::weekly([chrono::Weekday::Tue].into_iter().collect(), 2).unwrap(),
            start: "2026-03-01T18:30:00".parse().unwrap(),
            lead_min: 10,
            quiet: QuietChoice::Drop,
            enabled: true,
            active_from: "2026-03-01T12:00:00.123Z".parse().unwrap(),
            pause: Some(Pause { until: None }),
        }
    }

    #[test]
    fn what_is_put_comes_back() {
        let connection = super::super::open(&[MIGRATION]);
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
        let connection = super::super::open(&[MIGRATION]);
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
        let connection = super::super::open(&[MIGRATION]);
        put(&connection, &some()).unwrap();
        connection.execute("UPDATE reminder SET kind = 'other'", []).unwrap_err();
        connection.execute("UPDATE reminder SET start = '2026-02-30T10:00:00'", []).unwrap_err();
    }
}
