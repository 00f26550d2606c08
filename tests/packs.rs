//! The shipped packs keep what a pack promises: they load without a finding as a stranger's pack would, and every rule's
//! examples find exactly what they say, whatever day it is and in every language.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::path::Path;

use greenlight::check::midnight;
use greenlight::finding::Finding;
use greenlight::project::FixtureFolder;
use greenlight::rule::{Loaded, Pack, embedded_folder, embedded_packs};
use greenlight::text::{Language, Unit};
use greenlight::trial::{Bench, Fixtures, run_examples};

/// Days on which examples that name none must hold all the same.
const DAYS: [&str; 2] = ["2020-02-29", "2031-12-31"];

fn packs(language: Language) -> Vec<Pack> {
    embedded_packs()
        .map(|name| {
            let mut folder = embedded_folder(name).expect("an embedded pack has files");
            folder.is_trusted = false;
            let loaded = Loaded::from_folder(&folder, language);
            assert!(loaded.findings.is_empty(), "{}", told(&loaded.findings));
            loaded.pack.expect("a pack without findings can be used")
        })
        .collect()
}

fn told(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let place = finding.location.positions(Unit::Character).map(|(start, _)| (start.line, start.column));
        let (line, column) = place.unwrap_or_default();
        let (path, rule, text) = (finding.location.path(), &finding.rule, finding.location.text());
        let help = finding.help.as_deref().unwrap_or_default();
        format!("\n{path}:{line}:{column}: [{rule}] {} <{text}> {help}", finding.message)
    };
    findings.iter().map(line).collect()
}

#[test]
fn every_example_of_every_rule_does_what_it_says() {
    for language in Language::ALL {
        for pack in packs(language) {
            for day in DAYS {
                let today = midnight(day).expect("a day");
                let fixtures = FixtureFolder::below(Path::new(env!("CARGO_MANIFEST_DIR")));
                let fixtures = fixtures.as_ref().map(|fixtures| fixtures as &dyn Fixtures);
                let trial = run_examples(&pack, &|_| true, Bench { today, language, fixtures });
                assert!(trial.findings.is_empty(), "{}", told(&trial.findings));
                assert_eq!(trial.rules, pack.rules.len());
            }
        }
    }
}
