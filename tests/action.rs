//! `action.yml`, checked by what reads actions, and its steps run as a runner of GitHub runs them; the templates for other
//! CI systems likewise. `tests/action/install` gets the validators from PyPI and npm.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "action/job.rs"]
mod job;
#[path = "support/program.rs"]
mod program;
#[path = "support/repository.rs"]
mod repository;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use job::Job;
use program::{Ended, Folder, run};
use repository::{repository, surroundings};
use serde_yaml::Value;

/// The folder of the validators.
static PROGRAMS: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = root().join("target/action");
    let status = Command::new(root().join("tests/action/install")).arg(&folder).status().unwrap();
    assert!(status.success(), "the validators can be installed");
    folder
});

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(root().join(name)).unwrap()).unwrap()
}

/// The files that are annotated, as `path:line`.
fn annotated(ended: &Ended) -> Vec<String> {
    let place = |line: &str| {
        let (path, rest) = line.strip_prefix("::error file=")?.split_once(",line=")?;
        Some(format!("{path}:{}", rest.split(',').next()?))
    };
    ended.stdout.lines().filter_map(place).collect()
}

/// What actions/checkout makes of a pull request by default: the merge commit alone, without any history. On `main`,
/// `old.yaml` is wrong; the pull request adds `new.yaml` and a line to `touched.yaml`, which was wrong before.
fn pull_request() -> (Folder, Folder) {
    let server = repository();
    server.submit("old.yaml", "states: [wrong]\napp: 1\nowner: ann\n");
    server.submit("touched.yaml", "states: [wrong]\n");
    server.git(&["add", "."]);
    server.git(&["commit", "-m", "old"]);
    server.git(&["switch", "-qc", "work"]);
    server.submit("sub/new.yaml", "states: [wrong]\napp: 1\nowner: bob\n");
    server.submit("touched.yaml", "# touched\nstates: [wrong]\n");
    server.git(&["add", "."]);
    server.git(&["commit", "-m", "new"]);
    server.git(&["switch", "-q", "main"]);
    server.submit("later.yaml", "states: [wrong]\n");
    server.git(&["add", "."]);
    server.git(&["commit", "-m", "main goes on"]);
    server.git(&["switch", "-q", "--detach"]);
    server.git(&["merge", "-q", "--no-ff", "-m", "the merge", "work"]);
    server.git(&["update-ref", "refs/pull/7/merge", "HEAD"]);
    server.git(&["config", "uploadpack.allowReachableSHA1InWant", "true"]);
    let clone = Folder::new();
    clone.git(&["init", "-q"]);
    clone.git(&["remote", "add", "origin", &format!("file://{}", server.root.display())]);
    clone.git(&["fetch", "-q", "--depth=1", "origin", "refs/pull/7/merge"]);
    clone.git(&["checkout", "-q", "FETCH_HEAD"]);
    (server, clone)
}

#[test]
fn readers_of_actions_and_pipelines_find_no_fault() {
    let action = root().join("action.yml");
    let pipeline = root().join("templates/gitlab-ci.yml");
    let schema = |name: &str, file: &Path| {
        let mut command = Command::new(PROGRAMS.join("bin/check-jsonschema"));
        run(command.args(["--builtin-schema", name]).arg(file))
    };
    let rows = [
        schema("vendor.github-actions", &action),
        schema("vendor.gitlab-ci", &pipeline),
        run(Command::new(PROGRAMS.join("node_modules/.bin/action-validator")).arg(&action)),
        run(Command::new(PROGRAMS.join("bin/zizmor")).args(["--offline", "--no-progress"]).arg(&action)),
    ];
    for ended in rows {
        assert_eq!(ended.code, Some(0), "{ended:?}");
    }
}

#[test]
fn what_a_user_writes_is_never_part_of_a_script() {
    let action = read("action.yml");
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        assert!(!step["run"].as_str().unwrap_or_default().contains("${{"), "{step:?}");
    }
    for (name, input) in action["inputs"].as_mapping().unwrap() {
        let docs = fs::read_to_string(root().join("docs/ci.md")).unwrap();
        assert!(docs.contains(&format!("| `{}` |", name.as_str().unwrap())), "docs/ci.md has {name:?}");
        assert!(input["default"].is_string() && input["description"].is_string(), "{name:?}");
    }
}

#[test]
fn a_pull_request_is_checked_for_what_it_changes() {
    let (_server, clone) = pull_request();
    let job = Job::of_pull_request(&clone)
        .with(&[("sarif", "true"), ("formats", "junit=out.xml\nconcise=out.txt\n")]);
    let ended = job.check();
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(annotated(&ended), ["sub/new.yaml:2", "sub/new.yaml:4", "touched.yaml:3"]);
    let summary = job.written("GITHUB_STEP_SUMMARY");
    assert!(summary.contains("sub/new.yaml&#58;4") && !summary.contains("old.yaml"), "{summary}");
    let sarif = job.temp.root.join("greenlight.sarif");
    assert_eq!(job.written("GITHUB_OUTPUT"), format!("exit-code=1\nsarif-file={}\n", sarif.display()));
    assert!(fs::read_to_string(sarif).unwrap().contains("sub/new.yaml"));
    assert!(clone.root.join("out.xml").exists() && clone.root.join("out.txt").exists());
}

#[test]
fn only_what_a_pull_request_makes_worse_is_reported_if_asked_for() {
    let (_server, clone) = pull_request();
    let job = Job::of_pull_request(&clone).with(&[("new-only", "true"), ("paths", "\nsub\ntouched.yaml\n")]);
    assert_eq!(annotated(&job.check()), ["sub/new.yaml:2", "sub/new.yaml:4"]);
}

#[test]
fn a_checkout_of_the_branch_itself_is_compared_with_where_it_parted() {
    let (server, _) = pull_request();
    let clone = Folder::new();
    let address = format!("file://{}", server.root.display());
    clone.git(&["clone", "-q", "--depth=1", "--branch=work", &address, "."]);
    let ended = Job::of_pull_request(&clone).check();
    assert_eq!(annotated(&ended), ["sub/new.yaml:2", "sub/new.yaml:4", "touched.yaml:3"], "{ended:?}");
}

#[test]
fn without_a_pull_request_all_is_checked() {
    let (_server, clone) = pull_request();
    let job = Job::new(&clone).with(&[("language", "ko"), ("summary", "false")]);
    let ended = job.check();
    assert_eq!(annotated(&ended).len(), 6, "{ended:?}");
    assert!(ended.stdout.contains("쓸 수 없는 값"), "{ended:?}");
    assert_eq!(job.written("GITHUB_STEP_SUMMARY"), "");
    assert_eq!(job.written("GITHUB_OUTPUT"), "exit-code=1\n");
    let ended = Job::of_pull_request(&clone).with(&[("changed-only", "false")]).check();
    assert_eq!(annotated(&ended).len(), 6, "{ended:?}");
}

#[test]
fn a_clean_pull_request_and_one_without_submissions_pass() {
    let (_server, clone) = pull_request();
    for path in ["policies", "greenlight.yaml"] {
        let job = Job::of_pull_request(&clone).with(&[("paths", path), ("sarif", "true")]);
        let ended = job.check();
        assert_eq!((ended.code, annotated(&ended).len()), (Some(0), 0), "{ended:?}");
        assert!(job.written("GITHUB_OUTPUT").starts_with("exit-code=0\nsarif-file="));
    }
}

#[test]
fn hostile_inputs_are_words_and_no_commands() {
    let (_server, clone) = pull_request();
    let words = ["$(touch pwned)`touch pwned`; touch pwned\n' \" touch pwned", "--output-format=json=pwned"];
    for word in words {
        for input in ["paths", "fail-on", "language", "formats", "changed-only", "sarif"] {
            let ended = Job::of_pull_request(&clone).with(&[(input, word)]).check();
            assert_eq!(ended.code, Some(2), "{input}: {word}: {ended:?}");
        }
        let ended = Job::new(&clone).with(&[("version", word)]).step("Install greenlight");
        assert_eq!(ended.code, Some(2), "{word}: {ended:?}");
        assert!(!clone.root.join("pwned").exists(), "{word}");
    }
}

#[test]
fn what_a_submission_says_is_no_command_to_github() {
    let folder = repository();
    folder.submit("a.yaml", "states: [\"::warning::spoofed\"]\n");
    let ended = Job::new(&folder).with(&[("annotations", "false")]).check();
    let lines: Vec<&str> = ended.stdout.lines().collect();
    let token = lines[0].strip_prefix("::stop-commands::").expect("commands are off before all else");
    assert!(token.len() == 32 && lines.last() == Some(&&*format!("::{token}::")), "{ended:?}");
}

/// Makes a release with this program, and a `curl` that gets its files without any network.
fn release(job: &Job<'_>, program: &str) -> PathBuf {
    let files = job.temp.root.join("release");
    let curl = format!(
        "#!/bin/bash\naddress=${{*: -1}}\n\
         [ \"${{address%/*}}\" = https://github.com/someone/greenlight/releases/download/v9.9.9 ] || exit 22\n\
         cp '{}'/\"${{address##*/}}\" \"${{*: -2:1}}\"\n",
        files.display()
    );
    for (name, text) in [("made/greenlight", program), ("bin/curl", &curl)] {
        job.temp.add(name, text);
        fs::set_permissions(job.temp.root.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut archive = Command::new(root().join(".ci/archive"));
    let ended =
        run(archive.arg("x86_64-unknown-linux-gnu").arg(job.temp.root.join("made/greenlight")).arg(&files));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    files
}

#[test]
fn a_release_is_installed_if_its_checksum_holds() {
    let folder = Folder::new();
    let mut job = Job::new(&folder);
    job.context.push(("github.action_repository", "someone/greenlight".to_owned()));
    job.context.push(("github.action_ref", "v9.9.9".to_owned()));
    let files = release(&job, "#!/bin/sh\necho released\n");
    let ended = job.step("Install greenlight");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let bin = job.temp.root.join("greenlight/bin");
    assert_eq!(job.written("GITHUB_PATH"), format!("{}\n", bin.display()));
    assert_eq!(run(&mut Command::new(bin.join("greenlight"))).stdout, "released\n");
    fs::remove_file(bin.join("greenlight")).unwrap();
    let archive = files.join("greenlight-x86_64-unknown-linux-gnu.tar.gz");
    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    let ended = job.step("Install greenlight");
    assert!(ended.code == Some(2) && ended.stdout.contains("does not hold"), "{ended:?}");
    fs::remove_file(&archive).unwrap();
    let ended = job.step("Install greenlight");
    assert!(ended.code == Some(2) && ended.stdout.contains("cannot be downloaded"), "{ended:?}");
    assert!(!bin.join("greenlight").exists());
}

#[test]
fn the_source_is_built_without_a_release() {
    let folder = Folder::new();
    let mut job = Job::new(&folder);
    job.context.push(("github.action_ref", "main".to_owned()));
    job.temp.add("bin/cargo", "#!/bin/sh\nprintf '%s\\n' \"$*\"\n");
    fs::set_permissions(job.temp.root.join("bin/cargo"), fs::Permissions::from_mode(0o755)).unwrap();
    let ended = job.step("Install greenlight");
    let expected = format!(
        "install --locked --quiet --path {} --root {}/greenlight\n",
        root().display(),
        job.temp.root.display()
    );
    assert_eq!((ended.code, ended.stdout), (Some(0), expected));
    let ended = job.with(&[("version", "installed")]).step("Install greenlight");
    assert_eq!((ended.code, &*ended.stdout), (Some(0), ""));
}

#[test]
fn the_template_for_gitlab_reports_what_a_merge_request_changes() {
    let (server, _) = pull_request();
    server.git(&["switch", "-q", "work"]);
    let base = server.git(&["merge-base", "main", "work"]).trim().to_owned();
    let job = Job::new(&server);
    let pipeline = read("templates/gitlab-ci.yml");
    let script = |base: &str| {
        let mut command = Command::new("bash");
        surroundings(&mut command).current_dir(&server.root).env("CI_MERGE_REQUEST_DIFF_BASE_SHA", base);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", job.temp.root.join("bin").display()));
        let lines = ["before_script", "script"].map(|key| pipeline["greenlight"][key][0].as_str().unwrap());
        let ended = run(command.args(["-eo", "pipefail", "-c", &lines.join("\n")]));
        assert_eq!(ended.code, Some(1), "{ended:?}");
        let reports = &pipeline["greenlight"]["artifacts"]["reports"];
        let read =
            |name: &str| fs::read_to_string(server.root.join(reports[name].as_str().unwrap())).unwrap();
        assert!(read("junit").contains("sub/new.yaml"));
        let quality: Vec<Value> = serde_yaml::from_str(&read("codequality")).unwrap();
        quality.len()
    };
    assert_eq!([script(&base), script("")], [3, 5]);
}

#[test]
fn the_shell_script_checks_all_or_what_differs() {
    let (server, _) = pull_request();
    let clone = Folder::new();
    clone.git(&[
        "clone",
        "-q",
        "--depth=1",
        "--no-single-branch",
        &format!("file://{}", server.root.display()),
        ".",
    ]);
    clone.git(&["switch", "-q", "work"]);
    let job = Job::new(&clone);
    for (arguments, expected) in [(&["origin/main"][..], 3), (&[], 5)] {
        let mut command = Command::new("sh");
        surroundings(&mut command)
            .current_dir(&clone.root)
            .arg(root().join("templates/check.sh"))
            .args(arguments);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", job.temp.root.join("bin").display()));
        let ended = run(&mut command);
        assert_eq!(ended.code, Some(1), "{ended:?}");
        let sarif = fs::read_to_string(clone.root.join("reports/greenlight.sarif")).unwrap();
        let sarif: Value = serde_yaml::from_str(&sarif).unwrap();
        assert_eq!(sarif["runs"][0]["results"].as_sequence().unwrap().len(), expected, "{arguments:?}");
    }
}
