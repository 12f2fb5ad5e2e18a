//! What follows from the bids alone, row by row of the table.
//!
//! Whoever raises a matter tends to become the one who demands, and pressing makes withdrawal worse (Papp, Kouros and
//! Cummings 2009): so each row asks for less.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::stretch::{Kind, WEEK, after};
use super::{Choice, Past};
use crate::talk::{Bid, FreeChoice, Pushed, Response};

/// How long no reminder faces the partner after a "not now". Elapsed time, whatever the clocks do.
pub const QUIET: TimeDelta = TimeDelta::hours(20);

/// One bid "not now": quiet for a while, whatever comes after it.
pub(super) fn quiet_until(past: &Past<'_>) -> Option<DateTime<Utc>> {
    let last = past.bids.iter().rev().find(|bid| bid.response == Response::NotNow)?;
    Some(last.at + QUIET).filter(|until| *until > past.now)
}

/// One bid "not now": its topic rests for a week. The first day is that of the bid.
pub(super) fn resting_topics(past: &Past<'_>) -> BTreeMap<String, NaiveDate> {
    let mut resting = BTreeMap::new();
    for bid in past.bids.iter().filter(|bid| bid.response == Response::NotNow) {
        let until = after(bid.day, WEEK);
        if let Some(topic) = bid.topic.as_ref().filter(|_| until > past.today) {
            resting.entry(topic.clone()).and_modify(|day: &mut NaiveDate| *day = until.max(*day)).or_insert(until);
        }
    }
    resting
}

/// The light weeks that bids begin, with the bid that begins each.
///
/// Only a bid that stayed short, or was pushed, begins one: a good talk never does, whatever came before it.
pub(super) fn light_weeks<'p>(past: &'p Past<'_>) -> impl Iterator<Item = (Kind, &'p Bid)> {
    past.bids.iter().enumerate().filter_map(|(index, bid)| {
        let last_four = past.bids.get(index.saturating_sub(3)..=index).unwrap_or_default();
        let kind = if pushed_hard(bid) {
            Kind::Pushed
        } else if stayed_short_too_often(last_four) || pushed_twice(last_four) {
            Kind::Lighter
        } else {
            return None;
        };
        Some((kind, *bid))
    })
}

/// Pushed "a lot" once, or no real choice to stop.
fn pushed_hard(bid: &Bid) -> bool {
    bid.pushed_at_least(Pushed::ALot) || bid.free == Some(FreeChoice::No)
}

/// Three of the last four stayed short, the newest among them, and one of the three went to depth 2 or deeper.
///
/// The first three bids of all are enough. A deep talk that went well is no reason to ask for less.
fn stayed_short_too_often(last_four: &[&Bid]) -> bool {
    let short = || last_four.iter().filter(|bid| bid.stayed_short());
    last_four.last().is_some_and(|newest| newest.stayed_short())
        && short().count() >= 3
        && short().any(|bid| bid.as_deep_as(2))
}

/// "Somewhat" twice running, with no other bid between.
fn pushed_twice(last_four: &[&Bid]) -> bool {
    let mut newest = last_four.iter().rev().take(2);
    newest.len() == 2 && newest.all(|bid| bid.pushed_at_least(Pushed::Somewhat))
}

/// How many of the newest bids were answered "not now", without a break.
pub(super) fn not_now_running(bids: &[&Bid]) -> usize {
    bids.iter().rev().take_while(|bid| bid.response == Response::NotNow).count()
}

/// Fear, told in a form or with a talk. "Nervous, but safe" and a skipped question never count.
pub(super) fn last_fear(past: &Past<'_>) -> Option<DateTime<Utc>> {
    let in_talks = past.bids.iter().filter(|bid| bid.free == Some(FreeChoice::Afraid)).map(|bid| bid.at).max();
    in_talks.max(past.last(|choice| *choice == Choice::Afraid))
}
