//! Today's practice: the path's next while there is one, else what was done longest ago. Never a blank.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::content::{Content, Faces, Practice};
use crate::ids::PracticeRef;

/// What the choice depends on.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// The practice log: what was done on which practice day, in any order.
    pub log: &'a [(PracticeRef, NaiveDate)],
    pub today: NaiveDate,
    /// The gate is closed: nothing that faces the partner is offered.
    pub resting: bool,
    /// What "Another" has already offered today; the first is the day's own practice.
    pub seen: &'a [PracticeRef],
}

/// The one practice "when they begin" that is offered in a rest week.
const IF_THEY_BEGIN: &str = "listen-first";
/// Where the week is looked back on, every Sunday once the path is behind.
const LOOK_BACK: &str = "keep-going-gently";

/// The practice to offer. It depends on what was done before today only, so that Done does not swap the card.
///
/// Once every practice has been seen, "Another" begins again with the first.
pub fn choose<'c>(content: &'c Content, choice: &Choice<'_>) -> &'c Practice {
    let order = in_order(content, choice);
    let seen = |practice: &Practice| choice.seen.iter().filter(|seen| seen.slug() == Some(&practice.id)).count();
    // The least often seen comes first, and among equals the order decides.
    order.into_iter().min_by_key(|practice| seen(practice)).unwrap_or_else(|| content.first())
}

/// Every practice that the state allows, the most fitting first.
fn in_order<'c>(content: &'c Content, choice: &Choice<'_>) -> Vec<&'c Practice> {
    let last_done = |practice: &Practice| {
        let days = choice.log.iter().filter(|(done, day)| *day < choice.today && done.slug() == Some(&practice.id));
        days.map(|(_, day)| *day).max()
    };
    let path_step = |practice: &Practice| {
        let step = content.path().position(|slug| slug == practice.id)?;
        last_done(practice).is_none().then_some(step)
    };
    let mut order: Vec<&Practice> =
        content.practices.iter().filter(|practice| allowed(practice, choice.resting)).collect();
    let path_waits = order.iter().any(|practice| path_step(practice).is_some());
    let is_look_back =
        |practice: &Practice| !path_waits && choice.today.weekday() == Weekday::Sun && practice.id == LOOK_BACK;
    // `false` and `None` sort first: the look back, then the path, then what was never done, then what was done longest ago.
    order.sort_by_key(|practice| {
        (!is_look_back(practice), path_step(practice).is_none(), path_step(practice), last_done(practice))
    });
    order
}

fn allowed(practice: &Practice, resting: bool) -> bool {
    !resting || practice.faces == Faces::OnSelf || practice.id == IF_THEY_BEGIN
}
