//! A reminder as the user writes it, and what it becomes.

use ajar_core::hhmm;
use ajar_core::ids::ReminderId;
use ajar_core::reminder::{Kind, QuietChoice, Reminder};
use ajar_core::rule::{Freq, Rule};
use chrono::{NaiveTime, Weekday, WeekdaySet};

use super::present::Present;
use crate::dto::{ReminderDraft, When};
use crate::error::Error;

const MAX_NAME_CHARS: usize = 60;
const MAX_EVERY_WEEKS: u8 = 4;
const MAX_LEAD_MIN: u16 = 720;

/// A reminder as the user wrote it, found to be whole.
pub(super) struct Draft {
    pub(super) id: Option<ReminderId>,
    pub(super) name: String,
    kind: Kind,
    time: NaiveTime,
    rule: Rule,
    every_weeks: u8,
    lead_min: u16,
    quiet: QuietChoice,
    enabled: bool,
}

impl Draft {
    /// # Errors
    /// [`Error::Invalid`] with the field that has to change.
    pub(super) fn new(draft: &ReminderDraft) -> Result<Self, Error> {
        let kind = Kind::from(draft.kind);
        let name = draft.name.trim().to_owned();
        if kind == Kind::Moment && name.is_empty() {
            return Err(Error::invalid("name", "Give this moment a name, such as \"Car ride home\"."));
        }
        if name.chars().count() > MAX_NAME_CHARS {
            return Err(Error::invalid("name", "A name can have at most 60 characters. Choose a shorter one."));
        }
        let time = hhmm::parse(&draft.time)
            .ok_or_else(|| Error::invalid("time", "Write a time of day from 00:00 to 23:59, such as 18:30."))?;
        let When::Weekly { days, every_weeks } = &draft.when else {
            return Err(Error::invalid("when", "This is not built yet."));
        };
        let (days, every_weeks) = (days, *every_weeks);
        if !(1..=MAX_EVERY_WEEKS).contains(&every_weeks) {
            return Err(Error::invalid("every_weeks", "Choose every week, or every 2, 3 or 4 weeks."));
        }
        let lead_fits = if kind == Kind::Moment { draft.lead_min <= MAX_LEAD_MIN } else { draft.lead_min == 0 };
        if !lead_fits {
            return Err(Error::invalid("lead_min", "Choose one of the times before the moment in the list."));
        }
        let days: WeekdaySet = days.iter().map(|&day| Weekday::from(day)).collect();
        let rule = Rule::weekly(days, every_weeks.into())
            .map_err(|_| Error::invalid("days", "Choose at least one day of the week."))?;
        let id = match &draft.id {
            Some(id) => Some(id.parse().map_err(|_| Error::NotFound { what: "reminder" })?),
            None => None,
        };
        Ok(Self {
            id,
            name,
            kind,
            time,
            rule,
            every_weeks,
            lead_min: draft.lead_min,
            quiet: draft.quiet.into(),
            enabled: draft.enabled,
        })
    }

    pub(super) fn to_new_reminder(&self, id: ReminderId, present: &Present) -> Reminder {
        Reminder {
            id,
            kind: self.kind,
            rule: self.rule.clone(),
            start: present.local().date().and_time(self.time),
            lead_min: self.lead_min,
            quiet: self.quiet,
            enabled: self.enabled,
            active_from: present.now,
            pause: None,
        }
    }

    /// The same reminder with what was edited. Its ledger stays, so that nothing fires twice for one nominal time; what was
    /// due before the edit does not fire by it.
    pub(super) fn to_edited(&self, before: &Reminder, present: &Present) -> Reminder {
        let mut after = Reminder { pause: before.pause, ..self.to_new_reminder(before.id, present) };
        if every_weeks(before) == self.every_weeks {
            // Every other Tuesday stays on its own Tuesdays.
            after.start = before.start.date().and_time(self.time);
        }
        let timing_is_the_same = after == Reminder { active_from: after.active_from, ..before.clone() };
        if timing_is_the_same {
            after.active_from = before.active_from;
        }
        after
    }
}

/// A daily rule is one of every week; what comes by months or years is not a number of weeks.
pub(super) fn every_weeks(reminder: &Reminder) -> u8 {
    match reminder.rule.freq() {
        Freq::Daily => 1,
        Freq::Weekly => u8::try_from(reminder.rule.interval()).unwrap_or(u8::MAX),
        Freq::Monthly | Freq::Yearly => 0,
    }
}
