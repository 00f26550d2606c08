//! Where names and bytes come from: the disk, or what git holds of the project. Discovery, reading, configuration, packs
//! and attachments all ask here, so that a run over the index finds what a run over the disk would. Paths are absolute
//! wherever they come from. Knows no submissions.

mod disk;

pub(super) use disk::Disk;

use std::fmt::Debug;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use super::trouble::Trouble;

/// Folders in which version control keeps its own files.
pub(super) const CONTROL_FOLDERS: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file of this many bytes.
    File {
        size: u64,
    },
    Folder,
    Link,
    Pipe,
    Socket,
    Device,
}

/// The bytes of a file.
pub(super) trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// Which files of a folder a walk is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Those that the repository wants: without what `.gitignore` names and without the folders of version control.
    Wanted,
    /// All, at most this many folders deep.
    All { depth: usize },
}

/// What a walk met: a file, or a link to one; or why it could not look, and where, if that is known.
pub(super) type Met = Result<PathBuf, (Option<PathBuf>, Trouble)>;

/// A place that has files. All paths are absolute.
pub(super) trait Contents: Debug + Send + Sync {
    /// True if this place and not another one answers for `path`.
    fn holds(&self, path: &Path) -> bool;

    /// What stands at `path`; a link is not followed.
    fn look(&self, path: &Path) -> io::Result<Kind>;

    /// What stands where `path` leads; links are followed.
    fn follow(&self, path: &Path) -> io::Result<Kind>;

    /// The path without links and dots.
    fn real(&self, path: &Path) -> io::Result<PathBuf>;

    /// At most so many names of what stands in a folder, in no order.
    fn names(&self, folder: &Path, most: usize) -> Vec<String>;

    /// The bytes of the file that `path` leads to.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Bytes>>;

    /// Shows `see` the files below a folder. Links to folders are not followed.
    fn walk(&self, folder: &Path, way: Way, see: &mut dyn FnMut(Met));
}
