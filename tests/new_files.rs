//! `greenlight new` and `greenlight init`: what they write is right at once, and nothing that exists is touched.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "a test may fail by panicking, in its helpers too; it uses a part of the helpers"
)]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use greenlight::rule::{Loaded, Pack, embedded_folder, embedded_packs};
use greenlight::schema::Draft;
use greenlight::text::{Language, Source};
use greenlight::yaml::{Limits, parse};
use program::{Ended, Folder, run};

fn greenlight(folder: &Folder, arguments: &[&str]) -> Ended {
    run(folder.program().args(arguments))
}

fn shipped() -> impl Iterator<Item = Pack> {
    embedded_packs()
        .map(|name| Loaded::from_folder(&embedded_folder(name).unwrap(), Language::En).pack.unwrap())
}

/// All files below a folder, by their paths.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_new_submission_of_every_pack_has_all_that_its_schema_requires() {
    for pack in shipped() {
        for language in Language::ALL {
            let text = Draft::new(&pack.schema, language).text();
            let stream = parse(&std::sync::Arc::new(Source::new("draft", text.clone())), &Limits::default());
            assert!(stream.problems.is_empty(), "{}\n{text}", pack.name);
            let violations = pack.schema.check(stream.documents[0].root());
            let told: Vec<_> = violations.iter().map(|one| (one.problem.id, one.node.pointer())).collect();
            assert!(told.is_empty(), "{} {told:?}\n{text}", pack.name);
        }
    }
}

#[test]
fn a_new_submission_says_what_the_schema_says_in_both_languages() {
    let pack = shipped().find(|pack| &*pack.name == "kakao-messaging").unwrap();
    let english = Draft::new(&pack.schema, Language::En).text();
    assert!(english.contains("  # App ID: The number that Kakao Developers gave the app."), "{english}");
    assert!(english.contains("  #   - prelaunch: Not yet open"), "{english}");
    let korean = Draft::new(&pack.schema, Language::Ko).text();
    assert!(korean.contains("  # 앱 ID: 카카오디벨로퍼스가 앱에 부여한 숫자입니다."), "{korean}");
}

#[test]
fn what_new_writes_is_judged_and_tested_at_once_and_never_overwritten() {
    let folder = Folder::new();
    let steps: [(&[&str], i32); 9] = [
        (&["new", "kakao-messaging", "submissions/mine"], 0),
        (&["new", "kakao-messaging", "submissions/mine"], 2),
        (&["check", "submissions/mine"], 1),
        (&["new", "pack", "requests"], 0),
        (&["new", "pack", "requests"], 2),
        (&["test"], 0),
        (&["new", "rule", "requests/owner-unknown"], 0),
        (&["new", "rule", "requests/owner-unknown"], 2),
        (&["test"], 0),
    ];
    for (arguments, code) in steps {
        let before = files(&folder.root);
        let ended = greenlight(&folder, arguments);
        assert_eq!(ended.code, Some(code), "{arguments:?} {ended:?}");
        if code == 2 {
            assert_eq!(files(&folder.root), before, "{arguments:?}");
        }
    }
    folder.add("greenlight.yaml", "packs: [.]\n");
    let ended = greenlight(&folder, &["check", "fixtures", "--allow-empty"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let ended = greenlight(&folder, &["new", "requests", "submissions/first"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[test]
fn a_new_rule_fits_the_schema_of_any_pack() {
    for pack in embedded_packs() {
        let folder = Folder::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let schema = fs::read_to_string(root.join(format!("schemas/{pack}.schema.json"))).unwrap();
        folder.add("schemas/copy.schema.json", schema);
        folder.add("rules/copy/pack.yaml", "pack: copy\nversion: 1\ntitle: Copy\nschema: copy.schema.json\n");
        let ended = greenlight(&folder, &["new", "rule", "copy/name-odd"]);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        let ended = greenlight(&folder, &["test"]);
        assert_eq!(ended.code, Some(0), "{pack} {ended:?}");
    }
}

#[test]
fn a_set_up_is_shown_then_written_then_left_alone() {
    let folder = Folder::new();
    let by_hand = "repos: []\n";
    folder.add(".pre-commit-config.yaml", by_hand);
    let shown = greenlight(&folder, &["init", "kakao-messaging", "--dry-run"]);
    assert_eq!((shown.code, files(&folder.root).len()), (Some(0), 1), "{shown:?}");
    assert!(shown.stdout.contains("\n+ permissions: {}\n"), "{shown:?}");
    assert!(shown.stdout.contains("      - id: greenlight\n"), "{shown:?}");
    let refused = greenlight(&folder, &["init", "kakao-messaging"]);
    assert_eq!((refused.code, files(&folder.root).len()), (Some(2), 1), "{refused:?}");
    let written = greenlight(&folder, &["init", "kakao-messaging", "--yes"]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let first = files(&folder.root);
    assert_eq!(first.len(), 5, "{:?}", first.keys());
    assert_eq!(first[".pre-commit-config.yaml"], by_hand);
    let again = greenlight(&folder, &["init", "kakao-messaging", "--yes"]);
    assert_eq!((again.code, files(&folder.root)), (Some(0), first), "{again:?}");
    let checked = greenlight(&folder, &["check", "--allow-empty"]);
    assert_eq!(checked.code, Some(0), "the configuration is sound: {checked:?}");
}

#[test]
fn a_profile_names_every_stage_and_rule_and_leaves_the_output_as_it_is() {
    let folder = Folder::new();
    folder.add("a.yaml", "policy: kakao-messaging/v1\n");
    let plain = folder.check(&["a.yaml", "--today", "2026-03-20"]);
    let profiled = folder.check(&["a.yaml", "--today", "2026-03-20", "--profile"]);
    assert_eq!((profiled.code, &profiled.stdout), (plain.code, &plain.stdout));
    assert!(plain.stderr.is_empty(), "{plain:?}");
    for stage in ["load packs", "find files", "read files", "parse", "schema", "rules", "write the output"] {
        let is_row = |line: &str| line.ends_with(&format!(" %  {stage}")) && line.contains(" ms ");
        assert!(profiled.stderr.lines().any(is_row), "{stage}: {}", profiled.stderr);
    }
    let pack = shipped().find(|pack| &*pack.name == "kakao-messaging").unwrap();
    for rule in &pack.rules {
        let end = format!(" steps  {}", rule.id);
        assert!(profiled.stderr.lines().any(|line| line.ends_with(&end)), "{}", rule.id);
    }
}
