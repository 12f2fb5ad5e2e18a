//! The streak of weeks, the run of days, and steadiness: pure functions of the practice log.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::day::{FirstWeekday, week_start};

/// The most grace that met weeks can save up.
pub const MAX_CREDIT: u8 = 8;
/// What one missed week costs.
pub const GRACE_COST: u8 = 4;
/// Practice days a week, unless the user says otherwise.
pub const DEFAULT_GOAL: u8 = 3;

/// Everything that the standing depends on, besides today.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// Practices and talks noted on each practice day; a day without an entry had none.
    pub days: &'a BTreeMap<NaiveDate, u32>,
    /// Days on which every reminder was paused all day, or in a rest week or month off.
    pub held: &'a BTreeSet<NaiveDate>,
    /// The goal from each of these days on; before the first of them, the first.
    pub goals: &'a BTreeMap<NaiveDate, u8>,
    pub first: FirstWeekday,
}

/// Where the user stands today.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Weeks in a row that met their goal, with held weeks passed over and missed ones covered by credit.
    pub streak_weeks: u32,
    /// Whether any week has met its goal yet; before that the page says "This week 2 of 3".
    pub any_week_met: bool,
    /// Grace saved up, 0 to [`MAX_CREDIT`].
    pub credit: u8,
    /// Practice days in a row.
    pub run_days: u32,
    /// 0 to 1: how the practice of about the last 13 weeks compares with the goal.
    pub steadiness: f64,
    /// The seven days of this week with what was noted on each.
    pub week_days: Vec<(NaiveDate, u32)>,
    /// Days of this week with practice.
    pub practiced: u8,
    /// This week's goal.
    pub goal: u8,
    /// Days with practice, ever. It never falls.
    pub total_days: u32,
}

/// Where the user stands on the practice day `today`. Days after it are not looked at.
pub fn standing(history: &History<'_>, today: NaiveDate) -> Standing {
    let week = week_start(today, history.first);
    let (streak_weeks, credit, any_week_met) = history.streak(today);
    Standing {
        streak_weeks,
        any_week_met,
        credit,
        run_days: history.run(today),
        steadiness: history.steadiness(today),
        week_days: days_from(week).take(7).map(|day| (day, history.count(day))).collect(),
        practiced: history.practiced_in_week(week, today),
        goal: history.goal(today),
        total_days: u32::try_from(history.days_until(today).count()).unwrap_or(u32::MAX),
    }
}

impl History<'_> {
    fn count(&self, day: NaiveDate) -> u32 {
        self.days.get(&day).copied().unwrap_or(0)
    }

    fn practiced(&self, day: NaiveDate) -> bool {
        self.count(day) > 0
    }

    /// Days with practice, oldest first.
    fn days_until(&self, today: NaiveDate) -> impl DoubleEndedIterator<Item = NaiveDate> {
        self.days.range(..=today).filter(|(_, count)| **count > 0).map(|(day, _)| *day)
    }

    fn held_and_empty(&self, day: NaiveDate) -> bool {
        self.held.contains(&day) && !self.practiced(day)
    }

    /// The goal in force on a day.
    fn goal(&self, day: NaiveDate) -> u8 {
        let then = self.goals.range(..=day).next_back().or_else(|| self.goals.iter().next());
        then.map_or(DEFAULT_GOAL, |(_, goal)| *goal).max(1)
    }

    fn practiced_in_week(&self, week: NaiveDate, today: NaiveDate) -> u8 {
        let practiced = days_from(week).take(7).filter(|day| *day <= today && self.practiced(*day)).count();
        u8::try_from(practiced).unwrap_or(7)
    }

    /// The last day up to today on which time did not stand still. A missed week is judged only once such a day has
    /// followed it, so that a held day leaves the streak as it was the day before.
    fn last_live_day(&self, today: NaiveDate) -> NaiveDate {
        back_from(today).find(|day| !self.held.contains(day)).unwrap_or(NaiveDate::MIN)
    }

    /// Weeks met in a row, the credit, and whether any week was ever met.
    fn streak(&self, today: NaiveDate) -> (u32, u8, bool) {
        let Some(first) = self.days_until(today).next() else { return (0, 0, false) };
        let live = self.last_live_day(today);
        let (mut streak, mut credit, mut any_met) = (0, 0_u8, false);
        let weeks = days_from(week_start(first, self.first)).step_by(7).take_while(|week| *week <= today);
        for week in weeks {
            let last_day = week + Days::new(6);
            let met = self.practiced_in_week(week, today) >= self.goal(last_day.min(today));
            let judged = live > last_day;
            if met {
                streak += 1;
                credit = MAX_CREDIT.min(credit + 1);
                any_met = true;
            } else if judged && !days_from(week).take(7).any(|day| self.held.contains(&day)) {
                let covered = credit >= GRACE_COST;
                streak = if covered { streak } else { 0 };
                credit = if covered { credit - GRACE_COST } else { 0 };
            }
        }
        (streak, credit, any_met)
    }

    /// Practice days in a row up to today, held days passed over. Today is not over: it may still be empty.
    fn run(&self, today: NaiveDate) -> u32 {
        let Some(first) = self.days_until(today).next() else { return 0 };
        let live = self.last_live_day(today);
        let days = back_from(today)
            .take_while(|day| *day >= first)
            .filter(|day| !self.held_and_empty(*day))
            .filter(|day| *day != live || self.practiced(*day));
        let run = days.take_while(|day| self.practiced(*day)).count();
        u32::try_from(run).unwrap_or(u32::MAX)
    }

    /// A moving average of "did the last seven days reach the goal", with a half-life that a smaller goal shortens.
    fn steadiness(&self, today: NaiveDate) -> f64 {
        let Some(first) = self.days_until(today).next() else { return 0.0 };
        let mut window: [bool; 7] = [false; 7];
        let mut steadiness = 0.0;
        for day in days_from(first).take_while(|day| *day <= today) {
            if self.held_and_empty(day) {
                continue;
            }
            window.rotate_left(1);
            if let Some(newest) = window.last_mut() {
                *newest = self.practiced(day);
            }
            if self.held.contains(&day) {
                continue;
            }
            let goal = f64::from(self.goal(day));
            let practiced: f64 = window.iter().map(|practiced| f64::from(u8::from(*practiced))).sum();
            let keep = 0.5_f64.powf((goal / 7.0).sqrt() / 13.0);
            steadiness = steadiness * keep + (practiced / goal).min(1.0) * (1.0 - keep);
        }
        steadiness
    }
}

fn days_from(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days()
}

fn back_from(last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    last.iter_days().rev()
}
