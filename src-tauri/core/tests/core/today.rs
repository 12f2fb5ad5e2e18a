use std::collections::BTreeSet;

use ajar_core::content::{Content, Faces, Practice};
use ajar_core::ids::PracticeRef;
use ajar_core::today::{Candidate, Choice, choose};
use chrono::NaiveDate;

use crate::zones::date;

/// A practice of the user's own.
const OWN: &str = "o:01890a5d-ac96-774b-bcce-b302099a8057";

fn log(done: &[(&str, &str)]) -> Vec<(PracticeRef, NaiveDate)> {
    done.iter().map(|(practice, day)| (reference(practice), date(day))).collect()
}

/// A slug, or one of the user's own.
fn reference(practice: &str) -> PracticeRef {
    practice.parse().unwrap_or_else(|_| PracticeRef::catalogue(practice))
}

fn chosen(done: &[(&str, &str)], today: &str, resting: bool, seen: &[PracticeRef]) -> String {
    named(&Choice { log: &log(done), today: date(today), resting, seen, ..Choice::default() })
}

fn named(choice: &Choice<'_>) -> String {
    let practice = choose(Content::builtin(), choice);
    practice.slug().map_or_else(|| practice.to_string(), str::to_owned)
}

#[test]
fn the_path_waits_for_the_user() {
    fn check(log: &[(&str, &str)], today: &str, expect: &str) {
        assert_eq!(chosen(log, today, false, &[]), expect, "{log:?} on {today}");
    }
    check(&[], "2026-11-22", "name-your-want");
    check(&[], "2027-11-22", "name-your-want");
    check(&[("name-your-want", "2026-11-20")], "2026-11-22", "listen-first");
    // What is done today stays on the page until tomorrow.
    check(&[("name-your-want", "2026-11-22")], "2026-11-22", "name-your-want");
    // Done out of order, it is not asked for again.
    check(&[("listen-first", "2026-11-20"), ("name-your-want", "2026-11-21")], "2026-11-22", "thank-the-share");
}

#[test]
fn after_the_path_what_was_done_longest_ago_comes_next() {
    let content = Content::builtin();
    let days = date("2026-10-01").iter_days();
    let mut log: Vec<(PracticeRef, NaiveDate)> = content.path().map(PracticeRef::catalogue).zip(days).collect();
    let pick = |log: &[(PracticeRef, NaiveDate)], today: &str, resting| {
        named(&Choice { log, today: date(today), resting, ..Choice::default() })
    };
    assert_eq!(pick(&log, "2026-11-18", false), "light-opening", "never done comes before done long ago");
    assert_eq!(pick(&log, "2026-11-22", false), "keep-going-gently", "Sunday looks back on the week");
    log.extend(
        content
            .practices
            .iter()
            .filter(|practice| content.path().all(|slug| slug != practice.id))
            .map(|practice| (practice.reference(), date("2026-10-20"))),
    );
    assert_eq!(pick(&log, "2026-11-18", false), "name-your-want");
    log.push((PracticeRef::catalogue("name-your-want"), date("2026-11-17")));
    assert_eq!(pick(&log, "2026-11-18", false), "listen-first");
    assert_eq!(pick(&log, "2026-11-18", true), "listen-first");
}

#[test]
fn a_rest_leaves_the_partner_in_peace() {
    let content = Content::builtin();
    let mut seen = Vec::new();
    for _ in 0..40 {
        let own = [Candidate { practice: reference(OWN), faces: Faces::Partner }];
        let choice = Choice { today: date("2026-11-22"), resting: true, own: &own, seen: &seen, ..Choice::default() };
        let practice = content.resolve(&choose(content, &choice)).unwrap();
        assert!(practice.faces == Faces::OnSelf || practice.id == "listen-first", "{}", practice.id);
        seen.push(practice.reference());
    }
}

#[test]
fn another_goes_through_all_and_begins_again() {
    let content = Content::builtin();
    let mut seen: Vec<PracticeRef> = Vec::new();
    for _ in 0..content.practices.len() {
        let practice = choose(content, &Choice { today: date("2026-11-22"), seen: &seen, ..Choice::default() });
        assert!(!seen.contains(&practice), "{practice} twice");
        seen.push(practice);
    }
    assert_eq!(chosen(&[], "2026-11-22", false, &seen), "name-your-want");
    seen.push(PracticeRef::catalogue("name-your-want"));
    assert_eq!(chosen(&[], "2026-11-22", false, &seen), "listen-first");
}

#[test]
fn nothing_unknown_disturbs_it() {
    assert_eq!(chosen(&[("retired-one", "2026-11-01")], "2026-11-22", false, &[reference(OWN)]), "name-your-want");
}

/// Everything of the catalogue, done on one day.
fn all_done(day: &str) -> Vec<(PracticeRef, NaiveDate)> {
    Content::builtin().practices.iter().map(|practice| (practice.reference(), date(day))).collect()
}

#[test]
fn what_is_planned_comes_first_unless_the_gate_is_closed() {
    let (today, hidden) = (date("2026-11-18"), [reference("say-what-and-why")]);
    let planned = Choice { today, plan_due: true, ..Choice::default() };
    assert_eq!(named(&planned), "say-what-and-why");
    assert_eq!(named(&Choice { light: true, ..planned }), "say-what-and-why");
    assert_eq!(named(&Choice { hidden: &hidden, ..planned }), "say-what-and-why");
    assert_eq!(named(&Choice { resting: true, ..planned }), "name-your-want");
    assert_eq!(named(&Choice { seen: &hidden, ..planned }), "name-your-want", "another than that");
}

#[test]
fn own_practices_take_their_turn() {
    let done = all_done("2026-10-20");
    let own = |faces| [Candidate { practice: reference(OWN), faces }];
    let after_path = Choice { log: &done, today: date("2026-11-18"), ..Choice::default() };
    let (with_partner, alone) = (own(Faces::Partner), own(Faces::OnSelf));
    assert_eq!(named(&Choice { own: &with_partner, ..after_path }), OWN, "never done");
    assert_eq!(
        named(&Choice { own: &alone, ..Choice { log: &[], ..after_path } }),
        "name-your-want",
        "the path goes first"
    );
    assert_eq!(named(&Choice { own: &alone, resting: true, ..after_path }), OWN);
    assert_ne!(named(&Choice { own: &with_partner, resting: true, ..after_path }), OWN);
    assert_ne!(named(&Choice { own: &with_partner, light: true, ..after_path }), OWN);
    let mut lately = done.clone();
    lately.push((reference(OWN), date("2026-11-10")));
    assert_ne!(named(&Choice { own: &with_partner, log: &lately, ..after_path }), OWN);
    // Nothing that is hidden, own or not.
    let hidden = [reference(OWN)];
    assert_ne!(named(&Choice { own: &with_partner, hidden: &hidden, ..after_path }), OWN);
}

#[test]
fn hidden_ones_are_left_out_and_favorites_come_first_among_equals() {
    let today = date("2026-11-18");
    let hidden = [reference("name-your-want")];
    assert_eq!(named(&Choice { today, hidden: &hidden, ..Choice::default() }), "listen-first");
    let favorites = [reference("thank-the-share"), reference("their-way")];
    assert_eq!(
        named(&Choice { today, favorites: &favorites, ..Choice::default() }),
        "name-your-want",
        "the path first"
    );
    let done = all_done("2026-10-20");
    let after_path = Choice { log: &done, today, favorites: &favorites, ..Choice::default() };
    assert_eq!(named(&after_path), "their-way");
    let mut lately = done.clone();
    lately.extend(favorites.iter().map(|favorite| (favorite.clone(), date("2026-11-01"))));
    assert_ne!(named(&Choice { log: &lately, ..after_path }), "their-way", "it is less due than the others");
}

#[test]
fn when_everything_is_hidden_there_is_still_one() {
    let everything: Vec<PracticeRef> = Content::builtin().practices.iter().map(Practice::reference).collect();
    for resting in [false, true] {
        let choice = Choice { today: date("2026-11-22"), hidden: &everything, resting, ..Choice::default() };
        let practice = Content::builtin().resolve(&choose(Content::builtin(), &choice)).unwrap();
        assert_eq!(practice.faces, Faces::OnSelf);
    }
}

#[test]
fn a_light_week_begins_with_what_is_light() {
    let content = Content::builtin();
    let mut seen: Vec<PracticeRef> = Vec::new();
    let mut was_heavy = false;
    for _ in 0..content.practices.len() {
        let choice = Choice { today: date("2026-11-18"), light: true, seen: &seen, ..Choice::default() };
        let practice = content.resolve(&choose(content, &choice)).unwrap();
        let is_light = practice.faces != Faces::Partner
            || matches!(practice.id.as_str(), "side-by-side" | "alone-moments" | "light-opening");
        assert!(!(was_heavy && is_light), "{} comes after what is heavier", practice.id);
        was_heavy |= !is_light;
        seen.push(practice.reference());
    }
    assert!(was_heavy, "nothing is ever locked");
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), content.practices.len());
}

#[test]
fn sundays_look_back_in_every_week_of_the_year() {
    let done = all_done("2025-12-01");
    // With the two Sundays on which the clocks change.
    for sunday in date("2026-01-04").iter_days().step_by(7).take(52) {
        assert_eq!(named(&Choice { log: &done, today: sunday, ..Choice::default() }), "keep-going-gently", "{sunday}");
        let monday = sunday.succ_opt().unwrap();
        assert_ne!(named(&Choice { log: &done, today: monday, ..Choice::default() }), "keep-going-gently", "{monday}");
    }
}
