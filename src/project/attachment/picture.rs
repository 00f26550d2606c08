//! A decoded picture, reduced to what rules ask of it while its pixels go by: a hash of the pixels, and whether nearly
//! all have one colour. Pixels of all decoders come as eight-bit samples and are made RGBA, so that equal pictures are
//! equal however they were stored. Knows no file format.

use std::collections::HashMap;

use twox_hash::XxHash3_128;

/// A decoded picture: its samples row by row.
#[derive(Debug)]
pub(super) struct Pixels {
    /// Its width and height.
    pub(super) size: (u32, u32),
    /// Eight bits each.
    pub(super) samples: Vec<u8>,
    /// How many samples make a pixel: grey, grey and alpha, RGB, or RGBA.
    pub(super) channels: usize,
}

/// What is known of a decoded picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Hexadecimal hash of its width, height and pixels, which tells pictures apart but proves nothing.
    pub(super) hash: String,
    /// True if more than 99 % of the pixels have one colour.
    pub(super) is_flat: bool,
}

impl Picture {
    /// What is known of these pixels.
    pub(super) fn of(pixels: &Pixels) -> Self {
        let (size, samples) = (pixels.size, &*pixels.samples);
        match pixels.channels {
            1 => Self::of_pixels::<1>(size, samples),
            2 => Self::of_pixels::<2>(size, samples),
            3 => Self::of_pixels::<3>(size, samples),
            _ => Self::of_pixels::<4>(size, samples),
        }
    }

    fn of_pixels<const CHANNELS: usize>((width, height): (u32, u32), samples: &[u8]) -> Self {
        let mut hash = XxHash3_128::new();
        hash.write(&width.to_be_bytes());
        hash.write(&height.to_be_bytes());
        let mut colours = Colours::new(u64::from(width) * u64::from(height));
        let mut row: Vec<[u8; 4]> = Vec::new();
        for pixels in samples.chunks(CHANNELS * width.max(1) as usize) {
            row.clear();
            row.extend(pixels.as_chunks::<CHANNELS>().0.iter().map(|pixel| rgba(pixel)));
            colours.add(&row);
            hash.write(row.as_flattened());
        }
        Self { hash: format!("{:032x}", hash.finish_128()), is_flat: colours.finish() }
    }
}

pub(super) fn rgba(pixel: &[u8]) -> [u8; 4] {
    match *pixel {
        [grey] => [grey, grey, grey, u8::MAX],
        [grey, alpha] => [grey, grey, grey, alpha],
        [red, green, blue] => [red, green, blue, u8::MAX],
        [red, green, blue, alpha, ..] => [red, green, blue, alpha],
        [] => [0; 4],
    }
}

/// Counts colours until it is certain that none has more than 99 % of the pixels, which for most pictures is soon.
struct Colours {
    counts: HashMap<[u8; 4], u64>,
    run: ([u8; 4], u64),
    most: u64,
    seen: u64,
    /// The number of pixels of other colours in a picture that is flat: the map never holds more colours than that.
    others_allowed: u64,
    is_varied: bool,
}

impl Colours {
    fn new(pixels: u64) -> Self {
        let others_allowed = pixels.saturating_sub(1) / 100;
        let run = ([0; 4], 0);
        Self { counts: HashMap::new(), run, most: 0, seen: 0, others_allowed, is_varied: false }
    }

    fn add(&mut self, colours: &[[u8; 4]]) {
        let mut rest = colours;
        while let Some(colour) = rest.first().filter(|_| !self.is_varied) {
            if self.run.0 != *colour {
                self.end_run();
                self.run = (*colour, 0);
            }
            let length = rest.iter().position(|other| other != colour).unwrap_or(rest.len());
            self.run.1 += length as u64;
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn end_run(&mut self) {
        let (colour, length) = self.run;
        if length == 0 {
            return;
        }
        let count = self.counts.entry(colour).or_default();
        *count += length;
        self.most = self.most.max(*count);
        self.seen += length;
        self.run.1 = 0;
        if self.seen - self.most > self.others_allowed {
            self.is_varied = true;
            self.counts = HashMap::new();
        }
    }

    /// True if one colour has nearly all pixels.
    fn finish(mut self) -> bool {
        self.end_run();
        self.seen > 0 && !self.is_varied
    }
}

#[cfg(test)]
mod tests {
    use super::{Picture, Pixels};

    fn picture(size: (u32, u32), samples: &[u8], channels: usize) -> Picture {
        Picture::of(&Pixels { size, samples: samples.to_vec(), channels })
    }

    fn flat(others: usize) -> bool {
        let mut samples = vec![7; 1000];
        for (position, sample) in samples.iter_mut().take(others).enumerate() {
            *sample = u8::try_from(100 + position % 100).unwrap();
        }
        picture((100, 10), &samples, 1).is_flat
    }

    #[test]
    fn flat_means_more_than_99_percent_wherever_the_others_are() {
        assert!(flat(0));
        assert!(flat(9));
        assert!(!flat(10), "exactly 99 % are not more than 99 %");
        assert!(!flat(500));
        assert!(!picture((0, 0), &[], 1).is_flat);
    }

    #[test]
    fn pixels_are_the_same_however_they_are_stored() {
        let grey = picture((2, 1), &[9, 200], 1);
        assert_eq!(grey, picture((2, 1), &[9, 255, 200, 255], 2));
        assert_eq!(grey, picture((2, 1), &[9, 9, 9, 200, 200, 200], 3));
        assert_eq!(grey, picture((2, 1), &[9, 9, 9, 255, 200, 200, 200, 255], 4));
        assert_ne!(grey, picture((1, 2), &[9, 200], 1), "another shape is another picture");
    }
}
