//! A track of an MP4 or QuickTime file: what it shows, and its sample tables, which say where in the file each sample
//! stands (ISO/IEC 14496-12, sections 8.3 to 8.7). The tables are added up, never laid out sample by sample.

use jiff::SignedDuration;

use super::boxes::{find, find_path};
use super::bytes::{number, number32, tail};
use super::defect::Defect;
use super::movie::{declared_duration, duration_of, timescale};

/// The length of an entry in each of the tables, in bytes.
const TIME_ENTRY: usize = 8;
const CHUNK_ENTRY: usize = 12;

/// A track.
pub(super) struct Track<'a> {
    pub(super) id: u32,
    pub(super) is_video: bool,
    /// Pixels as displayed: a film that is turned by a quarter has its sides exchanged.
    pub(super) size: (u32, u32),
    pub(super) duration: SignedDuration,
    scale: u64,
    tables: &'a [u8],
}

impl<'a> Track<'a> {
    /// Reads the content of a `trak`; none if it lacks its header or its media.
    pub(super) fn read(content: &'a [u8]) -> Option<Self> {
        let header = find(content, b"tkhd")?;
        let media = find(content, b"mdia")?;
        let media_header = find(media, b"mdhd")?;
        let id_at = if header.first() == Some(&0) { 12 } else { 20 };
        Some(Self {
            id: number32(header, id_at)?,
            is_video: find(media, b"hdlr").and_then(|handler| handler.get(8..12)) == Some(b"vide"),
            size: size(header).unwrap_or_default(),
            duration: declared_duration(media_header).unwrap_or_default(),
            scale: timescale(media_header)?,
            tables: find_path(media, &[b"minf", b"stbl"]).unwrap_or_default(),
        })
    }

    /// The time that `units` of this track take.
    pub(super) fn time(&self, units: u64) -> SignedDuration {
        duration_of(units, self.scale)
    }

    /// True if the tables name a sample.
    pub(super) fn has_samples(&self) -> bool {
        self.sizes().is_ok_and(|sizes| sizes.count > 0)
    }

    /// Checks that the tables are whole, agree on the number of samples, and lead to bytes before `length`.
    ///
    /// # Errors
    /// If they do not.
    pub(super) fn check_tables(&self, length: u64) -> Result<(), Defect> {
        let sizes = self.sizes()?;
        if sizes.count == 0 {
            return Ok(());
        }
        let times = self.table(b"stts", TIME_ENTRY)?;
        let timed: u64 = times.chunks_exact(TIME_ENTRY).filter_map(|entry| number(entry, 0, 4)).sum();
        let chunks = self.last_chunk()?;
        self.table(b"stsc", CHUNK_ENTRY)?;
        if timed < sizes.count {
            return Err(Defect::Corrupt);
        }
        if chunks >= length || sizes.bytes > length { Err(Defect::Truncated) } else { Ok(()) }
    }

    /// How many samples there are, and how many bytes they take together.
    fn sizes(&self) -> Result<Sizes, Defect> {
        if let Some(compact) = find(self.tables, b"stz2") {
            return Ok(Sizes { count: number(compact, 8, 4).ok_or(Defect::Corrupt)?, bytes: 0 });
        }
        let content = find(self.tables, b"stsz").ok_or(Defect::Corrupt)?;
        let each = number(content, 4, 4).ok_or(Defect::Corrupt)?;
        let count = number(content, 8, 4).ok_or(Defect::Corrupt)?;
        if each > 0 {
            return Ok(Sizes { count, bytes: each.saturating_mul(count) });
        }
        let entries = tail(content, 12).chunks_exact(4).take(usize::try_from(count).unwrap_or(usize::MAX));
        if (entries.len() as u64) < count {
            return Err(Defect::Corrupt);
        }
        Ok(Sizes { count, bytes: entries.filter_map(|entry| number(entry, 0, 4)).sum() })
    }

    /// Where the chunk that stands last in the file begins.
    fn last_chunk(&self) -> Result<u64, Defect> {
        let (name, width) = if find(self.tables, b"co64").is_some() { (b"co64", 8) } else { (b"stco", 4) };
        let offsets = self.table(name, width)?;
        let offsets = offsets.chunks_exact(width).filter_map(|entry| number(entry, 0, width));
        offsets.max().ok_or(Defect::Corrupt)
    }

    /// The entries of a table, which are as many as it says.
    fn table(&self, name: &[u8; 4], entry: usize) -> Result<&'a [u8], Defect> {
        let content = find(self.tables, name).ok_or(Defect::Corrupt)?;
        let count = number32(content, 4).ok_or(Defect::Corrupt)? as usize;
        tail(content, 8).get(..count.saturating_mul(entry)).ok_or(Defect::Corrupt)
    }
}

struct Sizes {
    count: u64,
    bytes: u64,
}

/// The size in a `tkhd`: its last two numbers, in units of 1/65,536, turned as its matrix says.
fn size(header: &[u8]) -> Option<(u32, u32)> {
    let at = if header.first()? == &0 { 76 } else { 88 };
    let pixels = |at| number32(header, at).map(|fixed| fixed >> 16);
    let (width, height) = (pixels(at)?, pixels(at + 4)?);
    let matrix = at.checked_sub(36)?;
    let is_turned = number32(header, matrix)? == 0 && number32(header, matrix + 4)? != 0;
    Some(if is_turned { (height, width) } else { (width, height) })
}
