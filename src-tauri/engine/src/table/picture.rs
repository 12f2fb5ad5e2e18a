//! The pictures themselves, each once however many entries hold it: named by a hash of what is stored.

use ajar_core::ids::PictureId;
use rusqlite::{Connection, OptionalExtension, Result, named_params};

use super::choice::Choice;
use crate::picture::Picture;

/// The large bytes come last: to get at a column, all that stands before it is read through.
pub(crate) const MIGRATION: &str = "
    CREATE TABLE picture (
        hash       BLOB PRIMARY KEY CHECK (length(hash) = 32),
        type       TEXT NOT NULL CHECK (type IN ('gif', 'jpeg', 'png', 'webp')),
        width      INTEGER NOT NULL CHECK (width >= 1),
        height     INTEGER NOT NULL CHECK (height >= 1),
        small_type TEXT NOT NULL CHECK (small_type IN ('jpeg', 'png')),
        small      BLOB NOT NULL CHECK (length(small) >= 1),
        bytes      BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 20971520)
    ) STRICT;
";

/// Keeps a picture, unless it is there.
pub(crate) fn put(connection: &Connection, hash: &[u8; 32], picture: &Picture) -> Result<()> {
    connection
        .prepare(
            "INSERT INTO picture (hash, type, width, height, small_type, small, bytes)
             VALUES (:hash, :type, :width, :height, :small_type, :small, :bytes)
             ON CONFLICT (hash) DO NOTHING",
        )?
        .execute(named_params! {
            ":hash": hash,
            ":type": picture.kind.name(),
            ":width": picture.width,
            ":height": picture.height,
            ":small_type": picture.small.kind.name(),
            ":small": picture.small.bytes,
            ":bytes": picture.bytes,
        })
        .map(drop)
}

/// The bytes of a picture that some entry holds or held, large or small.
pub(crate) fn bytes(connection: &Connection, id: PictureId, small: bool) -> Result<Option<Vec<u8>>> {
    let column = if small { "small" } else { "bytes" };
    connection
        .prepare(&format!(
            "SELECT {column} AS bytes FROM picture
             WHERE hash = (SELECT picture FROM entry_picture WHERE id = :id)"
        ))?
        .query_row(named_params! {":id": id.as_bytes()}, |row| row.get("bytes"))
        .optional()
}
