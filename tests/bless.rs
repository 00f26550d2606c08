//! `greenlight test --bless` writes down what is found as what is expected: only what changes, where it can be said, with
//! the difference shown.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking; it needs a part of the helpers only"
)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Ended, Folder, run};

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/tests.in");

/// The pack of the scenarios, with these files besides or in place of its own.
fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    for name in ["schemas/notes.schema.json", "rules/notes/pack.yaml", "rules/notes/title-too-long.yaml"] {
        folder.add(name, fs::read(Path::new(PACK).join(name)).unwrap());
    }
    files.iter().for_each(|(name, text)| folder.add(name, text));
    folder
}

fn bless(folder: &Folder) -> Ended {
    run(folder.program().args(["test", "--bless", "--lang", "en"]))
}

fn text(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.root.join(name)).unwrap()
}

#[test]
fn finds_and_comments_become_what_is_found_and_nothing_else_changes() {
    let rule = text(&folder(&[]), "rules/notes/title-too-long.yaml");
    let wrong = rule.replace("finds: [Much too long a title]", "finds: [Too long] # the title");
    let submission =
        "policy: notes/v1\n# A note.\nkind: final # expect: other\ntitle: Much too long a title\n";
    let folder = folder(&[
        ("rules/notes/title-too-long.yaml", &wrong),
        ("fixtures/notes/a/submission.yaml", submission),
        ("fixtures/notes/b/submission.yaml", "policy: notes/v1\ntitle: A note\n"),
    ]);
    let ended = bless(&folder);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let expected =
        rule.replace("finds: [Much too long a title]", "finds: [Much too long a title] # the title");
    assert_eq!(text(&folder, "rules/notes/title-too-long.yaml"), expected);
    let expected = "policy: notes/v1\n# A note.\nkind: final\n\
        title: Much too long a title  # expect: title-too-long \"Much too long a title\"\n";
    assert_eq!(text(&folder, "fixtures/notes/a/submission.yaml"), expected);
    assert!(!folder.root.join("fixtures/notes/b/expected.txt").exists());
    for line in ["-    finds: [Too long] # the title", "-kind: final # expect: other", "+kind: final"] {
        assert!(ended.stdout.lines().any(|shown| shown == line), "{line}\n{}", ended.stdout);
    }
    let again = bless(&folder);
    assert_eq!(again.stdout, "rules: 1, examples: 2, fixtures: 2, failed: 0\n");
}

#[test]
fn what_no_comment_can_say_goes_to_a_list() {
    let json = "{\"policy\": \"notes/v1\",\n \"kind\": \"final\",\n \"title\": \"Much too long a title\"}\n";
    let folder = folder(&[("fixtures/notes/a/submission.json", json)]);
    let ended = bless(&folder);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(text(&folder, "fixtures/notes/a/submission.json"), json);
    let list = "3:\"\"Much too long a title\"\" warning title-too-long\n";
    assert_eq!(text(&folder, "fixtures/notes/a/expected.txt"), list);
}

#[test]
fn an_example_that_should_pass_is_left_to_its_author() {
    let rule =
        text(&folder(&[]), "rules/notes/title-too-long.yaml").replace("title: Short", "title: Not so short");
    let folder = folder(&[("rules/notes/title-too-long.yaml", &rule)]);
    let ended = bless(&folder);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(text(&folder, "rules/notes/title-too-long.yaml"), rule);
}

#[test]
fn packs_of_the_program_are_not_written_to() {
    let folder = Folder::new();
    let ended = bless(&folder);
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.stderr.contains("`--bless` writes to the files of packs"), "{ended:?}");
}
