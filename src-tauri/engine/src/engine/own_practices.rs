//! Practices of the user's own.

use ajar_core::content::Content;
use ajar_core::ids::PracticeRef;
use rusqlite::Connection;
use uuid::Uuid;

use super::Engine;
use super::fields::{at_most, folded, written};
use crate::dto::{Faces, OwnPractice};
use crate::error::Error;
use crate::table::own_practice::{self, OwnPracticeRow};

const TITLE: usize = 80;
const TODAY: usize = 200;
const WHY: usize = 2000;
const LINES: usize = 20;
const LINE: usize = 300;

const NOT_FOUND: Error = Error::NotFound { what: "practice" };

impl Engine {
    /// Saves a practice of the user's own: a new one, or the one that it names. How it is named from then on.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the field that has to change, [`Error::NotFound`], [`Error::Locked`].
    pub fn save_own_practice(&self, own: &OwnPractice) -> Result<String, Error> {
        let id = own.practice.as_deref().map(own_id).transpose()?;
        let row = checked(own, id.unwrap_or_else(|| self.clock.new_id()))?;
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.write("save the practice", |tx| {
                if id.is_some() && own_practice::get(tx, row.id)?.is_none_or(|before| before.is_deleted) {
                    return Err(NOT_FOUND);
                }
                if is_taken(tx, &row)? {
                    return Err(Error::invalid("title", "Another practice has this title. Choose a different one."));
                }
                own_practice::put(tx, &row, present.now)?;
                Ok(row.reference().to_string())
            })
        })
    }

    /// Deletes one of the user's own; what was noted of it stays, and [`Engine::restore_own_practice`] brings it back.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn delete_own_practice(&self, practice: &str) -> Result<(), Error> {
        let id = own_id(practice)?;
        let present = self.present()?;
        let found = self.with_vault(|vault| {
            vault.write("delete the practice", |tx| Ok(own_practice::set_deleted(tx, id, Some(present.now))?))
        })?;
        if found { Ok(()) } else { Err(NOT_FOUND) }
    }

    /// Brings a deleted one back.
    ///
    /// # Errors
    /// [`Error::Precondition`] when another practice has its title by now, [`Error::NotFound`], [`Error::Locked`].
    pub fn restore_own_practice(&self, practice: &str) -> Result<(), Error> {
        let id = own_id(practice)?;
        self.with_vault(|vault| {
            vault.write("restore the practice", |tx| {
                let row = own_practice::get(tx, id)?.ok_or(NOT_FOUND)?;
                if is_taken(tx, &row)? {
                    return Err(Error::Precondition {
                        why: "another practice has the same title",
                        message: "Another practice has this title now. Rename that one first.".into(),
                    });
                }
                own_practice::set_deleted(tx, id, None)?;
                Ok(())
            })
        })
    }
}

fn own_id(practice: &str) -> Result<Uuid, Error> {
    match practice.parse() {
        Ok(PracticeRef::Own(id)) => Ok(id),
        _ => Err(NOT_FOUND),
    }
}

fn checked(own: &OwnPractice, id: Uuid) -> Result<OwnPracticeRow, Error> {
    let stop_when = lines("stop_when", &own.stop_when)?;
    let row = OwnPracticeRow {
        id,
        title: written("title", &own.title, TITLE, "Give it a title, such as \"Tea on the stairs\".")?.to_owned(),
        today: written("today", &own.today, TODAY, "Write what to do, in one line.")?.to_owned(),
        faces: own.faces,
        why: own.why.clone(),
        steps: lines("steps", &own.steps)?,
        stop_when,
        is_deleted: false,
    };
    at_most("why", &row.why, WHY)?;
    if row.faces == Faces::Partner && row.stop_when.is_empty() {
        return Err(Error::invalid(
            "stop_when",
            "You begin this with your partner. Write at least one sign that tells you to stop.",
        ));
    }
    Ok(row)
}

/// One line each, without the empty ones.
fn lines(field: &'static str, given: &[String]) -> Result<Vec<String>, Error> {
    let lines: Vec<String> = given
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > LINES {
        return Err(Error::invalid(field, "At most 20 lines fit here. Put some of them together."));
    }
    for line in &lines {
        at_most(field, line, LINE)?;
    }
    Ok(lines)
}

fn is_taken(tx: &Connection, row: &OwnPracticeRow) -> Result<bool, Error> {
    let title = folded(&row.title);
    let in_catalogue = Content::builtin().practices.iter().any(|practice| folded(&practice.title) == title);
    let others = own_practice::all(tx)?;
    Ok(in_catalogue || others.iter().any(|other| other.id != row.id && folded(&other.title) == title))
}
