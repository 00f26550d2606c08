//! WebM and Matroska: the elements of the file up to its end, what it says of its tracks and length, and that there are
//! pictures (RFC 9559). No picture is decoded, and the pictures are never in memory. Written here for the reason given
//! in [`super::movie`].

use std::io::{Read, Seek};
use std::time::Duration;

use jiff::SignedDuration;

use super::bytes::tail;
use super::defect::Defect;
use super::ebml::{Elements, Placed, find, float, placed_at, unsigned, width};
use super::facts::Facts;
use super::limits;
use super::window::Window;

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK: u32 = 0xAE;
const VIDEO: u32 = 0xE0;
const PIXEL_WIDTH: u32 = 0xB0;
const PIXEL_HEIGHT: u32 = 0xBA;
const DISPLAY_WIDTH: u32 = 0x54B0;
const DISPLAY_HEIGHT: u32 = 0x54BA;
const DISPLAY_UNIT: u32 = 0x54B2;
const CLUSTER: u32 = 0x1F43_B675;
const TIMESTAMP: u32 = 0xE7;
const SIMPLE_BLOCK: u32 = 0xA3;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;

/// The most bytes of a description.
const DESCRIPTION_BYTES: u64 = 4 * 1024 * 1024;
/// The longest beginning of a block: its track and its time in the cluster.
const BLOCK_BYTES: u64 = 10;
const DEFAULT_SCALE: u64 = 1_000_000;

/// Examines a WebM or Matroska file.
///
/// # Errors
/// Why it does not play.
pub(super) fn examine<R: Read + Seek>(window: &mut Window<R>, facts: &mut Facts) -> Result<(), Defect> {
    let mut walk = Walk { scale: DEFAULT_SCALE, ..Walk::default() };
    let mut at = 0;
    for _ in 0..limits::PARTS {
        if at >= window.length() {
            walk.conclude(facts)?;
            return if walk.declared_end > window.length() { Err(Defect::Truncated) } else { Ok(()) };
        }
        let part = placed_at(window, at)?;
        let is_entered = walk.enters(&part);
        walk.read(window, &part, facts)?;
        at = match part.end {
            // The whole is told at the end: what it says of itself comes first.
            Some(end) if end > window.length() && part.name != SEGMENT => return Err(Defect::Truncated),
            Some(end) if !is_entered => end,
            _ if is_entered => part.start,
            _ => return Err(Defect::Corrupt),
        };
    }
    Err(Defect::TooLargeToDecode)
}

/// What has been met so far.
#[derive(Default)]
struct Walk {
    /// Nanoseconds a unit.
    scale: u64,
    /// Where the file should end, if it says so.
    declared_end: u64,
    is_duration_declared: bool,
    has_tracks: bool,
    has_clusters: bool,
    cluster_time: u64,
    last_time: u64,
}

impl Walk {
    /// True if the parts of a part are looked at one by one: those of clusters only if the file does not say how long
    /// it plays, or the cluster does not say how long it is.
    fn enters(&self, part: &Placed) -> bool {
        match part.name {
            SEGMENT => true,
            CLUSTER | BLOCK_GROUP => part.end.is_none() || !self.is_duration_declared,
            _ => false,
        }
    }

    fn read<R: Read + Seek>(
        &mut self,
        window: &mut Window<R>,
        part: &Placed,
        facts: &mut Facts,
    ) -> Result<(), Defect> {
        let end = part.end.unwrap_or(part.start);
        match part.name {
            INFO => self.read_info(&window.read(part.start, end, DESCRIPTION_BYTES)?, facts),
            TRACKS => self.read_tracks(&window.read(part.start, end, DESCRIPTION_BYTES)?, facts),
            SEGMENT => self.declared_end = end,
            CLUSTER => self.has_clusters = true,
            TIMESTAMP => {
                let time = window.read(part.start, end, 8)?;
                self.cluster_time = unsigned(&time).unwrap_or_default();
            }
            SIMPLE_BLOCK | BLOCK => self.read_block(&window.peek(part.start, BLOCK_BYTES)?),
            _ => {}
        }
        Ok(())
    }

    fn read_info(&mut self, content: &[u8], facts: &mut Facts) {
        self.scale = find(content, TIMESTAMP_SCALE).and_then(unsigned).unwrap_or(DEFAULT_SCALE);
        let units = find(content, DURATION).and_then(float).filter(|units| *units > 0.0);
        if let Some(units) = units {
            self.is_duration_declared = true;
            facts.duration = duration(units, self.scale);
        }
    }

    fn read_tracks(&mut self, content: &[u8], facts: &mut Facts) {
        self.has_tracks = true;
        let mut tracks = Elements::of(content).filter(|(name, _)| *name == TRACK);
        let Some(video) = tracks.find_map(|(_, track)| find(track, VIDEO)) else { return };
        let field = |name| find(video, name).and_then(unsigned).and_then(|value| u32::try_from(value).ok());
        let is_in_pixels = field(DISPLAY_UNIT).unwrap_or_default() == 0;
        let shown = |name| field(name).filter(|_| is_in_pixels);
        facts.width = shown(DISPLAY_WIDTH).or(field(PIXEL_WIDTH)).unwrap_or_default();
        facts.height = shown(DISPLAY_HEIGHT).or(field(PIXEL_HEIGHT)).unwrap_or_default();
    }

    fn read_block(&mut self, start: &[u8]) {
        let track_width = start.first().map_or(1, |first| width(*first));
        let time = tail(start, track_width).get(..2).and_then(|bytes| bytes.try_into().ok());
        let time = i64::from(time.map_or(0, i16::from_be_bytes));
        self.last_time = self.last_time.max(self.cluster_time.saturating_add_signed(time));
    }

    fn conclude(&self, facts: &mut Facts) -> Result<(), Defect> {
        if !self.has_tracks {
            return Err(Defect::NoMovieHeader);
        }
        if !self.is_duration_declared {
            // A time beyond 2^53 loses its last digits, and is not believed anyway.
            #[expect(clippy::cast_precision_loss, reason = "durations are cut at limits::LONGEST")]
            let units = self.last_time as f64;
            facts.duration = duration(units, self.scale);
        }
        match (self.has_clusters, facts.width, facts.height) {
            (false, ..) | (true, 0, 0) => Err(Defect::NoPicture),
            (true, 0, _) | (true, _, 0) => Err(Defect::ZeroSize),
            _ => Ok(()),
        }
    }
}

/// `units` of `scale` nanoseconds each; nothing that is not believable.
fn duration(units: f64, scale: u64) -> SignedDuration {
    #[expect(clippy::cast_precision_loss, reason = "durations are cut at limits::LONGEST")]
    let seconds = units * scale as f64 / 1e9;
    let duration = Duration::try_from_secs_f64(seconds).unwrap_or(limits::LONGEST);
    SignedDuration::try_from(duration.min(limits::LONGEST)).unwrap_or_default()
}
