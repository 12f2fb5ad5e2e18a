//! How many entries each day has outside the trash. The database keeps account itself: counting a hundred thousand entries
//! for each page of a list would be felt.

use chrono::NaiveDate;
use rusqlite::{Connection, Result, named_params};

use super::column;

pub(crate) const MIGRATION: &str = "
    CREATE TABLE entry_count (
        day     TEXT PRIMARY KEY,
        entries INTEGER NOT NULL CHECK (entries >= 0)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO entry_count (day, entries)
        SELECT day, count(*) FROM entry WHERE deleted_at IS NULL GROUP BY day;
    CREATE TRIGGER entry_counted AFTER INSERT ON entry WHEN new.deleted_at IS NULL BEGIN
        INSERT INTO entry_count (day, entries) VALUES (new.day, 1) ON CONFLICT (day) DO UPDATE SET entries = entries + 1;
    END;
    CREATE TRIGGER entry_recounted AFTER UPDATE OF day, deleted_at ON entry
    WHEN old.day <> new.day OR (old.deleted_at IS NULL) <> (new.deleted_at IS NULL) BEGIN
        UPDATE entry_count SET entries = entries - 1 WHERE day = old.day AND old.deleted_at IS NULL;
        INSERT INTO entry_count (day, entries) SELECT new.day, 1 WHERE new.deleted_at IS NULL
            ON CONFLICT (day) DO UPDATE SET entries = entries + 1;
    END;
    CREATE TRIGGER entry_uncounted AFTER DELETE ON entry WHEN old.deleted_at IS NULL BEGIN
        UPDATE entry_count SET entries = entries - 1 WHERE day = old.day;
    END;
";

/// Entries that are not in the trash.
pub(crate) fn all(connection: &Connection) -> Result<u32> {
    connection
        .prepare("SELECT coalesce(sum(entries), 0) AS count FROM entry_count")?
        .query_row([], |row| row.get("count"))
}

/// The days from `first` to `last` that have entries, newest first, and how many.
pub(crate) fn of_days(connection: &Connection, first: NaiveDate, last: NaiveDate) -> Result<Vec<(NaiveDate, u32)>> {
    connection
        .prepare(
            "SELECT day, entries FROM entry_count WHERE entries > 0 AND day BETWEEN :first AND :last ORDER BY day DESC",
        )?
        .query_map(named_params! {":first": first.to_string(), ":last": last.to_string()}, |row| {
            Ok((column::parsed(row, "day")?, row.get("entries")?))
        })?
        .collect()
}

/// The same of all days.
pub(crate) fn of_all_days(connection: &Connection) -> Result<Vec<(NaiveDate, u32)>> {
    let year = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    of_days(connection, year(0, 1, 1), year(9999, 12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::entry;

    fn is_kept(connection: &Connection) -> u32 {
        let days = "SELECT count(*) FROM (
            SELECT day, count(*) FROM entry WHERE deleted_at IS NULL GROUP BY day
            EXCEPT SELECT day, entries FROM entry_count)";
        let wrong: u32 = connection.query_row(days, [], |row| row.get(0)).unwrap();
        assert_eq!((wrong, all(connection).unwrap()), (0, entry::count(connection).unwrap()));
        all(connection).unwrap()
    }

    #[test]
    fn it_follows_every_change_and_begins_with_what_is_there() {
        let mut connection = crate::table::open(&[entry::MIGRATION]);
        let insert = "INSERT INTO entry (id, rev, day, zone, text, created_at, updated_at, deleted_at)
                      VALUES (randomblob(16), 1, ?1, 'UTC', '', 0, 0, ?2)";
        let add = |connection: &Connection, day: &str, deleted: Option<i64>| {
            connection.execute(insert, (day, deleted)).unwrap();
        };
        add(&connection, "2026-03-29", None);
        add(&connection, "2026-03-29", Some(1));
        crate::migration::run(&mut connection, &[entry::MIGRATION, MIGRATION]).unwrap();
        assert_eq!(is_kept(&connection), 1);
        add(&connection, "2026-03-29", None);
        add(&connection, "2026-10-25", None);
        add(&connection, "2026-10-25", Some(1));
        assert_eq!(is_kept(&connection), 3);
        let day = |day: &str| day.parse::<NaiveDate>().unwrap();
        assert_eq!(of_all_days(&connection).unwrap(), [(day("2026-10-25"), 1), (day("2026-03-29"), 2)]);
        assert_eq!(of_days(&connection, day("2026-03-29"), day("2026-10-24")).unwrap(), [(day("2026-03-29"), 2)]);
        for (change, left) in [
            ("UPDATE entry SET day = '2026-10-26' WHERE day = '2026-10-25'", 3),
            ("UPDATE entry SET text = 'x', day = day", 3),
            ("UPDATE entry SET deleted_at = coalesce(deleted_at, 5) WHERE day = '2026-10-26'", 2),
            ("UPDATE entry SET deleted_at = NULL, day = '2026-03-29'", 5),
            ("UPDATE entry SET deleted_at = 7, day = '2026-01-01' WHERE rowid = 1", 4),
            ("DELETE FROM entry WHERE deleted_at IS NOT NULL", 4),
            ("DELETE FROM entry", 0),
        ] {
            connection.execute(change, []).unwrap();
            assert_eq!(is_kept(&connection), left, "{change}");
        }
    }
}
