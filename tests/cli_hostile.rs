//! Files that are made to stop a checker or to make it say nothing, as far as a repository cannot hold them: every run
//! ends within a minute with a finding on that file, and the file beside it is still checked. What a repository can hold
//! is in `fixtures/hostile`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking, in its helpers too")]

#[path = "support/program.rs"]
mod program;

use greenlight::project::{Config, Discovery, Project, Reading, read_found};
use greenlight::text::Language;
use program::{Ended, Folder};

/// A submission whose one finding does not depend on any pack.
const OTHER: &str = "policy: no-such-pack/v1\n";
const OTHER_FINDING: &str = "other.yaml:1:9: error[policy/unknown]";

/// Checks a folder that holds `other.yaml` besides; there must be a finding of `id` on the file that is printed as
/// `path`.
fn assert_found(ended: &Ended, path: &str, id: &str) {
    let is_found = |line: &str| line.starts_with(&format!("{path}:")) && line.contains(&format!("[{id}]"));
    assert!(ended.stdout.lines().any(is_found), "no {id} on {path}: {ended:?}");
    assert!(ended.stdout.contains(OTHER_FINDING), "the other file is not checked: {ended:?}");
    assert_eq!((ended.code, &*ended.stderr), (Some(1), ""), "{ended:?}");
    let steers = |character: char| character.is_control() && character != '\n';
    assert!(!ended.stdout.contains(steers), "control characters are shown: {ended:?}");
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.add("other.yaml", OTHER);
    folder
}

fn submission(rest: &[u8]) -> Vec<u8> {
    [b"policy: no-such-pack/v1\na: ".as_slice(), rest].concat()
}

#[test]
fn texts_that_are_too_much_are_refused() {
    let rows: [(&str, Vec<u8>, &str); 7] = [
        ("brackets", submission("[".repeat(100_000).as_bytes()), "yaml/limit"),
        ("braces", submission("{a: ".repeat(100_000).as_bytes()), "yaml/limit"),
        ("dashes", submission(format!("\n{}", "- ".repeat(100_000)).as_bytes()), "yaml/limit"),
        ("scalar", submission(&vec![b'x'; 50 << 20]), "yaml/limit"),
        ("nul", submission(b"b\0c\n"), "yaml/syntax"),
        ("surrogate", submission(br#""\ud83d""#), "yaml/syntax"),
        ("bytes", submission(b"\xff\xfe\xfd"), "yaml/encoding"),
    ];
    for (name, bytes, id) in rows {
        let folder = folder();
        let name = format!("{name}.yaml");
        folder.add(&name, bytes);
        assert_found(&folder.check(&[]), &name, id);
        assert_found(&folder.check(&[&name, "other.yaml"]), &name, id);
    }
}

/// What `fixtures/hostile/README.md` promises of each of its files: something is said of it, and `healthy.yaml` has its
/// one finding.
#[test]
fn the_files_of_the_repository_end_with_something_said_of_each() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hostile");
    let entries = std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name());
    let names = entries.map(|name| name.into_string().unwrap()).filter(|name| name.ends_with(".yaml"));
    let names: Vec<_> = names.collect();
    assert!(names.len() > 20, "{names:?}");
    let mut command = Folder::new().program();
    command.current_dir(&root).args([
        "check",
        "--no-config",
        "--output-format",
        "concise",
        "--today",
        "2026-03-20",
    ]);
    let ended = program::run(command.args(&names));
    for name in names {
        let is_found = ended.stdout.lines().any(|line| line.starts_with(&format!("{name}:")));
        assert!(is_found || ended.stderr.contains(&format!("`{name}`")), "{name}: {}", ended.stderr);
    }
    let healthy: Vec<_> = ended
        .stdout
        .lines()
        .filter(|line| line.starts_with("healthy.yaml:") && !line.contains(": info["))
        .collect();
    assert!(matches!(healthy.as_slice(), [one] if one.contains("[automatic-sending]")), "{healthy:?}");
}

#[test]
fn aliases_that_stand_for_a_billion_values_are_refused() {
    let mut text = String::from("policy: no-such-pack/v1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        let items = vec![below; 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let folder = folder();
    folder.add("bomb.yaml", text);
    assert_found(&folder.check(&[]), "bomb.yaml", "yaml/limit");
}

#[test]
fn a_scalar_of_fifty_megabytes_is_read_if_the_limit_is_raised() {
    let folder = folder();
    folder.add("greenlight.yaml", "limits: { bytes: 100000000 }\n");
    folder.add("scalar.yaml", submission(&vec![b'x'; 50 << 20]));
    assert_found(&folder.check(&[]), "scalar.yaml", "policy/unknown");
}

#[test]
fn a_file_that_vanishes_after_it_was_found_is_a_finding() {
    let folder = folder();
    folder.add("gone.yaml", OTHER);
    let project = Project::discover(&folder.root);
    let found = Discovery::find(&project, &Config::default(), &[], Language::En).unwrap().files;
    std::fs::remove_file(folder.root.join("gone.yaml")).unwrap();
    let readings: Vec<_> =
        found.iter().map(|found| read_found(&project, found, 1000, Language::En)).collect();
    match readings.as_slice() {
        [Reading::Refused(gone), Reading::Text(other)] => {
            assert_eq!((&*gone.rule, gone.location.path()), ("io/vanished", "gone.yaml"));
            assert_eq!(other.path(), "other.yaml");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_that_are_unusual_are_names() {
    let decomposed = "\u{1109}\u{1175}\u{11ab}\u{110e}\u{1165}\u{11bc}.yaml";
    let rows = [
        ("-dash.yaml", "-dash.yaml"),
        ("--lang=ko.yaml", "--lang=ko.yaml"),
        ("line\nbreak.yaml", "line␊break.yaml"),
        ("\u{1b}[31mred.yaml", "␛[31mred.yaml"),
        ("two words.yaml", "two words.yaml"),
        (decomposed, decomposed),
    ];
    for (name, shown) in rows {
        let folder = folder();
        folder.add(name, OTHER);
        assert_found(&folder.check(&[]), shown, "policy/unknown");
        assert_found(&folder.check(&["--", name, "other.yaml"]), shown, "policy/unknown");
    }
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use super::*;

    /// The user and group that own nothing.
    const NOBODY: u32 = 65534;

    #[test]
    fn links_that_lead_nowhere_or_to_themselves_are_findings() {
        let rows = [("self", "self.yaml", "io/unreadable"), ("nowhere", "none.yaml", "io/vanished")];
        for (name, target, id) in rows {
            let folder = folder();
            let name = format!("{name}.yaml");
            symlink(target, folder.root.join(&name)).unwrap();
            assert_found(&folder.check(&[]), &name, id);
            assert_found(&folder.check(&[&name, "other.yaml"]), &name, id);
        }
    }

    #[test]
    fn folders_that_hold_themselves_are_walked_once() {
        let folder = folder();
        folder.add("a/b/c.yaml", OTHER);
        symlink(&folder.root, folder.root.join("a/b/loop")).unwrap();
        symlink("..", folder.root.join("a/up")).unwrap();
        let ended = folder.check(&[]);
        assert_found(&ended, "a/b/c.yaml", "policy/unknown");
        assert_eq!(ended.stdout.lines().count(), 2, "{ended:?}");
    }

    #[test]
    fn pipes_and_devices_are_not_waited_for() {
        let folder = folder();
        let made = Command::new("mkfifo").arg(folder.root.join("pipe.yaml")).status();
        assert!(made.unwrap().success(), "mkfifo is there");
        symlink("/dev/zero", folder.root.join("zero.yaml")).unwrap();
        for name in ["pipe.yaml", "zero.yaml"] {
            assert_found(&folder.check(&[]), name, "io/not-a-file");
            assert_found(&folder.check(&[name, "other.yaml"]), name, "io/not-a-file");
        }
    }

    #[test]
    fn a_folder_named_like_a_file_is_a_folder() {
        let folder = folder();
        folder.add("folder.yaml/inner.yaml", OTHER);
        assert_found(&folder.check(&[]), "folder.yaml/inner.yaml", "policy/unknown");
    }

    // Other systems refuse such names themselves.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_unicode_is_a_name() {
        let folder = folder();
        folder.add(std::ffi::OsStr::from_bytes(b"\xffname.yaml"), OTHER);
        assert_found(&folder.check(&[]), "\u{fffd}name.yaml", "policy/unknown");
    }

    /// The program as a user who may not read everything: permissions do not stop the superuser, as whom tests may run.
    fn check_as_nobody(folder: &Folder) -> Ended {
        let probe = folder.root.join("secret.yaml");
        let is_superuser = fs::read(probe).is_ok();
        let program = folder.root.join("greenlight-program");
        fs::copy(env!("CARGO_BIN_EXE_greenlight"), &program).unwrap();
        fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(&folder.root, Permissions::from_mode(0o755)).unwrap();
        let mut command = folder.program_at(&program);
        command.args(["check", "--output-format", "concise"]);
        if is_superuser {
            command.uid(NOBODY).gid(NOBODY);
        }
        program::run(&mut command)
    }

    #[test]
    fn what_may_not_be_read_is_a_finding() {
        let folder = folder();
        folder.add("secret.yaml", OTHER);
        folder.add("closed/inner.yaml", OTHER);
        let forbid = |name: &str, mode| {
            fs::set_permissions(folder.root.join(name), Permissions::from_mode(mode)).unwrap();
        };
        forbid("secret.yaml", 0o000);
        forbid("closed", 0o000);
        let ended = check_as_nobody(&folder);
        forbid("closed", 0o755);
        assert_found(&ended, "secret.yaml", "io/unreadable");
        assert_found(&ended, "closed", "io/unreadable");
    }
}
