//! Which files a run is about: the named ones, and those that a walk over the named folders (or the current one) meets.
//! Knows names and globs, and nothing of what is in a submission.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::claim::may_name_pack;
use super::config::{Config, FileSet};
use super::contents::{Contents, Disk, Kind, Way};
use super::git::Changes;
use super::globs::Glob;
use super::paths::relative;
use super::place::Project;
use super::touched::Touched;
use super::trouble::Trouble;
use crate::finding::Finding;
use crate::text::{Language, nearest};

/// Most names of a folder that are looked at for a suggestion.
const SUGGESTIONS: usize = 1000;

/// One file of a run.
#[derive(Clone, Debug)]
pub struct Found {
    /// The path that opens it, absolute.
    pub path: PathBuf,
    /// The path that is printed.
    pub shown: String,
    /// How it came into the run.
    pub reason: Reason,
    /// The index of the first of [`Config::files`] that it belongs to.
    pub set: Option<usize>,
    /// The indices of the [`Config::overrides`] that match it, in order.
    pub overrides: Vec<usize>,
}

/// How a file came into a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The user named it.
    Named,
    /// A walk met it.
    Walked,
}

impl Found {
    /// True if the file is a submission whatever it holds: it was named, or a glob of the configuration matches it.
    #[must_use]
    pub fn is_claimed(&self) -> bool {
        self.reason == Reason::Named || self.set.is_some()
    }
}

/// A path that the user named and that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPath {
    /// The path as it was given.
    pub given: String,
    /// The path that was likely meant.
    pub nearest: Option<String>,
    /// True if it lies on disk, but is not in the index that is read.
    pub is_unstaged: bool,
}

/// What a look at the file system gave.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files in the order of their printed paths, each once.
    pub files: Vec<Found>,
    /// Folders that could not be read.
    pub refused: Vec<Finding>,
    /// Globs of the configuration that match no file although the run looked at its whole folder.
    pub unmatched: Vec<Glob>,
}

impl Discovery {
    /// Finds the files of a run over `paths` (files or folders, as the user gave them; none means the current folder).
    /// Named files are always taken. A walk takes files that a glob of the configuration matches, and those named
    /// `*.yaml`, `*.yml` or `*.json`; it honours `.gitignore` within a repository, leaves out what an `exclude` matches,
    /// and follows no link to a folder.
    ///
    /// # Errors
    /// Paths that do not exist.
    pub fn find(
        project: &Project,
        config: &Config,
        paths: &[PathBuf],
        language: Language,
    ) -> Result<Self, Vec<MissingPath>> {
        refuse_missing(project, paths, None)?;
        let mut search = Search::new(project, config, language);
        for path in paths {
            let absolute = project.absolute(path);
            if search.is_folder(&absolute) {
                search.walk(&absolute);
            } else {
                search.take(absolute, Reason::Named);
            }
        }
        if paths.is_empty() {
            search.walk(project.current());
        }
        Ok(search.finish())
    }

    /// Finds those files of a run over `paths` that `changes` has, as a walk over the folders would: also a file that is
    /// named is only taken if it may be a submission, since programs that watch over changes name every file.
    /// Submissions that attach what changed are taken too; those of a changed attachment that is named, wherever they lie
    /// in the repository.
    ///
    /// # Errors
    /// Paths that neither exist nor did so before.
    pub fn of_changes(
        project: &Project,
        config: &Config,
        paths: &[PathBuf],
        changes: &Changes,
        language: Language,
    ) -> Result<Self, Vec<MissingPath>> {
        refuse_missing(project, paths, Some(changes))?;
        let mut search = Search::new(project, config, language);
        let current = [project.current().to_owned()];
        let named: Vec<_> = paths.iter().map(|path| project.absolute(path)).collect();
        let paths = if named.is_empty() { &current[..] } else { &named };
        let touched = Touched::by(changes.paths());
        for path in paths {
            search.take_changed(path, changes, touched.as_ref());
        }
        if let Some(touched) =
            Touched::by(paths.iter().map(PathBuf::as_path).filter(|path| changes.has(path)))
        {
            search.take_touched(project.root(), &touched);
        }
        Ok(search.finish())
    }

    /// A text that comes from a stream, as if it were the file `name`.
    #[must_use]
    pub fn of_stream(project: &Project, config: &Config, name: Option<&Path>) -> Found {
        let path = name.map(|name| project.absolute(name)).unwrap_or_default();
        let mut search = Search::new(project, config, Language::default());
        let is_named = name.is_some();
        Found {
            set: is_named.then(|| search.set_of(&path).0).flatten(),
            overrides: if is_named { search.overrides_of(&path) } else { Vec::new() },
            shown: if is_named { project.shown(&path) } else { "<stdin>".to_owned() },
            path,
            reason: Reason::Named,
        }
    }
}

/// True for the names of files that may hold submissions.
pub(super) fn is_document_name(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["yaml", "yml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

struct Search<'a> {
    project: &'a Project,
    config: &'a Config,
    language: Language,
    files: BTreeMap<(String, PathBuf), Found>,
    refused: Vec<Finding>,
    used_sets: Vec<Vec<bool>>,
    used_overrides: Vec<Vec<bool>>,
    saw_all: bool,
}

impl<'a> Search<'a> {
    fn new(project: &'a Project, config: &'a Config, language: Language) -> Self {
        let unused = |globs: &[Glob]| vec![false; globs.len()];
        Self {
            project,
            config,
            language,
            files: BTreeMap::new(),
            refused: Vec::new(),
            used_sets: config.files.iter().map(|set| unused(&set.globs)).collect(),
            used_overrides: config.overrides.iter().map(|entry| unused(&entry.globs)).collect(),
            saw_all: false,
        }
    }

    fn walk(&mut self, folder: &Path) {
        self.saw_all |= self.project.base().starts_with(folder);
        let project = self.project;
        project.contents().walk(folder, Way::Wanted, &mut |met| match met {
            Ok(path) => self.take(path, Reason::Walked),
            Err((path, trouble)) => self.refuse(path.as_deref().unwrap_or(folder), &trouble),
        });
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.project.contents().follow(path).is_ok_and(|kind| kind == Kind::Folder)
    }

    /// Takes what changed at a path or below it, and what attaches something that changed.
    fn take_changed(&mut self, path: &Path, changes: &Changes, touched: Option<&Touched>) {
        if self.is_folder(path) {
            let changed: Vec<_> = changes.below(path).filter(|path| !self.is_folder(path)).collect();
            changed.into_iter().for_each(|path| self.take(path.to_owned(), Reason::Walked));
            touched.into_iter().for_each(|touched| self.take_touched(path, touched));
        } else if changes.takes(path) && !changes.is_deleted(path) {
            self.take(path.to_owned(), Reason::Walked);
        } else if let Some(touched) = touched {
            self.take_if_touched(path.to_owned(), touched);
        }
    }

    /// Takes the submissions below a folder that attach what changed.
    fn take_touched(&mut self, folder: &Path, touched: &Touched) {
        self.project.contents().walk(folder, Way::Wanted, &mut |met| {
            met.into_iter().for_each(|path| self.take_if_touched(path, touched));
        });
    }

    fn take_if_touched(&mut self, path: PathBuf, touched: &Touched) {
        let Some(found) = self.found(path, Reason::Walked) else { return };
        let may_be_ours = |bytes: &[u8]| found.is_claimed() || may_name_pack(bytes);
        if touched.is_named_in(&found.path, self.project.contents(), may_be_ours) {
            self.files.entry((found.shown.clone(), found.path.clone())).or_insert(found);
        }
    }

    fn take(&mut self, path: PathBuf, reason: Reason) {
        let Some(found) = self.found(path, reason) else { return };
        let key = (found.shown.clone(), found.path.clone());
        let known = self.files.entry(key).or_insert_with(|| found.clone());
        if reason == Reason::Named {
            *known = found;
        }
    }

    /// A file that stands at a path; none if it is not to be taken.
    fn found(&mut self, path: PathBuf, reason: Reason) -> Option<Found> {
        if self.project.config() == Some(&*path) || self.project.baseline() == path {
            return None;
        }
        let (set, is_excluded) = self.set_of(&path);
        let is_wanted = set.is_some() || (is_document_name(&path) && !is_excluded);
        if reason == Reason::Walked && !is_wanted {
            return None;
        }
        let overrides = self.overrides_of(&path);
        Some(Found { shown: self.project.shown(&path), path, reason, set, overrides })
    }

    /// The first set of the configuration that the file belongs to, and whether an `exclude` took it out of one.
    fn set_of(&mut self, path: &Path) -> (Option<usize>, bool) {
        if self.config.files.is_empty() {
            return (None, false);
        }
        let relative = relative(self.project.base(), path);
        let mut set = None;
        let mut is_excluded = false;
        let sets = self.config.files.iter().zip(&mut self.used_sets).enumerate();
        for (index, (FileSet { globs, exclude, .. }, used)) in sets {
            if matches_any(globs, used, &relative) {
                let is_out = exclude.iter().any(|glob| glob.matches(&relative));
                is_excluded |= is_out;
                set = set.or((!is_out).then_some(index));
            }
        }
        (set, is_excluded)
    }

    fn overrides_of(&mut self, path: &Path) -> Vec<usize> {
        if self.config.overrides.is_empty() {
            return Vec::new();
        }
        let relative = relative(self.project.base(), path);
        let entries = self.config.overrides.iter().zip(&mut self.used_overrides).enumerate();
        entries
            .filter_map(|(index, (entry, used))| matches_any(&entry.globs, used, &relative).then_some(index))
            .collect()
    }

    fn refuse(&mut self, path: &Path, trouble: &Trouble) {
        self.refused.push(trouble.finding(&self.project.shown(path), self.language));
    }

    fn finish(self) -> Discovery {
        let sets = self.config.files.iter().map(|set| &set.globs).zip(&self.used_sets);
        let overrides = self.config.overrides.iter().map(|entry| &entry.globs).zip(&self.used_overrides);
        let unmatched = sets
            .chain(overrides)
            .filter(|_| self.saw_all)
            .flat_map(|(globs, used)| globs.iter().zip(used))
            .filter(|(_, is_used)| !**is_used)
            .map(|(glob, _)| glob.clone())
            .collect();
        Discovery { files: self.files.into_values().collect(), refused: self.refused, unmatched }
    }
}

/// True if any glob matches; marks all that do.
fn matches_any(globs: &[Glob], used: &mut [bool], relative: &str) -> bool {
    let mut any = false;
    for (glob, used) in globs.iter().zip(used) {
        let matches = glob.matches(relative);
        *used |= matches;
        any |= matches;
    }
    any
}

/// Fails with the paths that do not exist. What `changes` has deleted did.
fn refuse_missing(
    project: &Project,
    paths: &[PathBuf],
    changes: Option<&Changes>,
) -> Result<(), Vec<MissingPath>> {
    let is_deleted = |path: &&PathBuf| changes.is_some_and(|some| some.is_deleted(&project.absolute(path)));
    let missing = paths.iter().filter(|path| !is_deleted(path));
    let missing: Vec<_> = missing.filter_map(|path| missing_path(project, path)).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

fn missing_path(project: &Project, path: &Path) -> Option<MissingPath> {
    let absolute = project.absolute(path);
    // A link that leads nowhere exists; reading it says what is wrong.
    let is_missing = match project.contents().look(&absolute) {
        Ok(kind) => kind != Kind::Folder && !project.contents().holds(&absolute),
        Err(error) => matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    is_missing.then(|| MissingPath {
        given: path.display().to_string(),
        nearest: nearest_path(project, path, &absolute),
        is_unstaged: Disk.look(&absolute).is_ok(),
    })
}

fn nearest_path(project: &Project, given: &Path, absolute: &Path) -> Option<String> {
    let mut names = project.contents().names(absolute.parent()?, SUGGESTIONS);
    names.sort();
    let wanted = absolute.file_name()?.to_str()?;
    let name = nearest(wanted, names.iter().map(String::as_str))?;
    Some(given.with_file_name(name).display().to_string())
}

#[cfg(test)]
mod tests;
