//! Why reminders came or did not.

use ajar_core::ids::{OccurrenceId, ReminderId};
use ajar_core::schedule::why;
use chrono::TimeDelta;

use super::Engine;
use crate::convert;
use crate::dto::OccurrenceLine;
use crate::error::Error;
use crate::table::{occurrence, reminder};

/// How far back "why did or didn't it fire" looks.
const SPAN: TimeDelta = TimeDelta::days(30);

impl Engine {
    /// What became of a reminder's occurrences in the last 30 days, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn occurrences(&self, reminder: &str) -> Result<Vec<OccurrenceLine>, Error> {
        let not_found = Error::NotFound { what: "reminder" };
        let Ok(id) = reminder.parse::<ReminderId>() else { return Err(not_found) };
        let present = self.present()?;
        let here = &*present.zone;
        self.with_vault(|_| {
            self.agenda()?.read("say why it came or did not", |connection| {
                let reminder = reminder::get(connection, id)?.ok_or(not_found)?;
                let stories = occurrence::stories(connection, id, present.now - SPAN)?;
                let line = |story: &occurrence::Story| OccurrenceLine {
                    occurrence: story.known.id.to_string(),
                    nominal: convert::civil(story.past.nominal),
                    due: convert::civil(here.to_civil(story.past.due)),
                    due_ms: story.past.due.timestamp_millis(),
                    shown: story.past.shown_at.map(|at| convert::civil(here.to_civil(at))),
                    state: story.past.state.into(),
                    question: story.past.question,
                    rule: story.rule.clone().unwrap_or_else(|| reminder.rule.to_string()),
                    why: why(&story.past, &reminder, here),
                };
                Ok(stories.iter().map(line).collect())
            })
        })
    }

    /// The user opened Ajar from a notification for these. Works while the journal is locked.
    ///
    /// # Errors
    /// When the agenda cannot be written.
    pub fn mark_opened(&self, occurrences: &[OccurrenceId]) -> Result<(), Error> {
        let present = self.present()?;
        self.agenda()?.write("note what was opened", |tx| {
            for &id in occurrences {
                occurrence::opened(tx, id, present.now)?;
            }
            Ok(())
        })
    }
}
