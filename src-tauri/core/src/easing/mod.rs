//! Easing off: when to ask less, rest, or let be. A pure function of the bids and of what the user chose.
//!
//! Nothing of it is stored. What was logged late for an earlier day, in another order, or taken back gives what it would
//! have given at once, and a good talk never makes anything stricter. Nor does it end anything early: only days, the
//! user's own choice, and the partner do.

mod offer;
mod rows;
mod stretch;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::talk::Bid;

pub use stretch::held_days;

/// What the user decided, or said about the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A rest week: seven days of one's own practice.
    Rest,
    /// No questions for seven days.
    KeepLight,
    /// A month off asking.
    MonthOff,
    /// Not what was offered. The offer is not made again for the same bids.
    Declined,
    /// A rest, a light week or a month off ends early.
    Ended,
    /// "They asked me to stop": this topic, or altogether.
    AskedToStop {
        topic: Option<String>,
    },
    /// The partner lifted it: this topic, or what was asked altogether. Neither lifts the other.
    Lifted {
        topic: Option<String>,
    },
    /// The user felt afraid.
    Afraid,
    /// "Bring back practices with my partner".
    BroughtBack,
    /// "We are no longer together".
    Parted,
    TogetherAgain,
}

/// A choice, and when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub choice: Choice,
}

/// How much faces the partner now. Where several apply, the last of this list is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    #[default]
    Free,
    /// Depth 1 and side by side only, or no questions at all; until this day, which is free again.
    Light {
        until: NaiveDate,
        questions: bool,
    },
    /// One's own practice only, until this day.
    Rest {
        until: NaiveDate,
    },
    MonthOff {
        until: NaiveDate,
    },
    /// Until the partner lifts it.
    Stopped,
    /// Until the user brings it back. Nothing on the screen says why.
    Afraid,
    Parted,
}

/// What the user may be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// A rest week (suggested), or keep it light.
    RestOrLight,
    /// A month off asking (suggested), or another light week.
    MonthOffOrLight,
    /// A month off is over: one honest say-what-and-why, or help from a counselor.
    SayOnceOrCounselor,
}

/// What follows from it all, now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Easing {
    pub mode: Mode,
    /// Until then no reminder asks the user to start something with their partner, beside what `mode` says.
    pub quiet_until: Option<DateTime<Utc>>,
    /// The day from which questions may come again, beside what `mode` says: the end of "Keep it light".
    pub no_questions: Option<NaiveDate>,
    /// Topics that rest, and the day from which each is free again.
    pub resting_topics: BTreeMap<String, NaiveDate>,
    /// Topics that the partner asked to leave, until they lift it.
    pub stopped_topics: BTreeSet<String>,
    /// The `ease_off` text of the content that Today may show; never set after fear.
    pub tell: Option<&'static str>,
    pub offer: Option<Offer>,
}

/// An end that no clock reaches: what lasts until somebody says otherwise. Its milliseconds are exact in every language.
pub const UNTIL_SAID: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(end_of_9999) => end_of_9999,
    None => DateTime::<Utc>::MAX_UTC,
};

impl Easing {
    /// Whether something that faces the partner may be suggested at all.
    pub fn allows_partner(&self) -> bool {
        matches!(self.mode, Mode::Free | Mode::Light { .. })
    }

    /// Whether a question for the partner may be suggested.
    pub fn allows_questions(&self) -> bool {
        matches!(self.mode, Mode::Free | Mode::Light { questions: true, .. })
    }

    /// Whether what is suggested with the partner keeps to doing things beside each other.
    pub fn side_by_side_only(&self) -> bool {
        matches!(self.mode, Mode::Light { .. })
    }

    /// The deepest question that may be suggested, 1 to 3.
    pub fn max_depth(&self) -> u8 {
        if self.mode == Mode::Free { 3 } else { 1 }
    }

    /// Until when no reminder may ask for something with the partner, for the gate; `begins` says when a practice day
    /// begins. What lasts until somebody says otherwise ends at [`UNTIL_SAID`], so that the gate tells no reason.
    pub fn gate_until(&self, begins: impl Fn(NaiveDate) -> DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.closed_until(begins).max(self.quiet_until)
    }

    /// Until when no reminder may carry a question. A light week that allows questions does not count: it only keeps
    /// them shallow.
    pub fn no_questions_until(&self, begins: impl Fn(NaiveDate) -> DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.closed_until(&begins).max(self.no_questions.map(begins))
    }

    fn closed_until(&self, begins: impl Fn(NaiveDate) -> DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self.mode {
            Mode::Free | Mode::Light { .. } => None,
            Mode::Rest { until } | Mode::MonthOff { until } => Some(begins(until)),
            Mode::Stopped | Mode::Afraid | Mode::Parted => Some(UNTIL_SAID),
        }
    }
}

/// What eases off now. Bids and choices come in any order; what lies after `now` is left out.
pub fn ease(bids: &[Bid], chosen: &[Chosen], now: DateTime<Utc>, today: NaiveDate) -> Easing {
    let past = Past::until(bids, chosen, now, today);
    let stretches = stretch::all(&past);
    let mode = past.mode(&stretches);
    let may_tell = !matches!(mode, Mode::Afraid | Mode::Parted);
    let offer = if may_tell && mode != Mode::Stopped { offer::offer(&past, &stretches) } else { None };
    let quiet_until = rows::quiet_until(&past);
    Easing {
        mode,
        quiet_until,
        no_questions: stretch::last_day(&stretches, today, |kind| kind == stretch::Kind::KeepLight),
        resting_topics: rows::resting_topics(&past),
        stopped_topics: past.stopped_topics(),
        tell: if may_tell { past.tell(&stretches, mode, offer, quiet_until) } else { None },
        offer,
    }
}

/// What was logged and chosen up to now.
struct Past<'a> {
    /// Oldest first.
    bids: Vec<&'a Bid>,
    chosen: Vec<&'a Chosen>,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl<'a> Past<'a> {
    fn until(bids: &'a [Bid], chosen: &'a [Chosen], now: DateTime<Utc>, today: NaiveDate) -> Self {
        let mut bids: Vec<&Bid> = bids.iter().filter(|bid| bid.at <= now).collect();
        bids.sort_unstable();
        Self { bids, chosen: chosen.iter().filter(|chosen| chosen.at <= now).collect(), now, today }
    }

    /// When the user last chose one of these.
    fn last(&self, is_meant: impl Fn(&Choice) -> bool) -> Option<DateTime<Utc>> {
        self.chosen.iter().filter(|chosen| is_meant(&chosen.choice)).map(|chosen| chosen.at).max()
    }

    /// Only asked-to-stop and fear are not negotiable; of the others the stricter goes first.
    fn mode(&self, stretches: &[stretch::Stretch]) -> Mode {
        if stands(self.last(|choice| *choice == Choice::Parted), self.last(|choice| *choice == Choice::TogetherAgain)) {
            Mode::Parted
        } else if stands(rows::last_fear(self), self.last(|choice| *choice == Choice::BroughtBack)) {
            Mode::Afraid
        } else if self.is_stopped(None) {
            Mode::Stopped
        } else {
            stretch::mode(stretches, self.today)
        }
    }

    /// Whether the partner asked to stop, this topic or altogether, and has not lifted it since.
    fn is_stopped(&self, asked: Option<&str>) -> bool {
        let asked_for = |choice: &Choice| matches!(choice, Choice::AskedToStop { topic } if topic.as_deref() == asked);
        let lifted = |choice: &Choice| matches!(choice, Choice::Lifted { topic } if topic.as_deref() == asked);
        stands(self.last(asked_for), self.last(lifted))
    }

    fn stopped_topics(&self) -> BTreeSet<String> {
        let topics = self.chosen.iter().filter_map(|chosen| match &chosen.choice {
            Choice::AskedToStop { topic } => topic.as_ref(),
            _ => None,
        });
        topics.filter(|topic| self.is_stopped(Some(topic))).cloned().collect()
    }

    /// The one line that Today may show: on the day itself that a stop was heard, then what is offered, then what
    /// follows from the bids. What the user chose needs no advice.
    fn tell(
        &self,
        stretches: &[stretch::Stretch],
        mode: Mode,
        offer: Option<Offer>,
        quiet_until: Option<DateTime<Utc>>,
    ) -> Option<&'static str> {
        let heard_today = self.chosen.iter().any(|chosen| match &chosen.choice {
            Choice::AskedToStop { topic } => chosen.day == self.today && self.is_stopped(topic.as_deref()),
            _ => false,
        });
        let by_offer = match offer {
            Some(Offer::RestOrLight) => Some("e-rest"),
            Some(Offer::MonthOffOrLight) => Some("e-let-be"),
            Some(Offer::SayOnceOrCounselor) => Some("e-month-over"),
            None => None,
        };
        let is_on = |kind| stretches.iter().any(|stretch| stretch.kind == kind && stretch.is_on(self.today));
        match mode {
            _ if heard_today => Some("e-asked-to-stop"),
            Mode::Free | Mode::Light { .. } if by_offer.is_some() => by_offer,
            Mode::Light { .. } if is_on(stretch::Kind::Pushed) => Some("e-pushed"),
            Mode::Light { .. } if is_on(stretch::Kind::Lighter) => Some("e-lighter"),
            Mode::Free | Mode::Light { .. } if quiet_until.is_some() => Some("e-not-now"),
            _ => None,
        }
    }
}

/// Whether what began then still holds. Said in the same instant, the stricter holds.
fn stands(began: Option<DateTime<Utc>>, ended: Option<DateTime<Utc>>) -> bool {
    began.is_some() && began >= ended
}
