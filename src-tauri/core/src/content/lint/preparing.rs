//! Rehearsals and the planner: what is done before a talk.

use super::super::{Content, OpeningPhrase, PlannerStep, Rehearsal, Turned};
use super::{Breaks, File, check, words};

/// What rehearsals are a drill for.
const REHEARSED: [&str; 3] = ["listen-first", "calm-welcome", "safe-space"];

fn a_rehearsal_has_a_curious_reply_among_others(file: &File) -> Breaks {
    let poor = |rehearsal: &&Rehearsal| {
        let curious = rehearsal.replies.iter().filter(|reply| reply.curious).count();
        let unsaid = rehearsal.replies.iter().any(|reply| reply.text.is_empty() || reply.why.is_empty());
        rehearsal.replies.len() != 3
            || !(1..=2).contains(&curious)
            || unsaid
            || rehearsal.remark.is_empty()
            || rehearsal.situation.is_empty()
            || !REHEARSED.contains(&rehearsal.practice.as_str())
    };
    file.content.rehearsals.iter().filter(poor).map(|rehearsal| rehearsal.id.clone()).collect()
}

fn every_step_of_the_planner_has_a_hint_and_an_example(file: &File) -> Breaks {
    let poor = |step: &&PlannerStep| [&step.ask, &step.hint, &step.example].iter().any(|text| text.is_empty());
    file.content.planner_steps.iter().filter(poor).map(|step| step.id.clone()).collect()
}

fn what_is_looked_for_is_in_small_letters(file: &File) -> Breaks {
    let content = &file.content;
    let phrases = content.opening_phrases.iter().map(|it| &it.phrase);
    let looked_for = phrases.chain(content.turned.iter().map(|it| &it.begins));
    looked_for.filter(|text| text.is_empty() || words(text).join(" ") != **text).cloned().collect()
}

/// Ajar's own examples begin as it says one should begin.
fn nothing_to_say_puts_anybody_on_guard(file: &File) -> Breaks {
    let content = &file.content;
    let examples = content.planner_steps.iter().map(|step| &step.example);
    let curious = content.rehearsals.iter().flat_map(|it| &it.replies).filter(|reply| reply.curious);
    let said = content.practices.iter().flat_map(|practice| &practice.say).chain(examples);
    let said = said.chain(curious.map(|reply| &reply.text)).chain(content.curiosity_replies.iter().map(|it| &it.text));
    let on_guard = |text: &&String| {
        let text = format!(" {} ", words(text).join(" "));
        let holds = |phrase: &OpeningPhrase| text.contains(&format!(" {} ", phrase.phrase));
        content.opening_phrases.iter().any(holds)
    };
    said.filter(on_guard).cloned().collect()
}

fn a_turned_goal_is_a_wish_of_ones_own(file: &File) -> Breaks {
    let wrong = |turned: &&Turned| {
        let (before, after) = (turned.before.to_lowercase(), &turned.after);
        !before.starts_with(&turned.begins)
            || !after.starts_with(&turned.into)
            || !turned.into.starts_with("I would like")
    };
    file.content.turned.iter().filter(wrong).map(|turned| turned.id.clone()).collect()
}

#[test]
fn rehearsals_can_be_answered_well() {
    let content = Content::builtin();
    assert!(content.rehearsals().len() >= 12);
    for practice in REHEARSED {
        assert!(content.rehearsals().iter().any(|rehearsal| rehearsal.practice == practice), "{practice}");
    }
    // Whoever always finds it in the same place stops reading.
    for place in 0..3 {
        assert!(content.rehearsals().iter().any(|rehearsal| rehearsal.replies[place].curious), "{place}");
    }
    let rule = a_rehearsal_has_a_curious_reply_among_others;
    check(rule, "What did I miss?\", curious = true", "What did I miss?\", curious = false");
    check(rule, "Yes. Thank you for saying so.\", curious = true", "Yes.\", curious = false");
}

#[test]
fn the_planner_explains_itself() {
    let content = Content::builtin();
    let ids: Vec<&str> = content.planner_steps.iter().map(|step| step.id.as_str()).collect();
    let nine = ["p-want", "p-why", "p-weight", "p-goodwill", "p-opening", "p-first", "p-out", "p-when", "p-if-no"];
    assert_eq!(ids, nine);
    let weights: Vec<&str> = content.weights.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(weights, ["light", "ordinary", "serious"]);
    let rungs: Vec<&str> = content.ladder.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(rungs, ["neighbor", "general", "ours"]);
    let rule = every_step_of_the_planner_has_a_hint_and_an_example;
    check(rule, r#"hint = "Perhaps they simply do not know yet.""#, r#"hint = """#);
}

#[test]
fn openings_are_looked_for_as_they_are_compared() {
    check(what_is_looked_for_is_in_small_letters, r#"phrase = "you always""#, r#"phrase = "You always""#);
    check(what_is_looked_for_is_in_small_letters, r#"begins = "they must""#, r#"begins = "they  must""#);
    for phrase in ["you always", "you never", "we need to talk", "why don't you", "i want us to talk"] {
        assert!(Content::builtin().opening_phrases.iter().any(|it| it.phrase == phrase), "{phrase}");
    }
}

#[test]
fn ajar_heeds_its_own_advice() {
    check(nothing_to_say_puts_anybody_on_guard, "I'd enjoy hearing how you see it. No rush.", "You never tell me.");
    check(nothing_to_say_puts_anybody_on_guard, "Not now is fine. I'll leave it with you.", "You should say no.");
}

#[test]
fn demands_become_wishes() {
    check(a_turned_goal_is_a_wish_of_ones_own, "after = \"I would like to hear", "after = \"They could tell");
    check(a_turned_goal_is_a_wish_of_ones_own, "before = \"They must decide", "before = \"We must decide");
}
