//! Today's practice for the lock screen, when the user wants it there.

use ajar_core::content::{Content, Practice};
use ajar_core::ids::PracticeRef;
use ajar_core::today::{self, Candidate, Choice};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::lock::Door;
use super::practice;
use super::present::Present;
use super::{Engine, lock};
use crate::dto::PracticeCard;
use crate::error::Error;
use crate::table::setting;

const NAME: &str = "offered_practice";
const DOING: &str = "find a practice";

/// What the Today page offered last: one of the catalogue's, so nothing that the user wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Offered {
    practice: PracticeRef,
    day: NaiveDate,
}

impl Engine {
    /// The practice that the Today page would offer; `None` unless the user lets the lock screen show it.
    ///
    /// The log of practices is locked. So it is what Today offered last, when that was today, else the first of the path.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn practice_while_locked(&self) -> Result<Option<PracticeCard>, Error> {
        let present = self.present()?;
        if !present.settings.settings.practice_while_locked || matches!(&*lock(&self.door), Door::New) {
            return Ok(None);
        }
        let resting = self.is_resting(&present)?;
        let today = present.today();
        let offered = self.agenda()?.read(DOING, load)?.filter(|offered| offered.day == today);
        let content = Content::builtin();
        // A note that was dropped in meanwhile may have closed the gate.
        let fits = |practice: &&Practice| !resting || Candidate::of(practice).suits_a_rest();
        let known = offered.and_then(|offered| content.resolve(&offered.practice)).filter(fits);
        let choose = || content.resolve(&today::choose(content, &Choice { today, resting, ..Choice::default() }));
        let practice: &Practice = known.or_else(choose).unwrap_or_else(|| content.first());
        Ok(Some(practice::card(practice, resting)))
    }

    /// Keeps what Today offers for the lock screen, and nothing while that shows none.
    pub(super) fn remember_offer(&self, offered: &PracticeCard, present: &Present) {
        let is_wanted = present.settings.settings.practice_while_locked;
        let practice = is_wanted.then(|| offered.practice.parse::<PracticeRef>().ok()).flatten();
        let practice = practice.filter(|practice| practice.slug().is_some());
        let offered = practice.map(|practice| Offered { practice, day: present.today() });
        let kept = self.agenda().and_then(|mut agenda| {
            if agenda.read(DOING, load)? == offered {
                return Ok(());
            }
            agenda.write(DOING, |tx| Ok(setting::set(tx, NAME, &offered)?))
        });
        if let Err(error) = kept {
            tracing::warn!(%error, "the lock screen will offer another practice");
        }
    }
}

fn load(agenda: &Connection) -> Result<Option<Offered>, Error> {
    Ok(setting::get::<Option<Offered>>(agenda, NAME)?.flatten())
}
