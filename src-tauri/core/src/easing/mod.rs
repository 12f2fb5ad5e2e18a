//! Easing off: when to ask less, rest, or let be. A pure function of the bids and of what the user chose.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::talk::Bid;

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
    /// The partner lifted it.
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

/// How much faces the partner now.
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
    /// Topics that rest, and the day from which each is free again.
    pub resting_topics: BTreeMap<String, NaiveDate>,
    /// Topics that the partner asked to leave, until they lift it.
    pub stopped_topics: BTreeSet<String>,
    /// The `ease_off` text of the content that Today may show; never set after fear.
    pub tell: Option<&'static str>,
    pub offer: Option<Offer>,
}

impl Easing {
    /// Whether something that faces the partner may be suggested at all.
    pub fn allows_partner(&self) -> bool {
        matches!(self.mode, Mode::Free | Mode::Light { .. })
    }

    /// Whether a question for the partner may be suggested.
    pub fn allows_questions(&self) -> bool {
        matches!(self.mode, Mode::Free | Mode::Light { questions: true, .. })
    }

    /// The deepest question that may be suggested, 1 to 3.
    pub fn max_depth(&self) -> u8 {
        if self.mode == Mode::Free { 3 } else { 1 }
    }
}

/// What eases off now. Bids and choices come in any order; what lies after `now` is left out.
pub fn ease(_bids: &[Bid], _chosen: &[Chosen], _now: DateTime<Utc>, _today: NaiveDate) -> Easing {
    Easing::default()
}
