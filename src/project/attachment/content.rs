//! The content of one file. Each group of facts (status, type, hash, examination) is read when it is first
//! asked for, at most once, and by one thread while others that want it wait.

use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::defect::Defect;
use super::facts::Facts;
use super::kind::{FileType, Format, HEAD_BYTES, UNKNOWN};
use super::window::Window;
use super::{digest, image, jpeg, limits, movie, pdf, png, preview, webm, webp};
use crate::project::contents::{Bytes, Contents, Kind};

/// The content of a file.
#[derive(Debug)]
pub(super) struct Content {
    files: Arc<dyn Contents>,
    path: PathBuf,
    status: OnceLock<Status>,
    file_type: OnceLock<&'static FileType>,
    sha256: OnceLock<String>,
    examination: OnceLock<Examination>,
}

/// What the file system says.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Status {
    pub(super) is_file: bool,
    pub(super) size: u64,
}

/// What is inside, and why it cannot be used.
#[derive(Debug)]
pub(super) struct Examination {
    pub(super) facts: Facts,
    pub(super) defect: Option<Defect>,
}

/// Held while a large picture is decoded.
static TURN: Mutex<()> = Mutex::new(());

impl Content {
    /// The content of what stands at a real path (without links).
    pub(super) fn new(files: Arc<dyn Contents>, path: PathBuf) -> Self {
        let (status, file_type) = (OnceLock::new(), OnceLock::new());
        Self { files, path, status, file_type, sha256: OnceLock::new(), examination: OnceLock::new() }
    }

    /// What the file system says. What cannot be asked is not a file.
    pub(super) fn status(&self) -> Status {
        *self.status.get_or_init(|| match self.files.follow(&self.path) {
            Ok(Kind::File { size }) => Status { is_file: true, size },
            _ => Status::default(),
        })
    }

    /// The type, by the first bytes.
    pub(super) fn file_type(&self) -> &'static FileType {
        self.file_type.get_or_init(|| {
            let start = self.open().and_then(|file| read_up_to(file, HEAD_BYTES as u64, HEAD_BYTES as u64));
            start.map_or(&UNKNOWN, |start| FileType::of(&start))
        })
    }

    /// The SHA-256 in hexadecimal digits, or nothing if it cannot or should not be read.
    pub(super) fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| {
            let hash = self.open().and_then(|file| {
                digest::sha256(&mut file.take(limits::FILE_BYTES)).map_err(|_| Defect::Unreadable)
            });
            hash.unwrap_or_default()
        })
    }

    /// What is inside.
    pub(super) fn examination(&self) -> &Examination {
        self.examination.get_or_init(|| {
            let mut facts = Facts::default();
            let defect = self.examine(&mut facts).err();
            Examination { facts, defect }
        })
    }

    /// A small picture of it, made anew each time; none if it is no picture or has a defect.
    pub(super) fn small_picture(&self) -> Option<(Vec<u8>, u32, u32)> {
        self.examination().facts.picture.as_ref()?;
        let data = read_up_to(self.open().ok()?, limits::WHOLE_BYTES, self.status().size).ok()?;
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let small = {
            let format = self.file_type().format();
            catch_unwind(AssertUnwindSafe(|| preview::small(format, &data)))
        };
        drop(turn);
        small.ok().flatten()
    }

    fn examine(&self, facts: &mut Facts) -> Result<(), Defect> {
        let file = self.open()?;
        match self.file_type().format() {
            _ if self.status().size == 0 => Err(Defect::Empty),
            Format::Other => Err(Defect::NotExamined),
            Format::Movie => movie::examine(&mut Window::new(file, self.status().size), facts),
            Format::Matroska => webm::examine(&mut Window::new(file, self.status().size), facts),
            _ if self.status().size > limits::WHOLE_BYTES => Err(Defect::TooLargeToRead),
            format => isolated(format, &read_up_to(file, limits::WHOLE_BYTES, self.status().size)?, facts),
        }
    }

    /// Opens a file. Never a pipe or a device, which might let one wait.
    fn open(&self) -> Result<Box<dyn Bytes>, Defect> {
        let status = self.status();
        if !status.is_file {
            return Err(Defect::NotAFile);
        }
        if status.size > limits::FILE_BYTES {
            return Err(Defect::TooLargeToRead);
        }
        self.files.open(&self.path).map_err(|_| Defect::Unreadable)
    }
}

/// At most so many bytes of a file, for which there is room at once as long as there are no more than expected.
fn read_up_to(file: impl Read, most: u64, expected: u64) -> Result<Vec<u8>, Defect> {
    let mut bytes = Vec::with_capacity(usize::try_from(most.min(expected)).unwrap_or_default());
    let read: io::Result<usize> = file.take(most).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|_| Defect::Unreadable)
}

/// Lets a decoder loose on `data`. The decoders are other people's and see hostile input: limits keep them from taking
/// too much, and should one of them panic, the file has a defect and the run goes on. They share nothing with us
/// but `facts`, which are then forgotten.
fn isolated(format: Format, data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut facts = Facts::default();
        let result = decode(format, data, &mut facts);
        (facts, result)
    }));
    let (found, result) = outcome.unwrap_or((Facts::default(), Err(Defect::DecoderFailed)));
    *facts = found;
    result
}

fn decode(format: Format, data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    if format == Format::Pdf {
        return pdf::examine(data, facts);
    }
    let is_large = image::claimed_pixels(data) >= limits::LARGE_PIXELS;
    let turn = is_large.then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    let result = match format {
        Format::Png => png::examine(data, facts),
        Format::Jpeg => jpeg::examine(data, facts),
        Format::WebP => webp::examine(data, facts),
        _ => image::measure(data, facts),
    };
    drop(turn);
    image::read_exif(data, facts);
    result
}
