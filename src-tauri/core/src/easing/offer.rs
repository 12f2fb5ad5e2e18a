//! What the user may be offered. Nothing begins by itself, and an offer that was answered is not made again for the
//! same bids.

use chrono::{DateTime, Days, Utc};

use super::stretch::{Kind, Stretch, WEEK, after};
use super::{Choice, Offer, Past, rows};
use crate::talk::{Bid, Response};

/// So many bids running "not now" offer a rest.
const NOT_NOW: usize = 4;
/// Two rests that both began within so many days offer a month off.
const RESTS_WITHIN: u64 = 60;

/// While the user rests nothing is offered.
pub(super) fn offer(past: &Past<'_>, stretches: &[Stretch]) -> Option<Offer> {
    if stretches.iter().any(|stretch| stretch.kind.rests() && stretch.is_on(past.today)) {
        None
    } else if month_is_over(past, stretches) {
        Some(Offer::SayOnceOrCounselor)
    } else if rested_twice(past, stretches) {
        Some(Offer::MonthOffOrLight)
    } else if not_now_running(past, stretches) {
        Some(Offer::RestOrLight)
    } else {
        None
    }
}

/// Four bids running "not now", counted anew after each rest. It stands until it is answered or a bid goes better, and for
/// a week: by then the user has rested already.
fn not_now_running(past: &Past<'_>, stretches: &[Stretch]) -> bool {
    let rested = last_of(stretches, Kind::rests).map(|stretch| stretch.at);
    let since = past.bids.partition_point(|bid| Some(bid.at) <= rested);
    let bids: &[&Bid] = past.bids.get(since..).unwrap_or_default();
    let Some(newest) = bids.last() else { return false };
    let answered =
        past.last(|choice| matches!(choice, Choice::Rest | Choice::KeepLight | Choice::MonthOff | Choice::Declined));
    rows::not_now_running(bids) >= NOT_NOW && answered < Some(newest.at) && past.today < after(newest.day, WEEK)
}

/// Two rests within 60 days, since the last month off. It stands until it is answered, and comes again with another
/// "not now".
fn rested_twice(past: &Past<'_>, stretches: &[Stretch]) -> bool {
    let month_off = last_of(stretches, |kind| kind == Kind::MonthOff).map(|stretch| stretch.at);
    let earliest = past.today.checked_sub_days(Days::new(RESTS_WITHIN));
    let mut rests: Vec<Stretch> = Vec::new();
    for rest in stretches.iter().filter(|stretch| stretch.kind == Kind::Rest && Some(stretch.at) > month_off) {
        match rests.last_mut() {
            // Chosen once more while it lasts, it is the same rest, only longer.
            Some(before) if rest.from < before.until => before.until = before.until.max(rest.until),
            _ => rests.push(*rest),
        }
    }
    let mut lately = rests.iter().filter(|rest| Some(rest.from) > earliest);
    let (Some(_), Some(last)) = (lately.next(), lately.next_back()) else { return false };
    let answered = past.last(|choice| matches!(choice, Choice::KeepLight | Choice::Declined));
    answered < Some(last.at) || newest_not_now(past) > answered
}

/// A month off lasted all its days, and since then the user has neither asked nor chosen anything.
fn month_is_over(past: &Past<'_>, stretches: &[Stretch]) -> bool {
    let Some(month) = last_of(stretches, |kind| kind == Kind::MonthOff) else { return false };
    let chose = past.chosen.iter().any(|chosen| {
        let answers = matches!(chosen.choice, Choice::Rest | Choice::KeepLight | Choice::Declined);
        answers && chosen.day >= month.until
    });
    month.ran_its_course() && !chose && past.bids.iter().all(|bid| bid.day < month.until)
}

fn newest_not_now(past: &Past<'_>) -> Option<DateTime<Utc>> {
    past.bids.iter().rev().find(|bid| bid.response == Response::NotNow).map(|bid| bid.at)
}

fn last_of(stretches: &[Stretch], is_meant: impl Fn(Kind) -> bool) -> Option<&Stretch> {
    stretches.iter().rev().find(|stretch| is_meant(stretch.kind))
}
