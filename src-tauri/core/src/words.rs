//! What a notification says. Neutral by default: it may be read by anyone who sees the screen.

use crate::content::Content;
use crate::named::named;
use crate::reminder::Kind;

/// How much a notification tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// No name, topic, question or number; at most 60 characters.
    #[default]
    Discreet,
    Plain,
    /// One word that says only that there is something.
    Blank,
    /// No notification at all; the tray and Today tell.
    TrayOnly,
}

named!(Style, "notification style", Discreet = "discreet", Plain = "plain", Blank = "blank", TrayOnly = "tray_only");

/// The text of one notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Always the app's own name.
    pub title: &'static str,
    pub body: &'static str,
}

const TITLE: &str = "Ajar";

/// What to say for one reminder of this kind. `seed` picks among the texts: count it up and they rotate.
pub fn notification(kind: Kind, style: Style, seed: u64) -> Option<Words> {
    let content = Content::builtin();
    let texts = content.reminder(kind.as_str())?;
    let bodies = match style {
        Style::Discreet => &texts.discreet,
        Style::Plain => &texts.plain,
        Style::Blank => &texts.blank,
        Style::TrayOnly => return None,
    };
    pick(bodies, seed)
}

/// What to say for several reminders at once.
pub fn digest(style: Style) -> Option<Words> {
    let texts = &Content::builtin().notice;
    said(style, &texts.digest, &texts.blank)
}

/// What the test notification says.
pub fn test(style: Style) -> Option<Words> {
    let texts = &Content::builtin().notice;
    said(style, &texts.test, &texts.blank)
}

fn said(style: Style, body: &'static str, blank: &'static str) -> Option<Words> {
    match style {
        Style::Discreet | Style::Plain => Some(Words { title: TITLE, body }),
        Style::Blank => Some(Words { title: TITLE, body: blank }),
        Style::TrayOnly => None,
    }
}

fn pick(bodies: &'static [String], seed: u64) -> Option<Words> {
    let count = u64::try_from(bodies.len()).ok()?;
    let index = usize::try_from(seed.checked_rem(count)?).ok()?;
    bodies.get(index).map(|body| Words { title: TITLE, body })
}
