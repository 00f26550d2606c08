//! MP4 and QuickTime: the boxes of the file up to its end, its header (`moov`) and, through [`super::track`], that the
//! sample tables lead to bytes which are there (ISO/IEC 14496-12, sections 6 and 8). No picture is decoded, and the
//! pictures are never in memory.
//!
//! Written here because the crates for this format answer another question: they refuse files that players play, or
//! make room for as many samples as a file claims to have.

use std::io::{Read, Seek};
use std::time::Duration;

use jiff::SignedDuration;
use memchr::memmem;

use super::boxes::{Boxes, find, placed_at};
use super::bytes::number;
use super::defect::Defect;
use super::facts::Facts;
use super::fragment::{Fragments, default_durations};
use super::limits;
use super::track::Track;
use super::window::Window;

/// Examines an MP4 or QuickTime file.
///
/// # Errors
/// Why it does not play.
pub(super) fn examine<R: Read + Seek>(window: &mut Window<R>, facts: &mut Facts) -> Result<(), Defect> {
    let mut at = 0;
    let mut header = None;
    let mut fragments = Fragments::default();
    for _ in 0..limits::PARTS {
        if at >= window.length() {
            return conclude(header.as_deref(), &fragments, window.length(), facts);
        }
        let part = placed_at(window, at)?;
        match &part.name {
            b"moov" => {
                let content = window.read(part.start, part.end, limits::MOVIE_HEADER_BYTES)?;
                describe(&content, facts);
                fragments.defaults = default_durations(&content);
                header = Some(content);
            }
            b"moof" => {
                fragments.add(&window.read(part.start, part.end, limits::MOVIE_HEADER_BYTES)?);
            }
            _ if part.end > window.length() => return Err(Defect::Truncated),
            _ => {}
        }
        at = part.end;
    }
    Err(Defect::TooLargeToDecode)
}

/// What the header says of the whole.
fn describe(header: &[u8], facts: &mut Facts) {
    let tracks = tracks(header);
    if let Some(track) = tracks.iter().find(|track| track.is_video) {
        (facts.width, facts.height) = track.size;
    }
    let whole = find(header, b"mvhd").and_then(declared_duration);
    let longest = tracks.iter().map(|track| track.duration).max();
    facts.duration = whole.filter(|whole| !whole.is_zero()).or(longest).unwrap_or_default();
    facts.has_location = has_location(header);
}

fn conclude(
    header: Option<&[u8]>,
    fragments: &Fragments,
    length: u64,
    facts: &mut Facts,
) -> Result<(), Defect> {
    let header = header.ok_or(Defect::NoMovieHeader)?;
    let tracks = tracks(header);
    let is_fragmented = find(header, b"mvex").is_some();
    if is_fragmented && facts.duration.is_zero() {
        let ends = tracks.iter().map(|track| track.time(fragments.end_of(track.id)));
        facts.duration = ends.max().unwrap_or_default();
    }
    for track in &tracks {
        track.check_tables(length)?;
    }
    let pictures = tracks.iter().find(|track| track.is_video).ok_or(Defect::NoPicture)?;
    let has_samples = pictures.has_samples() || fragments.end_of(pictures.id) > 0;
    if !has_samples {
        return Err(Defect::NoPicture);
    }
    if facts.width == 0 || facts.height == 0 { Err(Defect::ZeroSize) } else { Ok(()) }
}

fn tracks(header: &[u8]) -> Vec<Track<'_>> {
    let tracks = Boxes::of(header).filter(|(name, _)| name == b"trak");
    tracks.filter_map(|(_, content)| Track::read(content)).collect()
}

/// The duration in an `mvhd` or `mdhd`, whose beginnings are alike.
pub(super) fn declared_duration(content: &[u8]) -> Option<SignedDuration> {
    let scale = timescale(content)?;
    let duration = match content.first()? {
        0 => number(content, 16, 4).filter(|duration| *duration != u64::from(u32::MAX)),
        _ => number(content, 24, 8).filter(|duration| *duration != u64::MAX),
    };
    Some(duration_of(duration?, scale))
}

/// The units a second in an `mvhd` or `mdhd`.
pub(super) fn timescale(content: &[u8]) -> Option<u64> {
    match content.first()? {
        0 => number(content, 12, 4),
        _ => number(content, 20, 4),
    }
}

/// `units` of which `scale` make a second; nothing that is not believable.
pub(super) fn duration_of(units: u64, scale: u64) -> SignedDuration {
    let milliseconds = u128::from(units) * 1000 / u128::from(scale.max(1));
    let duration = Duration::from_millis(u64::try_from(milliseconds).unwrap_or(u64::MAX));
    SignedDuration::try_from(duration.min(limits::LONGEST)).unwrap_or_default()
}

/// True if the header says where the film was taken: by a `©xyz` or `loci` box, or by a key of Apple's.
fn has_location(header: &[u8]) -> bool {
    let mut user_data = Boxes::of(header).filter(|(name, _)| name == b"udta");
    let in_user_data = user_data
        .any(|(_, content)| Boxes::of(content).any(|(name, _)| &name == b"\xA9xyz" || &name == b"loci"));
    let keys = find(header, b"meta").unwrap_or_default();
    in_user_data || memmem::find(keys, b"com.apple.quicktime.location.ISO6709").is_some()
}
