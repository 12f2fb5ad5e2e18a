use ajar_engine::Engine;
use ajar_engine::dto::{EntrySave, ErrorCode, Facets, Mood, Period, Proof};

use crate::world::*;

const EVERY: &[(u8, &str)] = &[
    (1, "2026-03-29"),
    (2, "2026-03-29"),
    (3, "2026-03-10"),
    (4, "2025-12-31"),
    (5, "2024-02-29"),
    (6, "2023-03-29"),
    (7, "2019-03-29"),
    (8, "2019-03-01"),
];

/// It is 10 March 2026.
fn some_years() -> (World, Engine) {
    let world = World::new();
    let engine = world.begin(vec![]);
    for (number, day) in EVERY {
        put(&engine, *number, day, None);
    }
    (world, engine)
}

fn put(engine: &Engine, number: u8, day: &str, mood: Option<Mood>) {
    let facets = mood.map(|mood| Facets { mood: Some(mood), ..Facets::default() });
    let save = EntrySave {
        id: entry_id(number),
        text: format!("entry {number}"),
        day: Some(day.into()),
        facets,
        ..EntrySave::default()
    };
    engine.save_entry(&save).unwrap();
}

/// Moves an entry to another day.
fn move_to(engine: &Engine, number: u8, day: &str) {
    let entry = engine.entry(&entry_id(number)).unwrap();
    let save = EntrySave {
        id: entry.id,
        base_rev: entry.rev,
        text: entry.text,
        day: Some(day.into()),
        ..EntrySave::default()
    };
    assert_eq!(engine.save_entry(&save).unwrap().day, day);
}

fn months(engine: &Engine) -> String {
    let months = engine.months().unwrap();
    assert_eq!(months.iter().map(|month| month.count).sum::<u32>(), engine.entries(None).unwrap().total);
    months.iter().map(|month| format!("{} {}", month.month, month.count)).collect::<Vec<_>>().join(", ")
}

fn numbers<'row>(ids: impl IntoIterator<Item = &'row String>) -> Vec<u8> {
    ids.into_iter().map(|id| u8::from_str_radix(&id[id.len() - 2..], 16).unwrap()).collect()
}

/// What comes up on a day, and how many years before it.
fn comes_up(engine: &Engine, day: &str) -> Vec<(u8, i32)> {
    let page = engine.day(Some(day)).unwrap();
    let years = page.memories.iter().map(|memory| memory.years);
    numbers(page.memories.iter().map(|memory| &memory.entry.id)).into_iter().zip(years).collect()
}

#[test]
fn months_count_what_is_in_the_timeline_whatever_becomes_of_an_entry() {
    let (_world, engine) = some_years();
    let all = "2026-03 3, 2025-12 1, 2024-02 1, 2023-03 1, 2019-03 2";
    assert_eq!(months(&engine), all);
    engine.delete_entry(&entry_id(5)).unwrap();
    assert_eq!(months(&engine), "2026-03 3, 2025-12 1, 2023-03 1, 2019-03 2");
    engine.restore_entry(&entry_id(5)).unwrap();
    assert_eq!(months(&engine), all);
    // Over a year's end, and back.
    move_to(&engine, 4, "2026-01-01");
    assert_eq!(months(&engine), "2026-03 3, 2026-01 1, 2024-02 1, 2023-03 1, 2019-03 2");
    move_to(&engine, 4, "2025-12-31");
    assert_eq!(months(&engine), all);
    engine.delete_entry(&entry_id(8)).unwrap();
    engine.purge_entry(&entry_id(8), &Proof::Passphrase(PASSPHRASE.into())).unwrap();
    assert_eq!(months(&engine), "2026-03 3, 2025-12 1, 2024-02 1, 2023-03 1, 2019-03 1");
}

#[test]
fn the_timeline_can_be_read_from_any_place_and_each_entry_knows_its_own() {
    let (_world, engine) = some_years();
    let read = |from| numbers(engine.entries_from(from).unwrap().iter().map(|row| &row.id));
    assert_eq!(read(0), [2, 1, 3, 4, 5, 6, 7, 8]);
    assert_eq!(read(6), [7, 8]);
    assert_eq!(read(8), [0_u8; 0]);
    for (place, number) in (0..).zip(read(0)) {
        assert_eq!(engine.entry_place(&entry_id(number)).unwrap(), place);
    }
    move_to(&engine, 1, "2019-02-28");
    assert_eq!(engine.entry_place(&entry_id(1)).unwrap(), 7);
    engine.delete_entry(&entry_id(1)).unwrap();
    assert_eq!(code(engine.entry_place(&entry_id(1))), ErrorCode::NotFound);
}

#[test]
fn pages_from_a_place_are_of_fifty() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 1..=120 {
        put(&engine, number, "2026-03-10", None);
    }
    assert_eq!([0, 50, 100].map(|from| engine.entries_from(from).unwrap().len()), [50, 50, 20]);
}

#[test]
fn a_month_tells_its_days_with_their_moods() {
    let (_world, engine) = some_years();
    put(&engine, 20, "2026-03-29", Some(Mood::Warm));
    put(&engine, 21, "2026-03-29", Some(Mood::Low));
    put(&engine, 22, "2026-03-29", Some(Mood::Warm));
    let days = engine.days("2026-03").unwrap();
    let told: Vec<_> = days.iter().map(|day| (day.day.as_str(), day.count, day.moods.as_slice())).collect();
    assert_eq!(told, [("2026-03-10", 1, &[][..]), ("2026-03-29", 5, &[Mood::Warm, Mood::Low][..])]);
    assert_eq!(engine.days("2024-02").unwrap()[0].day, "2024-02-29");
    for month in ["2026-13", "2026-3", "1899-12", "2201-01", "march"] {
        assert_eq!(field(engine.days(month)), "month", "{month}");
    }
}

#[test]
fn a_day_tells_its_entries_and_what_it_looks_back_on() {
    let (_world, engine) = some_years();
    let page = engine.day(Some("2026-03-29")).unwrap();
    assert_eq!(page.today, "2026-03-10");
    assert_eq!(numbers(page.entries.iter().map(|row| &row.id)), [2, 1]);
    assert_eq!(comes_up(&engine, "2026-03-29"), [(6, 3), (7, 7)]);
    // From an earlier year, what came after comes up too.
    assert_eq!(comes_up(&engine, "2023-03-29"), [(2, -3), (1, -3), (7, 4)]);
    assert_eq!(engine.day(None).unwrap().day, "2026-03-10");
    assert_eq!(field(engine.day(Some("2026-02-29"))), "day");
    engine.delete_entry(&entry_id(6)).unwrap();
    assert_eq!(comes_up(&engine, "2026-03-29"), [(7, 7)], "what lies in the trash does not");
}

#[test]
fn the_leap_day_comes_up_once_in_each_year() {
    let (_world, engine) = some_years();
    assert_eq!(comes_up(&engine, "2026-02-28"), [(5, 2)]);
    assert_eq!(comes_up(&engine, "2026-03-01"), [(8, 7)]);
    assert_eq!(comes_up(&engine, "2028-02-28"), []);
    assert_eq!(comes_up(&engine, "2028-02-29"), [(5, 4)]);
    assert_eq!(comes_up(&engine, "2024-02-29"), [], "a day is no memory of itself");
}

#[test]
fn the_day_is_the_practice_day() {
    // Half past two in the night in which Berlin's clocks go forward: the day before has not ended.
    let world = World::at("2026-03-29T00:30:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    assert_eq!(engine.day(None).unwrap().day, "2026-03-28");
    world.pass(180);
    assert_eq!(engine.day(None).unwrap().day, "2026-03-29");
}

#[test]
fn what_is_hidden_comes_up_no_more_and_stays_everywhere_else() {
    let (_world, engine) = some_years();
    engine.hide_memory(&entry_id(6)).unwrap();
    engine.hide_memory(&entry_id(6)).unwrap();
    assert_eq!(comes_up(&engine, "2026-03-29"), [(7, 7)]);
    assert_eq!(numbers(engine.hidden_days().unwrap().entries.iter().map(|row| &row.id)), [6]);
    assert_eq!(numbers(engine.day(Some("2023-03-29")).unwrap().entries.iter().map(|row| &row.id)), [6]);
    assert_eq!(engine.days("2023-03").unwrap()[0].count, 1);
    assert_eq!(engine.entry_place(&entry_id(6)).unwrap(), 5);
    engine.show_memory(&entry_id(6)).unwrap();
    assert_eq!(comes_up(&engine, "2026-03-29"), [(6, 3), (7, 7)]);
    assert_eq!(code(engine.hide_memory(&entry_id(99))), ErrorCode::NotFound);
}

#[test]
fn a_hidden_period_holds_both_its_ends() {
    let (_world, engine) = some_years();
    let period = |first: &str, last: &str| Period { first: first.into(), last: last.into() };
    for (first, last, left) in [
        ("2019-03-29", "2019-03-29", vec![(6, 3)]),
        ("2019-03-30", "2023-03-28", vec![(6, 3), (7, 7)]),
        ("2019-03-29", "2023-03-29", vec![]),
    ] {
        let period = period(first, last);
        engine.hide_period(&period).unwrap();
        assert_eq!(comes_up(&engine, "2026-03-29"), left, "{period:?}");
        assert_eq!(engine.hidden_days().unwrap().periods, std::slice::from_ref(&period));
        engine.show_period(&period).unwrap();
    }
    assert_eq!(field(engine.hide_period(&period("2026-03-02", "2026-03-01"))), "last");
    assert_eq!(field(engine.hide_period(&period("", "2026-03-01"))), "first");
    assert_eq!(field(engine.hide_period(&period("2026-03-01", "2201-01-01"))), "last");
}

#[test]
fn a_hidden_entry_is_hidden_again_after_the_trash_and_forgotten_after_the_end() {
    let (world, engine) = some_years();
    engine.hide_memory(&entry_id(6)).unwrap();
    engine.delete_entry(&entry_id(6)).unwrap();
    assert!(engine.hidden_days().unwrap().entries.is_empty());
    engine.restore_entry(&entry_id(6)).unwrap();
    assert_eq!(comes_up(&engine, "2026-03-29"), [(7, 7)]);
    engine.delete_entry(&entry_id(6)).unwrap();
    engine.purge_entry(&entry_id(6), &Proof::Passphrase(PASSPHRASE.into())).unwrap();
    put(&engine, 6, "2023-03-29", None);
    assert_eq!(comes_up(&engine, "2026-03-29"), [(6, 3), (7, 7)], "the mark went with the entry");
    engine.hide_memory(&entry_id(6)).unwrap();
    let engine = world.kill_and_unlock(engine);
    assert_eq!(comes_up(&engine, "2026-03-29"), [(7, 7)]);
    assert!(!format!("{:?} {:?}", engine.hidden_days(), engine.day(None)).contains("entry 6"));
}
