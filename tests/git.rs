//! `--staged`, `--changed-since` and `--new-only` in real repositories of git.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "git/changes.rs"]
mod changes;
#[path = "support/program.rs"]
mod program;
#[path = "support/repository.rs"]
mod repository;

use std::fs;

use program::{Ended, Folder, run};
use repository::{PNG, findings, repository, surroundings, with_pack};

/// What no list of findings has.
const NONE: [&str; 0] = [];

/// True if a run failed as wrong usage does, and said this.
fn refused(ended: &Ended, said: &str) -> bool {
    ended.code == Some(2) && ended.stderr.contains(said) && ended.stdout.is_empty()
}

#[test]
fn what_is_staged_counts_and_not_what_lies_on_disk() {
    let folder = repository();
    folder.submit("bad.yaml", "states: [wrong]\n");
    folder.submit("good.yaml", "states: [ready]\n");
    folder.git(&["add", "."]);
    folder.submit("bad.yaml", "states: [ready]\n");
    folder.submit("good.yaml", "states: [wrong]\n");
    folder.submit("untracked.yaml", "states: [wrong]\n");
    assert_eq!(folder.found(&["--staged"]), ["bad.yaml:2 schema/enum"]);
    assert_eq!(folder.found(&[]), ["good.yaml:2 schema/enum", "untracked.yaml:2 schema/enum"]);
}

#[test]
fn what_attachments_are_is_staged_too() {
    let folder = repository();
    folder.submit("a.yaml", "picture: a.png\n");
    folder.add("a.png", PNG);
    folder.git(&["add", "a.yaml"]);
    let ended = folder.check_in("", &["--staged"]);
    assert_eq!(findings(&ended.stdout), ["a.yaml:2 no-picture"]);
    assert!(ended.stderr.contains("on disk, but not in the index of git: `a.png`"), "{ended:?}");
    folder.git(&["add", "a.png"]);
    fs::remove_file(folder.root.join("a.png")).unwrap();
    assert_eq!(folder.found(&["--staged"]), NONE);
    assert_eq!(folder.found(&[]), ["a.yaml:2 no-picture"]);
}

#[test]
fn what_attaches_a_changed_file_is_checked_though_it_did_not_change() {
    let folder = repository();
    folder.submit("a.yaml", "picture: 사진/a.png\nstates: [wrong]\n");
    folder.submit("b.yaml", "picture: 사진/b.png\nstates: [wrong]\n");
    folder.add("사진/a.png", PNG);
    folder.add("사진/b.png", PNG);
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "both"]);
    folder.add("사진/a.png", "broken");
    assert_eq!(folder.found(&["--staged"]), NONE);
    let found = ["a.yaml:2 no-picture", "a.yaml:3 schema/enum"];
    assert_eq!(folder.found(&["--changed-since", "HEAD"]), found);
    folder.git(&["add", "."]);
    assert_eq!(folder.found(&["--staged"]), found);
    assert_eq!(folder.found(&["--staged", "사진/a.png"]), found, "as programs that run hooks name it");
    assert_eq!(folder.found(&["--staged", "policies"]), NONE);
    assert_eq!(folder.found(&["--changed-since", "HEAD", "a.yaml"]), found);
    assert_eq!(folder.found(&["--changed-since", "HEAD", "b.yaml"]), NONE);
    assert_eq!(folder.found(&["--staged", "--new-only"]), found[..1]);
    folder.git(&["rm", "-qf", "사진/a.png"]);
    assert_eq!(folder.found(&["--staged"]), found);
}

#[test]
fn large_attachments_are_read_whole() {
    let folder = repository();
    folder.submit("a.yaml", "picture: a.png\n");
    let mut bytes = PNG.to_vec();
    bytes.resize(9 * 1024 * 1024, 7);
    folder.add("a.png", bytes);
    folder.git(&["-c", "core.compression=0", "add", "."]);
    assert_eq!(folder.found(&["--staged"]), NONE);
}

#[test]
fn files_of_git_lfs_are_read_from_its_folder() {
    let folder = repository();
    let id = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize 29\n");
    folder.submit("a.yaml", "picture: a.png\n");
    folder.add("a.png", pointer);
    folder.git(&["add", "."]);
    assert_eq!(folder.found(&["--staged"]), ["a.yaml:2 no-picture"], "it was not fetched");
    folder.add(format!(".git/lfs/objects/4d/7a/{id}"), PNG);
    assert_eq!(folder.found(&["--staged"]), NONE);
}

#[test]
fn rules_across_files_see_the_other_files_as_they_are_staged() {
    let folder = repository();
    folder.submit("old.yaml", "app: 1\nowner: ann\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "old"]);
    folder.submit("new.yaml", "app: 1\nowner: bob\n");
    folder.git(&["add", "."]);
    folder.submit("old.yaml", "app: 1\nowner: bob\n");
    assert_eq!(folder.found(&["--staged"]), ["new.yaml:3 two-owners"], "old.yaml is not about this commit");
    folder.git(&["add", "."]);
    assert_eq!(folder.found(&["--staged"]), NONE);
}

#[test]
fn configuration_and_policies_are_those_of_the_commit() {
    let folder = repository();
    folder.submit("a.yaml", "app: 1\npicture: none.png\n");
    folder.git(&["add", "."]);
    folder.add("greenlight.yaml", "packs: [./policies]\nrules: { no-picture: off }\n");
    fs::remove_dir_all(folder.root.join("policies")).unwrap();
    assert_eq!(folder.found(&["--staged"]), ["a.yaml:3 no-picture"]);
    folder.git(&["add", "greenlight.yaml"]);
    assert_eq!(folder.found(&["--staged"]), NONE);
}

#[test]
fn policies_that_git_does_not_hold_are_read_from_disk() {
    let folder = with_pack();
    folder.add(".gitignore", "policies\n");
    folder.submit("a.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    assert_eq!(folder.found(&["--staged"]), ["a.yaml:2 schema/enum"]);
}

#[test]
fn only_what_the_commit_changes_is_checked_and_paths_restrict_it() {
    let folder = repository();
    for name in ["old.yaml", "a/b.yaml", "한글 폴더/신청서 1.yaml"] {
        folder.submit(name, "states: [wrong]\n");
    }
    folder.git(&["add", "old.yaml"]);
    folder.git(&["commit", "-m", "old"]);
    folder.git(&["add", "."]);
    let all = ["a/b.yaml:2 schema/enum", "한글 폴더/신청서 1.yaml:2 schema/enum"];
    assert_eq!(folder.found(&["--staged"]), all);
    assert_eq!(folder.found(&["--staged", "a"]), all[..1]);
    assert_eq!(folder.found(&["--staged", "한글 폴더"]), all[1..]);
    assert_eq!(folder.found_in("a", &["--staged"]), ["b.yaml:2 schema/enum"]);
    assert_eq!(folder.found_in("a", &["--staged", ".."])[0], "../한글 폴더/신청서 1.yaml:2 schema/enum");
    // As programs that run hooks over all files do.
    assert_eq!(folder.found(&["--staged", "--", "old.yaml", "greenlight.yaml"]), ["old.yaml:2 schema/enum"]);
}

#[test]
fn nothing_to_check_is_quiet_and_no_failure() {
    let folder = repository();
    folder.add("readme.md", "policy: apps/v1\n");
    folder.add("other.yaml", "a: [\n");
    folder.git(&["add", "."]);
    for arguments in [&["check", "--staged"][..], &["check", "--staged", "other.yaml", "readme.md"]] {
        let mut command = folder.program();
        let ended = run(surroundings(&mut command).args(arguments));
        assert_eq!((ended.code, &*ended.stdout, &*ended.stderr), (Some(0), "", ""), "{arguments:?}");
    }
}

#[test]
fn deleted_and_renamed_files_are_what_they_are_now() {
    let folder = repository();
    folder.submit("a.yaml", "states: [wrong, draft, ready]\n");
    folder.submit("b.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "old"]);
    folder.git(&["mv", "a.yaml", "c.yaml"]);
    folder.git(&["rm", "b.yaml"]);
    assert_eq!(folder.found(&["--staged"]), ["c.yaml:2 schema/enum"]);
    assert_eq!(folder.found(&["--staged", "a.yaml", "b.yaml"]), NONE, "a hook may name deleted files");
    folder.submit("all/d.yaml", "states: [ready]\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "all"]);
    folder.git(&["rm", "-r", "all"]);
    assert_eq!(folder.found(&["--staged", "all"]), NONE, "or a folder of which nothing is left");
}

#[test]
fn before_the_first_commit_all_is_new() {
    let folder = with_pack();
    folder.submit("a.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    assert_eq!(folder.found(&["--staged"]), ["a.yaml:2 schema/enum"]);
    assert_eq!(folder.found(&["--staged", "--new-only"]), ["a.yaml:2 schema/enum"]);
    assert!(refused(&folder.check_in("", &["--changed-since", "main"]), "no commit `main`"));
}

#[test]
fn what_only_announces_a_file_is_not_staged() {
    let folder = repository();
    folder.submit("a.yaml", "states: [wrong]\n");
    folder.add("empty.yaml", "");
    folder.git(&["add", "-N", "a.yaml"]);
    folder.git(&["add", "empty.yaml"]);
    assert_eq!(folder.found(&["--staged"]), NONE);
    assert!(refused(&folder.check_in("", &["--staged", "a.yaml"]), "`a.yaml` is not in the index of git"));
    assert_eq!(folder.found(&["--changed-since", "HEAD"]), ["a.yaml:2 schema/enum"]);
}

#[test]
fn conflicts_are_an_error_that_names_the_files() {
    let folder = repository();
    folder.git(&["branch", "other"]);
    for (branch, text) in [("main", "app: 1\n"), ("other", "app: 2\n")] {
        folder.git(&["switch", "-q", branch]);
        folder.submit("신청.yaml", text);
        folder.git(&["add", "."]);
        folder.git(&["commit", "-m", branch]);
    }
    assert_eq!(folder.try_git(&["merge", "main"]).code, Some(1));
    assert!(refused(&folder.check_in("", &["--staged"]), "`신청.yaml`"));
    let found = folder.found(&["--changed-since", "main"]);
    assert!(found[0].ends_with("yaml/syntax"), "the marks of the conflict are on disk: {found:?}");
}

#[test]
fn outside_a_repository_the_flags_are_refused() {
    let folder = Folder::new();
    folder.submit("a.yaml", "app: 1\n");
    for flags in [&["--staged"][..], &["--changed-since", "main"]] {
        let ended = folder.check(flags);
        assert!(refused(&ended, "in no work tree of a git repository"), "{ended:?}");
    }
    folder.git(&["init", "--bare", "bare"]);
    assert!(refused(&folder.check_in("bare", &["--staged"]), "in no work tree"));
    let folder = repository();
    assert!(refused(&folder.check_in("", &["--changed-since=--output=x"]), "no commit `--output=x`"));
    assert!(refused(&folder.check_in("", &["--staged", "-"]), "not standard input"));
    assert!(refused(&folder.check_in("", &["--new-only"]), "--staged|--changed-since"));
}

#[test]
fn git_that_is_not_there_is_said() {
    let folder = repository();
    let ended = run(folder.program().env("PATH", "/nowhere").args(["check", "--staged"]));
    assert!(refused(&ended, "git cannot be run"), "{ended:?}");
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_are_staged_to_lead() {
    use std::os::unix::fs::symlink;
    let folder = repository();
    folder.submit("real/a.yaml", "picture: ../pictures/a.png\n");
    folder.add("store/a.png", PNG);
    symlink("store", folder.root.join("pictures")).unwrap();
    symlink("real/a.yaml", folder.root.join("link.yaml")).unwrap();
    symlink("loop.yaml", folder.root.join("loop.yaml")).unwrap();
    folder.git(&["add", "."]);
    for name in ["pictures", "link.yaml", "loop.yaml"] {
        fs::remove_file(folder.root.join(name)).unwrap();
    }
    fs::remove_dir_all(folder.root.join("store")).unwrap();
    let ended = folder.check_in("", &["--staged"]);
    // The link itself lies at the top, from where `../pictures` leads out of the repository.
    assert_eq!(findings(&ended.stdout), ["link.yaml:2 no-picture", "loop.yaml io/vanished"]);
    folder.git(&["rm", "-q", "--cached", "pictures"]);
    assert_eq!(findings(&folder.check_in("", &["--staged", "real"]).stdout), ["real/a.yaml:2 no-picture"]);
}

#[test]
fn submodules_are_passed_over_and_worktrees_have_their_own_index() {
    let (folder, inner) = (repository(), repository());
    inner.submit("in.yaml", "states: [wrong]\n");
    inner.git(&["add", "."]);
    inner.git(&["commit", "-m", "inner"]);
    let address = inner.root.to_str().unwrap();
    folder.git(&["-c", "protocol.file.allow=always", "submodule", "add", address, "sub"]);
    folder.submit("a.yaml", "states: [wrong]\n");
    assert_eq!(folder.found(&["--staged"]), NONE);
    assert_eq!(folder.found(&["--staged", "sub"]), NONE);
    assert!(refused(&folder.check_in("", &["--staged", "sub/in.yaml"]), "not in the index"));
    assert_eq!(folder.found_in("sub", &["--changed-since", "HEAD~1"]), ["in.yaml:2 schema/enum"]);
    folder.git(&["worktree", "add", "-q", "tree"]);
    folder.git(&["add", "a.yaml"]);
    folder.submit("tree/b.yaml", "states: [wrong]\n");
    folder.git(&["-C", "tree", "add", "b.yaml"]);
    assert_eq!(folder.found(&["--staged"]), ["a.yaml:2 schema/enum"]);
    assert_eq!(folder.found_in("tree", &["--staged"]), ["b.yaml:2 schema/enum"]);
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_there_all_the_same() {
    let folder = repository();
    folder.submit("out/a.yaml", "app: 1\nowner: ann\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "out"]);
    folder.git(&["sparse-checkout", "set", "--sparse-index", "policies"]);
    folder.submit("b.yaml", "app: 1\nowner: bob\n");
    folder.git(&["add", "b.yaml"]);
    assert!(!folder.root.join("out/a.yaml").exists());
    assert_eq!(folder.found(&["--staged"]), ["b.yaml:3 two-owners"]);
}

#[cfg(unix)]
#[test]
fn a_hook_sees_what_its_own_commit_takes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = repository();
    folder.submit("good.yaml", "states: [ready]\n");
    folder.submit("bad.yaml", "states: [ready]\n\n\n\n\n\n\n\napp: 1\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "both"]);
    let hook = folder.root.join(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_greenlight");
    fs::write(&hook, format!("#!/bin/sh\nexec '{program}' check --staged --output-format concise\n"))
        .unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    folder.submit("good.yaml", "states: [draft]\n");
    folder.submit("bad.yaml", "states: [wrong]\n\n\n\n\n\n\n\napp: 2\n");
    folder.git(&["add", "bad.yaml"]);
    // The commit takes one file alone, from an index of its own.
    folder.git(&["commit", "-m", "one", "good.yaml"]);
    let stopped = folder.try_git(&["commit", "-m", "all", "-a"]);
    let said = stopped.stdout + &stopped.stderr;
    assert_eq!((stopped.code, findings(&said)), (Some(1), vec!["bad.yaml:2 schema/enum".to_owned()]));
    // The second hunk alone: the first, which is wrong, is not taken.
    folder.git(&["reset", "-q"]);
    let script = format!("cd '{}' && printf 'n\\ny\\n' | git commit -q -p -m part", folder.root.display());
    let part = run(surroundings(std::process::Command::new("sh").args(["-c", &script])));
    assert_eq!(part.code, Some(0), "{part:?}");
    assert_eq!(folder.git(&["show", "HEAD:bad.yaml"]).lines().last(), Some("app: 2"));
}
