use ajar_engine::dto::{ErrorCode, OccurrenceAction, PauseFor, QuietChoice, ReminderKind, Weekday};

use crate::world::*;

#[test]
fn drafts_are_checked_at_their_fields() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let refuse = |change: &dyn Fn(&mut ajar_engine::dto::ReminderDraft)| {
        let mut draft = moment_at("18:30");
        change(&mut draft);
        assert_eq!(code(engine.preview_reminder(&draft)), ErrorCode::Invalid);
        field(engine.save_reminder(&draft))
    };
    assert_eq!(refuse(&|draft| draft.time = "25:00".into()), "time");
    assert_eq!(refuse(&|draft| draft.time = "six".into()), "time");
    assert_eq!(refuse(&|draft| draft.when = on(&[], 1)), "days");
    assert_eq!(refuse(&|draft| draft.name = "  ".into()), "name");
    assert_eq!(refuse(&|draft| draft.name = "x".repeat(61)), "name");
    assert_eq!(refuse(&|draft| draft.when = on(&EVERY_DAY, 0)), "every_weeks");
    assert_eq!(refuse(&|draft| draft.when = on(&EVERY_DAY, 5)), "every_weeks");
    assert_eq!(refuse(&|draft| draft.lead_min = 721), "lead_min");
    let mut draft = practice_at("18:30");
    draft.lead_min = 10;
    assert_eq!(field(engine.save_reminder(&draft)), "lead_min");
    draft.lead_min = 0;
    draft.id = Some(entry_id(1));
    assert_eq!(code(engine.save_reminder(&draft)), ErrorCode::NotFound);
    assert_eq!(engine.reminders().unwrap().rows.len(), 0);
}

#[test]
fn what_is_saved_is_listed_with_its_next_time() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let mut draft = moment_at("18:30");
    draft.when = on(&[Weekday::Fr, Weekday::Tu], 2);
    draft.lead_min = 10;
    let saved = engine.save_reminder(&draft).unwrap();
    let engine = world.kill_and_unlock(engine);
    let row = engine.reminders().unwrap().rows.remove(0);
    assert_eq!((row.id.as_str(), row.name.as_str(), row.time.as_str()), (saved.id.as_str(), "Car ride home", "18:30"));
    assert_eq!(row.when, on(&[Weekday::Tu, Weekday::Fr], 2));
    assert_eq!(row.lead_min, 10);
    let next = row.next.unwrap();
    assert_eq!((next.local.as_str(), next.in_days, next.in_minutes), ("2026-03-10T18:20:00", 0, 320));
    let preview = engine.preview_reminder(&draft).unwrap();
    let locals: Vec<&str> = preview.iter().map(|line| &line.local[..10]).collect();
    assert_eq!(locals[..4], ["2026-03-10", "2026-03-13", "2026-03-24", "2026-03-27"]);
    assert_eq!(preview.len(), 10);
    assert_eq!(engine.today().unwrap().next.unwrap().name, "Car ride home");
}

/// S21: an edit after today's firing fires no second time for the same nominal time.
#[test]
fn an_edited_reminder_fires_at_its_new_time_only() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    world.pass(61);
    fires(&engine);
    let mut draft = practice_at("14:00");
    draft.id = Some(engine.reminders().unwrap().rows[0].id.clone());
    draft.quiet = QuietChoice::Through;
    engine.save_reminder(&draft).unwrap();
    is_quiet(&engine);
    draft.time = "15:00".into();
    engine.save_reminder(&draft).unwrap();
    is_quiet(&engine);
    world.pass(60);
    fires(&engine);
    // Moved to a time that has passed, it waits for tomorrow.
    draft.time = "09:00".into();
    engine.save_reminder(&draft).unwrap();
    is_quiet(&engine);
    assert_eq!(engine.reminders().unwrap().rows[0].next.as_ref().unwrap().in_days, 1);
}

#[test]
fn a_new_name_alone_does_not_swallow_what_is_due() {
    let world = World::new();
    let engine = world.begin(vec![moment_at("14:00")]);
    world.pass(61);
    let mut draft = moment_at("14:00");
    draft.id = Some(engine.reminders().unwrap().rows[0].id.clone());
    draft.name = "Walk".into();
    engine.save_reminder(&draft).unwrap();
    fires(&engine);
    assert_eq!(engine.today().unwrap().open[0].name, "Walk");
}

#[test]
fn every_other_week_keeps_its_weeks_through_an_edit() {
    let world = World::new();
    let mut draft = moment_at("12:00");
    draft.when = on(&[Weekday::Tu], 2);
    let engine = world.begin(vec![draft]);
    world.pass(7 * 24 * 60);
    let mut draft = moment_at("11:00");
    draft.id = Some(engine.reminders().unwrap().rows[0].id.clone());
    draft.when = on(&[Weekday::Tu], 2);
    let row = engine.save_reminder(&draft).unwrap();
    assert_eq!(row.next.unwrap().local, "2026-03-24T11:00:00");
}

#[test]
fn a_deleted_reminder_is_silent_and_can_come_back() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    let id = engine.reminders().unwrap().rows[0].id.clone();
    engine.delete_reminder(&id).unwrap();
    assert_eq!(code(engine.delete_reminder(&id)), ErrorCode::NotFound);
    world.pass(61);
    is_quiet(&engine);
    let row = engine.restore_reminder(&id).unwrap();
    assert_eq!(row.next.unwrap().in_days, 1, "nothing of the past fires");
    is_quiet(&engine);
}

#[test]
fn the_master_switch_touches_one_kind() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00"), moment_at("15:00")]);
    engine.set_kind_enabled(ReminderKind::Practice, false).unwrap();
    world.pass(61);
    is_quiet(&engine);
    world.pass(60);
    fires(&engine);
    engine.set_kind_enabled(ReminderKind::Practice, true).unwrap();
    is_quiet(&engine);
}

#[test]
fn a_pause_fires_nothing_and_leaves_no_backlog() {
    let world = World::new();
    let mut engine = world.begin(vec![practice_at("14:00")]);
    engine.pause_reminders(None, &PauseFor::Date { day: "2026-03-12".into() }).unwrap();
    assert_eq!(engine.reminders().unwrap().pause.unwrap().until.as_deref(), Some("2026-03-12T04:00:00"));
    world.pass(61);
    is_quiet(&engine);
    engine = world.kill_and_unlock(engine);
    world.pass(24 * 60);
    is_quiet(&engine);
    world.pass(24 * 60);
    fires(&engine);
    let today = engine.today().unwrap();
    assert_eq!((today.open.len(), today.away.len()), (1, 0));
    for wrong in ["2026-03-12", "1999-01-01", "soon"] {
        assert_eq!(field(engine.pause_reminders(None, &PauseFor::Date { day: wrong.into() })), "day");
    }
}

#[test]
fn one_reminder_is_paused_alone() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00"), moment_at("16:00")]);
    let rows = engine.reminders().unwrap().rows;
    let practice = rows.iter().find(|row| row.kind == ReminderKind::Practice).unwrap().id.clone();
    engine.pause_reminders(Some(&practice), &PauseFor::UntilISay).unwrap();
    world.pass(61);
    is_quiet(&engine);
    engine.resume_reminders(Some(&practice)).unwrap();
    is_quiet(&engine);
    world.pass(120);
    fires(&engine);
    assert_eq!(code(engine.pause_reminders(Some(&entry_id(1)), &PauseFor::Hour)), ErrorCode::NotFound);
}

#[test]
fn a_snooze_outlives_a_restart_and_an_edit() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    world.pass(61);
    let occurrence = fires(&engine);
    let until = engine.answer_reminder(&occurrence, &OccurrenceAction::Snooze { minutes: 60 }).unwrap().until;
    assert_eq!(until.as_deref(), Some("2026-03-10T15:01:00"));
    let engine = world.kill_and_unlock(engine);
    let mut draft = practice_at("14:30");
    draft.id = Some(engine.reminders().unwrap().rows[0].id.clone());
    draft.enabled = true;
    assert_eq!(engine.today().unwrap().open[0].put_offs.first(), Some(&OccurrenceAction::Snooze { minutes: 10 }));
    world.pass(59);
    is_quiet(&engine);
    engine.save_reminder(&draft).unwrap();
    world.pass(2);
    assert_eq!(fires(&engine), occurrence);
}

#[test]
fn a_snooze_has_its_limits() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    world.pass(61);
    let occurrence = fires(&engine);
    let snooze = |action: &OccurrenceAction| engine.answer_reminder(&occurrence, action);
    assert_eq!(code(snooze(&OccurrenceAction::Snooze { minutes: 7 })), ErrorCode::Precondition);
    assert_eq!(code(snooze(&OccurrenceAction::Tomorrow)), ErrorCode::Precondition);
    for _ in 0..3 {
        snooze(&OccurrenceAction::Snooze { minutes: 10 }).unwrap();
        world.pass(11);
        assert_eq!(fires(&engine), occurrence);
    }
    assert_eq!(code(snooze(&OccurrenceAction::Tonight)), ErrorCode::Precondition);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Skip).unwrap();
    assert_eq!(code(engine.answer_reminder(&occurrence, &OccurrenceAction::Done)), ErrorCode::Precondition);
    assert_eq!(code(engine.answer_reminder("nothing", &OccurrenceAction::Done)), ErrorCode::NotFound);
}

#[test]
fn clock_changes_neither_lose_nor_double_a_day() {
    // Berlin skips 02:00 to 03:00 on 29 March, and has it twice on 25 October.
    for (start, nights) in [("2026-03-27T12:00:00Z", 4), ("2026-10-23T12:00:00Z", 4)] {
        let world = World::at(start, "Europe/Berlin");
        let mut draft = moment_at("02:30");
        draft.quiet = QuietChoice::Through;
        let engine = world.begin(vec![draft]);
        let mut shown = 0;
        for _ in 0..nights * 24 * 6 {
            world.pass(10);
            shown += usize::from(tick(&engine).notice.is_some());
        }
        assert_eq!(shown, nights, "{start}");
    }
}

/// S25
#[test]
fn s25_without_a_time_zone_reminders_follow_utc_and_that_is_said() {
    let world = World::new();
    world.clock.set_zone(None);
    let engine = world.begin(vec![practice_at("14:00")]);
    assert_eq!(engine.status().notices.len(), 1);
    world.pass(119);
    is_quiet(&engine);
    world.pass(1);
    fires(&engine);
}
