//! Pictures in entries: kept with the words, under the same key, and gone with them.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ajar_core::ids::PictureId;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::Engine;
use super::fields::at_most;
use super::journal::{NOT_FOUND, entry_id};
use crate::dto::{self, PicturesAdded};
use crate::error::Error;
use crate::picture::{MAX_BYTES, Picture};
use crate::table::{entry, entry_picture, picture};

const MAX_CAPTION: usize = 500;
const NO_PICTURE: Error = Error::NotFound { what: "picture" };

impl Engine {
    /// The pictures in an entry, in the order in which they were added, without their bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn pictures(&self, entry: &str) -> Result<Vec<dto::Picture>, Error> {
        let id = entry_id(entry)?;
        self.with_vault(|vault| {
            vault.read("list the pictures", |connection| {
                if !entry::exists(connection, id)? {
                    return Err(NOT_FOUND);
                }
                Ok(entry_picture::list(connection, id)?.into_iter().map(shown).collect())
            })
        })
    }

    /// The bytes of a picture: as they are kept, or at most 480 pixels wide and high.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn picture(&self, id: &str, small: bool) -> Result<Vec<u8>, Error> {
        let id = picture_id(id)?;
        self.with_vault(|vault| {
            vault.read("open the picture", |connection| picture::bytes(connection, id, small)?.ok_or(NO_PICTURE))
        })
    }

    /// Adds a picture to an entry, without what tells where and when it was taken. The same one twice is there once.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what to do, for what is no picture, or too large; [`Error::NotFound`], [`Error::Locked`].
    pub fn add_picture(&self, entry: &str, bytes: &[u8]) -> Result<(), Error> {
        self.refuse_unless_open()?;
        let entry = entry_id(entry)?;
        // Decoding takes a while, and nobody waits for the vault meanwhile.
        let added = Picture::new(bytes).map_err(|refused| Error::invalid("picture", refused.sentence()))?;
        let hash = Sha256::digest(&added.bytes).into();
        let id = PictureId::from_uuid(self.clock.new_id());
        self.with_vault(|vault| {
            vault.write("add the picture", |tx| {
                if !entry::exists(tx, entry)? {
                    return Err(NOT_FOUND);
                }
                picture::put(tx, &hash, &added)?;
                Ok(entry_picture::add(tx, id, entry, &hash)?)
            })
        })
    }

    /// Adds the pictures in these files. One that is refused keeps none of the others away.
    ///
    /// # Errors
    /// What keeps any picture from being added: [`Error::NotFound`], [`Error::Locked`], a full disk. Those before stay.
    pub fn add_pictures(&self, entry: &str, files: &[PathBuf]) -> Result<PicturesAdded, Error> {
        let mut refused = Vec::new();
        for file in files {
            let added = read(file).and_then(|bytes| self.add_picture(entry, &bytes));
            match added {
                Ok(()) => {}
                Err(Error::Invalid { message, .. }) => refused.push(message),
                Err(other) => return Err(other),
            }
        }
        let added = u32::try_from(files.len() - refused.len()).unwrap_or(u32::MAX);
        Ok(PicturesAdded { added, problem: problem(files.len(), &refused) })
    }

    /// Writes a line under a picture; screen readers say it in the picture's place.
    ///
    /// # Errors
    /// [`Error::Invalid`] for more than 500 characters; [`Error::NotFound`], [`Error::Locked`].
    pub fn caption_picture(&self, id: &str, caption: &str) -> Result<(), Error> {
        let caption = caption.replace(|sign: char| sign.is_control(), " ");
        let caption = caption.trim();
        at_most("caption", caption, MAX_CAPTION)?;
        self.change_picture(id, "save the caption", |tx, id| Ok(entry_picture::set_caption(tx, id, caption)?))
    }

    /// Takes a picture out of its entry. It waits thirty days, as an entry in the trash does.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn remove_picture(&self, id: &str) -> Result<(), Error> {
        let now = self.clock.now();
        self.change_picture(id, "take the picture out", |tx, id| Ok(entry_picture::set_removed(tx, id, Some(now))?))
    }

    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_picture(&self, id: &str) -> Result<(), Error> {
        self.change_picture(id, "put the picture back", |tx, id| Ok(entry_picture::set_removed(tx, id, None)?))
    }

    fn change_picture(
        &self,
        id: &str,
        doing: &'static str,
        change: impl Fn(&Connection, PictureId) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let id = picture_id(id)?;
        let found = self.with_vault(|vault| vault.write(doing, |tx| change(tx, id)))?;
        if found { Ok(()) } else { Err(NO_PICTURE) }
    }
}

fn picture_id(id: &str) -> Result<PictureId, Error> {
    id.parse().map_err(|_| NO_PICTURE)
}

/// No more of the file than shows that it is too large.
fn read(file: &Path) -> Result<Vec<u8>, Error> {
    let read = || -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(file)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|_| {
        Error::invalid("picture", "Ajar could not read this file. Check that it is still there, then try again.")
    })
}

/// What became of several is said in one sentence for all; of one alone, in its own.
fn problem(chosen: usize, refused: &[String]) -> Option<String> {
    match refused {
        [] => None,
        [alone] if chosen == 1 => Some(alone.clone()),
        several => {
            let were = if several.len() == 1 { "was" } else { "were" };
            Some(format!(
                "{} of {chosen} pictures {were} not added. \
                 Choose JPEG, PNG, WebP or GIF files of at most 20 MiB and 50 million pixels.",
                several.len()
            ))
        }
    }
}

fn shown(row: entry_picture::PictureRow) -> dto::Picture {
    dto::Picture {
        id: row.id.to_string(),
        kind: row.kind,
        small_type: row.small_kind,
        width: row.width,
        height: row.height,
        caption: row.caption,
    }
}
