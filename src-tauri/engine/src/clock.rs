//! The only place that asks the machine what time it is, where it is, and for new ids.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::zone::JiffZone;
use ajar_core::zone::Zone;

/// What the engine knows of time. Tests use [`ManualClock`].
pub trait Clock: Send + Sync {
    /// The wall clock, which may jump.
    fn now(&self) -> DateTime<Utc>;

    /// Time since some fixed moment; never jumps, and stands still while the computer sleeps.
    fn monotonic(&self) -> Duration;

    /// The computer's zone at this moment.
    fn zone(&self) -> Arc<dyn Zone + Send + Sync>;

    /// Whether [`Clock::zone`] is a stand-in, because the computer's own zone could not be found.
    fn zone_is_unknown(&self) -> bool;

    /// A version 7 UUID.
    fn new_id(&self) -> Uuid;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
    ids: AtomicU64,
}

impl SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock everybody else is given")]
    pub fn new() -> Self {
        Self { started: Instant::now(), ids: AtomicU64::new(0) }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock everybody else is given")]
    fn now(&self) -> DateTime<Utc> {
        SystemTime::now().into()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn zone(&self) -> Arc<dyn Zone + Send + Sync> {
        Arc::new(JiffZone::of_this_computer().unwrap_or_else(JiffZone::utc))
    }

    fn zone_is_unknown(&self) -> bool {
        JiffZone::of_this_computer().is_none()
    }

    fn new_id(&self) -> Uuid {
        let mut random = [0_u8; 10];
        if getrandom::fill(&mut random).is_err() {
            // An id need not be a secret: a count keeps it unique where keys would have to fail.
            let count = self.ids.fetch_add(1, Ordering::Relaxed).to_be_bytes();
            for (byte, counted) in random.iter_mut().zip(count) {
                *byte = counted;
            }
        }
        version_7(self.now(), random)
    }
}

/// A clock that stands still until it is told to move.
#[derive(Debug)]
pub struct ManualClock {
    state: Mutex<Manual>,
}

#[derive(Debug)]
struct Manual {
    now: DateTime<Utc>,
    monotonic: Duration,
    zone: Option<JiffZone>,
    ids: u64,
}

impl ManualClock {
    pub fn new(now: DateTime<Utc>, zone: JiffZone) -> Self {
        Self { state: Mutex::new(Manual { now, monotonic: Duration::ZERO, zone: Some(zone), ids: 0 }) }
    }

    /// Time passes while the computer is awake.
    pub fn advance(&self, by: TimeDelta) {
        let mut state = self.state();
        state.now += by;
        state.monotonic += by.to_std().unwrap_or_default();
    }

    /// The wall clock jumps: the computer slept, or somebody set the clock.
    pub fn jump_to(&self, now: DateTime<Utc>) {
        self.state().now = now;
    }

    /// The computer is somewhere else; `None` is a computer without any zone data.
    pub fn set_zone(&self, zone: Option<JiffZone>) {
        self.state().zone = zone;
    }

    fn state(&self) -> MutexGuard<'_, Manual> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        self.state().now
    }

    fn monotonic(&self) -> Duration {
        self.state().monotonic
    }

    fn zone(&self) -> Arc<dyn Zone + Send + Sync> {
        Arc::new(self.state().zone.clone().unwrap_or_else(JiffZone::utc))
    }

    fn zone_is_unknown(&self) -> bool {
        self.state().zone.is_none()
    }

    fn new_id(&self) -> Uuid {
        let mut state = self.state();
        state.ids += 1;
        let mut random = [0_u8; 10];
        for (byte, counted) in random.iter_mut().rev().zip(state.ids.to_le_bytes()) {
            *byte = counted;
        }
        version_7(state.now, random)
    }
}

fn version_7(now: DateTime<Utc>, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
