//! The picture in the README is what the program prints today, for a submission with three mistakes.
//! `GREENLIGHT_BLESS=1` writes it anew; look at it before you keep it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

#[path = "support/terminal.rs"]
mod terminal;

use std::fs;
use std::path::Path;
use std::process::Command;

/// The columns of the picture: the longest address fits.
const COLUMNS: usize = 92;

/// What is wrong in the picture, in a submission that is otherwise complete.
const MISTAKES: &[(&str, &str)] = &[
    ("    planned: true\n", "    planned: false\n"),
    ("  name: 모임달력\n  status:", "  name: 모임캘린더\n  status:"),
    ("  receiver: friend", "  reciever: friend"),
];

/// What the program prints, in colour, in a folder with the submission in it.
fn printed() -> String {
    let clean = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/kakao-messaging/clean-live");
    let folder = tempfile::tempdir().unwrap();
    let submission = folder.path().join("submissions/moimcal");
    copy(&clean, &submission);
    let mut text = fs::read_to_string(clean.join("submission.yaml")).unwrap();
    for (right, wrong) in MISTAKES {
        assert!(text.contains(right), "{right:?} is no longer in the submission");
        text = text.replacen(right, wrong, 1);
    }
    fs::write(submission.join("submission.yaml"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_greenlight"))
        .args(["check", "--today", "2026-03-20", "--lang", "en", "--color", "always"])
        .current_dir(folder.path())
        .env("COLUMNS", COLUMNS.to_string())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = (entry.as_ref().unwrap().path(), to.join(entry.unwrap().file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

#[test]
fn the_picture_of_the_readme_is_what_is_printed() {
    let ansi = format!("\u{1b}[32m$\u{1b}[0m greenlight check\n\n{}", printed());
    let description = "greenlight check underlines three mistakes in a submission and says what to do";
    let picture = terminal::picture("greenlight check", description, &ansi, COLUMNS);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images/check.svg");
    if std::env::var_os("GREENLIGHT_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &picture).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == picture, "{} is stale: run with GREENLIGHT_BLESS=1, and look at it", path.display());
}
