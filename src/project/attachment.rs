//! The files that documents attach: what `file(path)` in a rule can tell of them. Each file is read at most once a run
//! for each kind of fact, whoever asks, and only when someone asks; every reader and decoder has limits, so that no file
//! can hold up a run, exhaust memory or end it. Knows no rules and no platform.

mod boxes;
mod bytes;
mod content;
mod defect;
mod digest;
mod ebml;
mod facts;
mod fields;
mod file;
mod fragment;
mod image;
mod jpeg;
mod kind;
mod limits;
mod locate;
mod movie;
mod pdf;
mod picture;
mod png;
mod preview;
mod track;
mod webm;
mod webp;
mod window;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::content::Content;
use self::file::AttachedFile;
use self::locate::{Ground, Place};
use super::contents::{Contents, Disk};
use super::place::Project;
use crate::expr::{Host, Value};

pub use self::defect::{DEFECTS, Defect, DefectRow};
pub use self::fields::{FIELDS, Field, object_type};
pub use self::kind::{FileType, TYPES};
pub use self::preview::Preview;

/// The attachments of a run. Shared between threads.
#[derive(Debug)]
pub struct Attachments {
    files: Arc<dyn Contents>,
    /// Without links.
    root: PathBuf,
    folders: Mutex<HashMap<PathBuf, Arc<Folder>>>,
    /// By real path, so that a file with two names is read once.
    contents: Mutex<HashMap<PathBuf, Arc<Content>>>,
    /// Paths that lead to a file on disk, but to none where the files of the run come from.
    left_on_disk: Mutex<BTreeSet<PathBuf>>,
}

/// A folder with documents, and the paths that they have named so far.
#[derive(Debug)]
struct Folder {
    /// Without links.
    path: PathBuf,
    files: Mutex<HashMap<String, Arc<AttachedFile>>>,
}

/// Answers `file(path)` for one document.
struct AttachmentHost<'a> {
    attachments: &'a Attachments,
    folder: Arc<Folder>,
}

impl Attachments {
    /// Attachments on disk that may lie anywhere below `root`, and nowhere else.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self::within(Arc::new(Disk), root)
    }

    /// Attachments of a project: wherever its files come from, below its root.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self::within(project.shared_contents(), project.root())
    }

    fn within(files: Arc<dyn Contents>, root: &Path) -> Self {
        let root = real(&*files, root);
        let (folders, contents) = (Mutex::default(), Mutex::default());
        Self { files, root, folders, contents, left_on_disk: Mutex::default() }
    }

    /// The files that documents named in vain so far although they lie on disk: the run does not read the disk, and
    /// somebody forgot to add them.
    #[must_use]
    pub fn left_on_disk(&self) -> Vec<PathBuf> {
        lock(&self.left_on_disk).iter().cloned().collect()
    }

    /// What the expressions of a document may ask: paths are relative to the folder of `document_path`.
    #[must_use]
    pub fn host(&self, document_path: &Path) -> impl Host + '_ {
        let folder = document_path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let mut folders = lock(&self.folders);
        let new = || Arc::new(Folder { path: real(&*self.files, folder), files: Mutex::default() });
        let folder = Arc::clone(folders.entry(folder.to_path_buf()).or_insert_with(new));
        AttachmentHost { attachments: self, folder }
    }

    /// What a reader is shown of the file that a document names by `path`; the picture only if it is asked for.
    #[must_use]
    pub fn preview(&self, document_path: &Path, path: &str, with_picture: bool) -> Preview {
        let folder = document_path.parent().filter(|folder| !folder.as_os_str().is_empty());
        self.find(&real(&*self.files, folder.unwrap_or(Path::new("."))), path).preview(with_picture)
    }

    fn find(&self, folder: &Path, path: &str) -> AttachedFile {
        let place = Ground { files: &*self.files, root: &self.root, folder }.locate(path);
        let (identity, content) = match &place {
            Place::Found(real) => (real.clone(), Some(self.content(real))),
            Place::Missing { .. } | Place::Outside => (folder.join(path), None),
        };
        // Asked first, so that a file which is missing on disk too costs no search for its nearest name.
        if matches!(place, Place::Missing { .. })
            && Disk.follow(&folder.join(path)).is_ok()
            && let Place::Found(real) = (Ground { files: &Disk, root: &self.root, folder }).locate(path)
        {
            lock(&self.left_on_disk).insert(real);
        }
        AttachedFile::new(path, identity.to_string_lossy().into_owned(), place, content)
    }

    fn content(&self, real: &Path) -> Arc<Content> {
        let mut contents = lock(&self.contents);
        let new = || Arc::new(Content::new(Arc::clone(&self.files), real.to_path_buf()));
        Arc::clone(contents.entry(real.to_path_buf()).or_insert_with(new))
    }
}

impl Host for AttachmentHost<'_> {
    fn file(&self, path: &str) -> Option<Value<'static>> {
        let mut files = lock(&self.folder.files);
        let file = match files.get(path) {
            Some(file) => Arc::clone(file),
            None => {
                let file = Arc::new(self.attachments.find(&self.folder.path, path));
                files.insert(path.to_owned(), Arc::clone(&file));
                file
            }
        };
        Some(Value::object(file))
    }
}

/// The path without links and relative parts; if it cannot be followed, at least absolute.
fn real(files: &dyn Contents, path: &Path) -> PathBuf {
    files.real(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_path_buf())
}

/// A thread that panicked while it held one of these maps left it whole: entries are only ever added.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
