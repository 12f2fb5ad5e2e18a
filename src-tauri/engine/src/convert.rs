//! Between core's words and those that cross to the window.

use ajar_core::content::Faces;
use ajar_core::hhmm;
use ajar_core::occurrence::State;
use ajar_core::reminder::{Kind, QuietChoice};
use ajar_core::rule::LeapDay;
use ajar_core::schedule::SnoozeFor;
use ajar_core::talk;
use ajar_core::words::Style;
use chrono::{NaiveDateTime, NaiveTime, Timelike, Weekday};

use crate::dto;
use crate::error::Error;

/// A wall-clock time as the window gets it.
pub(crate) fn civil(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A time of day as somebody wrote it in this field, `HH:MM`.
pub(crate) fn written_time(field: &'static str, text: &str) -> Result<NaiveTime, Error> {
    hhmm::parse(text).ok_or_else(|| Error::invalid(field, "Write a time of day from 00:00 to 23:59, such as 18:30."))
}

/// Minutes since midnight.
pub(crate) fn minute_of_day(time: NaiveTime) -> u16 {
    // At most 1439.
    u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0)
}

/// A way to put a reminder off, as the window asks for it.
pub(crate) fn put_off(how: SnoozeFor) -> dto::OccurrenceAction {
    match how {
        SnoozeFor::Minutes(minutes) => dto::OccurrenceAction::Snooze { minutes },
        SnoozeFor::Tonight => dto::OccurrenceAction::Tonight,
        SnoozeFor::Tomorrow => dto::OccurrenceAction::Tomorrow,
    }
}

/// Both ways, one line a variant.
macro_rules! pairs {
    ($ours:ty, $theirs:ty, $($our:ident = $their:ident),+ $(,)?) => {
        impl From<$ours> for $theirs {
            fn from(ours: $ours) -> Self {
                match ours {
                    $(<$ours>::$our => Self::$their),+
                }
            }
        }

        impl From<$theirs> for $ours {
            fn from(theirs: $theirs) -> Self {
                match theirs {
                    $(<$theirs>::$their => Self::$our),+
                }
            }
        }
    };
}

pairs!(
    dto::ReminderKind,
    Kind,
    Moment = Moment,
    Practice = Practice,
    Listen = Listen,
    Appreciate = Appreciate,
    Reflect = Reflect,
    Weekly = Weekly,
    Plan = Plan,
);
pairs!(dto::QuietChoice, QuietChoice, Defer = Defer, Drop = Drop, Through = Through);
pairs!(
    dto::OccurrenceState,
    State,
    Due = Due,
    Shown = Shown,
    Done = Done,
    Snoozed = Snoozed,
    Skipped = Skipped,
    Missed = Missed,
    Dropped = Dropped,
);
pairs!(dto::LeapDay, LeapDay, Skip = Skip, Feb28 = Feb28, Mar1 = Mar1);
pairs!(dto::Weekday, Weekday, Mo = Mon, Tu = Tue, We = Wed, Th = Thu, Fr = Fri, Sa = Sat, Su = Sun);
pairs!(dto::Faces, Faces, OnSelf = OnSelf, Answer = Answer, Partner = Partner);
pairs!(dto::NotificationStyle, Style, Discreet = Discreet, Plain = Plain, Blank = Blank, TrayOnly = TrayOnly);
pairs!(
    dto::Response,
    talk::Response,
    NotNow = NotNow,
    ShortAnswer = ShortAnswer,
    JoinedIn = JoinedIn,
    SharedSomething = SharedSomething,
);
pairs!(dto::Pushed, talk::Pushed, NotAtAll = NotAtAll, ALittle = ALittle, Somewhat = Somewhat, ALot = ALot);
pairs!(dto::FreeChoice, talk::FreeChoice, Yes = Yes, Partly = Partly, No = No, Afraid = Afraid);
