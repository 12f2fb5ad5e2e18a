//! Easing off, as it is shown and chosen.

use ajar_core::content::{Content, EasingKind};
use ajar_core::easing::{Choice, Chosen, Mode, Offer};
use chrono::NaiveDate;

use super::Engine;
use super::eased::Eased;
use crate::dto::{Advice, Easing, EasingChoice, EasingMode, StoppedTopic};
use crate::error::Error;
use crate::table::easing_choice;

impl Engine {
    /// How much faces the partner now, and what may be chosen.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn easing(&self) -> Result<Easing, Error> {
        let present = self.present()?;
        self.with_vault(|vault| {
            vault.read("see what rests", |connection| Ok(shown(&Eased::load(connection, &present)?)))
        })
    }

    /// Notes what the user decides, or says about the two. What follows from it holds at once, also while locked.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a deck that does not exist; [`Error::Locked`].
    pub fn choose_easing(&self, choice: &EasingChoice) -> Result<Easing, Error> {
        const DOING: &str = "note your choice";
        let present = self.present()?;
        let chosen = Chosen { at: present.now, day: present.today(), choice: understood(choice)? };
        self.with_vault(|vault| {
            self.change_quietly(vault, DOING, &present, |tx| {
                easing_choice::add(tx, &chosen, None)?;
                Ok(shown(&Eased::load(tx, &present)?))
            })
        })
    }
}

/// After fear there is no word and no reason: the feared person may share the screen.
pub(super) fn shown(eased: &Eased) -> Easing {
    let content = Content::builtin();
    let easing = &eased.easing;
    let (mode, until) = mode(easing.mode);
    let kind = match easing.mode {
        Mode::Light { .. } => Some(EasingKind::LightWeek),
        Mode::Rest { .. } => Some(EasingKind::RestWeek),
        Mode::MonthOff { .. } => Some(EasingKind::MonthOff),
        Mode::Free | Mode::Stopped | Mode::Afraid | Mode::Parted => None,
    };
    let words = kind.map(|kind| content.easing(kind));
    let is_silent = matches!(easing.mode, Mode::Afraid | Mode::Parted);
    let stopped = easing.stopped_topics.iter().filter(|_| !is_silent);
    Easing {
        mode,
        until: until.map(|day| day.to_string()),
        title: words.map(|words| words.title.clone()).unwrap_or_default(),
        text: match easing.mode {
            // A light week that bids began still leaves room for light questions.
            Mode::Light { questions: true, .. } => content.light_week.text.iter().skip(1).cloned().collect::<Vec<_>>(),
            Mode::Stopped => vec![content.talk_words.lifted_text.clone()],
            _ => words.map(|words| words.text.clone()).unwrap_or_default(),
        }
        .join(" "),
        advice: advice(easing),
        stopped_topics: stopped.map(|topic| StoppedTopic { topic: topic.clone(), title: deck_title(topic) }).collect(),
    }
}

fn mode(mode: Mode) -> (EasingMode, Option<NaiveDate>) {
    match mode {
        Mode::Free => (EasingMode::Free, None),
        Mode::Light { until, .. } => (EasingMode::Light, Some(until)),
        Mode::Rest { until } => (EasingMode::Rest, Some(until)),
        Mode::MonthOff { until } => (EasingMode::MonthOff, Some(until)),
        Mode::Stopped => (EasingMode::Stopped, None),
        Mode::Afraid => (EasingMode::OwnOnly, None),
        Mode::Parted => (EasingMode::Parted, None),
    }
}

fn advice(easing: &ajar_core::easing::Easing) -> Option<Advice> {
    const MONTH_IS_OVER: &str = "e-month-over";
    let month_is_over = easing.offer == Some(Offer::SayOnceOrCounselor);
    let said = easing.tell.or(month_is_over.then_some(MONTH_IS_OVER));
    let text = Content::builtin().ease_off(said?).filter(|text| !text.tell.is_empty())?;
    let mut offers: Vec<EasingChoice> = text.offers.iter().map(|kind| offered(*kind)).collect();
    if !offers.is_empty() || text.id == MONTH_IS_OVER {
        offers.push(EasingChoice::Decline);
    }
    Some(Advice { tell: text.tell.clone(), why: text.why.clone(), offers })
}

fn offered(kind: EasingKind) -> EasingChoice {
    match kind {
        EasingKind::RestWeek => EasingChoice::Rest,
        EasingKind::LightWeek => EasingChoice::KeepLight,
        EasingKind::MonthOff => EasingChoice::MonthOff,
    }
}

fn understood(choice: &EasingChoice) -> Result<Choice, Error> {
    let known = |topic: &Option<String>| match topic {
        Some(topic) if Content::builtin().deck(topic).is_none() => Err(Error::NotFound { what: "deck" }),
        topic => Ok(topic.clone()),
    };
    Ok(match choice {
        EasingChoice::Rest => Choice::Rest,
        EasingChoice::KeepLight => Choice::KeepLight,
        EasingChoice::MonthOff => Choice::MonthOff,
        EasingChoice::Decline => Choice::Declined,
        EasingChoice::End => Choice::Ended,
        EasingChoice::AskedToStop { topic } => Choice::AskedToStop { topic: known(topic)? },
        EasingChoice::Lifted { topic } => Choice::Lifted { topic: known(topic)? },
        EasingChoice::Afraid => Choice::Afraid,
        EasingChoice::BringBack => Choice::BroughtBack,
        EasingChoice::Parted => Choice::Parted,
        EasingChoice::TogetherAgain => Choice::TogetherAgain,
    })
}

/// What a deck is called; a retired one keeps its id.
pub(super) fn deck_title(deck: &str) -> String {
    Content::builtin().deck(deck).map_or_else(|| deck.to_owned(), |deck| deck.title.clone())
}
