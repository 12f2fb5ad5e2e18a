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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreeChoice {
    Yes,
    Partly,
    No,
    Afraid,
}

/// A talk that the user began, as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
