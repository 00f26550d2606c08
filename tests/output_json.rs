//! The JSON output, version 1: valid by its schema, with nothing that hides, and lossless.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/samples.rs"]
mod samples;

use greenlight::finding::{Finding, Severity};
use greenlight::output::Options;
use greenlight::text::Location;
use samples::{error, fix, label, run, source, write};
use serde_json::{Value, json};

fn schema() -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/greenlight/output-v1.schema.json");
    let text = std::fs::read_to_string(path).expect("the schema of the JSON output");
    jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema")
}

fn full() -> Finding {
    let text = source("submissions/a.yaml", "앱: { planned: false }\n");
    let mut finding = error("friends-plan-undeclared", &text, "false", "not \"planned\"");
    finding.document = Some(0);
    finding.pointer = Some("/앱/planned".to_owned());
    finding.labels = vec![label(&text, "앱", "in here")];
    finding.help = Some("say so".to_owned());
    finding.url = Some("https://example.com".to_owned());
    finding.fingerprint = "0123456789abcdef".to_owned();
    finding.fix = fix(&text, "false", "set it", "true");
    finding
}

fn bare() -> Finding {
    let gone = Location::file(&source("submissions/gone.yaml", ""));
    Finding::new("io/read", Severity::Warning, gone, "cannot be read".to_owned())
}

#[test]
fn the_output_is_as_designed_and_valid_by_its_schema() {
    let written = write("json", &run(vec![full(), bare()]), &Options::default());
    let value: Value = serde_json::from_str(&written).expect("JSON");
    let range = |start: u32, end: u32, columns: (u32, u32)| {
        json!({"start": {"offset": start, "line": 1, "column": columns.0},
               "end": {"offset": end, "line": 1, "column": columns.1}})
    };
    let expected = json!({
        "version": 1,
        "summary": {"files": 2, "documents": 2, "errors": 1, "warnings": 1, "infos": 0, "suppressed": 0, "fixable": 1},
        "findings": [
            {"rule": "friends-plan-undeclared", "severity": "error", "message": "not \"planned\"",
             "path": "submissions/a.yaml", "document": 0, "pointer": "/앱/planned", "range": range(16, 21, (15, 20)),
             "labels": [{"path": "submissions/a.yaml", "range": range(0, 3, (1, 2)), "message": "in here"}],
             "help": "say so", "url": "https://example.com", "fingerprint": "0123456789abcdef",
             "fix": {"title": "set it", "safety": "safe", "edits": [{"start": 16, "end": 21, "text": "true"}]}},
            {"rule": "io/read", "severity": "warning", "message": "cannot be read", "path": "submissions/gone.yaml"},
        ],
    });
    assert_eq!(value, expected);
    let problems: Vec<String> = schema().iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(written.starts_with("{\"version\":1,\n\"summary\":"), "{written}");
}

#[test]
fn a_run_without_findings_is_valid() {
    let value: Value =
        serde_json::from_str(&write("json", &run(Vec::new()), &Options::default())).expect("JSON");
    assert!(schema().is_valid(&value));
}

#[test]
fn what_hides_is_escaped_and_comes_back() {
    let hidden = "a\u{1b}[0m\u{202e}\u{200b}\u{e0041}\u{85}\"\\\n끝";
    let mut finding = bare();
    finding.message = hidden.to_owned();
    let written = write("json", &run(vec![finding]), &Options::default());
    let value: Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(value["findings"][0]["message"], hidden);
    assert!(written.contains(r#""a\u001b[0m\u202e\u200b\udb40\udc41\u0085\"\\\n끝""#), "{written}");
}
