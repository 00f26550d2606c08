//! PNG: every chunk with its checksum up to `IEND`, then the picture (PNG specification, third edition, section 5).
//! The chunks are walked here because a decoder that shows the picture cares little for what comes behind it.

use std::io::{Cursor, ErrorKind};

use ::png::{Decoder, DecodingError, Limits, Transformations};

use super::bytes::{number32, tail};
use super::defect::Defect;
use super::facts::Facts;
use super::image::admit;
use super::picture::{Picture, Pixels};

const SIGNATURE_BYTES: usize = 8;
/// What the decoder may take besides the picture.
const DECODER_BYTES: usize = 64 * 1024 * 1024;

/// Examines a PNG.
///
/// # Errors
/// Why it does not decode.
pub(super) fn examine(data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    let header = tail(data, SIGNATURE_BYTES + 8);
    let width = number32(header, 0).ok_or(Defect::Truncated)?;
    let height = number32(header, 4).ok_or(Defect::Truncated)?;
    facts.width = width;
    facts.height = height;
    check_chunks(data)?;
    admit((width, height))?;
    facts.picture = Some(Picture::of(&decode(data)?));
    Ok(())
}

/// Walks all chunks to the end of the picture.
fn check_chunks(data: &[u8]) -> Result<(), Defect> {
    let mut rest = tail(data, SIGNATURE_BYTES);
    loop {
        let length = number32(rest, 0).ok_or(Defect::Truncated)? as usize;
        let name_and_data = tail(rest, 4).get(..length.saturating_add(4)).ok_or(Defect::Truncated)?;
        let behind = tail(rest, length.saturating_add(8));
        let checksum = number32(behind, 0).ok_or(Defect::Truncated)?;
        let mut sum = flate2::Crc::new();
        sum.update(name_and_data);
        if sum.sum() != checksum {
            return Err(Defect::BadChecksum);
        }
        if name_and_data.starts_with(b"IEND") {
            return Ok(());
        }
        rest = tail(behind, 4);
    }
}

/// The pixels of a picture whose examination found no defect.
///
/// # Errors
/// Why it does not decode.
pub(super) fn decode(data: &[u8]) -> Result<Pixels, Defect> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(data), Limits { bytes: DECODER_BYTES });
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::EXPAND);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(|error| defect(&error))?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or(Defect::TooLargeToDecode)?];
    let frame = reader.next_frame(&mut samples).map_err(|error| defect(&error))?;
    samples.truncate(frame.buffer_size());
    Ok(Pixels { size: (frame.width, frame.height), samples, channels: frame.color_type.samples() })
}

fn defect(error: &DecodingError) -> Defect {
    match error {
        DecodingError::LimitsExceeded => Defect::TooLargeToDecode,
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Defect::Truncated,
        _ => Defect::Corrupt,
    }
}
