use super::attempts::Attempts;
use super::lock::Door;
use super::{Engine, lock};
use crate::backup::swapping;
use crate::dto::{Settings, Status, Undo, VaultState, Ways};
use crate::error::Error;
use crate::table::{letter, reminder};
use crate::zone::JiffZone;

const NEARLY_FULL: &str = "The disk is nearly full. Free some space soon, so that Ajar can go on saving your words.";

impl Engine {
    /// What the window must know before anything else. Never fails: what is wrong is part of the answer.
    pub fn status(&self) -> Status {
        let (state, problem) = match &*lock(&self.door) {
            Door::New => (VaultState::New, None),
            Door::Locked(_) => (VaultState::Locked, None),
            Door::Open(..) => (VaultState::Open, None),
            Door::Recovery(problem) => (VaultState::Recovery, Some(problem.clone())),
        };
        let ways = self.slots_in_force().map_or_else(|_| Ways::default(), |slots| slots.ways());
        let mut notices = lock(&self.notices).clone();
        notices.extend(self.unknown_zones());
        if self.ballast.is_short() {
            notices.push(NEARLY_FULL.to_owned());
        }
        let (settings, attempts, letters) = self.known_while_locked().unwrap_or_else(|error| {
            if problem.is_none() {
                notices.push(error.body().message);
            }
            (Settings::default(), Attempts::default(), 0)
        });
        Status {
            state,
            can_open_anyway: matches!(problem, Some(Error::Shorter { .. })),
            problem: problem.map(|problem| problem.body()),
            ways,
            letters,
            undo: self.undo(),
            notices,
            failed_attempts: attempts.failed,
            retry_after_ms: attempts.wait_ms(self.clock.now()),
            settings,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_dir: self.dir.root().display().to_string(),
        }
    }

    /// What lies aside. A folder that cannot be read offers nothing, and whoever asks for it hears why.
    fn undo(&self) -> Option<Undo> {
        let replaced = swapping::replaced(&self.dir, self.clock.now()).ok().flatten()?;
        Some(Undo {
            of: replaced.of,
            at_ms: replaced.at.timestamp_millis(),
            until_ms: replaced.undo_until().map(|until| until.timestamp_millis()),
        })
    }

    /// Reminders that are pinned to a zone which nobody here knows: they follow this computer meanwhile.
    fn unknown_zones(&self) -> Option<String> {
        let reminders =
            self.agenda().ok()?.read("read your reminders", |connection| Ok(reminder::all(connection)?)).ok()?;
        let zone =
            reminders.into_iter().filter_map(|reminder| reminder.zone).find(|it| JiffZone::pinned(it).is_none())?;
        Some(format!(
            "The time zone {zone} is not known here, so its reminders follow this computer. Choose another zone for them."
        ))
    }

    fn known_while_locked(&self) -> Result<(Settings, Attempts, u32), Error> {
        let (attempts, letters) = self
            .agenda()?
            .read("read the settings", |connection| Ok((Attempts::load(connection)?, letter::count(connection)?)))?;
        Ok((self.settings()?, attempts, letters))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ajar_core::reminder::Reminder;

    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn a_pinned_zone_that_nobody_knows_any_more_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::new("2026-03-10T12:00:00Z".parse().unwrap(), JiffZone::utc());
        let engine = Engine::open(folder.path(), Arc::new(clock)).unwrap();
        let put = |zone: &str| {
            let pinned = Reminder { zone: Some(zone.to_owned()), ..reminder::tests::some() };
            engine.agenda().unwrap().write("pin it", |tx| Ok(reminder::put(tx, &pinned)?)).unwrap();
            engine.status().notices
        };
        assert!(put("Europe/Berlin").is_empty());
        let notices = put("Atlantis/Capital");
        assert_eq!(notices.len(), 1);
        assert!(notices[0].contains("Atlantis/Capital") && notices[0].ends_with('.'));
        assert!(notices[0].split_terminator('.').all(|sentence| sentence.split_whitespace().count() <= 18));
    }
}
