//! Why an occurrence came, or did not, in sentences.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::hhmm;
use crate::occurrence::{Reason, State};
use crate::reminder::Reminder;
use crate::zone::Zone;

use super::DIGEST_SPAN;

/// An occurrence as the ledger remembers it, with everything that made it what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    pub nominal: NaiveDateTime,
    /// Before quiet hours had a say; `None` where that was not kept.
    pub asked: Option<DateTime<Utc>>,
    pub due: DateTime<Utc>,
    /// Minutes by which a clock change moved it; 0 for a time that came twice.
    pub shifted_min: Option<u16>,
    pub shown_at: Option<DateTime<Utc>>,
    pub snoozed_until: Option<DateTime<Utc>>,
    pub answered_at: Option<DateTime<Utc>>,
    pub state: State,
    pub reason: Reason,
    pub question: bool,
}

/// The story of an occurrence, in the order in which things happened.
pub fn why(past: &Past, reminder: &Reminder, here: &dyn Zone) -> Vec<String> {
    let clock = |instant| hhmm::print(here.to_civil(instant).time());
    let named = hhmm::print(past.nominal.time());
    let asked = past.asked.unwrap_or(past.due);
    let mut story = vec![match (reminder.until_time, reminder.zone.as_deref()) {
        (Some(until), _) => {
            format!(
                "It was set for a minute from {named} to {}, and chance chose {}.",
                hhmm::print(until),
                clock(asked)
            )
        }
        (None, Some(zone)) => format!("It was set for {named} in {zone}, which is {} here.", clock(asked)),
        (None, None) => format!("It was set for {named}."),
    }];
    if reminder.lead_min > 0 {
        story.push(format!("It comes {} minutes before.", reminder.lead_min));
    }
    match past.shifted_min {
        Some(0) => story.push("That time came twice, and the first was meant.".to_owned()),
        Some(minutes) => story.push(format!("That time did not exist, so it moved {minutes} minutes on.")),
        None => {}
    }
    if asked != past.due {
        story.push(format!("It waited until quiet hours ended at {}.", clock(past.due)));
    }
    if let Some(shown_at) = past.shown_at {
        // A snooze says nothing about how late the first notification was.
        let late = (shown_at - past.due).num_minutes();
        story.push(if past.snoozed_until.is_some() {
            format!("It was last shown at {}.", clock(shown_at))
        } else if shown_at - past.due > DIGEST_SPAN + TimeDelta::minutes(1) {
            format!("It was shown {late} minutes late, because the computer could not show it before.")
        } else {
            "It was shown on time.".to_owned()
        });
    }
    if past.question {
        story.push("A question for your partner came with it.".to_owned());
    }
    if let Some(until) = past.snoozed_until {
        story.push(format!("You moved it to {}.", clock(until)));
    }
    match (past.state, past.answered_at) {
        (State::Done, Some(at)) => story.push(format!("You did it at {}.", clock(at))),
        (State::Skipped, Some(at)) => story.push(format!("At {} you said: not today.", clock(at))),
        (State::Missed | State::Skipped | State::Dropped, _) => story.push(past.reason.sentence().to_owned()),
        (State::Due, _) => story.push("It is being shown right now.".to_owned()),
        (State::Shown | State::Snoozed | State::Done, _) => {}
    }
    story
}
