//! The catalogue: every practice as deep as the others, and every tip and step in it.

use std::collections::BTreeSet;

use super::super::{Content, Faces, Practice};
use super::{Breaks, File, check, words};

fn every_practice_is_as_deep_as_the_others(file: &File) -> Breaks {
    let incomplete = |practice: &&Practice| {
        let texts = [&practice.title, &practice.today, &practice.why];
        let lists = [&practice.source, &practice.moments, &practice.reflections];
        practice.steps.len() < 5
            || practice.say.len() != 4
            || !(3..=4).contains(&practice.avoid.len())
            || !(2..=3).contains(&practice.stop_when.len())
            || !(3..=4).contains(&practice.prompts.len())
            || lists.iter().any(|list| list.is_empty())
            || texts.iter().any(|text| text.is_empty())
            || !(1..=3).contains(&practice.difficulty)
            || practice.minutes == 0
    };
    file.content.practices.iter().filter(incomplete).map(|practice| practice.id.clone()).collect()
}

fn every_bid_says_when_to_stop(file: &File) -> Breaks {
    let bids = file.content.practices.iter().filter(|practice| practice.faces == Faces::Partner);
    bids.filter(|practice| practice.stop_when.is_empty()).map(|practice| practice.id.clone()).collect()
}

fn every_source_has_its_practice(file: &File) -> Breaks {
    let cited: BTreeSet<&String> = file.content.practices.iter().flat_map(|practice| &practice.source).collect();
    let named = |id: &&str| file.content.sources.iter().any(|it| it.id == *id && !cited.contains(&it.id));
    let ids = file.content.sources.iter().map(|it| it.id.as_str());
    ids.filter(named).map(str::to_owned).collect()
}

fn a_today_line_is_short(file: &File) -> Breaks {
    let lines = file.content.practices.iter().map(|practice| &practice.today);
    lines.filter(|line| words(line).len() > 18).cloned().collect()
}

/// A rest week offers self practice, which must leave the partner in peace in most of its steps.
fn practice_of_ones_own_stands_alone(file: &File) -> Breaks {
    let own = file.content.practices.iter().filter(|practice| practice.faces == Faces::OnSelf);
    own.filter(|practice| practice.steps(true).count() < 5).map(|practice| practice.id.clone()).collect()
}

#[test]
fn practices_are_equally_deep() {
    assert_eq!(Content::builtin().practices.len(), 17);
    let rule = every_practice_is_as_deep_as_the_others;
    check(rule, "  \"They put on music, pick up a book or say they are tired.\",\n", "");
    check(rule, "  \"Labels and types.\",\n", "");
    check(rule, "  \"Which promise is still open?\",\n", "");
    check(rule, "  \"That went quickly with two of us.\",\n", "");
    check(rule, r#"reflections = ["r-thanks"]"#, "reflections = []");
    check(rule, r#"today = "Keep one small promise today.""#, r#"today = """#);
    check(rule, "difficulty = 3", "difficulty = 4");
}

#[test]
fn bids_say_when_to_stop() {
    let all = "stop_when = [\n  \"They put on music, pick up a book or say they are tired.\",\n  \
               \"You have offered one thing, and it was left there.\",\n]";
    check(every_bid_says_when_to_stop, all, "stop_when = []");
}

#[test]
fn no_tip_or_step_is_left_out() {
    check(every_source_has_its_practice, r#"source = ["tip-9"]"#, r#"source = ["tip-8"]"#);
    check(every_source_has_its_practice, r#"source = ["tip-12", "steps-opening"]"#, r#"source = ["tip-12"]"#);
}

#[test]
fn what_today_shows_is_one_line() {
    check(a_today_line_is_short, "Keep one small promise today.", &["word"; 19].join(" "));
}

#[test]
fn self_practice_needs_nobody() {
    let step = r#""Pick one habit of yours that makes it harder for others to tell you things.""#;
    let other = r#""Choose one small act today that goes the other way.""#;
    let passage = format!("  {step},\n  {other},\n");
    let facing = |text: &str| format!("  {{ text = {text}, faces = \"partner\" }},\n");
    check(practice_of_ones_own_stands_alone, &passage, &(facing(step) + &facing(other)));
}

#[test]
fn a_card_shows_its_source() {
    fn check(slug: &str, expect: &str) {
        let content = Content::builtin();
        assert_eq!(content.source_line(content.practice(slug).unwrap()), expect);
    }
    check("alone-moments", "Tip 5 · Talk every time you are alone");
    check("keep-going-gently", "Tip 12 · Keep practicing");
    check("go-first", "Step 4 · You go first");
}

#[test]
fn a_rest_week_leaves_out_steps_with_the_partner() {
    let practice = Content::builtin().practice("their-way").unwrap();
    assert_eq!(practice.steps(false).count(), practice.steps(true).count() + 1);
}
