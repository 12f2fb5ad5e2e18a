//! Rules that can be read and never come.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::upcoming::upcoming_with;
use crate::zone::Zone;

use super::{LeapDay, Rule};

/// Why a rule never comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// 31 February.
    #[error("the rule names no day that exists")]
    NoSuchDay,
    /// UNTIL lies before the first time, or EXDATE takes out all of them.
    #[error("the rule is over before it first comes")]
    OverBeforeItBegins,
}

impl Rule {
    /// Whether anything comes of a rule that starts at `start`.
    ///
    /// # Errors
    /// When it never comes, and why.
    pub fn check(&self, leap_day: LeapDay, start: NaiveDateTime, zone: &dyn Zone) -> Result<(), Impossible> {
        let endless = Self { until: None, except: BTreeSet::new(), ..self.clone() };
        if endless.nominals_with(leap_day, start, NaiveDateTime::MIN).next().is_none() {
            return Err(Impossible::NoSuchDay);
        }
        if upcoming_with(self, leap_day, start, zone, DateTime::<Utc>::MIN_UTC, 1).is_empty() {
            return Err(Impossible::OverBeforeItBegins);
        }
        Ok(())
    }
}
