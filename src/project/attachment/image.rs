//! What all pictures share: how large they may be, which way up they are shown, and the place they were taken at.

use std::io::Cursor;

use super::defect::Defect;
use super::facts::Facts;
use super::limits;

/// Accepts a picture for decoding by its size.
///
/// # Errors
/// If a side is zero or there are too many pixels.
pub(super) fn admit((width, height): (u32, u32)) -> Result<(), Defect> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Defect::ZeroSize),
        pixels if pixels > limits::PIXELS => Err(Defect::TooLargeToDecode),
        _ => Ok(()),
    }
}

/// Examines a picture of a type that is not decoded here: its size only.
///
/// # Errors
/// Always: it is not known whether it decodes.
pub(super) fn measure(data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    let size = imagesize::blob_size(data).map_err(|_| Defect::Corrupt)?;
    facts.width = u32::try_from(size.width).unwrap_or(u32::MAX);
    facts.height = u32::try_from(size.height).unwrap_or(u32::MAX);
    Err(if facts.width == 0 || facts.height == 0 { Defect::ZeroSize } else { Defect::NotExamined })
}

/// The number of pixels that a picture claims to have, zero if that cannot be told yet.
pub(super) fn claimed_pixels(data: &[u8]) -> u64 {
    imagesize::blob_size(data).map_or(0, |size| size.width as u64 * size.height as u64)
}

/// How a picture is to be turned before it is shown, as Exif numbers it.
pub(super) fn orientation(data: &[u8]) -> Option<u8> {
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(data)).ok()?;
    let field = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
    field.value.get_uint(0).and_then(|number| u8::try_from(number).ok())
}

/// Reads the Exif data of a picture: where it was taken, and whether it is shown turned by a quarter.
pub(super) fn read_exif(data: &[u8], facts: &mut Facts) {
    let Ok(exif) = exif::Reader::new().read_from_container(&mut Cursor::new(data)) else { return };
    let field = |tag| exif.get_field(tag, exif::In::PRIMARY);
    facts.has_location = field(exif::Tag::GPSLatitude).or(field(exif::Tag::GPSLongitude)).is_some();
    let orientation = field(exif::Tag::Orientation).and_then(|field| field.value.get_uint(0));
    if matches!(orientation, Some(5..=8)) {
        std::mem::swap(&mut facts.width, &mut facts.height);
    }
}
