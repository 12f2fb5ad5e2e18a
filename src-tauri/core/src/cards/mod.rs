//! Which card to draw: slowly deeper, seldom the same, never a topic that rests.

mod depth;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::easing::{Easing, Mode};
use crate::ids::CardRef;
use crate::seed::mix;
use crate::talk::{Bid, Pushed, Response};

/// A question, of the content or the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub id: CardRef,
    /// A deck's id.
    pub deck: String,
    /// 1 light, 2 personal, 3 tender.
    pub depth: u8,
    /// Of the conflict deck.
    pub only_when_calm: bool,
}

/// Everything a draw depends on.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    pub cards: &'a [Card],
    /// On which days a card was used: by *Now go* or in a log.
    pub used: &'a [(CardRef, NaiveDate)],
    /// How often "Not this one" was said.
    pub skipped: &'a BTreeMap<CardRef, u32>,
    pub hidden: &'a BTreeSet<CardRef>,
    pub favorites: &'a BTreeSet<CardRef>,
    /// Decks of which the user said "We already talk about this easily".
    pub easy: &'a BTreeSet<String>,
    pub bids: &'a [Bid],
    pub easing: &'a Easing,
    pub today: NaiveDate,
    /// A car, bus or train: depth 1 only.
    pub in_transit: bool,
    /// What was shown since the page opened.
    pub seen: &'a [CardRef],
    /// One deck only.
    pub deck: Option<&'a str>,
}

/// Why a card is not drawn now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    Hidden,
    /// Within the last 90 days.
    UsedLately,
    TopicRests,
    TopicStopped,
    /// Deeper than the topic has come.
    TooDeepYet,
    /// One tender card a week.
    TenderThisWeek,
    NotInTransit,
    /// A quarrel or a "not now" is too near.
    NotCalm,
    /// No questions for the partner now.
    Easing,
}

/// Skipped as often as this, the user is asked whether to hide a card.
pub const ASK_TO_HIDE: u32 = 2;
/// No card comes twice within so many days.
const NOT_AGAIN: i64 = 90;
/// One tender card within so many days.
const TENDER: i64 = 7;
/// So many days without a "not now" and without pushing make a day calm.
const CALM: i64 = 3;

impl Desk<'_> {
    /// The next card; `None` when the pool is empty. Another seed may draw another card among equals.
    ///
    /// What was seen least often comes first, so that after the last card the first comes again; then favorites. Each deck
    /// is as likely as the next, however many cards it has.
    pub fn draw(&self, seed: u64) -> Option<&Card> {
        let mut depths = BTreeMap::new();
        let mut pool: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
        let mut best = None;
        for card in self.cards.iter().filter(|card| self.deck.is_none_or(|deck| deck == card.deck)) {
            let depth = *depths.entry(&card.deck).or_insert_with(|| self.depth(&card.deck));
            if self.why_not_at(card, depth).is_some() {
                continue;
            }
            let times_seen = self.seen.iter().filter(|seen| **seen == card.id).count();
            let rank = Some((times_seen, !self.favorites.contains(&card.id)));
            if best.is_none() || rank < best {
                best = rank;
                pool.clear();
            }
            if rank == best {
                pool.entry(&card.deck).or_default().push(card);
            }
        }
        let decks: Vec<Vec<&Card>> = pool.into_values().collect();
        let deck = pick(&decks, mix(seed))?;
        pick(deck, mix(mix(seed))).copied()
    }

    /// What speaks against this card now.
    pub fn why_not(&self, card: &Card) -> Option<WhyNot> {
        self.why_not_at(card, self.depth(&card.deck))
    }

    /// How deep a deck may go now, 1 to 3, by what was logged. Easing off may keep it lighter.
    pub fn depth(&self, deck: &str) -> u8 {
        depth::of(deck, self.bids, self.easy.contains(deck), self.today)
    }

    /// Whether to ask if the card is to be hidden.
    pub fn asks_to_hide(&self, card: &CardRef) -> bool {
        !self.hidden.contains(card) && self.skipped.get(card).is_some_and(|times| *times >= ASK_TO_HIDE)
    }

    /// What lasts is told before what passes.
    fn why_not_at(&self, card: &Card, depth: u8) -> Option<WhyNot> {
        let rests = self.easing.resting_topics.get(&card.deck).is_some_and(|until| self.today < *until);
        let reasons = [
            (self.hidden.contains(&card.id), WhyNot::Hidden),
            (self.easing.stopped_topics.contains(&card.deck), WhyNot::TopicStopped),
            (!self.easing.allows_questions() || card.depth > self.easing.max_depth(), WhyNot::Easing),
            (rests, WhyNot::TopicRests),
            (card.only_when_calm && !self.is_calm(), WhyNot::NotCalm),
            (card.depth > depth, WhyNot::TooDeepYet),
            (self.in_transit && card.depth > 1, WhyNot::NotInTransit),
            (card.depth >= 3 && self.was_tender_lately(), WhyNot::TenderThisWeek),
            (self.used.iter().any(|(used, day)| *used == card.id && self.within(*day, NOT_AGAIN)), WhyNot::UsedLately),
        ];
        reasons.into_iter().find(|(speaks_against, _)| *speaks_against).map(|(_, why)| why)
    }

    /// No light week, and for three days nobody said "not now" and nobody pushed.
    fn is_calm(&self) -> bool {
        let tense = |bid: &Bid| bid.response == Response::NotNow || bid.pushed_at_least(Pushed::Somewhat);
        self.easing.mode == Mode::Free && !self.bids.iter().any(|bid| self.within(bid.day, CALM) && tense(bid))
    }

    /// A tender card was used this week, of whatever deck, or a talk went as deep without one.
    fn was_tender_lately(&self) -> bool {
        let is_tender = |used: &CardRef| self.cards.iter().any(|card| card.id == *used && card.depth >= 3);
        let used = self.used.iter().any(|(used, day)| self.within(*day, TENDER) && is_tender(used));
        used || self.bids.iter().any(|bid| bid.as_deep_as(3) && self.within(bid.day, TENDER))
    }

    fn within(&self, day: NaiveDate, days: i64) -> bool {
        (self.today - day).num_days() < days
    }
}

fn pick<T>(equals: &[T], chance: u64) -> Option<&T> {
    let index = chance.checked_rem(u64::try_from(equals.len()).ok()?)?;
    equals.get(usize::try_from(index).ok()?)
}
