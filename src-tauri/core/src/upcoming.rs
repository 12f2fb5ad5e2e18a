//! From a rule to instants: what the wall clock's jumps do to nominal times, and in which order they come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::rule::{LeapDay, Mark, Nominals, Rule};
use crate::zone::{Mapped, Zone};

/// The most that any clock change has moved a wall clock.
pub(crate) const LARGEST_GAP: TimeDelta = TimeDelta::days(1);

/// One time to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upcoming {
    /// What the rule says, by the naive wall clock.
    pub nominal: NaiveDateTime,
    pub instant: DateTime<Utc>,
    /// What the wall clock shows at that instant: `nominal`, unless that time does not exist.
    pub local: NaiveDateTime,
}

impl Upcoming {
    /// Whether a clock change moved it.
    pub fn shifted(&self) -> bool {
        self.local != self.nominal
    }
}

/// The next times of a rule that skips the years without a 29 February; see [`upcoming_with`].
pub fn upcoming(
    rule: &Rule,
    start: NaiveDateTime,
    zone: &dyn Zone,
    from: DateTime<Utc>,
    limit: usize,
) -> Vec<Upcoming> {
    upcoming_with(rule, LeapDay::Skip, start, zone, from, limit)
}

/// The next times of a rule strictly after `from`, at most `limit`, in the order of their instants.
///
/// A time that does not exist moves forward by the length of the gap, one that comes twice is the first, and of several
/// that meet in one instant the earliest nominal one is kept. COUNT counts before that, from the start on.
pub fn upcoming_with(
    rule: &Rule,
    leap_day: LeapDay,
    start: NaiveDateTime,
    zone: &dyn Zone,
    from: DateTime<Utc>,
    limit: usize,
) -> Vec<Upcoming> {
    // No wall clock is two days from UTC, so nothing before this can matter.
    let begins = start.and_utc().checked_sub_signed(LARGEST_GAP * 2).unwrap_or(DateTime::<Utc>::MIN_UTC);
    let after = zone.to_civil(from.max(begins)) - LARGEST_GAP;
    let nominals = rule.nominals_with(leap_day, start, after);
    let map = |nominal| Some(zone.to_instant(nominal));
    in_order(rule, nominals, TimeDelta::zero(), zone, map)
        .filter(|time| time.mapped.instant > from)
        .take(limit)
        .map(|time| {
            let instant = time.mapped.instant;
            Upcoming { nominal: time.nominal, instant, local: zone.to_civil(instant) }
        })
        .collect()
}

/// A nominal time and where it lies once its lead is taken off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timed {
    pub nominal: NaiveDateTime,
    pub mapped: Mapped,
}

/// The nominal times of a rule where `map` puts them, `lead` earlier than they say, in the order of instants.
pub(crate) fn in_order<'a>(
    rule: &'a Rule,
    nominals: Nominals<'a>,
    lead: TimeDelta,
    zone: &'a dyn Zone,
    map: impl Fn(NaiveDateTime) -> Option<Mapped> + 'a,
) -> impl Iterator<Item = Timed> + 'a {
    let marks = Marks::of(rule);
    let timed = nominals
        .take_while(move |nominal| !marks.are_behind(*nominal, zone))
        .filter(move |nominal| marks.allow(*nominal, zone))
        .filter_map(move |nominal| Some(Timed { nominal, mapped: map(nominal)? }));
    InOrder { timed: timed.fuse(), lead, zone, held: BTreeMap::new(), reached: Reached::Nothing, last: None }
}

/// The instants that a rule names in UNTIL and EXDATE: they need a zone to be compared with.
#[derive(Clone, Copy)]
struct Marks<'a> {
    until: Option<DateTime<Utc>>,
    except: Option<&'a BTreeSet<Mark>>,
}

impl<'a> Marks<'a> {
    fn of(rule: &'a Rule) -> Self {
        let until = match rule.until() {
            Some(Mark::Instant(until)) => Some(until),
            Some(Mark::Local(_) | Mark::Date(_)) | None => None,
        };
        let names_instants = rule.except().iter().any(|mark| matches!(mark, Mark::Instant(_)));
        Self { until, except: names_instants.then_some(rule.except()) }
    }

    /// Whether UNTIL is over for this time and every later one.
    fn are_behind(self, nominal: NaiveDateTime, zone: &dyn Zone) -> bool {
        // A later nominal time can be an earlier instant, but by no more than a gap is long.
        self.until.is_some_and(|until| zone.to_instant(nominal).instant - LARGEST_GAP > until)
    }

    fn allow(self, nominal: NaiveDateTime, zone: &dyn Zone) -> bool {
        if self.until.is_none() && self.except.is_none() {
            return true;
        }
        let instant = zone.to_instant(nominal).instant;
        self.until.is_none_or(|until| instant <= until)
            && !self.except.is_some_and(|except| except.contains(&Mark::Instant(instant)))
    }
}

/// Puts times that a gap moved behind those that now come before them, and drops what meets in one instant.
struct InOrder<'a, I> {
    timed: I,
    lead: TimeDelta,
    zone: &'a dyn Zone,
    /// Drawn and not yet given, by instant and then by nominal time.
    held: BTreeMap<(DateTime<Utc>, NaiveDateTime), Timed>,
    reached: Reached,
    last: Option<DateTime<Utc>>,
}

/// How far nominal times were drawn.
#[derive(Clone, Copy)]
enum Reached {
    Nothing,
    Nominal(NaiveDateTime),
    End,
}

impl<I> InOrder<'_, I> {
    /// Whether its instant differs from that of the last one given.
    fn is_new(&mut self, timed: &Timed) -> bool {
        let instant = timed.mapped.instant;
        self.last.replace(instant) != Some(instant)
    }

    /// Whether nothing that is still to be drawn can come before this one.
    fn is_settled(&self, timed: &Timed) -> bool {
        match self.reached {
            _ if !timed.mapped.is_gap() => true,
            Reached::Nothing => false,
            Reached::Nominal(reached) => reached - self.lead >= self.zone.to_civil(timed.mapped.instant),
            Reached::End => true,
        }
    }
}

impl<I: Iterator<Item = Timed>> Iterator for InOrder<'_, I> {
    type Item = Timed;

    fn next(&mut self) -> Option<Timed> {
        loop {
            if self.held.first_key_value().is_some_and(|(_, first)| self.is_settled(first)) {
                let (_, first) = self.held.pop_first()?;
                if self.is_new(&first) {
                    return Some(first);
                }
            } else if let Some(timed) = self.timed.next() {
                self.reached = Reached::Nominal(timed.nominal);
                // Nearly always nothing was moved, and this one is next.
                if self.held.is_empty() && self.is_settled(&timed) {
                    if self.is_new(&timed) {
                        return Some(timed);
                    }
                    continue;
                }
                self.held.insert((timed.mapped.instant, timed.nominal), timed);
            } else if self.held.is_empty() {
                return None;
            } else {
                self.reached = Reached::End;
            }
        }
    }
}
