use ajar_engine::dto::{ErrorCode, OccurrenceAction, PauseFor, Response, Setting, Settings, TalkDraft};

use crate::world::*;

pub fn talk(number: u8, occurrence: Option<&str>) -> TalkDraft {
    TalkDraft {
        id: entry_id(number),
        response: Response::JoinedIn,
        setting: Some(Setting::Transit),
        occurrence: occurrence.map(str::to_owned),
        card: None,
        plan: None,
        practice: None,
        day: None,
        time: None,
    }
}

#[test]
fn a_practice_is_noted_once_a_day_and_can_be_taken_back() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let card = engine.today().unwrap().practice;
    let logged = engine.log_practice(&card.practice, None).unwrap();
    assert_eq!((logged.day.as_str(), logged.practiced_this_week, logged.goal_reached_now), ("2026-03-10", 1, false));
    assert_eq!(engine.log_practice(&card.practice, None).unwrap().id, None);
    let today = engine.today().unwrap();
    assert!(today.practiced);
    assert_eq!(today.practice.practice, card.practice, "done does not swap the card");
    assert_eq!((today.week.practiced, today.week.goal), (1, 3));
    assert_eq!(today.week.days.iter().map(|day| day.count).collect::<Vec<_>>(), [0, 1, 0, 0, 0, 0, 0]);

    engine.undo_log(&logged.id.unwrap()).unwrap();
    assert!(!engine.today().unwrap().practiced);
    assert_eq!(code(engine.undo_log(&entry_id(99))), ErrorCode::NotFound);
    assert_eq!(code(engine.log_practice("c:no-such-practice", None)), ErrorCode::NotFound);
    assert_eq!(code(engine.log_practice("'; DROP TABLE entry", None)), ErrorCode::NotFound);
}

#[test]
fn the_goal_is_reached_on_the_third_day_and_the_streak_shows() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for (day, reached) in [(1, false), (2, false), (3, true), (4, false)] {
        let logged = engine.log_practice("c:listen-first", None).unwrap();
        assert_eq!((logged.practiced_this_week, logged.goal_reached_now), (day, reached));
        world.pass(24 * 60);
    }
    let progress = engine.progress(None).unwrap();
    assert_eq!((progress.streak_weeks, progress.any_week_met, progress.run_days, progress.total_days), (1, true, 4, 4));
    assert_eq!((progress.month.month.as_str(), progress.month.days.len()), ("2026-03", 31));
    assert!(progress.month.is_current && !progress.month.has_earlier);
    assert_eq!(progress.month.days.iter().filter(|day| day.count > 0).count(), 4);
    let april = engine.progress(Some("2026-04")).unwrap().month;
    assert!(april.has_earlier && !april.is_current);
    for wrong in ["2026-13", "2026-4", "", "2026-04-01", "march"] {
        assert_eq!(field(engine.progress(Some(wrong))), "month", "{wrong}");
    }
}

#[test]
fn two_clicks_on_a_talk_are_one() {
    let world = World::new();
    let engine = world.begin(vec![]);
    assert_eq!(engine.log_talk(&talk(1, None)).unwrap().id, Some(entry_id(1)));
    assert_eq!(engine.log_talk(&talk(1, None)).unwrap().id, None);
    assert_eq!(engine.today().unwrap().week.days[1].count, 1);
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(engine.today().unwrap().week.days[1].count, 0);
}

#[test]
fn a_talk_answers_its_moment_and_quiets_the_practice_reminder() {
    let world = World::new();
    let engine = world.begin(vec![moment_at("14:00"), practice_at("15:00")]);
    world.pass(61);
    let occurrence = fires(&engine);
    assert!(engine.today().unwrap().open[0].asks_talk);
    engine.log_talk(&talk(1, Some(&occurrence))).unwrap();
    assert_eq!(engine.today().unwrap().open.len(), 0);
    world.pass(60);
    is_quiet(&engine);
    // Taken back, the moment is open again.
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(engine.today().unwrap().open.len(), 1);
    engine.log_talk(&talk(2, Some(&occurrence))).unwrap();
    assert_eq!(engine.log_talk(&talk(3, Some(&occurrence))).unwrap().id, None);
    assert_eq!(engine.today().unwrap().week.days[1].count, 1);
}

#[test]
fn done_after_midnight_counts_for_yesterday() {
    let world = World::at("2026-03-10T22:20:00Z", "Europe/Berlin");
    let mut draft = practice_at("23:30");
    draft.quiet = ajar_engine::dto::QuietChoice::Through;
    let engine = world.begin(vec![draft]);
    world.pass(11);
    let occurrence = fires(&engine);
    world.pass(50);
    let answered = engine.answer_reminder(&occurrence, &OccurrenceAction::Done).unwrap();
    assert_eq!(answered.logged.unwrap().day, "2026-03-10");
}

#[test]
fn another_practice_goes_round() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let mut seen = vec![engine.today().unwrap().practice.practice];
    for _ in 1..17 {
        let next = engine.another_practice(&seen).unwrap().practice;
        assert!(!seen.contains(&next));
        seen.push(next);
    }
    assert_eq!(engine.another_practice(&seen).unwrap().practice, seen[0]);
}

#[test]
fn travel_rewrites_no_history() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.log_practice("c:listen-first", None).unwrap();
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"] {
        world.clock.set_zone(ajar_engine::zone::JiffZone::bundled(zone));
        let progress = engine.progress(Some("2026-03")).unwrap();
        assert_eq!(progress.total_days, 1, "{zone}");
        assert_eq!(progress.month.days[9].count, 1, "{zone}");
    }
}

#[test]
fn a_pause_of_all_holds_whole_days() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("18:30")]);
    for _ in 0..2 {
        engine.log_practice("c:listen-first", None).unwrap();
        world.pass(24 * 60);
    }
    engine.log_practice("c:listen-first", None).unwrap();
    let before = engine.progress(None).unwrap();
    engine.pause_reminders(None, &PauseFor::UntilISay).unwrap();
    world.pass(9 * 24 * 60);
    let during = engine.progress(None).unwrap();
    assert_eq!((during.run_days, during.streak_weeks), (before.run_days, before.streak_weeks));
    engine.resume_reminders(None).unwrap();
    engine.log_practice("c:listen-first", None).unwrap();
    assert_eq!(engine.progress(None).unwrap().run_days, before.run_days + 1);
}

#[test]
fn the_lock_screen_shows_todays_practice_only_to_who_wants_it() {
    let world = World::new();
    let engine = world.start();
    assert!(engine.practice_while_locked().unwrap().is_none());
    drop(engine);
    let engine = world.begin(vec![]);
    engine.today().unwrap();
    engine.lock();
    assert!(engine.practice_while_locked().unwrap().is_none());

    engine.unlock(PASSPHRASE).unwrap();
    engine.save_settings(&Settings { practice_while_locked: true, ..Settings::default() }).unwrap();
    // The first of the path was done yesterday, so today offers another.
    let first = engine.today().unwrap().practice.practice;
    engine.log_practice(&first, None).unwrap();
    world.pass(24 * 60);
    let offered = engine.today().unwrap().practice.practice;
    assert_ne!(offered, first);
    engine.lock();
    let engine = world.kill(engine);
    assert_eq!(engine.practice_while_locked().unwrap().unwrap().practice, offered);
    // On a day when nobody looked at Today, the locked log says nothing.
    world.pass(24 * 60);
    assert_eq!(engine.practice_while_locked().unwrap().unwrap().practice, first);
}
