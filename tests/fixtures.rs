//! Whole submissions: what the program finds in each is what the `expected.txt` beside it lists, and nothing else.
//! `GREENLIGHT_BLESS=1 cargo test --test fixtures` writes the lists anew; read the difference before you keep it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The day of the check, see `fixtures/README.md`.
const TODAY: &str = "2026-03-20";

/// The packs' folders of cases.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut cases: Vec<PathBuf> = folders(&root).iter().flat_map(|pack| folders(pack)).collect();
    cases.retain(|case| case.join("submission.yaml").is_file());
    cases.sort();
    cases
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).expect("a readable folder");
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect()
}

/// The findings of the program in one submission, one a line: line, underlined text, severity, rule.
fn found(case: &Path) -> String {
    let submission = case.join("submission.yaml");
    let output = Command::new(env!("CARGO_BIN_EXE_greenlight"))
        .args(["check", "--no-config", "--lang", "en", "--today", TODAY, "--output-format", "json"])
        .arg(&submission)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program runs");
    let text = fs::read_to_string(&submission).expect("a text");
    let run: Value = serde_json::from_slice(&output.stdout).expect("JSON on standard output");
    let findings = run["findings"].as_array().expect("a list of findings");
    let line = |finding: &Value| {
        let place = &finding["range"];
        let offset =
            |end: &str| place[end]["offset"].as_u64().and_then(|offset| usize::try_from(offset).ok());
        let underlined = offset("start").zip(offset("end")).and_then(|(start, end)| text.get(start..end));
        let underlined = underlined.expect("a place in the text").replace('\t', "\\t");
        let word = |key: &str| finding[key].as_str().expect("a word").to_owned();
        format!("{}:\"{underlined}\" {} {}\n", place["start"]["line"], word("severity"), word("rule"))
    };
    findings.iter().map(line).collect()
}

#[test]
fn each_submission_has_the_findings_that_are_listed_beside_it_and_no_others() {
    let cases = cases();
    assert!(cases.len() >= 12, "only {} cases", cases.len());
    let mut differences = String::new();
    for case in cases {
        let found = found(&case);
        let list = case.join("expected.txt");
        if std::env::var_os("GREENLIGHT_BLESS").is_some() {
            fs::write(&list, &found).expect("a writable list");
        }
        let expected = fs::read_to_string(&list).expect("an expected.txt beside each submission");
        if found != expected {
            differences += &format!("\n{}\n--- expected\n{expected}--- found\n{found}", case.display());
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn the_clean_submissions_have_neither_errors_nor_warnings() {
    for case in cases()
        .iter()
        .filter(|case| case.file_name().is_some_and(|name| name.to_string_lossy().starts_with("clean")))
    {
        let found = found(case);
        let serious = found.lines().any(|line| line.contains(" error ") || line.contains(" warning "));
        assert!(!serious, "{}\n{found}", case.display());
    }
}
