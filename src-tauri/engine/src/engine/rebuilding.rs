//! Reminders after an accident to the agenda: unlock brings them back from the newest backup.

use ajar_core::occurrence::{Reason, State};
use ajar_core::schedule::{self, Settled, decide};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::attempts::Attempts;
use super::present::Present;
use super::{Engine, lock};
use crate::agenda::{self, Agenda};
use crate::backup::newest_agenda;
use crate::crypto::Key;
use crate::error::Error;
use crate::settings::Understood;
use crate::slots::Slots;
use crate::table::{pause, setting};

const DOING: &str = "bring your reminders back";
/// In an agenda that began empty beside a journal, until its reminders are back.
const LOST: &str = "reminders_lost";
const WAITING: &str = "Your reminders could not be read, so none come now. Your journal was not touched. \
    Unlock it: then they return from its newest backup.";
const NO_BACKUP: &str = "Your reminders could not be read, and no backup holds them. Your journal was not touched. \
    Please set your reminders again.";

/// What the user must hear about an agenda that was lost just now, or earlier and is not back yet.
pub(super) fn notice(agenda: &mut Agenda, was_lost: bool) -> Result<Option<String>, Error> {
    if was_lost {
        agenda.write(DOING, |tx| Ok(setting::set(tx, LOST, &true)?))?;
    }
    Ok(agenda.read(DOING, is_lost)?.then(|| WAITING.to_owned()))
}

fn is_lost(agenda: &Connection) -> Result<bool, Error> {
    Ok(setting::get::<bool>(agenda, LOST)?.unwrap_or(false))
}

impl Engine {
    /// Brings the reminders, their ledger, pauses and settings back, when they were lost; says what happened.
    pub(super) fn rebuild_agenda(&self, slots: &Slots, key: &Key) -> Result<(), Error> {
        if !self.agenda()?.read(DOING, is_lost)? {
            return Ok(());
        }
        let came_from = newest_agenda(&self.dir, slots.vault, key, |made_at, backup| {
            // Made after an accident, before the reminders were back.
            if is_lost(backup)? {
                return Ok(None);
            }
            self.take_over(backup)?;
            Ok(Some(made_at))
        })?;
        let notice = if let Some(made_at) = came_from {
            self.came_back(made_at)
        } else {
            self.agenda()?.write(DOING, |tx| Ok(setting::set(tx, LOST, &false)?))?;
            NO_BACKUP.to_owned()
        };
        let mut notices = lock(&self.notices);
        notices.retain(|other| other != WAITING);
        notices.push(notice);
        Ok(())
    }

    /// With the agenda held throughout, so that no tick falls in between.
    fn take_over(&self, backup: &Connection) -> Result<(), Error> {
        let mut agenda = self.agenda()?;
        let paused_meanwhile = agenda.read(DOING, |connection| Ok(pause::all(connection)?))?;
        agenda.take_over(backup)?;
        let settings = agenda.read(DOING, Understood::load)?;
        let present = Present::new(&*self.clock, settings);
        agenda.write(DOING, |tx| {
            for span in &paused_meanwhile {
                pause::put(tx, span)?;
            }
            // The right passphrase was given just now.
            Attempts::default().store(tx)?;
            self.pass_over(tx, &present)
        })
    }

    /// Nobody knows what was shown since the backup was made. What came due meanwhile waits on the page, and nothing rings a
    /// second time.
    fn pass_over(&self, tx: &Connection, present: &Present) -> Result<(), Error> {
        let plan = agenda::plan(tx, &present.settings, present.now)?;
        let mut decision = decide(present.now, &*present.zone, &plan);
        for claim in decision.claims.iter_mut().filter(|claim| claim.state == State::Due) {
            (claim.state, claim.reason) = (State::Missed, Reason::BeyondGrace);
        }
        let open = std::mem::take(&mut decision.wake).into_iter().chain(std::mem::take(&mut decision.retry));
        let missed = |occurrence| Settled { occurrence, state: State::Missed, reason: Reason::BeyondGrace };
        decision.settle.extend(open.map(missed));
        decision.notice = schedule::Notice::None;
        self.carry_out(tx, &decision, present).map(drop)
    }

    fn came_back(&self, made_at: DateTime<Utc>) -> String {
        let local = self.clock.zone().to_civil(made_at);
        format!(
            "Your reminders could not be read. They were brought back from the backup of {}. \
             Look through them for anything that is missing.",
            local.format("%B %-d, %Y, %H:%M")
        )
    }
}
