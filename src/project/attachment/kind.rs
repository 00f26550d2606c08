//! The types of files that are told apart, by their content. The signatures themselves are those of the `infer` crate;
//! this table names what it finds, and adds the Hangul word processor's formats. Knows nothing of whole files.

use std::sync::LazyLock;

use memchr::memmem;

use super::bytes::head;

/// The number of bytes from the beginning of a file that its type is told by.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// A type of files.
#[derive(Debug, PartialEq, Eq)]
pub struct FileType {
    /// The name that rules see.
    pub name: &'static str,
    /// `image`, `video`, `document` or `other`.
    pub kind: &'static str,
    /// The usual extensions, lower-case.
    pub extensions: &'static [&'static str],
    /// The media types by which the type is recognised.
    media_types: &'static [&'static str],
}

/// How files of a type are examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Jpeg,
    WebP,
    OtherImage,
    Pdf,
    Movie,
    Matroska,
    Other,
}

const fn row(
    name: &'static str,
    kind: &'static str,
    extensions: &'static [&'static str],
    media_types: &'static [&'static str],
) -> FileType {
    FileType { name, kind, extensions, media_types }
}

/// The type of a file that is of no known type.
pub(super) static UNKNOWN: FileType = row("unknown", "other", &[], &[]);

const HWP: &str = "application/x-hwp";
const HWPX: &str = "application/hwp+zip";
const COMPOUND: &str = "application/x-ole-storage";
const MP4: &str = "video/mp4";
const MATROSKA: &str = "video/x-matroska";
const WEBM: &str = "video/webm";

/// Every type that is told apart, besides `unknown`.
pub static TYPES: [FileType; 21] = [
    row("png", "image", &["png"], &["image/png"]),
    row("jpeg", "image", &["jpg", "jpeg", "jpe", "jfif"], &["image/jpeg"]),
    row("webp", "image", &["webp"], &["image/webp"]),
    row("gif", "image", &["gif"], &["image/gif"]),
    row("bmp", "image", &["bmp", "dib"], &["image/bmp"]),
    row("tiff", "image", &["tif", "tiff"], &["image/tiff"]),
    row("heic", "image", &["heic", "heif"], &["image/heif"]),
    row("avif", "image", &["avif"], &["image/avif"]),
    row("mp4", "video", &["mp4", "m4v"], &[MP4, "video/x-m4v"]),
    row("mov", "video", &["mov", "qt"], &["video/quicktime"]),
    row("webm", "video", &["webm"], &[WEBM]),
    row("mkv", "video", &["mkv"], &[MATROSKA]),
    row("avi", "video", &["avi"], &["video/x-msvideo"]),
    row("wmv", "video", &["wmv", "asf"], &["video/x-ms-wmv", "video/x-ms-asf"]),
    row("pdf", "document", &["pdf"], &["application/pdf"]),
    row("hwp", "document", &["hwp", "hwt"], &[HWP]),
    row("hwpx", "document", &["hwpx"], &[HWPX]),
    row(
        "office",
        "document",
        &["docx", "xlsx", "pptx", "odt", "ods", "odp"],
        &[
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.presentation",
        ],
    ),
    row(
        "compound",
        "document",
        &["doc", "xls", "ppt", "hwp", "msi", "msg"],
        &[COMPOUND, "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"],
    ),
    row(
        "zip",
        "other",
        &["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "hwpx", "jar", "apk"],
        &["application/zip"],
    ),
    row("gzip", "other", &["gz", "tgz"], &["application/gzip"]),
];

impl FileType {
    /// The type of the content that begins with `start` (up to [`HEAD_BYTES`]).
    pub(super) fn of(start: &[u8]) -> &'static Self {
        let media_type = own_media_type(start)
            .or_else(|| SIGNATURES.get(start).map(|found| found.mime_type()))
            .or_else(|| is_iso_media(start).then_some(MP4));
        let named = |media_type| TYPES.iter().find(|row| row.media_types.contains(&media_type));
        media_type.and_then(named).unwrap_or(&UNKNOWN)
    }

    /// How files of the type are examined.
    pub(super) fn format(&self) -> Format {
        match (self.name, self.kind) {
            ("png", _) => Format::Png,
            ("jpeg", _) => Format::Jpeg,
            ("webp", _) => Format::WebP,
            ("pdf", _) => Format::Pdf,
            ("mp4" | "mov", _) => Format::Movie,
            ("webm" | "mkv", _) => Format::Matroska,
            (_, "image") => Format::OtherImage,
            _ => Format::Other,
        }
    }

    /// True unless a known extension promises another type, or the content is of a known type and the extension is
    /// not one of it.
    pub(super) fn matches(&self, extension: &str) -> bool {
        if *self == UNKNOWN {
            TYPES.iter().all(|row| !row.extensions.contains(&extension))
        } else {
            self.extensions.contains(&extension)
        }
    }
}

static SIGNATURES: LazyLock<infer::Infer> = LazyLock::new(infer::Infer::new);

/// Types that the signatures of the crate do not know, or know only in files of some length.
fn own_media_type(start: &[u8]) -> Option<&'static str> {
    if start.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        let is_hwp = memmem::find(start, b"HWP Document File").is_some()
            || memmem::find(start, b"H\0w\0p\0S\0u\0m\0m\0a\0r\0y\0").is_some();
        return Some(if is_hwp { HWP } else { COMPOUND });
    }
    if start.starts_with(b"PK\x03\x04") && memmem::find(head(start, 128), HWPX.as_bytes()).is_some() {
        return Some(HWPX);
    }
    if start.starts_with(b"\x1A\x45\xDF\xA3") {
        let is_webm = memmem::find(head(start, 256), b"webm").is_some();
        return Some(if is_webm { WEBM } else { MATROSKA });
    }
    None
}

/// True for the family of MP4, whatever its brand.
fn is_iso_media(start: &[u8]) -> bool {
    start.get(4..8) == Some(b"ftyp")
}
