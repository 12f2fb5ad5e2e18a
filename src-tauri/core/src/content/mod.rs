//! The words of the app: practices, questions, reminder texts and pages, loaded from `content/en.toml`.
//!
//! The file holds words and ids only. Thresholds are constants in the code, beside the rule they belong to.

mod cards;
mod forms;
#[cfg(test)]
mod lint;
mod notices;
mod pages;
mod planner;
mod practice;
mod rehearsal;
mod support;
mod talk;
mod templates;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::ids::PracticeRef;

pub use cards::{CuriosityReply, Deck, Opener, Question, WhyNotWords};
pub use forms::{AnswerKind, CheckinItem, ReflectWhen, Reflection, SafeCheck, SafeLevel, SafeWords};
pub use notices::{EaseOffText, EasingKind, NoticeTexts, ReminderTexts};
pub use pages::{Alone, Easing, Page, Promise, SettingsWords, Tense, TurnToAsk};
pub use planner::{OpeningPhrase, PlannerStep, Rung, Turned, Weight};
pub use practice::{Faces, Practice, PracticeKind, Step};
pub use rehearsal::{Rehearsal, RehearsalReply};
pub use support::{SupportLine, SupportPage};
pub use talk::{TalkWords, TapWords};
pub use templates::Template;

/// The file that ships with the app.
const BUILTIN: &str = include_str!("../../content/en.toml");

/// Everything the app says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    pub meta: Meta,
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    path: Path,
    #[serde(rename = "practice")]
    pub practices: Vec<Practice>,
    #[serde(rename = "deck")]
    pub decks: Vec<Deck>,
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    pub why_not: WhyNotWords,
    #[serde(rename = "opener")]
    pub openers: Vec<Opener>,
    #[serde(rename = "curiosity_reply")]
    pub curiosity_replies: Vec<CuriosityReply>,
    #[serde(rename = "reflection")]
    pub reflections: Vec<Reflection>,
    #[serde(rename = "checkin")]
    pub checkin: Vec<CheckinItem>,
    #[serde(rename = "safe_check")]
    pub safe_checks: Vec<SafeCheck>,
    pub safe_words: SafeWords,
    #[serde(rename = "planner_step")]
    pub planner_steps: Vec<PlannerStep>,
    #[serde(rename = "weight")]
    pub weights: Vec<Weight>,
    /// From the easiest to the couple's own matter.
    #[serde(rename = "rung")]
    pub ladder: Vec<Rung>,
    #[serde(rename = "opening_phrase")]
    pub opening_phrases: Vec<OpeningPhrase>,
    pub turned: Vec<Turned>,
    /// Above the rehearsals.
    pub rehearse: Page,
    #[serde(rename = "rehearsal")]
    pub rehearsals: Vec<Rehearsal>,
    #[serde(rename = "template")]
    pub templates: Vec<Template>,
    #[serde(rename = "response")]
    pub responses: Vec<TapWords>,
    #[serde(rename = "setting")]
    pub settings: Vec<TapWords>,
    #[serde(rename = "outcome")]
    pub outcomes: Vec<TapWords>,
    pub talk_words: TalkWords,
    #[serde(rename = "reminder")]
    pub reminders: Vec<ReminderTexts>,
    pub notice: NoticeTexts,
    #[serde(rename = "ease_off")]
    pub ease_off: Vec<EaseOffText>,
    pub rest_week: Easing,
    pub light_week: Easing,
    pub month_off: Easing,
    pub alone: Alone,
    pub turn_to_ask: TurnToAsk,
    pub tense: Tense,
    pub promise: Promise,
    pub support: SupportPage,
    #[serde(rename = "support_line")]
    pub support_lines: Vec<SupportLine>,
    pub partner_page: Page,
    pub settings_words: SettingsWords,
}

/// The content could not be read.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the content file is not readable: {0}")]
pub struct ContentError(#[from] toml::de::Error);

impl Content {
    /// Reads a content file.
    ///
    /// # Errors
    /// When a part is missing, misspelled or of the wrong kind.
    pub fn parse(text: &str) -> Result<Self, ContentError> {
        Ok(toml::from_str(text)?)
    }

    /// The content that ships with the app.
    pub fn builtin() -> &'static Self {
        static CONTENT: LazyLock<Content> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
            Content::parse(BUILTIN).expect("the built-in content is readable")
        });
        &CONTENT
    }

    /// The catalogue's practice with this slug.
    pub fn practice(&self, slug: &str) -> Option<&Practice> {
        self.practices.iter().find(|practice| practice.id == slug)
    }

    /// The practice that a reference means, where it is one of the catalogue's.
    pub fn resolve(&self, reference: &PracticeRef) -> Option<&Practice> {
        self.practice(reference.slug()?)
    }

    /// Where a practice comes from, as its card says it: "Tip 5 · Talk every time you are alone".
    pub fn source_line(&self, practice: &Practice) -> String {
        let source = practice.source.first().and_then(|id| self.sources.iter().find(|source| source.id == *id));
        source.map(|source| format!("{} · {}", source.label, source.title)).unwrap_or_default()
    }

    /// The suggested path: slugs in order. It waits for the user, never for the calendar.
    pub fn path(&self) -> impl Iterator<Item = &str> {
        self.path.weeks.iter().flatten().map(String::as_str)
    }

    /// The same, each week by itself.
    pub fn path_weeks(&self) -> impl Iterator<Item = &[String]> {
        self.path.weeks.iter().map(Vec::as_slice)
    }

    /// The notification texts of a kind of reminder.
    pub fn reminder(&self, kind: &str) -> Option<&ReminderTexts> {
        self.reminders.iter().find(|texts| texts.kind == kind)
    }

    pub fn deck(&self, id: &str) -> Option<&Deck> {
        self.decks.iter().find(|deck| deck.id == id)
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    pub fn questions_of<'c>(&'c self, deck: &'c str) -> impl Iterator<Item = &'c Question> {
        self.questions.iter().filter(move |question| question.deck == deck)
    }

    pub fn opener(&self, id: &str) -> Option<&Opener> {
        self.openers.iter().find(|opener| opener.id == id)
    }

    /// The openers that fit; in a car, bus or train only some do.
    pub fn openers(&self, in_transit: bool) -> impl Iterator<Item = &Opener> {
        self.openers.iter().filter(move |opener| opener.in_transit || !in_transit)
    }

    pub fn reflection(&self, id: &str) -> Option<&Reflection> {
        self.reflections.iter().find(|reflection| reflection.id == id)
    }

    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    pub fn rehearsals(&self) -> &[Rehearsal] {
        &self.rehearsals
    }

    pub fn rehearsal(&self, id: &str) -> Option<&Rehearsal> {
        self.rehearsals.iter().find(|rehearsal| rehearsal.id == id)
    }

    pub fn ease_off(&self, id: &str) -> Option<&EaseOffText> {
        self.ease_off.iter().find(|text| text.id == id)
    }

    pub fn easing(&self, kind: EasingKind) -> &Easing {
        match kind {
            EasingKind::RestWeek => &self.rest_week,
            EasingKind::LightWeek => &self.light_week,
            EasingKind::MonthOff => &self.month_off,
        }
    }

    pub fn support_line(&self, number: u8) -> Option<&SupportLine> {
        self.support_lines.iter().find(|line| line.number == number)
    }

    /// The practice of last resort: self practice, so that it suits every state.
    pub fn first(&self) -> &Practice {
        #[expect(clippy::expect_used, reason = "the lint refuses a catalogue without self practice")]
        self.practices.iter().find(|practice| practice.faces == Faces::OnSelf).expect("the catalogue has self practice")
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    pub schema_version: u32,
    pub content_version: String,
    pub locale: String,
}

/// One of the twelve tips or five steps that the practices come from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    /// "Tip 5"
    pub label: String,
    pub title: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Path {
    weeks: Vec<Vec<String>>,
}
