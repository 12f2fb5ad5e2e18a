//! The check-in of the week.

use ajar_core::content::{CheckinItem, Content};
use ajar_core::day::week_start;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::Engine;
use super::present::Present;
use crate::dto::{CheckIn, CheckInAnswer, CheckInItem};
use crate::error::Error;
use crate::table::check_in;

/// From this hour on its last day, a week can be looked back on.
const EVENING: TimeDelta = TimeDelta::hours(17);
/// The answers go from 0 to this.
const MOST: u8 = 3;

impl Engine {
    /// The check-in of the week that it is now.
    ///
    /// # Errors
    /// [`Error::Locked`]
    pub fn check_in(&self) -> Result<CheckIn, Error> {
        let week = this_week(&self.present()?);
        let answers =
            self.with_vault(|vault| vault.read("open the check-in", |connection| Ok(check_in::of(connection, week)?)))?;
        let item = |item: &CheckinItem| CheckInItem {
            id: item.id.clone(),
            text: item.text.clone(),
            scale: item.scale.clone(),
            when_low: item.when_low.clone(),
            value: answers.get(&item.id).copied().flatten(),
        };
        Ok(CheckIn {
            week: week.to_string(),
            items: Content::builtin().checkin.iter().map(item).collect(),
            answered: !answers.is_empty(),
        })
    }

    /// Notes the answers; those of last week can still be given by a page that was open when the week turned.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another week, an unknown item or a value over 3; [`Error::Locked`].
    pub fn save_check_in(&self, week: &str, answers: &[CheckInAnswer]) -> Result<(), Error> {
        let week = lately(week, &self.present()?)?;
        for answer in answers {
            let is_known = Content::builtin().checkin.iter().any(|item| item.id == answer.item);
            if !is_known || answer.value.is_some_and(|value| value > MOST) {
                return Err(Error::invalid("answers", "One of the answers is not in the list. Choose it again."));
            }
        }
        self.with_vault(|vault| {
            vault.write("save the check-in", |tx| {
                for answer in answers {
                    check_in::set(tx, week, &answer.item, answer.value)?;
                }
                Ok(())
            })
        })
    }

    /// Whether it is the last evening of the week and the check-in was not answered.
    pub(super) fn is_check_in_due(&self, present: &Present) -> Result<bool, Error> {
        let week = this_week(present);
        let last = week + Days::new(6);
        // The small hours of the next date still belong to its last practice day.
        let is_evening = present.today() == last && present.local() >= last.and_time(NaiveTime::MIN) + EVENING;
        let answers =
            self.with_vault(|vault| vault.read("show today", |connection| Ok(check_in::of(connection, week)?)))?;
        Ok(is_evening && answers.is_empty())
    }
}

/// The first day of the week that it is now, for the user.
pub(super) fn this_week(present: &Present) -> NaiveDate {
    week_start(present.today(), present.settings.first_weekday)
}

/// This week, or the one that has just ended.
pub(super) fn lately(week: &str, present: &Present) -> Result<NaiveDate, Error> {
    let this = this_week(present);
    let is_lately = |week: &NaiveDate| *week == this || *week + Days::new(7) == this;
    let week = week.parse::<NaiveDate>().ok().filter(is_lately);
    week.ok_or_else(|| Error::invalid("week", "This week is over. Open the page again for the new one."))
}
