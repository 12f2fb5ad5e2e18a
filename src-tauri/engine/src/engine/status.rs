use super::attempts::Attempts;
use super::lock::Door;
use super::{Engine, lock};
use crate::dto::{Settings, Status, VaultState, Ways};
use crate::error::Error;

impl Engine {
    /// What the window must know before anything else. Never fails: what is wrong is part of the answer.
    pub fn status(&self) -> Status {
        let (state, problem) = match &*lock(&self.door) {
            Door::New => (VaultState::New, None),
            Door::Locked(_) => (VaultState::Locked, None),
            Door::Open(..) => (VaultState::Open, None),
            Door::Recovery(problem) => (VaultState::Recovery, Some(problem.body())),
        };
        let ways = self.slots_in_force().map_or_else(|_| Ways::default(), |slots| slots.ways());
        let mut notices = self.notices.clone();
        let (settings, attempts) = self.known_while_locked().unwrap_or_else(|error| {
            if problem.is_none() {
                notices.push(error.body().message);
            }
            (Settings::default(), Attempts::default())
        });
        Status {
            state,
            problem,
            can_open_anyway: false,
            ways,
            letters: 0,
            undo: None,
            notices,
            failed_attempts: attempts.failed,
            retry_after_ms: attempts.wait_ms(self.clock.now()),
            settings,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_dir: self.dir.root().display().to_string(),
        }
    }

    fn known_while_locked(&self) -> Result<(Settings, Attempts), Error> {
        let attempts = self.agenda()?.read("read the settings", Attempts::load)?;
        Ok((self.settings()?, attempts))
    }
}
