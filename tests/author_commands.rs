//! What people who write rules ask for besides a check: values of many expressions, a rule at work, the functions.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking; it needs a part of the helpers only"
)]

#[path = "support/program.rs"]
mod program;

use std::io::Write;
use std::process::Stdio;

use program::{Folder, run};

/// Expressions and their answers, a line each.
const LINES: [(&str, &str); 12] = [
    ("1 + 1", r#"{"value": 2}"#),
    ("this.name", r#"{"value": "모임"}"#),
    ("1u", r#"{"value": {"uint":"1"}}"#),
    ("b'ab'", r#"{"value": {"bytes":"YWI="}}"#),
    ("0.0 / 0.0", r#"{"value": {"double":"NaN"}}"#),
    ("duration('1.5s')", r#"{"value": {"duration":"1.5s"}}"#),
    ("today", r#"{"value": {"timestamp":"2026-03-20T00:00:00Z"}}"#),
    ("type(1)", r#"{"value": {"type":"int"}}"#),
    ("{1: 'a'}", r#"{"value": {"map":[[1,"a"]]}}"#),
    ("1 / 0", r#"{"error": {"message": "division by zero", "start": 0, "end": 5}}"#),
    ("this.gone", r#"{"error": {"message": "there is no key `gone`", "start": 5, "end": 9}}"#),
    ("(1", r#"{"error": {"message": "the expression ends before `)`", "start": 2, "end": 2}}"#),
];

#[test]
fn each_line_is_answered_by_a_line() {
    let folder = Folder::new();
    folder.add("a.yaml", "name: 모임\n");
    let mut command = folder.program();
    command.args(["eval", "--lines", "--today", "2026-03-20", "a.yaml"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let questions: String = LINES.iter().map(|(expression, _)| format!("{expression}\n")).collect();
    child.stdin.take().unwrap().write_all(questions.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let answers = String::from_utf8(ended.stdout).unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(answers.lines().count(), LINES.len(), "{answers}");
    for ((expression, expected), answer) in LINES.iter().zip(answers.lines()) {
        assert_eq!(answer, *expected, "{expression}");
        assert!(serde_json::from_str::<serde_json::Value>(answer).is_ok(), "{answer}");
    }
}

#[test]
fn a_rule_over_lists_is_shown_for_each_element_with_its_named_values() {
    let folder = Folder::new();
    let items = "kakao:\n  consent_items: { friends: not_set, talk_message: optional }\n";
    folder.add(
        "a.yaml",
        format!("policy: kakao-messaging/v1\nrequest: {{ apis: [send_to_friends] }}\n{items}"),
    );
    let mut command = folder.program();
    command.args(["check", "--trace", "scope-missing", "a.yaml"]);
    let ended = run(&mut command);
    let verdicts: Vec<&str> = ended.stdout.lines().filter(|line| line.starts_with("a.yaml:")).collect();
    assert_eq!(verdicts, ["a.yaml:1:1: does not hold", "a.yaml:1:1: holds"], "{ended:?}");
    assert_eq!(ended.code, Some(1), "{ended:?}");
    let rows = ["  element", "    scope  \"friends\"", "  let stage", "    stage != 'not_set'  false"];
    for row in rows {
        assert!(ended.stdout.lines().any(|line| line == row), "{row}\n{}", ended.stdout);
    }
}

#[test]
fn a_rule_across_files_shows_its_keys() {
    let folder = Folder::new();
    folder.add("a.yaml", "policy: kakao-messaging/v1\napp: { id: 7, owner: { email: a@example.com } }\n");
    let mut command = folder.program();
    command.args(["check", "--trace", "same-app-different-owner", "a.yaml"]);
    let ended = run(&mut command);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stdout.starts_with("a.yaml:1:1: compares documents"), "{ended:?}");
    assert!(ended.stdout.contains("\n  group\n"), "{ended:?}");
}

#[test]
fn all_functions_are_listed_with_what_they_take() {
    let folder = Folder::new();
    let mut command = folder.program();
    let ended = run(command.args(["rules", "--functions"]));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    for function in greenlight::expr::functions() {
        let first = function.overloads.first().unwrap().describe(function.name);
        let name = first.split('(').next().unwrap();
        assert!(ended.stdout.lines().any(|line| line.starts_with(name)), "{first}");
    }
}
