//! Practices, talks and cards as a script notes and reads them.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

mod script;

use script::*;
use serde_json::Value;

fn of<'a>(library: &'a Value, practice: &str) -> &'a Value {
    let rows = library["practices"].as_array().unwrap();
    rows.iter().find(|row| row["practice"] == practice).unwrap()
}

#[test]
fn a_practice_is_noted_once_a_day_and_listed() {
    let (dir, _) = journal();
    let log = |arguments: &[&str]| with_passphrase(dir.path(), &[&["log"], arguments].concat());
    assert!(done(log(&["listen-first", "--at", "2026-01-02T18:30"])).starts_with("Noted for 2026-01-02. "));
    assert!(
        done(log(&["c:listen-first", "--at", "2026-01-02T20:00"])).starts_with("It was noted before, for 2026-01-02. ")
    );
    // After midnight it is still the day before.
    assert!(done(log(&["listen-first", "--at", "2026-01-05T01:30"])).contains(" 2026-01-04. "));
    let library = json(with_passphrase(dir.path(), &["--json", "practices"]));
    assert_eq!(
        (&of(&library, "c:listen-first")["times"], &of(&library, "c:go-first")["times"]),
        (&2.into(), &0.into())
    );
    let listed = done(with_passphrase(dir.path(), &["practices"]));
    assert!(
        listed
            .lines()
            .any(|line| line.starts_with("c:listen-first  ") && line.ends_with("  2 times  last: 2026-01-04"))
    );
    assert!(json(with_passphrase(dir.path(), &["--json", "log", "steady-self"]))["id"].is_string());
}

#[test]
fn a_talk_has_a_response_and_perhaps_a_setting() {
    let (dir, _) = journal();
    let arguments =
        ["--json", "log", "go-first", "--response", "joined-in", "--setting", "walking", "--at", "2026-01-02T18:30"];
    let logged = json(with_passphrase(dir.path(), &arguments));
    let engine = open(dir.path());
    engine.unlock(PASSPHRASE).unwrap();
    let talk = engine.talk(logged["id"].as_str().unwrap()).unwrap();
    assert_eq!((talk.day.as_str(), talk.time.as_str()), ("2026-01-02", "18:30"));
    assert_eq!(format!("{:?} {:?}", talk.response, talk.setting.unwrap()), "JoinedIn Walking");
    assert_eq!(engine.practice("c:go-first").unwrap().times, 1);
}

#[test]
fn what_cannot_be_noted_is_refused() {
    let (dir, _) = journal();
    for arguments in [
        &["log", "no-such-practice"][..],
        &["log", "listen-first", "--at", "2999-01-01T10:00"],
        &["log", "listen-first", "--at", "1999-12-31T10:00"],
        &["log", "listen-first", "--at", "yesterday"],
        &["card", "--deck", "no-such-deck"],
    ] {
        refused(&with_passphrase(dir.path(), arguments), 1);
    }
    for arguments in [
        &["log"][..],
        &["log", "go-first", "--response", "angry"],
        &["log", "go-first", "--setting", "walking"],
        &["log", "go-first", "--response", "not-now", "--setting", "moon"],
    ] {
        assert_eq!(with_passphrase(dir.path(), arguments).code, Some(2), "{arguments:?}");
    }
    let wrong = run(dir.path(), &["--passphrase-stdin", "practices"], "not this one at all\n");
    refused(&wrong, 3);
}

#[test]
fn a_card_can_be_asked_and_never_is_a_blank() {
    let (dir, _) = journal();
    let card = json(with_passphrase(dir.path(), &["--json", "card", "--deck", "day"]));
    assert_eq!((&card["deck"], &card["depth"]), (&"day".into(), &1.into()));
    assert!(done(with_passphrase(dir.path(), &["card"])).lines().count() >= 2);
    {
        let engine = open(dir.path());
        engine.unlock(PASSPHRASE).unwrap();
        engine.choose_easing(&ajar_engine::dto::EasingChoice::Rest).unwrap();
    }
    assert_eq!(json(with_passphrase(dir.path(), &["--json", "card"])), Value::Null);
    let said = done(with_passphrase(dir.path(), &["card"]));
    assert!(said.starts_with("Nothing to ask just now. If they begin, listen.\n"), "{said}");
}
