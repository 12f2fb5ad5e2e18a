//! The Progress page.

use serde::Serialize;
use ts_rs::TS;

use super::{DayMark, Week};

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Progress {
    pub week: Week,
    /// Weeks in a row that met their goal.
    pub streak_weeks: u32,
    /// Whether a week has met its goal yet; before that the page says "This week 2 of 3".
    pub any_week_met: bool,
    /// Grace that met weeks have earned, 0 to 8; four cover one missed week.
    pub credit: u8,
    pub run_days: u32,
    /// 0 to 1: "the last 13 weeks".
    pub steadiness: f64,
    pub total_days: u32,
    pub month: Month,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Month {
    /// `YYYY-MM`
    pub month: String,
    pub days: Vec<DayMark>,
    /// Whether an earlier month holds anything.
    pub has_earlier: bool,
    pub is_current: bool,
}
