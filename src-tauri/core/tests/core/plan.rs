use ajar_core::content::{Content, SafeLevel};
use ajar_core::plan::{Feeling, Verdict, Weight, verdict};

fn said(no: &[&str], feeling: Option<Feeling>) -> String {
    match verdict(Content::builtin(), no, feeling) {
        Verdict::Go => "go".to_owned(),
        Verdict::AskFirst => "ask first".to_owned(),
        Verdict::Careful(lines) => format!("careful {}", ids(&lines)),
        Verdict::AnotherTime(lines) => format!("another time {}", ids(&lines)),
        Verdict::Stop => "stop".to_owned(),
    }
}

fn ids(lines: &[&ajar_core::content::SafeCheck]) -> String {
    lines.iter().map(|line| line.id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_weighs_most_decides() {
    fn check(no: &[&str], feeling: Option<Feeling>, expect: &str) {
        assert_eq!(said(no, feeling), expect, "{no:?} {feeling:?}");
    }
    // Skipping everything is a go, and so is being nervous.
    check(&[], None, "go");
    check(&[], Some(Feeling::Fine), "go");
    check(&[], Some(Feeling::Nervous), "go");
    check(&["s-asked"], None, "ask first");
    check(&["s-time"], None, "careful s-time");
    check(&["s-body", "s-time"], Some(Feeling::Nervous), "careful s-time s-body");
    check(&["s-asked", "s-private"], None, "careful s-private s-asked");
    check(&["s-cooled"], None, "another time s-cooled");
    check(&["s-me-calm", "s-time"], Some(Feeling::Fine), "another time s-time s-me-calm");
    check(&[], Some(Feeling::Afraid), "stop");
    check(&["s-cooled", "s-time"], Some(Feeling::Afraid), "stop");
    // An unknown line, and the question that has answers of its own, are no ticks.
    check(&["s-unknown", "s-fear", ""], None, "go");
    check(&["s-fear", "s-time"], None, "careful s-time");
}

#[test]
fn every_level_is_asked_for() {
    for level in [SafeLevel::Amber, SafeLevel::Red, SafeLevel::AskFirst, SafeLevel::Stop] {
        assert!(Content::builtin().safe_checks.iter().any(|check| check.level == level), "{level:?}");
    }
}

#[test]
fn a_serious_matter_is_not_come_to_sideways() {
    fn check(weight: Weight, sideways: bool) {
        assert_eq!(weight.offers_sideways(), sideways, "{weight:?}");
        assert_eq!(weight.hides("from-the-side"), !sideways, "{weight:?}");
        assert!(!weight.hides("say-what-and-why"), "{weight:?}");
    }
    check(Weight::Light, true);
    check(Weight::Ordinary, true);
    check(Weight::Serious, false);
    assert!(Content::builtin().practice("from-the-side").is_some());
}
