//! `--changed-since` and `--new-only`: what a branch changes and what it makes worse.

use crate::NONE;
use crate::program::Folder;
use crate::refused;
use crate::repository::repository;

/// A branch `work` that parted from `main`, which went on: `old.yaml` is wrong in both.
fn branched() -> Folder {
    let folder = repository();
    folder.submit("old.yaml", "states: [wrong]\n");
    folder.submit("twice.yaml", "states: [bad, bad]\napp: 7\nowner: ann\n");
    folder.submit("moved.yaml", &format!("states: [wrong]\n{}", "# more\n".repeat(20)));
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "old"]);
    folder.git(&["branch", "work"]);
    folder.submit("main.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "main goes on"]);
    folder.git(&["switch", "-q", "work"]);
    folder
}

#[test]
fn what_differs_from_the_merge_base_is_checked() {
    let folder = branched();
    assert_eq!(folder.found(&["--changed-since", "main"]), NONE);
    folder.submit("committed.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "work"]);
    folder.submit("staged.yaml", "states: [wrong]\n");
    folder.git(&["add", "."]);
    folder.submit("staged.yaml", "app: 1\nstates: [wrong]\n");
    folder.submit("untracked.yaml", "states: [wrong]\n");
    folder.add(".git/info/exclude", "ignored.yaml\n");
    folder.submit("ignored.yaml", "states: [wrong]\n");
    let found = ["committed.yaml:2 schema/enum", "staged.yaml:3 schema/enum", "untracked.yaml:2 schema/enum"];
    assert_eq!(folder.found(&["--changed-since", "main"]), found);
    assert_eq!(folder.found(&["--changed-since", "main", "old.yaml", "staged.yaml"]), found[1..2]);
    let both = ["committed.yaml:2 schema/enum", "staged.yaml:2 schema/enum"];
    assert_eq!(folder.found(&["--changed-since", "main", "--staged"]), both);
}

#[test]
fn only_what_is_new_is_reported() {
    let folder = branched();
    folder.submit("old.yaml", "# a line more\nstates: [wrong]\n");
    folder.submit("twice.yaml", "states: [bad, bad, bad]\napp: 7\nowner: ann\n");
    folder.git(&["mv", "moved.yaml", "is moved.yaml"]);
    folder.submit("new.yaml", "states: [wrong]\n");
    assert_eq!(folder.found(&["--changed-since", "main"]).len(), 6);
    assert_eq!(
        folder.found(&["--changed-since", "main", "--new-only"]),
        ["new.yaml:2 schema/enum", "twice.yaml:2 schema/enum"]
    );
    let ended = folder.check_in("", &["--changed-since", "main", "--new-only"]);
    assert!(ended.stderr.contains("before the changes and are not shown: 4"), "{ended:?}");
    folder.submit("is moved.yaml", &format!("states: [wrong, worse]\n{}", "# more\n".repeat(20)));
    folder.git(&["add", "."]);
    let found = folder.found(&["--staged", "--new-only"]);
    assert_eq!(found, ["is moved.yaml:2 schema/enum", "new.yaml:2 schema/enum", "twice.yaml:2 schema/enum"]);
}

#[test]
fn what_rules_across_files_and_attachments_said_before_is_not_new() {
    let folder = branched();
    folder.submit("other.yaml", "app: 7\nowner: bob\npicture: a.png\n");
    folder.git(&["add", "."]);
    folder.git(&["commit", "-m", "wrong already"]);
    folder.submit("other.yaml", "# touched\napp: 7\nowner: bob\npicture: a.png\n");
    assert_eq!(
        folder.found(&["--changed-since", "HEAD"]),
        ["other.yaml:4 two-owners", "other.yaml:5 no-picture"]
    );
    assert_eq!(folder.found(&["--changed-since", "HEAD", "--new-only"]), NONE);
    folder.add("a.png", "no picture");
    folder.submit("twice.yaml", "app: 7\nowner: bob\n");
    folder.git(&["commit", "-am", "mended"]);
    folder.submit("other.yaml", "# touched\napp: 7\nowner: eve\npicture: b.png\n");
    assert_eq!(
        folder.found(&["--changed-since", "HEAD", "--new-only"]),
        ["other.yaml:4 two-owners", "other.yaml:5 no-picture"]
    );
}

#[test]
fn what_was_ignored_before_and_is_not_any_more_is_new() {
    let folder = branched();
    folder.submit("old.yaml", "states: [wrong] # greenlight: ignore[schema/enum] agreed on\n");
    folder.git(&["commit", "-am", "ignored"]);
    folder.submit("old.yaml", "states: [wrong]\n");
    assert_eq!(folder.found(&["--changed-since", "HEAD", "--new-only"]), ["old.yaml:2 schema/enum"]);
}

#[test]
fn histories_that_do_not_meet_are_an_error_that_helps() {
    let folder = branched();
    folder.git(&["switch", "-q", "--orphan", "alone"]);
    folder.git(&["commit", "--allow-empty", "-m", "alone"]);
    let ended = folder.check_in("", &["--changed-since", "main"]);
    assert!(refused(&ended, "no common ancestor") && ended.stderr.contains("--unshallow"), "{ended:?}");
    let ended = folder.check_in("", &["--changed-since", "mian"]);
    assert!(refused(&ended, "there is no commit `mian`"), "{ended:?}");
}

#[test]
fn contents_that_a_partial_clone_lacks_are_said_and_not_fetched() {
    let folder = branched();
    folder.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = Folder::new();
    let address = format!("file://{}", folder.root.display());
    clone.git(&["clone", "-q", "--filter=blob:none", "--no-checkout", &address, "."]);
    clone.git(&["read-tree", "HEAD"]);
    let ended = clone.check_in("", &["--staged", "old.yaml", "--no-config"]);
    assert!(ended.stdout.contains("io/unreadable") && ended.stdout.contains("does not have"), "{ended:?}");
}
