//! Decks, questions, and what to tell when there is no question.

use super::super::{Content, Question};
use super::{Breaks, File, check, words};

fn every_deck_has_six_light_six_personal_four_tender(file: &File) -> Breaks {
    let uneven = |deck: &&str| {
        let of_depth = |depth: u8| file.content.questions_of(deck).filter(|question| question.depth == depth).count();
        [of_depth(1), of_depth(2), of_depth(3)] != [6, 6, 4] || file.content.questions_of(deck).count() != 16
    };
    file.content.decks.iter().map(|deck| deck.id.as_str()).filter(uneven).map(str::to_owned).collect()
}

fn a_question_is_short(file: &File) -> Breaks {
    let long = |question: &&Question| {
        let (text, lead, follow) = (words(&question.text), words(&question.lead), words(&question.follow));
        text.len() > 25 || lead.len() > 12 || follow.len() > 12
    };
    file.content.questions.iter().filter(long).map(|question| question.id.clone()).collect()
}

/// The lead is there to be finished, so it ends open; a question and its follow-up ask.
fn a_question_can_be_answered_first_and_followed(file: &File) -> Breaks {
    let lacks = |question: &&Question| {
        !question.lead.contains("...") || !question.text.contains('?') || !question.follow.ends_with('?')
    };
    file.content.questions.iter().filter(lacks).map(|question| question.id.clone()).collect()
}

fn only_the_conflict_deck_waits_for_a_calm_day(file: &File) -> Breaks {
    let wrong = file.content.decks.iter().filter(|deck| deck.only_when_calm != (deck.id == "conflict"));
    wrong.map(|deck| deck.id.clone()).collect()
}

fn there_is_enough_to_tell(file: &File) -> Breaks {
    let in_transit = file.content.openers(true).count();
    let asks = file.content.openers.iter().filter(|opener| opener.text.contains('?'));
    let few = (in_transit < 12).then(|| format!("{in_transit} for the road"));
    asks.map(|opener| opener.id.clone()).chain(few).collect()
}

/// The best-known list of questions for closeness is published; what it is known by is not asked here.
fn no_question_is_of_the_published_list(file: &File) -> Breaks {
    const KNOWN_BY: [&str; 8] = [
        "perfect day",
        "dinner guest",
        "crystal ball",
        "treasured memory",
        "sing to yourself",
        "close and warm",
        "wake up tomorrow",
        "cry in front of",
    ];
    let known = |question: &&Question| KNOWN_BY.iter().any(|phrase| question.text.to_lowercase().contains(phrase));
    file.content.questions.iter().filter(known).map(|question| question.id.clone()).collect()
}

#[test]
fn questions_are_ours() {
    check(no_question_is_of_the_published_list, "What color was this week?", "What is your perfect day?");
}

#[test]
fn decks_are_even() {
    assert_eq!(Content::builtin().decks.len(), 8);
    let question = "id = \"work-07\"\ndeck = \"work\"\ndepth = 3";
    check(every_deck_has_six_light_six_personal_four_tender, question, "id = \"work-07\"\ndeck = \"work\"\ndepth = 2");
    check(every_deck_has_six_light_six_personal_four_tender, question, "id = \"work-07\"\ndeck = \"work\"\ndepth = 4");
}

#[test]
fn questions_are_short() {
    check(a_question_is_short, "Who made you smile today, on purpose or not?", &["word"; 26].join(" "));
    check(a_question_is_short, "What surprised you when you began?", &["word"; 13].join(" "));
}

#[test]
fn questions_have_a_lead_and_a_follow_up() {
    check(a_question_can_be_answered_first_and_followed, r#"lead = "I carry ...""#, r#"lead = """#);
    check(a_question_can_be_answered_first_and_followed, r#"follow = "What is the heaviest part?""#, r#"follow = """#);
}

#[test]
fn arguments_are_for_calm_days() {
    check(only_the_conflict_deck_waits_for_a_calm_day, "only_when_calm = true\n", "");
}

#[test]
fn openers_tell_and_do_not_ask() {
    check(there_is_enough_to_tell, "Tell something you overheard today.", "What did you overhear today?");
    let content = Content::builtin();
    assert!(content.openers(true).count() < content.openers(false).count());
    assert!(content.openers(true).all(|opener| opener.in_transit));
}

#[test]
fn cards_are_found_by_their_ids() {
    let content = Content::builtin();
    assert_eq!(content.question("day-03").map(|question| question.deck.as_str()), Some("day"));
    assert!(content.deck("conflict").is_some_and(|deck| deck.only_when_calm));
    assert!(content.opener("o-taste").is_some());
    assert!(content.question("day-99").is_none());
}
