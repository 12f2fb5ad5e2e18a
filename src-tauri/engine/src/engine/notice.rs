//! What notifications say, and the pages of fixed words.

use ajar_core::content::Content;
use ajar_core::ids::OccurrenceId;
use ajar_core::reminder::Kind;
use ajar_core::words::{self, Style, Words};

use super::Engine;
use crate::dto::{NotificationStyle, StylePreview};
use crate::error::Error;

/// One notification to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub title: String,
    pub body: String,
    /// The one occurrence it speaks of, for its buttons; `None` for a digest of several and for a test.
    pub occurrence: Option<OccurrenceId>,
    /// Every occurrence it stands for: give them to [`Engine::mark_shown`] after the handover.
    pub covers: Vec<OccurrenceId>,
    /// Whether a Done button is honest: the whole practice is known from the reminder itself.
    pub has_done: bool,
}

impl Notice {
    pub(super) fn new(
        words: Words,
        occurrence: Option<OccurrenceId>,
        covers: Vec<OccurrenceId>,
        has_done: bool,
    ) -> Self {
        Self { title: words.title.to_owned(), body: words.body.to_owned(), occurrence, covers, has_done }
    }
}

/// A reflection, the weekly look back and a plan happen in the window; the others can be done on the spot.
pub(super) fn has_done(kind: Kind) -> bool {
    match kind {
        Kind::Moment | Kind::Practice | Kind::Listen | Kind::Appreciate => true,
        Kind::Reflect | Kind::Weekly | Kind::Plan => false,
    }
}

impl Engine {
    /// What each notification style would say.
    pub fn preview_styles(&self) -> Vec<StylePreview> {
        Style::ALL
            .iter()
            .map(|&style| {
                let said =
                    [Kind::Moment, Kind::Practice].into_iter().filter_map(|kind| words::notification(kind, style, 0));
                let said: Vec<Words> = said.collect();
                StylePreview {
                    style: NotificationStyle::from(style),
                    title: said.first().map(|words| words.title.to_owned()).unwrap_or_default(),
                    bodies: said.iter().map(|words| words.body.to_owned()).collect(),
                }
            })
            .collect()
    }

    /// What a test notification says in the chosen style; `None` when that style shows none.
    pub fn test_notice(&self) -> Result<Option<Notice>, Error> {
        let style = self.present()?.settings.settings.style.into();
        Ok(words::test(style).map(|words| Notice::new(words, None, Vec::new(), false)))
    }

    /// What Ajar promises, and what it does not.
    pub fn promise(&self) -> String {
        Content::builtin().promise.text.clone()
    }
}
