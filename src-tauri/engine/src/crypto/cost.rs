use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};

use super::{KEY_LEN, Passphrase, SALT_LEN};
use crate::clock::Clock;
use crate::error::Error;

/// What one guess costs. Stored with the slot, bound to it, and never accepted below [`Cost::FLOOR`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cost {
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
    pub(crate) lanes: u32,
}

/// How long the right passphrase may take on the computer where it was chosen.
const AIM: Duration = Duration::from_millis(700);
const MOST_PASSES: u32 = 64;

impl Cost {
    /// 64 MiB and three passes: the second recommended option of RFC 9106, on one lane.
    pub(crate) const FLOOR: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// Lower would be an attack; much higher would be a way to keep the user out.
    pub(crate) fn is_acceptable(self) -> bool {
        (Self::FLOOR.memory_kib..=2 * 1024 * 1024).contains(&self.memory_kib)
            && (Self::FLOOR.passes..=MOST_PASSES).contains(&self.passes)
            && (1..=16).contains(&self.lanes)
    }

    /// What this computer can afford, measured by one derivation. It takes as long as that.
    pub(crate) fn measured(clock: &dyn Clock) -> Result<Self, Error> {
        let began = clock.monotonic();
        Passphrase::typed("").stretch(&[0; SALT_LEN], Self::FLOOR)?;
        Ok(Self::for_speed(clock.monotonic().saturating_sub(began)))
    }

    /// More passes and never more memory: a backup from a large computer has to open on a small one.
    fn for_speed(floor_takes: Duration) -> Self {
        let affordable = (AIM * Self::FLOOR.passes).as_nanos().checked_div(floor_takes.as_nanos());
        // No time at all was measured by a clock that stands still.
        let passes = affordable.map_or(0, |passes| u32::try_from(passes).unwrap_or(u32::MAX));
        Self { passes: passes.clamp(Self::FLOOR.passes, MOST_PASSES), ..Self::FLOOR }
    }

    pub(super) fn argon2(self) -> argon2::Result<Argon2<'static>> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_LEN))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use crate::zone::JiffZone;

    #[test]
    fn a_fast_computer_pays_more_and_none_pays_less_than_the_floor() {
        let check = |millis: u64, passes: u32| {
            let cost = Cost::for_speed(Duration::from_millis(millis));
            assert_eq!(cost, Cost { passes, ..Cost::FLOOR }, "the floor takes {millis} ms");
            assert!(cost.is_acceptable());
        };
        check(0, 3);
        check(1, 64);
        check(50, 42);
        check(100, 21);
        check(300, 7);
        check(350, 6);
        check(700, 3);
        check(5000, 3);
    }

    #[test]
    fn a_clock_that_stands_still_measures_the_floor() {
        let clock = ManualClock::new(chrono::DateTime::UNIX_EPOCH, JiffZone::utc());
        assert_eq!(Cost::measured(&clock).unwrap(), Cost::FLOOR);
    }
}
