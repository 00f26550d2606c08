//! Which files differ from an earlier state, and under which names they stood there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What differs from an earlier state. All paths are absolute.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// The files that are new or otherwise, with their earlier path if they had one.
    files: BTreeMap<PathBuf, Option<PathBuf>>,
    deleted: BTreeSet<PathBuf>,
    /// True if a file that is named counts as changed whether or not it is.
    takes_named: bool,
}

impl Changes {
    /// The same, but a file that is named counts as changed whether or not it is.
    #[must_use]
    pub fn taking_named(self) -> Self {
        Self { takes_named: true, ..self }
    }

    pub(super) fn add(&mut self, path: PathBuf, old: Option<PathBuf>) {
        self.files.insert(path, old);
    }

    pub(super) fn add_deleted(&mut self, path: PathBuf) {
        self.deleted.insert(path);
    }

    /// The changed files below a folder.
    pub(in crate::project) fn below<'c>(&'c self, folder: &'c Path) -> impl Iterator<Item = &'c Path> {
        let files = self.files.range(folder.to_owned()..).map(|(path, _)| &**path);
        files.take_while(move |path| path.starts_with(folder))
    }

    /// All paths that are of today or of before.
    pub(in crate::project) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().chain(&self.deleted).map(PathBuf::as_path)
    }

    /// True if the file is new or otherwise, or was there earlier.
    pub(in crate::project) fn has(&self, path: &Path) -> bool {
        self.files.contains_key(path) || self.deleted.contains(path)
    }

    /// True if a file that was named is to be looked at.
    pub(in crate::project) fn takes(&self, path: &Path) -> bool {
        self.takes_named || self.files.contains_key(path)
    }

    /// True if something was there earlier and is no more: a file, or all of a folder.
    pub(in crate::project) fn is_deleted(&self, path: &Path) -> bool {
        let was_there =
            self.deleted.range(path.to_owned()..).next().is_some_and(|file| file.starts_with(path));
        was_there && self.below(path).next().is_none()
    }

    /// The path under which a file stood earlier: its own if it did not change.
    #[must_use]
    pub fn old_path<'c>(&'c self, path: &'c Path) -> Option<&'c Path> {
        self.files.get(path).map_or(Some(path), Option::as_deref)
    }
}
