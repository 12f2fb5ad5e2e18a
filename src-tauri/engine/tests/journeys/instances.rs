use ajar_engine::dto::{ErrorCode, VaultState};

use crate::world::*;

/// S4: two Ajars on one folder: one of them fires.
#[test]
fn two_ajars_fire_once() {
    let world = World::new();
    let first = world.begin(vec![practice_at("14:00")]);
    let second = world.start();
    world.pass(60);
    let notices = [&first, &second].map(|engine| tick(engine).notice.is_some());
    assert_eq!(notices, [true, false]);
}

#[test]
fn twenty_threads_fire_once() {
    let world = World::new();
    let first = world.begin(vec![practice_at("14:00")]);
    let second = world.start();
    world.pass(60);
    let shown = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..20)
            .map(|number| {
                let engine = if number % 2 == 0 { &first } else { &second };
                scope.spawn(move || engine.claim_due().unwrap().notice.is_some())
            })
            .collect();
        threads.into_iter().filter(|_| true).map(|thread| thread.join().unwrap()).filter(|shown| *shown).count()
    });
    assert_eq!(shown, 1);
}

#[test]
fn the_second_first_start_is_refused() {
    let world = World::new();
    let (first, second) = (world.start(), world.start());
    first.create_vault(&first_start(vec![])).unwrap();
    assert_eq!(code(second.create_vault(&first_start(vec![]))), ErrorCode::Conflict);
    assert_eq!(second.status().state, VaultState::Locked);
    second.unlock(PASSPHRASE).unwrap();
    write(&first, &entry_id(1), 0, "by the first");
    assert_eq!(second.entry(&entry_id(1)).unwrap().text, "by the first");
}

#[test]
fn reminders_fire_while_a_passphrase_is_checked() {
    let world = World::new();
    let engine = world.begin(vec![practice_at("14:00")]);
    engine.lock();
    world.pass(60);
    std::thread::scope(|scope| {
        let unlocking = scope.spawn(|| engine.unlock(PASSPHRASE));
        fires(&engine);
        unlocking.join().unwrap().unwrap();
    });
}
