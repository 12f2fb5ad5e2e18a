//! Talks: logged in two taps, told more of afterward if the user likes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TalkDraft {
    /// Made by the page, so that a second click cannot log the talk twice.
    pub id: String,
    pub response: Response,
    pub setting: Option<Setting>,
    /// The reminder that this answers.
    pub occurrence: Option<String>,
    /// The card that was used.
    #[serde(default)]
    #[ts(optional)]
    pub card: Option<String>,
    /// The plan that this was.
    #[serde(default)]
    #[ts(optional)]
    pub plan: Option<String>,
    /// The practice that this was.
    #[serde(default)]
    #[ts(optional)]
    pub practice: Option<String>,
    /// `YYYY-MM-DD`; today when it is not given. Not in the future, and not before 2000.
    #[serde(default)]
    #[ts(optional)]
    pub day: Option<String>,
    /// `HH:MM`; now when it is not given.
    #[serde(default)]
    #[ts(optional)]
    pub time: Option<String>,
}

/// How it went. Counted for easing off only, never shown as a score of the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Response {
    NotNow,
    ShortAnswer,
    JoinedIn,
    SharedSomething,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Setting {
    Transit,
    Walking,
    Chores,
    Meal,
    Sofa,
    Bed,
    Call,
    Text,
    Other,
}

/// How the user began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Opener {
    OwnStory,
    LightQuestion,
    DeckCard,
    FromTheSide,
    WantAndWhy,
    /// The partner began, so that this was no bid.
    TheyBegan,
    Other,
}

/// Who spoke more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Floor {
    MostlyMe,
    Even,
    MostlyThem,
}

/// How much the user pushed, in their own eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Pushed {
    NotAtAll,
    ALittle,
    Somewhat,
    ALot,
}

/// How it was for the user. The only outcome that insights look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Outcome {
    Hard,
    AllRight,
    Good,
}

/// Whether both had a real choice to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FreeChoice {
    Yes,
    Partly,
    No,
    Afraid,
}

/// What may be told of a talk after the two taps. Saved whole; everything can be left out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TalkDetails {
    pub opener: Option<Opener>,
    /// 1 to 1,440.
    pub minutes: Option<u16>,
    /// A deck's id.
    pub topic: Option<String>,
    /// 1 light, 2 personal, 3 tender.
    pub depth: Option<u8>,
    pub floor: Option<Floor>,
    pub pushed: Option<Pushed>,
    pub outcome: Option<Outcome>,
    pub free: Option<FreeChoice>,
    /// "One thing I understand better now", at most 2,000 characters.
    pub understood: String,
}

#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Described {
    /// The user felt afraid: the form shows Support once, and nothing else ever says why.
    pub support: bool,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Talk {
    pub id: String,
    pub day: String,
    /// `HH:MM`, on the wall clock of the time.
    pub time: String,
    pub response: Response,
    pub setting: Option<Setting>,
    pub details: TalkDetails,
    /// The words of the card that was used, as they are now.
    pub card: Option<String>,
    /// The practice that this was, by its title.
    pub practice: Option<String>,
    pub plan: Option<String>,
    /// The entry that was written about it.
    pub entry: Option<String>,
}

/// Where a page of the history goes on: the last talk already shown.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct TalkCursor {
    pub day: String,
    pub id: String,
}

#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct TalkPage {
    /// Newest first.
    pub talks: Vec<Talk>,
    pub total: u32,
    pub more: bool,
}

/// What an entry is written about.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what", deny_unknown_fields)]
#[ts(export)]
pub enum About {
    Talk { id: String },
    Plan { id: String },
    Thanks { id: String },
    Practice { practice: String },
}
