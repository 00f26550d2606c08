//! Writing: a file is replaced as a whole or stays as it was, whatever happens on the way.

mod disk;

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use disk::{Disk, Real};

/// Most names that are tried for the new file.
const ATTEMPTS: u32 = 100;

/// Replaces the file at `path` by `bytes`, or creates it: written beside it under another name, then renamed. The mode
/// of a file that was there stays. A link is followed, a device or pipe (`/dev/stdout`) is written to.
///
/// # Errors
/// Those of the system; the old file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    if old.as_ref().is_some_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let target = if old.is_some() { path.canonicalize()? } else { path.to_owned() };
    replace(&mut Real::default(), &target, bytes, old.map(|metadata| metadata.permissions()))
}

/// How replacing a text ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// The file has the new text.
    Done,
    /// The file is not what it was when it was read; it stays as it is.
    ChangedMeanwhile,
}

/// Replaces the text of a file that was `old` when it was read. A link is followed, and the mode stays.
///
/// # Errors
/// Those of the system, and that the file is not to be written to; it is then as it was.
pub fn replace_text(path: &Path, old: &[u8], new: &[u8]) -> io::Result<Replaced> {
    let target = path.canonicalize()?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if fs::read(&target)? != old {
        return Ok(Replaced::ChangedMeanwhile);
    }
    replace(&mut Real::default(), &target, new, Some(permissions))?;
    Ok(Replaced::Done)
}

/// Replaces the file `name` of a folder, which is made if it is not there.
///
/// # Errors
/// Those of the system.
pub fn write_into(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    replace_file(&folder.join(name), bytes)
}

/// Creates a file, and the folders above it that are not there.
///
/// # Errors
/// There is something of that name already, or those of the system.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

/// The steps of replacing a file. Until the renaming, which the system does at once or not at all, the old file is
/// untouched; the new one is on the disk before.
fn replace(
    disk: &mut dyn Disk,
    target: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
) -> io::Result<()> {
    let temporary = create_beside(disk, target)?;
    let written = disk
        .write(bytes)
        .and_then(|()| permissions.map_or(Ok(()), |permissions| disk.set_permissions(permissions)))
        .and_then(|()| disk.sync())
        .and_then(|()| disk.rename(&temporary, target));
    if written.is_err() {
        // The error of the write is what the user must hear of, not that of cleaning up after it.
        let _ = disk.remove(&temporary);
        return written;
    }
    // That the new name outlasts a power failure is a courtesy that not every file system offers.
    let _ = disk.sync_folder(target);
    Ok(())
}

fn create_beside(disk: &mut dyn Disk, target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for attempt in 0..ATTEMPTS {
        let temporary = target.with_file_name(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match disk.create(&temporary) {
            Ok(()) => return Ok(temporary),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests;
