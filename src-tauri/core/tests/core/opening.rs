//! What is noticed in an opening sentence, and how a demand is turned into a wish.

use ajar_core::content::Content;
use ajar_core::opening::{heed_opening, turn_round};
use proptest::prelude::*;

#[test]
fn phrases_that_put_on_guard_are_noticed() {
    fn check(text: &str, expect: &[&str]) {
        let hints = heed_opening(Content::builtin(), text);
        assert_eq!(hints.iter().map(|hint| hint.noticed.as_str()).collect::<Vec<_>>(), expect, "{text:?}");
        assert!(hints.iter().all(|hint| !hint.say.is_empty()));
    }
    check("You always come late.", &["you always"]);
    check("YOU NEVER ask", &["you never"]);
    check("Listen, we need to talk about money.", &["we need to talk"]);
    check("Why don't you ever call?", &["why don't you"]);
    check("Why don’t you ever call?", &["why don't you"]);
    check("why dont you", &["why don't you"]);
    check("Why don‘t YOU", &["why don't you"]);
    check("you  always", &["you always"]);
    check("you\u{a0}always", &["you always"]);
    check("you\u{202f}\nalways", &["you always"]);
    check("you al\u{ad}ways\u{200b}", &["you always"]);
    check("\"you always\" is what I said", &["you always"]);
    check("'you always'", &["you always"]);
    check("you never and you always", &["you never", "you always"]);
    check("you always, you always", &["you always"]);
    // At the borders of words, and within one sentence.
    check("bayou always", &[]);
    check("you alwayss", &[]);
    check("Thank you. Always a pleasure.", &[]);
    check("we need to talks", &[]);
    check("you", &[]);
    check("", &[]);
    check("!?… 👋🏽 ’ '", &[]);
    check("Du hörst nie zu. 你从不", &[]);
    check("On Sunday I would enjoy a walk with you.", &[]);
}

#[test]
fn a_demand_becomes_a_wish() {
    fn check(goal: &str, expect: Option<&str>) {
        assert_eq!(turn_round(Content::builtin(), goal).as_deref(), expect, "{goal:?}");
    }
    fn wish(goal: &str, rest: &str) {
        check(goal, Some(&format!("I would like it if we could {rest}")));
    }
    wish("They should listen more", "listen more");
    wish("they should listen more.", "listen more");
    wish("They  should\u{a0}really listen!", "listen");
    wish("They need to be honest about money.", "be honest about money");
    wish("They ought to tell me about work", "tell each other about work");
    wish("They must decide about the move.", "decide about the move");
    wish("They have to listen to me", "listen to each other");
    wish("My partner should be more romantic.", "be more romantic");
    wish("My partner needs to put their phone away at dinner", "put our phone away at dinner");
    wish("He should stop shouting", "stop shouting");
    wish("She must say when I am too loud", "say when we are too loud");
    wish("I wish they would let me finish", "let each other finish");
    wish("I wish that they could spend more time with me", "spend more time with each other");
    wish("They should always say goodbye", "say goodbye");
    wish("They should not shout at me", "agree not to shout at each other");
    wish("They shouldn’t be late", "agree not to be late");
    wish("They never ask about my day", "ask about our day more often");
    wish("He never listens to me", "listen to each other more often");
    wish("She never watches a film with me", "watch a film with each other more often");
    wish("They don't tell me what worries them", "tell each other what worries us more often");
    wish("They never tell me anything", "tell each other something more often");
    wish("They won't talk about children", "talk about children");
    wish("They don't talk more than needed", "talk more than needed");
    wish("They need to stop shouting", "stop shouting");
    wish("They should call Anna on Sundays", "call Anna on Sundays");
    wish("If only she could trust me", "trust each other");
    wish("They are never home", "be home more often");
    wish("They are always late", "be late less often");
    wish("They always interrupt me", "interrupt each other less often");
    wish("They keep interrupting me", "stop interrupting each other");
    wish("They should talk to me again", "talk to each other again");

    // What does not fit gets only its beginning.
    let start = Some("I would like …");
    check("They should", start);
    check("They should have told me", start);
    check("They should listen. They never do.", start);
    check("They should listen,\nor else", start);
    check("They should, I think, listen", start);
    check("They are so closed", start);
    check("They can be cruel", start);
    check("They would rather watch TV", start);
    check("They don't have to work so much", start);
    check("They don't want children", start);
    check("They never", start);
    check("They are never", start);
    check("They should ask when he comes home", start);
    check("He never tries", start);
    check("They should 👂 more", start);
    check("They should `", start);
    check("They should talk ' more", start);
    check(&format!("They should {}", "listen ".repeat(100_000)), start);
    check("I want them to open up", Some("I would like …"));
    check("Get them to talk at dinner", Some("I would like to …"));

    // What is about oneself stays as it is.
    check("I would like a walk together on Sundays", None);
    check("I want to listen more", None);
    check("A quiet evening", None);
    check("Theyshould listen", None);
    check("", None);
    check("   ", None);
    check("…!?", None);
    check("彼らは聞くべきだ", None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn whatever_is_written_gives_a_wish_or_nothing(text in "(They|he|my partner|I)? ?(should|never|must not|always)? ?\\PC{0,40}") {
        let wish = turn_round(Content::builtin(), &text);
        if let Some(wish) = wish {
            prop_assert!(wish.starts_with("I would like"), "{wish}");
            prop_assert!(!wish.contains("{}") && !wish.ends_with(' '), "{wish}");
        }
        heed_opening(Content::builtin(), &text);
    }

    #[test]
    fn a_wish_is_not_turned_again(text in "(They|He) (should|never|must) [a-z]{2,9}( me| my [a-z]{3,7}| to me)?") {
        let wish = turn_round(Content::builtin(), &text).unwrap();
        prop_assert_eq!(turn_round(Content::builtin(), &wish), None);
        prop_assert!(wish.split(' ').all(|word| word != "me" && word != "they"), "{}", wish);
    }
}
