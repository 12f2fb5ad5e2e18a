//! When a backup is due: two minutes after the last change, and at most once an hour.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// How long nothing may have changed, so that nobody waits for the disk while writing.
const QUIET: Duration = Duration::from_mins(2);
const HOURLY: Duration = Duration::from_hours(1);

/// Something that differs after any change in either database.
pub(crate) type State = ((i64, u64), (i64, u64));

/// What is known of changes and tries since the start of this process. Times are monotonic.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    seen: Option<State>,
    changed_at: Option<Duration>,
    tried_at: Option<Duration>,
    /// What went wrong last time, for the user.
    pub(crate) problem: Option<String>,
}

impl Pace {
    /// Takes note of what the databases look like. The first look after an unlock counts as a change: what happened before
    /// is not known.
    pub(crate) fn look(&mut self, state: State, now: Duration) {
        if self.seen != Some(state) {
            self.seen = Some(state);
            self.changed_at = Some(now);
        }
    }

    /// Whether something changed that waited long enough, as far as this process knows.
    pub(crate) fn is_waiting(&self, now: Duration) -> bool {
        let is_past = |at: Duration, wait: Duration| now.saturating_sub(at) >= wait;
        self.changed_at.is_some_and(|at| is_past(at, QUIET)) && self.tried_at.is_none_or(|at| is_past(at, HOURLY))
    }

    /// When the next one is due if nothing else changes.
    pub(crate) fn next(
        &self,
        now: Duration,
        wall: DateTime<Utc>,
        newest: Option<DateTime<Utc>>,
    ) -> Option<DateTime<Utc>> {
        let in_wall = |due: Duration| {
            TimeDelta::from_std(due.saturating_sub(now)).ok().and_then(|wait| wall.checked_add_signed(wait))
        };
        let quiet = in_wall(self.changed_at? + QUIET)?;
        let tried = self.tried_at.and_then(|at| in_wall(at + HOURLY));
        let fresh = newest.filter(|newest| *newest <= wall).map(|newest| newest + HOUR);
        [Some(quiet), tried, fresh].into_iter().flatten().max()
    }

    /// Everything up to `state` is safe, or nothing had to be made.
    pub(crate) fn settled(&mut self, made: bool, now: Duration) {
        self.changed_at = None;
        if made {
            self.tried_at = Some(now);
        }
    }

    /// The next try is in an hour, not at the next tick.
    pub(crate) fn failed(&mut self, now: Duration) {
        self.tried_at = Some(now);
    }
}

/// Whether the newest backup, which another process may have made, is less than an hour old. One from the future was made
/// before the clock was set back: it holds nothing up.
pub(crate) fn is_fresh(newest: DateTime<Utc>, wall: DateTime<Utc>) -> bool {
    (TimeDelta::zero()..HOUR).contains(&(wall - newest))
}

const HOUR: TimeDelta = TimeDelta::hours(1);

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::minutes(minutes)
    }

    fn state(changes: u64) -> State {
        ((1, changes), (1, 0))
    }

    /// One look a minute at these states; the minutes in which a backup is made.
    fn made(states: &[u64], newest: Option<i64>, step: i64) -> Vec<i64> {
        let mut pace = Pace::default();
        let mut newest = newest.map(wall);
        let mut made = Vec::new();
        for (minute, changes) in (0..).zip(states) {
            let (now, wall) = (Duration::from_secs(60 * minute), wall(i64::try_from(minute).unwrap() * step));
            pace.look(state(*changes), now);
            if pace.is_waiting(now) && !newest.is_some_and(|newest| is_fresh(newest, wall)) {
                made.push(i64::try_from(minute).unwrap());
                newest = Some(wall);
                pace.settled(true, now);
            }
        }
        made
    }

    #[test]
    fn two_minutes_after_the_last_change_and_hourly_at_most() {
        let quiet = [0; 200];
        assert_eq!(made(&quiet, None, 1), [2]);
        assert_eq!(made(&[1, 2, 3, 4, 4, 4, 4], None, 1), [5]);
        let busy_then_quiet: Vec<u64> = (0..150).map(|minute| minute / 10).collect();
        assert_eq!(made(&busy_then_quiet, None, 1), [2, 62, 122]);
        assert_eq!(made(&quiet, Some(-30), 1), [30], "another run made one half an hour ago");
        assert_eq!(made(&quiet, Some(500), 1), [2], "the clock was set back since the newest one");
        assert_eq!(made(&busy_then_quiet, None, -1), [2, 62, 122], "the clock runs backward");
    }

    #[test]
    fn a_failure_waits_an_hour() {
        let mut pace = Pace::default();
        let at = |minutes: u64| Duration::from_secs(60 * minutes);
        pace.look(state(1), at(0));
        pace.failed(at(2));
        assert!(!pace.is_waiting(at(61)));
        assert!(pace.is_waiting(at(62)));
    }

    #[test]
    fn the_next_one_is_when_all_waits_are_over() {
        let at = |minutes: u64| Duration::from_secs(60 * minutes);
        let mut pace = Pace::default();
        assert_eq!(pace.next(at(0), wall(0), None), None, "nothing changed");
        pace.look(state(1), at(10));
        assert_eq!(pace.next(at(10), wall(10), None), Some(wall(12)));
        assert_eq!(pace.next(at(10), wall(10), Some(wall(0))), Some(wall(60)));
        assert_eq!(pace.next(at(10), wall(10), Some(wall(500))), Some(wall(12)));
        pace.failed(at(11));
        assert_eq!(pace.next(at(11), wall(11), Some(wall(0))), Some(wall(71)));
    }
}
