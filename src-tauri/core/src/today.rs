//! Today's practice: a due plan, else the path's next while there is one, else what was done longest ago. Never a blank.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::content::{Content, Faces, Practice};
use crate::ids::PracticeRef;

/// A practice that may be offered. The catalogue's are known; the user's own are told with the [`Choice`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub practice: PracticeRef,
    pub faces: Faces,
}

/// What the choice depends on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice<'a> {
    /// The practice log: what was done on which practice day, in any order.
    pub log: &'a [(PracticeRef, NaiveDate)],
    pub today: NaiveDate,
    /// The gate is closed: nothing that faces the partner is offered.
    pub resting: bool,
    /// A light week: of what faces the partner, what is done side by side or stays light comes first.
    pub light: bool,
    /// A plan is for today.
    pub plan_due: bool,
    /// The user's own practices.
    pub own: &'a [Candidate],
    /// Not offered.
    pub hidden: &'a [PracticeRef],
    pub favorites: &'a [PracticeRef],
    /// What "Another" has already offered today; the first is the day's own practice.
    pub seen: &'a [PracticeRef],
}

/// The one practice "when they begin" that is offered in a rest week.
const IF_THEY_BEGIN: &str = "listen-first";
/// Where the week is looked back on, every Sunday once the path is behind.
const LOOK_BACK: &str = "keep-going-gently";
/// What a plan practices. Hidden or not, it comes on the day of a plan: making one is the later wish.
const A_PLAN: &str = "say-what-and-why";
/// What faces the partner and still suits a light week.
const LIGHT: [&str; 3] = ["side-by-side", "alone-moments", "light-opening"];

/// The practice to offer. It depends on what was done before today only, so that Done does not swap the card.
///
/// Once every practice has been seen, "Another" begins again with the first. When everything is hidden, it is the first
/// of the catalogue that needs nobody.
pub fn choose(content: &Content, choice: &Choice<'_>) -> PracticeRef {
    let seen = |candidate: &Candidate| choice.seen.iter().filter(|seen| **seen == candidate.practice).count();
    // The least often seen comes first, and among equals the order decides.
    let chosen = in_order(content, choice).into_iter().min_by_key(seen);
    chosen.map_or_else(|| content.first().reference(), |candidate| candidate.practice)
}

/// Every practice that the state allows, the most fitting first.
fn in_order(content: &Content, choice: &Choice<'_>) -> Vec<Candidate> {
    let catalogue = content.practices.iter().map(Candidate::of);
    let all = catalogue.chain(choice.own.iter().cloned());
    let is_planned = |it: &Candidate| choice.plan_due && it.is(A_PLAN);
    let is_open = |it: &Candidate| it.is_allowed(choice) && (is_planned(it) || !choice.hidden.contains(&it.practice));
    let mut order: Vec<Candidate> = all.filter(is_open).collect();

    let last_done = |it: &Candidate| {
        let days = choice.log.iter().filter(|(done, day)| *day < choice.today && *done == it.practice);
        days.map(|(_, day)| *day).max()
    };
    let path_step = |it: &Candidate| {
        let step = content.path().position(|slug| it.is(slug))?;
        last_done(it).is_none().then_some(step)
    };
    let path_waits = order.iter().any(|it| path_step(it).is_some());
    let is_look_back = |it: &Candidate| !path_waits && choice.today.weekday() == Weekday::Sun && it.is(LOOK_BACK);
    // `false` and `None` sort first: the plan, the look back, then the path, then what was never done, then what was done
    // longest ago. In a light week all of that twice: what suits it, then the rest, since nothing is ever locked.
    order.sort_by_cached_key(|it| {
        let step = path_step(it);
        let is_favorite = choice.favorites.contains(&it.practice);
        let suits = !choice.light || it.is_light();
        (!is_planned(it), !suits, !is_look_back(it), step.is_none(), step, last_done(it), !is_favorite)
    });
    order
}

impl Candidate {
    /// Whether it is offered while the gate is closed.
    pub fn suits_a_rest(&self) -> bool {
        self.faces == Faces::OnSelf || self.is(IF_THEY_BEGIN)
    }

    pub fn of(practice: &Practice) -> Self {
        Self { practice: practice.reference(), faces: practice.faces }
    }

    fn is(&self, slug: &str) -> bool {
        self.practice.slug() == Some(slug)
    }

    fn is_allowed(&self, choice: &Choice<'_>) -> bool {
        !choice.resting || self.suits_a_rest()
    }

    fn is_light(&self) -> bool {
        self.faces != Faces::Partner || LIGHT.iter().any(|slug| self.is(slug))
    }
}
