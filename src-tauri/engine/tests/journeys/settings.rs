use ajar_engine::dto::{ErrorCode, NotificationStyle, Settings, Theme};

use crate::world::*;

#[test]
fn settings_are_kept_before_and_after_the_first_start() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(engine.status().settings, Settings::default());
    let dark = Settings { theme: Theme::Dark, text_size: 130, auto_lock_min: None, ..Settings::default() };
    engine.save_settings(&dark).unwrap();
    let engine = world.kill(engine);
    assert_eq!(engine.status().settings, dark);
    let mut first = first_start(vec![]);
    first.settings = Settings { goal: 2, ..dark };
    engine.create_vault(&first).unwrap();
    assert_eq!(engine.settings().unwrap(), first.settings);
    let wrong = Settings { goal: 9, ..Settings::default() };
    assert_eq!(field(engine.save_settings(&wrong)), "goal");
    engine.lock();
    assert_eq!(code(engine.save_settings(&Settings::default())), ErrorCode::Locked);
}

#[test]
fn a_new_goal_leaves_earlier_weeks_as_they_were() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for _ in 0..3 {
        engine.log_practice("c:listen-first", None).unwrap();
        world.pass(24 * 60);
    }
    world.pass(7 * 24 * 60);
    engine.save_settings(&Settings { goal: 5, ..Settings::default() }).unwrap();
    let progress = engine.progress(None).unwrap();
    assert_eq!((progress.week.goal, progress.any_week_met), (5, true));
}

#[test]
fn a_later_day_start_moves_the_day() {
    let world = World::at("2026-03-10T03:30:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    assert_eq!(engine.today().unwrap().day, "2026-03-10");
    engine.save_settings(&Settings { day_start: "05:00".into(), ..Settings::default() }).unwrap();
    assert_eq!(engine.today().unwrap().day, "2026-03-09");
}

#[test]
fn each_style_shows_what_it_would_say() {
    let world = World::new();
    let engine = world.start();
    let previews = engine.preview_styles();
    assert_eq!(previews.len(), 4);
    for preview in previews {
        let is_silent = preview.style == NotificationStyle::TrayOnly;
        assert_eq!(preview.bodies.is_empty(), is_silent, "{:?}", preview.style);
        assert!(preview.bodies.iter().all(|body| body.chars().count() <= 120));
    }
    assert!(!engine.test_notice().unwrap().unwrap().has_done);
}
