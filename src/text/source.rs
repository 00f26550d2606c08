//! A text that a user wrote, with its name. Knows how to turn byte offsets into positions; must not know who reads it
//! or how it was read from disk.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::position::{Position, Unit, line_starts, width};
use super::span::Span;

/// One text and the name that findings print for it.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: Cow<'static, str>,
    lines: OnceLock<Vec<u32>>,
}

/// Why bytes are no text that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingProblem {
    /// The bytes from this span on (first one in the bytes and in the text) are not UTF-8.
    InvalidUtf8(Span),
    /// The text begins with the byte order mark of UTF-16 or UTF-32.
    OtherUnicode(&'static str),
}

impl Source {
    /// A source of this text. `path` is what findings print: relative, with `/`.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// A source of these bytes. What is not UTF-8 is replaced by U+FFFD and reported: up to the first such place the
    /// offsets of text and bytes agree.
    #[must_use]
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> (Self, Option<EncodingProblem>) {
        if let Some(name) = foreign_byte_order_mark(&bytes) {
            return (Self::new(path, ""), Some(EncodingProblem::OtherUnicode(name)));
        }
        match simdutf8::compat::from_utf8(&bytes) {
            Ok(_) => {
                // Checked a second time, by the standard library, only on the failing side.
                let text = String::from_utf8(bytes).unwrap_or_default();
                (Self::new(path, text), None)
            }
            Err(error) => {
                let start = error.valid_up_to();
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let span = Span::from_usize(start, start + char::REPLACEMENT_CHARACTER.len_utf8());
                (Self::new(path, text), Some(EncodingProblem::InvalidUtf8(span)))
            }
        }
    }

    /// The name that findings print.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, byte order mark included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span, empty if the span does not lie on character boundaries of this text.
    #[inline]
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The position of byte `offset`; an offset past the end counts as the end, one inside a character as its start.
    #[must_use]
    pub fn position(&self, offset: u32, unit: Unit) -> Position {
        let offset = self.floor(offset);
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|index| lines.get(index)).copied().unwrap_or(0);
        let before = self.text.get(start as usize..offset as usize).unwrap_or("");
        let column = width(before, unit) + 1;
        let bound = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: bound(line.max(1)), column: bound(column) }
    }

    /// The span of the line that holds byte `offset`, without its line break.
    #[must_use]
    pub fn line_span(&self, offset: u32) -> Span {
        let lines = self.lines();
        let after = lines.partition_point(|start| *start <= self.floor(offset));
        let start = after.checked_sub(1).and_then(|index| lines.get(index)).copied().unwrap_or(0);
        let end = lines.get(after).copied().map_or(self.text.len(), |next| next as usize);
        let line = self.text.get(start as usize..end).unwrap_or("");
        Span::from_usize(start as usize, start as usize + line.trim_end_matches(['\n', '\r']).len())
    }

    /// The span of line `number`, counted from 1, without its line break; none past the last line.
    #[must_use]
    pub fn line(&self, number: u32) -> Option<Span> {
        let index = (number as usize).checked_sub(1)?;
        self.lines().get(index).map(|start| self.line_span(*start))
    }

    /// The nearest character boundary at or before `offset`, in bytes.
    #[must_use]
    pub fn floor(&self, offset: u32) -> u32 {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        u32::try_from(offset).unwrap_or(u32::MAX)
    }

    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| line_starts(&self.text))
    }
}

fn foreign_byte_order_mark(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32BE"),
        [0xFF, 0xFE, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_in_the_unit_that_is_asked_for() {
        let source = Source::new("a.yaml", "\u{feff}앱: 😀x\r\ny");
        let x = u32::try_from(source.text().find('x').unwrap()).unwrap();
        let column = |unit| source.position(x, unit).column;
        assert_eq!((column(Unit::Byte), column(Unit::Character), column(Unit::Utf16)), (10, 5, 6));
        assert_eq!(source.position(u32::MAX, Unit::Character), Position { line: 2, column: 2 });
        assert_eq!(source.slice(source.line_span(x)), "\u{feff}앱: 😀x");
        assert_eq!(source.line(2).map(|line| source.slice(line)), Some("y"));
        assert_eq!((source.line(0), source.line(3)), (None, None));
    }

    #[test]
    fn bytes_that_are_no_text_are_reported_at_their_place() {
        let (source, problem) = Source::from_bytes("a.yaml", b"a: \xff\nb: 1\n".to_vec());
        assert_eq!(problem, Some(EncodingProblem::InvalidUtf8(Span::new(3, 6))));
        assert_eq!(source.slice(Span::new(3, 6)), "\u{fffd}");
        let (_, problem) = Source::from_bytes("a.yaml", b"\xff\xfea\0".to_vec());
        assert_eq!(problem, Some(EncodingProblem::OtherUnicode("UTF-16LE")));
    }
}
