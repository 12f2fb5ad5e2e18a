//! From nominal wall-clock times to the instants at which something is due.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::day::{DayStart, practice_day};
use crate::reminder::{QuietChoice, QuietHours, Reminder};
use crate::upcoming::{LARGEST_GAP, Timed, in_order};
use crate::window::Window;
use crate::zone::{Mapped, Shift, Zone};

/// One occurrence's place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DueTime {
    pub nominal: NaiveDateTime,
    /// The nominal time less the lead, mapped: where quiet hours have no say yet.
    pub instant: DateTime<Utc>,
    /// When it is to be shown.
    pub due: DateTime<Utc>,
    pub shift: Option<Shift>,
    /// Quiet hours leave it out.
    pub dropped: bool,
}

impl DueTime {
    fn new(reminder: &Reminder, timed: Timed, places: Places<'_>, quiet: QuietHours) -> Self {
        let Timed { nominal, mapped: Mapped { instant, shift } } = timed;
        let asked = nominal - lead(reminder);
        let local = match shift {
            _ if reminder.zone.is_some() || reminder.until_time.is_some() => places.here.to_civil(instant),
            Some(Shift::Gap { minutes }) => asked + TimeDelta::minutes(minutes.into()),
            Some(Shift::Overlap) | None => asked,
        };
        let quiet_end = match reminder.quiet {
            QuietChoice::Through => None,
            QuietChoice::Defer | QuietChoice::Drop => quiet.ending(instant, local, places.here),
        };
        let dropped = quiet_end.is_some() && reminder.quiet == QuietChoice::Drop;
        let due = quiet_end.filter(|_| !dropped).map_or(instant, |end| end.instant);
        Self { nominal, instant, due, shift, dropped }
    }

    /// Whether quiet hours moved it on.
    pub fn deferred(&self) -> bool {
        self.due != self.instant
    }

    /// The practice day it is about: that of the moment itself for a cue that comes before it, that of the morning for
    /// one that waited out the night.
    pub fn for_day(&self, places: Places<'_>, day_start: DayStart) -> NaiveDate {
        practice_day(self.due.max(places.own.to_instant(self.nominal).instant), places.here, day_start)
    }
}

/// The zone in which a reminder's times are meant, and the one in which the user is.
#[derive(Clone, Copy)]
pub(super) struct Places<'a> {
    pub own: &'a dyn Zone,
    pub here: &'a dyn Zone,
}

/// What a reminder has due strictly after `after`, in the order of its instants, whether or not it is to be shown.
pub(super) fn due_times<'a>(
    reminder: &'a Reminder,
    after: DateTime<Utc>,
    places: Places<'a>,
    quiet: QuietHours,
) -> impl Iterator<Item = DueTime> + 'a {
    // What was asked for before `after` may still be due after it.
    let window = reminder.window();
    let quiet_reach = if reminder.quiet == QuietChoice::Defer { quiet.length() } else { TimeDelta::zero() };
    let reach = LARGEST_GAP + quiet_reach + window.map_or(TimeDelta::zero(), Window::length);
    let (own, lead) = (places.own, lead(reminder));
    let nominals = reminder.rule.nominals_with(reminder.leap_day, reminder.start, own.to_civil(after) + lead - reach);
    let map = move |nominal: NaiveDateTime| match window {
        None => Some(own.to_instant(nominal - lead)),
        Some(window) => {
            let instant = window.pick(reminder.id, nominal.date(), own, reminder.active_from)?;
            Some(Mapped { instant, shift: None })
        }
    };
    in_order(&reminder.rule, nominals, lead, own, map)
        .map(move |timed| DueTime::new(reminder, timed, places, quiet))
        .filter(move |time| time.due > after)
}

fn lead(reminder: &Reminder) -> TimeDelta {
    TimeDelta::minutes(reminder.lead_min.into())
}
