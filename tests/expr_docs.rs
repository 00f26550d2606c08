//! The page about the language: its rules load cleanly and do what their examples say, and its list of functions is that of
//! the table. `GREENLIGHT_BLESS=1` writes the list anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use greenlight::check::midnight;
use greenlight::expr::functions;
use greenlight::rule::{Folder, Loaded};
use greenlight::text::{Language, Source};
use greenlight::trial::{Bench, run_examples};

const BEGIN: &str = "<!-- functions -->\n";
const END: &str = "<!-- /functions -->";

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn source(name: &str, text: String) -> Arc<Source> {
    Arc::new(Source::new(name.to_owned(), text))
}

#[test]
fn every_rule_on_the_page_does_what_it_says() {
    let page = std::fs::read_to_string(path("docs/language.md")).unwrap();
    let blocks = page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let rules: Vec<_> = blocks
        .map(|text| {
            let name = text.lines().find_map(|line| line.strip_prefix("rule: ")).expect("a rule has a name");
            source(&format!("rules/orders/{name}.yaml"), text.to_owned())
        })
        .collect();
    let count = rules.len();
    assert!(count >= 10, "{count} rules");
    let manifest = "pack: orders\nversion: 1\ntitle: orders\nschema: orders.schema.json\nlanguages: [en]\n";
    let schema = std::fs::read_to_string(path("fixtures/rules-wrong/orders.schema.json")).unwrap();
    let folder = Folder {
        name: "orders".to_owned(),
        rules: rules.into_iter().chain([source("rules/orders/pack.yaml", manifest.to_owned())]).collect(),
        schemas: vec![source("schemas/orders.schema.json", schema)],
        is_trusted: false,
    };
    let loaded = Loaded::from_folder(&folder, Language::En);
    let said: Vec<_> =
        loaded.findings.iter().map(|finding| (finding.location.text(), &finding.message)).collect();
    assert!(said.is_empty(), "{said:#?}");
    let today = midnight("2026-05-01").unwrap();
    let bench = Bench { today, language: Language::En, fixtures: None, step: &|| () };
    let trial = run_examples(&loaded.pack.unwrap(), &|_| true, bench);
    let said: Vec<_> =
        trial.findings.iter().map(|finding| (finding.location.text(), &finding.message)).collect();
    assert!(said.is_empty(), "{said:#?}");
    assert_eq!(trial.rules, count);
}

#[test]
fn the_list_of_functions_is_that_of_the_table() {
    let path = path("docs/language.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (found, after) = rest.split_once(END).unwrap();
    let expected = list();
    if std::env::var_os("GREENLIGHT_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(found, expected, "GREENLIGHT_BLESS=1 writes it anew");
}

fn list() -> String {
    let mut list = String::from("| function | what it gives | for example |\n| --- | --- | --- |\n");
    for function in functions() {
        let Some(summary) = function.summary else { continue };
        let signatures: Vec<_> = function
            .overloads
            .iter()
            .map(|overload| format!("`{}`", overload.describe(function.name)))
            .collect();
        let example = function.examples.first().map(|(call, result)| format!("`{call}` is `{result}`"));
        let cells = [signatures.join("<br>"), summary.en.to_owned(), example.unwrap_or_default()];
        writeln!(list, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | ")).unwrap();
    }
    list
}
