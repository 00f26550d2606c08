//! The elements of WebM and Matroska files: a name and a length of variable width, a content (RFC 8794). Knows no
//! particular element.

use std::io::{Read, Seek};

use super::bytes::{head, number, tail};
use super::defect::Defect;
use super::window::Window;

/// The longest header of an element: four bytes of name, eight of length.
const HEADER_BYTES: u64 = 12;

/// Where an element of the file stands.
pub(super) struct Placed {
    pub(super) name: u32,
    /// Of its content.
    pub(super) start: u64,
    /// None if it is as long as what follows belongs to it. May be behind the end of the file.
    pub(super) end: Option<u64>,
}

/// The element whose header begins at `at`.
///
/// # Errors
/// If there is no whole header, or a name or length that cannot be.
pub(super) fn placed_at<R: Read + Seek>(window: &mut Window<R>, at: u64) -> Result<Placed, Defect> {
    let header = window.peek(at, HEADER_BYTES)?;
    let is_last = (header.len() as u64) < HEADER_BYTES;
    let incomplete = if is_last { Defect::Truncated } else { Defect::Corrupt };
    let (name, length, width) = parse(&header).ok_or(incomplete)?;
    let start = at + width as u64;
    let end = length.map(|length| start.checked_add(length).ok_or(Defect::Corrupt)).transpose()?;
    Ok(Placed { name, start, end })
}

/// The elements inside an element that is in memory. Stops at the first that is not whole.
pub(super) struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    /// The elements of `content`.
    pub(super) fn of(content: &'a [u8]) -> Self {
        Self { rest: content }
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, length, width) = parse(self.rest)?;
        let behind = tail(self.rest, width);
        let length = length.map_or(Some(behind.len()), |length| usize::try_from(length).ok())?;
        let content = behind.get(..length)?;
        self.rest = tail(behind, length);
        Some((name, content))
    }
}

/// The content of the first element of this name inside `content`.
pub(super) fn find(content: &[u8], name: u32) -> Option<&[u8]> {
    Elements::of(content).find(|(found, _)| *found == name).map(|(_, content)| content)
}

/// The content as a whole number.
pub(super) fn unsigned(content: &[u8]) -> Option<u64> {
    number(content, 0, content.len())
}

/// The content as a floating-point number of four or eight bytes.
pub(super) fn float(content: &[u8]) -> Option<f64> {
    match content.len() {
        4 => content.try_into().ok().map(|bytes| f64::from(f32::from_be_bytes(bytes))),
        8 => content.try_into().ok().map(f64::from_be_bytes),
        _ => None,
    }
}

/// The number of bytes that a variable-width number takes, by its first.
pub(super) fn width(first: u8) -> usize {
    first.leading_zeros() as usize + 1
}

/// The name, the length (none if unknown) and the width of a header.
fn parse(header: &[u8]) -> Option<(u32, Option<u64>, usize)> {
    let name_width = width(*header.first()?);
    let name = u32::try_from(number(header, 0, name_width).filter(|_| name_width <= 4)?).ok()?;
    let behind = tail(header, name_width);
    let length_width = width(*behind.first()?);
    if length_width > 8 {
        return None;
    }
    let bits = 7 * length_width;
    let length = number(head(behind, length_width), 0, length_width)? & ((1 << bits) - 1);
    let is_unknown = length == (1 << bits) - 1;
    Some((name, (!is_unknown).then_some(length), name_width + length_width))
}
