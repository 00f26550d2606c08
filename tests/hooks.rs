//! The hooks of `.pre-commit-hooks.yaml` in the real pre-commit, which `tests/hooks/install` gets from PyPI.
//!
//! Only how the program gets on the machine is another here: the manifest's `language` would build or download it, so a
//! `repo: local` hook with `language: system` takes the one under test instead. `entry`, `args`, the types of files and
//! all else are read from the manifest.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;
#[path = "support/repository.rs"]
mod repository;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use program::{Ended, Folder, run};
use repository::{PNG, findings, repository, surroundings};
use serde_yaml::Value;

const MANIFEST: &str = ".pre-commit-hooks.yaml";

/// What no list of findings has.
const NONE: [&str; 0] = [];

/// The folder of pre-commit's own programs.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/hooks");
    let status = Command::new(root.join("tests/hooks/install")).arg(&folder).status().unwrap();
    assert!(status.success(), "pre-commit can be installed");
    folder.join("bin")
});

fn hooks() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(MANIFEST);
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A repository with the first hook of the manifest installed.
fn hooked() -> Folder {
    let folder = repository();
    let mut hook = hooks()[0].clone();
    let entry = hook["entry"].as_str().unwrap();
    let arguments = entry.strip_prefix("greenlight ").expect("the program comes first");
    let program = env!("CARGO_BIN_EXE_greenlight");
    hook["entry"] = Value::from(format!("'{program}' {arguments} --output-format concise"));
    hook["language"] = Value::from("system");
    let hook = serde_json::to_string(&hook).unwrap();
    folder.add(".pre-commit-config.yaml", format!("repos: [{{ repo: local, hooks: [{hook}] }}]\n"));
    folder.git(&["add", "."]);
    assert_eq!(pre_commit(&folder, &["install"]).code, Some(0));
    commit(&folder, "the hook");
    folder
}

fn pre_commit(folder: &Folder, arguments: &[&str]) -> Ended {
    let mut command = Command::new(PROGRAMS.join("pre-commit"));
    run(surroundings(&mut command)
        .env("PRE_COMMIT_HOME", folder.root.join(".git/home"))
        .current_dir(&folder.root)
        .args(arguments))
}

/// Commits what is staged; what was found, and all that was said.
fn commit(folder: &Folder, message: &str) -> (Vec<String>, String) {
    let mut command = Command::new("git");
    surroundings(&mut command).env("PRE_COMMIT_HOME", folder.root.join(".git/home"));
    let ended = run(command.current_dir(&folder.root).args(["commit", "-m", message]));
    let said = ended.stdout + &ended.stderr;
    let found = findings(&said);
    assert_eq!(ended.code, Some(i32::from(!found.is_empty())), "{said}");
    (found, said)
}

#[test]
fn the_manifest_is_valid_and_its_hooks_run_alike() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(MANIFEST);
    let ended = run(Command::new(PROGRAMS.join("pre-commit")).arg("validate-manifest").arg(path));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let hooks = hooks();
    for hook in &hooks {
        for key in ["entry", "args", "types_or", "require_serial", "stages"] {
            assert_eq!(hook[key], hooks[0][key], "{key} of {:?}", hook["id"]);
        }
    }
}

#[test]
fn a_bad_submission_is_stopped_and_a_mended_one_passes() {
    let folder = hooked();
    for name in ["-dash.yaml", "신청 서류/신청서.yaml"] {
        folder.submit(name, "states: [wrong]\n");
    }
    folder.git(&["add", "."]);
    let before = folder.git(&["rev-parse", "HEAD"]);
    let expected = ["-dash.yaml:2 schema/enum", "신청 서류/신청서.yaml:2 schema/enum"];
    assert_eq!(commit(&folder, "bad").0, expected);
    assert_eq!(folder.git(&["rev-parse", "HEAD"]), before);
    for name in ["-dash.yaml", "신청 서류/신청서.yaml"] {
        folder.submit(name, "states: [ready]\n");
    }
    folder.git(&["add", "."]);
    assert_eq!(commit(&folder, "mended").0, NONE);
    assert_ne!(folder.git(&["rev-parse", "HEAD"]), before);
}

#[test]
fn what_is_not_staged_neither_hides_nor_causes_findings() {
    let folder = hooked();
    folder.submit("bad.yaml", "states: [wrong]\n");
    folder.submit("good.yaml", "states: [ready]\n");
    folder.git(&["add", "."]);
    folder.submit("bad.yaml", "states: [ready]\n");
    folder.submit("good.yaml", "states: [wrong]\n");
    folder.submit("untracked.yaml", "states: [wrong]\n");
    assert_eq!(commit(&folder, "both").0, ["bad.yaml:2 schema/enum"]);
    folder.git(&["add", "bad.yaml"]);
    assert_eq!(commit(&folder, "both").0, NONE);
}

#[test]
fn files_that_are_no_submissions_cost_nothing() {
    let folder = hooked();
    folder.add("readme.md", "policy: apps/v1\n");
    folder.git(&["add", "."]);
    assert!(commit(&folder, "text").1.contains("(no files to check)Skipped"));
    folder.add("compose.yaml", "services: [\n");
    folder.git(&["add", "."]);
    let (found, said) = commit(&folder, "other");
    assert_eq!(found, NONE);
    assert!(said.contains("Passed"), "{said}");
}

#[test]
fn rules_across_files_see_files_that_are_not_part_of_the_commit() {
    let folder = hooked();
    folder.submit("old.yaml", "app: 1\nowner: ann\n");
    folder.git(&["add", "."]);
    commit(&folder, "old");
    folder.submit("new.yaml", "app: 1\nowner: bob\n");
    folder.git(&["add", "."]);
    assert_eq!(commit(&folder, "new").0, ["new.yaml:3 two-owners"]);
}

#[test]
fn a_spoilt_attachment_is_stopped() {
    let folder = hooked();
    folder.submit("a.yaml", "picture: a.png\n");
    folder.add("a.png", PNG);
    folder.git(&["add", "."]);
    assert_eq!(commit(&folder, "whole").0, NONE);
    folder.add("a.png", [0; 9]);
    folder.git(&["add", "."]);
    assert_eq!(commit(&folder, "spoilt").0, ["a.yaml:2 no-picture"]);
}

#[test]
fn a_run_over_all_files_checks_all_files() {
    let folder = hooked();
    folder.submit("old.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "--no-verify", "-m", "past the hook"]);
    let ended = pre_commit(&folder, &["run", "--all-files"]);
    assert_eq!((ended.code, findings(&ended.stdout)), (Some(1), vec!["old.yaml:2 schema/enum".to_owned()]));
}
