//! The suggested path: weeks of practices that wait for the user, never for the calendar.

use chrono::NaiveDate;

use crate::content::Content;
use crate::ids::PracticeRef;

/// One week of the path, which takes as long as it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week<'c> {
    /// Slugs in order, and whether each was ever done.
    pub practices: Vec<(&'c str, bool)>,
}

impl Week<'_> {
    pub fn is_done(&self) -> bool {
        self.practices.iter().all(|(_, done)| *done)
    }
}

/// How far the path has been walked. Steps may be done in any order, and what is done stays done.
pub fn standing<'c>(content: &'c Content, log: &[(PracticeRef, NaiveDate)]) -> Vec<Week<'c>> {
    let is_done = |slug: &str| log.iter().any(|(practice, _)| practice.slug() == Some(slug));
    let week =
        |week: &'c [String]| Week { practices: week.iter().map(|slug| (slug.as_str(), is_done(slug))).collect() };
    content.path_weeks().map(week).collect()
}

/// The first step that was never done and that the user has not put out of sight; `None` when the path is behind.
pub fn next<'c>(weeks: &[Week<'c>], is_hidden: impl Fn(&str) -> bool) -> Option<&'c str> {
    let steps = weeks.iter().flat_map(|week| &week.practices);
    steps.filter(|(slug, done)| !done && !is_hidden(slug)).map(|(slug, _)| *slug).next()
}
