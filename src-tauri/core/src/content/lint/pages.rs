//! Advice and pages: complete, and silent where silence is meant.

use super::super::{Content, EasingKind};
use super::{Breaks, File, check};

/// One for each row of easing off. After fear nothing is said: the feared person may share the screen.
const EASE_OFF: [&str; 8] =
    ["e-not-now", "e-lighter", "e-rest", "e-let-be", "e-month-over", "e-pushed", "e-asked-to-stop", "e-fear"];

fn every_easing_off_has_its_words(file: &File) -> Breaks {
    let content = &file.content;
    let missing = EASE_OFF.iter().filter(|id| content.ease_off(id).is_none()).map(|id| (*id).to_owned());
    let wrong = content.ease_off.iter().filter(|it| {
        let silent = it.id == "e-fear";
        it.tell.is_empty() != silent || it.why.is_empty() != silent || it.why.matches(['.', '?']).count() > 1
    });
    missing.chain(wrong.map(|it| it.id.clone())).collect()
}

fn pages_are_not_empty(file: &File) -> Breaks {
    const MAY_BE_EMPTY: [&str; 3] = ["tell", "why", "call"];
    let empty = file.texts.iter().filter(|(field, text)| text.is_empty() && !MAY_BE_EMPTY.contains(&field.as_str()));
    empty.map(|(field, _)| field.clone()).collect()
}

#[test]
fn easing_off_says_why() {
    check(every_easing_off_has_its_words, r#"why = "A light week gives you both room again.""#, r#"why = """#);
    check(every_easing_off_has_its_words, "tell = \"\"\nwhy = \"\"", "tell = \"Take care.\"\nwhy = \"\"");
    check(
        every_easing_off_has_its_words,
        "id = \"e-fear\"\ntell = \"\"\nwhy = \"\"",
        "id = \"e-calm\"\ntell = \"Rest.\"\nwhy = \"Rest.\"",
    );
}

#[test]
fn an_offer_leads_to_its_page() {
    let content = Content::builtin();
    let offers = |id: &str| content.ease_off(id).map(|it| it.offers.clone()).unwrap_or_default();
    assert_eq!(offers("e-rest"), [EasingKind::RestWeek, EasingKind::LightWeek]);
    assert_eq!(offers("e-let-be"), [EasingKind::MonthOff, EasingKind::LightWeek]);
    assert_eq!(content.easing(EasingKind::RestWeek).title, "Rest week");
    assert_eq!(content.easing(EasingKind::LightWeek).title, "Light week");
    assert_eq!(content.easing(EasingKind::MonthOff).title, "A month off asking");
}

#[test]
fn nothing_is_left_blank() {
    check(
        pages_are_not_empty,
        r#"stop_words = "I'd like to pause here. I'll come back to it at [time].""#,
        r#"stop_words = """#,
    );
    check(pages_are_not_empty, r#"text = "What came after that?""#, r#"text = """#);
}

#[test]
fn as_many_as_promised() {
    let content = Content::builtin();
    assert_eq!(content.curiosity_replies.len(), 10);
    assert_eq!(content.reflections.len(), 20);
    assert_eq!(content.safe_checks.len(), 7);
    assert_eq!(content.checkin.len(), 6);
    assert!(content.reflection("r-safe").is_some_and(|it| it.options.contains(&it.flag_option)));
}
