//! Whether anybody is there: the last key or pointer, the last sight of the window, and a computer that slept.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A window that nobody sees stays unlocked no longer than this.
const HIDDEN_LOCK: Duration = Duration::from_mins(1);
/// The wall clock ahead of the monotonic one by more than this between two looks means that the computer slept.
const SLEPT: Duration = Duration::from_mins(1);

/// One moment on both clocks: the wall clock in Unix milliseconds, and the monotonic one.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub wall_ms: i64,
    pub monotonic: Duration,
}

#[derive(Debug)]
pub struct Presence(Mutex<Seen>);

#[derive(Debug)]
struct Seen {
    touched: Duration,
    visible: Duration,
    looked: Moment,
}

/// What one look found.
#[derive(Debug, Clone, Copy)]
pub struct Away {
    slept: bool,
    unseen: Duration,
    untouched: Duration,
}

impl Presence {
    pub fn new(now: Moment) -> Self {
        Self(Mutex::new(Seen { touched: now.monotonic, visible: now.monotonic, looked: now }))
    }

    /// A key or the pointer was used in the window.
    pub fn touch(&self, monotonic: Duration) {
        self.seen().touched = monotonic;
    }

    pub fn look(&self, now: Moment, window_is_visible: bool) -> Away {
        let mut seen = self.seen();
        if window_is_visible {
            seen.visible = now.monotonic;
        }
        let awake = now.monotonic.saturating_sub(seen.looked.monotonic);
        let passed = u64::try_from(now.wall_ms.saturating_sub(seen.looked.wall_ms)).unwrap_or(0);
        seen.looked = now;
        Away {
            slept: Duration::from_millis(passed).saturating_sub(awake) > SLEPT,
            unseen: now.monotonic.saturating_sub(seen.visible),
            untouched: now.monotonic.saturating_sub(seen.touched),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Away {
    /// Somebody else may open the lid.
    pub fn slept(self) -> bool {
        self.slept
    }

    /// Whether nobody has been here for longer than the user allows, in minutes: 0 is "at once when hidden", `None` is never.
    pub fn too_long(self, auto_lock_min: Option<u16>) -> bool {
        let allowed = auto_lock_min.map(|minutes| Duration::from_mins(minutes.into()));
        let hidden = !self.unseen.is_zero() && self.unseen >= allowed.unwrap_or(HIDDEN_LOCK).min(HIDDEN_LOCK);
        let idle = allowed.is_some_and(|allowed| !allowed.is_zero() && self.untouched >= allowed);
        hidden || idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment { wall_ms: 1_000_000, monotonic: Duration::from_secs(100) };

    fn later(wall_s: i64, awake_s: u64) -> Moment {
        Moment { wall_ms: START.wall_ms + wall_s * 1000, monotonic: START.monotonic + Duration::from_secs(awake_s) }
    }

    #[test]
    fn it_locks_when_left_alone() {
        fn check(seconds: u64, visible: bool, allowed: Option<u16>, expect: bool) {
            let away = Presence::new(START).look(later(seconds.cast_signed(), seconds), visible);
            assert_eq!(away.too_long(allowed), expect, "{seconds} s, visible {visible}, allowed {allowed:?}");
        }
        check(299, true, Some(5), false);
        check(300, true, Some(5), true);
        check(3600, true, None, false);
        check(3600, true, Some(0), false);
        check(59, false, Some(5), false);
        check(60, false, Some(5), true);
        check(60, false, None, true);
        check(1, false, Some(0), true);
        check(0, false, Some(0), false);
    }

    #[test]
    fn a_key_begins_the_wait_anew() {
        let presence = Presence::new(START);
        presence.touch(later(0, 200).monotonic);
        assert!(!presence.look(later(400, 400), true).too_long(Some(5)));
        assert!(presence.look(later(500, 500), true).too_long(Some(5)));
    }

    #[test]
    fn sleep_is_the_wall_clock_going_on_alone() {
        let check = |wall_s: i64, awake_s: u64, expect: bool| {
            let away = Presence::new(START).look(later(wall_s, awake_s), true);
            assert_eq!(away.slept(), expect, "{wall_s} s by the wall clock, {awake_s} s awake");
        };
        check(30, 30, false);
        check(90, 30, false);
        check(91, 30, true);
        check(36_000, 30, true);
        check(-3600, 30, false);
    }
}
