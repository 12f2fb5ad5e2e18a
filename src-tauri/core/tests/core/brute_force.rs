//! The expander against a slow one that looks at every day and every instant, on random rules, zones and starts.

use std::collections::BTreeMap;

use ajar_core::rule::Rule;
use ajar_core::upcoming::upcoming;
use ajar_core::zone::Zone;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;

use crate::zones::{Bundled, civil, zone};

/// A rule as plain numbers, so that the slow expansion shares nothing with the quick one but the text.
#[derive(Debug, Clone)]
struct Parts {
    freq: &'static str,
    interval: i64,
    months: Vec<i64>,
    month_days: Vec<i64>,
    /// A number, or 0 for every such day; and the day from Monday.
    days: Vec<(i64, i64)>,
    hours: Vec<i64>,
    minutes: Vec<i64>,
    positions: Vec<i64>,
    week_start: i64,
    count: Option<usize>,
    /// Days after the start; and which of the three forms.
    until: Option<(i64, u8)>,
    except: Vec<(i64, u8)>,
}

const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const ZONES: [&str; 12] = [
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Europe/Dublin",
    "Australia/Lord_Howe",
    "Asia/Beirut",
    "Africa/Cairo",
    "America/Santiago",
    "America/Nuuk",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Africa/Casablanca",
];

impl Parts {
    fn text(&self, start: NaiveDateTime, zone: &dyn Zone) -> String {
        let mut text = format!("FREQ={};INTERVAL={};WKST={}", self.freq, self.interval, code(self.week_start));
        let mut add = |name: &str, values: Vec<String>| {
            if !values.is_empty() {
                text.push(';');
                text.push_str(name);
                text.push('=');
                text.push_str(&values.join(","));
            }
        };
        let plain = |values: &[i64]| values.iter().map(ToString::to_string).collect();
        add("BYMONTH", plain(&self.months));
        add("BYMONTHDAY", plain(&self.month_days));
        let day = |(number, day): &(i64, i64)| match number {
            0 => code(*day).to_owned(),
            _ => format!("{number}{}", code(*day)),
        };
        add("BYDAY", self.days.iter().map(day).collect());
        add("BYHOUR", plain(&self.hours));
        add("BYMINUTE", plain(&self.minutes));
        add("BYSETPOS", plain(&self.positions));
        add("COUNT", self.count.iter().map(ToString::to_string).collect());
        let mark = |(days, form): &(i64, u8)| mark(start + TimeDelta::days(*days), *form, zone);
        add("UNTIL", self.until.iter().map(mark).collect());
        add("EXDATE", self.except.iter().map(mark).collect());
        text
    }

    /// Every nominal time from the start until after `end`, by asking each day of each period.
    fn nominals(&self, start: NaiveDateTime, end: NaiveDateTime) -> Vec<NaiveDateTime> {
        let times = self.times(start);
        let mut found = Vec::new();
        let mut day = self.first_of_period(start.date());
        let first = self.period(day);
        while day <= end.date() {
            let period = self.period(day);
            let mut in_period = Vec::new();
            while self.period(day) == period {
                if (period - first) % self.interval == 0 && self.falls_on(day, start) {
                    in_period.extend(times.iter().map(|time| day.and_time(*time)));
                }
                day = day.succ_opt().unwrap();
            }
            let size = i64::try_from(in_period.len()).unwrap();
            let kept = in_period.into_iter().zip(1..).filter(|(_, place)| {
                self.positions.is_empty() || self.positions.iter().any(|it| it == place || *it == place - size - 1)
            });
            found.extend(kept.map(|(time, _)| time).filter(|time| *time >= start));
        }
        found.truncate(self.count.unwrap_or(usize::MAX));
        found
    }

    fn times(&self, start: NaiveDateTime) -> Vec<NaiveTime> {
        let every_minute = (0..24).flat_map(|hour| (0..60).map(move |minute| (hour, minute)));
        let of_start = |part: &str| start.format(part).to_string().parse::<i64>().unwrap();
        let (start_hour, start_minute) = (of_start("%H"), of_start("%M"));
        let wanted =
            |named: &[i64], of_start: i64, it: i64| if named.is_empty() { it == of_start } else { named.contains(&it) };
        every_minute
            .filter(|(hour, minute)| {
                wanted(&self.hours, start_hour, *hour) && wanted(&self.minutes, start_minute, *minute)
            })
            .map(|(hour, minute)| NaiveTime::MIN + TimeDelta::minutes(hour * 60 + minute))
            .collect()
    }

    /// How many days after the question the answers are compared.
    fn horizon(&self) -> i64 {
        match self.freq {
            "DAILY" => 25,
            "WEEKLY" => 45,
            "MONTHLY" => 120,
            _ => 400,
        }
    }

    fn period(&self, day: NaiveDate) -> i64 {
        let days = (day - NaiveDate::from_ymd_opt(1900, 1, 1).unwrap()).num_days();
        match self.freq {
            "DAILY" => days,
            // 1 January 1900 was a Monday.
            "WEEKLY" => (days - self.week_start).div_euclid(7),
            "MONTHLY" => i64::from(day.year()) * 12 + i64::from(day.month()),
            _ => i64::from(day.year()),
        }
    }

    fn first_of_period(&self, mut day: NaiveDate) -> NaiveDate {
        while self.period(day.pred_opt().unwrap()) == self.period(day) {
            day = day.pred_opt().unwrap();
        }
        day
    }

    fn falls_on(&self, day: NaiveDate, start: NaiveDateTime) -> bool {
        let no_day = self.days.is_empty() && self.month_days.is_empty();
        let months_of_start = self.freq == "YEARLY" && no_day && self.months.is_empty();
        let in_month = if months_of_start {
            day.month() == start.month()
        } else {
            unsaid_or_named(&self.months, i64::from(day.month()))
        };
        if !in_month {
            return false;
        }
        match self.freq {
            "WEEKLY" if no_day => return day.weekday() == start.weekday(),
            "MONTHLY" | "YEARLY" if no_day => return day.day() == start.day(),
            _ => {}
        }
        self.on_month_day(day) && (self.days.is_empty() || self.days.iter().any(|named| self.on_named_day(day, *named)))
    }

    fn on_month_day(&self, day: NaiveDate) -> bool {
        let from_end = -steps(day, 1, |other| other.month() == day.month()) - 1;
        self.month_days.is_empty()
            || self.month_days.iter().any(|named| *named == i64::from(day.day()) || *named == from_end)
    }

    fn on_named_day(&self, day: NaiveDate, (number, weekday): (i64, i64)) -> bool {
        if i64::from(day.weekday().num_days_from_monday()) != weekday {
            return false;
        }
        let same = |other: NaiveDate| {
            let by_month = self.freq == "MONTHLY" || !self.months.is_empty();
            other.year() == day.year() && (!by_month || other.month() == day.month())
        };
        match number {
            0 => true,
            _ if number > 0 => steps(day, -7, same) + 1 == number,
            _ => -steps(day, 7, same) - 1 == number,
        }
    }
}

/// How many steps of so many days one can go before leaving what `same` holds together.
fn steps(day: NaiveDate, step: i64, same: impl Fn(NaiveDate) -> bool) -> i64 {
    (1..400).find(|count| !same(day + TimeDelta::days(step * count))).unwrap() - 1
}

fn unsaid_or_named(named: &[i64], it: i64) -> bool {
    named.is_empty() || named.contains(&it)
}

fn code(day: i64) -> &'static str {
    CODES[usize::try_from(day).unwrap()]
}

fn mark(local: NaiveDateTime, form: u8, zone: &dyn Zone) -> String {
    match form {
        0 => zone.to_instant(local).instant.format("%Y%m%dT%H%M%SZ").to_string(),
        1 => local.format("%Y%m%dT%H%M%S").to_string(),
        _ => local.format("%Y%m%d").to_string(),
    }
}

/// Which marks name this time.
fn is_named(nominal: NaiveDateTime, instant: DateTime<Utc>, marked: NaiveDateTime, form: u8, zone: &dyn Zone) -> bool {
    match form {
        0 => instant == slow_instant(zone, marked),
        1 => nominal == marked,
        _ => nominal.date() == marked.date(),
    }
}

fn is_within(nominal: NaiveDateTime, instant: DateTime<Utc>, marked: NaiveDateTime, form: u8, zone: &dyn Zone) -> bool {
    match form {
        0 => instant <= slow_instant(zone, marked),
        1 => nominal <= marked,
        _ => nominal.date() <= marked.date(),
    }
}

/// The instant of a wall-clock time, found only by looking at what the wall clock shows.
fn slow_instant(zone: &dyn Zone, civil: NaiveDateTime) -> DateTime<Utc> {
    let offset_at = |instant: DateTime<Utc>| zone.to_civil(instant) - instant.naive_utc();
    let around = (-16..=16).map(|hours| civil.and_utc() + TimeDelta::hours(hours));
    let shown = around.map(|instant| (civil - offset_at(instant)).and_utc());
    if let Some(first) = shown.filter(|instant| zone.to_civil(*instant) == civil).min() {
        return first;
    }
    // It is never shown: walk up to the jump, and go on as if the clock had not been changed.
    let mut before = civil.and_utc() - TimeDelta::hours(28);
    while zone.to_civil(before + TimeDelta::minutes(1)) < civil {
        before += TimeDelta::minutes(1);
    }
    (civil - offset_at(before)).and_utc()
}

/// Steps 1 to 7 of the contract, as they are written there.
fn slow_upcoming(
    parts: &Parts,
    start: NaiveDateTime,
    zone: &dyn Zone,
    from: DateTime<Utc>,
    end: NaiveDateTime,
) -> Vec<(DateTime<Utc>, NaiveDateTime)> {
    let mut by_instant: BTreeMap<DateTime<Utc>, NaiveDateTime> = BTreeMap::new();
    // Only what can still matter is mapped; everything was counted.
    let near = (from - TimeDelta::days(4)).naive_utc();
    for nominal in parts.nominals(start, end).into_iter().filter(|nominal| *nominal > near) {
        let instant = slow_instant(zone, nominal);
        let until = parts
            .until
            .is_none_or(|(days, form)| is_within(nominal, instant, start + TimeDelta::days(days), form, zone));
        let mut except = parts.except.iter();
        if until && !except.any(|(days, form)| is_named(nominal, instant, start + TimeDelta::days(*days), *form, zone))
        {
            let earliest = by_instant.entry(instant).or_insert(nominal);
            *earliest = nominal.min(*earliest);
        }
    }
    by_instant.into_iter().filter(|(instant, _)| *instant > from).collect()
}

fn any_parts(freq: &'static str) -> impl Strategy<Value = Parts> {
    let most = match freq {
        "DAILY" => 40,
        "WEEKLY" => 9,
        "MONTHLY" => 7,
        _ => 3,
    };
    let numbered = matches!(freq, "MONTHLY" | "YEARLY");
    let set = |range: std::ops::Range<i64>, most: usize| btree_set(range, 0..=most).prop_map(Vec::from_iter);
    let rarely = |values: BoxedStrategy<Vec<i64>>| prop_oneof![3 => Just(Vec::new()), 1 => values];
    let month_days = (1_i64..=31, any::<bool>()).prop_map(|(day, from_end)| if from_end { -day } else { day });
    let month_days = if freq == "WEEKLY" {
        Just(Vec::new()).boxed()
    } else {
        rarely(btree_set(month_days, 1..=4).prop_map(Vec::from_iter).boxed()).boxed()
    };
    let numbers = if numbered {
        prop_oneof![2 => Just(0_i64), 1 => 1_i64..=5, 1 => -5_i64..=-1].boxed()
    } else {
        Just(0).boxed()
    };
    let positions = prop_oneof![1_i64..=4, -4_i64..=-1];
    let days = btree_set((numbers, 0_i64..7), 0..=4).prop_map(Vec::from_iter);
    let times = (rarely(set(0..24, 4).boxed()), rarely(set(0..60, 3).boxed()));
    let ends = (
        option::weighted(0.2, 1_usize..60),
        option::weighted(0.2, (-5_i64..300, 0_u8..3)),
        proptest::collection::vec((0_i64..200, 0_u8..3), 0..3),
    );
    (
        (1_i64..=most, rarely(set(1..13, 4).boxed()), month_days, prop_oneof![1 => Just(Vec::new()), 1 => days]),
        times,
        rarely(btree_set(positions, 1..=2).prop_map(Vec::from_iter).boxed()),
        0_i64..7,
        ends,
    )
        .prop_map(move |((interval, months, month_days, days), (hours, minutes), positions, week_start, ends)| {
            let (count, until, except) = ends;
            let until = if count.is_some() { None } else { until };
            Parts {
                freq,
                interval,
                months,
                month_days,
                days,
                hours,
                minutes,
                positions,
                week_start,
                count,
                until,
                except,
            }
        })
}

/// A start near a clock change as often as not: those are at night, in spring and fall.
fn any_start() -> impl Strategy<Value = NaiveDateTime> {
    let by_night = (0_i64..4_500, 0_i64..16).prop_map(|(days, quarters)| (days, quarters * 15));
    let by_day = (0_i64..4_500, 0_i64..1_440);
    prop_oneof![by_night, by_day]
        .prop_map(|(days, minutes)| civil("2018-01-01T00:00") + TimeDelta::days(days) + TimeDelta::minutes(minutes))
}

fn agree(parts: &Parts, start: NaiveDateTime, zone: &Bundled, ahead: i64) -> Result<(), TestCaseError> {
    let text = parts.text(start, zone);
    let rule: Rule = text.parse().unwrap();
    prop_assert_eq!(rule.to_string().parse::<Rule>(), Ok(rule.clone()), "{}", rule);

    let from = start.and_utc() + TimeDelta::minutes(ahead);
    let end = start.max(from.naive_utc()) + TimeDelta::days(parts.horizon());
    let seen = |instant: &DateTime<Utc>| instant.naive_utc() < end - TimeDelta::days(3);
    let mut slow = slow_upcoming(parts, start, zone, from, end);
    slow.retain(|(instant, _)| seen(instant));
    let quick: Vec<_> = upcoming(&rule, start, zone, from, slow.len() + 1)
        .into_iter()
        .map(|time| (time.instant, time.nominal))
        .filter(|(instant, _)| seen(instant))
        .collect();
    prop_assert_eq!(quick, slow, "{} from {} in {} after {}", text, start, zone.name(), from);
    Ok(())
}

macro_rules! agrees {
    ($($name:ident: $freq:literal, $cases:literal;)+) => {
        proptest! {$(
            #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases($cases) })]

            #[test]
            fn $name(parts in any_parts($freq), start in any_start(), place in 0..ZONES.len(), ahead in -60_000..400_000_i64) {
                agree(&parts, start, &zone(ZONES[place]), ahead)?;
            }
        )+}
    };
}

mod daily {
    use super::*;
    agrees! { rules_agree_with_the_slow_expansion: "DAILY", 3_000; }
}

mod weekly {
    use super::*;
    agrees! { rules_agree_with_the_slow_expansion: "WEEKLY", 2_500; }
}

mod monthly {
    use super::*;
    agrees! { rules_agree_with_the_slow_expansion: "MONTHLY", 2_500; }
}

mod yearly {
    use super::*;
    agrees! { rules_agree_with_the_slow_expansion: "YEARLY", 2_000; }
}

#[test]
fn the_slow_mapping_knows_gaps_and_overlaps() {
    fn check(place: &str, local: &str, expect: &str) {
        assert_eq!(slow_instant(&zone(place), civil(local)), expect.parse::<DateTime<Utc>>().unwrap(), "{local}");
    }
    check("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z");
    check("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z");
    check("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T19:00:00Z");
}
