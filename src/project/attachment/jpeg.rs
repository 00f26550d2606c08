//! JPEG: all markers up to the end of the picture, then the picture (ITU-T T.81, annex B). The markers are walked here
//! because decoders fill up a truncated picture with grey and call it whole.

use std::io::Cursor;

use memchr::memchr;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::bytes::{number16, tail};
use super::defect::Defect;
use super::facts::Facts;
use super::image::admit;
use super::limits;
use super::picture::{Picture, Pixels};

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// Examines a JPEG.
///
/// # Errors
/// Why it does not decode.
pub(super) fn examine(data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    let mut walk = Walk { rest: tail(data, 2), size: None, scans: 0 };
    let end = walk.reach_end();
    let (width, height) = walk.size.ok_or(end.err().unwrap_or(Defect::Corrupt))?;
    facts.width = width;
    facts.height = height;
    end?;
    admit((width, height))?;
    if u64::from(width) * u64::from(height) * walk.scans > limits::SCANNED_PIXELS {
        return Err(Defect::TooLargeToDecode);
    }
    facts.picture = Some(Picture::of(&decode(data)?));
    Ok(())
}

struct Walk<'a> {
    rest: &'a [u8],
    size: Option<(u32, u32)>,
    scans: u64,
}

impl Walk<'_> {
    /// Walks the markers to the end of the image; what comes behind it (a film, in the photos of some phones) is free.
    fn reach_end(&mut self) -> Result<(), Defect> {
        loop {
            let at = memchr(0xFF, self.rest).ok_or(Defect::Truncated)?;
            let marker = *self.rest.get(at + 1).ok_or(Defect::Truncated)?;
            self.rest = tail(self.rest, at + 1);
            match marker {
                // A fill byte: the marker comes behind it.
                0xFF => continue,
                // A stuffed zero in the picture's data, or a marker that stands alone.
                0x00 | 0x01 | 0xD0..=0xD8 => {}
                END_OF_IMAGE => return Ok(()),
                _ => self.segment(marker)?,
            }
            self.rest = tail(self.rest, 1);
        }
    }

    /// Passes a segment with a length, up to its last byte but one.
    fn segment(&mut self, marker: u8) -> Result<(), Defect> {
        let length = usize::from(number16(self.rest, 1).ok_or(Defect::Truncated)?);
        if length < 2 {
            return Err(Defect::Corrupt);
        }
        let content = self.rest.get(3..=length).ok_or(Defect::Truncated)?;
        match marker {
            START_OF_SCAN => self.scans += 1,
            0xC4 | 0xC8 | 0xCC => {}
            0xC0..=0xCF => {
                let height = number16(content, 1).ok_or(Defect::Corrupt)?;
                let width = number16(content, 3).ok_or(Defect::Corrupt)?;
                self.size = self.size.or(Some((u32::from(width), u32::from(height))));
            }
            _ => {}
        }
        self.rest = tail(self.rest, length);
        Ok(())
    }
}

/// The pixels of a picture whose examination found no defect.
///
/// # Errors
/// Why it does not decode.
pub(super) fn decode(data: &[u8]) -> Result<Pixels, Defect> {
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(data), options);
    let samples = decoder.decode().map_err(|_| Defect::Corrupt)?;
    let (width, height) = decoder.dimensions().ok_or(Defect::Corrupt)?;
    let size = (u32::try_from(width), u32::try_from(height));
    let (Ok(width), Ok(height)) = size else { return Err(Defect::Corrupt) };
    let channels = samples.len() / (width as usize * height as usize).max(1);
    Ok(Pixels { size: (width, height), samples, channels })
}
