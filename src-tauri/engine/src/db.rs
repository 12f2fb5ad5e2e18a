//! Opening a `SQLCipher` file, with every setting that keeps it whole and private.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Once;
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use zeroize::Zeroizing;

use crate::ballast::Ballast;
use crate::crypto::{Key, SALT_LEN, derive, derive_key};
use crate::error::{Error, Fault, Part};
use crate::hex;
use crate::migration::{self, Migration};

/// One open database file: the only writer this process has on it.
#[derive(Debug)]
pub(crate) struct Database {
    connection: Connection,
    /// Released when a write finds the disk full.
    ballast: Ballast,
}

impl Database {
    /// Opens the file, which must exist (an empty one becomes a new database), and brings its schema up to date.
    ///
    /// A wrong key and a damaged file look the same to `SQLCipher`: both are [`Error::Damaged`]. A file of a later version
    /// is refused with its bytes unchanged.
    pub(crate) fn open(path: &Path, key: &Key, part: Part, migrations: &[Migration]) -> Result<Self, Error> {
        let ballast = Ballast::beside(path);
        let open = || -> Result<Self, Error> {
            // No CREATE: a missing file is an accident, never a fresh start.
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let mut connection = Connection::open_with_flags(path, flags)?;
            // Closing would fold the journal into a file that is about to be refused.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            unlock(&connection, key)?;
            migration::refuse_newer(&connection, part, migrations)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
            configure(&connection)?;
            migration::run(&mut connection, migrations)?;
            Ok(Self { connection, ballast: ballast.clone() })
        };
        ballast.spare(open).map_err(|error| match error {
            Error::Database { fault: Fault::Damaged, .. } => Error::Damaged { part },
            other => other.while_doing("open its files"),
        })
    }

    /// Takes over everything that a database of the same kind holds, in one transaction, and brings its schema up to date.
    pub(crate) fn take_over(&mut self, from: &Connection, migrations: &[Migration]) -> Result<(), Error> {
        const ALL: std::os::raw::c_int = -1;
        match Backup::new(from, &mut self.connection)?.step(ALL)? {
            StepResult::Done => {}
            _ => return Err(Error::Database { doing: "use its files", fault: Fault::Busy }),
        }
        Ok(migration::run(&mut self.connection, migrations)?)
    }

    /// Something that differs after any change, by this process or another.
    pub(crate) fn state(&self) -> Result<(i64, u64), Error> {
        self.read("look at its files", |connection| {
            let by_others = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
            Ok((by_others, connection.total_changes()))
        })
    }

    pub(crate) fn read<T>(
        &self,
        doing: &'static str,
        query: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        query(&self.connection).map_err(|error| error.while_doing(doing))
    }

    /// One IMMEDIATE transaction: an error takes everything back, success is on the disk.
    ///
    /// On a full disk the ballast is released and `change` runs once more.
    pub(crate) fn write<T>(
        &mut self,
        doing: &'static str,
        mut change: impl FnMut(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let Self { connection, ballast } = self;
        let write = || -> Result<T, Error> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = change(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        ballast.spare(write).map_err(|error| error.while_doing(doing))
    }

    /// Folds the journal into the file and leaves it empty, so that deleted words do not linger there.
    pub(crate) fn checkpoint(&self) -> Result<(), Error> {
        let checkpoint = || {
            self.read("tidy its files", |connection| {
                Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
            })
        };
        self.ballast.spare(checkpoint)
    }

    /// Closing leaves the write-ahead log as it is, for somebody who looks into what happened to it.
    pub(crate) fn close_untouched(self) -> Result<(), Error> {
        Ok(self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)?)
    }
}

/// A second connection that only reads: it neither changes the schema nor folds in the journal.
pub(crate) fn reader(path: &Path, key: &Key) -> Result<Connection, Error> {
    // Reading beside a writer takes its shared index, which has to be writable.
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    careful(&connection, key)?;
    Ok(connection)
}

/// A closed file that may come from anywhere: nothing in it is run and nothing is written.
pub(crate) fn inspect(path: &Path, key: &Key) -> Result<Connection, Error> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    careful(&connection, key)?;
    Ok(connection)
}

/// From here on the connection sees one state of the file, whatever others write.
pub(crate) fn hold_still(connection: Connection) -> rusqlite::Result<Connection> {
    connection.execute_batch("BEGIN")?;
    // Only a first read fixes the state.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

/// Whether every page has the HMAC that `SQLCipher` gave it. Reads the whole file.
pub(crate) fn is_whole(connection: &Connection) -> rusqlite::Result<bool> {
    // One row for each page that is wrong.
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    Ok(statement.query([])?.next()?.is_none())
}

/// Whether the file begins with the salt of this key. No page's HMAC covers it, and with a raw key nothing asks for it.
pub(crate) fn has_its_salt(path: &Path, key: &Key) -> io::Result<bool> {
    let mut found = [0; SALT_LEN];
    File::open(path)?.read_exact(&mut found)?;
    Ok(found == *salt(key))
}

/// Copies the database as `from` sees it into an empty file, encrypted under `key`.
///
/// `go_on` is asked between pieces of a mebibyte, and its error ends the copy.
pub(crate) fn copy(
    from: &Connection,
    to: &Path,
    key: &Key,
    mut go_on: impl FnMut() -> Result<(), Error>,
) -> Result<(), Error> {
    const PIECE: std::os::raw::c_int = 256;
    let mut copy =
        Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&copy, key)?;
    {
        let backup = Backup::new(from, &mut copy)?;
        while backup.step(PIECE)? == StepResult::More {
            go_on()?;
        }
    }
    // The source is in WAL mode and the copy inherits that; a closed file has to be whole by itself.
    copy.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    copy.close().map_err(|(_, error)| Error::from(error))
}

fn careful(connection: &Connection, key: &Key) -> Result<(), Error> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    unlock(connection, key)?;
    for (name, value) in [("trusted_schema", "0"), ("cell_size_check", "1"), ("temp_store", "2"), ("query_only", "1")] {
        connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(without_an_answer)?;
    }
    Ok(())
}

/// Waits until `SQLCipher` can take keys.
///
/// `sqlite3_initialize` calls itself done before `SQLCipher`'s own part of it has run. A second thread that opens its first
/// file in that moment is told that its key is wrong.
fn wait_until_ready() {
    static READY: Once = Once::new();
    const TRIES: u32 = 100_000;
    READY.call_once(|| {
        let takes_a_key = || Connection::open_in_memory()?.execute_batch("PRAGMA key = 'ready?'");
        for _ in 0..TRIES {
            if takes_a_key().is_ok() {
                return;
            }
            thread::yield_now();
        }
        tracing::warn!("SQLCipher takes no key");
    });
}

/// Gives `SQLCipher` the raw key and salt, and proves that they open the file.
fn unlock(connection: &Connection, key: &Key) -> Result<(), Error> {
    wait_until_ready();
    // Process-wide and before the first key: SQLite's freed memory is wiped, and nothing is logged.
    connection.execute_batch("PRAGMA cipher_memory_security = ON; PRAGMA cipher_log_level = NONE;")?;
    let raw = derive_key(key.as_slice(), &[], "ajar/1/database key");
    let salt = salt(key);
    let mut pragma = Zeroizing::new(String::with_capacity(128));
    for part in ["PRAGMA key = \"x'", &hex::encode(raw.as_slice()), &hex::encode(salt.as_slice()), "'\";"] {
        pragma.push_str(part);
    }
    connection.execute_batch(&pragma)?;
    // Plain SQLite would have ignored the key in silence and written everything readable.
    let cipher: String = connection.pragma_query_value(None, "cipher_version", |row| row.get(0))?;
    if cipher.is_empty() {
        return Err(Error::Database { doing: "encrypt its files", fault: Fault::Other(0) });
    }
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// What `SQLCipher` begins the file with.
fn salt(key: &Key) -> Zeroizing<[u8; SALT_LEN]> {
    derive(key.as_slice(), &[], "ajar/1/database salt")
}

fn configure(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    for (name, value) in SETTINGS {
        connection.pragma_update_and_check(None, name, value, |_| Ok(())).or_else(without_an_answer)?;
    }
    Ok(())
}

/// What every connection is set to, and the reason in a word.
const SETTINGS: [(&str, &str); 9] = [
    ("journal_mode", "wal"),  // readers never wait for a writer
    ("synchronous", "2"),     // FULL: an acknowledged save survives a power cut
    ("secure_delete", "1"),   // deleted words are overwritten
    ("foreign_keys", "1"),    //
    ("trusted_schema", "0"),  // a crafted schema may not call functions
    ("cell_size_check", "1"), // damage is noticed where it is read
    ("temp_store", "2"),      // MEMORY: no plain text in temporary files
    ("wal_autocheckpoint", "1000"),
    ("cache_size", "-8192"), // 8 MiB: a save changes many pages of the index, and each that is read anew is deciphered anew
];

/// Some pragmas answer with their new value and some with nothing.
fn without_an_answer(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::paths::create_private;

    const SCHEMA: &[Migration] = &["CREATE TABLE word (text TEXT NOT NULL) STRICT;"];

    fn with_file(check: impl FnOnce(&Path, &Key)) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.db");
        create_private(&path).unwrap();
        check(&path, &Key::generate().unwrap());
    }

    fn open(path: &Path, key: &Key) -> Result<Database, Error> {
        Database::open(path, key, Part::Journal, SCHEMA)
    }

    #[test]
    fn every_setting_is_read_back() {
        with_file(|path, key| {
            let database = open(path, key).unwrap();
            let setting = |name: &str| -> String {
                database
                    .connection
                    .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
                    .map(|value| match value {
                        rusqlite::types::Value::Integer(number) => number.to_string(),
                        rusqlite::types::Value::Text(text) => text,
                        other => panic!("{name} is {other:?}"),
                    })
                    .unwrap()
            };
            for (name, value) in SETTINGS {
                assert_eq!(setting(name), value, "{name}");
            }
            assert_eq!(setting("cipher_memory_security"), "1");
            assert_eq!(setting("cipher_log_level"), "NONE");
            assert_eq!(setting("busy_timeout"), "5000");
            assert!(setting("cipher_version").starts_with("4."), "{}", setting("cipher_version"));
            let config = |name| database.connection.db_config(name).unwrap();
            assert!(config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE));
            assert!(!config(DbConfig::SQLITE_DBCONFIG_DQS_DML));
            assert!(!config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE));
        });
    }

    #[test]
    fn nothing_readable_reaches_the_disk() {
        with_file(|path, key| {
            let mut database = open(path, key).unwrap();
            database
                .write("write", |tx| Ok(tx.execute("INSERT INTO word (text) VALUES ('canary-canary')", [])?))
                .unwrap();
            for file in fs::read_dir(path.parent().unwrap()).unwrap() {
                let bytes = fs::read(file.unwrap().path()).unwrap();
                assert!(!bytes.windows(13).any(|window| window == b"canary-canary"));
                assert!(!bytes.starts_with(b"SQLite format 3"));
            }
        });
    }

    #[test]
    fn a_wrong_key_and_a_flipped_bit_are_damage() {
        with_file(|path, key| {
            drop(open(path, key).unwrap());
            let other = Key::generate().unwrap();
            assert!(matches!(open(path, &other), Err(Error::Damaged { part: Part::Journal })));
            let mut bytes = fs::read(path).unwrap();
            bytes[100] ^= 1;
            fs::write(path, bytes).unwrap();
            assert!(matches!(open(path, key), Err(Error::Damaged { part: Part::Journal })));
        });
    }

    #[test]
    fn every_page_with_a_flipped_bit_is_found() {
        with_file(|path, key| {
            let mut database = open(path, key).unwrap();
            let text = "word ".repeat(10_000);
            database.write("write", |tx| Ok(tx.execute("INSERT INTO word VALUES (?1)", [&text])?)).unwrap();
            drop(database);
            assert!(is_whole(&inspect(path, key).unwrap()).unwrap());
            let bytes = fs::read(path).unwrap();
            for page in 1..bytes.len() / 4096 {
                let mut bent = bytes.clone();
                bent[page * 4096 + 7 * page] ^= 4;
                fs::write(path, bent).unwrap();
                let found = inspect(path, key).and_then(|connection| Ok(is_whole(&connection)?));
                assert!(!found.unwrap_or(false), "page {page}");
            }
        });
    }

    #[test]
    fn a_later_schema_is_refused_with_its_bytes_unchanged() {
        with_file(|path, key| {
            let later: &[Migration] = &[SCHEMA[0], "CREATE TABLE later (id INTEGER) STRICT;"];
            let mut database = Database::open(path, key, Part::Journal, later).unwrap();
            database.write("write", |tx| Ok(tx.execute("INSERT INTO word VALUES ('x')", [])?)).unwrap();
            // As after a crash: the journal has not been folded in.
            database.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
            drop(database);
            let wal = crate::paths::with_suffix(path, "-wal");
            let before = (fs::read(path).unwrap(), fs::read(&wal).unwrap());
            assert!(matches!(open(path, key), Err(Error::Newer { found: 2, known: 1, .. })));
            assert_eq!((fs::read(path).unwrap(), fs::read(&wal).unwrap()), before);
        });
    }

    #[test]
    fn a_missing_file_is_not_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.db");
        open(&path, &Key::generate().unwrap()).unwrap_err();
        assert!(!path.exists());
    }

    #[test]
    fn a_failed_change_leaves_nothing() {
        with_file(|path, key| {
            let mut database = open(path, key).unwrap();
            let failed = database.write("write", |tx| {
                tx.execute("INSERT INTO word VALUES ('x')", [])?;
                Err::<(), _>(Error::NotFound { what: "entry" })
            });
            assert!(matches!(failed, Err(Error::NotFound { .. })));
            let count = database
                .read("count", |connection| {
                    Ok(connection.query_row("SELECT count(*) FROM word", [], |row| row.get::<_, i64>(0))?)
                })
                .unwrap();
            assert_eq!(count, 0);
        });
    }

    #[cfg(unix)]
    #[test]
    fn journals_are_as_private_as_the_file() {
        use std::os::unix::fs::PermissionsExt;
        with_file(|path, key| {
            let _database = open(path, key).unwrap();
            for file in fs::read_dir(path.parent().unwrap()).unwrap() {
                let file = file.unwrap();
                assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.file_name());
            }
        });
    }
}
