//! From nominal wall-clock times to the instants at which something is due.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::day::{DayStart, practice_day};
use crate::reminder::{QuietChoice, QuietHours, Reminder};
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
    fn new(reminder: &Reminder, nominal: NaiveDateTime, zone: &dyn Zone, quiet: QuietHours) -> Self {
        let asked = nominal - lead(reminder);
        let Mapped { instant, shift } = zone.to_instant(asked);
        let local = match shift {
            Some(Shift::Gap { minutes }) => asked + TimeDelta::minutes(minutes.into()),
            Some(Shift::Overlap) | None => asked,
        };
        let quiet_end = match reminder.quiet {
            QuietChoice::Through => None,
            QuietChoice::Defer | QuietChoice::Drop => quiet.ending(instant, local, zone),
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
    pub fn for_day(&self, zone: &dyn Zone, day_start: DayStart) -> NaiveDate {
        practice_day(self.due.max(zone.to_instant(self.nominal).instant), zone, day_start)
    }
}

/// The most that any clock change has moved a wall clock.
const LARGEST_GAP: TimeDelta = TimeDelta::days(1);

/// What a reminder has due strictly after `after`, in nominal order, whether or not it is to be shown.
pub(super) fn due_times(
    reminder: &Reminder,
    after: DateTime<Utc>,
    zone: &dyn Zone,
    quiet: QuietHours,
) -> impl Iterator<Item = DueTime> {
    // What was asked for before `after` may still be due after it.
    let reach = LARGEST_GAP + if reminder.quiet == QuietChoice::Defer { quiet.length() } else { TimeDelta::zero() };
    let from = zone.to_civil(after) + lead(reminder) - reach;
    // Two nominal times that a clock change puts on one instant are one occurrence, the earlier.
    let mut last = None;
    reminder
        .rule
        .nominals(reminder.start, from)
        .map(move |nominal| DueTime::new(reminder, nominal, zone, quiet))
        .filter(move |time| last.replace(time.instant) != Some(time.instant))
        .filter(move |time| time.due > after)
}

fn lead(reminder: &Reminder) -> TimeDelta {
    TimeDelta::minutes(reminder.lead_min.into())
}
