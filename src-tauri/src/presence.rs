//! Whether anybody is there: the last key or pointer, the last sight of the window, and a computer that slept.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A window that nobody sees stays unlocked no longer than this.
const HIDDEN_LOCK: Duration = Duration::from_mins(1);
/// A lock for want of a key is announced this long before, or at half of a wait that is shorter than two of these.
const WARNING: Duration = Duration::from_mins(1);
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
    /// Whether the page says that a lock is near.
    warned: bool,
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
        Self(Mutex::new(Seen::just(now)))
    }

    /// A key or the pointer was used in the window; true when that takes a warning back.
    pub fn touch(&self, monotonic: Duration) -> bool {
        let mut seen = self.seen();
        seen.touched = monotonic;
        std::mem::take(&mut seen.warned)
    }

    /// Notes whether the page says that a lock is near; true when it did not say so before.
    pub fn warn(&self, is_near: bool) -> bool {
        std::mem::replace(&mut self.seen().warned, is_near) != is_near
    }

    /// The user has just unlocked: whatever was before, somebody who may be here is here.
    pub fn arrive(&self, now: Moment) {
        *self.seen() = Seen::just(now);
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

impl Seen {
    fn just(now: Moment) -> Self {
        Self { touched: now.monotonic, visible: now.monotonic, looked: now, warned: false }
    }
}

impl Away {
    /// Somebody else may open the lid.
    pub fn slept(self) -> bool {
        self.slept
    }

    /// Whether nobody has been here for longer than the user allows, in minutes: 0 is "at once when hidden", `None` is never.
    pub fn too_long(self, auto_lock_min: Option<u16>) -> bool {
        let hidden = !self.unseen.is_zero() && self.unseen >= hidden_wait(auto_lock_min);
        let idle = idle_wait(auto_lock_min).is_some_and(|allowed| self.untouched >= allowed);
        hidden || idle
    }

    /// In how many seconds Ajar locks for want of a key, once that is near and somebody can see it announced.
    pub fn warning(self, auto_lock_min: Option<u16>) -> Option<u64> {
        let left = idle_wait(auto_lock_min)?.checked_sub(self.untouched)?;
        let near = self.unseen.is_zero() && left <= warned_before(auto_lock_min)?;
        near.then_some(left.as_millis().div_ceil(1000)).and_then(|seconds| u64::try_from(seconds).ok())
    }

    /// How long until a look finds more than this one did, if nobody comes meanwhile.
    pub fn next(self, auto_lock_min: Option<u16>) -> Option<Duration> {
        let idle = idle_wait(auto_lock_min);
        let warning = idle.zip(warned_before(auto_lock_min)).map(|(idle, before)| idle.saturating_sub(before));
        let untouched = [warning.filter(|_| self.unseen.is_zero()), idle].into_iter().flatten();
        let untouched = untouched.filter_map(|wait| wait.checked_sub(self.untouched));
        let unseen = hidden_wait(auto_lock_min).checked_sub(self.unseen).filter(|_| !self.unseen.is_zero());
        untouched.chain(unseen).filter(|wait| !wait.is_zero()).min()
    }
}

fn hidden_wait(auto_lock_min: Option<u16>) -> Duration {
    auto_lock_min.map_or(HIDDEN_LOCK, |minutes| Duration::from_mins(minutes.into()).min(HIDDEN_LOCK))
}

/// `None` when Ajar does not mind that nobody touches it.
fn idle_wait(auto_lock_min: Option<u16>) -> Option<Duration> {
    auto_lock_min.filter(|&minutes| minutes > 0).map(|minutes| Duration::from_mins(minutes.into()))
}

fn warned_before(auto_lock_min: Option<u16>) -> Option<Duration> {
    idle_wait(auto_lock_min).map(|wait| WARNING.min(wait / 2))
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
    fn a_lock_for_want_of_a_key_is_announced() {
        fn check(seconds: u64, visible: bool, allowed: Option<u16>, expect: Option<u64>) {
            let away = Presence::new(START).look(later(seconds.cast_signed(), seconds), visible);
            assert_eq!(away.warning(allowed), expect, "{seconds} s, visible {visible}, allowed {allowed:?}");
        }
        check(239, true, Some(5), None);
        check(240, true, Some(5), Some(60));
        check(270, true, Some(5), Some(30));
        check(29, true, Some(1), None);
        check(30, true, Some(1), Some(30));
        check(240, false, Some(5), None);
        check(3600, true, None, None);
        check(3600, true, Some(0), None);
    }

    #[test]
    fn the_next_look_is_when_something_changes() {
        fn check(seconds: u64, visible: bool, allowed: Option<u16>, expect: Option<u64>) {
            let away = Presence::new(START).look(later(seconds.cast_signed(), seconds), visible);
            let expect = expect.map(Duration::from_secs);
            assert_eq!(away.next(allowed), expect, "{seconds} s, visible {visible}, allowed {allowed:?}");
        }
        check(0, true, Some(5), Some(240));
        check(230, true, Some(5), Some(10));
        check(240, true, Some(5), Some(60));
        check(299, true, Some(5), Some(1));
        check(10, true, Some(1), Some(20));
        check(10, false, Some(5), Some(50));
        check(10, false, None, Some(50));
        check(100, true, None, None);
        check(100, true, Some(0), None);
    }

    #[test]
    fn a_warning_is_said_once_and_taken_back_by_a_key() {
        let presence = Presence::new(START);
        assert!(!presence.touch(START.monotonic));
        assert!(presence.warn(true));
        assert!(!presence.warn(true));
        assert!(presence.touch(START.monotonic));
        assert!(!presence.warn(false));
    }

    #[test]
    fn a_key_begins_the_wait_anew() {
        let presence = Presence::new(START);
        assert!(!presence.touch(later(0, 200).monotonic));
        assert!(!presence.look(later(400, 400), true).too_long(Some(5)));
        assert!(presence.look(later(500, 500), true).too_long(Some(5)));
    }

    #[test]
    fn who_unlocks_after_sleep_is_not_locked_out_again() {
        let presence = Presence::new(START);
        presence.arrive(later(36_000, 10));
        let away = presence.look(later(36_001, 11), true);
        assert!(!away.slept() && !away.too_long(Some(5)));
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
