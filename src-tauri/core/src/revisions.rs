//! Which earlier versions of an entry stay.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

/// How many versions of one entry stay.
pub const MOST: usize = 50;
/// What the versions of one entry may take: 64 MiB.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// How long a version stays.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(90);
/// While somebody goes on writing, a version is kept so often.
pub const EVERY: TimeDelta = TimeDelta::minutes(10);

/// One version, as the choice needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// Counts the saves of the entry. It decides which version is newer: a clock may be set back, this number is not.
    pub rev: i64,
    /// Since when it is no longer the text of the entry.
    pub kept_at: DateTime<Utc>,
    pub bytes: u64,
}

/// Whether the text that is about to be replaced is kept, when the last one was kept then. A clock that was set back counts
/// as time that passed.
pub fn is_due(last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (now - last).abs() >= EVERY
}

/// The versions that have to go so that no more than [`MOST`] stay, and no more than [`MOST_BYTES`]. What lies closest
/// between its neighbors goes first: much of the last hour, and the beginning, can then still be read. The newest stays.
pub fn superfluous(versions: &[Version]) -> BTreeSet<i64> {
    let mut staying = versions.to_vec();
    staying.sort_by_key(|version| version.rev);
    let mut bytes = staying.iter().fold(0_u64, |sum, version| sum.saturating_add(version.bytes));
    let mut gone = BTreeSet::new();
    while staying.len() > 1 && (staying.len() > MOST || bytes > MOST_BYTES) {
        let thin = staying.remove(closest(&staying));
        bytes -= thin.bytes;
        gone.insert(thin.rev);
    }
    gone
}

/// The place of the version between the two neighbors that lie closest together; of two alone, the older one.
fn closest(staying: &[Version]) -> usize {
    let spans = staying.windows(3).map(|three| match three {
        [before, _, after] => (after.kept_at - before.kept_at).abs(),
        _ => TimeDelta::MAX,
    });
    spans.enumerate().min_by_key(|&(_, span)| span).map_or(0, |(place, _)| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> DateTime<Utc> {
        time.parse().unwrap()
    }

    fn every_ten_minutes(count: i64, bytes: u64) -> Vec<Version> {
        let first = at("2026-03-28T20:00:00Z");
        (1..=count).map(|rev| Version { rev, kept_at: first + EVERY * i32::try_from(rev).unwrap(), bytes }).collect()
    }

    #[test]
    fn a_version_is_due_after_ten_minutes() {
        let check = |last, now, expect| assert_eq!(is_due(at(last), at(now)), expect, "{last} {now}");
        check("2026-03-10T12:00:00Z", "2026-03-10T12:09:59Z", false);
        check("2026-03-10T12:00:00Z", "2026-03-10T12:10:00Z", true);
        // In Berlin the clock goes from 02:00 to 03:00 between these two.
        check("2026-03-29T00:55:00Z", "2026-03-29T01:04:00Z", false);
        check("2026-03-10T12:00:00Z", "2026-03-10T11:55:00Z", false);
        check("2026-03-10T12:00:00Z", "2025-03-10T12:00:00Z", true);
    }

    #[test]
    fn a_few_stay_as_they_are() {
        assert!(superfluous(&[]).is_empty());
        assert!(superfluous(&every_ten_minutes(50, 1)).is_empty());
    }

    #[test]
    fn of_many_the_first_and_the_newest_stay() {
        let gone = superfluous(&every_ten_minutes(120, 1));
        assert_eq!(gone.len(), 70);
        assert!(!gone.contains(&1) && !gone.contains(&120));
    }

    #[test]
    fn what_lies_close_together_goes_first() {
        let mut versions = every_ten_minutes(50, 1);
        let [.., last] = versions[..] else { unreachable!() };
        versions.push(Version { rev: 51, kept_at: last.kept_at + TimeDelta::seconds(1), ..last });
        assert_eq!(superfluous(&versions), BTreeSet::from([50]));
    }

    #[test]
    fn large_ones_go_before_they_are_many() {
        let sixteen = 16 * 1024 * 1024;
        assert_eq!(superfluous(&every_ten_minutes(4, sixteen)).len(), 0);
        assert_eq!(superfluous(&every_ten_minutes(9, sixteen)).len(), 5);
        assert_eq!(superfluous(&every_ten_minutes(2, MOST_BYTES)), BTreeSet::from([1]));
        assert!(superfluous(&every_ten_minutes(1, u64::MAX)).is_empty());
    }
}
