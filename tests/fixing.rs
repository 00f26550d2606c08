//! `greenlight check --fix` and `--diff`, by the real program: what is mended, what is refused, and that a file is the old
//! or the new one whatever happens on the way.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use program::{Ended, Folder, run};

const SCHEMA: &str = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "required": ["title"],
  "properties": {
    "policy": { "type": "string" },
    "title": { "type": "string" },
    "note": { "type": "string" },
    "urgent": { "type": "boolean" },
    "tags": { "type": "array", "items": { "type": "string" } }
  },
  "additionalProperties": false
}"#;

/// A project with a pack of these rules: each its id and what follows its texts.
fn project(rules: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    folder.add("policies/schemas/notes.schema.json", SCHEMA);
    let manifest = "pack: notes\nversion: 1\ntitle: Notes\nschema: notes.schema.json\nlanguages: [en]\n";
    folder.add("policies/rules/notes/pack.yaml", manifest);
    for (id, rest) in rules {
        let text = format!(
            "rule: {id}\nseverity: error\ntitle: {}\nmessage: this is wrong\n{rest}",
            id.replace('-', " ")
        );
        folder.add(format!("policies/rules/notes/{id}.yaml"), text);
    }
    folder.add("greenlight.yaml", "packs: [./policies]\n");
    folder
}

const TRIMMED: (&str, &str) = (
    "title-blank-around",
    "require: this.title == this.title.trim()\nfix: { set: this.title, to: this.title.trim(), safety: safe }\n",
);
const QUIET: (&str, &str) = (
    "title-loud",
    "require: \"!this.title.endsWith('!')\"\nfix: { set: this.title, to: \"this.title.replace('!', '')\", safety: unsafe }\n",
);

fn text(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.root.join(name)).unwrap()
}

fn greenlight(folder: &Folder, arguments: &[&str]) -> Ended {
    run(folder.program().arg("check").args(arguments))
}

#[test]
fn safe_fixes_are_applied_and_the_others_only_when_asked_for() {
    let folder = project(&[TRIMMED, QUIET]);
    folder.add("a.yaml", "policy: notes/v1\ntitle: \" Help!\"   # now\n");
    let ended = folder.check(&["--fix"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(text(&folder, "a.yaml"), "policy: notes/v1\ntitle: \"Help!\"   # now\n");
    assert!(ended.stdout.starts_with("a.yaml:2:8: error[title-loud]"), "{ended:?}");
    let ended = folder.check(&["--fix", "--unsafe-fixes"]);
    assert_eq!((ended.code, &*ended.stdout), (Some(0), ""));
    assert_eq!(text(&folder, "a.yaml"), "policy: notes/v1\ntitle: \"Help\"   # now\n");
}

#[test]
fn entries_of_a_baseline_that_are_of_no_use_any_more_go_too() {
    let folder = project(&[QUIET]);
    let wrong = "policy: notes/v1\ntitle: Help!\n";
    folder.add("a.yaml", wrong);
    folder.add("b.yaml", wrong);
    assert_eq!(folder.check(&["--write-baseline"]).code, Some(0));
    folder.add("a.yaml", "policy: notes/v1\ntitle: Help\n");
    let stale = text(&folder, "greenlight-baseline.yaml");
    let diff = greenlight(&folder, &["--diff"]);
    assert!(diff.code == Some(1) && diff.stdout.contains("\n-- path: a.yaml\n"), "{diff:?}");
    assert_eq!(text(&folder, "greenlight-baseline.yaml"), stale);
    let ended = folder.check(&["--fix"]);
    assert_eq!((ended.code, &*ended.stdout), (Some(0), ""));
    let kept = text(&folder, "greenlight-baseline.yaml");
    assert!(!kept.contains("a.yaml") && kept.contains("path: b.yaml"), "{kept}");
    folder.add("b.yaml", "policy: notes/v1\ntitle: Help\n");
    assert_eq!(folder.check(&["--fix"]).stdout, "");
    assert_eq!(folder.check(&[]).stdout, "");
}

#[test]
fn fixes_of_one_place_take_turns() {
    let folder = project(&[TRIMMED, QUIET]);
    folder.add("a.yaml", "policy: notes/v1\ntitle: \" Help!\"\n");
    assert_eq!(folder.check(&["--fix", "--unsafe-fixes"]).code, Some(0));
    assert_eq!(text(&folder, "a.yaml"), "policy: notes/v1\ntitle: \"Help\"\n");
}

#[test]
fn a_fix_that_does_not_mend_or_adds_a_finding_is_refused_and_told() {
    let rows = [
        ("fix: { set: this.title, to: \"this.title + '?'\", safety: safe }\n", "does not mend"),
        (
            "fix: { set: this.title, to: \"'Hello!'\", safety: safe }\n",
            "would bring a new finding, `title-loud`",
        ),
    ];
    for (fix, told) in rows {
        let stubborn = format!("require: \"!this.title.startsWith('Help')\"\n{fix}");
        let folder = project(&[("title-begging", &stubborn), TRIMMED, QUIET]);
        let before = "policy: notes/v1\ntitle: Help\n";
        folder.add("a.yaml", before);
        folder.add("b.yaml", "policy: notes/v1\ntitle: \" Hello\"\n");
        let ended = folder.check(&["--fix"]);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.stdout.contains("error[rule/fix]") && ended.stdout.contains(told), "{ended:?}");
        assert_eq!(text(&folder, "a.yaml"), before);
        assert_eq!(text(&folder, "b.yaml"), "policy: notes/v1\ntitle: \"Hello\"\n", "the others are mended");
    }
}

#[test]
fn what_two_files_have_in_common_is_mended_in_one_of_them() {
    let twice = "group: this.title\nrequire: group.size() == 1\nat: this.title\nfix: { set: this.title, to: \"this.title + ' 2'\", safety: safe }\n";
    let folder = project(&[("title-taken", twice)]);
    for name in ["a.yaml", "b.yaml"] {
        folder.add(name, "policy: notes/v1\ntitle: Help\n");
    }
    let ended = folder.check(&["--fix"]);
    assert_eq!((ended.code, &*ended.stdout), (Some(0), ""), "{ended:?}");
    assert_eq!(text(&folder, "a.yaml"), "policy: notes/v1\ntitle: Help 2\n");
    assert_eq!(text(&folder, "b.yaml"), "policy: notes/v1\ntitle: Help\n");
}

#[test]
fn json_lists_what_was_mended() {
    let folder = project(&[TRIMMED]);
    folder.add("a.yaml", "policy: notes/v1\ntitle: \" Help\"\n");
    let ended = greenlight(&folder, &["--fix", "--output-format", "json"]);
    let output: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(output["findings"].as_array().map(Vec::len), Some(0));
    assert_eq!(output["fixed"][0]["rule"], "title-blank-around");
    assert_eq!(output["fixed"][0]["fix"]["edits"][0]["text"], "\"Help\"");
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let folder = project(&[TRIMMED, QUIET]);
    let mut command = folder.program();
    command.args(["check", "-", "--fix", "--output-format", "concise"]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"policy: notes/v1\ntitle: \" Help!\"").unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&ended.stdout), "policy: notes/v1\ntitle: \"Help!\"");
    assert!(String::from_utf8_lossy(&ended.stderr).contains("error[title-loud]"), "{ended:?}");
}

/// The cases of `fixtures/fixes`: a submission, what `--fix` makes of it (where that is kept), and what `--fix
/// --unsafe-fixes` makes of that.
#[test]
fn whole_submissions_are_mended_and_then_stay_as_they_are() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fixes");
    let mut count = 0;
    for entry in fs::read_dir(cases).unwrap() {
        let case = entry.unwrap().path();
        let folder = Folder::new();
        folder.add("submission.yaml", fs::read(case.join("before.yaml")).unwrap());
        if let Ok(safe) = fs::read_to_string(case.join("safe.yaml")) {
            greenlight(&folder, &["--no-config", "--today", "2026-03-20", "--fix"]);
            assert_eq!(text(&folder, "submission.yaml"), safe, "{}", case.display());
        }
        let after = fs::read_to_string(case.join("after.yaml")).unwrap();
        for _ in 0..2 {
            greenlight(&folder, &["--no-config", "--today", "2026-03-20", "--fix", "--unsafe-fixes"]);
            assert_eq!(text(&folder, "submission.yaml"), after, "{}", case.display());
        }
        count += 1;
    }
    assert!(count >= 3, "the cases are found");
}

fn git(folder: &Path, arguments: &[&str], input: &str) -> bool {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait().unwrap().success()
}

#[test]
fn git_applies_the_diff_whatever_names_and_line_ends_there_are() {
    let names = ["모임 달력.yaml", "a.yaml", "folder with blanks/b.yaml", "quote\"d.yaml"];
    let texts = [
        "policy: notes/v1\ntitle: \" Help\"",
        "policy: notes/v1\r\ntitle: \" Help\"   # why\r\ntags: [a]\r\n",
        "\u{feff}# one\npolicy: notes/v1\n\n# two\ntitle: \" 도움 \"\n",
        "policy: notes/v1\ntags:\n- a\n- b\n- c\n- d\n- e\ntitle: ' x'\n",
    ];
    let folder = project(&[TRIMMED]);
    for (name, text) in names.iter().zip(texts) {
        folder.add(name, text);
    }
    let diff = greenlight(&folder, &["--diff"]);
    assert_eq!(diff.code, Some(1), "{diff:?}");
    for (name, before) in names.iter().zip(texts) {
        assert_eq!(text(&folder, name), before, "nothing is written");
    }
    assert!(git(&folder.root, &["init", "-q", "."], ""));
    assert!(git(&folder.root, &["apply", "-"], &diff.stdout), "{}", diff.stdout);
    let applied: Vec<String> = names.iter().map(|name| text(&folder, name)).collect();
    for (name, text) in names.iter().zip(texts) {
        folder.add(name, text);
    }
    assert_eq!(greenlight(&folder, &["--fix"]).code, Some(0));
    let fixed: Vec<String> = names.iter().map(|name| text(&folder, name)).collect();
    assert_eq!(applied, fixed);
    assert_eq!(greenlight(&folder, &["--diff"]).code, Some(0), "there is nothing left");
}

#[cfg(unix)]
mod trouble {
    use std::os::unix::fs::PermissionsExt;
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    const BEFORE: &str = "policy: notes/v1\ntitle: \" Help\"\n";
    const AFTER: &str = "policy: notes/v1\ntitle: \"Help\"\n";

    fn names(folder: &Path) -> Vec<PathBuf> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_that_cannot_be_written_to_stays_and_the_exit_code_tells() {
        let folder = project(&[TRIMMED]);
        folder.add("closed/a.yaml", BEFORE);
        let closed = folder.root.join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
        let is_held = fs::write(closed.join("probe"), "").is_err();
        let ended = folder.check(&["--fix"]);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        if !is_held {
            // Whoever may do anything is not kept out by a mode.
            return;
        }
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.stdout.contains("error[title-blank-around]"), "what is left is told: {ended:?}");
        assert!(ended.stderr.contains("cannot be written"), "{ended:?}");
        assert_eq!(text(&folder, "closed/a.yaml"), BEFORE);
    }

    /// A limit on the size of files is a full disk: with the signal ignored an error, else the end of the program.
    #[test]
    fn a_full_disk_leaves_the_old_file() {
        for signal in ["trap '' XFSZ;", ""] {
            let folder = project(&[TRIMMED]);
            folder.add("a.yaml", BEFORE);
            let program = env!("CARGO_BIN_EXE_greenlight");
            let script =
                format!("{signal} ulimit -f 0; exec '{program}' check --fix a.yaml 2>/dev/null >/dev/null");
            let mut command = Command::new("sh");
            let ended = run(command.current_dir(&folder.root).args(["-c", &script]));
            assert_ne!(ended.code, Some(0), "{signal}");
            assert_eq!(text(&folder, "a.yaml"), BEFORE, "{signal}");
        }
    }

    #[test]
    fn a_kill_at_any_moment_leaves_old_or_new_files() {
        let folder = project(&[TRIMMED]);
        let files: Vec<String> = (0..20).map(|number| format!("notes/{number}.yaml")).collect();
        for delay in 0..20 {
            files.iter().for_each(|name| folder.add(name, BEFORE));
            let mut command = folder.program();
            command.args(["check", "--fix"]).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            sleep(Duration::from_millis(delay * 3));
            // It may have ended by itself.
            let _ = child.kill();
            child.wait().unwrap();
            for name in &files {
                let text = text(&folder, name);
                assert!(text == BEFORE || text == AFTER, "{name}: {text:?}");
            }
        }
        assert_eq!(folder.check(&["--fix"]).code, Some(0), "what was left behind is in nobody's way");
        assert!(names(&folder.root.join("notes")).len() >= files.len());
    }
}
