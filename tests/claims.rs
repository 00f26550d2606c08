//! Who says which pack a document is held against: the document, the configuration, or nobody. The key `policy` is
//! greenlight's own, whatever the schema of the pack makes of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking, in its helpers too")]

#[path = "support/program.rs"]
mod program;

use program::{Ended, Folder};

const SCHEMA: &str = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object", "additionalProperties": false, "required": ["name"],
  "properties": { "name": { "type": "string" } }
}"#;

/// A project with a pack of its own, whose schema knows nothing of `policy`, and which the configuration gives to all
/// `*.request.yaml`.
fn project() -> Folder {
    let folder = Folder::new();
    let manifest = "pack: own\nversion: 1\ntitle: Own\nschema: own.schema.json\nlanguages: [en]\n";
    folder.add("policies/rules/own/pack.yaml", manifest);
    folder.add("policies/schemas/own.schema.json", SCHEMA);
    let files = "files:\n  - match: '*.request.yaml'\n    pack: own/v1\n";
    folder.add("greenlight.yaml", format!("packs: [./policies, kakao-messaging]\n{files}"));
    folder
}

fn concise(folder: &Folder, arguments: &[&str]) -> Ended {
    folder.check(&[&["--today", "2026-03-20"], arguments].concat())
}

#[test]
fn a_closed_schema_need_not_know_the_key_that_names_the_pack() {
    let folder = project();
    folder.add("a.request.yaml", "policy: own/v1\nname: one\n");
    folder.add("b.request.yaml", "name: two\n");
    let ended = concise(&folder, &[]);
    assert_eq!((ended.code, &*ended.stdout), (Some(0), ""), "{ended:?}");
    folder.add("c.request.yaml", "policy: own/v1\nname: three\nnames: four\n");
    let ended = concise(&folder, &[]);
    assert_eq!(ended.stdout.lines().count(), 1, "{ended:?}");
    assert!(ended.stdout.starts_with("c.request.yaml:3:1: error[schema/additionalProperties]"), "{ended:?}");
}

#[test]
fn a_schema_that_requires_the_key_takes_the_word_of_the_configuration() {
    let folder = project();
    let kakao = "packs: [kakao-messaging]\nfiles:\n  - match: a.yaml\n    pack: kakao-messaging\n";
    folder.add("greenlight.yaml", kakao);
    folder.add("a.yaml", "process: devtalk\n");
    let ended = concise(&folder, &["a.yaml"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stdout.contains("the key `app` is missing"), "{ended:?}");
    assert!(!ended.stdout.contains("`policy`"), "{ended:?}");
}

#[test]
fn what_was_meant_to_name_a_pack_is_told() {
    let folder = project();
    folder.add("a.yaml", "policyx: own/v1\nname: one\n");
    let ended = concise(&folder, &["a.yaml"]);
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert!(ended.stderr.contains("did you mean `policy:` where it says `policyx:`?"), "{ended:?}");
    folder.add("b.yaml", "policy: [own/v1]\nname: one\n");
    let ended = concise(&folder, &["b.yaml"]);
    assert!(ended.stdout.starts_with("b.yaml:1:9: error[policy/missing] the name of a pack"), "{ended:?}");
}

#[test]
fn an_id_that_no_finding_has_is_wrong_usage() {
    let folder = project();
    folder.add("a.request.yaml", "name: 1\n");
    for flag in ["--select", "--ignore"] {
        let ended = concise(&folder, &[flag, "schema/tpye"]);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.stderr.contains("did you mean `schema/type`?"), "{ended:?}");
    }
    let ended = concise(&folder, &["--ignore", "schema/type,schema/enum"]);
    assert_eq!((ended.code, &*ended.stdout), (Some(0), ""), "{ended:?}");
}

#[test]
fn a_configuration_of_another_name_is_not_passed_over() {
    let folder = project();
    folder.add("a.request.yaml", "name: one\n");
    std::fs::rename(folder.root.join("greenlight.yaml"), folder.root.join("greenlight.yml")).unwrap();
    let ended = concise(&folder, &[]);
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(
        ended.stdout.starts_with("greenlight.yml:") && ended.stdout.contains("[config/misnamed-file]"),
        "{ended:?}"
    );
    let ended = concise(&folder, &["--no-config", "--allow-empty"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[test]
fn what_is_no_yaml_is_told_with_its_document() {
    let folder = project();
    let text = "policy: own/v1\nname: one\nnames: two\n---\npolicy: own/v1\nnames: [a\nname: b\n---\npolicy: own/v1\n";
    folder.add("a.yaml", text);
    let mut command = folder.program();
    let ended = program::run(command.args(["check", "--output-format", "json", "a.yaml"]));
    let told: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let place = |finding: &serde_json::Value| {
        let number = |value: &serde_json::Value| value.as_u64().unwrap();
        let line = number(&finding["range"]["start"]["line"]);
        (number(&finding["document"]), line, finding["rule"].as_str().unwrap().to_owned())
    };
    let places: Vec<_> = told["findings"].as_array().unwrap().iter().map(place).collect();
    let of_syntax: Vec<_> = places.iter().filter(|(_, _, rule)| rule == "yaml/syntax").collect();
    assert!(matches!(of_syntax[..], [(1, 6.., _)]), "{places:?}");
    assert!(places.iter().any(|(document, ..)| *document == 0), "{places:?}");
    assert!(places.is_sorted_by_key(|(document, line, _)| (*document, *line)), "{places:?}");
}
