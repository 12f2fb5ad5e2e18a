//! What the streak counts: practice days, goals and held days, as the journal keeps them.

use std::collections::{BTreeMap, BTreeSet};

use ajar_core::easing;
use ajar_core::streak::{self, Standing};
use chrono::{Days, NaiveDate, NaiveDateTime};
use rusqlite::Connection;

use super::eased::chosen;
use super::present::Present;
use crate::dto::{DayMark, Week};
use crate::error::Error;
use crate::table::pause_history::{self, LocalSpan};
use crate::table::{goal, practice_log, talk};

/// How far apart two practice days can be at one instant, from one side of the date line to the other.
const DATE_LINE: Days = Days::new(2);

/// The journal's record of practicing.
pub(super) struct History {
    pub(super) days: BTreeMap<NaiveDate, u32>,
    held: BTreeSet<NaiveDate>,
    goals: BTreeMap<NaiveDate, u8>,
}

impl History {
    pub(super) fn load(vault: &Connection, present: &Present) -> Result<Self, Error> {
        let mut days = BTreeMap::new();
        practice_log::count_days(vault, &mut days)?;
        talk::count_days(vault, &mut days)?;
        let mut held = held_days(&pause_history::all(vault)?, present);
        // Rest weeks and months off have the same standing.
        held.extend(easing::held_days(&chosen(vault, present)?));
        Ok(Self { days, held, goals: goal::all(vault)? })
    }

    pub(super) fn standing(&self, present: &Present) -> Standing {
        let history = streak::History {
            days: &self.days,
            held: &self.held,
            goals: &self.goals,
            first: present.settings.first_weekday,
        };
        streak::standing(&history, self.latest_day(present.today()))
    }

    /// Today, or the day after that a traveler practiced on before flying west: what was done never drops out of sight.
    fn latest_day(&self, today: NaiveDate) -> NaiveDate {
        let farthest = today + DATE_LINE;
        self.days.range(today..=farthest).next_back().map_or(today, |(day, _)| *day)
    }

    pub(super) fn mark(&self, day: NaiveDate, today: NaiveDate) -> DayMark {
        DayMark {
            day: day.to_string(),
            count: self.days.get(&day).copied().unwrap_or(0),
            is_today: day == today,
            is_future: day > today,
        }
    }

    pub(super) fn week(&self, standing: &Standing, present: &Present) -> Week {
        let today = present.today();
        Week {
            days: standing.week_days.iter().map(|(day, _)| self.mark(*day, today)).collect(),
            practiced: standing.practiced,
            goal: standing.goal,
        }
    }
}

/// The practice days during all of which every reminder was paused.
fn held_days(spans: &[LocalSpan], present: &Present) -> BTreeSet<NaiveDate> {
    let begins = |day: NaiveDate| day.and_time(present.settings.day_start.time());
    let mut held = BTreeSet::new();
    for (since, until) in joined(spans, present.local()) {
        let mut day = since.date();
        if begins(day) < since {
            day = day + Days::new(1);
        }
        while begins(day + Days::new(1)) <= until {
            held.insert(day);
            day = day + Days::new(1);
        }
    }
    held
}

/// Spans in order, with those that touch made one; what lasts ends now, as far as is known.
fn joined(spans: &[LocalSpan], now: NaiveDateTime) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut joined: Vec<(NaiveDateTime, NaiveDateTime)> = Vec::new();
    for &(since, until) in spans {
        let until = until.map_or(now, |until| until.min(now));
        match joined.last_mut() {
            Some(last) if since <= last.1 => last.1 = last.1.max(until),
            _ => joined.push((since, until)),
        }
    }
    joined
}
