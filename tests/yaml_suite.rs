//! The YAML Test Suite: every valid case is read as the suite says, every other one refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

use std::path::PathBuf;
use std::sync::Arc;

use greenlight::text::{Language, Source};
use greenlight::yaml::{self, Limits, Node, Stream, Value};

struct Case {
    id: String,
    yaml: String,
    is_error: bool,
    events: Option<String>,
    json: Option<String>,
}

fn cases() -> Option<Vec<Case>> {
    let folder = std::env::var_os("GREENLIGHT_CONFORMANCE").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(folder.join("yaml/yaml-test-suite.json")).ok()?;
    let cases: serde_json::Value = serde_json::from_str(&text).unwrap();
    let string = |case: &serde_json::Value, key: &str| case[key].as_str().map(str::to_owned);
    let cases = cases.as_array().unwrap().iter().map(|case| Case {
        id: string(case, "id").unwrap(),
        yaml: string(case, "yaml").unwrap(),
        is_error: case["error"].as_bool().unwrap(),
        events: string(case, "events"),
        json: string(case, "json"),
    });
    Some(cases.collect())
}

fn parse(text: &str) -> Stream {
    yaml::parse(&Arc::new(Source::new("case.yaml", text.to_owned())), &Limits::default())
}

/// What makes a text no YAML. Two cases of the suite hold equal keys, which the suite leaves to the application.
fn problems(stream: &Stream) -> Vec<String> {
    let refusals = stream.problems.iter().filter(|problem| problem.id != "yaml/duplicate-key");
    refusals.map(|problem| problem.message.render(Language::En, &problem.parameters)).collect()
}

fn json(node: Node<'_>) -> serde_json::Value {
    match node.value() {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => value.into(),
        Value::Int(value) => value.into(),
        Value::BigInt(digits) => digits.into(),
        // JSON has one kind of number: the suite writes 450.00 as 450.
        Value::Float(value) if value.fract() == 0.0 => (value as i64).into(),
        Value::Float(value) => value.into(),
        Value::String(text) => text.into(),
        Value::Sequence => node.items().map(json).collect(),
        Value::Mapping => node
            .entries()
            .map(|entry| (entry.key.as_key().unwrap_or("").to_owned(), json(entry.value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// Why the case is not read as it should be.
fn failure(case: &Case) -> Option<String> {
    let stream = parse(&case.yaml);
    let problems = problems(&stream);
    if case.is_error {
        return problems.is_empty().then(|| "accepted".to_owned());
    }
    if !problems.is_empty() {
        return Some(format!("refused: {problems:?}"));
    }
    let events = yaml::events(&stream.documents);
    if case.events.as_ref().is_some_and(|expected| *expected != events) {
        return Some(format!("events:\n{events}"));
    }
    let text = case.json.as_ref()?;
    let expected = serde_json::Deserializer::from_str(text).into_iter();
    let expected: Vec<serde_json::Value> = expected.map(Result::unwrap).collect();
    let values: Vec<_> = stream.documents.iter().map(|document| json(document.root())).collect();
    (values != expected).then(|| format!("values: {values:?}"))
}

#[test]
fn the_whole_suite_is_read_as_it_says() {
    let Some(cases) = cases() else {
        println!("skipped: the conformance suites are not here (set GREENLIGHT_CONFORMANCE)");
        return;
    };
    assert_eq!((cases.len(), cases.iter().filter(|case| case.is_error).count()), (402, 94));
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| failure(case).map(|why| format!("{}: {why}\n---\n{}\n", case.id, case.yaml)))
        .collect();
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), cases.len(), failures.join("\n"));
}
