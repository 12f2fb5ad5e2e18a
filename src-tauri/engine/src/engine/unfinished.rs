//! Forms that somebody has begun and not sent: an automatic lock takes no word of them.

use super::Engine;
use crate::error::Error;
use crate::table::unfinished;

/// What a form is called by the page; nobody reads it.
const LONGEST_NAME: usize = 64;
/// More than any form holds when every field is full.
const MOST_BYTES: usize = 256 * 1024;

impl Engine {
    /// What was last kept of this form.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn unfinished(&self, form: &str) -> Result<Option<String>, Error> {
        self.with_vault(|vault| vault.read("open what you began", |connection| Ok(unfinished::get(connection, form)?)))
    }

    /// Keeps a form as it stands; `None` lets go of it, because it was sent or is not wanted.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a form that is too long; [`Error::Locked`].
    pub fn keep_unfinished(&self, form: &str, text: Option<&str>) -> Result<(), Error> {
        if form.is_empty() || form.len() > LONGEST_NAME || text.is_some_and(|text| text.len() > MOST_BYTES) {
            return Err(Error::invalid("form", "This is too long to keep. Shorten it; nothing is lost."));
        }
        self.with_vault(|vault| {
            vault.write("keep what you began", |tx| {
                match text {
                    Some(text) => unfinished::set(tx, form, text)?,
                    None => unfinished::delete(tx, form)?,
                }
                Ok(())
            })
        })
    }
}
