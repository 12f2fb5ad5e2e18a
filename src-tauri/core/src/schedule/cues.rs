//! What the cues of *Talk every time you are alone* share: two a day at most, few days a week where the user wants that,
//! and a question for the partner on some of them.
//!
//! Which days is chance, fixed by (reminder, week). Days are picked from those that the rules name, whatever is paused or
//! resting, so that a pause moves no other day.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::day::{FirstWeekday, day_begins, practice_day, week_start};
use crate::ids::ReminderId;
use crate::occurrence::{Known, Reason, State};
use crate::reminder::{Kind, Reminder};
use crate::seed::{mix, seed};
use crate::zone::Zone;

use super::due::{DueTime, due_times};
use super::plan::{Ledger, Plan};

/// Cues that are shown on one day; more would be nagging.
pub const CUES_A_DAY: usize = 2;

/// The days on which cues come when the user wants a few a week.
const FEW: usize = 3;

/// How often cues come, and how many carry a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueChoice {
    pub few_a_week: bool,
    /// 1 to 5.
    pub questions_per_week: u8,
    pub first_weekday: FirstWeekday,
}

impl Default for CueChoice {
    fn default() -> Self {
        Self { few_a_week: false, questions_per_week: 3, first_weekday: FirstWeekday::default() }
    }
}

/// The cues of a plan, looked at day by day; every day and week is worked out once.
pub(super) struct Cues<'plan> {
    plan: &'plan Plan,
    ledger: &'plan Ledger<'plan>,
    here: &'plan dyn Zone,
    now: DateTime<Utc>,
    days: RefCell<BTreeMap<NaiveDate, Rc<Day>>>,
    weeks: RefCell<BTreeMap<NaiveDate, Rc<Week>>>,
}

type Cue = (ReminderId, NaiveDateTime);

/// The cues of one day that will be shown.
struct Day {
    shown: BTreeSet<Cue>,
    /// Those that nobody can be told of any more: they were slept through.
    over: BTreeSet<Cue>,
    /// When those that were shown were due.
    taken: Vec<DateTime<Utc>>,
    /// The one of them that can carry a question: the first, unless one has been asked.
    first: Option<Cue>,
}

impl Day {
    fn caps(&self, reminder: ReminderId, time: &DueTime) -> bool {
        let cue = (reminder, time.nominal);
        let earlier = self.taken.iter().filter(|due| **due <= time.due).count();
        earlier >= CUES_A_DAY || !(self.shown.contains(&cue) || self.over.contains(&cue))
    }
}

struct Week {
    /// The days on which cues come.
    cues: BTreeSet<NaiveDate>,
    questions: BTreeSet<NaiveDate>,
}

impl<'plan> Cues<'plan> {
    pub(super) fn new(
        plan: &'plan Plan,
        ledger: &'plan Ledger<'plan>,
        here: &'plan dyn Zone,
        now: DateTime<Utc>,
    ) -> Self {
        Self { plan, ledger, here, now, days: RefCell::default(), weeks: RefCell::default() }
    }

    /// Why a cue that nothing else speaks against is not shown.
    pub(super) fn silence(&self, reminder: &Reminder, time: &DueTime) -> Option<(State, Reason)> {
        if reminder.kind != Kind::Moment {
            return None;
        }
        let date = self.date(time.due);
        if self.plan.cues.few_a_week && !self.week(date).cues.contains(&date) {
            Some((State::Skipped, Reason::Rhythm))
        } else {
            self.day(date).caps(reminder.id, time).then_some((State::Skipped, Reason::Cap))
        }
    }

    /// Whether a question for the partner rides on a cue that is shown.
    pub(super) fn carries_question(&self, reminder: &Reminder, time: &DueTime) -> bool {
        if reminder.kind != Kind::Moment || self.plan.facts.no_questions_until.is_some_and(|until| time.due < until) {
            return false;
        }
        let date = self.date(time.due);
        self.week(date).questions.contains(&date) && self.day(date).first == Some((reminder.id, time.nominal))
    }

    fn date(&self, due: DateTime<Utc>) -> NaiveDate {
        practice_day(due, self.here, self.plan.day_start)
    }

    fn day(&self, date: NaiveDate) -> Rc<Day> {
        if let Some(day) = self.days.borrow().get(&date) {
            return Rc::clone(day);
        }
        let day = Rc::new(self.look_at_day(date));
        self.days.borrow_mut().insert(date, Rc::clone(&day));
        day
    }

    fn look_at_day(&self, date: NaiveDate) -> Day {
        let on_day = || self.known().filter(|known| self.date(known.due) == date);
        let taken: Vec<_> = on_day().filter(|known| was_shown(known)).map(|known| known.due).collect();
        let mut over = BTreeSet::new();
        let mut waiting = Vec::new();
        let span = self.span(date, 1);
        for reminder in self.reminders() {
            let places = self.plan.places(reminder, self.here);
            for time in self.due_in(reminder, span) {
                let is_over = self.now > reminder.kind.grace_ends(time.due, self.here, self.plan.day_start);
                let is_new = time.due >= reminder.active_from && !self.ledger.knows(reminder.id, time.nominal);
                let is_free = || {
                    let for_day = || time.for_day(places, self.plan.day_start);
                    !time.dropped && self.plan.silence_at(reminder, time.due, time.due, for_day).is_none()
                };
                if is_over {
                    over.insert((reminder.id, time.nominal));
                } else if is_new && is_free() {
                    waiting.push((time.due, reminder.id, time.nominal));
                }
            }
        }
        waiting.sort_unstable();
        let shown = waiting.iter().map(|(_, reminder, nominal)| (*reminder, *nominal));
        let shown: Vec<Cue> = shown.take(CUES_A_DAY.saturating_sub(taken.len())).collect();
        let asked = on_day().any(|known| known.question);
        Day { first: shown.first().copied().filter(|_| !asked), shown: shown.into_iter().collect(), over, taken }
    }

    fn week(&self, date: NaiveDate) -> Rc<Week> {
        let begins = week_start(date, self.plan.cues.first_weekday);
        if let Some(week) = self.weeks.borrow().get(&begins) {
            return Rc::clone(week);
        }
        let week = Rc::new(self.look_at_week(begins));
        self.weeks.borrow_mut().insert(begins, Rc::clone(&week));
        week
    }

    fn look_at_week(&self, begins: NaiveDate) -> Week {
        let first = self.plan.reminders.iter().filter(|reminder| reminder.kind == Kind::Moment).map(|it| it.id).min();
        let seed = first.map_or(0, |first| seed(first, begins));
        let mut named = BTreeSet::new();
        let span = self.span(begins, 7);
        for reminder in self.reminders() {
            let times = self.due_in(reminder, span).filter(|time| !time.dropped);
            named.extend(times.map(|time| self.date(time.due)));
        }
        let cues = if self.plan.cues.few_a_week { pick(&named, FEW, mix(seed)) } else { named };
        let week = begins..begins + Days::new(7);
        let asked: BTreeSet<NaiveDate> =
            self.known().filter(|known| known.question).map(|known| self.date(known.due)).collect();
        let asked: BTreeSet<NaiveDate> = asked.range(week).copied().collect();
        // Whatever was changed in the middle of the week, it gets no more than the user allows.
        let most = usize::from(self.plan.cues.questions_per_week);
        let mut questions = pick(&cues, most, seed);
        let more: Vec<NaiveDate> =
            questions.difference(&asked).copied().skip(most.saturating_sub(asked.len())).collect();
        questions.retain(|day| !more.contains(day));
        Week { cues, questions }
    }

    fn reminders(&self) -> impl Iterator<Item = &'plan Reminder> {
        self.plan.reminders.iter().filter(|reminder| reminder.kind == Kind::Moment && reminder.enabled)
    }

    /// The rows of cues.
    fn known(&self) -> impl Iterator<Item = &'plan Known> {
        self.ledger.cues.iter().copied()
    }

    /// From when to when so many practice days last.
    fn span(&self, date: NaiveDate, days: u64) -> (DateTime<Utc>, DateTime<Utc>) {
        let begins = |date| day_begins(date, self.here, self.plan.day_start);
        (begins(date), begins(date + Days::new(days)))
    }

    /// What a reminder has due from one instant on and before another.
    fn due_in(
        &self,
        reminder: &'plan Reminder,
        (from, to): (DateTime<Utc>, DateTime<Utc>),
    ) -> impl Iterator<Item = DueTime> {
        let places = self.plan.places(reminder, self.here);
        due_times(reminder, from - TimeDelta::milliseconds(1), places, self.plan.quiet_hours)
            .take_while(move |time| time.due < to)
    }
}

fn was_shown(known: &Known) -> bool {
    known.shown || matches!(known.state, State::Due | State::Snoozed)
}

/// So many of the days, by chance; with a free day between them as long as that is possible.
fn pick(days: &BTreeSet<NaiveDate>, count: usize, seed: u64) -> BTreeSet<NaiveDate> {
    let chance = |day: &NaiveDate| mix(seed ^ i64::from(day.num_days_from_ce()).cast_unsigned());
    let mut drawn: Vec<NaiveDate> = days.iter().copied().collect();
    drawn.sort_by_key(chance);
    let mut picked = BTreeSet::new();
    for apart in [2, 1] {
        for day in &drawn {
            let is_apart = picked.iter().all(|other: &NaiveDate| (*day - *other).num_days().abs() >= apart);
            if picked.len() < count && is_apart {
                picked.insert(*day);
            }
        }
    }
    picked
}
