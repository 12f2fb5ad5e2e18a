//! How often a rest comes up: what somebody meets who asks three times a week and takes what is suggested.

use ajar_core::easing::{Choice, Chosen, Mode, Offer, ease};
use ajar_core::seed::mix;
use ajar_core::talk::{Bid, Response};
use chrono::{Days, NaiveDate, TimeDelta};

use crate::zones::date;

const RUNS: u32 = 20_000;
const DAYS: u64 = 90;

/// Numbers from 0 to 1 that are the same on every computer.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = mix(self.0);
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }

    /// "Not now" in this share of bids; the other three answers are equally likely.
    fn response(&mut self, not_now: f64) -> Response {
        if self.next() < not_now {
            return Response::NotNow;
        }
        match self.next() {
            third if third < 1.0 / 3.0 => Response::ShortAnswer,
            third if third < 2.0 / 3.0 => Response::JoinedIn,
            _ => Response::SharedSomething,
        }
    }
}

/// Ninety days with a bid each Monday, Wednesday and Friday, at depth 1 or 2, without pushing. A light week pauses
/// nothing. Each evening after a "not now" the user takes what is suggested. Whether it came to a rest: what follows one
/// cannot undo it.
fn comes_to_rest(not_now: f64, first: NaiveDate, chance: &mut Chance) -> bool {
    let (mut bids, mut chosen) = (Vec::new(), Vec::new());
    for number in (0..DAYS).filter(|number| [0, 2, 4].contains(&(number % 7))) {
        let day = first + Days::new(number);
        let at = day.and_hms_opt(18, 0, 0).unwrap().and_utc();
        let response = chance.response(not_now);
        let depth = if chance.next() < 0.5 { 1 } else { 2 };
        bids.push(Bid { at, day, response, topic: None, depth: Some(depth), pushed: None, free: None });
        let evening = at + TimeDelta::hours(2);
        if response == Response::NotNow && ease(&bids, &chosen, evening, day).offer == Some(Offer::RestOrLight) {
            chosen.push(Chosen { at: evening, day, choice: Choice::Rest });
            return matches!(ease(&bids, &chosen, evening, day).mode, Mode::Rest { .. });
        }
    }
    false
}

/// The shares of the table of easing off, in percent: that of 39 bids four running are "not now". Worked out exactly, it is
/// 1.5, 19.1 and 92.8 %.
fn check(not_now: f64, percent: f64) {
    let mut chance = Chance(2026);
    let monday = date("2026-01-05");
    let rested = (0..RUNS).filter(|_| comes_to_rest(not_now, monday, &mut chance)).count();
    let share = 100.0 * f64::from(u32::try_from(rested).unwrap()) / f64::from(RUNS);
    assert!((share - percent).abs() < 2.0, "{share:.2} % at {not_now}, {percent} % expected");
}

#[test]
fn who_seldom_hears_not_now_hardly_ever_rests() {
    check(0.15, 1.0);
}

#[test]
fn who_hears_it_now_and_then_rests_now_and_then() {
    check(0.30, 19.0);
}

#[test]
fn who_mostly_hears_it_rests() {
    check(0.60, 92.0);
}
