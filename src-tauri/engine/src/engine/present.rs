use std::sync::Arc;

use ajar_core::day::practice_day;
use ajar_core::zone::Zone;
use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};

use crate::clock::Clock;
use crate::convert::minute_of_day;
use crate::settings::Understood;

/// The time, the place and the settings that every rule asks for, taken once for each call.
pub(super) struct Present {
    /// Whole milliseconds, as they are stored.
    pub(super) now: DateTime<Utc>,
    pub(super) zone: Arc<dyn Zone + Send + Sync>,
    pub(super) settings: Understood,
}

impl Present {
    pub(super) fn new(clock: &dyn Clock, settings: Understood) -> Self {
        Self { now: clock.now().trunc_subsecs(3), zone: clock.zone(), settings }
    }

    /// The practice day.
    pub(super) fn today(&self) -> NaiveDate {
        practice_day(self.now, &*self.zone, self.settings.day_start)
    }

    /// The wall clock here.
    pub(super) fn local(&self) -> NaiveDateTime {
        self.zone.to_civil(self.now)
    }

    /// Minutes since midnight on the wall clock here, at another instant.
    pub(super) fn minute_of(&self, instant: DateTime<Utc>) -> u16 {
        minute_of_day(self.zone.to_civil(instant).time())
    }
}
