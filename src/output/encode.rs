//! How rows become JSON: without blanks, in the order of their fields, and with no hidden character standing as itself.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::escape;

/// Writes a row as JSON on one line, without a line break at its end.
///
/// # Errors
/// When `out` cannot be written to.
pub(super) fn write_json(row: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Visible);
    row.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes rows as the elements of a JSON array, each on a line of its own.
///
/// # Errors
/// When `out` cannot be written to.
pub(super) fn write_json_array<R: Serialize>(
    rows: impl Iterator<Item = R>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, row) in rows.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        write_json(&row, out)?;
    }
    out.write_all(b"\n]")
}

struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        escape::json(out, fragment)
    }
}
