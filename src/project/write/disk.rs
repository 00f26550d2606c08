//! The file operations by which a file is replaced, one by one, so that tests can let each of them fail.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::Path;

/// What replacing a file asks of the system.
pub(super) trait Disk {
    /// Creates a file that is not there, and opens it.
    fn create(&mut self, path: &Path) -> io::Result<()>;

    /// Writes to the file that was created.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Gives the file that was created its mode.
    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()>;

    /// Waits until what was written is on the disk.
    fn sync(&mut self) -> io::Result<()>;

    /// Gives a file the name of another, which it takes the place of.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove(&mut self, path: &Path) -> io::Result<()>;

    /// Waits until the names in the folder of a file are on the disk.
    fn sync_folder(&mut self, file: &Path) -> io::Result<()>;
}

/// The disk of this machine.
#[derive(Debug, Default)]
pub(super) struct Real {
    file: Option<File>,
}

impl Real {
    fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk for Real {
    fn create(&mut self, path: &Path) -> io::Result<()> {
        self.file = Some(OpenOptions::new().write(true).create_new(true).open(path)?);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file()?.write_all(bytes)
    }

    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        self.file()?.set_permissions(permissions)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file()?.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        // Some systems do not rename what is open.
        self.file = None;
        fs::rename(from, to)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        self.file = None;
        fs::remove_file(path)
    }

    fn sync_folder(&mut self, file: &Path) -> io::Result<()> {
        let folder = file.parent().ok_or(io::ErrorKind::NotFound)?;
        File::open(folder)?.sync_all()
    }
}
