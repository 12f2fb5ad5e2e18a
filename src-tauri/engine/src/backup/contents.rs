//! What a database holds: how much, and a hash over every row, so that two files can be compared without trusting either.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Result, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::hex;
use crate::table::purged;

/// What a vault holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VaultContents {
    pub(crate) entries: u64,
    pub(crate) in_trash: u64,
    /// Of all entries, those in the trash included.
    pub(crate) text_bytes: u64,
    /// Deleted for ever since the journal began: entries, and bytes of their text.
    #[serde(default)]
    pub(crate) purged: (u64, u64),
    #[serde(with = "hex")]
    pub(crate) rows: [u8; 32],
}

/// What an agenda holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AgendaContents {
    pub(crate) reminders: u64,
    #[serde(with = "hex")]
    pub(crate) rows: [u8; 32],
}

impl VaultContents {
    pub(crate) fn read(vault: &Connection) -> Result<Self> {
        let counted =
            "SELECT count(*) FILTER (WHERE deleted_at IS NULL), count(*) FILTER (WHERE deleted_at IS NOT NULL),
                              coalesce(sum(octet_length(text)), 0) FROM entry";
        let (entries, bytes) = purged::get(vault)?;
        vault.query_row(counted, [], |row| {
            Ok(Self {
                entries: count(row, 0)?,
                in_trash: count(row, 1)?,
                text_bytes: count(row, 2)?,
                purged: (entries.unsigned_abs(), bytes.unsigned_abs()),
                rows: rows(vault)?,
            })
        })
    }
}

impl AgendaContents {
    pub(crate) fn read(agenda: &Connection) -> Result<Self> {
        let counted = "SELECT count(*) FROM reminder WHERE deleted_at IS NULL";
        agenda.query_row(counted, [], |row| Ok(Self { reminders: count(row, 0)?, rows: rows(agenda)? }))
    }
}

fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    let count: i64 = row.get(column)?;
    u64::try_from(count).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, count))
}

/// Every row of every table that stores something, with its types: an empty text is not NULL, and 1 is not '1'.
fn rows(connection: &Connection) -> Result<[u8; 32]> {
    let mut hash = Sha256::new();
    let tables: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema
             WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
             ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for table in tables {
        part(&mut hash, b't', table.as_bytes());
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{}\"", table.replace('"', "\"\"")))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Null => part(&mut hash, b'n', &[]),
                    ValueRef::Integer(number) => part(&mut hash, b'i', &number.to_le_bytes()),
                    ValueRef::Real(number) => part(&mut hash, b'r', &number.to_le_bytes()),
                    ValueRef::Text(text) => part(&mut hash, b's', text),
                    ValueRef::Blob(bytes) => part(&mut hash, b'b', bytes),
                }
            }
        }
    }
    Ok(hash.finalize().into())
}

/// The length keeps two neighbors from being read as one.
fn part(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash_of(sql: &str) -> [u8; 32] {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE a (x, y); CREATE TABLE b (x, y);").unwrap();
        connection.execute_batch(sql).unwrap();
        rows(&connection).unwrap()
    }

    #[test]
    fn any_difference_in_any_row_is_another_hash() {
        let all = [
            "",
            "INSERT INTO a VALUES (1, 2)",
            "INSERT INTO b VALUES (1, 2)",
            "INSERT INTO a VALUES ('1', 2)",
            "INSERT INTO a VALUES (12, NULL)",
            "INSERT INTO a VALUES (1, '')",
            "INSERT INTO a VALUES (1, x'')",
            "INSERT INTO a VALUES (1, NULL)",
            "INSERT INTO a VALUES ('ab', 'c')",
            "INSERT INTO a VALUES ('a', 'bc')",
            "INSERT INTO a VALUES ('a' || char(0) || 'b', 'c')",
            "INSERT INTO a VALUES ('a' || char(0) || 'd', 'c')",
        ];
        let hashes: std::collections::BTreeSet<_> = all.iter().map(|sql| hash_of(sql)).collect();
        assert_eq!(hashes.len(), all.len());
        assert_eq!(hash_of(all[1]), hash_of(all[1]));
    }
}
