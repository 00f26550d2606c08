//! What a reader is shown of an attached file: a small picture of it, or what there is to say of it.

use ::image::codecs::jpeg::JpegEncoder;
use ::image::metadata::Orientation;
use ::image::{DynamicImage, RgbImage};

use super::kind::Format;
use super::picture::{Pixels, rgba};
use super::{image, jpeg, png, webp};

/// The largest sides of a small picture, in pixels.
const SIDES: (u32, u32) = (320, 480);
/// How much of the picture the JPEG keeps, of 100.
const QUALITY: u8 = 78;

/// What a reader is shown of an attached file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The name of its type, such as `png`; none if there is no file.
    pub file_type: Option<&'static str>,
    /// Its size in bytes.
    pub size: u64,
    /// Pages of a document.
    pub pages: u32,
    /// How many seconds it plays.
    pub seconds: i64,
    /// The picture, small, as a JPEG file, with its width and height.
    pub picture: Option<(Vec<u8>, u32, u32)>,
}

/// A small picture of the file with these bytes; none if it is no picture that can be decoded.
pub(super) fn small(format: Format, data: &[u8]) -> Option<(Vec<u8>, u32, u32)> {
    let pixels = match format {
        Format::Png => png::decode(data),
        Format::Jpeg => jpeg::decode(data),
        Format::WebP => webp::decode(data),
        _ => return None,
    };
    let mut picture = DynamicImage::ImageRgb8(on_white(pixels.ok()?)?);
    let (width, height) = SIDES;
    if picture.width() > width || picture.height() > height {
        picture = picture.thumbnail(width, height);
    }
    if let Some(turned) = image::orientation(data).and_then(Orientation::from_exif) {
        picture.apply_orientation(turned);
    }
    let mut jpeg = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    Some((jpeg, picture.width(), picture.height()))
}

/// The picture as paper would show it: what is transparent is white.
fn on_white(pixels: Pixels) -> Option<RgbImage> {
    let (width, height) = pixels.size;
    if pixels.channels == 3 {
        return RgbImage::from_raw(width, height, pixels.samples);
    }
    let blend = |sample: u8, alpha: u8| {
        let (sample, alpha) = (u32::from(sample), u32::from(alpha));
        u8::try_from((sample * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let flat = pixels.samples.chunks_exact(pixels.channels.max(1)).flat_map(|pixel| {
        let [red, green, blue, alpha] = rgba(pixel);
        [red, green, blue].map(|sample| blend(sample, alpha))
    });
    RgbImage::from_raw(width, height, flat.collect())
}
