//! Which card comes: slowly deeper, seldom the same, never a topic that rests.

use std::collections::{BTreeMap, BTreeSet};

use ajar_core::cards::{Card, Desk, WhyNot};
use ajar_core::content::Content;
use ajar_core::easing::{Choice, Chosen, Easing, Mode, ease};
use ajar_core::ids::CardRef;
use ajar_core::talk::{Bid, Pushed, Response};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::easing::bids;
use crate::zones::date;

/// The day that the first word of [`bids`] is about.
const FIRST: &str = "2026-03-02";

fn day(number: u64) -> NaiveDate {
    date(FIRST) + Days::new(number)
}

fn card(id: &str, deck: &str, depth: u8) -> Card {
    Card { id: CardRef::catalogue(id), deck: deck.to_owned(), depth, only_when_calm: deck == "conflict" }
}

/// What a desk is made of.
#[derive(Debug, Clone, Default)]
struct Drawer {
    cards: Vec<Card>,
    used: Vec<(CardRef, NaiveDate)>,
    skipped: BTreeMap<CardRef, u32>,
    hidden: BTreeSet<CardRef>,
    favorites: BTreeSet<CardRef>,
    easy: BTreeSet<String>,
    bids: Vec<Bid>,
    chosen: Vec<Chosen>,
    today: NaiveDate,
    in_transit: bool,
    seen: Vec<CardRef>,
}

impl Drawer {
    /// Three decks of unlike size, on a day after these bids about work.
    fn new(days: &str, today: u64) -> Self {
        let mut cards = vec![card("c1", "conflict", 1), card("m1", "money", 1)];
        cards.extend((1..=3).map(|depth| card(&format!("w{depth}"), "work", depth)));
        Self { cards, bids: bids(days), today: day(today), ..Self::default() }
    }

    fn easing(&self) -> Easing {
        let now = self.today.and_hms_opt(23, 0, 0).unwrap().and_utc();
        ease(&self.bids, &self.chosen, now, self.today)
    }

    fn on_desk<T>(&self, look: impl FnOnce(&Desk<'_>) -> T) -> T {
        look(&Desk {
            cards: &self.cards,
            used: &self.used,
            skipped: &self.skipped,
            hidden: &self.hidden,
            favorites: &self.favorites,
            easy: &self.easy,
            bids: &self.bids,
            easing: &self.easing(),
            today: self.today,
            in_transit: self.in_transit,
            seen: &self.seen,
            deck: None,
        })
    }

    fn why_not(&self, id: &str) -> Option<WhyNot> {
        let card = self.cards.iter().find(|card| card.id == CardRef::catalogue(id)).unwrap();
        self.on_desk(|desk| desk.why_not(card))
    }

    fn draw(&self, seed: u64) -> Option<CardRef> {
        self.on_desk(|desk| desk.draw(seed).map(|card| card.id.clone()))
    }
}

#[test]
fn a_topic_goes_slowly_deeper() {
    fn check(days: &str, today: u64, is_easy: bool, expect: u8) {
        let mut drawer = Drawer::new(days, today);
        drawer.easy.extend(is_easy.then(|| "work".to_owned()));
        assert_eq!(drawer.on_desk(|desk| desk.depth("work")), expect, "{days:?} on day {today}, easy: {is_easy}");
        assert_eq!(drawer.on_desk(|desk| desk.depth("money")), 1);
    }
    check("", 0, false, 1);
    check("j", 0, false, 1);
    check("j j", 1, false, 2);
    check("x . . x", 3, false, 2);
    check("s s s s", 3, false, 1);
    check("j s j", 2, false, 2);
    check("", 0, true, 2);
    // Tender: two at depth 2 or deeper, within 30 days.
    check("j2 j2", 1, false, 3);
    check("j j j2 x2", 3, false, 3);
    check("j j j2 x1", 3, false, 2);
    check("j2 j2", 29, false, 3);
    check("j2 j2", 30, false, 2);
    check("j2", 0, true, 2);
    check("j2 j3", 1, true, 3);
    // A "not now" is one step back, until the step is earned again.
    check("j j n", 2, false, 1);
    check("j j n j", 3, false, 1);
    check("j j n j j", 4, false, 2);
    check("j n j", 2, false, 1);
    check("j2 j2 n", 2, false, 2);
    check("j2 j2 n j2", 3, false, 2);
    check("j2 j2 n j2 j2", 4, false, 3);
    check("j2 j2 n n", 3, false, 1);
    check("n", 0, true, 1);
    check("n j j", 2, true, 2);
    check("n", 0, false, 1);
}

#[test]
fn each_reason_has_its_boundary() {
    fn check(drawer: &Drawer, id: &str, expect: Option<WhyNot>) {
        assert_eq!(drawer.why_not(id), expect, "{id} in {drawer:?}");
    }
    let fresh = Drawer::new("", 0);
    check(&fresh, "w1", None);
    check(&fresh, "w2", Some(WhyNot::TooDeepYet));
    check(&Drawer::new("j j", 1), "w2", None);
    check(&Drawer::new("j j", 1), "w3", Some(WhyNot::TooDeepYet));

    let mut hidden = fresh.clone();
    hidden.hidden.insert(CardRef::catalogue("w1"));
    check(&hidden, "w1", Some(WhyNot::Hidden));

    let used_on = |today| {
        let mut drawer = Drawer::new("", today);
        drawer.used.push((CardRef::catalogue("w1"), day(0)));
        drawer
    };
    check(&used_on(0), "w1", Some(WhyNot::UsedLately));
    check(&used_on(89), "w1", Some(WhyNot::UsedLately));
    check(&used_on(90), "w1", None);
    check(&used_on(89), "m1", None);

    let tender_on = |today| {
        let mut drawer = Drawer::new("j2 j2", today);
        drawer.cards.push(card("m3", "money", 3));
        drawer.used.push((CardRef::catalogue("m3"), day(3)));
        drawer
    };
    check(&tender_on(9), "w3", Some(WhyNot::TenderThisWeek));
    check(&tender_on(10), "w3", None);
    check(&tender_on(9), "w2", None);
    check(&Drawer::new("j2 j2 j3", 8), "w3", Some(WhyNot::TenderThisWeek));
    check(&Drawer::new("j2 j2 j3", 9), "w3", None);

    let mut riding = Drawer::new("j2 j2", 1);
    riding.in_transit = true;
    check(&riding, "w1", None);
    check(&riding, "w2", Some(WhyNot::NotInTransit));

    check(&Drawer::new("n", 6), "w1", Some(WhyNot::TopicRests));
    check(&Drawer::new("n", 6), "m1", None);
    check(&Drawer::new("n", 7), "w1", None);

    check(&fresh, "c1", None);
    check(&Drawer::new("n", 2), "c1", Some(WhyNot::NotCalm));
    check(&Drawer::new("n", 3), "c1", None);
    check(&Drawer::new("j~", 2), "c1", Some(WhyNot::NotCalm));
    check(&Drawer::new("j~", 3), "c1", None);
    check(&Drawer::new("s", 0), "c1", None);
    check(&Drawer::new("x!", 6), "c1", Some(WhyNot::NotCalm));
    check(&Drawer::new("x!", 7), "c1", None);
    // A light week keeps every deck at depth 1.
    check(&Drawer::new("j2 j2 x!", 8), "w1", None);
    check(&Drawer::new("j2 j2 x!", 8), "w2", Some(WhyNot::Easing));
    check(&Drawer::new("j2 j2 x!", 9), "w2", None);

    let chose = |choice| {
        let at = day(0).and_hms_opt(12, 0, 0).unwrap().and_utc();
        Drawer { chosen: vec![Chosen { at, day: day(0), choice }], ..Drawer::new("", 0) }
    };
    for choice in [Choice::Rest, Choice::KeepLight, Choice::MonthOff, Choice::Afraid, Choice::Parted] {
        check(&chose(choice.clone()), "w1", Some(WhyNot::Easing));
        assert_eq!(chose(choice).draw(1), None);
    }
    let stopped = chose(Choice::AskedToStop { topic: Some("work".to_owned()) });
    check(&stopped, "w1", Some(WhyNot::TopicStopped));
    check(&stopped, "m1", None);
}

#[test]
fn skipped_twice_it_asks_whether_to_hide_it() {
    fn check(times: u32, hidden: bool, expect: bool) {
        let mut drawer = Drawer::new("", 0);
        let card = CardRef::catalogue("w1");
        drawer.skipped.insert(card.clone(), times);
        drawer.hidden.extend(hidden.then(|| card.clone()));
        assert_eq!(drawer.on_desk(|desk| desk.asks_to_hide(&card)), expect, "{times} {hidden}");
    }
    check(1, false, false);
    check(2, false, true);
    check(5, false, true);
    check(5, true, false);
    assert!(!Drawer::new("", 0).on_desk(|desk| desk.asks_to_hide(&CardRef::catalogue("unknown"))));
}

#[test]
fn another_goes_through_all_and_begins_again() {
    let mut drawer = Drawer::new("j2 j2", 1);
    for _ in 0..3 {
        let mut round = BTreeSet::new();
        for _ in 0..drawer.cards.len() {
            let card = drawer.draw(7).unwrap();
            drawer.seen.push(card.clone());
            round.insert(card);
        }
        assert_eq!(round.len(), drawer.cards.len(), "each once before any comes again");
    }
}

#[test]
fn favorites_come_first_among_equals() {
    let mut drawer = Drawer::new("", 0);
    let favorite = CardRef::catalogue("w1");
    drawer.favorites.insert(favorite.clone());
    drawer.favorites.insert(CardRef::catalogue("w3"));
    for seed in 0..50 {
        assert_eq!(drawer.draw(seed), Some(favorite.clone()), "the one that is permitted");
    }
    drawer.seen.push(favorite.clone());
    for seed in 0..50 {
        assert_ne!(drawer.draw(seed), Some(favorite.clone()), "what was not seen goes before it");
    }
}

#[test]
fn one_deck_alone_can_be_asked_for() {
    let drawer = Drawer::new("", 0);
    let easing = drawer.easing();
    drawer.on_desk(|desk| {
        for seed in 0..20 {
            let of = |deck| Desk { deck: Some(deck), easing: &easing, ..*desk };
            assert_eq!(of("money").draw(seed).map(|card| card.deck.as_str()), Some("money"));
            assert_eq!(of("no such deck").draw(seed), None);
        }
    });
}

#[test]
fn each_deck_is_as_likely_as_the_next() {
    let content = Content::builtin();
    let mut drawer = Drawer::new("", 0);
    drawer.cards =
        content.questions.iter().map(|question| card(&question.id, &question.deck, question.depth)).collect();
    // A deck of many more cards is drawn no more often.
    drawer.cards.extend((0..100).map(|number| card(&format!("more-{number}"), "day", 1)));
    let decks = content.decks.len();
    let draws = 4_000 * decks;
    let mut by_deck: BTreeMap<String, f64> = BTreeMap::new();
    let mut by_card: BTreeMap<CardRef, f64> = BTreeMap::new();
    drawer.on_desk(|desk| {
        for seed in 0..draws {
            let card = desk.draw(u64::try_from(seed).unwrap()).unwrap();
            assert_eq!(card.depth, 1);
            *by_deck.entry(card.deck.clone()).or_default() += 1.0;
            *by_card.entry(card.id.clone()).or_default() += 1.0;
        }
    });
    assert_eq!(by_deck.len(), decks);
    for (deck, times) in &by_deck {
        assert!((3_700.0..4_300.0).contains(times), "{deck}: {times}");
    }
    let in_day = drawer.cards.iter().filter(|card| card.deck == "day" && card.depth == 1);
    let counts: Vec<f64> = in_day.map(|card| by_card.get(&card.id).copied().unwrap_or(0.0)).collect();
    let expected = 4_000.0 / f64::from(u32::try_from(counts.len()).unwrap());
    assert!(counts.iter().all(|times| (expected * 0.3..expected * 2.0).contains(times)), "{counts:?}");
}

fn any_drawer() -> impl Strategy<Value = (Drawer, u64)> {
    let deck = || prop::sample::select(vec!["work", "money", "conflict"]);
    let cards = prop::collection::vec((deck(), 1..=3_u8), 0..12);
    let word = prop::sample::select(vec![".", ".", "n", "s2", "j", "j2", "x2", "x3", "j~", "x!", "xF"]);
    let talks = prop::collection::vec((word, deck()), 0..60);
    let marks = prop::collection::vec((0..12_usize, 0..5_u8, 0..120_u64), 0..20);
    let choice = prop::option::of((prop::sample::select(vec![Choice::Rest, Choice::KeepLight]), 0..60_u64));
    (cards, talks, marks, choice, 0..90_u64, any::<bool>(), any::<u64>()).prop_map(
        |(cards, talks, marks, choice, today, in_transit, seed)| {
            let words: Vec<&str> = talks.iter().map(|(word, _)| *word).collect();
            let mut drawer = Drawer::new(&words.join(" "), today);
            let about = talks.iter().filter(|(word, _)| *word != ".").map(|(_, deck)| *deck);
            drawer.bids.iter_mut().zip(about).for_each(|(bid, deck)| bid.topic = Some(deck.to_owned()));
            drawer.bids.retain(|bid| bid.day <= day(today));
            drawer.cards =
                cards.iter().zip(0..).map(|((deck, depth), i)| card(&format!("k{i}"), deck, *depth)).collect();
            drawer.in_transit = in_transit;
            drawer.chosen.extend(choice.map(|(choice, number)| Chosen {
                at: day(number).and_hms_opt(12, 0, 0).unwrap().and_utc(),
                day: day(number),
                choice,
            }));
            for (index, mark, number) in marks {
                let id = CardRef::catalogue(format!("k{index}"));
                match mark {
                    0 => drop(drawer.hidden.insert(id)),
                    1 => drop(drawer.favorites.insert(id)),
                    2 => drawer.used.push((id, day(number))),
                    3 => drawer.seen.push(id),
                    _ => drawer.easy.extend(drawer.cards.get(index).map(|card| card.deck.clone())),
                }
            }
            (drawer, seed)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn what_is_drawn_is_permitted_and_nothing_permitted_leaves_a_blank((drawer, seed) in any_drawer()) {
        drawer.on_desk(|desk| {
            let permitted: Vec<&Card> = desk.cards.iter().filter(|card| desk.why_not(card).is_none()).collect();
            match desk.draw(seed) {
                None => prop_assert!(permitted.is_empty()),
                Some(card) => {
                    prop_assert!(permitted.contains(&card));
                    let times = |card: &Card| desk.seen.iter().filter(|seen| **seen == card.id).count();
                    let is_favorite = |card: &Card| desk.favorites.contains(&card.id);
                    for other in permitted {
                        prop_assert!(times(card) <= times(other));
                        prop_assert!(times(card) < times(other) || is_favorite(card) || !is_favorite(other));
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_not_now_never_opens_a_card((drawer, _) in any_drawer()) {
        let refused = Bid { day: drawer.today, at: drawer.today.and_hms_opt(22, 0, 0).unwrap().and_utc(), ..bids("n").remove(0) };
        let mut after = drawer.clone();
        after.bids.push(refused);
        for card in &drawer.cards {
            let id = card.id.slug().unwrap();
            prop_assert!(after.why_not(id).is_some() || drawer.why_not(id).is_none(), "{id}");
        }
    }

    #[test]
    fn the_order_of_noting_is_irrelevant(
        ((drawer, seed), shuffled) in any_drawer().prop_flat_map(|(drawer, seed)| {
            let shuffled = Just(drawer.bids.clone()).prop_shuffle();
            (Just((drawer, seed)), shuffled)
        })
    ) {
        let again = Drawer { bids: shuffled, ..drawer.clone() };
        prop_assert_eq!(drawer.draw(seed), again.draw(seed));
    }

    #[test]
    fn deep_cards_wait_for_what_was_earned((drawer, _) in any_drawer()) {
        let deep = drawer.bids.iter().filter(|bid| bid.response >= Response::JoinedIn && bid.depth >= Some(2));
        let deep: Vec<&str> = deep.filter_map(|bid| bid.topic.as_deref()).collect();
        let hurried = drawer.bids.iter().any(|bid| {
            bid.pushed >= Some(Pushed::ALot) && (drawer.today - bid.day).num_days() < 7
        });
        for card in drawer.cards.iter().filter(|card| card.depth == 3) {
            if drawer.why_not(card.id.slug().unwrap()).is_none() {
                prop_assert!(deep.iter().filter(|topic| **topic == card.deck).count() >= 2);
                prop_assert!(!hurried && drawer.easing().mode == Mode::Free && !drawer.in_transit);
            }
        }
    }
}
