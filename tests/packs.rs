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
use std::sync::Arc;

use greenlight::check::midnight;
use greenlight::finding::Finding;
use greenlight::project::FixtureFolder;
use greenlight::rule::{Loaded, Pack, embedded_folder, embedded_folder_without_examples, embedded_packs};
use greenlight::text::{Language, Source, Unit};
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

/// Every id in backticks on the page about the pack is a rule of it, or one of the engine's own.
#[test]
fn a_schema_without_its_annotations_still_says_what_the_whole_one_says() {
    for known in packs(Language::En) {
        let folder = embedded_folder(&known.name).expect("an embedded pack has files");
        let shipped = Loaded::from_folder(&folder, Language::En).pack.expect("a shipped pack is sound");
        assert_eq!(shipped.schema.document_type(), known.schema.document_type(), "{}", known.name);
        let keyword = "enumDescriptions";
        assert_eq!(shipped.schema.annotations(keyword), known.schema.annotations(keyword), "{}", known.name);
        assert!(!known.schema.annotations(keyword).is_empty(), "{}", known.name);
    }
}

#[test]
fn the_page_about_the_kakao_pack_names_rules_that_exist() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/kakao-messaging.md");
    let page = std::fs::read_to_string(page).expect("the page is there");
    let packs = packs(Language::En);
    let pack = packs.iter().find(|pack| &*pack.name == "kakao-messaging").expect("the pack is there");
    let is_id = |word: &&str| {
        word.contains('-') && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-')
    };
    let named: Vec<&str> = page.split('`').skip(1).step_by(2).filter(is_id).collect();
    assert!(named.len() > 8, "{named:?}");
    let unknown: Vec<_> =
        named.iter().filter(|id| **id != "kakao-messaging" && pack.rule(id).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_example_of_every_rule_does_what_it_says() {
    for language in Language::ALL {
        for pack in packs(language) {
            for day in DAYS {
                let today = midnight(day).expect("a day");
                let fixtures = FixtureFolder::below(Path::new(env!("CARGO_MANIFEST_DIR")));
                let fixtures = fixtures.as_ref().map(|fixtures| fixtures as &dyn Fixtures);
                let trial = run_examples(&pack, &|_| true, Bench { today, language, fixtures, step: &|| () });
                assert!(trial.findings.is_empty(), "{}", told(&trial.findings));
                assert_eq!(trial.rules, pack.rules.len());
            }
        }
    }
}

#[test]
fn a_check_loads_a_shipped_pack_whole() {
    for known in packs(Language::En) {
        let folder = embedded_folder_without_examples(&known.name).expect("an embedded pack has files");
        let pack = Loaded::from_folder(&folder, Language::En).pack.expect("a pack");
        let ids = |pack: &Pack| pack.rules.iter().map(|rule| rule.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&pack), ids(&known));
        assert!(pack.schema.has_keyword("/properties"));
        for rule in &pack.rules {
            for phrases in [&rule.message, &rule.help].into_iter().flatten() {
                for language in Language::ALL {
                    assert!(rule.template(phrases.get(language)).is_some(), "{} ({language:?})", rule.id);
                }
            }
        }
    }
}

#[test]
fn every_statement_is_enforced_or_left_to_people_with_a_reason() {
    for pack in packs(Language::En) {
        let lost: Vec<_> = pack
            .coverage()
            .iter()
            .filter(|one| !one.is_accounted_for())
            .map(|one| one.statement.id.clone())
            .collect();
        assert!(lost.is_empty(), "{}: nothing enforces {lost:?}", pack.name);
        let listed: Vec<&str> = pack.statements.iter().map(|statement| &*statement.id).collect();
        let named = pack.schema.annotations("x-statements");
        let unknown: Vec<_> = named.iter().filter(|(_, id)| !listed.contains(id)).collect();
        assert!(listed.is_empty() || unknown.is_empty(), "{}: the schema names {unknown:?}", pack.name);
    }
    let kakao =
        packs(Language::En).into_iter().find(|pack| &*pack.name == "kakao-messaging").expect("the pack");
    let numbers: Vec<String> = (1..=42).map(|number| format!("S{number}")).collect();
    assert_eq!(kakao.statements.iter().map(|statement| statement.id.clone()).collect::<Vec<_>>(), numbers);
}

#[test]
fn what_nothing_enforces_is_seen() {
    let mut folder = embedded_folder("kakao-messaging").expect("an embedded pack has files");
    folder.is_trusted = false;
    let manifest =
        folder.rules.iter_mut().find(|source| source.path().ends_with("pack.yaml")).expect("a manifest");
    let text = manifest.text().replace("id: S13\n", "id: S99\n");
    *manifest = Arc::new(Source::new(manifest.path().to_owned(), text));
    let loaded = Loaded::from_folder(&folder, Language::En);
    let ids: Vec<&str> = loaded.findings.iter().map(|finding| &*finding.rule).collect();
    assert!(
        !ids.is_empty() && ids.iter().all(|id| *id == "rule/unknown-statement"),
        "{}",
        told(&loaded.findings)
    );
    let pack = loaded.pack.expect("the rest can be used");
    let coverage = pack.coverage();
    let lost: Vec<&str> =
        coverage.iter().filter(|one| !one.is_accounted_for()).map(|one| &*one.statement.id).collect();
    assert_eq!(lost, ["S99"]);
}
