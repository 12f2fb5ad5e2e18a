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
    fn a_later_schema_is_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST, SECOND]).unwrap();
        let refused = refuse_newer(&connection, Part::Journal, &[FIRST]);
        assert!(matches!(refused, Err(Error::Newer { found: 2, known: 1, .. })));
        refuse_newer(&connection, Part::Journal, &[FIRST, SECOND]).unwrap();
    }
}
