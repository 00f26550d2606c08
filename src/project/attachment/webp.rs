//! WebP: the length that its container declares, then the picture, of an animation the first (RFC 9649).

use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::defect::Defect;
use super::facts::Facts;
use super::image::admit;
use super::picture::{Picture, Pixels};

/// What the decoder may take besides the picture.
const DECODER_BYTES: usize = 256 * 1024 * 1024;
const CONTAINER_HEADER_BYTES: u64 = 8;

/// Examines a WebP.
///
/// # Errors
/// Why it does not decode.
pub(super) fn examine(data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    let length = data.get(4..8).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
    let length = u64::from(length.ok_or(Defect::Truncated)?) + CONTAINER_HEADER_BYTES;
    let is_truncated = length > data.len() as u64;
    let mut decoder = WebPDecoder::new(Cursor::new(data)).map_err(|error| defect(&error, is_truncated))?;
    decoder.set_memory_limit(DECODER_BYTES);
    let size = decoder.dimensions();
    facts.width = size.0;
    facts.height = size.1;
    if is_truncated {
        return Err(Defect::Truncated);
    }
    admit(size)?;
    facts.picture = Some(Picture::of(&read(&mut decoder)?));
    Ok(())
}

/// The pixels of a picture whose examination found no defect.
///
/// # Errors
/// Why it does not decode.
pub(super) fn decode(data: &[u8]) -> Result<Pixels, Defect> {
    let mut decoder = WebPDecoder::new(Cursor::new(data)).map_err(|error| defect(&error, false))?;
    decoder.set_memory_limit(DECODER_BYTES);
    read(&mut decoder)
}

fn read(decoder: &mut WebPDecoder<Cursor<&[u8]>>) -> Result<Pixels, Defect> {
    let mut samples = vec![0; decoder.output_buffer_size().ok_or(Defect::TooLargeToDecode)?];
    decoder.read_image(&mut samples).map_err(|error| defect(&error, false))?;
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    Ok(Pixels { size: decoder.dimensions(), samples, channels })
}

fn defect(error: &DecodingError, is_truncated: bool) -> Defect {
    match error {
        DecodingError::MemoryLimitExceeded | DecodingError::ImageTooLarge => Defect::TooLargeToDecode,
        _ if is_truncated => Defect::Truncated,
        _ => Defect::Corrupt,
    }
}
