//! Easing off, row by row, on real files: what it says, and what the agenda's gate keeps quiet.

use std::fs;

use ajar_engine::Engine;
use ajar_engine::dto::{
    Easing, EasingChoice, EasingMode, ErrorCode, FreeChoice, Letter, Opener, Pushed, ReminderKind, Response,
    TalkDetails, TalkDraft,
};

use crate::practicing::talk;
use crate::talks::told;
use crate::world::*;

const DAY: i64 = 24 * 60;

fn about(topic: &str, depth: u8) -> TalkDetails {
    TalkDetails { topic: Some(topic.into()), depth: Some(depth), ..TalkDetails::default() }
}

fn not_now(engine: &Engine, number: u8) {
    engine.log_talk(&TalkDraft { response: Response::NotNow, ..talk(number, None) }).unwrap();
}

/// With a cue at 14:00 each day, a practice reminder at 15:00, and 13:00 now.
fn given() -> (World, Engine) {
    let world = World::new();
    let engine = world.begin(vec![moment_at("14:00"), practice_at("15:00")]);
    (world, engine)
}

/// Whether the cue of this day comes at 14:00; afterward it is 13:00 of the next day.
fn cue_comes(world: &World, engine: &Engine) -> bool {
    world.pass(60);
    let came = tick(engine).notice.is_some();
    world.pass(DAY - 60);
    tick(engine);
    came
}

fn mode(engine: &Engine) -> EasingMode {
    let easing = engine.easing().unwrap();
    assert_eq!(engine.today().unwrap().easing.mode, easing.mode);
    easing.mode
}

fn choose(engine: &Engine, choice: &EasingChoice) -> Easing {
    engine.choose_easing(choice).unwrap()
}

#[test]
fn one_not_now_quiets_twenty_hours_and_rests_its_topic_a_week() {
    let (world, engine) = given();
    // At 18:30; twenty hours later it is 14:30, so the cue of tomorrow is quiet and the next one comes.
    world.pass(330);
    tick(&engine);
    told(&engine, 1, Response::NotNow, &about("money", 1));
    let advice = engine.easing().unwrap().advice.unwrap();
    assert_eq!(advice.tell, "Not now is an answer. Leave it a while.");
    assert!(advice.offers.is_empty());
    let engine = world.kill_and_unlock(engine);
    world.jump("2026-03-11T12:00:00Z");
    assert!(!cue_comes(&world, &engine));
    assert!(cue_comes(&world, &engine));
    let rests = || {
        let decks = engine.decks().unwrap();
        decks.into_iter().filter_map(|deck| Some((deck.id, deck.rests_until?))).collect::<Vec<_>>()
    };
    assert_eq!(rests(), [("money".to_owned(), "2026-03-17".to_owned())]);
    world.jump("2026-03-17T12:00:00Z");
    assert_eq!(rests(), []);
}

/// 20 hours are 20 hours, also in the night in which the clocks go forward.
#[test]
fn twenty_hours_over_a_clock_change() {
    let world = World::at("2026-03-28T16:30:00Z", "Europe/Berlin");
    let engine = world.begin(vec![moment_at("14:20"), moment_at("14:40")]);
    // 17:30, so until 14:30 on a day that lacks an hour.
    not_now(&engine, 1);
    world.jump("2026-03-29T12:20:00Z");
    assert_eq!(world.local(), "2026-03-29T14:20:00");
    is_quiet(&engine);
    world.pass(20);
    fires(&engine);
}

#[test]
fn what_the_partner_began_quiets_nothing() {
    let (world, engine) = given();
    let began = TalkDetails { opener: Some(Opener::TheyBegan), ..about("money", 1) };
    told(&engine, 1, Response::NotNow, &began);
    let listened = TalkDraft { practice: Some("c:listen-first".into()), response: Response::NotNow, ..talk(2, None) };
    engine.log_talk(&listened).unwrap();
    assert_eq!((mode(&engine), engine.easing().unwrap().advice.is_some()), (EasingMode::Free, false));
    assert!(cue_comes(&world, &engine));
}

#[test]
fn short_and_deep_makes_a_light_week() {
    let (world, engine) = given();
    told(&engine, 1, Response::ShortAnswer, &about("money", 2));
    told(&engine, 2, Response::JoinedIn, &about("day", 1));
    told(&engine, 3, Response::ShortAnswer, &about("day", 1));
    assert_eq!(mode(&engine), EasingMode::Free);
    told(&engine, 4, Response::ShortAnswer, &about("day", 1));
    let easing = engine.easing().unwrap();
    assert_eq!(
        (easing.mode, easing.until.as_deref(), easing.title.as_str()),
        (EasingMode::Light, Some("2026-03-17"), "Light week")
    );
    assert_eq!(easing.advice.unwrap().tell, "Let's keep it light and side by side for a few days.");
    assert!(engine.decks().unwrap().iter().all(|deck| deck.depth == 1));
    assert!(cue_comes(&world, &engine), "a light week still has its cues");
    assert_eq!(choose(&engine, &EasingChoice::End).mode, EasingMode::Free);
    world.pass(1);
    told(&engine, 5, Response::JoinedIn, &TalkDetails { pushed: Some(Pushed::ALot), ..TalkDetails::default() });
    assert_eq!(engine.easing().unwrap().advice.unwrap().tell, "You noticed you pushed. Noticing is the practice.");
    engine.undo_log(&entry_id(5)).unwrap();
    assert_eq!(mode(&engine), EasingMode::Free);
}

#[test]
fn four_not_nows_offer_a_rest_and_two_rests_a_month_off() {
    let (world, engine) = given();
    for number in 1..=4 {
        assert!(engine.easing().unwrap().advice.is_none_or(|advice| advice.offers.is_empty()));
        not_now(&engine, number);
    }
    let offers = || engine.easing().unwrap().advice.map(|advice| advice.offers).unwrap_or_default();
    assert_eq!(offers(), [EasingChoice::Rest, EasingChoice::KeepLight, EasingChoice::Decline]);
    assert_eq!(mode(&engine), EasingMode::Free, "nothing begins by itself");
    let rest = choose(&engine, &EasingChoice::Rest);
    assert_eq!(
        (rest.mode, rest.until.as_deref(), rest.title.as_str()),
        (EasingMode::Rest, Some("2026-03-17"), "Rest week")
    );
    // The first day of the rest counts, so that six more are quiet.
    for _ in 10..17 {
        assert_ne!(engine.today().unwrap().practice.faces, ajar_engine::dto::Faces::Partner);
        assert!(!cue_comes(&world, &engine));
    }
    assert_eq!(mode(&engine), EasingMode::Free);
    assert!(cue_comes(&world, &engine));

    choose(&engine, &EasingChoice::Rest);
    choose(&engine, &EasingChoice::End);
    choose(&engine, &EasingChoice::Rest);
    world.pass(7 * DAY);
    let offered = offers();
    assert_eq!(offered, [EasingChoice::MonthOff, EasingChoice::KeepLight, EasingChoice::Decline]);
    assert_eq!(choose(&engine, &EasingChoice::MonthOff).mode, EasingMode::MonthOff);
    world.pass(29 * DAY);
    assert_eq!(mode(&engine), EasingMode::MonthOff);
    world.pass(DAY);
    let over = engine.easing().unwrap();
    assert_eq!((over.mode, over.advice.unwrap().offers), (EasingMode::Free, vec![EasingChoice::Decline]));
    assert!(choose(&engine, &EasingChoice::Decline).advice.is_none());
}

#[test]
fn a_light_week_by_choice_has_cues_without_questions() {
    let (world, engine) = given();
    assert_eq!(choose(&engine, &EasingChoice::KeepLight).mode, EasingMode::Light);
    let mut questions = 0;
    for day in 0..14 {
        world.pass(60);
        let notice = tick(&engine).notice;
        assert!(notice.is_some(), "{day}");
        let asked = engine.today().unwrap().open.iter().filter(|open| open.question).count();
        assert!(day >= 7 || asked == 0, "{day}");
        questions += asked;
        world.pass(DAY - 60);
        tick(&engine);
    }
    assert!(questions > 0, "then they come again");
}

#[test]
fn a_stop_lasts_until_it_is_lifted() {
    let (world, engine) = given();
    let topic = || Some("money".to_owned());
    choose(&engine, &EasingChoice::AskedToStop { topic: topic() });
    assert_eq!((mode(&engine), engine.easing().unwrap().stopped_topics.len()), (EasingMode::Free, 1));
    assert!(engine.deck("money").unwrap().deck.stopped);
    assert!(engine.draw_card(Some("money"), &[], false).unwrap().is_none());
    let stopped = choose(&engine, &EasingChoice::AskedToStop { topic: None });
    assert_eq!(
        (stopped.mode, stopped.advice.unwrap().tell.as_str()),
        (EasingMode::Stopped, "Thank you for hearing that.")
    );
    for _ in 0..3 {
        assert!(!cue_comes(&world, &engine));
    }
    world.pass(2000 * DAY);
    let engine = world.kill_and_unlock(engine);
    assert_eq!(mode(&engine), EasingMode::Stopped);
    choose(&engine, &EasingChoice::Lifted { topic: topic() });
    assert_eq!(mode(&engine), EasingMode::Stopped, "one does not lift the other");
    choose(&engine, &EasingChoice::Lifted { topic: None });
    assert_eq!((mode(&engine), engine.easing().unwrap().stopped_topics.len()), (EasingMode::Free, 0));
    assert!(cue_comes(&world, &engine));
    let wrong = EasingChoice::AskedToStop { topic: Some("no-such-deck".into()) };
    assert_eq!(code(engine.choose_easing(&wrong)), ErrorCode::NotFound);
}

fn is_own_only(engine: &Engine) {
    let easing = engine.easing().unwrap();
    assert_eq!((easing.mode, easing.until, easing.advice.is_some()), (EasingMode::OwnOnly, None, false));
    assert_eq!((easing.title.as_str(), easing.text.as_str(), easing.stopped_topics.len()), ("", "", 0));
    assert!(engine.draw_card(None, &[], false).unwrap().is_none());
    assert_ne!(engine.today().unwrap().practice.faces, ajar_engine::dto::Faces::Partner);
}

#[test]
fn after_fear_everything_for_two_is_off_and_nothing_says_why() {
    let (world, engine) = given();
    choose(&engine, &EasingChoice::AskedToStop { topic: Some("money".into()) });
    engine.log_talk(&talk(1, None)).unwrap();
    let afraid = TalkDetails { free: Some(FreeChoice::Afraid), ..TalkDetails::default() };
    assert!(engine.describe_talk(&entry_id(1), &afraid).unwrap().support);
    assert!(!engine.describe_talk(&entry_id(1), &afraid).unwrap().support, "Support is shown once");
    is_own_only(&engine);
    let alone = engine.alone_now(&[], false).unwrap();
    assert_eq!(
        (alone.card.is_some(), alone.note.as_deref()),
        (false, Some("Nothing to ask just now. If they begin, listen."))
    );
    assert!(!alone.opener.is_empty());
    for _ in 0..3 {
        assert!(!cue_comes(&world, &engine));
    }
    world.pass(400 * DAY);
    let engine = world.kill_and_unlock(engine);
    is_own_only(&engine);
    assert_eq!(choose(&engine, &EasingChoice::BringBack).mode, EasingMode::Free);
    assert!(cue_comes(&world, &engine));
}

#[test]
fn fear_that_was_a_slip_goes_with_it() {
    let (_world, engine) = given();
    engine.log_talk(&talk(1, None)).unwrap();
    let afraid =
        TalkDetails { free: Some(FreeChoice::Afraid), opener: Some(Opener::TheyBegan), ..TalkDetails::default() };
    engine.describe_talk(&entry_id(1), &afraid).unwrap();
    is_own_only(&engine);
    engine.describe_talk(&entry_id(1), &TalkDetails { free: Some(FreeChoice::Yes), ..afraid.clone() }).unwrap();
    assert_eq!(mode(&engine), EasingMode::Free);
    engine.describe_talk(&entry_id(1), &afraid).unwrap();
    engine.undo_log(&entry_id(1)).unwrap();
    assert_eq!(mode(&engine), EasingMode::Free);
}

/// A clock that was a year ahead must not hide what was said meanwhile, nor what is said after.
#[test]
fn a_wrong_clock_hides_no_fear_and_keeps_no_way_back_shut() {
    let (world, engine) = given();
    world.jump("2027-03-10T12:00:00Z");
    choose(&engine, &EasingChoice::Afraid);
    world.jump("2026-03-10T12:10:00Z");
    let engine = world.kill_and_unlock(engine);
    is_own_only(&engine);
    assert_eq!(choose(&engine, &EasingChoice::BringBack).mode, EasingMode::Free);
    world.jump("2028-03-10T12:10:00Z");
    assert_eq!(mode(&engine), EasingMode::Free);
}

#[test]
fn parted_puts_away_everything_for_two() {
    let (world, engine) = given();
    let parted = choose(&engine, &EasingChoice::Parted);
    assert_eq!((parted.mode, parted.title.as_str()), (EasingMode::Parted, ""));
    assert!(!cue_comes(&world, &engine));
    let mut seen = Vec::new();
    for _ in 0..8 {
        let card = engine.another_practice(&seen).unwrap();
        assert_eq!(card.faces, ajar_engine::dto::Faces::OnSelf);
        seen.push(card.practice);
    }
    let library = engine.library().unwrap().practices;
    assert!(library.iter().all(|row| row.rests == (row.faces != ajar_engine::dto::Faces::OnSelf)));
    assert!(engine.decks().unwrap().iter().all(|deck| engine.draw_card(Some(&deck.id), &[], false).unwrap().is_none()));
    assert_eq!(choose(&engine, &EasingChoice::TogetherAgain).mode, EasingMode::Free);
    assert!(engine.library().unwrap().practices.iter().all(|row| !row.rests));
}

/// The agenda as it was before is put back, as if its commit had never happened; then the journal is opened.
#[test]
fn the_gate_is_derived_at_each_unlock() {
    let (world, engine) = given();
    drop(engine);
    let agenda = fs::read(world.path("agenda.db")).unwrap();
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    choose(&engine, &EasingChoice::AskedToStop { topic: None });
    drop(engine);
    fs::write(world.path("agenda.db"), agenda).unwrap();
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    assert!(!cue_comes(&world, &engine));
    engine.lock();
    assert!(!cue_comes(&world, &engine));
}

/// What quiets is in the agenda before the vault commits: with that commit lost, it is too quiet until the next unlock.
#[test]
fn what_quiets_comes_before_the_vault() {
    let (world, engine) = given();
    drop(engine);
    let saved = ["vault.db", "vault.mark"].map(|name| (name, fs::read(world.path(name)).unwrap()));
    let engine = world.start();
    engine.unlock(PASSPHRASE).unwrap();
    choose(&engine, &EasingChoice::Rest);
    drop(engine);
    for (name, bytes) in saved {
        fs::write(world.path(name), bytes).unwrap();
    }
    let engine = world.start();
    assert!(!cue_comes(&world, &engine));
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(mode(&engine), EasingMode::Free);
    assert!(cue_comes(&world, &engine));
}

#[test]
fn a_not_now_through_the_letter_slot_quiets_at_once() {
    let (world, engine) = given();
    engine.lock();
    let letter = |response| Letter::Talk { id: entry_id(1), response, setting: None };
    engine.drop_letter(&letter(Response::JoinedIn)).unwrap();
    world.pass(60);
    let known = fires(&engine);
    engine.answer_reminder(&known, &ajar_engine::dto::OccurrenceAction::Skip).unwrap();
    engine.drop_letter(&letter(Response::NotNow)).unwrap();
    world.pass(DAY - 60 - 5 * 60);
    world.jump("2026-03-11T08:00:00Z");
    tick(&engine);
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(engine.easing().unwrap().advice.unwrap().tell, "Not now is an answer. Leave it a while.");
    engine.lock();
    let pass = "2026-03-12T12:00:00Z";
    world.jump(pass);
    tick(&engine);
    assert!(cue_comes(&world, &engine));
}

#[test]
fn no_cue_asks_more_often_than_the_user_allows() {
    let (world, engine) = given();
    for number in 1..=3 {
        let card = engine.draw_card(None, &[], false).unwrap().unwrap().card;
        engine.log_talk(&TalkDraft { card: Some(card), ..talk(number, None) }).unwrap();
    }
    let note = engine.alone_now(&[], false).unwrap().note;
    assert_eq!(note.as_deref(), Some("This week's questions are asked. Something of your own is just as good."));
    for _ in 0..7 {
        world.pass(60);
        assert!(tick(&engine).notice.is_some(), "the cue comes");
        assert!(engine.today().unwrap().open.iter().all(|open| !open.question));
        world.pass(DAY - 60);
        tick(&engine);
    }
    assert!(engine.alone_now(&[], false).unwrap().card.is_some());
}

#[test]
fn a_done_with_them_counts_for_the_limit_and_not_for_easing() {
    let (_world, engine) = given();
    for practice in ["c:go-first", "c:own-story", "c:light-opening"] {
        assert!(engine.alone_now(&[], false).unwrap().card.is_some());
        engine.log_practice(practice, None).unwrap();
    }
    assert!(engine.alone_now(&[], false).unwrap().card.is_none());
    assert_eq!((mode(&engine), engine.easing().unwrap().advice.is_some()), (EasingMode::Free, false));
}

#[test]
fn a_rest_holds_the_streak() {
    let world = World::new();
    let engine = world.begin(vec![]);
    for _ in 0..3 {
        engine.log_practice("c:steady-self", None).unwrap();
        world.pass(DAY);
    }
    let before = engine.progress(None).unwrap();
    choose(&engine, &EasingChoice::Rest);
    world.pass(7 * DAY);
    let after = engine.progress(None).unwrap();
    assert_eq!((after.run_days, after.streak_weeks), (before.run_days, before.streak_weeks));
}

#[test]
fn a_backup_brings_all_of_it_back() {
    let (world, engine) = given();
    let card = engine.draw_card(None, &[], false).unwrap().unwrap().card;
    engine.log_talk(&TalkDraft { card: Some(card.clone()), ..talk(1, None) }).unwrap();
    engine.describe_talk(&entry_id(1), &TalkDetails { understood: "A lot".into(), ..about("money", 2) }).unwrap();
    let entry = engine.write_about(&ajar_engine::dto::About::Talk { id: entry_id(1) }).unwrap().id;
    engine.mark_card(&card, ajar_engine::dto::Mark { favorite: true, hidden: false }).unwrap();
    engine.set_deck_easy("day", true).unwrap();
    choose(&engine, &EasingChoice::AskedToStop { topic: None });
    let file = std::path::PathBuf::from(engine.back_up_now().unwrap().file);
    drop(engine);
    let bare = World::new();
    let clock: std::sync::Arc<dyn ajar_engine::clock::Clock> = bare.clock.clone();
    Engine::restore_into(&bare.path(""), &clock, &file, ajar_engine::Secret::Passphrase(PASSPHRASE)).unwrap();
    let engine = bare.start();
    assert!(!cue_comes(&bare, &engine), "quiet before it is opened");
    engine.unlock(PASSPHRASE).unwrap();
    assert_eq!(mode(&engine), EasingMode::Stopped);
    let talk = engine.talk(&entry_id(1)).unwrap();
    assert_eq!((talk.details.understood.as_str(), talk.entry), ("A lot", Some(entry)));
    assert!(engine.deck("day").unwrap().deck.easy);
    drop(world);
}

/// The agenda tells until when, and never why: a stop, fear and parting look the same in it.
#[test]
fn a_stop_fear_and_parting_leave_the_same_in_the_agenda() {
    let line = |choice: &EasingChoice| {
        let (_world, engine) = given();
        choose(&engine, choice);
        let reminders = engine.reminders().unwrap().rows;
        let moment = reminders.into_iter().find(|row| row.kind == ReminderKind::Moment).unwrap();
        format!("{:?}", moment.next.map(|next| next.local))
    };
    let stop = line(&EasingChoice::AskedToStop { topic: None });
    assert_eq!(line(&EasingChoice::Afraid), stop);
    assert_eq!(line(&EasingChoice::Parted), stop);
}
