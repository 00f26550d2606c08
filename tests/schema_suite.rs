//! The JSON-Schema-Test-Suite, drafts 4 to 2020-12, through our parser, our nodes and our explanations: a valid case has
//! no violation, an invalid one has at least one. Cases that must differ are listed with their reasons; a listed case
//! that passes fails the test.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, called only by them")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use greenlight::schema::{Schema, Violation};
use greenlight::text::{Language, Source};
use greenlight::yaml::{Document, Kind, Limits, Node, parse};

const EXCEPTIONS: &str = include_str!("data/schema/suite-exceptions.txt");
const REMOTE: &str = "http://localhost:1234/";
const DRAFTS: [(&str, &str); 5] = [
    ("draft4", "http://json-schema.org/draft-04/schema#"),
    ("draft6", "http://json-schema.org/draft-06/schema#"),
    ("draft7", "http://json-schema.org/draft-07/schema#"),
    ("draft2019-09", "https://json-schema.org/draft/2019-09/schema"),
    ("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
];

fn suite() -> Option<PathBuf> {
    let named = std::env::var_os("GREENLIGHT_CONFORMANCE").map(PathBuf::from);
    let folder = named
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance"))
        .join("json-schema");
    folder.is_dir().then_some(folder)
}

fn document(text: String) -> Document {
    let stream = parse(&Arc::new(Source::new("suite.json", text)), &Limits::default());
    assert!(stream.problems.is_empty(), "{:?}", stream.problems);
    stream.documents.into_iter().next().unwrap()
}

/// The files below a folder that end with `.json`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = walk.map(|entry| entry.unwrap().into_path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}

/// True for the remote schemas of a draft: its own and those of all drafts.
fn is_for_draft(remote: &str, draft: &str) -> bool {
    let folder = remote.strip_prefix(REMOTE).and_then(|path| path.split('/').next()).unwrap();
    let is_own_folder = folder.starts_with("draft") || folder == "v1";
    !is_own_folder || folder == draft
}

/// The text of a schema with the draft named in it, where it names none.
fn with_draft(schema: Node<'_>, uri: &str) -> String {
    let text = schema.written_text();
    match text.strip_prefix('{') {
        Some(rest) if schema.get("$schema").is_none() => {
            let comma = if schema.is_empty() { "" } else { "," };
            format!("{{\"$schema\": \"{uri}\"{comma}{rest}")
        }
        _ => text.to_owned(),
    }
}

/// What holds for every violation: it points at one line of the document and at a keyword of the schema, and nothing in
/// its texts is left to fill in.
fn assert_well_told(violation: &Violation<'_>, schema: &Document) {
    let problem = &violation.problem;
    let place = violation.node.document().source().slice(problem.span);
    assert!(!place.is_empty() && !place.contains('\n'), "{violation:?}");
    for language in Language::ALL {
        for message in problem.help.iter().chain([&problem.message]) {
            let text = message.render(language, &problem.parameters);
            let names = message.text(language).split('{').skip(1).filter_map(|rest| rest.split('}').next());
            for name in names.map(|name| name.split(':').next().unwrap()) {
                assert!(problem.parameters.iter().any(|(known, _)| *known == name), "{name}: {text}");
            }
        }
    }
    let pointer = match &violation.missing {
        Some(_) => violation.schema_pointer.rsplit_once('/').unwrap().0,
        None => &violation.schema_pointer,
    };
    let mut node = schema.root();
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let child = match name.parse::<usize>() {
            Ok(index) if node.kind() == Kind::Sequence => node.items().nth(index),
            _ => node.get(&name),
        };
        node = child.unwrap_or_else(|| panic!("{pointer} is not in {}", schema.source().text()));
    }
}

/// The cases of one file that do not go as the suite says.
fn failures(name: &str, text: String, remotes: &BTreeMap<String, Document>) -> Vec<String> {
    let file = document(text);
    let draft = name.split('/').next().unwrap();
    let (_, uri) = DRAFTS.into_iter().find(|(known, _)| *known == draft).unwrap();
    let mut failed = Vec::new();
    for group in file.root().items() {
        let of = |key: &str| group.get(key).unwrap();
        let schema_text = with_draft(of("schema"), uri);
        let others: Vec<(&str, &Document)> = remotes
            .iter()
            .filter(|_| schema_text.contains(REMOTE))
            .filter(|(remote, _)| is_for_draft(remote, draft) || schema_text.contains(*remote))
            .map(|(remote, document)| (remote.as_str(), document))
            .collect();
        let is_whole = others.is_empty() && !schema_text.contains("ref\": \"http");
        let schema_document = document(schema_text);
        let schema = Schema::load_among(&schema_document, &others);
        for case in of("tests").items() {
            let description = case.get("description").unwrap().as_str().unwrap();
            let is_valid = case.get("valid").unwrap().as_bool().unwrap();
            let passes = schema.as_ref().is_ok_and(|schema| {
                let violations = schema.check(case.get("data").unwrap());
                if is_whole {
                    violations.iter().for_each(|violation| assert_well_told(violation, &schema_document));
                }
                violations.is_empty() == is_valid
            });
            if !passes {
                failed.push(format!("{name} | {} | {description}", of("description").as_str().unwrap()));
            }
        }
    }
    failed
}

#[test]
fn the_suite_passes_but_for_the_listed_exceptions() {
    let Some(folder) = suite() else {
        eprintln!("skipped: no JSON-Schema-Test-Suite in ../shared/conformance or $GREENLIGHT_CONFORMANCE");
        return;
    };
    let remote_folder = folder.join("remotes");
    let remotes: BTreeMap<String, Document> = files(&remote_folder)
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&remote_folder).unwrap().to_str().unwrap().replace('\\', "/");
            (format!("{REMOTE}{below}"), document(std::fs::read_to_string(&path).unwrap()))
        })
        .collect();
    let mut failed = BTreeSet::new();
    for (draft, _) in DRAFTS {
        for path in files(&folder.join("tests").join(draft)) {
            let name = path.strip_prefix(folder.join("tests")).unwrap().to_str().unwrap().replace('\\', "/");
            failed.extend(failures(&name, std::fs::read_to_string(&path).unwrap(), &remotes));
        }
    }
    let listed: BTreeSet<String> = EXCEPTIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    let unlisted: Vec<&String> = failed.difference(&listed).collect();
    let outdated: Vec<&String> = listed.difference(&failed).collect();
    assert!(unlisted.is_empty(), "{} cases fail:\n{unlisted:#?}", unlisted.len());
    assert!(outdated.is_empty(), "listed as exceptions, but they pass:\n{outdated:#?}");
}
