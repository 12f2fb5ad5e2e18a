//! Names: each its own, none forgotten, and each that is meant is there.

use std::collections::BTreeSet;

use super::{Breaks, File, check};
use crate::ids::is_slug;
use crate::reminder::Kind;

/// Every id there ever was, one a line. What users noted refers to them, so the list only grows.
const RELEASED: &str = include_str!("../../../content/ids.txt");

/// The tables of the file, and the ids in each.
fn tables(file: &File) -> [(&'static str, Vec<&str>); 17] {
    macro_rules! ids {
        ($table:ident) => {
            (stringify!($table), file.content.$table.iter().map(|it| it.id.as_str()).collect())
        };
    }
    [
        ids!(sources),
        ids!(practices),
        ids!(decks),
        ids!(questions),
        ids!(openers),
        ids!(curiosity_replies),
        ids!(rehearsals),
        ids!(reflections),
        ids!(checkin),
        ids!(safe_checks),
        ids!(planner_steps),
        ids!(weights),
        ids!(ladder),
        ids!(opening_phrases),
        ids!(turned),
        ids!(ease_off),
        ids!(templates),
    ]
}

fn every_id_is_a_slug_of_its_own(file: &File) -> Breaks {
    let mut breaks = Vec::new();
    for (_, ids) in tables(file) {
        let mut seen = BTreeSet::new();
        breaks.extend(ids.into_iter().filter(|id| !is_slug(id) || !seen.insert(*id)).map(str::to_owned));
    }
    breaks
}

fn no_id_is_ever_removed(file: &File) -> Breaks {
    let now: BTreeSet<String> =
        tables(file).iter().flat_map(|(table, ids)| ids.iter().map(move |id| format!("{table} {id}"))).collect();
    let released: BTreeSet<String> = RELEASED.lines().map(str::to_owned).collect();
    let removed = released.difference(&now).map(|id| format!("removed: {id}"));
    let unlisted = now.difference(&released).map(|id| format!("not in ids.txt: {id}"));
    removed.chain(unlisted).collect()
}

fn choices_are_named_as_they_are_stored(file: &File) -> Breaks {
    let content = &file.content;
    let names = |table: &[super::super::TapWords]| table.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    let expected: [(Vec<String>, &[&str]); 3] = [
        (names(&content.responses), &["not_now", "short_answer", "joined_in", "shared_something"]),
        (names(&content.settings), &["transit", "walking", "chores", "meal", "sofa", "bed", "call", "text", "other"]),
        (names(&content.outcomes), &["hard", "all_right", "good"]),
    ];
    expected.into_iter().filter(|(names, stored)| names != stored).map(|(names, _)| names.join(" ")).collect()
}

fn every_reference_resolves(file: &File) -> Breaks {
    let content = &file.content;
    let tables = tables(file);
    let known = |table: &str, id: &str| tables.iter().any(|(name, ids)| *name == table && ids.contains(&id));

    let mut breaks = Vec::new();
    let mut expect = |table: &str, from: &str, to: &str| {
        if !known(table, to) {
            breaks.push(format!("{from} -> {to}"));
        }
    };
    for practice in &content.practices {
        practice.source.iter().for_each(|to| expect("sources", &practice.id, to));
        practice.reflections.iter().for_each(|to| expect("reflections", &practice.id, to));
        practice.decks.iter().for_each(|to| expect("decks", &practice.id, to));
    }
    content.questions.iter().for_each(|question| expect("decks", &question.id, &question.deck));
    content.rehearsals.iter().for_each(|rehearsal| expect("practices", &rehearsal.id, &rehearsal.practice));
    content.path().for_each(|to| expect("practices", "path", to));
    let planner = content.planner_steps.iter().filter(|step| !step.practice.is_empty());
    planner.for_each(|step| expect("practices", &step.id, &step.practice));
    for kind in Kind::ALL {
        kind.practice().into_iter().for_each(|to| expect("practices", kind.as_str(), to));
    }
    breaks
}

#[test]
fn ids_are_unique_slugs() {
    check(every_id_is_a_slug_of_its_own, r#"id = "day-02""#, r#"id = "day-01""#);
    check(every_id_is_a_slug_of_its_own, r#"id = "day-02""#, r#"id = "Day 2""#);
    check(every_id_is_a_slug_of_its_own, r#"id = "o-taste""#, r#"id = "o-song""#);
    check(every_id_is_a_slug_of_its_own, r#"id = "rh-again""#, r#"id = "rh-rules""#);
}

#[test]
fn ids_stay() {
    check(
        no_id_is_ever_removed,
        "[[opener]]\nid = \"o-taste\"\ntext = \"Tell the best thing you ate this week.\"\nin_transit = true\n",
        "",
    );
    check(
        no_id_is_ever_removed,
        "[[outcome]]",
        "[[weight]]\nid = \"heavy\"\nlabel = \"Heavy\"\nhint = \"Much.\"\n[[outcome]]",
    );
}

#[test]
fn taps_keep_their_stored_names() {
    check(choices_are_named_as_they_are_stored, r#"id = "joined_in""#, r#"id = "joined""#);
    check(choices_are_named_as_they_are_stored, r#"id = "transit""#, r#"id = "car""#);
}

#[test]
fn references_resolve() {
    check(every_reference_resolves, r#"source = ["tip-9"]"#, r#"source = ["tip-99"]"#);
    check(every_reference_resolves, r#"reflections = ["r-week", "#, r#"reflections = ["r-weak", "#);
    check(every_reference_resolves, r#"decks = ["conflict"]"#, r#"decks = ["conflicts"]"#);
    check(every_reference_resolves, r#"deck = "money""#, r#"deck = "gold""#);
    check(every_reference_resolves, r#"["alone-moments", "side-by-side"]"#, r#"["alone-moments", "side-by-sight"]"#);
    check(every_reference_resolves, r#"practice = "light-opening""#, r#"practice = "loud-opening""#);
    check(every_reference_resolves, r#"practice = "listen-first""#, r#"practice = "listen-last""#);
}
