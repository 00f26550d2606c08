//! The program among other programs: pipes that close, disks that are full, environments, folders, threads.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking, in its helpers too")]

#[path = "support/program.rs"]
mod program;

use std::io::Read;
use std::process::Stdio;

use program::{Folder, run};

/// A submission whose one finding does not depend on any pack.
const WRONG: &str = "policy: no-such-pack/v1\n";

/// A folder with so many findings that no buffer holds them.
fn crowd() -> Folder {
    let folder = Folder::new();
    for index in 0..40 {
        let text = format!("---\n{WRONG}").repeat(100);
        folder.add(format!("{}/{index}.yaml", index % 7), text);
    }
    folder
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = crowd();
    for format in ["pretty", "concise", "json"] {
        let mut command = folder.program();
        command.args(["check", "--output-format", format]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(1), "{format}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = crowd();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = folder.program();
    command.arg("check").stdout(full).stderr(Stdio::piped());
    let ended = command.spawn().unwrap().wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("standard output cannot be written: no space left"), "{stderr}");
}

#[test]
fn the_output_is_the_same_each_time_with_any_number_of_threads() {
    let folder = crowd();
    let first = folder.check(&["--threads", "1"]);
    assert_eq!(first.stdout.lines().count(), 4000);
    for threads in ["1", "2", "8", "8"] {
        assert_eq!(folder.check(&["--threads", threads]).stdout, first.stdout, "{threads}");
    }
}

#[test]
fn colour_and_language_follow_the_environment() {
    let folder = Folder::new();
    folder.add("a.yaml", WRONG);
    type Check = fn(&str) -> bool;
    let rows: [(&str, &str, Check); 4] = [
        ("CLICOLOR_FORCE", "1", |out| out.contains("\u{1b}[")),
        ("NO_COLOR", "1", |out| !out.contains('\u{1b}')),
        ("TERM", "xterm", |out| !out.contains('\u{1b}')),
        ("LC_ALL", "ko_KR.UTF-8", |out| out.contains("없습니다")),
    ];
    for (name, value, is_right) in rows {
        let ended = run(folder.program().arg("check").env(name, value));
        assert!(is_right(&ended.stdout), "{name}={value}: {ended:?}");
    }
}

#[test]
fn the_configuration_of_the_repository_holds_in_its_folders() {
    let folder = Folder::new();
    folder.add(".git/HEAD", "ref: refs/heads/main\n");
    folder.add(".gitignore", "ignored/\n");
    folder.add("greenlight.yaml", "language: ko\nfail-on: error\n");
    folder.add("sub/a.yaml", WRONG);
    folder.add("sub/ignored/b.yaml", WRONG);
    let mut command = folder.program();
    command.current_dir(folder.root.join("sub")).args(["check", "--output-format", "concise"]);
    let ended = run(&mut command);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stdout.starts_with("a.yaml:1:9: "), "{ended:?}");
    assert!(ended.stdout.contains("없습니다"), "{ended:?}");
    assert_eq!(ended.stdout.lines().count(), 1, "{ended:?}");
    let ended = run(command.arg(folder.root.join("sub/ignored/b.yaml")));
    assert!(ended.stdout.starts_with("ignored/b.yaml:1:9: "), "{ended:?}");
}

#[test]
fn a_folder_without_submissions_is_no_success() {
    let folder = Folder::new();
    folder.add("a.yaml", "broken: [\nnot: a submission\n");
    let ended = folder.check(&[]);
    assert_eq!((ended.code, &*ended.stdout), (Some(3), ""), "{ended:?}");
    assert!(ended.stderr.contains("no file here names a pack"), "{ended:?}");
    let ended = folder.check(&["--allow-empty"]);
    assert_eq!((ended.code, &*ended.stderr), (Some(0), ""), "{ended:?}");
    let named = folder.check(&["a.yaml"]);
    assert!(named.stdout.starts_with("a.yaml:1:"), "a named file is ours even if it is broken: {named:?}");
    assert_eq!(named.code, Some(1), "{named:?}");
}
