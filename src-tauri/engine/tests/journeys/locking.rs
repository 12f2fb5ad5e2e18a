use ajar_engine::dto::{
    EntrySave, ErrorCode, OccurrenceAction, PauseFor, Period, Proof, ReminderKind, Settings, VaultState,
};

use crate::world::*;

#[test]
fn first_start_then_lock_wrong_passphrase_unlock_and_recovery_key() {
    let world = World::new();
    let engine = world.start();
    assert_eq!(engine.status().state, VaultState::New);
    let created = engine.create_vault(&first_start(vec![practice_at("18:30")])).unwrap();
    let recovery = created.recovery_key.unwrap();
    assert_eq!(engine.status().state, VaultState::Open);
    write(&engine, &entry_id(1), 0, "hello");

    engine.lock();
    assert_eq!(engine.status().state, VaultState::Locked);
    assert_eq!(code(engine.entry(&entry_id(1))), ErrorCode::Locked);
    assert_eq!(code(engine.unlock("four quiet words there")), ErrorCode::WrongPassphrase);
    assert_eq!(engine.status().failed_attempts, 1);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.entry(&entry_id(1)).unwrap().text, "hello");
    assert_eq!(engine.status().failed_attempts, 0);

    engine.lock();
    assert_eq!(field(engine.unlock_with_recovery("ABC")), "key");
    let other = World::new().start().create_vault(&first_start(vec![])).unwrap().recovery_key.unwrap();
    assert_eq!(code(engine.unlock_with_recovery(&other)), ErrorCode::WrongPassphrase);
    engine.unlock_with_recovery(&recovery.to_lowercase()).unwrap();
    assert_eq!(engine.reminders().unwrap().rows.len(), 1);
}

#[test]
fn no_recovery_key_is_made_for_who_wants_none() {
    let world = World::new();
    let engine = world.start();
    let mut first = first_start(vec![]);
    first.want_recovery_key = false;
    assert_eq!(engine.create_vault(&first).unwrap().recovery_key, None);
    assert_eq!(code(engine.create_vault(&first)), ErrorCode::Conflict);
}

#[test]
fn a_first_start_that_is_refused_leaves_nothing() {
    let world = World::new();
    let engine = world.start();
    let refuse = |change: &dyn Fn(&mut ajar_engine::dto::FirstStart)| {
        let mut first = first_start(vec![moment_at("18:30")]);
        change(&mut first);
        field(engine.create_vault(&first))
    };
    assert_eq!(refuse(&|first| first.passphrase = Some("1234567".into())), "passphrase");
    assert_eq!(refuse(&|first| first.settings.goal = 6), "goal");
    assert_eq!(refuse(&|first| first.reminders[0].time = "25:00".into()), "time");
    assert_eq!(refuse(&|first| first.reminders[0].when = on(&[], 1)), "days");
    assert_eq!(refuse(&|first| first.reminders[0].name = " ".into()), "name");
    assert_eq!(engine.status().state, VaultState::New);
    assert!(!world.files().iter().any(|name| name.starts_with("vault")));
    engine.create_vault(&first_start(vec![])).unwrap();
}

#[test]
fn wrong_passphrases_are_counted_and_slowed_down_also_across_restarts() {
    let world = World::new();
    let mut engine = world.begin(vec![]);
    engine.lock();
    for tried in 1..=5 {
        assert_eq!(code(engine.unlock("wrong wrong wrong")), ErrorCode::WrongPassphrase);
        assert_eq!(engine.status().failed_attempts, tried);
    }
    engine = world.kill(engine);
    assert_eq!(engine.status().failed_attempts, 5);
    assert_eq!(engine.status().retry_after_ms, 1000);
    assert_eq!(code(engine.unlock(PASSPHRASE)), ErrorCode::Precondition);
    world.pass(1);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.status().retry_after_ms, 0);
}

#[test]
fn every_command_of_the_journal_answers_locked() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("13:30")]);
    engine.lock();
    let locked = |code: ErrorCode| assert_eq!(code, ErrorCode::Locked);
    locked(code(engine.today()));
    locked(code(engine.another_practice(&[])));
    locked(code(engine.log_practice("c:listen-first", None)));
    locked(code(engine.undo_log(&entry_id(1))));
    locked(code(engine.log_talk(&crate::practicing::talk(1, None))));
    locked(code(engine.reminders()));
    locked(code(engine.save_reminder(&practice_at("10:00"))));
    locked(code(engine.delete_reminder(&entry_id(1))));
    locked(code(engine.restore_reminder(&entry_id(1))));
    locked(code(engine.set_kind_enabled(ReminderKind::Practice, false)));
    locked(code(engine.preview_reminder(&practice_at("10:00"))));
    locked(code(engine.entries(None)));
    locked(code(engine.entries_from(0)));
    locked(code(engine.entry_place(&entry_id(1))));
    locked(code(engine.months()));
    locked(code(engine.days("2026-03")));
    locked(code(engine.day(None)));
    locked(code(engine.hidden_days()));
    locked(code(engine.hide_memory(&entry_id(1))));
    locked(code(engine.show_memory(&entry_id(1))));
    let period = Period { first: "2026-03-09".into(), last: "2026-03-10".into() };
    locked(code(engine.hide_period(&period)));
    locked(code(engine.show_period(&period)));
    locked(code(engine.trash()));
    locked(code(engine.entry(&entry_id(1))));
    locked(code(engine.save_entry(&EntrySave { id: entry_id(1), text: "x".into(), ..EntrySave::default() })));
    locked(code(engine.find_entry(&entry_id(1))));
    locked(code(engine.delete_entry(&entry_id(1))));
    locked(code(engine.restore_entry(&entry_id(1))));
    locked(code(engine.revisions(&entry_id(1))));
    locked(code(engine.revision(&entry_id(1), 1)));
    locked(code(engine.purge_entry(&entry_id(1), &Proof::Passphrase(PASSPHRASE.into()))));
    assert!(!engine.purge_if_due().unwrap());
    locked(code(engine.progress(None)));
    locked(code(engine.save_settings(&Settings::default())));
    // What stays open.
    world.pass(31);
    let occurrence = fires(&engine);
    engine.answer_reminder(&occurrence, &OccurrenceAction::Snooze { minutes: 10 }).unwrap();
    engine.pause_reminders(None, &PauseFor::Hour).unwrap();
    engine.resume_reminders(None).unwrap();
    engine.test_notice().unwrap().unwrap();
    assert!(!engine.promise().is_empty() && !engine.support().paragraphs.is_empty());
}
