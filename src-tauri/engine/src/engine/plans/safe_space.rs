//! The check before a planned talk.

use ajar_core::content::{Content, SafeLevel};

use super::super::Engine;
use super::{known, plan_id};
use crate::dto::{EasingChoice, Feeling, SafeAnswers, SafeResult, Verdict};
use crate::error::Error;

impl Engine {
    /// Whether now is a good moment. Fear stops every practice with the partner, as it does after a talk.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Locked`]
    pub fn check_safe_space(&self, id: &str, answers: &SafeAnswers) -> Result<SafeResult, Error> {
        let id = plan_id(id)?;
        self.with_vault(|vault| vault.read("open the plan", |connection| known(connection, id)))?;
        let verdict = verdict(Content::builtin(), answers);
        if verdict == Verdict::Stop {
            self.choose_easing(&EasingChoice::Afraid)?;
        }
        Ok(SafeResult { verdict, message: message(verdict).to_owned() })
    }
}

/// What speaks most against it decides; a line that was left out says nothing.
fn verdict(content: &Content, answers: &SafeAnswers) -> Verdict {
    if answers.feeling == Some(Feeling::Afraid) {
        return Verdict::Stop;
    }
    let lacks = |level| content.safe_checks.iter().any(|check| check.level == level && answers.no.contains(&check.id));
    if lacks(SafeLevel::Red) {
        Verdict::AnotherTime
    } else if lacks(SafeLevel::Amber) {
        Verdict::Careful
    } else if lacks(SafeLevel::AskFirst) {
        Verdict::AskFirst
    } else {
        Verdict::Go
    }
}

fn message(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "This looks like a good moment. Keep the way out open.",
        Verdict::AskFirst => "Ask whether now suits them. A no is a good answer.",
        Verdict::Careful => "Something small speaks against now. A quieter moment may be kinder to you both.",
        Verdict::AnotherTime => "Another time looks better. Wait until it is calm, and a no would be all right.",
        Verdict::Stop => "This talk is not for now. There are people you can talk to.",
    }
}
