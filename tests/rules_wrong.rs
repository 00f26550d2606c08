//! What is said of a rule before any document is checked: each rule of `fixtures/rules-wrong` is wrong in one way, and its
//! comment says what is underlined and which words the reader gets. Together they leave no other finding.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::path::Path;
use std::sync::Arc;

use greenlight::finding::Finding;
use greenlight::rule::{Folder, Loaded};
use greenlight::text::{Language, Source};

fn source(path: &Path) -> Arc<Source> {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    Arc::new(Source::new(format!("rules/rules-wrong/{name}"), std::fs::read_to_string(path).unwrap()))
}

/// The pack with this rule alone.
fn load(rule: &Path, language: Language) -> Vec<Finding> {
    let root = rule.parent().unwrap();
    let folder = Folder {
        name: "rules-wrong".to_owned(),
        rules: vec![source(&root.join("pack.yaml")), source(rule)],
        schemas: vec![source(&root.join("orders.schema.json"))],
        is_trusted: false,
    };
    Loaded::from_folder(&folder, language).findings
}

fn expected<'t>(text: &'t str, key: &str) -> &'t str {
    let start = format!("# {key}: ");
    text.lines().find_map(|line| line.strip_prefix(&start)).expect("the comment on top is complete")
}

#[test]
fn every_mistake_is_underlined_where_it_stands() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules-wrong");
    let mut count = 0;
    for entry in std::fs::read_dir(&root).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") || path.ends_with("pack.yaml") {
            continue;
        }
        count += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let findings = load(&path, Language::En);
        let told: Vec<_> = findings
            .iter()
            .map(|finding| {
                format!(
                    "<{}> {} {}",
                    finding.location.text(),
                    finding.message,
                    finding.help.as_deref().unwrap_or("")
                )
            })
            .collect();
        assert_eq!(told.len(), 1, "{}: {told:#?}", path.display());
        assert!(
            told[0].starts_with(&format!("<{}>", expected(&text, "underlined"))),
            "{}: {told:?}",
            path.display()
        );
        assert!(told[0].contains(expected(&text, "says")), "{}: {told:?}", path.display());
        let korean = load(&path, Language::Ko);
        assert!(
            korean.iter().all(|finding| finding.message.contains(|letter| ('가'..='힣').contains(&letter)))
        );
    }
    assert!(count >= 20, "{count} rules");
}
