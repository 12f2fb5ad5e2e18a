//! The check before a planned talk.

use ajar_core::content::Content;
use ajar_core::plan as core_plan;

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
        let felt = answers.feeling.map(feeling);
        let (verdict, message) = said(&core_plan::verdict(Content::builtin(), &answers.no, felt));
        if verdict == Verdict::Stop {
            self.choose_easing(&EasingChoice::Afraid)?;
        }
        Ok(SafeResult { verdict, message: message.to_owned() })
    }
}

fn feeling(feeling: Feeling) -> core_plan::Feeling {
    match feeling {
        Feeling::Fine => core_plan::Feeling::Fine,
        Feeling::Nervous => core_plan::Feeling::Nervous,
        Feeling::Afraid => core_plan::Feeling::Afraid,
    }
}

fn said(verdict: &core_plan::Verdict<'_>) -> (Verdict, &'static str) {
    let words = &Content::builtin().safe_words;
    match verdict {
        core_plan::Verdict::Go => (Verdict::Go, &words.go),
        core_plan::Verdict::AskFirst => (Verdict::AskFirst, &words.ask_first),
        core_plan::Verdict::Careful(_) => (Verdict::Careful, &words.careful),
        core_plan::Verdict::AnotherTime(_) => (Verdict::AnotherTime, &words.another_time),
        core_plan::Verdict::Stop => (Verdict::Stop, &words.stop),
    }
}
