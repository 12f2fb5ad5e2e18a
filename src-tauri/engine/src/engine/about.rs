//! Writing about something: an entry that is found again the second time.

use ajar_core::content::Content;
use ajar_core::ids::{EntryId, PlanId, PracticeRef, ThanksId};
use rusqlite::Connection;

use super::Engine;
use super::practice;
use super::present::Present;
use super::talks::talk_id;
use crate::dto::{About, Entry};
use crate::error::Error;
use crate::facets::Facets;
use crate::table::entry::{self, EntryRow};
use crate::table::entry_about::{self, Kind};
use crate::table::{entry_search, plan, talk, thanks};

/// What a talk is looked back on with, when no practice asks something of its own.
const AFTER_A_TALK: &str = "r-learned";
const AFTER_A_PLAN: &str = "r-fear-vs-fact";
const AFTER_THANKS: &str = "r-week";

impl Engine {
    /// The entry about a talk, a plan, an appreciation, or today's doing of a practice. The first time it is made, and
    /// begins with a prompt; one that was deleted for ever is made anew.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn write_about(&self, about: &About) -> Result<Entry, Error> {
        let present = self.present()?;
        let new_id = EntryId::from_uuid(self.clock.new_id());
        let id = self.with_vault(|vault| {
            vault.write("begin an entry", |tx| {
                let thing = Thing::find(tx, about)?;
                if let Some(known) = entry_about::find(tx, thing.kind, &thing.of, present.today())? {
                    return Ok(known);
                }
                entry::insert(tx, &begun(new_id, &thing.prompts, &present))?;
                entry_about::set(tx, new_id, thing.kind, &thing.of, present.today())?;
                // It is found by what it is about, too.
                entry_search::refresh(tx, new_id)?;
                Ok(new_id)
            })
        })?;
        self.entry(&id.to_string())
    }
}

/// What is written about.
struct Thing {
    kind: Kind,
    of: String,
    prompts: Vec<String>,
}

impl Thing {
    fn find(tx: &Connection, about: &About) -> Result<Self, Error> {
        match about {
            About::Talk { id } => {
                let id = talk_id(id)?;
                let talk = talk::get(tx, id)?.ok_or(Error::NotFound { what: "talk" })?;
                let prompts = talk.practice.map(|practice| prompts(&practice)).filter(|prompts| !prompts.is_empty());
                let prompts = prompts.unwrap_or_else(|| reflection(AFTER_A_TALK));
                Ok(Self { kind: Kind::Talk, of: id.to_string(), prompts })
            }
            About::Plan { id } => {
                const NOT_FOUND: Error = Error::NotFound { what: "plan" };
                let id: PlanId = id.parse().map_err(|_| NOT_FOUND)?;
                plan::get(tx, id)?.filter(|plan| !plan.is_deleted).ok_or(NOT_FOUND)?;
                Ok(Self { kind: Kind::Plan, of: id.to_string(), prompts: reflection(AFTER_A_PLAN) })
            }
            About::Thanks { id } => {
                const NOT_FOUND: Error = Error::NotFound { what: "appreciation" };
                let id: ThanksId = id.parse().map_err(|_| NOT_FOUND)?;
                thanks::get(tx, id)?.ok_or(NOT_FOUND)?;
                Ok(Self { kind: Kind::Thanks, of: id.to_string(), prompts: reflection(AFTER_THANKS) })
            }
            About::Practice { practice } => {
                const NOT_FOUND: Error = Error::NotFound { what: "practice" };
                let practice: PracticeRef = practice.parse().map_err(|_| NOT_FOUND)?;
                if !practice::is_known(tx, &practice)? {
                    return Err(NOT_FOUND);
                }
                Ok(Self { kind: Kind::Practice, of: practice.to_string(), prompts: prompts(&practice) })
            }
        }
    }
}

/// The user's own practices ask nothing.
fn prompts(practice: &PracticeRef) -> Vec<String> {
    Content::builtin().resolve(practice).map(|practice| practice.prompts.clone()).unwrap_or_default()
}

fn reflection(id: &str) -> Vec<String> {
    Content::builtin().reflection(id).map(|reflection| reflection.text.clone()).into_iter().collect()
}

fn begun(id: EntryId, prompts: &[String], present: &Present) -> EntryRow {
    let text = if prompts.is_empty() { String::new() } else { format!("{}\n\n", prompts.join("\n\n")) };
    EntryRow {
        id,
        rev: 1,
        day: present.today(),
        minute: Some(present.minute_of(present.now)),
        zone: present.zone.name().to_owned(),
        text,
        facets: Facets::default(),
        created_at: present.now,
        updated_at: present.now,
        in_trash: false,
    }
}
