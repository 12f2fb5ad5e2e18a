//! The bridge between instants and wall clocks. The real one asks a time-zone database and lives in the engine.

use chrono::{DateTime, NaiveDateTime, Utc};

/// A time zone's rules, for one place.
pub trait Zone {
    /// The IANA name, such as `Europe/Berlin`.
    fn name(&self) -> &str;

    /// What the wall clock shows at this instant.
    fn to_civil(&self, instant: DateTime<Utc>) -> NaiveDateTime;

    /// The instant at which the wall clock shows this time. A time that does not exist moves forward by the length of
    /// the gap (it is read with the offset before the gap); one that comes twice is the first.
    fn to_instant(&self, civil: NaiveDateTime) -> Mapped;
}

/// An instant, and whether the wall clock had to be bent to find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapped {
    pub instant: DateTime<Utc>,
    pub shift: Option<Shift>,
}

impl Mapped {
    /// Whether the wall clock never shows the time that was asked for.
    pub const fn is_gap(&self) -> bool {
        matches!(self.shift, Some(Shift::Gap { .. }))
    }
}

/// What a clock change did to a wall-clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// The time did not exist and moved forward by this many minutes.
    Gap { minutes: u16 },
    /// The time came twice; the first was taken.
    Overlap,
}
