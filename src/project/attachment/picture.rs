//! A decoded picture, reduced to what rules ask of it while its pixels go by: a hash of the pixels, and whether nearly
//! all have one colour. Pixels of all decoders come as eight-bit samples and are made RGBA, so that equal pictures are
//! equal however they were stored. Knows no file format.

use std::collections::HashMap;

use twox_hash::XxHash3_128;

/// A decoded picture in whole: its samples row by row.
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
        let mut look = Look::new(pixels.size, pixels.channels);
        let row_bytes = pixels.channels.max(1) * pixels.size.0.max(1) as usize;
        pixels.samples.chunks(row_bytes).for_each(|row| look.add(row));
        look.finish()
    }
}

/// A look at a picture row by row: no more than a row of it need be at hand.
pub(super) struct Look {
    channels: usize,
    hash: XxHash3_128,
    colours: Colours,
    /// The last row as it was stored, and as it is hashed.
    last: (Vec<u8>, Vec<[u8; 4]>),
}

impl Look {
    /// A look at a picture of this width and height, with so many samples a pixel.
    pub(super) fn new((width, height): (u32, u32), channels: usize) -> Self {
        let mut hash = XxHash3_128::new();
        hash.write(&width.to_be_bytes());
        hash.write(&height.to_be_bytes());
        let colours = Colours::new(u64::from(width) * u64::from(height));
        Self { channels, hash, colours, last: (Vec::new(), Vec::new()) }
    }

    /// Adds the next row.
    pub(super) fn add(&mut self, samples: &[u8]) {
        let (stored, row) = &mut self.last;
        // In a screenshot most rows are like the one above.
        if stored != samples {
            stored.clear();
            stored.extend_from_slice(samples);
            row.clear();
            match self.channels {
                1 => expand::<1>(samples, row),
                2 => expand::<2>(samples, row),
                3 => expand::<3>(samples, row),
                _ => expand::<4>(samples, row),
            }
        }
        self.colours.add(row);
        self.hash.write(row.as_flattened());
    }

    /// What is known now.
    pub(super) fn finish(self) -> Picture {
        Picture { hash: format!("{:032x}", self.hash.finish_128()), is_flat: self.colours.finish() }
    }
}

fn expand<const CHANNELS: usize>(samples: &[u8], row: &mut Vec<[u8; 4]>) {
    row.extend(samples.as_chunks::<CHANNELS>().0.iter().map(|pixel| rgba(pixel)));
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
            let length = run_length(*colour, rest);
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

/// How many pixels from the first on have this colour. Whole blocks are compared at once.
fn run_length(colour: [u8; 4], pixels: &[[u8; 4]]) -> usize {
    let block = [colour; 64];
    let blocks = pixels.as_chunks::<64>().0.iter().take_while(|pixels| **pixels == block).count();
    let length = blocks * block.len();
    let rest = pixels.get(length..).unwrap_or_default();
    length + rest.iter().position(|other| *other != colour).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::{Picture, Pixels, run_length};

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
    fn a_run_ends_at_the_first_pixel_of_another_colour_wherever_it_is() {
        let colour = [1, 2, 3, 255];
        for end in [0, 1, 63, 64, 65, 127, 128, 200] {
            let mut pixels = vec![colour; 200];
            pixels[end..].fill([1, 2, 4, 255]);
            assert_eq!(run_length(colour, &pixels), end);
        }
    }

    #[test]
    fn a_row_like_the_one_above_counts_again() {
        let two = [9, 9, 200, 9, 9, 200];
        assert_ne!(picture((3, 2), &two, 1).hash, picture((3, 1), &two[..3], 1).hash);
        assert_ne!(picture((3, 2), &two, 1).hash, picture((3, 2), &[9, 9, 200, 9, 9, 201], 1).hash);
        let mut samples = vec![7; 2000];
        samples[..10].fill(8);
        samples[1000..1010].fill(8);
        assert!(picture((1000, 2), &[7; 2000], 1).is_flat);
        assert!(!picture((1000, 2), &samples, 1).is_flat, "1 % in each of two equal rows");
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
