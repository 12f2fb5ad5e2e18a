use ajar_engine::Engine;
use ajar_engine::dto::{CheckInAnswer, EntrySave, ErrorCode, ReviewWords, Settings, TalkDetails, Weekday};

use crate::practicing::talk;
use crate::world::*;

fn answer(item: &str, value: Option<u8>) -> CheckInAnswer {
    CheckInAnswer { item: item.into(), value }
}

fn words(tried: &str, learned: &str, next: &str) -> ReviewWords {
    ReviewWords { tried: tried.into(), learned: learned.into(), next: next.into() }
}

fn text(engine: &Engine, id: &str) -> String {
    engine.entry(id).unwrap().text
}

#[test]
fn a_check_in_is_about_the_week_that_it_is_now() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let check_in = engine.check_in().unwrap();
    assert_eq!((check_in.week.as_str(), check_in.answered, check_in.items.len()), ("2026-03-09", false, 6));
    assert!(check_in.items.iter().all(|item| item.scale.len() == 4 && item.value.is_none()));
    engine.save_check_in("2026-03-09", &[answer("w-heard", Some(3)), answer("w-free", None)]).unwrap();
    engine.save_check_in("2026-03-09", &[answer("w-heard", Some(0))]).unwrap();
    let answered = engine.check_in().unwrap();
    assert!(answered.answered);
    assert_eq!(answered.items.iter().filter_map(|item| item.value).collect::<Vec<_>>(), [0]);

    for week in ["2026-03-16", "2026-02-23", "2026-03-10", "", "2026-02-30", "'; --"] {
        assert_eq!(field(engine.save_check_in(week, &[])), "week", "{week}");
    }
    for wrong in [answer("w-heard", Some(4)), answer("w-other", Some(1))] {
        assert_eq!(field(engine.save_check_in("2026-03-09", &[wrong])), "answers");
    }
    // A page that was open when the week turned.
    world.pass(7 * 24 * 60);
    engine.save_check_in("2026-03-09", &[answer("w-ease", Some(2))]).unwrap();
    let next = engine.check_in().unwrap();
    assert_eq!((next.week.as_str(), next.answered), ("2026-03-16", false));
}

/// The clocks go from 02:00 to 03:00 on Sunday 29 March, and back from 03:00 to 02:00 on Sunday 25 October.
#[test]
fn today_asks_on_the_last_evening_of_the_week() {
    let world = World::at("2026-03-28T18:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    let check = |now: &str, asks: bool| {
        world.jump(now);
        assert_eq!(engine.today().unwrap().check_in, asks, "{now}");
    };
    check("2026-03-28T18:00:00Z", false);
    check("2026-03-29T14:59:00Z", false);
    check("2026-03-29T15:00:00Z", true);
    check("2026-03-30T01:59:00Z", true);
    check("2026-03-30T02:00:00Z", false);
    check("2026-10-25T15:59:00Z", false);
    check("2026-10-25T16:00:00Z", true);
    check("2026-10-26T02:59:00Z", true);
    engine.save_check_in("2026-10-19", &[answer("w-heard", None)]).unwrap();
    assert!(!engine.today().unwrap().check_in, "answered, if only by leaving it out");
    check("2026-10-26T03:00:00Z", false);
}

#[test]
fn a_week_begins_on_the_users_first_day() {
    let world = World::at("2026-03-14T17:00:00Z", "Europe/Berlin");
    let engine = world.begin(vec![]);
    assert!(!engine.today().unwrap().check_in);
    engine.save_settings(&Settings { first_weekday: Weekday::Su, ..Settings::default() }).unwrap();
    assert_eq!(engine.check_in().unwrap().week, "2026-03-08");
    assert!(engine.today().unwrap().check_in, "Saturday is its last evening");
}

#[test]
fn a_review_shows_what_was_noted_and_nothing_of_other_weeks() {
    let world = World::new();
    let engine = world.begin(vec![]);
    engine.log_practice("c:listen-first", None).unwrap();
    world.pass(24 * 60);
    engine.log_practice("c:listen-first", None).unwrap();
    engine.log_practice("c:own-story", None).unwrap();
    for number in [7, 8] {
        engine.log_talk(&talk(number, None)).unwrap();
        let understood = format!("lesson {number}");
        engine.describe_talk(&entry_id(number), &TalkDetails { understood, ..TalkDetails::default() }).unwrap();
    }
    engine.undo_log(&entry_id(8)).unwrap();
    let review = engine.review().unwrap();
    assert_eq!(review.understood, ["lesson 7"]);
    assert_eq!((review.week.as_str(), review.practice_days, review.goal, review.talks), ("2026-03-09", 2, 3, 1));
    let practiced: Vec<_> = review.practiced.iter().map(|one| (one.title.as_str(), one.times)).collect();
    assert_eq!((practiced[0], practiced.len()), (("Listen before anything else", 2), 2));
    world.pass(7 * 24 * 60);
    let next = engine.review().unwrap();
    assert_eq!((next.practiced.len(), next.practice_days, next.talks, next.understood.len()), (0, 0, 0, 0));
}

#[test]
fn the_words_of_a_review_are_one_entry_and_what_is_next_comes_back() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let saved = engine.save_review("2026-03-09", &words("Listened", "", "One walk")).unwrap();
    let expect =
        "# My week from 9 March 2026\n\n## What I tried\n\nListened\n\n## One small thing for next week\n\nOne walk\n";
    assert_eq!(text(&engine, &saved.id), expect);
    assert_eq!((saved.day.as_str(), saved.rev, saved.kept_as), ("2026-03-10", 1, None));
    assert_eq!(engine.save_review("2026-03-09", &words("Listened", "", "One walk")).unwrap().rev, 1);
    let again = engine.save_review("2026-03-09", &words("Listened", "Less is enough", "One walk")).unwrap();
    assert_eq!((&again.id, again.rev), (&saved.id, 2));
    assert_eq!(engine.entries(None).unwrap().total, 1);

    assert_eq!(field(engine.save_review("2026-03-09", &words(" ", "", "\n"))), "tried");
    assert_eq!(field(engine.save_review("2026-03-09", &words("", "", &"x".repeat(5001)))), "next");
    assert_eq!(field(engine.save_review("2026-03-02x", &words("x", "", ""))), "week");

    world.pass(7 * 24 * 60);
    let engine = world.kill_and_unlock(engine);
    let review = engine.review().unwrap();
    assert_eq!((review.planned.as_str(), review.entry, review.words.tried.as_str()), ("One walk", None, ""));
    // Last week's can still be changed, and is not dated today.
    let late = engine.save_review("2026-03-09", &words("Listened", "Less is enough", "Two walks")).unwrap();
    assert_eq!((&late.id, late.day.as_str()), (&saved.id, "2026-03-10"));
    world.pass(7 * 24 * 60);
    assert_eq!(engine.review().unwrap().planned, "", "only the week before");
    assert_eq!(field(engine.save_review("2026-03-09", &words("x", "", ""))), "week");
}

#[test]
fn a_review_that_was_changed_by_hand_is_left_alone() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let first = engine.save_review("2026-03-09", &words("Listened", "", "")).unwrap();
    let by_hand = "By hand, and longer";
    engine
        .save_entry(&EntrySave { id: first.id.clone(), base_rev: 1, text: by_hand.into(), ..EntrySave::default() })
        .unwrap();
    // Nothing new in the form: the entry stays the week's.
    assert_eq!(engine.save_review("2026-03-09", &words("Listened", "", "")).unwrap().id, first.id);
    let second = engine.save_review("2026-03-09", &words("Listened", "A lot", "")).unwrap();
    assert_eq!(second.kept_as.as_ref(), Some(&second.id));
    assert_ne!(second.id, first.id);
    assert_eq!(text(&engine, &first.id), by_hand);
    assert_eq!(engine.review().unwrap().entry, Some(second.id.clone()));
    // One in the trash stays there.
    engine.delete_entry(&second.id).unwrap();
    let third = engine.save_review("2026-03-09", &words("Listened", "A lot, really", "")).unwrap();
    assert_ne!(third.id, second.id);
    assert!(engine.entry(&second.id).unwrap().in_trash);
}

#[test]
fn no_word_of_a_review_is_in_an_error_or_a_debug_print() {
    let world = World::new();
    let engine = world.begin(vec![]);
    let given = words("canary-tried", "canary-learned", "canary-next");
    let printed = format!("{given:?} {:?}", engine.save_review("2026-03-09", &given));
    let error = engine.save_review("canary", &given).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Invalid);
    let printed = format!("{printed} {:?} {error:?} {}", engine.review(), error.body().message);
    assert!(!printed.contains("canary"), "{printed}");
}
