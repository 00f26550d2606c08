//! A file that is read here and there, such as a video whose pictures are passed over. Says where it ends too early;
//! knows no file format.

use std::io::{ErrorKind, Read, Seek, SeekFrom};

use super::defect::Defect;

/// A file and its length.
pub(super) struct Window<R> {
    reader: R,
    length: u64,
    /// Where the reader stands.
    at: u64,
}

impl<R: Read + Seek> Window<R> {
    /// A file of `length` bytes, at whose beginning `reader` stands.
    pub(super) fn new(reader: R, length: u64) -> Self {
        Self { reader, length, at: 0 }
    }

    /// The number of bytes of the file.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Up to `most` bytes from `at` on; fewer at the end of the file.
    ///
    /// # Errors
    /// If the machine does not give them.
    pub(super) fn peek(&mut self, at: u64, most: u64) -> Result<Vec<u8>, Defect> {
        let most = most.min(self.length.saturating_sub(at));
        if at != self.at {
            self.reader.seek(SeekFrom::Start(at)).map_err(|_| Defect::Unreadable)?;
        }
        let mut bytes = Vec::new();
        match self.reader.by_ref().take(most).read_to_end(&mut bytes) {
            Ok(count) => self.at = at.saturating_add(count as u64),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(Defect::Truncated),
            Err(_) => return Err(Defect::Unreadable),
        }
        Ok(bytes)
    }

    /// The bytes from `start` to `end`, if they are at most `most`.
    ///
    /// # Errors
    /// If the file ends before, or they are too many.
    pub(super) fn read(&mut self, start: u64, end: u64, most: u64) -> Result<Vec<u8>, Defect> {
        let wanted = end.saturating_sub(start);
        if end > self.length {
            return Err(Defect::Truncated);
        }
        if wanted > most {
            return Err(Defect::TooLargeToDecode);
        }
        let bytes = self.peek(start, wanted)?;
        if bytes.len() as u64 == wanted { Ok(bytes) } else { Err(Defect::Truncated) }
    }
}
