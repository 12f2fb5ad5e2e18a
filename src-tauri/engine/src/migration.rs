//! Numbered, append-only schema changes; all that are missing happen in one transaction or not at all.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Part};

/// One step of a file's schema. Its number is its place in the list, from 1; released steps never change.
pub(crate) type Migration = &'static str;

/// Refuses a file that a later program wrote, before anything is changed in it.
pub(crate) fn refuse_newer(connection: &Connection, part: Part, migrations: &[Migration]) -> Result<(), Error> {
    let found = version(connection)?;
    let known = latest(migrations);
    if found > known {
        return Err(Error::Newer { part, found, known });
    }
    Ok(())
}

/// Brings the schema up to date.
pub(crate) fn run(connection: &mut Connection, migrations: &[Migration]) -> rusqlite::Result<()> {
    if version(connection)? == latest(migrations) {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the write lock: another process may have been here first.
    let done = usize::try_from(version(&transaction)?).unwrap_or(0);
    for migration in migrations.iter().skip(done) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", latest(migrations))?;
    transaction.commit()
}

/// Whether the schema is exactly what its steps make: nothing is missing, and nobody added a trigger or a view.
pub(crate) fn is_ours(connection: &Connection, migrations: &[Migration]) -> rusqlite::Result<bool> {
    let steps = usize::try_from(version(connection)?).unwrap_or(0);
    let mut ours = Connection::open_in_memory()?;
    run(&mut ours, migrations.get(..steps).unwrap_or(migrations))?;
    Ok(schema(connection)? == schema(&ours)?)
}

/// What the query planner measured is no part of it.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    connection
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY 1, 2",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

pub(crate) fn is_behind(connection: &Connection, migrations: &[Migration]) -> rusqlite::Result<bool> {
    Ok(version(connection)? < latest(migrations))
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn latest(migrations: &[Migration]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Migration = "CREATE TABLE first (id INTEGER PRIMARY KEY) STRICT; INSERT INTO first VALUES (1);";
    const SECOND: Migration = "CREATE TABLE second (id INTEGER PRIMARY KEY) STRICT;";
    const BROKEN: Migration = "CREATE TABLE third (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);";

    fn tables(connection: &Connection) -> Vec<String> {
        let mut statement = connection.prepare("SELECT name FROM sqlite_schema ORDER BY name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn each_step_runs_once() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        run(&mut connection, &[FIRST, SECOND]).unwrap();
        run(&mut connection, &[FIRST, SECOND]).unwrap();
        assert_eq!(tables(&connection), ["first", "second"]);
        assert_eq!(version(&connection).unwrap(), 2);
    }

    #[test]
    fn a_step_that_fails_takes_back_the_ones_before_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        run(&mut connection, &[FIRST, SECOND, BROKEN]).unwrap_err();
        assert_eq!(tables(&connection), ["first"]);
        assert_eq!(version(&connection).unwrap(), 1);
    }

    #[test]
    fn a_schema_with_something_added_or_missing_is_not_ours() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        assert!(is_ours(&connection, &[FIRST, SECOND]).unwrap(), "an earlier step is ours too");
        for change in [
            "CREATE TRIGGER t AFTER INSERT ON first BEGIN DELETE FROM first; END",
            "CREATE VIEW v AS SELECT * FROM first",
            "CREATE INDEX i ON first (id)",
            "DROP TABLE first",
        ] {
            connection.execute_batch(&format!("BEGIN; {change};")).unwrap();
            assert!(!is_ours(&connection, &[FIRST, SECOND]).unwrap(), "{change}");
            connection.execute_batch("ROLLBACK").unwrap();
        }
        connection.execute_batch("ANALYZE").unwrap();
        assert!(is_ours(&connection, &[FIRST, SECOND]).unwrap());
    }

    #[test]
    fn a_later_schema_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST, SECOND]).unwrap();
        let refused = refuse_newer(&connection, Part::Journal, &[FIRST]);
        assert!(matches!(refused, Err(Error::Newer { found: 2, known: 1, .. })));
        refuse_newer(&connection, Part::Journal, &[FIRST, SECOND]).unwrap();
    }
}
