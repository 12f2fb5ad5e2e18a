//! Plans from a terminal.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use std::path::Path;

use ajar_engine::dto::{PartnerNotes, PlanSave, PlanSteps, Weight};
use script::{PASSPHRASE, done, journal, json, open, with_passphrase};

const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn given(dir: &Path) {
    let engine = open(dir);
    engine.unlock(PASSPHRASE).unwrap();
    let steps = PlanSteps {
        want: "Sunday walks\nwithout phones".into(),
        weight: Some(Weight::Light),
        when_then: "When we cook, I will ask.".into(),
        ..PlanSteps::default()
    };
    engine.save_plan(&PlanSave { id: ID.into(), base_rev: 0, steps }).unwrap();
    engine.seal_fear(ID, "They laugh").unwrap();
    engine.save_partner_notes(&PartnerNotes { pace: "Slow".into(), comfort: String::new() }).unwrap();
}

#[test]
fn the_open_plan_is_printed_on_one_page() {
    let (dir, _) = journal();
    assert_eq!(done(with_passphrase(dir.path(), &["plan"])), "No plan is open.\n");
    assert!(json(with_passphrase(dir.path(), &["--json", "plan"])).is_null());
    assert_eq!(done(with_passphrase(dir.path(), &["plan", "--list"])), "");

    given(dir.path());
    let page = done(with_passphrase(dir.path(), &["plan"]));
    let begins = "What I would like\n  Sunday walks\n  without phones\n\nWeight\n  light\n\n\
        When and then\n  When we cook, I will ask.\n\nTheir pace\n  Slow\n\nWhen it gets tense\n  ";
    assert!(page.starts_with(begins), "{page}");
    assert!(page.lines().count() < 60 && !page.contains("They laugh"), "{page}");
    let plan = json(with_passphrase(dir.path(), &["--json", "plan"]));
    assert_eq!((&plan["id"], &plan["has_fear"], &plan["fear"]), (&ID.into(), &true.into(), &serde_json::Value::Null));
}

#[test]
fn plans_are_listed_one_a_line() {
    let (dir, _) = journal();
    given(dir.path());
    let list = done(with_passphrase(dir.path(), &["plan", "--list"]));
    assert!(list.ends_with(&format!("  {ID}  open    Sunday walks without phones\n")), "{list}");
    assert_eq!(json(with_passphrase(dir.path(), &["--json", "plan", "--list"])).as_array().unwrap().len(), 1);
}
