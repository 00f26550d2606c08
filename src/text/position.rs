//! Lines and columns, for printing only. Knows how a text breaks into lines and in which unit a reader counts columns.

/// The unit in which a reader counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// UTF-8 bytes (rdjson).
    Byte,
    /// Unicode scalar values (our own formats, compilers, editors' status lines).
    Character,
    /// UTF-16 code units (SARIF, the Language Server Protocol).
    Utf16,
}

/// A line and a column, both counted from 1; the column in the [`Unit`] that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column within the line, from 1.
    pub column: u32,
}

/// The number of `unit`s in `text`. A byte order mark counts nothing: no editor shows it.
pub(super) fn width(text: &str, unit: Unit) -> usize {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match unit {
        Unit::Byte => text.len(),
        Unit::Character => text.chars().count(),
        Unit::Utf16 => text.chars().map(char::len_utf16).sum(),
    }
}

/// The byte offsets at which lines begin. A line ends after `\n`, `\r\n` or a lone `\r` (YAML 1.2.2, section 5.4).
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let is_first_half = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        if !is_first_half {
            starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
    }
    starts
}
