//! From a path in a document to what it names on disk, without ever leaving the root of the repository: each part is
//! looked up by itself, so that a link is seen before it is followed.

use std::fs;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::limits;
use crate::text;

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file or something else, by its real path.
    Found(PathBuf),
    /// Nothing. The nearest path that names something, written as the document would; else empty.
    Missing { nearest: String },
    /// Something outside the root, or it is not a relative path with `/`; the disk was not asked.
    Outside,
}

/// Finds what `path` names. `root` and `folder` are real paths.
pub(super) fn locate(root: &Path, folder: &Path, path: &str) -> Place {
    if !is_relative(path) || !folder.starts_with(root) {
        return Place::Outside;
    }
    if path.is_empty() || path.len() > limits::PATH_BYTES || path.contains('\0') {
        return Place::Missing { nearest: String::new() };
    }
    let parts: Vec<&str> = path.split('/').collect();
    match walk(root, folder, &parts) {
        Ok(found) => Place::Found(found),
        Err(Stop::Outside) => Place::Outside,
        Err(Stop::Missing { folder: at, part }) => {
            let nearest = nearest_path(root, folder, &parts, (&at, part)).unwrap_or_default();
            Place::Missing { nearest }
        }
    }
}

/// False for what some system takes as absolute (`/x`, `C:x`, `\\x`) or splits at `\`.
fn is_relative(path: &str) -> bool {
    let mut characters = path.chars();
    let has_drive =
        characters.next().is_some_and(|first| first.is_ascii_alphabetic()) && characters.next() == Some(':');
    !path.starts_with('/') && !path.contains('\\') && !has_drive
}

enum Stop {
    Outside,
    /// The part of this number is not in this folder.
    Missing {
        folder: PathBuf,
        part: usize,
    },
}

fn walk(root: &Path, folder: &Path, parts: &[&str]) -> Result<PathBuf, Stop> {
    let mut at = folder.to_path_buf();
    for (number, part) in parts.iter().enumerate() {
        match *part {
            "" | "." => {}
            ".." if at == root => return Err(Stop::Outside),
            ".." => {
                at.pop();
            }
            name => {
                at = match step(root, &at, name)? {
                    Some(next) => next,
                    None => return Err(Stop::Missing { folder: at, part: number }),
                }
            }
        }
    }
    Ok(at)
}

/// What stands under `name` in `folder`, links followed.
fn step(root: &Path, folder: &Path, name: &str) -> Result<Option<PathBuf>, Stop> {
    let mut next = folder.join(name);
    let mut metadata = fs::symlink_metadata(&next).ok();
    if metadata.is_none() {
        let Some(other) = in_other_form(folder, name) else { return Ok(None) };
        next = folder.join(other);
        metadata = fs::symlink_metadata(&next).ok();
    }
    let Some(metadata) = metadata else { return Ok(None) };
    if !metadata.is_symlink() {
        return Ok(Some(next));
    }
    match fs::canonicalize(&next) {
        Ok(real) if real.starts_with(root) => Ok(Some(real)),
        Ok(_) => Err(Stop::Outside),
        Err(_) => Ok(None),
    }
}

/// The name in `folder` that is `name` in another Unicode normal form: macOS takes Korean syllables apart.
fn in_other_form(folder: &Path, name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let wanted: String = name.nfc().collect();
    names(folder).into_iter().find(|found| found.nfc().eq(wanted.chars()))
}

/// The path with the missing part replaced by the nearest name there is, if that leads somewhere.
fn nearest_path(root: &Path, folder: &Path, parts: &[&str], missing: (&Path, usize)) -> Option<String> {
    let (at, part) = missing;
    let word: String = parts.get(part)?.nfc().collect();
    let mut names: Vec<String> = names(at).into_iter().map(|name| name.nfc().collect()).collect();
    names.sort();
    let nearest = text::nearest(&word, names.iter().map(String::as_str))?;
    let mut mended = parts.to_vec();
    *mended.get_mut(part)? = nearest;
    walk(root, folder, &mended).ok()?;
    Some(mended.join("/"))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().take(limits::FOLDER_NAMES);
    entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
}
