//! Mistakes in the files of a policy and in `greenlight.yaml`, as their author is told of them: each folder of
//! `fixtures/policy-mistakes` holds the files in which it differs from `base`, and what the program prints, 80 columns
//! wide, in both languages. `GREENLIGHT_BLESS=1` writes that anew; read the difference as a tired person would.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "a test may fail by panicking, in its helpers too; it uses a part of the helpers"
)]

#[path = "support/program.rs"]
mod program;

use std::path::{Path, PathBuf};
use std::{fs, thread};

use program::{Ended, Folder, run};

/// What a case prints in each language.
const EXPECTED: [(&str, &str); 2] = [("en", "expected.txt"), ("ko", "expected.ko.txt")];

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/policy-mistakes");
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = entries.filter(|path| path.is_dir() && !path.ends_with("base")).collect();
    cases.sort();
    cases
}

/// Puts the files below `from` into the folder, all but what is expected.
fn lay(from: &Path, below: &Path, folder: &Folder) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = below.join(path.file_name().unwrap());
        if path.is_dir() {
            lay(&path, &name, folder);
        } else if !EXPECTED.iter().any(|(_, expected)| path.ends_with(expected)) {
            folder.add(name, fs::read(path).unwrap());
        }
    }
}

/// What the author is told of a case: by a check, and where that finds nothing, by trying the examples.
fn told(case: &Path, language: &str) -> String {
    let folder = Folder::new();
    lay(&case.with_file_name("base"), Path::new(""), &folder);
    lay(case, Path::new(""), &folder);
    let say = |command: &str| -> Ended {
        let mut program = folder.program();
        run(program.env("COLUMNS", "80").args([command, "--lang", language]))
    };
    let (mut command, mut ended) = ("check", say("check"));
    if ended.code == Some(0) {
        (command, ended) = ("test", say("test"));
    }
    let code = ended.code.unwrap();
    format!("$ greenlight {command}\n{}{}exit code {code}\n", ended.stdout, ended.stderr)
}

/// The cases of which something else is told than was approved, each with what it is.
fn differing(cases: &[PathBuf]) -> Vec<String> {
    let mut differing = Vec::new();
    for case in cases {
        for (language, file) in EXPECTED {
            let told = told(case, language);
            assert!(!told.ends_with("exit code 0\n"), "{}: nothing is found\n{told}", case.display());
            let path = case.join(file);
            if std::env::var_os("GREENLIGHT_BLESS").is_some() {
                fs::write(&path, &told).unwrap();
            }
            if fs::read_to_string(&path).unwrap_or_default() != told {
                differing.push(format!("{}\n{told}", path.display()));
            }
        }
    }
    differing
}

#[test]
fn every_mistake_is_told_as_it_was_read_and_approved() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let differing: Vec<String> = thread::scope(|scope| {
        let parts: Vec<_> =
            cases.chunks(cases.len().div_ceil(4)).map(|part| scope.spawn(|| differing(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    assert!(differing.is_empty(), "run with GREENLIGHT_BLESS=1 and read:\n{}", differing.join("\n"));
}
