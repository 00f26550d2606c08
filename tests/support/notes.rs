//! The pack of `fixtures/ignores`, and what is found in a text of it.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking; each binary uses a part"
)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use greenlight::check::{Assignment, Policy, Severities, check as check_text, midnight};
use greenlight::finding::Report;
use greenlight::rule::{Folder, Loaded};
use greenlight::text::{Language, Source};
use greenlight::yaml::Limits;

/// The folder of the texts.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ignores")
}

/// The policy, on the day 2026-03-20.
pub(crate) fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(load)
}

fn load() -> Policy {
    let sources = |folder: &str| {
        let entries = std::fs::read_dir(fixtures().join("policies").join(folder)).expect("a folder");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        let source = |path: &PathBuf| {
            Arc::new(Source::new(path.display().to_string(), std::fs::read_to_string(path).expect("a text")))
        };
        paths.iter().map(source).collect()
    };
    let folder = Folder {
        name: "notes".to_owned(),
        rules: sources("rules/notes"),
        schemas: sources("schemas"),
        is_trusted: false,
    };
    let loaded = Loaded::from_folder(&folder, Language::En);
    let wrong: Vec<_> = loaded.findings.iter().map(|finding| &finding.message).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    Policy {
        packs: vec![loaded.pack.expect("a pack")],
        language: Language::En,
        today: midnight("2026-03-20").expect("a day"),
        limits: Limits::default(),
    }
}

/// What is found in a text.
pub(crate) fn check(text: &str) -> Report {
    check_with(text, &Severities::new())
}

/// What is found in a text by rules of these severities.
pub(crate) fn check_with(text: &str, severities: &Severities) -> Report {
    let source = Arc::new(Source::new("note.yaml", text.to_owned()));
    let assignment = Assignment { pack: None, is_ours: true, severities };
    check_text(&source, policy(), &assignment, None).expect("a report")
}
