//! What git holds, as a place that has files: the index, or a revision. What lies elsewhere (outside the repository, in
//! a submodule) is asked of the disk. Knows nothing of how git is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::blobs::Blobs;
use crate::project::contents::{Bytes, CONTROL_FOLDERS, Contents, Disk, Kind, Met, Way};

/// The most links that are followed for one path.
const LINKS: usize = 40;

/// What git holds under a path; contents by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    File(Box<str>),
    Link(Box<str>),
    Submodule,
}

/// The files of an index or a revision.
#[derive(Debug)]
pub(super) struct Tree {
    /// The top folder of the work tree.
    top: PathBuf,
    items: BTreeMap<PathBuf, Item>,
    submodules: Vec<PathBuf>,
    blobs: Arc<Blobs>,
}

impl Tree {
    /// The tree of these items, whose paths are absolute.
    pub(super) fn new(top: &Path, items: BTreeMap<PathBuf, Item>, blobs: Arc<Blobs>) -> Self {
        let submodules = items.iter().filter(|(_, item)| **item == Item::Submodule);
        let submodules = submodules.map(|(path, _)| path.clone()).collect();
        Self { top: top.to_owned(), items, submodules, blobs }
    }

    fn below<'t>(&'t self, folder: &'t Path) -> impl Iterator<Item = (&'t Path, &'t Item)> {
        let items = self.items.range(folder.to_owned()..);
        let is_below = move |(path, _): &(&Path, &Item)| path.starts_with(folder);
        items
            .map(|(path, item)| (&**path, item))
            .take_while(is_below)
            .filter(move |(path, _)| *path != folder)
    }

    fn is_folder(&self, path: &Path) -> bool {
        path == self.top || self.below(path).next().is_some()
    }

    /// What stands at a path without links.
    fn stands(&self, path: &Path) -> io::Result<Kind> {
        match self.items.get(path) {
            Some(Item::File(id)) => Ok(Kind::File { size: self.blobs.size(id)? }),
            Some(Item::Link(_)) => Ok(Kind::Link),
            Some(Item::Submodule) => Ok(Kind::Folder),
            None if self.is_folder(path) => Ok(Kind::Folder),
            None => Err(ErrorKind::NotFound.into()),
        }
    }
}

impl Contents for Tree {
    fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.top) && !self.submodules.iter().any(|other| path.starts_with(other))
    }

    fn look(&self, path: &Path) -> io::Result<Kind> {
        if !self.holds(path) {
            return Disk.look(path);
        }
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if path != self.top => {
                let real = self.real(folder)?.join(name);
                if self.holds(&real) { self.stands(&real) } else { Disk.look(&real) }
            }
            _ => self.stands(path),
        }
    }

    fn follow(&self, path: &Path) -> io::Result<Kind> {
        let real = self.real(path)?;
        if self.holds(&real) { self.stands(&real) } else { Disk.follow(&real) }
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        let Ok(below) = path.strip_prefix(&self.top) else { return Disk.real(path) };
        let mut at = self.top.clone();
        let mut pending = parts(below);
        let mut links = 0;
        while let Some(part) = pending.pop() {
            if part == ".." {
                at.pop();
                if !at.starts_with(&self.top) {
                    return Disk.real(&rest(at, &pending));
                }
                continue;
            }
            at.push(part);
            match self.items.get(&at) {
                Some(Item::Submodule) => return Disk.real(&rest(at, &pending)),
                Some(Item::File(_)) if !pending.is_empty() => return Err(ErrorKind::NotADirectory.into()),
                Some(Item::File(_)) => {}
                Some(Item::Link(id)) => {
                    links += 1;
                    if links > LINKS {
                        return Err(ErrorKind::NotFound.into());
                    }
                    let target = self.blobs.target(id)?;
                    at.pop();
                    if target.is_absolute() {
                        return self.real_absolute(&rest(target, &pending));
                    }
                    pending.extend(parts(&target));
                }
                None if self.is_folder(&at) => {}
                None => return Err(ErrorKind::NotFound.into()),
            }
        }
        Ok(at)
    }

    fn names(&self, folder: &Path, most: usize) -> Vec<String> {
        if !self.holds(folder) {
            return Disk.names(folder, most);
        }
        let first = |(path, _): (&Path, &Item)| {
            path.strip_prefix(folder).ok()?.components().next()?.as_os_str().to_str().map(str::to_owned)
        };
        let names: BTreeSet<String> = self.below(folder).filter_map(first).collect();
        names.into_iter().take(most).collect()
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Bytes>> {
        let real = self.real(path)?;
        match self.items.get(&real) {
            Some(Item::File(id)) => self.blobs.open(id),
            _ if !self.holds(&real) => Disk.open(&real),
            _ => Err(ErrorKind::NotFound.into()),
        }
    }

    fn walk(&self, folder: &Path, way: Way, see: &mut dyn FnMut(Met)) {
        if !self.holds(folder) {
            if way != Way::Wanted {
                Disk.walk(folder, way, see);
            }
            return;
        }
        for (path, item) in self.below(folder) {
            let is_file = match item {
                Item::File(_) => true,
                Item::Link(_) => !self.follow(path).is_ok_and(|kind| kind == Kind::Folder),
                Item::Submodule => false,
            };
            if is_file && !is_controlled(path.strip_prefix(folder).unwrap_or(path)) {
                see(Ok(path.to_owned()));
            }
        }
    }
}

impl Tree {
    /// Where an absolute link leads: the chain of links has no more than one such step, so that it ends.
    fn real_absolute(&self, path: &Path) -> io::Result<PathBuf> {
        if self.items.get(path).is_some_and(|item| matches!(item, Item::File(_))) {
            return Ok(path.to_owned());
        }
        Disk.real(path)
    }
}

/// The parts of a relative path, the last first.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some("..".into()),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => None,
    });
    let mut parts: Vec<_> = parts.collect();
    parts.reverse();
    parts
}

fn rest(at: PathBuf, pending: &[OsString]) -> PathBuf {
    pending.iter().rev().fold(at, |at, part| at.join(part))
}

fn is_controlled(path: &Path) -> bool {
    path.components().any(|part| CONTROL_FOLDERS.iter().any(|name| part.as_os_str() == *name))
}
