//! Which copies of the journal stay: many of the last hours, some of the last days, a few of the last months.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

/// How many of the newest copies stay, whatever their day.
pub const LATEST: usize = 10;
/// How many days keep their last copy.
pub const DAYS: usize = 7;
/// How many ISO weeks keep their last copy.
pub const WEEKS: usize = 5;
/// How many months keep their last copy.
pub const MONTHS: usize = 12;
/// What all copies in one place may take: 2 GiB.
pub const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// One copy, as the choice needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Counts copies. It decides which one is newer: a clock may be set back, this number is not.
    pub sequence: u64,
    pub day: NaiveDate,
    pub bytes: u64,
}

/// How much a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Entries, those in the trash included: they are not gone.
    pub entries: u64,
    /// Bytes of their text.
    pub bytes: u64,
}

/// Why a copy stays. When space is short, the first of these goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Day,
    Week,
    Month,
    Latest,
}

/// What all copies in one place may take: 2 GiB, or a quarter of the space there would be without them.
pub fn most_bytes(free: u64, used: u64) -> u64 {
    MOST_BYTES.min(free.saturating_add(used) / 4)
}

/// The copies that have to go so that the rest is what should stay and takes no more than `most` bytes; the newest is never
/// among them.
pub fn superfluous(copies: &[Kept], most: u64) -> BTreeSet<u64> {
    let claims = claims(copies);
    let mut gone: BTreeSet<u64> =
        copies.iter().map(|copy| copy.sequence).filter(|copy| !claims.contains_key(copy)).collect();
    let newest = copies.iter().map(|copy| copy.sequence).max();
    let mut staying: Vec<&Kept> = copies.iter().filter(|copy| claims.contains_key(&copy.sequence)).collect();
    let mut bytes = staying.iter().fold(0_u64, |sum, copy| sum.saturating_add(copy.bytes));
    staying.sort_by_key(|copy| (claims.get(&copy.sequence), copy.sequence));
    for copy in staying.iter().filter(|copy| Some(copy.sequence) != newest) {
        if bytes <= most {
            break;
        }
        bytes = bytes.saturating_sub(copy.bytes);
        gone.insert(copy.sequence);
    }
    gone
}

/// Whether more than a tenth of the entries or of their text is gone since the copy before.
///
/// Deleting moves an entry to the trash, which a copy holds too, and what was deleted for ever is counted in `purged`. So
/// this much is missing only after an accident, or after a long text was cut by hand.
pub fn shrank(before: Size, now: Size, purged: Size) -> bool {
    let is_much_less =
        |before: u64, now: u64, purged: u64| (u128::from(now) + u128::from(purged)) * 10 < u128::from(before) * 9;
    is_much_less(before.entries, now.entries, purged.entries) || is_much_less(before.bytes, now.bytes, purged.bytes)
}

/// The strongest reason for each copy that has one.
fn claims(copies: &[Kept]) -> BTreeMap<u64, Claim> {
    let mut newest_first: Vec<&Kept> = copies.iter().collect();
    newest_first.sort_by_key(|copy| std::cmp::Reverse(copy.sequence));
    let mut claims = BTreeMap::new();
    let mut claim = |copy: &Kept, reason: Claim| {
        let known = claims.entry(copy.sequence).or_insert(reason);
        *known = reason.max(*known);
    };
    for copy in newest_first.iter().take(LATEST) {
        claim(copy, Claim::Latest);
    }
    last_of_each(&newest_first, DAYS, |day| (day.year(), day.ordinal())).for_each(|copy| claim(copy, Claim::Day));
    last_of_each(&newest_first, WEEKS, |day| (day.iso_week().year(), day.iso_week().week()))
        .for_each(|copy| claim(copy, Claim::Week));
    last_of_each(&newest_first, MONTHS, |day| (day.year(), day.month())).for_each(|copy| claim(copy, Claim::Month));
    claims
}

/// The newest copy of each of the last `count` spans that have one: a month away from the computer costs no copy.
fn last_of_each<'a, S: Ord>(
    newest_first: &[&'a Kept],
    count: usize,
    span: impl Fn(NaiveDate) -> S,
) -> impl Iterator<Item = &'a Kept> {
    let mut seen = BTreeSet::new();
    let firsts: Vec<&'a Kept> = newest_first.iter().copied().filter(|copy| seen.insert(span(copy.day))).collect();
    firsts.into_iter().take(count)
}
