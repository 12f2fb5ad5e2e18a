//! Staying curious: the page for when it gets tense, and sixty seconds of practice for it.

use ajar_core::content::{self, Content};
use ajar_core::ids::PracticeRef;

use super::Engine;
use super::chance::Chance;
use crate::dto::{CuriosityReply, Rehearsal, RehearsalReply, Tense};
use crate::error::Error;

impl Engine {
    /// *When it gets tense*.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn tense(&self) -> Result<Tense, Error> {
        self.with_vault(|_| {
            let content = Content::builtin();
            let tense = &content.tense;
            let mut paragraphs = tense.text.clone();
            paragraphs.push(format!("When to stop: {}", tense.stop_when.join(" ")));
            paragraphs.push(format!("Words for it: \u{201c}{}\u{201d}", tense.stop_words));
            let reply = |reply: &content::CuriosityReply| CuriosityReply {
                id: reply.id.clone(),
                when: reply.when.clone(),
                text: reply.text.clone(),
            };
            let replies = content.curiosity_replies.iter().map(reply).collect();
            Ok(Tense { title: tense.title.clone(), paragraphs, replies })
        })
    }

    /// A rehearsal that was not seen yet. After the last one they come again, and never the same twice in a row.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn rehearsal(&self, seen: &[String]) -> Result<Rehearsal, Error> {
        let mut chance = Chance::new(self.clock.new_id());
        self.with_vault(|_| {
            let mut all: Vec<&content::Rehearsal> = Content::builtin().rehearsals().iter().collect();
            chance.shuffle(&mut all);
            let times = |rehearsal: &content::Rehearsal| seen.iter().filter(|id| **id == rehearsal.id).count();
            // Among equals the first of the shuffled ones is taken.
            let next = all
                .into_iter()
                .filter(|rehearsal| seen.last() != Some(&rehearsal.id))
                .min_by_key(|rehearsal| times(rehearsal));
            let rehearsal = next.ok_or(Error::NotFound { what: "rehearsal" })?;
            let reply = |reply: &content::RehearsalReply| RehearsalReply {
                text: reply.text.clone(),
                curious: reply.curious,
                why: reply.why.clone(),
            };
            // Their order in the content would give the answer away.
            let mut replies: Vec<RehearsalReply> = rehearsal.replies.iter().map(reply).collect();
            chance.shuffle(&mut replies);
            Ok(Rehearsal {
                id: rehearsal.id.clone(),
                practice: PracticeRef::catalogue(&rehearsal.practice).to_string(),
                situation: rehearsal.situation.clone(),
                remark: rehearsal.remark.clone(),
                replies,
            })
        })
    }
}
