//! How the program reaches people: the crate, the Python wheel, the archives of a release, the workflows that make them.
//! Everything is built from what the tests themselves were built from, so little is compiled anew.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use program::{Folder, run};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The folder in which Cargo builds: that of the program of the tests, two above it.
fn target() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_greenlight")).ancestors().nth(2).unwrap().to_owned()
}

/// The profile with which the tests were built, as Cargo names it.
fn profile() -> &'static str {
    if cfg!(debug_assertions) { "dev" } else { "release" }
}

/// A command at the top of the repository that builds where the tests were built.
fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.current_dir(ROOT).env("CARGO_TARGET_DIR", target()).stdin(Stdio::null());
    command
}

fn told(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Waits for the others that build the program or read it: Cargo puts it in place anew, and for a moment it is not there.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder with `maturin` and the judges of workflows, installed on first use.
fn tools() -> PathBuf {
    let folder = target().join("packaging-test");
    // Two tests need it: one installs, the other waits.
    static INSTALLED: std::sync::Once = std::sync::Once::new();
    INSTALLED.call_once(|| {
        told(command("bash").arg(Path::new(ROOT).join("tests/packaging/install")).arg(&folder));
    });
    folder.join("bin")
}

/// The program does its work from wherever it was put: it finds nothing wrong with a clean submission, and something with
/// another.
fn assert_works(greenlight: &Path) {
    let folder = Folder::new();
    for (fixture, code) in [("clean-live", 0), ("ten-mistakes", 1)] {
        let submission = Path::new(ROOT).join("fixtures/kakao-messaging").join(fixture);
        let mut check = folder.program_at(greenlight);
        check.current_dir(ROOT).args(["check", "--today", "2026-03-20"]).arg(submission);
        let ended = run(&mut check);
        assert_eq!(ended.code, Some(code), "{fixture}: {ended:?}");
    }
}

/// The files below these folders of the repository, as `cargo package --list` names them.
fn files_below(folders: &[&str]) -> Vec<String> {
    let walk = folders.iter().flat_map(|folder| walkdir::WalkDir::new(Path::new(ROOT).join(folder)));
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(ROOT).unwrap().to_string_lossy().replace('\\', "/"))
        .collect()
}

#[test]
fn the_crate_has_all_that_a_build_needs_and_nothing_that_windows_cannot_unpack() {
    let list = told(command("cargo").args(["package", "--list", "--allow-dirty"]));
    let packed: Vec<&str> = list.lines().collect();
    let mut needed = files_below(&["src", "rules", "schemas", "benches"]);
    let others = ["Cargo.toml", "Cargo.lock", "build.rs", "README.md", "LICENSE-MIT", "LICENSE-APACHE"];
    needed.extend(others.map(str::to_owned));
    let missing: Vec<&String> = needed.iter().filter(|file| !packed.contains(&file.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!packed.iter().any(|file| file.starts_with("target") || file.starts_with(".github")), "{list}");
    let reserved = |file: &&&str| {
        let name = file.rsplit('/').next().unwrap();
        let stem = name.split('.').next().unwrap().to_ascii_lowercase();
        ["con", "prn", "aux", "nul", "com1", "lpt1"].contains(&stem.as_str())
            || name.contains([':', '?', '*', '<', '"'])
    };
    let unpackable: Vec<&&str> = packed.iter().filter(reserved).collect();
    assert!(unpackable.is_empty(), "{unpackable:?}");
}

#[test]
fn cargo_install_puts_a_working_program_in_place() {
    let _turn = alone();
    let root = tempfile::tempdir().unwrap();
    let mut install = command("cargo");
    install.args([
        "install",
        "--path",
        ".",
        "--locked",
        "--no-track",
        "--quiet",
        "--profile",
        profile(),
        "--root",
    ]);
    told(install.arg(root.path()));
    assert_works(&root.path().join("bin/greenlight"));
}

#[test]
fn the_wheel_installs_a_working_program() {
    let folder = tempfile::tempdir().unwrap();
    let (wheels, venv) = (folder.path().join("wheels"), folder.path().join("venv"));
    let mut build = command(tools().join("maturin"));
    let turn = alone();
    // Stripping would link the program a second time.
    build.args(["build", "--locked", "--quiet", "--strip", "false", "--profile", profile(), "--out"]);
    told(build.arg(&wheels));
    drop(turn);
    told(command("python3").args(["-m", "venv"]).arg(&venv));
    let mut install = command(venv.join("bin/pip"));
    install.args(["install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links"]);
    told(install.arg(&wheels).arg("greenlight-lint"));
    assert_works(&venv.join("bin/greenlight"));
    let shown = told(command(venv.join("bin/pip")).args(["show", "greenlight-lint"]));
    assert!(shown.contains(concat!("Version: ", env!("CARGO_PKG_VERSION"), "\n")), "{shown}");
}

#[test]
fn the_source_distribution_has_all_that_a_build_needs() {
    let folder = tempfile::tempdir().unwrap();
    told(command(tools().join("maturin")).args(["sdist", "--out"]).arg(folder.path()));
    let archive = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let list = told(command("tar").arg("-tzf").arg(archive));
    let packed: Vec<&str> = list.lines().filter_map(|file| Some(file.split_once('/')?.1)).collect();
    let mut needed = files_below(&["src", "rules", "schemas"]);
    needed.extend(["Cargo.toml", "Cargo.lock", "build.rs", "pyproject.toml"].map(str::to_owned));
    let missing: Vec<&String> = needed.iter().filter(|file| !packed.contains(&file.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn archives_hold_the_program_its_pages_and_a_checksum_that_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let turn = alone();
    for target in ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"] {
        let program = env!("CARGO_BIN_EXE_greenlight");
        told(command(Path::new(ROOT).join(".ci/archive")).args([target, program]).arg(folder.path()));
    }
    drop(turn);
    let files = ["greenlight-x86_64-unknown-linux-gnu.tar.gz", "greenlight-x86_64-pc-windows-msvc.zip"];
    for file in files {
        let mut check = command("sha256sum");
        check.current_dir(folder.path()).args(["--check", "--strict"]).arg(format!("{file}.sha256"));
        assert_eq!(told(&mut check), format!("{file}: OK\n"));
    }
    told(command("tar").current_dir(folder.path()).args(["-xzf", files[0]]));
    let unpacked = folder.path().join("greenlight-x86_64-unknown-linux-gnu");
    assert_works(&unpacked.join("greenlight"));
    for file in ["man/greenlight-check.1", "completions/_greenlight", "LICENSE-MIT", "README.md"] {
        assert!(unpacked.join(file).is_file(), "{file}");
    }
    let listed = told(command("python3").current_dir(folder.path()).args(["-m", "zipfile", "-l", files[1]]));
    assert!(listed.contains("greenlight-x86_64-pc-windows-msvc/completions/greenlight.ps1"), "{listed}");
}

#[test]
fn workflows_are_valid_and_safe() {
    let workflows = Path::new(ROOT).join(".github/workflows");
    let files: Vec<PathBuf> = fs::read_dir(&workflows).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 2, "{files:?}");
    let mut check = command(tools().join("check-jsonschema"));
    told(check.args(["--builtin-schema", "vendor.github-workflows"]).args(&files));
    told(command(tools().join("zizmor")).args(["--offline", "--quiet", "--no-config"]).arg(&workflows));
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        for action in text.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")) {
            let pin = action.split(['@', ' ']).nth(1).unwrap_or_default();
            let is_commit = pin.len() == 40 && pin.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(is_commit, "{}: {action}", file.display());
        }
    }
}
