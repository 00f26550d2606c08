//! The table of the engine's own ids: complete, in both languages, and true. Every id that the source can give to a
//! finding has an entry, every entry an id in the source; each failing example has its finding and no other, each passing
//! one none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use greenlight::explain::{Block, engine_entries, engine_page};
use greenlight::rule::Localized;
use greenlight::schema::violation_ids;
use greenlight::text::Language;

/// Words of a line that makes a finding or a problem: a literal on it that looks like an id is one, be its family known
/// or not.
const MAKERS: [&str; 6] = ["Finding::new(", "Problem {", "id: ", "say(", "row(", "problem("];

/// What stands before the slash of media types.
const MEDIA: [&str; 4] = ["application", "audio", "image", "video"];

/// Ids for which no text can be an example.
const WITHOUT_EXAMPLE: [&str; 8] = [
    "internal/defect",
    "io/not-a-file",
    "io/unreadable",
    "io/vanished",
    "schema/invalid",
    "schema/limit",
    "render/withheld",
    "rule/fixture",
];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
}

/// True for a text of the shape of an id: `family/name`.
fn has_shape(text: &str) -> bool {
    let Some((family, name)) = text.split_once('/') else { return false };
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '$';
    !family.is_empty()
        && !MEDIA.contains(&family)
        && family.chars().all(|letter| letter.is_ascii_lowercase())
        && !name.is_empty()
        && name.chars().all(is_name)
}

/// The ids among the literals of a line of code.
fn ids_in_line<'c>(line: &'c str, families: &BTreeSet<&str>) -> Vec<&'c str> {
    let makes = MAKERS.iter().any(|maker| line.contains(maker));
    let is_id =
        |text: &&str| has_shape(text) && (makes || families.contains(text.split('/').next().unwrap()));
    line.split('"').skip(1).step_by(2).filter(is_id).collect()
}

/// Every id that the source names outside its tests.
fn ids_in_source() -> BTreeSet<String> {
    let families: BTreeSet<&str> = engine_entries().iter().map(|entry| entry.family()).collect();
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut ids: BTreeSet<String> = violation_ids().map(str::to_owned).collect();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let shipped = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines = shipped.lines().filter(|line| !line.trim_start().starts_with("//"));
        ids.extend(lines.flat_map(|line| ids_in_line(line, &families)).map(str::to_owned));
    }
    ids
}

#[test]
fn ids_are_seen_where_findings_are_made() {
    let families = BTreeSet::from(["rule"]);
    let rows: [(&str, &[&str]); 4] = [
        (r#"Finding::new("new/family", severity, location, text)"#, &["new/family"]),
        (r#"const TYPES: &str = "rule/type-mismatch";"#, &["rule/type-mismatch"]),
        (r#"root.join("lfs/objects")"#, &[]),
        (r#"FileType { media: "image/png" }"#, &[]),
    ];
    for (line, expected) in rows {
        assert_eq!(ids_in_line(line, &families), expected, "{line}");
    }
}

#[test]
fn every_id_in_the_source_has_an_entry_and_every_entry_an_id() {
    let known: BTreeSet<String> = engine_entries().iter().map(|entry| entry.id.clone()).collect();
    let used = ids_in_source();
    let unexplained: Vec<_> = used.difference(&known).collect();
    assert!(unexplained.is_empty(), "add these to src/explain/ids: {unexplained:?}");
    let unused: Vec<_> = known.difference(&used).collect();
    assert!(unused.is_empty(), "no finding carries these: {unused:?}");
    assert_eq!(known.len(), engine_entries().len(), "an id has two entries");
}

#[test]
fn every_text_exists_in_both_languages_and_fits_its_place() {
    let is_korean = |text: &str| text.contains(|letter| ('가'..='힣').contains(&letter));
    for entry in engine_entries() {
        let both = |text: &Localized<String>| {
            let korean = text.ko.clone().unwrap_or_default();
            assert!(is_korean(&korean), "{}: {korean}", entry.id);
            assert!(!is_korean(&text.en), "{}: {}", entry.id, text.en);
            assert!(!text.en.contains('\n') && !korean.contains('\n'), "{} is one paragraph", entry.id);
            [text.en.clone(), korean]
        };
        for title in both(&entry.title) {
            assert!(!title.ends_with('.') && title.chars().count() < 80, "{}: {title}", entry.id);
        }
        for text in both(&entry.why).into_iter().chain(both(&entry.fix)) {
            assert!(text.ends_with(['.', ')']), "{}: {text}", entry.id);
        }
    }
}

#[test]
fn every_failing_example_has_its_finding_alone_and_every_passing_one_none() {
    let (mut without, mut wrong) = (BTreeSet::new(), Vec::new());
    for entry in engine_entries() {
        let (Some(fails), Some(passes)) = (&entry.fails, &entry.passes) else {
            assert!(entry.fails.is_none() && entry.passes.is_none(), "{}", entry.id);
            without.insert(&*entry.id);
            continue;
        };
        for language in Language::ALL {
            let found: Vec<_> = fails.run(language).into_iter().map(|f| (f.rule, f.message)).collect();
            if found.len() != 1 || *found[0].0 != *entry.id {
                wrong.push(format!("{} finds {found:?}", entry.id));
            }
            let left: Vec<_> = passes.run(language).into_iter().map(|f| (f.rule, f.message)).collect();
            if !left.is_empty() {
                wrong.push(format!("{} still finds {left:?}", entry.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(without, BTreeSet::from(WITHOUT_EXAMPLE));
}

#[test]
fn every_page_shows_what_greenlight_says() {
    for entry in engine_entries().iter().filter(|entry| entry.fails.is_some()) {
        let page = engine_page(entry, Language::En);
        let blocks = page.sections.iter().flat_map(|section| &section.blocks);
        let shown = blocks.filter(|block| matches!(block, Block::Output(findings) if !findings.is_empty()));
        assert_eq!(shown.count(), 1, "{}", entry.id);
    }
}
