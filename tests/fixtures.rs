//! Whole submissions: what the check finds in each is what its author expects, and nothing else. `greenlight test` says the
//! same, and shows more of a difference.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking, in its helpers too")]

use std::path::Path;

use greenlight::check::{Policy, midnight};
use greenlight::finding::Finding;
use greenlight::project::{FixtureFolder, Packs, Project};
use greenlight::text::{Language, Unit};
use greenlight::trial::{FixtureTrial, run_fixtures};
use greenlight::yaml::Limits;

/// The trials of all submissions of the shipped packs.
fn trials() -> Vec<FixtureTrial> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packs = Packs::load_folder(&Project::discover(root), root, Language::En).packs;
    let today = midnight("2026-03-20").unwrap();
    let days: Vec<_> = packs.iter().map(|pack| pack.tested_on.as_deref().and_then(midnight)).collect();
    assert_eq!(days, [Some(today), Some(today)], "the day that `fixtures/README.md` names");
    let policy = Policy { packs, language: Language::En, today, limits: Limits::default() };
    let fixtures = FixtureFolder::below(root).unwrap();
    let run = |pack| run_fixtures((&policy, pack), &fixtures, &|_| true);
    policy.packs.iter().flat_map(run).collect()
}

fn told(finding: &Finding) -> String {
    let line = finding.location.positions(Unit::Character).map_or(0, |(start, _)| start.line);
    format!("\n{}:{line}: {} ({:?})", finding.location.path(), finding.message, finding.help)
}

#[test]
fn each_submission_has_the_findings_that_are_expected_and_no_others() {
    let trials = trials();
    assert!(trials.len() >= 20, "only {} submissions", trials.len());
    let differences: String = trials.iter().flat_map(|trial| trial.case.findings()).map(told).collect();
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn the_clean_submissions_have_neither_errors_nor_warnings() {
    let trials = trials();
    let clean: Vec<_> = trials.iter().filter(|trial| trial.case.subject.contains("/clean-")).collect();
    assert!(clean.len() >= 4, "only {} clean submissions", clean.len());
    for trial in clean {
        let serious = trial.found.lines().any(|line| line.contains(" error ") || line.contains(" warning "));
        assert!(!serious, "{}\n{}", trial.case.subject, trial.found);
    }
}
