//! A reminder: a rule, a kind, and how it behaves in quiet hours and pauses.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::day::{DayStart, day_begins, practice_day};
use crate::hhmm;
use crate::ids::ReminderId;
use crate::named::named;
use crate::rule::{LeapDay, Rule};
use crate::window::Window;
use crate::zone::{Mapped, Zone};

/// A rule and what belongs to it. Only timing: the user's own words for it are kept in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub id: ReminderId,
    pub kind: Kind,
    pub rule: Rule,
    /// What a yearly rule on 29 February does in other years.
    pub leap_day: LeapDay,
    /// The anchor of the rule: its first day, and the time of day.
    pub start: NaiveDateTime,
    /// Makes it a window: a random minute from the time of `start` up to this one.
    pub until_time: Option<NaiveTime>,
    /// It counts from when it was last done: so many days after. The rule then says the same for as long as it is not
    /// done, from `start` on, and each Done moves `start`.
    pub after_done: Option<u16>,
    /// The zone it is pinned to, by its IANA name; `None` follows the computer.
    pub zone: Option<String>,
    /// It comes this many minutes before the nominal time, for a moment away from the laptop.
    pub lead_min: u16,
    pub quiet: QuietChoice,
    pub enabled: bool,
    /// When it was made, edited, enabled or resumed. Nothing that was due earlier ever fires.
    pub active_from: DateTime<Utc>,
    /// Kept after it has run out, so that what came due during it can be told from what was missed. `None` once the user
    /// has ended it.
    pub pause: Option<Pause>,
}

impl Reminder {
    /// The window that its minute is picked from; `None` for a fixed time.
    pub fn window(&self) -> Option<Window> {
        Window::new(self.start.time(), self.until_time?).ok()
    }
}

/// What a reminder is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Part of *Talk every time you are alone*: one moment the user chose.
    Moment,
    /// *Keep practicing*.
    Practice,
    Listen,
    Appreciate,
    Reflect,
    Weekly,
    /// A planned talk.
    Plan,
}

named!(
    Kind,
    "kind of reminder",
    Moment = "moment",
    Practice = "practice",
    Listen = "listen",
    Appreciate = "appreciate",
    Reflect = "reflect",
    Weekly = "weekly",
    Plan = "plan"
);

/// How late a cue for a moment is still of use: it is about now.
pub const MOMENT_GRACE: TimeDelta = TimeDelta::minutes(45);

impl Kind {
    /// Whether it asks the user to start something with their partner; the gate keeps those quiet.
    pub const fn faces_partner(self) -> bool {
        matches!(self, Self::Moment | Self::Plan)
    }

    /// The catalogue's practice that answering this reminder notes; `None` means that day's practice.
    pub const fn practice(self) -> Option<&'static str> {
        match self {
            Self::Moment => Some("alone-moments"),
            Self::Listen => Some("listen-first"),
            Self::Appreciate => Some("thank-the-share"),
            Self::Weekly => Some("keep-going-gently"),
            Self::Plan => Some("say-what-and-why"),
            Self::Practice | Self::Reflect => None,
        }
    }

    /// The last instant at which it is still worth showing, when it was meant for `due`: 45 minutes for a moment,
    /// the end of the practice day for all others.
    pub fn grace_ends(self, due: DateTime<Utc>, zone: &dyn Zone, day_start: DayStart) -> DateTime<Utc> {
        match self {
            Self::Moment => due + MOMENT_GRACE,
            Self::Practice | Self::Listen | Self::Appreciate | Self::Reflect | Self::Weekly | Self::Plan => {
                day_begins(practice_day(due, zone, day_start) + Days::new(1), zone, day_start)
            }
        }
    }
}

/// What happens to a reminder that falls into quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuietChoice {
    /// Wait until they end.
    #[default]
    Defer,
    /// Do not remind.
    Drop,
    /// The user said: let it through.
    Through,
}

named!(QuietChoice, "choice for quiet hours", Defer = "defer", Drop = "drop", Through = "through");

/// When nothing is shown, by the wall clock; wraps midnight when it ends before it begins. Equal ends mean none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("quiet hours are two times such as 22:00 and 07:00")]
pub struct InvalidQuietHours;

impl QuietHours {
    /// No quiet hours at all.
    pub const NONE: Self = Self { from: NaiveTime::MIN, to: NaiveTime::MIN };

    /// Reads the two ends, `HH:MM` each.
    ///
    /// # Errors
    /// When one of them is not a time of day.
    pub fn parse(from: &str, to: &str) -> Result<Self, InvalidQuietHours> {
        let end = |text| hhmm::parse(text).ok_or(InvalidQuietHours);
        Ok(Self { from: end(from)?, to: end(to)? })
    }

    pub fn is_none(self) -> bool {
        self.from == self.to
    }

    /// How long they last by the wall clock.
    pub fn length(self) -> TimeDelta {
        let length = self.to - self.from;
        if length < TimeDelta::zero() { length + TimeDelta::days(1) } else { length }
    }

    /// Whether the wall clock shows a quiet time.
    pub fn contains(self, time: NaiveTime) -> bool {
        if self.from <= self.to { self.from <= time && time < self.to } else { self.from <= time || time < self.to }
    }

    /// When the quiet hours that hold at this instant, which the wall clock shows as `local`, end; `None` when it is not
    /// quiet.
    pub fn ending(self, instant: DateTime<Utc>, local: NaiveDateTime, zone: &dyn Zone) -> Option<Mapped> {
        if !self.contains(local.time()) {
            return None;
        }
        let day = if local.time() < self.to { local.date() } else { local.date() + Days::new(1) };
        let end = zone.to_instant(day.and_time(self.to));
        // In an hour that comes twice the end may lie in the first pass, behind us.
        (end.instant > instant).then_some(end)
    }
}

impl Default for QuietHours {
    /// 22:00 to 07:00.
    fn default() -> Self {
        let at = |hours| NaiveTime::MIN + TimeDelta::hours(hours);
        Self { from: at(22), to: at(7) }
    }
}

impl fmt::Display for QuietHours {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", hhmm::print(self.from), hhmm::print(self.to))
    }
}

impl FromStr for QuietHours {
    type Err = InvalidQuietHours;

    fn from_str(text: &str) -> Result<Self, InvalidQuietHours> {
        let (from, to) = text.split_once('-').ok_or(InvalidQuietHours)?;
        Self::parse(from, to)
    }
}

/// A pause of one reminder or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// `None` is "until I say".
    pub until: Option<DateTime<Utc>>,
}

impl Pause {
    /// Whether the pause still holds at this instant.
    pub fn covers(self, instant: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| instant < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_wrap_midnight() {
        fn check(hours: &str, time: &str, expect: bool) {
            let hours: QuietHours = hours.parse().unwrap();
            assert_eq!(hours.contains(hhmm::parse(time).unwrap()), expect, "{time} in {hours}");
        }
        check("22:00-07:00", "21:59", false);
        check("22:00-07:00", "22:00", true);
        check("22:00-07:00", "00:00", true);
        check("22:00-07:00", "06:59", true);
        check("22:00-07:00", "07:00", false);
        check("13:00-15:00", "14:00", true);
        check("13:00-15:00", "15:00", false);
        check("13:00-15:00", "02:00", false);
        check("09:00-09:00", "09:00", false);
        assert!("22:00".parse::<QuietHours>().is_err());
        assert!("22:00-24:00".parse::<QuietHours>().is_err());
    }

    #[test]
    fn stored_names_come_back() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
        for choice in QuietChoice::ALL {
            assert_eq!(choice.as_str().parse(), Ok(*choice));
        }
        assert!("Moment".parse::<Kind>().is_err());
    }
}
