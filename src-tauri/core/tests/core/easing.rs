//! Easing off, row by row of its table.

use ajar_core::content::Content;
use ajar_core::day::{DayStart, day_begins};
use ajar_core::easing::{Choice, Chosen, Easing, Mode, Offer, UNTIL_SAID, ease, held_days};
use ajar_core::talk::{Bid, FreeChoice, Pushed, Response};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use crate::zones::{at, date, zone};

/// Monday.
const FIRST: &str = "2026-03-02";

pub fn day(number: u64) -> NaiveDate {
    date(FIRST) + Days::new(number)
}

/// Talks are noted for 18:00, choices made at 20:00.
pub fn instant(number: u64, hour: u32) -> DateTime<Utc> {
    day(number).and_hms_opt(hour, 0, 0).unwrap().and_utc()
}

/// One word a day: `.` nothing, else `n`ot now, `s`hort, `j`oined in or shared some`x`thing; a digit for the depth, `~`
/// for pushed somewhat, `!` for a lot, `-` for no real choice, `?` for nervous or partly, `F` for fear.
pub fn bids(days: &str) -> Vec<Bid> {
    let words = days.split_whitespace().zip(0..).filter(|(word, _)| *word != ".");
    words.map(|(word, number)| bid(word, number)).collect()
}

pub fn bid(word: &str, number: u64) -> Bid {
    let response = match word.chars().next() {
        Some('n') => Response::NotNow,
        Some('s') => Response::ShortAnswer,
        Some('j') => Response::JoinedIn,
        _ => Response::SharedSomething,
    };
    let pushed = if word.contains('~') { Pushed::Somewhat } else { Pushed::ALot };
    let free = match word.chars().last() {
        Some('-') => Some(FreeChoice::No),
        Some('?') => Some(FreeChoice::Partly),
        Some('F') => Some(FreeChoice::Afraid),
        _ => None,
    };
    Bid {
        at: instant(number, 18),
        day: day(number),
        response,
        topic: Some("work".to_owned()),
        depth: word.chars().find_map(|c| u8::try_from(c.to_digit(10)?).ok()),
        pushed: word.contains(['~', '!']).then_some(pushed),
        free,
    }
}

fn chosen(choices: &[(u64, Choice)]) -> Vec<Chosen> {
    let made = |(number, choice): &(u64, Choice)| Chosen {
        at: instant(*number, 20),
        day: day(*number),
        choice: choice.clone(),
    };
    choices.iter().map(made).collect()
}

/// As it stands at 23:00 of a day.
fn eased(days: &str, choices: &[(u64, Choice)], today: u64) -> Easing {
    ease(&bids(days), &chosen(choices), instant(today, 23), day(today))
}

fn number_of(until: NaiveDate) -> i64 {
    (until - date(FIRST)).num_days()
}

fn said(mode: Mode) -> String {
    match mode {
        Mode::Free => "free".to_owned(),
        Mode::Light { until, questions } => {
            format!("light until {}{}", number_of(until), if questions { "" } else { ", no questions" })
        }
        Mode::Rest { until } => format!("rest until {}", number_of(until)),
        Mode::MonthOff { until } => format!("month off until {}", number_of(until)),
        Mode::Stopped => "stopped".to_owned(),
        Mode::Afraid => "afraid".to_owned(),
        Mode::Parted => "parted".to_owned(),
    }
}

/// The mode on a day, and the text that Today shows.
fn check(days: &str, choices: &[(u64, Choice)], today: u64, mode: &str, tell: Option<&str>) {
    let easing = eased(days, choices, today);
    assert_eq!((said(easing.mode).as_str(), easing.tell), (mode, tell), "{days:?} {choices:?} on day {today}");
}

fn check_offer(days: &str, choices: &[(u64, Choice)], today: u64, offer: Option<Offer>) {
    assert_eq!(eased(days, choices, today).offer, offer, "{days:?} {choices:?} on day {today}");
}

pub fn stop(topic: Option<&str>) -> Choice {
    Choice::AskedToStop { topic: topic.map(str::to_owned) }
}

pub fn lift(topic: Option<&str>) -> Choice {
    Choice::Lifted { topic: topic.map(str::to_owned) }
}

#[test]
fn one_not_now_is_quiet_for_twenty_hours() {
    fn quiet(days: &str, minutes_later: i64, expect: bool) {
        let now = instant(0, 18) + TimeDelta::minutes(minutes_later);
        let easing = ease(&bids(days), &[], now, now.date_naive());
        assert_eq!(easing.quiet_until.is_some(), expect, "{days:?} after {minutes_later} minutes");
        assert_eq!(easing.mode, Mode::Free);
        assert_eq!(easing.tell, expect.then_some("e-not-now"));
        assert_eq!(easing.gate_until(|day| day.and_time(chrono::NaiveTime::MIN).and_utc()), easing.quiet_until);
    }
    let later = Bid { at: instant(0, 19), ..bid("x", 0) };
    quiet("n", -1, false);
    quiet("n", 0, true);
    quiet("n", 20 * 60 - 1, true);
    quiet("n", 20 * 60, false);
    quiet("s", 0, false);
    quiet("j", 0, false);
    // A good talk afterward does not end the quiet.
    assert!(ease(&[bid("n", 0), later], &[], instant(0, 20), day(0)).quiet_until.is_some());
}

#[test]
fn one_not_now_rests_its_topic_for_a_week() {
    fn rests(days: &str, today: u64, until: Option<i64>) {
        let resting = eased(days, &[], today).resting_topics;
        assert_eq!(resting.get("work").copied().map(number_of), until, "{days:?} on day {today}");
    }
    rests("n", 0, Some(7));
    rests("n", 6, Some(7));
    rests("n", 7, None);
    rests("n . . n", 3, Some(10));
    rests("n x x", 2, Some(7));
    rests("s", 0, None);
    let without_topic = Bid { topic: None, ..bid("n", 0) };
    assert!(ease(&[without_topic], &[], instant(0, 23), day(0)).resting_topics.is_empty());
}

#[test]
fn twenty_hours_are_twenty_hours_in_nights_with_a_clock_change() {
    fn check(name: &str, evening: &str, free_again: &str) {
        let zone = zone(name);
        let bid = Bid { at: at(&zone, evening), ..bid("n", 0) };
        let until = at(&zone, free_again);
        let on = |now: DateTime<Utc>| ease(std::slice::from_ref(&bid), &[], now, day(1)).quiet_until;
        assert_eq!(on(until - TimeDelta::seconds(1)), Some(until), "{evening} in {name}");
        assert_eq!(on(until), None, "{evening} in {name}");
    }
    check("Europe/Berlin", "2026-03-27T21:00", "2026-03-28T17:00");
    check("Europe/Berlin", "2026-03-28T21:00", "2026-03-29T18:00");
    check("Europe/Berlin", "2026-10-24T21:00", "2026-10-25T16:00");
    check("America/New_York", "2026-03-07T21:00", "2026-03-08T18:00");
    check("America/New_York", "2026-10-31T21:00", "2026-11-01T16:00");
}

#[test]
fn short_answers_to_deep_questions_make_a_light_week() {
    let lighter = Some("e-lighter");
    check("s2 s s", &[], 2, "light until 9", lighter);
    check("s2 s s", &[], 8, "light until 9", lighter);
    check("s2 s s", &[], 9, "free", None);
    check("s s j s3", &[], 3, "light until 10", lighter);
    check("s2 s", &[], 1, "free", None);
    check("s1 s1 s1", &[], 2, "free", None);
    check("s s s", &[], 2, "free", None);
    check("s2 j j s", &[], 3, "free", None);
    // Three of the last five are not three of the last four.
    check("s2 j s j s", &[], 4, "free", None);
    // The deep one has to be among those that stayed short.
    check("s s x2 s", &[], 3, "free", None);
    // What goes well begins nothing, and ends nothing.
    check("s2 s s x", &[], 3, "light until 9", lighter);
    check("s2 s s . . . s", &[], 6, "light until 13", lighter);
    let easing = eased("s2 s s", &[], 2);
    assert!(easing.allows_partner() && easing.allows_questions() && easing.side_by_side_only());
    assert_eq!(easing.max_depth(), 1);
    // "Not now" is as short as it gets.
    check("n2 s s", &[], 3, "light until 9", lighter);
}

#[test]
fn pushing_makes_a_light_week() {
    let lighter = Some("e-lighter");
    check("j~", &[], 0, "free", None);
    check("j~ j~", &[], 1, "light until 8", lighter);
    check("j~ . . j~", &[], 3, "light until 10", lighter);
    check("j~ j j~", &[], 2, "free", None);

    let pushed = Some("e-pushed");
    check("x!", &[], 0, "light until 7", pushed);
    check("x!", &[], 6, "light until 7", pushed);
    check("x!", &[], 7, "free", None);
    check("x-", &[], 0, "light until 7", pushed);
    check("x?", &[], 0, "free", None);
    check("j~ j!", &[], 1, "light until 8", pushed);
    assert!(eased("x!", &[], 0).allows_questions());
    // The user may end it, and it does not come back by itself.
    check("x!", &[(2, Choice::Ended)], 2, "free", None);
    check("x! . . . x!", &[(2, Choice::Ended)], 4, "light until 11", pushed);
}

#[test]
fn four_not_now_running_offer_a_rest() {
    let rest = Some(Offer::RestOrLight);
    check_offer("n n n", &[], 2, None);
    check_offer("n n n n", &[], 3, rest);
    check_offer("n . n . n . n", &[], 6, rest);
    check_offer("n n n s n", &[], 4, None);
    check_offer("n n n n x", &[], 4, None);
    check("n n n n", &[], 3, "free", Some("e-rest"));
    // After a week without a bid there is nothing left to offer.
    check_offer("n n n n", &[], 9, rest);
    check_offer("n n n n", &[], 10, None);
    // Declined, it comes again with another bid, and not before.
    check_offer("n n n n", &[(3, Choice::Declined)], 3, None);
    check_offer("n n n n", &[(3, Choice::Declined)], 5, None);
    check_offer("n n n n n", &[(3, Choice::Declined)], 4, rest);
    check_offer("n n n n x", &[(3, Choice::Declined)], 4, None);
    check_offer("n n n n", &[(3, Choice::KeepLight)], 3, None);
    // A rest answers it, and afterward one counts anew.
    let rested = [(3, Choice::Rest)];
    check_offer("n n n n", &rested, 3, None);
    check_offer("n n n n . . . . . . n n n", &rested, 12, None);
    check_offer("n n n n . . . . . . n n n n", &rested, 13, rest);
}

#[test]
fn what_was_chosen_lasts_its_days() {
    check("", &[(0, Choice::Rest)], 0, "rest until 7", None);
    check("", &[(0, Choice::Rest)], 6, "rest until 7", None);
    check("", &[(0, Choice::Rest)], 7, "free", None);
    check("", &[(0, Choice::KeepLight)], 6, "light until 7, no questions", None);
    check("", &[(0, Choice::KeepLight)], 7, "free", None);
    check("", &[(0, Choice::MonthOff)], 29, "month off until 30", None);
    check("", &[(0, Choice::MonthOff)], 30, "free", Some("e-month-over"));
    check("", &[(0, Choice::Rest), (2, Choice::Ended)], 1, "rest until 7", None);
    check("", &[(0, Choice::Rest), (2, Choice::Ended)], 2, "free", None);
    check("", &[(0, Choice::Rest), (2, Choice::Ended), (4, Choice::Rest)], 4, "rest until 11", None);
    check("", &[(0, Choice::MonthOff), (28, Choice::Rest)], 29, "month off until 35", None);
    check("", &[(0, Choice::MonthOff), (28, Choice::Rest)], 30, "rest until 35", None);
    // A light week by a rule and one without questions lie over each other.
    check("x!", &[(3, Choice::KeepLight)], 4, "light until 10, no questions", Some("e-pushed"));
    assert_eq!(eased("x!", &[(3, Choice::KeepLight)], 4).no_questions, Some(day(10)));
    check(". . x!", &[(0, Choice::KeepLight)], 7, "light until 9", Some("e-pushed"));
    // Rest goes before light.
    check("x!", &[(1, Choice::Rest)], 1, "rest until 8", None);
    assert!(!eased("", &[(0, Choice::Rest)], 0).allows_partner());
    let light = eased("", &[(0, Choice::KeepLight)], 0);
    assert!(light.allows_partner() && !light.allows_questions() && light.max_depth() == 1);
}

#[test]
fn two_rests_in_sixty_days_offer_a_month_off() {
    let month = Some(Offer::MonthOffOrLight);
    let rests = |second| vec![(0, Choice::Rest), (second, Choice::Rest)];
    check_offer("", &rests(20), 19, None);
    check_offer("", &rests(20), 26, None);
    check_offer("", &rests(20), 27, month);
    check("", &rests(20), 27, "free", Some("e-let-be"));
    check_offer("", &rests(20), 59, month);
    check_offer("", &rests(20), 60, None);
    check_offer("", &rests(52), 59, month);
    check_offer("", &rests(53), 60, None);
    // Chosen twice in a row it is one rest, and what ended on its first day was none.
    check_offer("", &rests(0), 20, None);
    check_offer("", &rests(6), 20, None);
    check_offer("", &rests(7), 20, month);
    let ended = [(0, Choice::Rest), (20, Choice::Rest), (20, Choice::Ended)];
    check_offer("", &ended, 20, None);
    let cut_short = [(0, Choice::Rest), (20, Choice::Rest), (22, Choice::Ended)];
    check_offer("", &cut_short, 22, month);

    let answered = |choice| vec![(0, Choice::Rest), (20, Choice::Rest), (28, choice)];
    check_offer("", &answered(Choice::Declined), 29, None);
    check_offer("", &answered(Choice::KeepLight), 29, None);
    let quiet_then = |word: &str| format!("{}{word}", ". ".repeat(30));
    check_offer(&quiet_then("x"), &answered(Choice::Declined), 30, None);
    check_offer(&quiet_then("n"), &answered(Choice::Declined), 30, month);
    check_offer(&quiet_then("n n n n"), &answered(Choice::Declined), 33, month);

    // After the month, one honest sentence or a counselor; the rests before it are behind.
    let after = Some(Offer::SayOnceOrCounselor);
    check_offer("", &answered(Choice::MonthOff), 57, None);
    check_offer("", &answered(Choice::MonthOff), 58, after);
    check("", &answered(Choice::MonthOff), 58, "free", Some("e-month-over"));
    let mut declined = answered(Choice::MonthOff);
    declined.push((58, Choice::Declined));
    check_offer("", &declined, 58, None);
    let spoken = format!("{}j", ". ".repeat(59));
    check_offer(&spoken, &answered(Choice::MonthOff), 59, None);
    let mut ended = answered(Choice::MonthOff);
    ended.push((40, Choice::Ended));
    check_offer("", &ended, 58, None);
}

#[test]
fn asked_to_stop_lasts_until_it_is_lifted() {
    let heard = Some("e-asked-to-stop");
    check("", &[(0, stop(None))], 0, "stopped", heard);
    check("", &[(0, stop(None))], 1, "stopped", None);
    check("x x x", &[(0, stop(None))], 400, "stopped", None);
    check("", &[(0, stop(None)), (9, lift(None))], 9, "free", None);
    check("", &[(0, stop(None)), (9, lift(Some("work")))], 9, "stopped", None);
    check("", &[(0, stop(None)), (9, Choice::Ended)], 9, "stopped", None);
    check("", &[(0, lift(None)), (9, stop(None))], 20, "stopped", None);
    check("", &[(0, lift(None)), (0, stop(None))], 1, "stopped", None);

    let topic = |choices: &[(u64, Choice)]| {
        let easing = eased("", choices, 9);
        assert_eq!(easing.mode, Mode::Free);
        easing.stopped_topics.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(topic(&[(0, stop(Some("work")))]), ["work"]);
    assert_eq!(topic(&[(0, stop(Some("work"))), (3, lift(Some("money"))), (4, lift(None))]), ["work"]);
    assert!(topic(&[(0, stop(Some("work"))), (3, lift(Some("work")))]).is_empty());
    check("", &[(0, stop(Some("work")))], 0, "free", heard);
    // What was offered is not offered to somebody who was asked to stop.
    check_offer("n n n n", &[(3, stop(None))], 3, None);
}

#[test]
fn fear_is_silent_and_lasts_until_it_is_brought_back() {
    check("xF", &[], 0, "afraid", None);
    check("xF", &[], 400, "afraid", None);
    check("n n n nF", &[], 3, "afraid", None);
    check_offer("n n n nF", &[], 3, None);
    check("xF x x", &[(1, Choice::Ended), (1, lift(None))], 2, "afraid", None);
    check("", &[(0, Choice::Afraid)], 0, "afraid", None);
    check("", &[(0, Choice::Afraid), (5, Choice::BroughtBack)], 4, "afraid", None);
    check("", &[(0, Choice::Afraid), (5, Choice::BroughtBack)], 5, "free", None);
    check("", &[(0, Choice::BroughtBack), (0, Choice::Afraid)], 0, "afraid", None);
    check(". . . . . . xF", &[(5, Choice::BroughtBack)], 6, "afraid", None);
    check("x?", &[], 0, "free", None);
    // A stop that was asked for is still there when the rest comes back.
    check("", &[(0, stop(None)), (0, Choice::Afraid), (5, Choice::BroughtBack)], 5, "stopped", None);
    check("", &[(0, stop(None)), (0, Choice::Afraid)], 0, "afraid", None);
}

#[test]
fn parted_goes_before_everything_until_they_are_together_again() {
    check("n n n n", &[(3, Choice::Parted)], 3, "parted", None);
    check_offer("n n n n", &[(3, Choice::Parted)], 3, None);
    check("xF", &[(3, Choice::Parted)], 300, "parted", None);
    check("xF", &[(3, Choice::Parted), (4, Choice::BroughtBack)], 4, "parted", None);
    check("xF", &[(3, Choice::Parted), (4, Choice::TogetherAgain)], 4, "afraid", None);
    check("", &[(3, Choice::Parted), (4, Choice::TogetherAgain)], 4, "free", None);
}

#[test]
fn the_gate_ends_when_a_practice_day_begins() {
    fn check(choices: &[(u64, Choice)], gate: Option<&str>, no_questions: Option<&str>) {
        let zone = zone("Europe/Berlin");
        let begins = |day| day_begins(day, &zone, DayStart::default());
        // In the night before day 27 the clocks go forward.
        let easing = ease(&[], &chosen(choices), instant(26, 21), day(26));
        let local = |until: Option<&str>| until.map(|until| at(&zone, until));
        assert_eq!(easing.gate_until(begins), local(gate), "{choices:?}");
        assert_eq!(easing.no_questions_until(begins), local(no_questions), "{choices:?}");
    }
    check(&[], None, None);
    check(&[(20, Choice::Rest)], Some("2026-03-29T04:00"), Some("2026-03-29T04:00"));
    check(&[(21, Choice::Rest)], Some("2026-03-30T04:00"), Some("2026-03-30T04:00"));
    check(&[(20, Choice::KeepLight)], None, Some("2026-03-29T04:00"));
    check(&[(20, Choice::Rest), (21, Choice::KeepLight)], Some("2026-03-29T04:00"), Some("2026-03-30T04:00"));
    let begins = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    for forever in [stop(None), Choice::Afraid, Choice::Parted] {
        let easing = eased("n", &[(0, forever)], 0);
        assert_eq!(easing.gate_until(begins), Some(UNTIL_SAID));
        assert_eq!(easing.no_questions_until(begins), Some(UNTIL_SAID));
    }
    let light = eased("x!", &[], 0);
    assert_eq!((light.gate_until(begins), light.no_questions_until(begins)), (None, None));
    // A "not now" in a rest week does not shorten it, and on its last evening lasts longer than it.
    let rest = [(0, Choice::Rest)];
    assert_eq!(eased("n", &rest, 0).gate_until(begins), Some(begins(day(7))));
    assert_eq!(eased(". . . . . . n", &rest, 6).gate_until(begins), Some(instant(6, 18) + TimeDelta::hours(20)));
}

#[test]
fn a_rest_and_a_month_off_hold_their_days() {
    fn check(choices: &[(u64, Choice)], expect: impl IntoIterator<Item = u64>) {
        let held: Vec<NaiveDate> = held_days(&chosen(choices)).into_iter().collect();
        assert_eq!(held, expect.into_iter().map(day).collect::<Vec<_>>(), "{choices:?}");
    }
    check(&[], []);
    check(&[(2, Choice::Rest)], 2..9);
    check(&[(2, Choice::Rest), (4, Choice::Ended)], 2..4);
    check(&[(2, Choice::Rest), (2, Choice::Ended)], []);
    let twice = [(0, Choice::Rest), (2, Choice::Ended), (10, Choice::Rest), (12, Choice::Ended)];
    check(&twice, [0, 1, 10, 11]);
    check(&[(2, Choice::MonthOff)], 2..32);
    check(&[(2, Choice::KeepLight), (3, stop(None)), (4, Choice::Afraid)], []);
    check(&[(0, Choice::Rest), (5, Choice::Rest)], 0..12);
    // The week in which the clocks change has as many days as any other.
    check(&[(24, Choice::Rest)], 24..31);
}

#[test]
fn every_text_exists() {
    let ids = ["e-not-now", "e-lighter", "e-pushed", "e-rest", "e-let-be", "e-month-over", "e-asked-to-stop"];
    for id in ids {
        assert!(Content::builtin().ease_off.iter().any(|text| text.id == id && !text.tell.is_empty()), "{id}");
    }
}
