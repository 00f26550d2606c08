//! The examples of the shipped packs notice every small change of their rules, but for those that a rule lists with the
//! reason why no example can.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking, in its helpers too")]

use std::path::Path;

use greenlight::check::midnight;
use greenlight::project::{FixtureFolder, Packs, Project};
use greenlight::rule::embedded_packs;
use greenlight::text::{Language, Unit};
use greenlight::trial::{Bench, Fixtures, run_mutants};

#[test]
fn no_change_of_a_shipped_rule_survives_without_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packs = Packs::load_folder(&Project::discover(root), root, Language::En);
    let fixtures = FixtureFolder::below(root).unwrap();
    let bench = Bench {
        today: midnight("2026-03-20").unwrap(),
        language: Language::En,
        fixtures: Some(&fixtures as &dyn Fixtures),
        step: &|| (),
    };
    assert_eq!(packs.packs.len(), embedded_packs().count());
    for pack in &packs.packs {
        let trial = run_mutants(pack, &|_| true, false, bench);
        let found = trial.findings.iter().map(|finding| {
            let line = finding.location.positions(Unit::Character).map_or(0, |(start, _)| start.line);
            format!(
                "\n{}:{line}: `{}`: {}",
                finding.location.path(),
                finding.location.text(),
                finding.message
            )
        });
        let found: String = found.collect();
        assert!(found.is_empty(), "`greenlight test --mutants` says more{found}");
        assert_eq!(trial.rules, pack.rules.len(), "the examples of every rule pass");
        assert!(trial.tried >= 5 * trial.rules, "only {} changes", trial.tried);
    }
}
