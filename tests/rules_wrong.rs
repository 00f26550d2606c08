//! What authors are told about rule files that are wrong, before any submission is checked: `fixtures/rules-wrong`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fs;
use std::sync::Arc;

use greenlight::rule::{Folder, Loaded, embedded_folder};
use greenlight::text::{Language, Source};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    file: String,
    rule: String,
    finds: Vec<Find>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Find {
    id: String,
    underlined: String,
    en: String,
    ko: String,
}

#[test]
fn each_wrong_rule_is_told_so_at_the_exact_place_in_both_languages() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/rules-wrong/cases.yaml");
    let cases: Vec<Case> = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert!(cases.len() > 15, "the cases are found");
    for case in cases {
        assert!(!case.finds.is_empty(), "{}: a wrong rule is told something", case.file);
        assert_eq!(found(&case), case.finds, "{}", case.file);
    }
}

/// All that loading says of the file of a case.
fn found(case: &Case) -> Vec<Find> {
    let mut by_language = [Language::En, Language::Ko].map(|language| {
        let mut findings = Loaded::from_folder(&folder(case), language).findings;
        findings.retain(|finding| finding.location.path().ends_with(&case.file));
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        findings
    });
    let [english, korean] = &mut by_language;
    assert_eq!(english.len(), korean.len(), "{}", case.file);
    let pairs = english.iter().zip(korean.iter());
    pairs
        .map(|(en, ko)| Find {
            id: en.rule.to_string(),
            underlined: case.rule.get(en.location.span().unwrap().range()).unwrap().to_owned(),
            en: en.message.clone(),
            ko: ko.message.clone(),
        })
        .collect()
}

/// The pack with the rule of the case alone, checked as the pack of a user is.
fn folder(case: &Case) -> Folder {
    let mut folder = embedded_folder("kakao-messaging").unwrap();
    folder.is_trusted = false;
    folder.rules.retain(|source| Folder::file_name(source) == "pack.yaml");
    let path = format!("rules/kakao-messaging/{}", case.file);
    folder.rules.push(Arc::new(Source::new(path, case.rule.clone())));
    folder
}
