//! What becomes of 29 February in a year that has none.

use crate::named::named;

/// For a yearly rule that names 29 February by its date; a reminder's own choice and no part of the rule's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LeapDay {
    /// Only leap years, as RFC 5545 has it.
    #[default]
    Skip,
    /// The day before.
    Feb28,
    /// The day after.
    Mar1,
}

named!(LeapDay, "choice for leap days", Skip = "skip", Feb28 = "feb_28", Mar1 = "mar_1");

impl LeapDay {
    /// The month and day that stand in for 29 February.
    pub(super) const fn stand_in(self) -> Option<(u32, u32)> {
        match self {
            Self::Skip => None,
            Self::Feb28 => Some((2, 28)),
            Self::Mar1 => Some((3, 1)),
        }
    }
}
