//! What `greenlight test` writes for programs: JSON by its schema, JUnit's XML by the schema of its readers, a test for each
//! example and each whole submission, and the same bytes each time.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking; it needs a part of the helpers only"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The folder with a pack of one rule, a submission that passes and one that fails.
const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/tests.in");

fn written(format: &str, flags: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greenlight"));
    command.args(["test", "--lang", "en", "--output-format", format]).args(flags).current_dir(PACK);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn json_is_valid_by_its_schema_and_tells_of_every_test() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/greenlight/test-v1.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for flags in [vec![], vec!["--coverage"], vec!["--mutants", "--coverage"]] {
        let text = written("json", &flags);
        let value: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}\n{text}");
        let outcomes: Vec<_> =
            value["tests"].as_array().unwrap().iter().map(|test| &test["outcome"]).collect();
        assert_eq!(outcomes, ["passed", "passed", "passed", "failed"], "two examples, two submissions");
        assert_eq!(value["summary"]["failed"], 1);
        assert_eq!(value["coverage"].is_array(), flags.contains(&"--coverage"));
        assert_eq!(value["findings"].as_array().unwrap().is_empty(), flags.is_empty());
        assert_eq!(text, written("json", &flags), "the same again");
    }
}

#[test]
fn junit_is_valid_by_the_schema_of_its_readers_and_has_a_case_for_every_test() {
    let text = written("junit", &["--mutants"]);
    let tree = roxmltree::Document::parse(&text).unwrap();
    let count = |name: &str| tree.descendants().filter(|node| node.has_tag_name(name)).count().to_string();
    let root = tree.root_element();
    assert_eq!(root.attribute("tests"), Some(&*count("testcase")));
    assert_eq!(root.attribute("failures"), Some(&*count("failure")));
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--schema", schema, "-"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    // Where the tool is not installed, the shape above is all that is looked at.
    let Ok(mut child) = command.spawn() else { return };
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}\n{text}", String::from_utf8_lossy(&output.stderr));
}
