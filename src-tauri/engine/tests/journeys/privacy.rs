use std::fs;

use ajar_engine::dto::{About, OccurrenceAction, Printing, TalkDetails};

use crate::practicing::talk;
use crate::world::*;

const CANARY: &str = "canary-9f1c";

#[test]
fn nothing_the_user_wrote_is_readable_in_any_file() {
    let world = World::new();
    let mut moment = moment_at("14:00");
    moment.name = format!("{CANARY} name");
    let engine = world.begin(vec![moment]);
    write(&engine, &entry_id(1), 0, &format!("{CANARY} text"));
    write(&engine, &entry_id(1), 1, &format!("{CANARY} more text"));
    engine.delete_entry(&entry_id(1)).unwrap();
    engine.log_talk(&talk(2, None)).unwrap();
    let details = TalkDetails { understood: format!("{CANARY} understood"), ..TalkDetails::default() };
    engine.describe_talk(&entry_id(2), &details).unwrap();
    let about = engine.write_about(&About::Talk { id: entry_id(2) }).unwrap();
    write(&engine, &about.id, about.rev, &format!("{CANARY} about it"));
    let said = format!("{details:?} {:?} {:?}", engine.talk(&entry_id(2)).unwrap(), engine.talks(None).unwrap());
    assert!(!said.contains(CANARY), "{said}");
    let find = || {
        let needles = [CANARY.as_bytes().to_vec(), CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect()];
        for name in world.files() {
            let bytes = fs::read(world.path(&name)).unwrap();
            for needle in &needles {
                assert!(!bytes.windows(needle.len()).any(|window| window == needle), "{name}");
            }
        }
    };
    find();
    drop(engine);
    find();
}

/// The agenda's key lies beside it: whoever opens it finds timing, and no word of the user's.
#[test]
fn notifications_and_errors_hold_nothing_the_user_wrote() {
    let world = World::new();
    let mut moment = moment_at("14:00");
    moment.name = CANARY.into();
    let engine = world.begin(vec![moment]);
    world.pass(60);
    let notice = tick(&engine).notice.unwrap();
    assert!(!format!("{notice:?}").contains(CANARY));
    let occurrence = notice.occurrence.unwrap().to_string();
    engine.answer_reminder(&occurrence, &OccurrenceAction::Skip).unwrap();
    let errors = [
        engine.entry(CANARY).unwrap_err(),
        engine.log_practice(CANARY, None).unwrap_err(),
        engine.progress(Some(CANARY)).unwrap_err(),
        engine.unlock_with_recovery(CANARY).map_or_else(|error| error, |()| unreachable!()),
        engine.answer_reminder(CANARY, &OccurrenceAction::Done).unwrap_err(),
        engine.describe_talk(CANARY, &TalkDetails::default()).unwrap_err(),
        engine.write_about(&About::Practice { practice: CANARY.into() }).unwrap_err(),
        engine.draw_card(Some(CANARY), &[], false).unwrap_err(),
        engine.read_entry(CANARY, 0).unwrap_err(),
        engine.template(CANARY).unwrap_err(),
        engine.keep_template(&entry_id(1), CANARY).unwrap_err(),
        engine.print_entries(&Printing::Days { from: CANARY.into(), to: CANARY.into() }).unwrap_err(),
        engine.print_entries(&Printing::Found { text: CANARY.into() }).unwrap_err(),
        engine.practice_time(CANARY).unwrap_err(),
    ];
    for error in errors {
        let said = format!("{error} {error:?} {:?}", error.body());
        assert!(!said.contains(CANARY), "{said}");
    }
}

#[test]
fn debugging_shows_shapes_and_no_words() {
    let world = World::new();
    let mut moment = moment_at("14:00");
    moment.name = CANARY.into();
    let first = first_start(vec![]);
    assert!(!format!("{first:?} {moment:?}").contains(CANARY) && !format!("{first:?}").contains(PASSPHRASE));
    let engine = world.begin(vec![moment]);
    write(&engine, &entry_id(1), 0, CANARY);
    let said = format!(
        "{engine:?} {:?} {:?} {:?} {:?}",
        engine.today().unwrap(),
        engine.reminders().unwrap(),
        engine.entries(None).unwrap(),
        engine.entry(&entry_id(1)).unwrap(),
    );
    assert!(!said.contains(CANARY), "{said}");
}

/// Given only the bytes on the disk, no 32 bytes of any other file open the vault.
#[test]
fn no_key_lies_beside_the_vault() {
    let world = World::new();
    let engine = world.begin(vec![]);
    drop(engine);
    let key = fs::read(world.path("agenda.key")).unwrap();
    let agenda = fs::read(world.path("agenda.db")).unwrap();
    let vault = fs::read(world.path("vault.db")).unwrap();
    fs::write(world.path("agenda.db"), &vault).unwrap();
    let engine = world.start();
    assert_eq!(engine.status().notices.len(), 1, "the agenda's key opens no vault");
    assert_ne!(fs::read(world.path("agenda.key")).unwrap(), key);
    assert_ne!(agenda[..16], vault[..16]);
}
