//! Bringing the two files in line after an unlock: they cannot commit together.

use std::collections::HashMap;

use ajar_core::ids::{LogId, OccurrenceId};
use ajar_core::occurrence::State;
use ajar_core::reminder::Kind;
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::plans;
use super::practice::{self, Wish};
use super::present::Present;
use super::quieting;
use super::{Engine, completing};
use crate::error::Error;
use crate::table::occurrence::Answer;
use crate::table::practice_log::LogRow;
use crate::table::{occurrence, pause, pause_history, plan, practice_log, reminder, talk};
use crate::vault::Vault;

const DOING: &str = "bring your reminders and your journal in line";

/// What the journal says of each occurrence that it ever logged: when that was taken back, or `None` while it counts.
type Marks = HashMap<OccurrenceId, Option<DateTime<Utc>>>;

impl Engine {
    /// Logged but not done becomes done; done but not logged becomes logged, once; taken back stays taken back.
    pub(super) fn mend(&self, vault: &mut Vault) -> Result<(), Error> {
        let present = self.present()?;
        let resting = self.is_resting(&present)?;
        let (answers, spans) = self.agenda()?.read(DOING, |connection| {
            let mut answers = Vec::new();
            for answer in occurrence::done(connection)? {
                answers.push((answer, reminder::kind(connection, answer.occurrence.reminder)?));
            }
            Ok((answers, pause::all(connection)?))
        })?;
        let mut marks = vault.read(DOING, marks)?;
        let is_new = |(answer, _): &&(Answer, Option<Kind>)| match marks.get(&answer.occurrence.id) {
            None => true,
            Some(undone_at) => undone_at.is_some_and(|undone_at| answer.answered_at > undone_at),
        };
        let unlogged: Vec<_> = answers.iter().filter(is_new).copied().collect();
        vault.write(DOING, |tx| {
            for (answer, kind) in &unlogged {
                practice_log::insert(tx, &self.log_row(tx, answer, *kind, resting, &present)?)?;
            }
            for span in &spans {
                pause_history::copy(tx, span)?;
            }
            Ok(())
        })?;
        marks.extend(unlogged.iter().map(|(answer, _)| (answer.occurrence.id, None)));
        let derived = vault.read(DOING, |connection| quieting::derived(connection, &present))?;
        let not_open = vault.read(DOING, |connection| Ok(plan::not_open(connection)?))?;
        self.agenda()?.write(DOING, |tx| {
            plans::mend_reminders(tx, &not_open, present.now)?;
            for (id, undone_at) in &marks {
                follow(tx, *id, undone_at.is_some(), &present)?;
            }
            quieting::follow(tx, &derived)
        })
    }

    fn log_row(
        &self,
        tx: &Connection,
        answer: &Answer,
        kind: Option<Kind>,
        resting: bool,
        present: &Present,
    ) -> Result<LogRow, Error> {
        let day = answer.occurrence.for_day;
        Ok(LogRow {
            id: LogId::from_uuid(self.clock.new_id()),
            practice: practice::bound(tx, kind, &Wish { day, resting, plan_due: false, seen: &[] }, present)?,
            day,
            minute: present.minute_of(answer.answered_at),
            zone: present.zone.name().to_owned(),
            at: answer.answered_at,
            occurrence: Some(answer.occurrence.id),
        })
    }
}

fn marks(vault: &Connection) -> Result<Marks, Error> {
    let mut marks = Marks::new();
    for mark in practice_log::marked(vault)?.into_iter().chain(talk::marked(vault)?) {
        let known = marks.entry(mark.occurrence).or_insert(mark.undone_at);
        // Logged both ways: it counts unless both were taken back.
        *known = known.zip(mark.undone_at).map(|(one, other)| one.max(other));
    }
    Ok(marks)
}

/// The ledger does what the journal says. An occurrence that the ledger lost is no loss: it was answered.
fn follow(tx: &Connection, id: OccurrenceId, is_undone: bool, present: &Present) -> Result<(), Error> {
    match occurrence::get(tx, id)? {
        Some(known) if known.state == State::Done && is_undone => completing::undone(tx, &known),
        Some(known) if known.state != State::Done && !is_undone => {
            completing::done(tx, &known, known.for_day, present.now)
        }
        _ => Ok(()),
    }
}
