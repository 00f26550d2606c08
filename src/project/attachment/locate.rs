//! From a path in a document to what it names, without ever leaving the root of the repository: each part is
//! looked up by itself, so that a link is seen before it is followed.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::limits;
use crate::project::contents::{Contents, Kind};
use crate::text;

/// What a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file or something else, by its real path.
    Found(PathBuf),
    /// Nothing. The nearest path that names something, written as the document would; else empty.
    Missing { nearest: String },
    /// Something outside the root, or it is not a relative path with `/`; nothing was asked for.
    Outside,
}

/// Where paths of documents start and how far they may lead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'g> {
    /// What is asked for names.
    pub(super) files: &'g dyn Contents,
    /// Without links.
    pub(super) root: &'g Path,
    /// The folder of the document, without links.
    pub(super) folder: &'g Path,
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

impl Ground<'_> {
    /// Finds what `path` names.
    pub(super) fn locate(self, path: &str) -> Place {
        if !is_relative(path) || !self.folder.starts_with(self.root) {
            return Place::Outside;
        }
        if path.is_empty() || path.len() > limits::PATH_BYTES || path.contains('\0') {
            return Place::Missing { nearest: String::new() };
        }
        let parts: Vec<&str> = path.split('/').collect();
        match self.walk(&parts) {
            Ok(found) => Place::Found(found),
            Err(Stop::Outside) => Place::Outside,
            Err(Stop::Missing { folder: at, part }) => {
                let nearest = self.nearest_path(&parts, (&at, part)).unwrap_or_default();
                Place::Missing { nearest }
            }
        }
    }

    fn walk(self, parts: &[&str]) -> Result<PathBuf, Stop> {
        let mut at = self.folder.to_path_buf();
        for (number, part) in parts.iter().enumerate() {
            match *part {
                "" | "." => {}
                ".." if at == self.root => return Err(Stop::Outside),
                ".." => {
                    at.pop();
                }
                name => {
                    at = match self.step(&at, name)? {
                        Some(next) => next,
                        None => return Err(Stop::Missing { folder: at, part: number }),
                    }
                }
            }
        }
        Ok(at)
    }

    /// What stands under `name` in `folder`, links followed.
    fn step(self, folder: &Path, name: &str) -> Result<Option<PathBuf>, Stop> {
        let mut next = folder.join(name);
        let mut kind = self.files.look(&next).ok();
        if kind.is_none() {
            let Some(other) = self.in_other_form(folder, name) else { return Ok(None) };
            next = folder.join(other);
            kind = self.files.look(&next).ok();
        }
        let Some(kind) = kind else { return Ok(None) };
        if kind != Kind::Link {
            return Ok(Some(next));
        }
        match self.files.real(&next) {
            Ok(real) if real.starts_with(self.root) => Ok(Some(real)),
            Ok(_) => Err(Stop::Outside),
            Err(_) => Ok(None),
        }
    }

    /// The name in `folder` that is `name` in another Unicode normal form: macOS takes Korean syllables apart.
    fn in_other_form(self, folder: &Path, name: &str) -> Option<String> {
        if name.is_ascii() {
            return None;
        }
        let wanted: String = name.nfc().collect();
        self.names(folder).into_iter().find(|found| found.nfc().eq(wanted.chars()))
    }

    /// The path with the missing part replaced by the nearest name there is, if that leads somewhere.
    fn nearest_path(self, parts: &[&str], missing: (&Path, usize)) -> Option<String> {
        let (at, part) = missing;
        let word: String = parts.get(part)?.nfc().collect();
        let mut names: Vec<String> = self.names(at).into_iter().map(|name| name.nfc().collect()).collect();
        names.sort();
        let nearest = text::nearest(&word, names.iter().map(String::as_str))?;
        let mut mended = parts.to_vec();
        *mended.get_mut(part)? = nearest;
        self.walk(&mended).ok()?;
        Some(mended.join("/"))
    }

    fn names(self, folder: &Path) -> Vec<String> {
        self.files.names(folder, limits::FOLDER_NAMES)
    }
}
