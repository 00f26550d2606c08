//! Where a project lies: the current folder, the root of its repository, its configuration file. Knows nothing of what
//! the configuration says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::baseline::BASELINE_NAME;
use super::contents::{Contents, Disk, Kind};
use super::paths::{relative, tidy};

/// The name of the configuration file.
pub const CONFIG_NAME: &str = "greenlight.yaml";

/// The name that it is often given by mistake.
const MISNAMED: &str = "greenlight.yml";

/// The folders of a run. All paths are absolute.
#[derive(Clone, Debug)]
pub struct Project {
    current: PathBuf,
    repository: Option<PathBuf>,
    config: Option<PathBuf>,
    misnamed: Option<PathBuf>,
    contents: Arc<dyn Contents>,
}

impl Project {
    /// The project around the folder `current` (absolute): the repository is the nearest ancestor that holds `.git`, a
    /// folder or, in a worktree or submodule, a file. The configuration is the nearest `greenlight.yaml` from `current`
    /// up to the root of the repository, or of the file system where there is no repository.
    #[must_use]
    pub fn discover(current: &Path) -> Self {
        let current = tidy(current);
        let repository = current.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
        let contents = Arc::new(Disk);
        Self { current, repository, config: None, misnamed: None, contents }.find_config()
    }

    /// The same project with its files elsewhere: its configuration may be another too. `top` is the folder of the
    /// repository.
    #[must_use]
    pub(super) fn with_contents(self, contents: Arc<dyn Contents>, top: &Path) -> Self {
        Self { contents, repository: Some(top.to_owned()), ..self }.find_config()
    }

    /// The same project, its configuration included, with the submissions and what they attach elsewhere.
    #[must_use]
    pub(super) fn with_files(self, contents: Arc<dyn Contents>) -> Self {
        Self { contents, ..self }
    }

    /// The same project with its files on disk.
    #[must_use]
    pub(super) fn on_disk(&self) -> Self {
        Self { contents: Arc::new(Disk), ..self.clone() }
    }

    fn find_config(self) -> Self {
        let nearest = |name: &str| {
            let is_inside =
                |folder: &&Path| self.repository.as_ref().is_none_or(|top| folder.starts_with(top));
            let mut paths = self.current.ancestors().take_while(is_inside).map(|folder| folder.join(name));
            paths.find(|path| self.contents.look(path).is_ok_and(|kind| kind != Kind::Folder))
        };
        let config = nearest(CONFIG_NAME);
        let misnamed = if config.is_none() { nearest(MISNAMED) } else { None };
        Self { config, misnamed, ..self }
    }

    /// The same project as if it had no configuration.
    #[must_use]
    pub fn without_config(self) -> Self {
        Self { config: None, misnamed: None, ..self }
    }

    /// Where its files are.
    pub(super) fn contents(&self) -> &dyn Contents {
        &*self.contents
    }

    /// The same, to be kept.
    pub(super) fn shared_contents(&self) -> Arc<dyn Contents> {
        Arc::clone(&self.contents)
    }

    /// The top folder of the repository, if there is one.
    pub(super) fn repository(&self) -> Option<&Path> {
        self.repository.as_deref()
    }

    /// The folder that printed paths are relative to.
    #[must_use]
    pub fn current(&self) -> &Path {
        &self.current
    }

    /// The configuration file, if there is one.
    #[must_use]
    pub fn config(&self) -> Option<&Path> {
        self.config.as_deref()
    }

    /// A file that was probably meant to be the configuration, if there is none.
    #[must_use]
    pub fn misnamed_config(&self) -> Option<&Path> {
        self.misnamed.as_deref()
    }

    /// The folder that globs and paths of the configuration are relative to: its own.
    #[must_use]
    pub fn base(&self) -> &Path {
        self.config.as_deref().and_then(Path::parent).unwrap_or(&self.current)
    }

    /// The folder that files named by submissions must lie in: the repository, else that of the configuration.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.repository.as_deref().unwrap_or_else(|| self.base())
    }

    /// The baseline that is used without being named: beside the configuration, else at the root.
    pub(super) fn baseline(&self) -> PathBuf {
        let folder = self.config.as_deref().and_then(Path::parent).unwrap_or_else(|| self.root());
        folder.join(BASELINE_NAME)
    }

    /// `path`, relative to the current folder or absolute, as an absolute path. A `..` that may stand after a link is
    /// resolved by the file system, not by its words.
    #[must_use]
    pub fn absolute(&self, path: &Path) -> PathBuf {
        let joined = self.current.join(path);
        let climbs = path.components().any(|component| component == std::path::Component::ParentDir);
        let resolved = climbs.then(|| resolve_folder(&joined)).flatten();
        let tidied = resolved.unwrap_or_else(|| tidy(&joined));
        if path.is_absolute() && !tidied.starts_with(&self.current) {
            // The same folder may go by two names (`/tmp` and `/private/tmp`).
            let inside = resolve_folder(&tidied).filter(|resolved| resolved.starts_with(&self.current));
            return inside.unwrap_or(tidied);
        }
        tidied
    }

    /// The path as it is printed: relative to the current folder, with `/`.
    #[must_use]
    pub fn shown(&self, absolute: &Path) -> String {
        relative(&self.current, absolute)
    }
}

/// The path with all links in its folder resolved; the last name stays, be it a link or not.
fn resolve_folder(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?.canonicalize().ok()?;
    Some(folder.join(path.file_name()?))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap();
        (folder, path)
    }

    #[test]
    fn the_nearest_configuration_up_to_the_repository_root_counts() {
        let (_guard, root) = folder();
        fs::create_dir_all(root.join("repo/a/b")).unwrap();
        fs::create_dir(root.join("repo/.git")).unwrap();
        fs::write(root.join(CONFIG_NAME), "").unwrap();
        let deep = root.join("repo/a/b");
        assert_eq!(Project::discover(&deep).config(), None, "one above the repository is not ours");
        fs::write(root.join("repo").join(CONFIG_NAME), "").unwrap();
        assert_eq!(Project::discover(&deep).base(), root.join("repo"));
        fs::write(root.join("repo/a").join(CONFIG_NAME), "").unwrap();
        let project = Project::discover(&deep);
        assert_eq!(project.base(), root.join("repo/a"));
        assert_eq!(project.root(), root.join("repo"));
        assert_eq!(project.shown(&root.join("repo/a/x.yaml")), "../x.yaml");
    }

    #[test]
    fn a_configuration_with_another_ending_is_seen() {
        let (_guard, root) = folder();
        fs::create_dir_all(root.join("a")).unwrap();
        fs::write(root.join(".git"), "").unwrap();
        fs::write(root.join(MISNAMED), "").unwrap();
        let project = Project::discover(&root.join("a"));
        assert_eq!(project.misnamed_config(), Some(&*root.join(MISNAMED)));
        assert_eq!(project.without_config().misnamed_config(), None);
        fs::write(root.join(CONFIG_NAME), "").unwrap();
        assert_eq!(Project::discover(&root.join("a")).misnamed_config(), None);
    }

    #[test]
    fn a_worktree_has_a_file_named_git() {
        let (_guard, root) = folder();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join(".git"), "gitdir: elsewhere\n").unwrap();
        assert_eq!(Project::discover(&root.join("a")).root(), root);
    }

    #[cfg(unix)]
    #[test]
    fn dots_after_a_link_lead_where_the_link_leads() {
        let (_guard, root) = folder();
        fs::create_dir_all(root.join("far/deep")).unwrap();
        fs::create_dir(root.join("near")).unwrap();
        fs::write(root.join("far/x.yaml"), "").unwrap();
        std::os::unix::fs::symlink(root.join("far/deep"), root.join("near/link")).unwrap();
        let project = Project::discover(&root.join("near"));
        assert_eq!(project.absolute(Path::new("link/../x.yaml")), root.join("far/x.yaml"));
        assert_eq!(project.absolute(Path::new("./y.yaml")), root.join("near/y.yaml"));
    }
}
