//! Replacing files while everything goes wrong.

use std::fs::{self, Permissions};
use std::io;
use std::path::Path;

use super::disk::{Disk, Real};
use super::*;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A disk on which something happens at one step: the step fails, or the program is killed there and does nothing more.
struct Faulty {
    real: Real,
    steps: usize,
    fails_at: usize,
    is_killed: bool,
    /// Half of what is written is written before the disk is full.
    writes_half: bool,
}

impl Faulty {
    fn step(&mut self, work: impl FnOnce(&mut Real) -> io::Result<()>) -> io::Result<()> {
        self.steps += 1;
        let is_over = self.is_killed && self.steps > self.fails_at;
        if is_over || self.steps == self.fails_at {
            return Err(io::ErrorKind::StorageFull.into());
        }
        work(&mut self.real)
    }
}

impl Disk for Faulty {
    fn create(&mut self, path: &Path) -> io::Result<()> {
        self.step(|real| real.create(path))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        if self.writes_half && self.steps + 1 == self.fails_at {
            self.real.write(half)?;
        }
        self.step(|real| real.write(bytes))
    }

    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        self.step(|real| real.set_permissions(permissions))
    }

    fn sync(&mut self) -> io::Result<()> {
        self.step(Real::sync)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|real| real.rename(from, to))
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.step(|real| real.remove(path))
    }

    fn sync_folder(&mut self, file: &Path) -> io::Result<()> {
        self.step(|real| real.sync_folder(file))
    }
}

#[test]
fn whichever_step_fails_the_file_is_the_old_or_the_new_one() {
    let mut ends = Vec::new();
    for is_killed in [false, true] {
        for fails_at in 1..=7 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("request.yaml");
            fs::write(&path, "old text").unwrap();
            let permissions = fs::metadata(&path).unwrap().permissions();
            let mut disk = Faulty { real: Real::default(), steps: 0, fails_at, is_killed, writes_half: true };
            let result = replace(&mut disk, &path, b"the new text", Some(permissions));
            let text = fs::read_to_string(&path).unwrap();
            let is_new = text == "the new text";
            assert!(is_new || text == "old text", "{text:?} after step {fails_at}");
            assert_eq!(result.is_ok(), is_new, "what is said of step {fails_at} is true");
            if !is_killed {
                // A failed clean-up is the one thing that may leave the other file behind.
                assert_eq!(names(folder.path()), ["request.yaml"], "step {fails_at}");
            }
            ends.push(is_new);
        }
    }
    assert!(ends.contains(&true) && ends.contains(&false), "both ends were met");
}

#[test]
fn a_file_is_created_and_replaced_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    for text in ["one", "two"] {
        replace_file(&path, text.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    assert_eq!(names(folder.path()), ["report.json"]);
}

#[test]
fn a_failed_write_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    assert!(replace_file(folder.path(), b"x").is_err(), "a folder is not replaced");
    assert!(replace_file(&folder.path().join("none/report.json"), b"x").is_err());
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn what_somebody_else_wrote_meanwhile_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.yaml");
    fs::write(&path, "theirs").unwrap();
    assert_eq!(replace_text(&path, b"old", b"new").unwrap(), Replaced::ChangedMeanwhile);
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    assert_eq!(replace_text(&path, b"theirs", b"new").unwrap(), Replaced::Done);
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn what_is_not_to_be_written_to_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("request.yaml");
    fs::write(&path, "old").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let error = replace_text(&path, b"old", b"new").unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
}

#[cfg(unix)]
#[test]
fn the_mode_and_a_link_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    symlink(&path, folder.path().join("link")).unwrap();
    replace_file(&folder.path().join("link"), b"new").unwrap();
    replace_text(&folder.path().join("link"), b"new", b"newer").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(folder.path().join("link")).unwrap().is_symlink());
}
