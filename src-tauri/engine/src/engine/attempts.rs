//! Wrong passphrases: counted, and slowed down after the fifth. Nothing is ever wiped for them.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Engine, lock};
use crate::error::Error;
use crate::table::setting;

const NAME: &str = "unlock_attempts";
const FREE: u32 = 5;
const LONGEST_WAIT_MS: i64 = 60_000;

/// Wrong passphrases since the last successful unlock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Attempts {
    pub(super) failed: u32,
    last_ms: i64,
}

impl Attempts {
    pub(super) fn load(agenda: &Connection) -> Result<Self, Error> {
        Ok(setting::get(agenda, NAME)?.unwrap_or_default())
    }

    pub(super) fn store(self, agenda: &Connection) -> Result<(), Error> {
        Ok(setting::set(agenda, NAME, &self)?)
    }

    pub(super) fn with_another(self, now: DateTime<Utc>) -> Self {
        Self { failed: self.failed.saturating_add(1), last_ms: now.timestamp_millis() }
    }

    /// Milliseconds until the next attempt is answered: 1, 2, 4 … 60 seconds after five failures.
    pub(super) fn wait_ms(self, now: DateTime<Utc>) -> i64 {
        if self.failed < FREE {
            return 0;
        }
        let delay = 1000_i64.saturating_mul(1 << (self.failed - FREE).min(6)).min(LONGEST_WAIT_MS);
        // A clock that was set back must not lengthen the wait.
        (self.last_ms + delay - now.timestamp_millis()).clamp(0, delay)
    }

    pub(super) fn refuse_haste(self, now: DateTime<Utc>) -> Result<(), Error> {
        match self.wait_ms(now) {
            0 => Ok(()),
            wait_ms => Err(Error::TooSoon { wait_ms }),
        }
    }
}

impl Engine {
    /// Tries a passphrase or a recovery key. A wrong one counts, and too many make the next one wait. Hold `unlocking`.
    ///
    /// Without an agenda nothing can be counted, and what is tried must work all the same.
    pub(super) fn count_wrong<T>(&self, attempt: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        const DOING: &str = "count wrong tries";
        let Ok(known) = self.agenda().and_then(|agenda| agenda.read(DOING, Attempts::load)) else {
            return attempt();
        };
        known.refuse_haste(self.clock.now())?;
        let tried = attempt();
        if matches!(tried, Err(Error::WrongPassphrase | Error::WrongRecoveryKey | Error::WrongForBackup)) {
            let more = known.with_another(self.clock.now());
            self.agenda()?.write(DOING, |tx| more.store(tx))?;
        }
        tried
    }

    /// The same for what is not the door itself, such as a backup.
    pub(super) fn try_secret<T>(&self, attempt: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
        let _one_at_a_time = lock(&self.unlocking);
        self.count_wrong(attempt)
    }

    pub(super) fn forget_wrong(&self) -> Result<(), Error> {
        const DOING: &str = "forget wrong tries";
        let mut agenda = self.agenda()?;
        if agenda.read(DOING, Attempts::load)? == Attempts::default() {
            return Ok(());
        }
        agenda.write(DOING, |tx| Attempts::default().store(tx))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn waits_double_after_the_fifth_and_stop_at_a_minute() {
        let now = DateTime::UNIX_EPOCH;
        let mut attempts = Attempts::default();
        let mut waits = Vec::new();
        for _ in 0..13 {
            attempts = attempts.with_another(now);
            waits.push(attempts.wait_ms(now) / 1000);
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(attempts.wait_ms(now + TimeDelta::seconds(59)), 1000);
        assert_eq!(attempts.wait_ms(now + TimeDelta::seconds(61)), 0);
        assert_eq!(attempts.wait_ms(now - TimeDelta::days(3)), 60_000);
    }
}
