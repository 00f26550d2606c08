//! MP4 in fragments (`moof`), as screen recorders and streams write it: how far the fragments of each track reach in
//! time (ISO/IEC 14496-12, section 8.8). Knows nothing of where their samples stand.

use std::collections::HashMap;

use super::boxes::{Boxes, find};
use super::bytes::{number, number32, tail};

const BASE_OFFSET: u32 = 0x01;
const DESCRIPTION_INDEX: u32 = 0x02;
const DEFAULT_DURATION: u32 = 0x08;
const DATA_OFFSET: u32 = 0x01;
const FIRST_FLAGS: u32 = 0x04;
const SAMPLE_DURATION: u32 = 0x100;
/// The optional fields of a sample besides its duration: size, flags, composition time.
const SAMPLE_FIELDS: [u32; 3] = [0x200, 0x400, 0x800];

/// How far the fragments reach, in the units of each track.
#[derive(Default)]
pub(super) struct Fragments {
    /// The duration of a sample, by track, where a fragment does not say it.
    pub(super) defaults: HashMap<u32, u64>,
    ends: HashMap<u32, u64>,
}

impl Fragments {
    /// Adds the content of a `moof`.
    pub(super) fn add(&mut self, fragment: &[u8]) {
        for (_, track) in Boxes::of(fragment).filter(|(name, _)| name == b"traf") {
            let _ = self.add_track(track);
        }
    }

    /// Where the last sample of a track ends; zero if it has none.
    pub(super) fn end_of(&self, track: u32) -> u64 {
        self.ends.get(&track).copied().unwrap_or_default()
    }

    fn add_track(&mut self, content: &[u8]) -> Option<()> {
        let header = find(content, b"tfhd")?;
        let flags = number32(header, 0)?;
        let track = number32(header, 4)?;
        let end = self.ends.entry(track).or_default();
        let start = find(content, b"tfdt").and_then(|time| match time.first()? {
            0 => number(time, 4, 4),
            _ => number(time, 4, 8),
        });
        let width = |flag, width| if flags & flag > 0 { width } else { 0 };
        let at = 8 + width(BASE_OFFSET, 8) + width(DESCRIPTION_INDEX, 4);
        let own = number(header, at, width(DEFAULT_DURATION, 4)).filter(|_| flags & DEFAULT_DURATION > 0);
        let default = own.or_else(|| self.defaults.get(&track).copied()).unwrap_or_default();
        let runs = Boxes::of(content).filter(|(name, _)| name == b"trun");
        let length =
            runs.fold(0_u64, |sum, (_, run)| sum.saturating_add(run_length(run, default).unwrap_or(0)));
        *end = start.unwrap_or(*end).saturating_add(length).max(*end);
        Some(())
    }
}

/// The default duration of a sample by track: the `trex` boxes of a `moov`.
pub(super) fn default_durations(header: &[u8]) -> HashMap<u32, u64> {
    let extensions = Boxes::of(find(header, b"mvex").unwrap_or_default());
    let defaults = extensions.filter(|(name, _)| name == b"trex");
    defaults.filter_map(|(_, content)| Some((number32(content, 4)?, number(content, 12, 4)?))).collect()
}

/// How long the samples of a `trun` take together.
fn run_length(run: &[u8], default: u64) -> Option<u64> {
    let flags = number32(run, 0)?;
    let count = number(run, 4, 4)?;
    if flags & SAMPLE_DURATION == 0 {
        return Some(default.saturating_mul(count));
    }
    let skipped = [DATA_OFFSET, FIRST_FLAGS].iter().filter(|flag| flags & **flag > 0).count() * 4;
    let width = 4 + SAMPLE_FIELDS.iter().filter(|flag| flags & **flag > 0).count() * 4;
    let samples = tail(run, 8 + skipped).chunks_exact(width).take(usize::try_from(count).ok()?);
    Some(samples.filter_map(|sample| number(sample, 0, 4)).sum())
}
