//! The contents that git keeps, by their ids: asked of `git cat-file`, which stays until the run is over. They come as
//! they are stored, without filters or text conversion. Files that Git LFS manages are read from its own folder.

use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use super::command::{Git, path_from_bytes};
use crate::project::contents::{Bytes, Contents, Disk, Kind};

/// Larger contents, in bytes, wait in a temporary file instead of in memory.
const LARGE: u64 = 8 * 1024 * 1024;

/// The first line of what Git LFS stores in place of a file, and the longest such text.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";
const POINTER_BYTES: u64 = 1024;

/// The longest path of a link that is followed.
const TARGET_BYTES: u64 = 4096;

/// That git does not have a content, which a partial clone leaves on the server.
#[derive(Clone, Copy, Debug)]
pub(in crate::project) struct NotHere;

impl fmt::Display for NotHere {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("git does not have the content here")
    }
}

impl std::error::Error for NotHere {}

/// The contents of a repository.
#[derive(Debug)]
pub(super) struct Blobs {
    git: Git,
    /// Where Git LFS keeps what it manages.
    large_files: PathBuf,
    sizes: Mutex<Option<Batch>>,
    contents: Mutex<Option<Batch>>,
}

impl Blobs {
    /// The contents of a repository whose data lie in `common` (what `git rev-parse --git-common-dir` says).
    pub(super) fn new(git: Git, common: &str) -> Self {
        let large_files = git.top().join(common).join("lfs/objects");
        Self { git, large_files, sizes: Mutex::default(), contents: Mutex::default() }
    }

    /// The size of a content, in bytes.
    pub(super) fn size(&self, id: &str) -> io::Result<u64> {
        let size = self.ask(&self.sizes, "--batch-check", id, |_, size| Ok(size))?;
        if size > POINTER_BYTES {
            return Ok(size);
        }
        let large = self.large_file(&self.stored(id)?).map(|path| Disk.follow(&path));
        Ok(match large {
            Some(Ok(Kind::File { size })) => size,
            _ => size,
        })
    }

    /// A content, to be read from its beginning.
    pub(super) fn open(&self, id: &str) -> io::Result<Box<dyn Bytes>> {
        let size = self.ask(&self.sizes, "--batch-check", id, |_, size| Ok(size))?;
        if size > LARGE {
            return self.ask(&self.contents, "--batch", id, spool);
        }
        let bytes = self.stored(id)?;
        match self.large_file(&bytes).map(|path| Disk.open(&path)) {
            Some(Ok(file)) => Ok(file),
            // What Git LFS has not fetched is, for everybody here, its pointer.
            _ => Ok(Box::new(Cursor::new(bytes))),
        }
    }

    /// Where a link leads that is stored as this content.
    pub(super) fn target(&self, id: &str) -> io::Result<PathBuf> {
        let size = self.ask(&self.sizes, "--batch-check", id, |_, size| Ok(size))?;
        if size > TARGET_BYTES {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(path_from_bytes(Path::new(""), &self.stored(id)?))
    }

    /// A content that fits into memory.
    fn stored(&self, id: &str) -> io::Result<Vec<u8>> {
        self.ask(&self.contents, "--batch", id, |batch, size| {
            let mut bytes = Vec::new();
            batch.by_ref().take(size).read_to_end(&mut bytes)?;
            skip_line(batch)?;
            Ok(bytes)
        })
    }

    /// Where Git LFS keeps the file, if this is a pointer to one.
    fn large_file(&self, bytes: &[u8]) -> Option<PathBuf> {
        let rest = std::str::from_utf8(bytes.strip_prefix(POINTER)?).ok()?;
        let id = rest.lines().find_map(|line| line.strip_prefix("oid sha256:"))?;
        let is_hash = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (first, second) = (id.get(..2)?, id.get(2..4)?);
        is_hash.then(|| self.large_files.join(first).join(second).join(id))
    }

    /// Asks for one content and gives `read` what follows the answer, and the size.
    fn ask<T>(
        &self,
        place: &Mutex<Option<Batch>>,
        mode: &str,
        id: &str,
        read: impl FnOnce(&mut BufReader<ChildStdout>, u64) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
        let mut batch = match place.take() {
            Some(batch) => batch,
            None => Batch::start(&self.git, mode)?,
        };
        let size = batch.ask(id)?;
        let answer = match size {
            Some(size) => read(&mut batch.output, size)?,
            None => {
                *place = Some(batch);
                return Err(io::Error::other(NotHere));
            }
        };
        // Only a process whose answer was read to its end is asked again.
        *place = Some(batch);
        Ok(answer)
    }
}

/// A running `git cat-file`.
#[derive(Debug)]
struct Batch {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Batch {
    fn start(git: &Git, mode: &str) -> io::Result<Self> {
        let mut command = git.command(&["cat-file", mode]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { input: child.stdin.take(), output: BufReader::new(output), child })
    }

    /// The size of what follows, or none if git does not have it.
    fn ask(&mut self, id: &str) -> io::Result<Option<u64>> {
        let input = self.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(input, "{id}")?;
        input.flush()?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        if line.trim_end().ends_with(" missing") {
            return Ok(None);
        }
        let size = line.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
        size.map(Some).ok_or_else(|| io::Error::other("git cat-file gave no answer"))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // Without input it ends by itself; if its answer was not read, it must be told.
        drop(self.input.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spool(output: &mut BufReader<ChildStdout>, size: u64) -> io::Result<Box<dyn Bytes>> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut output.by_ref().take(size), &mut file)?;
    skip_line(output)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Box::new(file))
}

fn skip_line(output: &mut BufReader<ChildStdout>) -> io::Result<()> {
    let mut end = [0];
    output.read_exact(&mut end)
}
