//! One mistake, one finding: each key of the clean submissions, misspelt, is reported once, and no rule speaks of what
//! then seems to be missing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use greenlight::check::{Assignment, Policy, Severities, check, midnight};
use greenlight::finding::Severity;
use greenlight::project::Attachments;
use greenlight::rule::{Loaded, embedded_folder, embedded_packs};
use greenlight::text::{Language, Source};
use greenlight::yaml::{self, Limits, Node};

/// Clean submissions.
const CLEAN: [&str; 4] = [
    "kakao-messaging/clean-live",
    "kakao-messaging/clean-prelaunch",
    "google-oauth-verification/clean-calendar",
    "google-oauth-verification/clean-mail-archive",
];

/// Keys whose misspelling is more than one mistake, with the reason.
const EXCEPTIONS: [(&str, &str); 1] = [("policy", "the document then names no pack and is no submission")];

#[test]
fn a_misspelt_key_is_one_finding() {
    let (policy, attachments) = (policy(), Attachments::new(Path::new(env!("CARGO_MANIFEST_DIR"))));
    let against = (&policy, &attachments);
    let mut misspelt = 0;
    let mut wrong = Vec::new();
    for name in CLEAN {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name).join("submission.yaml");
        let text = fs::read_to_string(&path).expect("a clean submission");
        assert_eq!(serious(&path, &text, against), Vec::<String>::new(), "{name}");
        for (key, end) in keys(&text) {
            if EXCEPTIONS.iter().any(|(known, _)| *known == key) {
                continue;
            }
            let slip = key.chars().next_back().expect("a key with letters");
            let changed = format!("{}{slip}{}", &text[..end], &text[end..]);
            let found = serious(&path, &changed, against);
            misspelt += 1;
            if found.len() != 1 {
                let line = text[..end].lines().count();
                wrong.push(format!("{name}:{line}: {key}{slip}: {found:#?}"));
            }
        }
    }
    assert!(misspelt > 100, "only {misspelt} keys were misspelt");
    assert!(wrong.is_empty(), "{} of {misspelt}:\n{}", wrong.len(), wrong.join("\n"));
}

fn policy() -> Policy {
    let pack = |name| {
        let folder = embedded_folder(name).expect("an embedded pack has files");
        Loaded::from_folder(&folder, Language::En).pack.expect("a sound pack")
    };
    let today = midnight("2026-03-20").expect("a day");
    Policy {
        packs: embedded_packs().map(pack).collect(),
        language: Language::En,
        today,
        limits: Limits::default(),
    }
}

/// The errors and warnings about a text at a path.
fn serious(path: &Path, text: &str, (policy, attachments): (&Policy, &Attachments)) -> Vec<String> {
    let source = Arc::new(Source::new("submission.yaml", text.to_owned()));
    let severities = Severities::new();
    let assignment = Assignment { pack: None, is_ours: true, severities: &severities };
    let host = attachments.host(path);
    let report = check(&source, policy, &assignment, Some(&host)).expect("a submission");
    let findings = report.findings.iter().filter(|finding| finding.severity > Severity::Info);
    findings.map(|finding| format!("{}: {}", finding.rule, finding.message)).collect()
}

/// All keys of a text, with the offsets (bytes) of their ends.
fn keys(text: &str) -> Vec<(String, usize)> {
    let source = Arc::new(Source::new("submission.yaml", text.to_owned()));
    let stream = yaml::parse(&source, &Limits::default());
    let mut keys = Vec::new();
    let mut open: Vec<Node<'_>> = stream.documents.iter().map(yaml::Document::root).collect();
    while let Some(node) = open.pop() {
        open.extend(node.items());
        for entry in node.entries() {
            open.push(entry.value);
            keys.push((entry.key.as_key().expect("a text").to_owned(), entry.key.span().end() as usize));
        }
    }
    keys.sort_by_key(|(_, end)| *end);
    keys
}
