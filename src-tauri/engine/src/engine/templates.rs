//! What a new entry can begin with: a few given ones, and the user's own.

use ajar_core::content::{self, Content};
use ajar_core::ids::TemplateRef;
use rusqlite::Connection;
use uuid::Uuid;

use super::Engine;
use super::fields::{folded, written};
use super::journal::{NOT_FOUND as NO_ENTRY, entry_id};
use crate::dto::{KeptTemplate, Template};
use crate::error::Error;
use crate::table::entry;
use crate::table::template::{self, TemplateRow};

const NAME: usize = 60;
const MOST_BYTES: usize = 64 * 1024;
const MOST: usize = 50;

const NOT_FOUND: Error = Error::NotFound { what: "template" };

impl Engine {
    /// The user's own, then the given ones.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn templates(&self) -> Result<Vec<Template>, Error> {
        let own =
            self.with_vault(|vault| vault.read("list your templates", |connection| Ok(template::all(connection)?)))?;
        let own = own.into_iter().map(|row| Template { template: row.reference().to_string(), name: row.name });
        let given = Content::builtin().templates.iter().map(|given| Template {
            template: TemplateRef::catalogue(&given.id).to_string(),
            name: given.name.clone(),
        });
        Ok(own.chain(given).collect())
    }

    /// The text that an entry begins with.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn template(&self, template: &str) -> Result<String, Error> {
        self.refuse_unless_open()?;
        match template.parse().map_err(|_| NOT_FOUND)? {
            TemplateRef::Catalogue(id) => {
                Content::builtin().template(&id).map(content::Template::text).ok_or(NOT_FOUND)
            }
            TemplateRef::Own(id) => {
                self.with_vault(|vault| vault.read("open the template", |connection| Ok(own(connection, id)?.text)))
            }
        }
    }

    /// Keeps an entry's text as a template. It takes the place of the user's own one that has this name.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a name or text that is missing or too long; [`Error::Precondition`] when there are fifty;
    /// [`Error::NotFound`]; [`Error::Locked`].
    pub fn keep_template(&self, entry: &str, name: &str) -> Result<KeptTemplate, Error> {
        let entry = entry_id(entry)?;
        let name = checked(name)?;
        let id = self.clock.new_id();
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write("keep the template", |tx| {
                let text = entry::get(tx, entry)?.ok_or(NO_ENTRY)?.text;
                refuse_text(&text)?;
                let all = template::all(tx)?;
                let replaced = all.iter().find(|row| folded(&row.name) == folded(name));
                if replaced.is_none() && all.len() >= MOST {
                    return Err(Error::Precondition {
                        why: "there are as many templates as fit",
                        message: "You have 50 templates. Delete one of them first.".into(),
                    });
                }
                if let Some(replaced) = replaced {
                    template::set_deleted(tx, replaced.id, Some(present.now))?;
                }
                let row = TemplateRow { id, name: name.to_owned(), text, is_deleted: false };
                template::insert(tx, &row, present.now)?;
                Ok(KeptTemplate {
                    template: row.reference().to_string(),
                    replaced: replaced.map(|row| row.reference().to_string()),
                })
            })
        })
    }

    /// # Errors
    /// [`Error::Invalid`] for a name that is missing, too long or taken; [`Error::NotFound`]; [`Error::Locked`].
    pub fn rename_template(&self, template: &str, name: &str) -> Result<(), Error> {
        let id = own_id(template)?;
        let name = checked(name)?;
        self.with_vault(|vault| {
            vault.write("rename the template", |tx| {
                own(tx, id)?;
                if is_taken(tx, id, name)? {
                    return Err(Error::invalid("name", "Another template has this name. Choose a different one."));
                }
                Ok(template::rename(tx, id, name)?)
            })
        })
    }

    /// Deletes one of the user's own. It can be brought back for 30 days.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_template(&self, template: &str) -> Result<(), Error> {
        let id = own_id(template)?;
        let present = self.present()?;
        let found = self.with_vault(|vault| {
            vault.write("delete the template", |tx| Ok(template::set_deleted(tx, id, Some(present.now))?))
        })?;
        if found { Ok(()) } else { Err(NOT_FOUND) }
    }

    /// # Errors
    /// [`Error::Precondition`] when another one has its name by now, [`Error::NotFound`], [`Error::Locked`]
    pub fn restore_template(&self, template: &str) -> Result<(), Error> {
        let id = own_id(template)?;
        self.with_vault(|vault| {
            vault.write("restore the template", |tx| {
                let row = template::get(tx, id)?.ok_or(NOT_FOUND)?;
                if is_taken(tx, id, &row.name)? {
                    return Err(Error::Precondition {
                        why: "another template has the same name",
                        message: "Another template has this name now. Rename that one first.".into(),
                    });
                }
                template::set_deleted(tx, id, None)?;
                Ok(())
            })
        })
    }
}

fn own_id(template: &str) -> Result<Uuid, Error> {
    match template.parse() {
        Ok(TemplateRef::Own(id)) => Ok(id),
        _ => Err(NOT_FOUND),
    }
}

fn own(connection: &Connection, id: Uuid) -> Result<TemplateRow, Error> {
    template::get(connection, id)?.filter(|row| !row.is_deleted).ok_or(NOT_FOUND)
}

fn checked(name: &str) -> Result<&str, Error> {
    written("name", name, NAME, "Give it a name, such as \"Sunday evening\".")
}

fn refuse_text(text: &str) -> Result<(), Error> {
    if text.trim().is_empty() {
        return Err(Error::invalid("text", "This entry is empty. Write what an entry should begin with."));
    }
    if text.len() > MOST_BYTES {
        return Err(Error::invalid("text", "A template can hold at most 64 KiB. Keep a shorter entry as one."));
    }
    Ok(())
}

fn is_taken(connection: &Connection, id: Uuid, name: &str) -> Result<bool, Error> {
    let others = template::all(connection)?;
    Ok(others.iter().any(|other| other.id != id && folded(&other.name) == folded(name)))
}
