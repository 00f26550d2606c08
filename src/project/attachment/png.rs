//! PNG: every chunk with its checksum up to `IEND`, then the picture (PNG specification, third edition, section 5).
//! The chunks are walked here because a decoder that shows the picture cares little for what comes behind it.

use std::io::{Cursor, ErrorKind};

use ::png::{Decoder, DecodingError, Limits, Reader, Transformations};

use super::bytes::{number32, tail};
use super::defect::Defect;
use super::facts::Facts;
use super::image::admit;
use super::picture::{Look, Picture, Pixels};

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
    facts.picture = Some(look_at(data)?);
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

/// What is known of the picture. Its rows are looked at as they are decoded, so that it is never in memory as a whole,
/// unless it is interlaced.
fn look_at(data: &[u8]) -> Result<Picture, Defect> {
    let mut reader = reader(data)?;
    if reader.info().interlaced {
        return Ok(Picture::of(&whole(reader)?));
    }
    let (width, height) =
        reader.info().frame_control().map_or(reader.info().size(), |frame| (frame.width, frame.height));
    let mut look = Look::new((width, height), reader.output_color_type().0.samples());
    let mut row = vec![0; reader.output_line_size(width).ok_or(Defect::TooLargeToDecode)?];
    while reader.read_row(&mut row).map_err(|error| defect(&error))?.is_some() {
        look.add(&row);
    }
    Ok(look.finish())
}

/// The pixels of a picture whose examination found no defect.
///
/// # Errors
/// Why it does not decode.
pub(super) fn decode(data: &[u8]) -> Result<Pixels, Defect> {
    whole(reader(data)?)
}

fn reader(data: &[u8]) -> Result<Reader<Cursor<&[u8]>>, Defect> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(data), Limits { bytes: DECODER_BYTES });
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::EXPAND);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.read_info().map_err(|error| defect(&error))
}

fn whole(mut reader: Reader<Cursor<&[u8]>>) -> Result<Pixels, Defect> {
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

#[cfg(test)]
mod tests {
    use ::png::{BitDepth, ColorType, Encoder};

    use super::{Defect, decode, look_at};
    use crate::project::attachment::picture::Picture;

    const SIZE: (u32, u32) = (23, 40);

    /// A PNG whose lower half is one colour.
    fn png(color: ColorType, depth: BitDepth) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, SIZE.0, SIZE.1);
        encoder.set_color(color);
        encoder.set_depth(depth);
        if color == ColorType::Indexed {
            encoder.set_palette(vec![0, 0, 0, 200, 10, 10, 10, 200, 10, 9, 9, 9]);
            encoder.set_trns(vec![255, 0, 128]);
        }
        let row_bytes = (SIZE.0 as usize * color.samples() * depth as usize).div_ceil(8);
        let mut data: Vec<u8> =
            (0..row_bytes * SIZE.1 as usize).map(|index| (index * 37 % 251) as u8).collect();
        let half = data.len() / 2;
        data[half..].fill(0);
        if color == ColorType::Indexed {
            data.iter_mut().for_each(|byte| *byte %= 4);
        }
        encoder.write_header().unwrap().write_image_data(&data).unwrap();
        file
    }

    #[test]
    fn a_picture_is_the_same_row_by_row_and_as_a_whole() {
        let kinds = [
            (ColorType::Grayscale, BitDepth::One),
            (ColorType::Grayscale, BitDepth::Sixteen),
            (ColorType::GrayscaleAlpha, BitDepth::Eight),
            (ColorType::Indexed, BitDepth::Eight),
            (ColorType::Rgb, BitDepth::Eight),
            (ColorType::Rgb, BitDepth::Sixteen),
            (ColorType::Rgba, BitDepth::Eight),
        ];
        for (color, depth) in kinds {
            let file = png(color, depth);
            let whole = Picture::of(&decode(&file).unwrap());
            assert_eq!(look_at(&file).unwrap(), whole, "{color:?} {depth:?}");
        }
    }

    #[test]
    fn a_picture_that_ends_early_is_truncated_both_ways() {
        let file = png(ColorType::Rgb, BitDepth::Eight);
        let half = &file[..file.len() / 2];
        assert_eq!(look_at(half).unwrap_err(), Defect::Truncated);
        assert_eq!(decode(half).unwrap_err(), Defect::Truncated);
    }
}
