//! The gate: what the journal says about reminders while it is locked. It is only a cache, so it is derived anew after each
//! change and at each unlock.

use rusqlite::{Connection, Transaction};

use super::Engine;
use super::eased::Eased;
use super::history::History;
use super::present::Present;
use crate::error::Error;
use crate::table::gate::{self, Gate};
use crate::table::{letter, talk};
use crate::vault::Vault;

impl Engine {
    /// Changes the vault in the order that two files need: what quiets goes into the agenda before the vault commits, and
    /// what loosens after. Whatever a crash leaves undone is mended at the next unlock, and until then it is too quiet.
    pub(super) fn change_quietly<T>(
        &self,
        vault: &mut Vault,
        doing: &'static str,
        present: &Present,
        mut change: impl FnMut(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let value = vault.write(doing, |tx| {
            let value = change(tx)?;
            let derived = derived(tx, present)?;
            self.agenda()?.write(doing, |agenda| Ok(gate::raise(agenda, &derived)?))?;
            Ok(value)
        })?;
        if let Err(error) = self.settle_gate(vault, present) {
            // It is in the journal, which is what was asked for.
            tracing::warn!(%error, "the gate will follow at the next unlock");
        }
        Ok(value)
    }

    /// Makes the gate exactly what the journal says.
    pub(super) fn settle_gate(&self, vault: &Vault, present: &Present) -> Result<(), Error> {
        const DOING: &str = "keep your reminders in line";
        let derived = vault.read(DOING, |connection| derived(connection, present))?;
        self.agenda()?.write(DOING, |tx| follow(tx, &derived))
    }
}

/// Brings the gate in line with what the journal says.
pub(super) fn follow(agenda: &Connection, derived: &Gate) -> Result<(), Error> {
    // A talk that was slipped in and could not be taken in yet is not in the journal, and quiets all the same.
    if letter::count(agenda)? > 0 { Ok(gate::raise(agenda, derived)?) } else { Ok(gate::set(agenda, derived)?) }
}

/// What the vault says about the gate.
pub(super) fn derived(vault: &Connection, present: &Present) -> Result<Gate, Error> {
    let eased = Eased::load(vault, present)?;
    Ok(Gate {
        last_practice_day: History::load(vault, present)?.days.keys().next_back().copied(),
        last_talk: talk::last(vault)?,
        quiet_bids_until: eased.quiet_bids_until(present),
        no_questions_until: eased.no_questions_until(present),
    })
}
