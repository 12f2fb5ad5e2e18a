use std::fs;
use std::path::PathBuf;

use ajar_engine::dto::{
    EasingMode, ErrorCode, Feeling, PlanAfter, PlanSave, PlanSaved, PlanState, PlanSteps, ReminderKind, SafeAnswers,
    TalkDraft, Verdict, Weight,
};
use ajar_engine::{Engine, Error, Secret};

use crate::practicing::talk;
use crate::world::*;

const WANT: &str = "canary-want: Sunday walks";
const FEAR: &str = "canary-fear: they laugh";

fn steps(want: &str) -> PlanSteps {
    PlanSteps {
        want: want.into(),
        weight: Some(Weight::Ordinary),
        when_then: "When we walk and it is calm, I will ask.".into(),
        ..PlanSteps::default()
    }
}

fn save(engine: &Engine, number: u8, base_rev: i64, steps: PlanSteps) -> Result<PlanSaved, Error> {
    engine.save_plan(&PlanSave { id: entry_id(number), base_rev, steps })
}

fn talked(plan: u8, number: u8) -> TalkDraft {
    TalkDraft { plan: Some(entry_id(plan)), ..talk(number, None) }
}

fn state(engine: &Engine, number: u8) -> PlanState {
    engine.plan(&entry_id(number)).unwrap().state
}

fn after(happened: &str, learned: &str, follow_up: Option<&str>) -> PlanAfter {
    PlanAfter { happened: happened.into(), learned: learned.into(), follow_up: follow_up.map(str::to_owned) }
}

#[test]
fn a_plan_is_written_in_many_saves_and_none_is_lost() {
    let world = World::new();
    let engine = world.begin(vec![]);
    assert!(engine.open_plan().unwrap().is_none());
    assert_eq!(save(&engine, 1, 0, steps("")).unwrap().rev, 1);
    assert_eq!(save(&engine, 1, 0, steps("")).unwrap().rev, 1, "a repeated first save makes one plan");
    assert_eq!(save(&engine, 1, 1, steps(WANT)).unwrap().rev, 2);
    assert_eq!(save(&engine, 1, 1, steps(WANT)).unwrap().rev, 2, "a repeated save is one save");

    // Another page wrote meanwhile: this one is told, and the newer words stay.
    assert_eq!(code(save(&engine, 1, 1, steps("older"))), ErrorCode::Conflict);
    assert_eq!(engine.open_plan().unwrap().unwrap().steps.want, WANT);

    let long = PlanSteps { if_hard: "é".repeat(2001), ..steps(WANT) };
    assert_eq!(field(save(&engine, 1, 2, long)), "if_hard");
    assert_eq!(field(save(&engine, 1, 2, PlanSteps { topic: Some("weather".into()), ..steps(WANT) })), "topic");
    let full = PlanSteps { if_hard: "é".repeat(2000), topic: Some("money".into()), ..steps(WANT) };
    assert_eq!(save(&engine, 1, 2, full.clone()).unwrap().rev, 3);
    for unknown in [save(&engine, 9, 3, steps("x")).map(|_| ()), engine.plan("'; --").map(|_| ())] {
        assert_eq!(code(unknown), ErrorCode::NotFound);
    }

    let engine = world.kill_and_unlock(engine);
    let plan = engine.plan(&entry_id(1)).unwrap();
    assert!(plan.steps == full && plan.rev == 3 && plan.made_day == "2026-03-10");
}

#[test]
fn one_plan_is_open_and_the_others_wait_their_turn() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    assert_eq!(code(save(&engine, 2, 0, steps("Savings"))), ErrorCode::Precondition);
    engine.set_plan_aside(&entry_id(1)).unwrap();
    engine.set_plan_aside(&entry_id(1)).unwrap();
    save(&engine, 2, 0, steps("Savings")).unwrap();
    assert_eq!(code(engine.resume_plan(&entry_id(1))), ErrorCode::Precondition);
    // Words may still be added to one that was set aside.
    save(&engine, 1, 1, steps("Sunday walks, short ones")).unwrap();

    engine.delete_plan(&entry_id(2)).unwrap();
    engine.delete_plan(&entry_id(2)).unwrap();
    assert_eq!(code(engine.plan(&entry_id(2))), ErrorCode::NotFound);
    assert_eq!(engine.resume_plan(&entry_id(1)).unwrap().state, PlanState::Open);
    // It was open, and another is by now.
    engine.restore_plan(&entry_id(2)).unwrap();
    assert_eq!((state(&engine, 1), state(&engine, 2)), (PlanState::Open, PlanState::Aside));
    let listed = engine.plans().unwrap();
    assert_eq!(listed.iter().map(|row| row.want.as_str()).collect::<Vec<_>>(), ["Savings", "Sunday walks, short ones"]);
    assert_eq!(code(engine.restore_plan(&entry_id(9))), ErrorCode::NotFound);
}

#[test]
fn a_plan_reminds_once_in_neutral_words_and_no_more_after_the_talk() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    let id = entry_id(1);
    for wrong in ["", "2026-03-10", "2026-03-10T13:00", "2026-03-10T12:59", "2026-02-30T10:00", "2026-03-11 10:00", "x"]
    {
        assert_eq!(field(engine.remind_plan(&id, Some(wrong))), "at", "{wrong}");
    }
    engine.remind_plan(&id, Some("2026-03-10T13:30")).unwrap();
    let plan = engine.remind_plan(&id, Some("2026-03-10T14:00")).unwrap();
    assert_eq!(plan.remind_at.as_deref(), Some("2026-03-10T14:00"));
    world.pass(45);
    is_quiet(&engine);
    engine.lock();
    world.pass(16);
    let firing = tick(&engine);
    let notice = firing.notice.unwrap();
    assert!(!notice.body.contains("canary") && notice.title == "Ajar");
    engine.unlock(PASSPHRASE).unwrap();
    let today = engine.today().unwrap();
    assert_eq!(today.open[0].kind, ReminderKind::Plan);
    assert_eq!(today.plan.unwrap().want, WANT);
    world.pass(24 * 60);
    is_quiet(&engine);

    engine.remind_plan(&id, Some("2026-03-11T16:00")).unwrap();
    assert!(engine.today().unwrap().open.is_empty(), "what the old time left open is closed");
    engine.log_talk(&talked(1, 7)).unwrap();
    world.pass(3 * 60);
    is_quiet(&engine);
    let today = engine.today().unwrap();
    assert!(today.open.is_empty() && today.plan.is_none());
}

#[test]
fn a_reminder_that_was_taken_off_stays_off() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    let id = entry_id(1);
    engine.remind_plan(&id, Some("2026-03-12T18:30")).unwrap();
    engine.set_plan_aside(&id).unwrap();
    assert_eq!(code(engine.remind_plan(&id, Some("2026-03-12T18:30"))), ErrorCode::Precondition);
    assert_eq!(engine.plan(&id).unwrap().remind_at, None);
    assert_eq!(engine.resume_plan(&id).unwrap().remind_at.as_deref(), Some("2026-03-12T18:30"));
    assert_eq!(engine.remind_plan(&id, None).unwrap().remind_at, None);
    engine.set_plan_aside(&id).unwrap();
    assert_eq!(engine.resume_plan(&id).unwrap().remind_at, None);

    engine.remind_plan(&id, Some("2026-03-10T14:00")).unwrap();
    engine.delete_plan(&id).unwrap();
    world.pass(120);
    is_quiet(&engine);
    engine.restore_plan(&id).unwrap();
    assert_eq!(engine.plan(&id).unwrap().remind_at, None, "its time has passed");
}

/// At 02:30 on 29 March the clocks go from 02:00 to 03:00.
#[test]
fn a_plan_reminds_in_an_hour_that_the_clock_leaves_out() {
    let world = World::at("2026-03-28T20:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    engine.remind_plan(&entry_id(1), Some("2026-03-29T02:30")).unwrap();
    assert_eq!(engine.today().unwrap().plan.unwrap().want, WANT, "the small hours belong to the day before");
    world.jump("2026-03-29T01:20:00Z");
    is_quiet(&engine);
    world.jump("2026-03-29T01:31:00Z");
    fires(&engine);
}

#[test]
fn the_envelope_opens_beside_what_happened() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    let id = entry_id(1);
    assert_eq!(field(engine.seal_fear(&id, " ")), "fear");
    engine.seal_fear(&id, "they").unwrap();
    engine.seal_fear(&id, FEAR).unwrap();
    engine.seal_fear(&id, FEAR).unwrap();
    let sealed = engine.open_plan().unwrap().unwrap();
    assert!(sealed.has_fear && sealed.fear.is_none());
    assert_eq!(code(engine.finish_plan(&id, &after("It went well", "", None))), ErrorCode::Precondition);

    let logged = engine.log_talk(&talked(1, 7)).unwrap().id.unwrap();
    let opened = engine.plan(&id).unwrap();
    assert_eq!((opened.fear.as_deref(), opened.talk), (Some(FEAR), Some(logged.clone())));
    for (field_name, wrong) in [
        ("follow_up", after("", "", Some("2026-03-09"))),
        ("follow_up", after("", "", Some("soon"))),
        ("happened", after(&"x".repeat(2001), "", None)),
        ("learned", after("", &"x".repeat(2001), None)),
    ] {
        assert_eq!(field(engine.finish_plan(&id, &wrong)), field_name);
    }
    engine.finish_plan(&id, &after("They smiled", "Ask earlier", Some("2026-03-12"))).unwrap();
    assert_eq!(engine.plans().unwrap()[0].learned, "Ask earlier");
    assert!(engine.today().unwrap().plan.is_none());
    world.pass(3 * 24 * 60);
    assert_eq!(engine.today().unwrap().plan.unwrap().follow_up.as_deref(), Some("2026-03-12"));
    // The day has passed meanwhile, and the words can still change.
    engine.finish_plan(&id, &after("They smiled", "Ask earlier, and shorter", Some("2026-03-12"))).unwrap();
    engine.finish_plan(&id, &after("They smiled", "Ask earlier", None)).unwrap();
    assert!(engine.today().unwrap().plan.is_none());
    for refused in [engine.set_plan_aside(&id), engine.resume_plan(&id).map(|_| ()), engine.seal_fear(&id, "new")] {
        assert_eq!(code(refused), ErrorCode::Precondition);
    }

    engine.undo_log(&logged).unwrap();
    let again = engine.open_plan().unwrap().unwrap();
    assert!(again.fear.is_none() && again.has_fear && again.talk.is_none());
    assert_eq!(again.happened, "They smiled", "no word is lost");
}

#[test]
fn a_talk_taken_back_opens_its_plan_unless_another_is_open() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    engine.remind_plan(&entry_id(1), Some("2026-03-12T18:30")).unwrap();
    engine.log_talk(&talked(1, 7)).unwrap();
    engine.undo_log(&entry_id(7)).unwrap();
    let open = engine.open_plan().unwrap().unwrap();
    assert_eq!(open.remind_at.as_deref(), Some("2026-03-12T18:30"));
    engine.log_talk(&talked(1, 8)).unwrap();
    save(&engine, 2, 0, steps("Savings")).unwrap();
    engine.undo_log(&entry_id(8)).unwrap();
    assert_eq!((state(&engine, 1), state(&engine, 2)), (PlanState::Aside, PlanState::Open));
}

#[test]
fn a_sentence_is_read_once_and_again_after_a_change() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, PlanSteps::default()).unwrap();
    assert_eq!(field(engine.read_sentence(&entry_id(1))), "when_then");
    save(&engine, 1, 1, steps(WANT)).unwrap();
    engine.read_sentence(&entry_id(1)).unwrap();
    assert!(engine.open_plan().unwrap().unwrap().sentence_read);
    save(&engine, 1, 2, PlanSteps { when_then: "When we cook, I will ask.".into(), ..steps(WANT) }).unwrap();
    assert!(!engine.open_plan().unwrap().unwrap().sentence_read);
}

#[test]
fn hints_stand_beside_the_words_and_stop_nobody() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let given = PlanSteps {
        opening: "You never listen".into(),
        weight: Some(Weight::Serious),
        ..steps("They should tell me about work.")
    };
    let hints = save(&engine, 1, 0, given).unwrap().hints;
    assert_eq!(hints.iter().map(|hint| hint.step.as_str()).collect::<Vec<_>>(), ["want", "opening", "weight"]);
    assert!(hints[0].instead.as_ref().unwrap().starts_with("I would like"));
    assert_eq!(engine.open_plan().unwrap().unwrap().hints.len(), 3);
    assert!(save(&engine, 1, 1, steps(WANT)).unwrap().hints.is_empty());
}

#[test]
fn the_safe_space_check_says_when() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    let check = |no: &[&str], feeling| {
        let no = no.iter().map(|&id| id.to_owned()).collect();
        let result = engine.check_safe_space(&entry_id(1), &SafeAnswers { yes: vec![], no, feeling }).unwrap();
        assert!(!result.message.is_empty());
        result.verdict
    };
    assert_eq!(check(&[], None), Verdict::Go);
    assert_eq!(check(&["no-such-line"], Some(Feeling::Nervous)), Verdict::Go, "nervous, but safe, is normal");
    assert_eq!(check(&["s-asked"], Some(Feeling::Fine)), Verdict::AskFirst);
    assert_eq!(check(&["s-asked", "s-body"], None), Verdict::Careful);
    assert_eq!(check(&["s-body", "s-cooled"], None), Verdict::AnotherTime);
    assert_eq!(code(engine.check_safe_space(&entry_id(9), &SafeAnswers::default())), ErrorCode::NotFound);
    let words = engine.planner_words().unwrap();
    assert_eq!((words.steps.len(), words.safe_checks.len()), (9, 7));
}

#[test]
fn fear_stops_what_faces_the_partner_and_the_plan_stays() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    engine.remind_plan(&entry_id(1), Some("2026-03-10T18:30")).unwrap();
    let afraid = SafeAnswers { feeling: Some(Feeling::Afraid), ..SafeAnswers::default() };
    assert_eq!(engine.check_safe_space(&entry_id(1), &afraid).unwrap().verdict, Verdict::Stop);
    assert_eq!(engine.easing().unwrap().mode, EasingMode::OwnOnly);
    world.pass(6 * 60);
    is_quiet(&engine);
    assert_eq!(engine.open_plan().unwrap().unwrap().steps.want, WANT);
}

#[test]
fn a_backup_brings_a_plan_back_with_its_reminder() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    engine.seal_fear(&entry_id(1), FEAR).unwrap();
    engine.remind_plan(&entry_id(1), Some("2026-03-12T18:30")).unwrap();
    let file = PathBuf::from(engine.back_up_now().unwrap().file);
    engine.delete_plan(&entry_id(1)).unwrap();
    engine.restore(&file, Secret::Passphrase(PASSPHRASE)).unwrap();
    drop(engine);
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    let plan = engine.open_plan().unwrap().unwrap();
    assert_eq!((plan.steps.want.as_str(), plan.remind_at.as_deref()), (WANT, Some("2026-03-12T18:30")));
    engine.log_talk(&talked(1, 7)).unwrap();
    assert_eq!(engine.plan(&entry_id(1)).unwrap().fear.as_deref(), Some(FEAR));
}

/// The two files cannot commit together: here the agenda knows nothing of the talk yet.
#[test]
fn a_reminder_that_a_crash_left_behind_ends_at_unlock() {
    let world = World::new();
    let engine = world.begin(vec![]);
    save(&engine, 1, 0, steps(WANT)).unwrap();
    engine.remind_plan(&entry_id(1), Some("2026-03-10T18:30")).unwrap();
    drop(engine);
    let before = fs::read(world.path("agenda.db")).unwrap();
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    engine.log_talk(&talked(1, 7)).unwrap();
    drop(engine);
    fs::write(world.path("agenda.db"), before).unwrap();
    let engine = world.start();
    assert!(engine.claim_due().unwrap().next_due.is_some(), "while locked nobody can know");
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.claim_due().unwrap().next_due, None);
}

#[test]
fn no_word_of_a_plan_is_in_an_error_or_a_debug_print() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let given = PlanSave { id: entry_id(1), base_rev: 0, steps: steps(WANT) };
    let saved = engine.save_plan(&given).unwrap();
    engine.seal_fear(&entry_id(1), FEAR).unwrap();
    engine.log_talk(&talked(1, 7)).unwrap();
    engine.finish_plan(&entry_id(1), &after("canary-happened", "canary-learned", Some("2026-03-10"))).unwrap();
    let long = PlanSteps { want: WANT.repeat(200), ..PlanSteps::default() };
    let errors = [
        engine.plan(WANT).map(|_| ()),
        save(&engine, 1, 0, steps("canary other")).map(|_| ()),
        save(&engine, 1, 1, long).map(|_| ()),
        engine.remind_plan(&entry_id(1), Some(WANT)).map(|_| ()),
    ];
    let said = |error: &Error| format!("{error:?} {error} {}", error.body().message);
    let errors: String = errors.map(Result::unwrap_err).iter().map(said).collect();
    let asked = format!("{:?} {:?} {:?}", engine.plan(&entry_id(1)), engine.plans(), engine.today());
    let printed = format!("{given:?} {saved:?} {asked} {errors}");
    assert!(!printed.contains("canary"), "{printed}");
}
