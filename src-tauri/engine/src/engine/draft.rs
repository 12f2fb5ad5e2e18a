//! A reminder as the user writes it, and what it becomes.

use ajar_core::ids::ReminderId;
use ajar_core::reminder::{Kind, QuietChoice, Reminder};
use ajar_core::window::Window;
use chrono::NaiveTime;

use super::present::Present;
use super::when::Timing;
use crate::convert::written_time;
use crate::dto::ReminderDraft;
use crate::error::Error;
use crate::zone::JiffZone;

const MAX_NAME_CHARS: usize = 60;
const MAX_LEAD_MIN: u16 = 720;

/// A reminder as the user wrote it, found to be whole.
pub(super) struct Draft {
    pub(super) id: Option<ReminderId>,
    pub(super) name: String,
    kind: Kind,
    time: NaiveTime,
    until_time: Option<NaiveTime>,
    timing: Timing,
    zone: Option<String>,
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
            return Err(Error::invalid("name", "Give this moment a name, such as \"Evening walk\"."));
        }
        if name.chars().count() > MAX_NAME_CHARS {
            return Err(Error::invalid("name", "A name can have at most 60 characters. Choose a shorter one."));
        }
        let time = written_time("time", &draft.time)?;
        let timing = Timing::new(&draft.when)?;
        let until_time = until(draft, time, &timing)?;
        let lead_fits = if kind == Kind::Moment { draft.lead_min <= MAX_LEAD_MIN } else { draft.lead_min == 0 };
        if !lead_fits || (until_time.is_some() && draft.lead_min > 0) {
            return Err(Error::invalid("lead_min", "Choose one of the times before the moment in the list."));
        }
        if draft.zone.as_deref().is_some_and(|zone| JiffZone::pinned(zone).is_none()) {
            return Err(Error::invalid("zone", "This time zone is not known here. Choose one such as Europe/Berlin."));
        }
        let id = match &draft.id {
            Some(id) => Some(id.parse().map_err(|_| Error::NotFound { what: "reminder" })?),
            None => None,
        };
        Ok(Self {
            id,
            name,
            kind,
            time,
            until_time,
            timing,
            zone: draft.zone.clone(),
            lead_min: draft.lead_min,
            quiet: draft.quiet.into(),
            enabled: draft.enabled,
        })
    }

    /// # Errors
    /// [`Error::Invalid`] for a rule that never comes.
    pub(super) fn to_new_reminder(&self, id: ReminderId, present: &Present) -> Result<Reminder, Error> {
        self.checked(self.begun_today(id, present), present)
    }

    /// The same reminder with what was edited. Its ledger stays, so that nothing fires twice for one nominal time; what was
    /// due before the edit does not fire by it.
    ///
    /// # Errors
    /// As [`Draft::to_new_reminder`].
    pub(super) fn to_edited(&self, before: &Reminder, present: &Present) -> Result<Reminder, Error> {
        let mut after = Reminder { pause: before.pause, ..self.begun_today(before.id, present) };
        if keeps_its_phase(before, &after) {
            // Every other Tuesday stays on its own Tuesdays.
            after.start = before.start.date().and_time(self.time);
        }
        let timing_is_the_same = after == Reminder { active_from: after.active_from, ..before.clone() };
        if timing_is_the_same {
            after.active_from = before.active_from;
            return Ok(after);
        }
        self.checked(after, present)
    }

    fn begun_today(&self, id: ReminderId, present: &Present) -> Reminder {
        let own = self.zone.as_deref().and_then(JiffZone::pinned);
        let today = match &own {
            Some(own) => ajar_core::zone::Zone::to_civil(own, present.now),
            None => present.local(),
        };
        Reminder {
            id,
            kind: self.kind,
            rule: self.timing.rule.clone(),
            leap_day: self.timing.leap_day,
            start: today.date().and_time(self.time),
            until_time: self.until_time,
            after_done: self.timing.after_done,
            zone: self.zone.clone(),
            lead_min: self.lead_min,
            quiet: self.quiet,
            enabled: self.enabled,
            active_from: present.now,
            pause: None,
        }
    }

    /// Refuses what never comes from its start on.
    fn checked(&self, reminder: Reminder, present: &Present) -> Result<Reminder, Error> {
        if reminder.rule.check(reminder.leap_day, reminder.start, &*present.zone).is_err() {
            return Err(Error::invalid(
                self.timing.field,
                "This never comes. Choose a day that exists and lies ahead.",
            ));
        }
        Ok(reminder)
    }
}

/// Whether an edit leaves the phase alone: every other week, every three days.
fn keeps_its_phase(before: &Reminder, after: &Reminder) -> bool {
    before.rule.freq_of_weeks() == after.rule.freq_of_weeks()
        && before.rule.interval() == after.rule.interval()
        && before.after_done == after.after_done
        && before.zone == after.zone
}

fn until(draft: &ReminderDraft, time: NaiveTime, timing: &Timing) -> Result<Option<NaiveTime>, Error> {
    const FIELD: &str = "until_time";
    let Some(text) = &draft.until_time else { return Ok(None) };
    let until = written_time(FIELD, text)?;
    if Window::new(time, until).is_err() {
        return Err(Error::invalid(FIELD, "Choose a time later on the same day than the first one."));
    }
    if timing.rule.names_times() {
        return Err(Error::invalid(FIELD, "Your rule names its own times of day, so it cannot have a window."));
    }
    Ok(Some(until))
}
