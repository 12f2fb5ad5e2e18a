use ajar_core::content::{Content, Faces};
use ajar_core::ids::PracticeRef;
use ajar_core::today::{Choice, choose};
use chrono::NaiveDate;

use crate::zones::date;

fn chosen(log: &[(&str, &str)], today: &str, resting: bool, seen: &[PracticeRef]) -> &'static str {
    let log: Vec<(PracticeRef, NaiveDate)> =
        log.iter().map(|(slug, day)| (PracticeRef::catalogue(*slug), date(day))).collect();
    &choose(Content::builtin(), &Choice { log: &log, today: date(today), resting, seen }).id
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
        choose(content, &Choice { log, today: date(today), resting, seen: &[] }).id.clone()
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
        let practice = choose(content, &Choice { log: &[], today: date("2026-11-22"), resting: true, seen: &seen });
        assert!(practice.faces == Faces::OnSelf || practice.id == "listen-first", "{}", practice.id);
        seen.push(practice.reference());
    }
}

#[test]
fn another_goes_through_all_and_begins_again() {
    let content = Content::builtin();
    let mut seen: Vec<PracticeRef> = Vec::new();
    for _ in 0..content.practices.len() {
        let practice =
            choose(content, &Choice { log: &[], today: date("2026-11-22"), resting: false, seen: &seen }).reference();
        assert!(!seen.contains(&practice), "{practice} twice");
        seen.push(practice);
    }
    assert_eq!(chosen(&[], "2026-11-22", false, &seen), "name-your-want");
    seen.push(PracticeRef::catalogue("name-your-want"));
    assert_eq!(chosen(&[], "2026-11-22", false, &seen), "listen-first");
}

#[test]
fn nothing_unknown_disturbs_it() {
    let own: PracticeRef = "o:01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    assert_eq!(chosen(&[("retired-one", "2026-11-01")], "2026-11-22", false, &[own]), "name-your-want");
}
