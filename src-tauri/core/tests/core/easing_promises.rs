//! What easing off keeps to, whatever was logged and chosen.

use ajar_core::easing::{Choice, Chosen, Easing, Mode, UNTIL_SAID, ease, held_days};
use ajar_core::talk::{Bid, FreeChoice, Pushed, Response};
use chrono::NaiveDate;
use proptest::prelude::*;

use crate::easing::{bid, day, instant, lift, stop};

fn any_bid() -> impl Strategy<Value = Bid> {
    let response = prop::sample::select(vec!["n", "n", "s", "j", "x"]);
    let rest = (0..=3_u8, 0..8_u8, 0..6_u8, prop::sample::select(vec!["work", "money"]));
    (response, rest, 0..60_u64, 0..24_u32).prop_map(|(response, (depth, pushed, free, topic), number, hour)| Bid {
        at: instant(number, hour),
        topic: (depth != 0).then(|| topic.to_owned()),
        depth: (depth != 0).then_some(depth),
        pushed: [Pushed::NotAtAll, Pushed::ALittle, Pushed::Somewhat, Pushed::Somewhat, Pushed::ALot]
            .get(usize::from(pushed))
            .copied(),
        free: [FreeChoice::Yes, FreeChoice::Partly, FreeChoice::No].get(usize::from(free)).copied(),
        ..bid(response, number)
    })
}

fn any_choice() -> impl Strategy<Value = Chosen> {
    let choices = vec![
        Choice::Rest,
        Choice::Rest,
        Choice::KeepLight,
        Choice::MonthOff,
        Choice::Declined,
        Choice::Ended,
        stop(None),
        stop(Some("work")),
        lift(None),
        lift(Some("work")),
        Choice::Parted,
        Choice::TogetherAgain,
        Choice::Afraid,
        Choice::BroughtBack,
    ];
    (prop::sample::select(choices), 0..60_u64, 0..24_u32).prop_map(|(choice, number, hour)| Chosen {
        at: instant(number, hour),
        day: day(number),
        choice,
    })
}

fn any_log() -> impl Strategy<Value = (Vec<Bid>, Vec<Chosen>, u64)> {
    (prop::collection::vec(any_bid(), 0..40), prop::collection::vec(any_choice(), 0..6), 0..70_u64)
}

/// How much it asks the user to leave be; more is stricter.
fn strictness(easing: &Easing) -> (u8, Option<NaiveDate>) {
    match easing.mode {
        Mode::Free => (0, None),
        Mode::Light { until, questions } => (if questions { 1 } else { 2 }, Some(until)),
        Mode::Rest { until } => (3, Some(until)),
        Mode::MonthOff { until } => (4, Some(until)),
        Mode::Stopped => (5, None),
        Mode::Afraid => (6, None),
        Mode::Parted => (7, None),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn the_order_of_noting_is_irrelevant(
        (log, shuffled) in any_log().prop_flat_map(|log| {
            let shuffled = (Just(log.0.clone()).prop_shuffle(), Just(log.1.clone()).prop_shuffle());
            (Just(log), shuffled)
        })
    ) {
        let (bids, chosen, today) = log;
        let now = instant(today, 23);
        prop_assert_eq!(
            ease(&bids, &chosen, now, day(today)),
            ease(&shuffled.0, &shuffled.1, now, day(today))
        );
    }

    #[test]
    fn what_lies_ahead_changes_nothing((bids, chosen, today) in any_log()) {
        let now = instant(today, 23);
        let past_bids: Vec<Bid> = bids.iter().filter(|bid| bid.at <= now).cloned().collect();
        let past_chosen: Vec<Chosen> = chosen.iter().filter(|chosen| chosen.at <= now).cloned().collect();
        prop_assert_eq!(ease(&bids, &chosen, now, day(today)), ease(&past_bids, &past_chosen, now, day(today)));
    }

    #[test]
    fn a_good_talk_never_makes_it_stricter((bids, chosen, today) in any_log(), good in any_bid()) {
        let good = Bid {
            response: Response::SharedSomething,
            pushed: good.pushed.filter(|pushed| *pushed < Pushed::Somewhat),
            free: good.free.filter(|free| *free < FreeChoice::No),
            ..good
        };
        let now = instant(today, 23);
        let before = ease(&bids, &chosen, now, day(today));
        let after = ease(&[bids.as_slice(), &[good]].concat(), &chosen, now, day(today));
        prop_assert!(strictness(&after) <= strictness(&before), "{before:?} {after:?}");
        prop_assert_eq!(after.quiet_until, before.quiet_until);
        prop_assert_eq!(after.no_questions, before.no_questions);
        prop_assert_eq!(after.resting_topics, before.resting_topics);
        prop_assert_eq!(after.stopped_topics, before.stopped_topics);
        prop_assert!(after.offer.is_none() || after.offer == before.offer, "{:?} {:?}", before.offer, after.offer);
    }

    #[test]
    fn after_fear_nothing_faces_the_partner((bids, chosen, today) in any_log(), by_talk: bool, feared in 0..60_u64) {
        let mut chosen: Vec<Chosen> = chosen
            .into_iter()
            .filter(|it| it.choice != Choice::BroughtBack || it.at < instant(feared, 0))
            .collect();
        let mut bids = bids;
        if by_talk {
            bids.push(bid("xF", feared));
        } else {
            chosen.push(Chosen { at: instant(feared, 18), day: day(feared), choice: Choice::Afraid });
        }
        let today = today.max(feared);
        let easing = ease(&bids, &chosen, instant(today, 23), day(today));
        prop_assert!(!easing.allows_partner() && !easing.allows_questions());
        prop_assert_eq!((easing.tell, easing.offer), (None, None));
        let begins = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        prop_assert_eq!(easing.gate_until(begins), Some(UNTIL_SAID));
    }

    #[test]
    fn a_stop_holds_whatever_else_happens((bids, chosen, today) in any_log(), asked in 0..60_u64) {
        let mut chosen: Vec<Chosen> = chosen
            .into_iter()
            .filter(|it| !matches!(it.choice, Choice::Lifted { .. }) || it.at < instant(asked, 0))
            .collect();
        chosen.push(Chosen { at: instant(asked, 18), day: day(asked), choice: stop(Some("work")) });
        chosen.push(Chosen { at: instant(asked, 18), day: day(asked), choice: stop(None) });
        let today = today.max(asked);
        let easing = ease(&bids, &chosen, instant(today, 23), day(today));
        prop_assert!(!easing.allows_partner());
        prop_assert!(easing.stopped_topics.contains("work"));
    }

    #[test]
    fn every_day_that_is_rested_is_held((_, chosen, today) in any_log()) {
        let chosen: Vec<Chosen> = chosen.into_iter().filter(|it| it.day <= day(today)).collect();
        let now = instant(today, 23);
        let rests = matches!(ease(&[], &chosen, now, day(today)).mode, Mode::Rest { .. } | Mode::MonthOff { .. });
        prop_assert!(!rests || held_days(&chosen).contains(&day(today)));
    }
}
