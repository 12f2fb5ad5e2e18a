//! Things to say: questions in decks, small things to tell, and replies for when it gets tense.

use serde::Deserialize;

use crate::cards::WhyNot;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deck {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub note: String,
    /// Not on a day with a quarrel, and not right after one.
    #[serde(default)]
    pub only_when_calm: bool,
}

/// A question for the partner, which the user can answer first.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub deck: String,
    /// 1 light, 2 personal, 3 tender.
    pub depth: u8,
    pub text: String,
    /// A line that the user can finish about themselves first.
    pub lead: String,
    /// One follow-up.
    pub follow: String,
}

/// Why a card is not offered now: a sentence for each reason.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyNotWords {
    pub hidden: String,
    pub used_lately: String,
    pub topic_rests: String,
    pub topic_stopped: String,
    pub too_deep_yet: String,
    pub tender_this_week: String,
    pub not_in_transit: String,
    pub not_calm: String,
    /// Gives no reason, since fear may be one.
    pub easing: String,
}

impl WhyNotWords {
    pub fn of(&self, why_not: WhyNot) -> &str {
        match why_not {
            WhyNot::Hidden => &self.hidden,
            WhyNot::UsedLately => &self.used_lately,
            WhyNot::TopicRests => &self.topic_rests,
            WhyNot::TopicStopped => &self.topic_stopped,
            WhyNot::TooDeepYet => &self.too_deep_yet,
            WhyNot::TenderThisWeek => &self.tender_this_week,
            WhyNot::NotInTransit => &self.not_in_transit,
            WhyNot::NotCalm => &self.not_calm,
            WhyNot::Easing => &self.easing,
        }
    }
}

/// Something of the user's own to tell, for when there is no question to ask.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opener {
    pub id: String,
    pub text: String,
    /// Fits a car, bus or train: light, with nothing to look at or hold.
    pub in_transit: bool,
}

/// Something to say in place of defending oneself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CuriosityReply {
    pub id: String,
    pub when: String,
    pub text: String,
}
