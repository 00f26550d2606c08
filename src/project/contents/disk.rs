//! The disk as a place that has files. Knows nothing of what they hold.

use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use walkdir::WalkDir;

use super::{Bytes, CONTROL_FOLDERS, Contents, Kind, Met, Way};
use crate::project::trouble::Trouble;

/// The files of this machine.
#[derive(Clone, Copy, Debug)]
pub(in crate::project) struct Disk;

impl Contents for Disk {
    fn holds(&self, _: &Path) -> bool {
        true
    }

    fn look(&self, path: &Path) -> io::Result<Kind> {
        fs::symlink_metadata(path).map(|metadata| kind(&metadata))
    }

    fn follow(&self, path: &Path) -> io::Result<Kind> {
        fs::metadata(path).map(|metadata| kind(&metadata))
    }

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn names(&self, folder: &Path, most: usize) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().take(most);
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Bytes>> {
        Ok(Box::new(File::open(path)?))
    }

    fn walk(&self, folder: &Path, way: Way, see: &mut dyn FnMut(Met)) {
        match way {
            Way::Wanted => walk_wanted(folder, see),
            Way::All { depth } => walk_all(folder, depth, see),
        }
    }
}

fn walk_wanted(folder: &Path, see: &mut dyn FnMut(Met)) {
    // Only what the repository itself says: a file is checked on every machine or on none.
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .parents(true)
        .git_ignore(true)
        .filter_entry(|entry| !is_control_folder(entry))
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| is_file(kind, entry.path())) => {
                see(Ok(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => {
                let trouble = Trouble::from_walk(error.io_error(), &error);
                see(Err((path_of(&error).map(Path::to_owned), trouble)));
            }
        }
    }
}

fn walk_all(folder: &Path, depth: usize, see: &mut dyn FnMut(Met)) {
    if !folder.exists() {
        return;
    }
    for entry in WalkDir::new(folder).max_depth(depth) {
        match entry {
            Ok(entry) if is_file(entry.file_type(), entry.path()) => see(Ok(entry.into_path())),
            Ok(_) => {}
            Err(error) => {
                let trouble = Trouble::from_walk(error.io_error(), &error);
                see(Err((error.path().map(Path::to_owned), trouble)));
            }
        }
    }
}

fn kind(metadata: &Metadata) -> Kind {
    let kind = metadata.file_type();
    if kind.is_file() {
        return Kind::File { size: metadata.len() };
    }
    if kind.is_dir() {
        return Kind::Folder;
    }
    if kind.is_symlink() {
        return Kind::Link;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Kind::Pipe;
        }
        if kind.is_socket() {
            return Kind::Socket;
        }
    }
    Kind::Device
}

fn is_control_folder(entry: &DirEntry) -> bool {
    CONTROL_FOLDERS.iter().any(|name| entry.file_name() == *name)
}

/// True for all but folders and links to folders; a pipe or a broken link is a file that cannot be read.
fn is_file(kind: FileType, path: &Path) -> bool {
    match kind.is_symlink() {
        true => !fs::metadata(path).is_ok_and(|target| target.is_dir()),
        false => !kind.is_dir(),
    }
}

fn path_of(mut error: &ignore::Error) -> Option<&Path> {
    loop {
        error = match error {
            ignore::Error::WithPath { path, .. } => return Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => return None,
        };
    }
}
