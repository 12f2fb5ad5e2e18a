//! What a plan's words might do. A hint stops nobody.

use ajar_core::content::Content;
use ajar_core::opening::{heed_opening, turn_round};

use crate::dto::{PlanHint, PlanSteps, Weight};

pub(super) fn hints(content: &Content, steps: &PlanSteps) -> Vec<PlanHint> {
    let turned = turn_round(content, &steps.want).map(|instead| PlanHint {
        step: "want".to_owned(),
        message: "This begins with what they should do. Begin with what you would like.".to_owned(),
        instead: Some(instead),
    });
    let heeded = heed_opening(content, &steps.opening).into_iter().map(|hint| PlanHint {
        step: "opening".to_owned(),
        message: format!("\u{201c}{}\u{201d} puts most people on guard. {}", hint.noticed, hint.say),
        instead: None,
    });
    // A serious matter is not approached from the side.
    let serious = content.weights.iter().find(|weight| weight.id == "serious");
    let direct = serious.filter(|_| steps.weight == Some(Weight::Serious)).map(|weight| PlanHint {
        step: "weight".to_owned(),
        message: weight.hint.clone(),
        instead: None,
    });
    turned.into_iter().chain(heeded).chain(direct).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serious_matter_asks_for_kind_directness() {
        let hints = |weight| hints(Content::builtin(), &PlanSteps { weight, ..PlanSteps::default() });
        for weight in [None, Some(Weight::Light), Some(Weight::Ordinary)] {
            assert!(hints(weight).is_empty());
        }
        let serious = hints(Some(Weight::Serious)).remove(0);
        assert_eq!(serious.step, "weight");
        assert!(serious.message.contains("kind and direct"), "the words are the content's");
    }
}
