//! The boxes of MP4 and QuickTime files: a length, a name, a content (ISO/IEC 14496-12, section 4.2). Knows no
//! particular box.

use std::io::{Read, Seek};

use super::bytes::{number, tail};
use super::defect::Defect;
use super::window::Window;

/// The longest header of a box: a 32-bit length, a name, a 64-bit length.
const HEADER_BYTES: u64 = 16;

/// Where a box of the file stands.
pub(super) struct Placed {
    pub(super) name: [u8; 4],
    /// Of its content.
    pub(super) start: u64,
    /// May be behind the end of the file.
    pub(super) end: u64,
}

/// The box whose header begins at `at`; a length of zero reaches to the end of the file.
///
/// # Errors
/// If there is no whole header, or a length that cannot be.
pub(super) fn placed_at<R: Read + Seek>(window: &mut Window<R>, at: u64) -> Result<Placed, Defect> {
    let header = window.peek(at, HEADER_BYTES)?;
    let name = name(&header).ok_or(Defect::Truncated)?;
    let (header_length, length) = match number(&header, 0, 4) {
        Some(0) => (8, window.length().saturating_sub(at)),
        Some(1) => (16, number(&header, 8, 8).ok_or(Defect::Truncated)?),
        Some(length) => (8, length),
        None => return Err(Defect::Truncated),
    };
    let end = at.checked_add(length).filter(|_| length >= header_length).ok_or(Defect::Corrupt)?;
    Ok(Placed { name, start: at + header_length, end })
}

/// The boxes inside a box that is in memory. Stops at the first that is not whole.
pub(super) struct Boxes<'a> {
    rest: &'a [u8],
}

impl<'a> Boxes<'a> {
    /// The boxes of `content`.
    pub(super) fn of(content: &'a [u8]) -> Self {
        Self { rest: content }
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let name = name(self.rest)?;
        let (header, length) = match number(self.rest, 0, 4)? {
            0 => (8, self.rest.len()),
            1 => (16, usize::try_from(number(self.rest, 8, 8)?).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        let content = self.rest.get(header..length)?;
        self.rest = tail(self.rest, length);
        Some((name, content))
    }
}

/// The content of the first box of this name inside `content`.
pub(super) fn find<'a>(content: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes::of(content).find(|(found, _)| found == name).map(|(_, content)| content)
}

/// The content of the box at the end of a path of names.
pub(super) fn find_path<'a>(content: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(content, |content, name| find(content, name))
}

fn name(header: &[u8]) -> Option<[u8; 4]> {
    header.get(4..8).and_then(|name| name.try_into().ok())
}
