//! What git knows of a project: the index, earlier states, what differs between them. Knows neither flags nor
//! submissions.

mod blobs;
mod changes;
mod command;
mod error;
mod listing;
mod messages;
mod tree;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub(super) use self::blobs::NotHere;
pub use self::changes::Changes;
pub use self::error::GitError;

use self::blobs::Blobs;
use self::command::Git;
use self::tree::{Item, Tree};
use super::contents::Contents;
use super::place::Project;

/// Most paths that a message lists.
const LISTED: usize = 5;

/// The repository of a project.
#[derive(Debug)]
pub struct Repository {
    git: Git,
    blobs: Arc<Blobs>,
}

/// An earlier state: a commit, or the emptiness before the first one.
#[derive(Clone, Debug)]
pub struct Base {
    /// The id of a commit, or of the empty tree.
    id: String,
}

/// The later side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What the next commit will hold.
    Index,
    /// What lies on disk, files that git does not know yet among them.
    WorkTree,
}

impl Repository {
    /// The repository of a project.
    ///
    /// # Errors
    /// There is none, or git cannot or will not tell of it.
    pub fn open(project: &Project) -> Result<Self, GitError> {
        let git = Git::around(project.repository().unwrap_or(project.current()))?;
        let common = git.text(&["rev-parse", "--git-common-dir"])?;
        Ok(Self { blobs: Arc::new(Blobs::new(git.clone(), &common)), git })
    }

    /// The project as the next commit will hold it, its configuration too.
    ///
    /// # Errors
    /// The index cannot be read, or has conflicts.
    pub fn staged(&self, project: &Project) -> Result<Project, GitError> {
        let bytes = self.git.bytes(&["ls-files", "--stage", "-z"])?;
        let mut index = listing::index(self.git.top(), &bytes);
        if !index.unmerged.is_empty() {
            let shown = index.unmerged.iter().take(LISTED).map(|path| format!("`{}`", project.shown(path)));
            let mut paths = shown.collect::<Vec<_>>().join(", ");
            if index.unmerged.len() > LISTED {
                paths.push_str(", ...");
            }
            return Err(GitError::new(&messages::UNMERGED, vec![("paths", paths)]));
        }
        for path in self.intended(&index.items)? {
            index.items.remove(&path);
        }
        Ok(project.clone().with_contents(self.tree(index.items), self.git.top()))
    }

    /// The project with the files of an earlier state and the configuration of today.
    ///
    /// # Errors
    /// The state cannot be read.
    pub fn at(&self, base: &Base, project: &Project) -> Result<Project, GitError> {
        let bytes = self.git.bytes(&["ls-tree", "-r", "-z", "--full-tree", &base.id])?;
        let items = listing::tree(self.git.top(), &bytes);
        Ok(project.clone().with_files(self.tree(items)))
    }

    /// The commit that the next one follows.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn head(&self) -> Result<Base, GitError> {
        match self.commit("HEAD")? {
            Some(id) => Ok(Base { id }),
            // Not written down as a number: it depends on the hash of the repository.
            None => Ok(Base { id: self.git.text(&["hash-object", "-t", "tree", "--stdin"])? }),
        }
    }

    /// The commit at which the current one and `revision` parted.
    ///
    /// # Errors
    /// There is no such revision, or the two have nothing in common.
    pub fn merge_base(&self, revision: &str) -> Result<Base, GitError> {
        let parameters = || vec![("revision", format!("`{revision}`"))];
        let other = self.commit(revision)?;
        let other = other.ok_or_else(|| GitError::new(&messages::UNKNOWN_REVISION, parameters()))?;
        let base = match self.commit("HEAD")? {
            Some(head) => self.git.line(&["merge-base", &head, &other])?,
            None => None,
        };
        let id = base.ok_or_else(|| GitError::new(&messages::NO_MERGE_BASE, parameters()))?;
        Ok(Base { id })
    }

    /// What differs from `base`.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn changes(&self, base: &Base, side: Side) -> Result<Changes, GitError> {
        let mut arguments = vec!["diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-relative"];
        arguments.push("--ignore-submodules=all");
        if side == Side::Index {
            arguments.push("--cached");
        }
        arguments.extend([&*base.id, "--"]);
        let top = self.git.top();
        let mut changes = listing::changes(top, &self.git.bytes(&arguments)?);
        if side == Side::WorkTree {
            let new = self.git.bytes(&["ls-files", "--others", "--exclude-standard", "-z"])?;
            listing::paths(top, &new).for_each(|path| changes.add(path, None));
        }
        Ok(changes)
    }

    /// The entries that only announce a file (`git add -N`): the next commit will not hold them.
    fn intended(&self, items: &BTreeMap<PathBuf, Item>) -> Result<Vec<PathBuf>, GitError> {
        let empty = self.git.text(&["hash-object", "-t", "blob", "--stdin"])?;
        let is_empty = |item: &Item| matches!(item, Item::File(id) if **id == *empty);
        if !items.values().any(is_empty) {
            return Ok(Vec::new());
        }
        let bytes = self.git.bytes(&["diff-files", "--diff-filter=A", "--name-only", "-z"])?;
        Ok(listing::paths(self.git.top(), &bytes).collect())
    }

    fn commit(&self, revision: &str) -> Result<Option<String>, GitError> {
        if revision.starts_with('-') {
            return Ok(None);
        }
        let output = self.git.line(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]);
        Ok(output.unwrap_or(None))
    }

    fn tree(&self, items: BTreeMap<PathBuf, Item>) -> Arc<dyn Contents> {
        Arc::new(Tree::new(self.git.top(), items, Arc::clone(&self.blobs)))
    }
}
