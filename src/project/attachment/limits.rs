//! How much of an attached file is read and decoded, so that no file can hold up or exhaust a run.

use std::time::Duration;

/// The largest file that is hashed or examined, in bytes. Hashing and videos are read in pieces.
pub(super) const FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The largest picture or document that is taken into memory, in bytes.
pub(super) const WHOLE_BYTES: u64 = 64 * 1024 * 1024;

/// The most pixels that are decoded: above a 48-megapixel photo and a 1,440 x 34,000 scrolling screenshot.
pub(super) const PIXELS: u64 = 50_000_000;

/// From here on pictures are decoded one after another, so that memory does not grow with the number of threads.
pub(super) const LARGE_PIXELS: u64 = 12_000_000;

/// The most work for one progressive JPEG: its pixels times its scans.
pub(super) const SCANNED_PIXELS: u64 = 1_000_000_000;

/// The largest part of a video that is taken into memory: its table of contents, in bytes.
pub(super) const MOVIE_HEADER_BYTES: u64 = 32 * 1024 * 1024;

/// The most parts of a video that are looked at: an hour in fragments of a second has 8,000; a WebM that was streamed
/// has one for each frame, 100 a second with its sound.
pub(super) const PARTS: usize = 400_000;

/// The longest duration that is believed.
pub(super) const LONGEST: Duration = Duration::from_secs(1000 * 24 * 3600);

/// The most bytes that the packed indices of a PDF may unpack to, together.
pub(super) const PDF_INDEX_BYTES: u64 = 64 * 1024 * 1024;

/// The most names of a folder that are compared with one that is missing.
pub(super) const FOLDER_NAMES: usize = 10_000;

/// The longest path that is followed, in bytes.
pub(super) const PATH_BYTES: usize = 4096;
