//! Talks: logged, told of, looked back on, taken back.

use ajar_engine::Engine;
use ajar_engine::dto::{
    About, ErrorCode, FreeChoice, Letter, Opener, Outcome, PlanSave, PlanState, PlanSteps, Pushed, Response,
    TalkCursor, TalkDetails, TalkDraft,
};

use crate::practicing::talk;
use crate::world::*;

/// A talk with this response, told of like this.
pub fn told(engine: &Engine, number: u8, response: Response, details: &TalkDetails) {
    engine.log_talk(&TalkDraft { response, ..talk(number, None) }).unwrap();
    engine.describe_talk(&entry_id(number), details).unwrap();
}

fn at(day: Option<&str>, time: Option<&str>) -> TalkDraft {
    TalkDraft { day: day.map(str::to_owned), time: time.map(str::to_owned), ..talk(1, None) }
}

#[test]
fn a_talk_is_of_the_day_and_hour_it_was() {
    // 13:00 on 10 March in Berlin; the clocks went back at 03:00 on 25 October 2025, and go forward on 29 March.
    fn check(now: &str, day: Option<&str>, time: Option<&str>, expect: (&str, &str)) {
        let world = World::at(now, "Europe/Berlin");
        let engine = world.begin(vec![]);
        engine.log_talk(&at(day, time)).unwrap();
        world.clock.set_zone(ajar_engine::zone::JiffZone::bundled("Pacific/Kiritimati"));
        let talk = engine.talk(&entry_id(1)).unwrap();
        assert_eq!((talk.day.as_str(), talk.time.as_str()), expect, "{now} {day:?} {time:?}");
    }
    let now = "2026-03-10T12:00:00Z";
    check(now, None, None, ("2026-03-10", "13:00"));
    check(now, None, Some("08:15"), ("2026-03-10", "08:15"));
    check(now, Some("2026-03-10"), Some("13:00"), ("2026-03-10", "13:00"));
    check(now, Some("2026-03-08"), None, ("2026-03-08", "13:00"));
    // The practice day goes on after midnight.
    check(now, Some("2026-03-08"), Some("01:30"), ("2026-03-08", "01:30"));
    check("2026-03-10T23:30:00Z", None, None, ("2026-03-10", "00:30"));
    check("2026-03-10T23:30:00Z", None, Some("23:45"), ("2026-03-10", "23:45"));
    check("2026-03-10T23:30:00Z", None, Some("00:10"), ("2026-03-10", "00:10"));
    check(now, Some("2025-10-25"), Some("02:30"), ("2025-10-25", "02:30"));
    // 02:30 never was in the night of 29 March.
    check("2026-03-30T12:00:00Z", Some("2026-03-28"), Some("02:30"), ("2026-03-28", "03:30"));
}

#[test]
fn what_is_still_to_come_is_refused_at_its_field() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for (day, time, expect) in [
        (Some("2026-03-11"), None, "day"),
        (Some("1999-12-31"), None, "day"),
        (Some("2026-02-30"), None, "day"),
        (Some("yesterday"), None, "day"),
        (None, Some("13:01"), "time"),
        (Some("2026-03-10"), Some("01:00"), "time"),
        (None, Some("24:00"), "time"),
    ] {
        assert_eq!(field(engine.log_talk(&at(day, time))), expect, "{day:?} {time:?}");
        assert_eq!(engine.talks(None).unwrap().total, 0);
    }
    let wrong = |change: fn(&mut TalkDraft)| {
        let mut draft = talk(1, None);
        change(&mut draft);
        assert_eq!(code(engine.log_talk(&draft)), ErrorCode::NotFound);
    };
    wrong(|draft| draft.card = Some("c:no-such-card".into()));
    wrong(|draft| draft.card = Some("smile".into()));
    wrong(|draft| draft.practice = Some("c:no-such-practice".into()));
    wrong(|draft| draft.plan = Some(entry_id(7)));
    assert_eq!(engine.talks(None).unwrap().total, 0);
}

#[test]
fn one_talk_is_one_talk_across_a_crash_and_through_the_letter_slot() {
    let world = World::new();
    let mut engine = world.begin(vec![]);
    engine.log_talk(&talk(1, None)).unwrap();
    engine = world.kill_and_unlock(engine);
    assert_eq!(engine.log_talk(&talk(1, None)).unwrap().id, None);
    engine.lock();
    for number in [1, 2, 2] {
        let letter = Letter::Talk { id: entry_id(number), response: Response::NotNow, setting: None };
        engine.drop_letter(&letter).unwrap();
    }
    engine = world.kill_and_unlock(engine);
    assert_eq!(engine.log_talk(&talk(2, None)).unwrap().id, None);
    let page = engine.talks(None).unwrap();
    assert_eq!((page.total, page.more), (2, false));
    assert_eq!(engine.talk(&entry_id(1)).unwrap().response, Response::JoinedIn);
}

#[test]
fn a_talk_that_was_a_practice_counts_once_as_both() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let draft = TalkDraft { practice: Some("c:go-first".into()), ..talk(1, None) };
    engine.log_talk(&draft).unwrap();
    assert_eq!(engine.log_practice("c:go-first", None).unwrap().id, None);
    let page = engine.practice("c:go-first").unwrap();
    assert_eq!((page.times, page.last_day.as_deref()), (1, Some("2026-03-10")));
    assert_eq!(engine.progress(None).unwrap().total_days, 1);
    assert_eq!(engine.today().unwrap().week.days[1].count, 1);
    assert_eq!(engine.talk(&entry_id(1)).unwrap().practice, Some(page.card.title));
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(engine.practice("c:go-first").unwrap().times, 0);
    assert!(engine.log_practice("c:go-first", None).unwrap().id.is_some());
}

#[test]
fn what_is_told_is_kept_whole_and_odd_things_are_refused() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let details = TalkDetails {
        opener: Some(Opener::OwnStory),
        minutes: Some(20),
        topic: Some("money".into()),
        depth: Some(2),
        pushed: Some(Pushed::ALittle),
        outcome: Some(Outcome::Good),
        free: Some(FreeChoice::Yes),
        understood: "They worry, too.\0".into(),
        ..TalkDetails::default()
    };
    told(&engine, 1, Response::SharedSomething, &details);
    assert!(engine.talk(&entry_id(1)).unwrap().details == details);
    let odd = |expect: &str, change: fn(&mut TalkDetails)| {
        let mut odd = TalkDetails::default();
        change(&mut odd);
        assert_eq!(field(engine.describe_talk(&entry_id(1), &odd)), expect);
    };
    odd("minutes", |details| details.minutes = Some(0));
    odd("minutes", |details| details.minutes = Some(1441));
    odd("topic", |details| details.topic = Some("no-such-deck".into()));
    odd("depth", |details| details.depth = Some(4));
    odd("understood", |details| details.understood = "é".repeat(2001));
    assert!(engine.talk(&entry_id(1)).unwrap().details == details);
    engine.describe_talk(&entry_id(1), &TalkDetails { understood: "é".repeat(2000), ..details }).unwrap();
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(code(engine.talk(&entry_id(1))), ErrorCode::NotFound);
    assert_eq!(code(engine.describe_talk(&entry_id(1), &TalkDetails::default())), ErrorCode::NotFound);
    assert_eq!(code(engine.describe_talk("x", &TalkDetails::default())), ErrorCode::NotFound);
}

#[test]
fn the_history_comes_in_pages_newest_first() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for number in 0..53 {
        let draft = TalkDraft { day: Some(format!("2026-01-{:02}", number % 28 + 1)), ..talk(number, None) };
        engine.log_talk(&draft).unwrap();
    }
    let first = engine.talks(None).unwrap();
    assert_eq!((first.talks.len(), first.total, first.more), (50, 53, true));
    let last = first.talks.last().unwrap();
    let cursor = TalkCursor { day: last.day.clone(), id: last.id.clone() };
    engine.undo_log(&last.id).unwrap();
    let second = engine.talks(Some(&cursor)).unwrap();
    assert_eq!((second.talks.len(), second.total, second.more), (3, 52, false));
    let days: Vec<&str> = first.talks.iter().chain(&second.talks).map(|talk| talk.day.as_str()).collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older));
    assert_eq!(code(engine.talks(Some(&TalkCursor { day: String::new(), id: "x".into() }))), ErrorCode::NotFound);
}

#[test]
fn words_and_what_they_are_about_outlive_each_other() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.log_talk(&TalkDraft { practice: Some("c:listen-first".into()), ..talk(1, None) }).unwrap();
    let about = About::Talk { id: entry_id(1) };
    let entry = engine.write_about(&about).unwrap();
    let prompt = engine.practice("c:listen-first").unwrap().card.prompts.remove(0);
    assert!(entry.text.starts_with(&format!("{prompt}\n")), "{}", entry.text);
    write(&engine, &entry.id, entry.rev, "They told of the garden.");
    assert_eq!(engine.write_about(&about).unwrap().text, "They told of the garden.");
    assert_eq!(engine.talk(&entry_id(1)).unwrap().entry.as_ref(), Some(&entry.id));

    engine.delete_entry(&entry.id).unwrap();
    assert_eq!(engine.talk(&entry_id(1)).unwrap().entry, None);
    assert_eq!(engine.write_about(&about).unwrap().id, entry.id, "found again in the trash");
    engine.restore_entry(&entry.id).unwrap();
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(engine.entry(&entry.id).unwrap().text, "They told of the garden.");
    assert_eq!(code(engine.write_about(&about)), ErrorCode::NotFound);
}

#[test]
fn a_practice_has_words_of_each_day() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let about = About::Practice { practice: "c:go-first".into() };
    let first = engine.write_about(&about).unwrap().id;
    assert_eq!(engine.write_about(&about).unwrap().id, first);
    world.pass(24 * 60);
    assert_ne!(engine.write_about(&about).unwrap().id, first);
    assert_eq!(code(engine.write_about(&About::Practice { practice: "c:none".into() })), ErrorCode::NotFound);
    assert_eq!(code(engine.write_about(&About::Plan { id: entry_id(1) })), ErrorCode::NotFound);
    assert_eq!(code(engine.write_about(&About::Thanks { id: entry_id(1) })), ErrorCode::NotFound);
}

#[test]
fn the_first_talk_of_a_plan_is_its_talk_until_it_is_taken_back() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let steps = PlanSteps { want: "One evening".into(), topic: Some("money".into()), ..PlanSteps::default() };
    engine.save_plan(&PlanSave { id: entry_id(50), base_rev: 0, steps }).unwrap();
    for number in [1, 2] {
        engine
            .log_talk(&TalkDraft { plan: Some(entry_id(50)), response: Response::NotNow, ..talk(number, None) })
            .unwrap();
    }
    let plan = engine.plan(&entry_id(50)).unwrap();
    assert_eq!((plan.state, plan.talk), (PlanState::Talked, Some(entry_id(1))));
    assert_eq!(engine.talk(&entry_id(2)).unwrap().plan, Some(entry_id(50)));
    let rests = || engine.decks().unwrap().into_iter().filter(|deck| deck.rests_until.is_some()).count();
    assert_eq!(rests(), 1, "the plan's topic rests");
    let entry = engine.write_about(&About::Plan { id: entry_id(50) }).unwrap().id;
    assert_eq!(engine.plan(&entry_id(50)).unwrap().entry, Some(entry));
    engine.undo_log(&entry_id(2)).unwrap();
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(engine.plan(&entry_id(50)).unwrap().state, PlanState::Open);
    assert_eq!(rests(), 0);
}

#[test]
fn a_talk_that_was_taken_back_comes_back_with_all_it_had() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let plan = PlanSave {
        id: entry_id(8),
        base_rev: 0,
        steps: PlanSteps { want: "more walks".into(), ..PlanSteps::default() },
    };
    engine.save_plan(&plan).unwrap();
    let draft = TalkDraft {
        response: Response::NotNow,
        card: Some("c:day-01".into()),
        plan: Some(entry_id(8)),
        practice: Some("c:light-opening".into()),
        ..talk(1, None)
    };
    engine.log_talk(&draft).unwrap();
    let details =
        TalkDetails { opener: Some(Opener::LightQuestion), understood: "timing".into(), ..TalkDetails::default() };
    engine.describe_talk(&entry_id(1), &details).unwrap();
    let entry = engine.write_about(&About::Talk { id: entry_id(1) }).unwrap().id;
    let quiet = || engine.easing().unwrap().advice.is_some();
    let before = (engine.progress(None).unwrap().total_days, quiet());

    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!((engine.talks(None).unwrap().total, quiet()), (0, false));
    engine.redo_talk(&entry_id(1)).unwrap();
    // A second click brings nothing twice.
    engine.redo_talk(&entry_id(1)).unwrap();

    let talk = engine.talk(&entry_id(1)).unwrap();
    assert_eq!((talk.response, talk.entry.as_deref()), (Response::NotNow, Some(entry.as_str())));
    assert!(talk.card.is_some() && talk.practice.is_some() && talk.details == details);
    assert_eq!(engine.plan(&entry_id(8)).unwrap().state, PlanState::Talked);
    assert_eq!((engine.progress(None).unwrap().total_days, quiet()), before);
    assert_eq!(engine.talks(None).unwrap().total, 1);
    assert_eq!(engine.redo_talk(&entry_id(2)).unwrap_err().body().code, ErrorCode::NotFound);
}
