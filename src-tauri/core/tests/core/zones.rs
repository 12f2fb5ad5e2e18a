//! Zones for tests, from jiff's bundled database, and short ways to write times.

use std::cell::Cell;
use std::sync::LazyLock;

use ajar_core::zone::{Mapped, Shift, Zone};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

/// A zone of the bundled database.
pub struct Bundled {
    name: String,
    zone: TimeZone,
}

pub fn zone(name: &str) -> Bundled {
    // Its own cache makes a second request for the same zone cheap.
    static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    let zone = DATABASE.get(name).expect("the bundled database has this zone");
    Bundled { name: name.to_owned(), zone }
}

impl Zone for Bundled {
    fn name(&self) -> &str {
        &self.name
    }

    fn to_civil(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        let instant = jiff::Timestamp::from_millisecond(instant.timestamp_millis()).unwrap();
        let civil = self.zone.to_datetime(instant);
        let number = |part: i8| u32::try_from(part).unwrap();
        NaiveDate::from_ymd_opt(civil.year().into(), number(civil.month()), number(civil.day()))
            .and_then(|day| day.and_hms_opt(number(civil.hour()), number(civil.minute()), number(civil.second())))
            .unwrap()
    }

    fn to_instant(&self, civil: NaiveDateTime) -> Mapped {
        let part = |number: u32| i8::try_from(number).unwrap();
        let at = jiff::civil::DateTime::new(
            i16::try_from(civil.year()).unwrap(),
            part(civil.month()),
            part(civil.day()),
            part(civil.hour()),
            part(civil.minute()),
            part(civil.second()),
            0,
        )
        .unwrap();
        let ambiguous = self.zone.to_ambiguous_timestamp(at);
        let instant = |timestamp: jiff::Timestamp| DateTime::from_timestamp_millis(timestamp.as_millisecond()).unwrap();
        let shift = match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } => None,
            AmbiguousOffset::Gap { before, after } => {
                Some(Shift::Gap { minutes: u16::try_from((after.seconds() - before.seconds()) / 60).unwrap() })
            }
            AmbiguousOffset::Fold { after, .. } => {
                let first = instant(ambiguous.compatible().unwrap());
                if self.to_civil(first) != civil {
                    // As in the engine's zone: jiff tells of an overlap in Nuuk in October 2023 that never was.
                    return Mapped { instant: instant(after.to_timestamp(at).unwrap()), shift: None };
                }
                Some(Shift::Overlap)
            }
        };
        Mapped { instant: instant(ambiguous.compatible().unwrap()), shift }
    }
}

/// Counts how often the zone is asked.
pub struct Counting {
    zone: Bundled,
    asked: Cell<usize>,
}

impl Counting {
    pub fn new(zone: Bundled) -> Self {
        Self { zone, asked: Cell::new(0) }
    }

    /// Questions since the last time this was called.
    pub fn take(&self) -> usize {
        self.asked.take()
    }
}

impl Zone for Counting {
    fn name(&self) -> &str {
        self.zone.name()
    }

    fn to_civil(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        self.asked.set(self.asked.get() + 1);
        self.zone.to_civil(instant)
    }

    fn to_instant(&self, civil: NaiveDateTime) -> Mapped {
        self.asked.set(self.asked.get() + 1);
        self.zone.to_instant(civil)
    }
}

/// The instant of a wall-clock time in a zone: `at(&berlin, "2026-03-08T20:00")`.
pub fn at(zone: &dyn Zone, local: &str) -> DateTime<Utc> {
    zone.to_instant(civil(local)).instant
}

/// `2026-03-08T20:00`
pub fn civil(local: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").unwrap()
}

pub fn date(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

pub fn utc(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}
