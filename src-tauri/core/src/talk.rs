//! What a talk is noted with, and what of it is a bid: something that the user started with their partner.

use chrono::{DateTime, NaiveDate, Utc};

/// How it went, from nothing to much. Counted for easing off and pacing only, never shown as a score of the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Response {
    NotNow,
    ShortAnswer,
    JoinedIn,
    SharedSomething,
}

/// How much the user pushed, in their own eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pushed {
    NotAtAll,
    ALittle,
    Somewhat,
    ALot,
}

/// Whether both had a real choice to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FreeChoice {
    Yes,
    Partly,
    No,
    Afraid,
}

/// A talk that the user began, as the rules see it. Its order is that of time, and never that of logging.
///
/// Fear in it counts from `at` on. Where fear is told later, or about a talk that the partner began, it is an
/// [`Afraid`](crate::easing::Choice::Afraid) of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bid {
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub response: Response,
    /// A deck's id.
    pub topic: Option<String>,
    /// 1 light, 2 personal, 3 tender.
    pub depth: Option<u8>,
    pub pushed: Option<Pushed>,
    pub free: Option<FreeChoice>,
}

impl Bid {
    /// Nothing came of it, or little.
    pub(crate) fn stayed_short(&self) -> bool {
        self.response <= Response::ShortAnswer
    }

    /// Whether the user pushed at least so much; what was not answered counts as no.
    pub(crate) fn pushed_at_least(&self, pushed: Pushed) -> bool {
        self.pushed >= Some(pushed)
    }

    /// Whether it was so deep at least, 1 to 3; what was not answered counts as no.
    pub(crate) fn as_deep_as(&self, depth: u8) -> bool {
        self.depth >= Some(depth)
    }
}
