//! PDF: its header, its cross-references, its end, and its pages (ISO 32000-1, sections 7.5 and 7.7). Pages are not
//! drawn. Knows nothing of pictures.

use std::io::{self, Read};

use flate2::bufread::ZlibDecoder;
use lopdf::Document;
use lopdf::xref::XrefRecovery;
use memchr::memmem;

use super::bytes::{end, head, tail};
use super::defect::Defect;
use super::facts::Facts;
use super::limits;

/// How far from the beginning and the end readers look for `%PDF-` and `%%EOF`.
const MARGIN: usize = 1024;
/// How much of a stream's dictionary is looked at for what the stream is.
const DICTIONARY_BYTES: usize = 512;
/// The most cross-reference streams of one file: one a saved change.
const CROSS_REFERENCES: usize = 256;

/// Examines a PDF.
///
/// # Errors
/// Why it cannot be opened.
pub(super) fn examine(data: &[u8], facts: &mut Facts) -> Result<(), Defect> {
    memmem::find(head(data, MARGIN), b"%PDF-").ok_or(Defect::Corrupt)?;
    let last = end(data, MARGIN);
    if memmem::find(last, b"%%EOF").is_none() || memmem::find(last, b"startxref").is_none() {
        return Err(Defect::Truncated);
    }
    admit(data)?;
    let names_encryption = memmem::find(data, b"/Encrypt").is_some();
    let Ok(document) = Document::load_metadata_mem(data) else {
        facts.is_encrypted = names_encryption;
        return Err(if names_encryption { Defect::Encrypted } else { Defect::Corrupt });
    };
    facts.pages = document.page_count;
    facts.is_encrypted = document.encrypted && document.page_count == 0;
    match (facts.is_encrypted, document.xref_recovery) {
        (true, _) => Err(Defect::Encrypted),
        (_, Some(XrefRecovery::Reconstructed)) => Err(Defect::Corrupt),
        _ if facts.pages == 0 => Err(Defect::NoPages),
        _ => Ok(()),
    }
}

/// Accepts a file for reading if its packed indices unpack to a bearable size. The library unpacks them as they are
/// needed and would go on to 256 MB for each.
fn admit(data: &[u8]) -> Result<(), Defect> {
    let mut left = limits::PDF_INDEX_BYTES;
    let mut cross_references = 0;
    for at in memmem::find_iter(data, b"stream") {
        let before = end(head(data, at), DICTIONARY_BYTES);
        if before.ends_with(b"end") {
            continue;
        }
        let dictionary = tail(before, memmem::rfind(before, b"obj").unwrap_or_default());
        let is_cross_reference = memmem::find(dictionary, b"/XRef").is_some();
        // An object stream says where its first object is; a name with `#` may be any name in disguise.
        let may_be_objects = [&b"/First"[..], b"#"].iter().any(|key| memmem::find(dictionary, key).is_some());
        if !is_cross_reference && !may_be_objects {
            continue;
        }
        cross_references += usize::from(is_cross_reference);
        left = left.saturating_sub(unpacked_bytes(tail(data, at + b"stream".len()), left));
        if left == 0 || cross_references > CROSS_REFERENCES {
            return Err(Defect::TooLargeToDecode);
        }
    }
    Ok(())
}

/// How many bytes a packed stream gives, up to `most`; zero if it is not packed by deflate.
fn unpacked_bytes(stream: &[u8], most: u64) -> u64 {
    let packed = stream.strip_prefix(b"\r").unwrap_or(stream);
    let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
    let mut unpacked = ZlibDecoder::new(packed).take(most);
    let mut count = Counter(0);
    // An error ends the count: no more than this comes out.
    let _ = io::copy(&mut unpacked, &mut count);
    count.0
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.0 += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
