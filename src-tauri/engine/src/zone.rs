//! Zone rules from a time-zone database, behind core's [`Zone`].

use ajar_core::zone::{Mapped, Shift, Zone};
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use crate::zone_data::ZoneData;

pub use crate::zone_data::Release;

/// A zone whose rules jiff knows.
#[derive(Debug, Clone)]
pub struct JiffZone {
    zone: TimeZone,
    name: String,
}

/// One change of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// What the wall clock would show at that moment had it not been changed.
    pub onset: NaiveDateTime,
    /// Seconds east of UTC, until then and from then on.
    pub before: i32,
    pub after: i32,
    pub is_summer: bool,
    pub abbreviation: String,
}

impl JiffZone {
    /// The zone that this computer is set to, by its own zone data; `None` when it cannot be found.
    pub fn of_this_computer() -> Option<Self> {
        let zone = named_by_the_system().or_else(|| TimeZone::try_system().ok())?;
        (!zone.is_unknown()).then(|| Self::new(zone))
    }

    /// The zone of this name for a reminder that stays with it wherever the computer goes: from the newer of the
    /// system's and the bundled data, else from the other one. `None` when neither knows it.
    pub fn pinned(name: &str) -> Option<Self> {
        ZoneData::newest_first().iter().find_map(|data| data.zone(name)).map(Self::new)
    }

    /// The release of the data that [`JiffZone::pinned`] asks first; `None` when it has no name.
    pub fn pinned_release() -> Option<&'static Release> {
        ZoneData::newest_first().first().and_then(ZoneData::release)
    }

    /// A zone from the data bundled with Ajar, the same on every computer.
    pub fn bundled(name: &str) -> Option<Self> {
        ZoneData::bundled().zone(name).map(Self::new)
    }

    pub fn utc() -> Self {
        Self::new(TimeZone::UTC)
    }

    fn new(zone: TimeZone) -> Self {
        // A zone file copied to /etc/localtime has rules but no name.
        let name = zone.iana_name().unwrap_or("local").to_owned();
        Self { zone, name }
    }

    /// How this zone keeps its clocks at `from`, and every change of that up to `until`, in order.
    pub(crate) fn changes(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Change> {
        let Ok(from) = Timestamp::from_second(from.timestamp()) else { return Vec::new() };
        let in_force = self.zone.preceding(from + jiff::SignedDuration::from_secs(1)).next();
        let first = match in_force {
            Some(transition) => self.change_at(transition.timestamp()),
            None => Change {
                onset: DateTime::UNIX_EPOCH.naive_utc(),
                before: self.zone.to_offset(from).seconds(),
                ..self.change_at(from)
            },
        };
        let later = self.zone.following(from).map(|transition| transition.timestamp());
        let later = later.take_while(|timestamp| timestamp.as_second() <= until.timestamp());
        std::iter::once(first).chain(later.map(|timestamp| self.change_at(timestamp))).collect()
    }

    fn change_at(&self, timestamp: Timestamp) -> Change {
        let before = self.zone.to_offset(timestamp - jiff::SignedDuration::from_secs(1));
        let after = self.zone.to_offset_info(timestamp);
        let utc = DateTime::from_timestamp(timestamp.as_second(), 0).unwrap_or_default();
        Change {
            onset: utc.naive_utc() + seconds(before),
            before: before.seconds(),
            after: after.offset().seconds(),
            is_summer: after.dst().is_dst(),
            abbreviation: after.abbreviation().to_owned(),
        }
    }

    /// Whether the wall clock really is this far from UTC when it shows this time.
    fn shows(&self, civil: NaiveDateTime, offset: Offset) -> bool {
        self.to_civil((civil - seconds(offset)).and_utc()) == civil
    }
}

impl Zone for JiffZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn to_civil(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        let offset = Timestamp::from_second(instant.timestamp()).map(|timestamp| self.zone.to_offset(timestamp));
        instant.naive_utc() + seconds(offset.unwrap_or(Offset::UTC))
    }

    fn to_instant(&self, civil: NaiveDateTime) -> Mapped {
        let ambiguous = to_jiff(civil).map(|civil| self.zone.to_ambiguous_timestamp(civil).offset());
        let (offset, shift) = match ambiguous {
            Some(AmbiguousOffset::Unambiguous { offset }) => (offset, None),
            Some(AmbiguousOffset::Gap { before, after }) => {
                let gap = (seconds(after) - seconds(before)).num_minutes();
                (before, Some(Shift::Gap { minutes: u16::try_from(gap).unwrap_or(u16::MAX) }))
            }
            // After its last written change jiff goes by the rule for later years, and where both fall together, as in
            // Nuuk in October 2023, that rule tells of an overlap that never was.
            Some(AmbiguousOffset::Fold { before, after }) if !self.shows(civil, before) => (after, None),
            Some(AmbiguousOffset::Fold { before, .. }) => (before, Some(Shift::Overlap)),
            // Beyond the year 9999.
            None => (Offset::UTC, None),
        };
        Mapped { instant: (civil - seconds(offset)).and_utc(), shift }
    }
}

fn seconds(offset: Offset) -> TimeDelta {
    TimeDelta::seconds(offset.seconds().into())
}

fn to_jiff(civil: NaiveDateTime) -> Option<jiff::civil::DateTime> {
    let small = |number: u32| i8::try_from(number).ok();
    jiff::civil::DateTime::new(
        i16::try_from(civil.year()).ok()?,
        small(civil.month())?,
        small(civil.day())?,
        small(civil.hour())?,
        small(civil.minute())?,
        small(civil.second())?,
        0,
    )
    .ok()
}

/// jiff remembers the system's zone for five minutes; a reminder should follow a traveler sooner.
fn named_by_the_system() -> Option<TimeZone> {
    if cfg!(windows) || std::env::var_os("TZ").is_some() {
        return None;
    }
    let target = std::fs::read_link("/etc/localtime").ok()?;
    let (_, name) = target.to_str()?.rsplit_once("zoneinfo/")?;
    jiff::tz::db().get(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(zone: &str, civil: &str, instant: &str, shift: Option<Shift>) {
        let zone = JiffZone::bundled(zone).unwrap();
        let mapped = zone.to_instant(civil.parse().unwrap());
        assert_eq!(mapped.instant, instant.parse::<DateTime<Utc>>().unwrap(), "{civil}");
        assert_eq!(mapped.shift, shift, "{civil}");
    }

    #[test]
    fn gaps_move_forward_and_overlaps_take_the_first() {
        check("Europe/Berlin", "2026-03-28T02:30:00", "2026-03-28T01:30:00Z", None);
        check("Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", Some(Shift::Gap { minutes: 60 }));
        check("Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z", Some(Shift::Overlap));
        check("Australia/Lord_Howe", "2026-10-04T02:10:00", "2026-10-03T15:40:00Z", Some(Shift::Gap { minutes: 30 }));
        check("Pacific/Apia", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z", Some(Shift::Gap { minutes: 1440 }));
    }

    #[test]
    fn an_overlap_that_never_was_moves_nothing() {
        check("America/Nuuk", "2023-10-28T22:30:00", "2023-10-29T00:30:00Z", None);
        check("America/Nuuk", "2023-10-28T23:30:00", "2023-10-29T01:30:00Z", None);
        check("America/Nuuk", "2024-10-26T23:30:00", "2024-10-27T00:30:00Z", Some(Shift::Overlap));
    }

    #[test]
    fn the_wall_clock_is_read_back() {
        let zone = JiffZone::bundled("America/New_York").unwrap();
        let civil = zone.to_civil("2026-11-01T05:30:00.250Z".parse().unwrap());
        assert_eq!(civil.to_string(), "2026-11-01 01:30:00.250");
        assert_eq!(zone.name(), "America/New_York");
        assert!(JiffZone::bundled("Atlantis/Capital").is_none());
    }

    #[test]
    fn a_pinned_zone_has_the_newer_rules() {
        // British Columbia keeps its summer time from November 2026 on, which data before 2026b does not know.
        let zone = JiffZone::pinned("America/Vancouver").unwrap();
        let mapped = zone.to_instant("2026-11-02T09:00:00".parse().unwrap());
        assert_eq!(mapped.instant.to_string(), "2026-11-02 16:00:00 UTC");
        assert!(JiffZone::pinned_release() >= Some(&"2026e".parse().unwrap()));
        assert!(JiffZone::pinned("Atlantis/Capital").is_none());
        assert!(JiffZone::pinned("").is_none());
    }
}
