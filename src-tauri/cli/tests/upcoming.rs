//! The time contract as anyone can check it: rules and cases in, instants out, without a journal.
#![expect(clippy::unwrap_used, reason = "a test that finds something else has failed")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const CASES: &str = include_str!("../../core/tests/data/schedule_cases.json");

fn run(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ajar-cli"))
        .arg("upcoming")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let given = stdin.to_vec();
    // Answers come while cases are still being read, so both sides have to move.
    let writer = std::thread::spawn(move || input.write_all(&given));
    let output = child.wait_with_output().unwrap();
    // A command that takes no cases ends without reading.
    let _read = writer.join().unwrap();
    output
}

fn answers(lines: &[u8]) -> Vec<Value> {
    let output = run(&["--cases"], lines);
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_published_case_is_answered() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let lines: Vec<String> = cases.iter().map(ToString::to_string).collect();
    let output = run(&["--cases"], lines.join("\n").as_bytes());
    let doubts = String::from_utf8(output.stderr).unwrap();
    print!("{doubts}");
    let answered = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answered.lines().count(), cases.len());
    for (line, case) in answered.lines().zip(&cases) {
        let part = |name: &str| case.get(name).unwrap().clone();
        if doubts.contains(part("name").as_str().unwrap()) {
            continue;
        }
        let expect = json!({
            "name": part("name"),
            "utc": part("expected_utc"),
            "local": part("expected_local"),
            "shifted": part("shifted"),
        });
        assert_eq!(serde_json::from_str::<Value>(line).unwrap(), expect);
    }
}

#[test]
fn a_bad_line_has_its_own_answer() {
    let case = |change: Value| {
        let mut case = json!({
            "name": "one", "rrule": "FREQ=DAILY", "dtstart_local": "2026-03-08T02:30:00", "tz": "America/New_York",
            "from_utc": "2026-03-08T00:00:00Z", "limit": 1,
        });
        case.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        format!("{case}\n").into_bytes()
    };
    let lines = [
        b"{\n\xff\xfe\n[1]\n{\"name\":\"two\"}\n\n".to_vec(),
        case(json!({"rrule": "FREQ=DAILY;INTERVAL=0"})),
        case(json!({"rrule": "FREQ=DAILY;".repeat(100_000)})),
        case(json!({"tz": "Atlantis/Capital"})),
        case(json!({"limit": -1})),
        case(json!({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"})),
        case(json!({})),
    ];
    let answers = answers(&lines.concat());
    assert_eq!(answers.len(), 10);
    let (last, before) = answers.split_last().unwrap();
    let (never, refused) = before.split_last().unwrap();
    for answer in refused {
        let error = answer.get("error").and_then(Value::as_str).unwrap();
        assert!(error.ends_with('.') && error.len() < 200, "{error}");
        assert_eq!(answer.as_object().unwrap().len(), 2, "a name and an error: {answer}");
    }
    assert_eq!(refused.iter().filter(|answer| answer.get("name") == Some(&json!("two"))).count(), 1);
    assert_eq!(never, &json!({"name": "one", "utc": [], "local": [], "shifted": []}));
    assert_eq!(
        last,
        &json!({
            "name": "one", "utc": ["2026-03-08T07:30:00Z"], "local": ["2026-03-08T03:30:00-04:00"], "shifted": [true],
        })
    );
}

#[test]
fn one_rule_is_answered_with_one_instant_a_line() {
    fn check(rule: &str, from: &str, count: &str, code: i32, expect: &str) {
        let asked = ["--rule", rule, "--start", "2026-03-08T02:30", "--zone", "America/New_York", "--from", from];
        let output = run(&[&asked[..], &["--count", count]].concat(), b"");
        assert_eq!(output.status.code(), Some(code), "{rule}");
        let said = if code == 0 { output.stdout } else { output.stderr };
        assert_eq!(String::from_utf8(said).unwrap(), expect, "{rule}");
    }
    let early = "2026-03-08T00:00:00Z";
    check("FREQ=DAILY", early, "2", 0, "2026-03-08T07:30:00Z\n2026-03-09T06:30:00Z\n");
    check("FREQ=DAILY;COUNT=3", "2026-03-11T00:00:00Z", "5", 0, "");
    let never = "This rule never comes, because no such day exists. Choose another day.\n";
    check("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", early, "1", 1, never);
    let day = "Mend the rule: at least one day is needed, at character 19.\n";
    check("FREQ=WEEKLY;BYDAY=", early, "1", 1, day);
    let wrong_usage = run(&["--rule", "FREQ=DAILY"], b"");
    assert_eq!(wrong_usage.status.code(), Some(2));
    assert_eq!(run(&["--cases", "--rule", "FREQ=DAILY"], b"").status.code(), Some(2));
}
